# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.category (idoit-observed.md §6): no check of owner or assignment, success told by ``success``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...categories.base import Behaviour
from ...context import Context
from ...protocol.errors import internal, invalid
from ...store.entries import Entry
from ...store.objects import ARCHIVED, DELETED, NORMAL, STATUS_OF_CONST, Object
from ...values.references import as_id
from ..category import NEXT_STEP, WORDS, data_of, ranked, written
from ..common import Method, Methods, Params, category_of
from ..raw import raw_entries
from .object import visible

EVERY_STATUS = (NORMAL, ARCHIVED, DELETED)
INT_IDS = ("ACCOUNTING", "FORMFACTOR", "IDENTIFIER", "PASSWD", "LICENCE_LIST")
"""Categories whose create answers a JSON int."""

FORMFACTOR = "C__CATG__FORMFACTOR"
SINGLE = "Your category is not multi-valued. It is not possible to delete a single value category."
NO_ENTRY = "Please define the category entry you want to update by setting data.id or data.category_id."
NO_ID = "Category ID missing. You must specify the parameter 'id' with the content of the entry ID of the category."


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The entries of an object, [] where there is none."""
    behaviour = category_of(context, params)
    number = as_id(params.get("objID"))
    if number is None:
        raise invalid("Parameter objID has to be numeric.")
    entries = behaviour.entries(context, [number], _statuses(params.get("status")))
    return raw_entries(context, behaviour, entries) if params.get("raw") else behaviour.render(context, entries)


def _statuses(given: Any) -> Sequence[int]:
    """By constant or id; a text that is no status means all of them."""
    if given is None:
        return (NORMAL,)
    status = STATUS_OF_CONST.get(str(given))
    if status is None and isinstance(given, str) and not given.lstrip("-").isdigit():
        return EVERY_STATUS
    return (status or int(given),)


def _object(context: Context, params: Params) -> Object:
    number = as_id(params.get("objID"))
    if number is None:
        raise invalid("Parameter objID has to be numeric.")
    item = visible(context, number)
    if item is None:
        raise internal(f'Object with id "{params["objID"]}" does not exist.')
    return item


def create(context: Context, params: Params) -> dict[str, Any]:
    """Make an entry; where there is one already it is changed, and said to be made."""
    behaviour = category_of(context, params)
    item = _object(context, params)
    data = data_of(params)
    there = None if behaviour.category.multiple else behaviour.only(context, item.id)
    entry = written(context, behaviour, item.id, there, data)
    if there and behaviour.category.const == FORMFACTOR:
        return {"id": None, "message": "Category entry was already existing and has been updated.", "success": True}
    number: Any = entry.id if behaviour.category.const.endswith(INT_IDS) else str(entry.id)
    return {"id": number, "message": "Category entry successfully created.", "success": True}


def update(context: Context, params: Params) -> dict[str, Any]:
    """Change an entry; that of a single-value category needs no id and is made if there is none."""
    behaviour = category_of(context, params)
    item = _object(context, params)
    data = data_of(params)
    entry = (
        _existing(context, behaviour, item.id, data)
        if behaviour.category.multiple
        else behaviour.only(context, item.id)
    )
    written(context, behaviour, item.id, entry, data)
    return {"success": True, "message": "Category entry successfully saved"}


def _existing(context: Context, behaviour: Behaviour, object_id: int, data: dict[str, Any]) -> Entry:
    number = as_id(data.get("id", data.get("category_id")))
    if number is None:
        raise internal(NO_ENTRY)
    entry = behaviour.entry(context, object_id, number)
    if entry is None or entry.status == DELETED:
        raise internal(f"Unable to find a category entry with id {number} for object {object_id}.")
    return entry


def _named(context: Context, behaviour: Behaviour, params: Params) -> tuple[int, Entry | None]:
    """The entry a call names; whose it is does not matter."""
    number = as_id(params.get("id", params.get("cateID")))
    if number is None:
        raise internal(NO_ID)
    return number, context.world.entries.get(behaviour.category.table, number)


def delete(context: Context, params: Params) -> dict[str, Any]:
    """One step at a time: archived, deleted, gone."""
    behaviour = category_of(context, params)
    if not behaviour.category.multiple:
        raise internal(SINGLE)
    number, entry = _named(context, behaviour, params)
    if entry is None:
        return {"success": False, "message": f"Category entry '{number}' was not deleted. It may not exists."}
    step = NEXT_STEP.get(entry.status)
    if step is None:
        behaviour.purge(context, entry)
    else:
        behaviour.rank(context, entry, step)
    ranked(context, entry.object, "purged" if step is None else WORDS[step])
    return {"success": True, "message": f"Category entry '{number}' successfully deleted"}


def quickpurge(context: Context, params: Params) -> dict[str, Any]:
    """Remove an entry of either kind of category for good, if the server allows it."""
    if not context.world.settings["cmdb.quickpurge"]:
        raise internal("Quickpurge is not enabled")
    behaviour = category_of(context, params)
    number, entry = _named(context, behaviour, params)
    if entry is None:
        return {"success": False, "message": f"Category entry '{number}' was not purged. It may not exists."}
    behaviour.purge(context, entry)
    ranked(context, entry.object, "purged")
    return {"success": True, "message": f"Category entry '{number}' successfully purged"}


METHODS: Methods = {
    "cmdb.category.read": Method(read),
    "cmdb.category.create": Method(create, writes=True),
    "cmdb.category.update": Method(update, writes=True),
    "cmdb.category.delete": Method(delete, writes=True),
    "cmdb.category.quickpurge": Method(quickpurge, writes=True),
}
