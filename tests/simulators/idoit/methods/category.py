# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.category of modern servers (idoit-api.md §4.3, §7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..categories.base import Behaviour
from ..categories.changes import changes, shown_before
from ..context import Context
from ..protocol.errors import internal, invalid
from ..store.entries import Entry
from ..store.objects import ARCHIVED, DELETED, NORMAL, PURGE
from ..values.references import as_id
from .common import Method, Methods, Params, category_of, done, object_of
from .raw import raw_entries

READABLE: dict[int, Sequence[int]] = {
    -1: (NORMAL, ARCHIVED, DELETED),
    NORMAL: (NORMAL,),
    ARCHIVED: (ARCHIVED,),
    DELETED: (DELETED,),
}
RANKS: dict[str, tuple[int, frozenset[int], str]] = {
    "archive": (ARCHIVED, frozenset({NORMAL, DELETED}), "archived"),
    "delete": (DELETED, frozenset({NORMAL, ARCHIVED}), "deleted"),
    "recycle": (NORMAL, frozenset({ARCHIVED, DELETED}), "recycled"),
}
"""Action -> target, from where it works, word of the message (idoit-api.md §4.3)."""

WORDS = {target: word for target, _unused, word in RANKS.values()}
NEXT_STEP = {NORMAL: ARCHIVED, ARCHIVED: DELETED}
"""The rank that the old style of delete goes to; after the last one the entry is gone (idoit-api.md §4.4)."""


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The entries of one object, always a list."""
    behaviour = category_of(context, params)
    number = as_id(params.get("objID", params.get("object")))
    if number is None:
        raise invalid("Parameter objID has to be numeric.")
    status = params.get("status")
    wanted = READABLE.get(_status(status)) if status is not None else (NORMAL,)
    if wanted is None:
        raise invalid("Status is invalid")
    entries = behaviour.entries(context, [number], wanted)
    offset, limit = as_id(params.get("offset")) or 0, as_id(params.get("limit"))
    page = entries[offset : offset + limit if limit is not None else None]
    return raw_entries(context, behaviour, page) if params.get("raw") else behaviour.render(context, page)


def _status(given: Any) -> int:
    text = str(given)
    return int(text) if text.lstrip("-").isdigit() else 0


def data_of(params: Params) -> dict[str, Any]:
    """The attributes of a write; PHP sends an empty object as an empty list."""
    data = params.get("data")
    if data == []:
        return {}
    if not isinstance(data, dict):
        raise internal("Mandatory array parameter 'data' missing or wrong format given.")
    return data


def save(context: Context, params: Params) -> dict[str, Any]:
    """Make an entry, or change one."""
    behaviour = category_of(context, params)
    item = object_of(context, params, "object", "objID")
    data = data_of(params)
    number = as_id(params.get("entry", data.get("category_id")))
    before = _existing(context, behaviour, item.id, number)
    entry = written(context, behaviour, item.id, before, data)
    shown = entry.id
    if not behaviour.category.multiple and context.world.faults.take(("wrong_entry",), behaviour.category.const):
        shown += 1000
    return {"success": True, "message": done(context, "Category entry successfully saved"), "entry": shown}


def _existing(context: Context, behaviour: Behaviour, object_id: int, number: int | None) -> Entry | None:
    """The entry a save changes; None if it makes one."""
    if not behaviour.category.multiple:
        only = behaviour.only(context, object_id)
        if number is not None and (only is None or only.id != number):
            raise not_owned(behaviour, object_id, number)
        return only
    if number is None:
        return None
    entry = behaviour.entry(context, object_id, number)
    if entry is None:
        raise not_owned(behaviour, object_id, number)
    return entry


def not_owned(behaviour: Behaviour, object_id: int, number: int | None) -> Exception:
    """The refusal of an entry that is not there."""
    if behaviour.category.multiple:
        text = f"Unable to find entry for id {number}. Please ensure that entry is owned by object {object_id}"
        return invalid(f"{text} and has a valid status.")
    return invalid(f"Object {object_id} does not own an entry in category '{behaviour.category.title}'.")


def touch(context: Context, object_id: int) -> None:
    """Note on an object who changed it when."""
    context.world.objects.update(object_id, updated=context.world.now(), updated_by=context.user.username)
    context.forget()


def ranked(context: Context, object_id: int, word: str) -> None:
    """The same, with a line in the logbook on an entry that was ranked or removed."""
    touch(context, object_id)
    item = context.world.objects.get(object_id)
    if item is not None:
        context.log(item, f"C__LOGBOOK_EVENT__CATEGORY_{word.upper()}")


def written(context: Context, behaviour: Behaviour, object_id: int, entry: Entry | None, data: dict[str, Any]) -> Entry:
    """Make an entry, or change the given one; note who did it, and what changed."""
    before = shown_before(context, behaviour, entry, data)
    entry = behaviour.update(context, entry, data) if entry else behaviour.create(context, object_id, data)
    touch(context, object_id)
    item, changed = context.world.objects.get(object_id), changes(behaviour, before, data)
    if item is not None and changed:
        context.log(item, "C__LOGBOOK_EVENT__CATEGORY_CHANGED", changed)
    return entry


def create(context: Context, params: Params) -> dict[str, Any]:
    """The older way to make an entry; it changes that of a single-value category."""
    behaviour = category_of(context, params)
    item = object_of(context, params, "objID", "object")
    data = data_of(params)
    there = None if behaviour.category.multiple else behaviour.only(context, item.id)
    entry = written(context, behaviour, item.id, there, data)
    message = done(context, "Category entry successfully created.") + context.world.dialect.deprecation
    return {"id": str(entry.id), "message": message, "success": True}


def update(context: Context, params: Params) -> dict[str, Any]:
    """The older way to change an entry."""
    behaviour = category_of(context, params)
    item = object_of(context, params, "objID", "object")
    data = data_of(params)
    number = as_id(data.get("category_id", data.get("id")))
    if behaviour.category.multiple and number is None:
        text = "Please define the category entry you want to update by setting data.id or data.category_id."
        raise internal(text)
    before = _existing(context, behaviour, item.id, number if behaviour.category.multiple else None)
    written(context, behaviour, item.id, before, data)
    return {"success": True, "message": done(context, "Category entry successfully saved")}


def _owned(context: Context, params: Params) -> tuple[Behaviour, Entry]:
    behaviour = category_of(context, params)
    item = object_of(context, params, "object", "objID")
    number = as_id(params.get("entry", params.get("cateID", params.get("id"))))
    if number is None and not behaviour.category.multiple:
        entry = behaviour.only(context, item.id)
    else:
        entry = behaviour.entry(context, item.id, number) if number is not None else None
    if entry is None:
        raise not_owned(behaviour, item.id, number)
    return behaviour, entry


def _rank(action: str) -> Method:
    target, sources, word = RANKS[action]

    def call(context: Context, params: Params) -> dict[str, Any]:
        behaviour, entry = _owned(context, params)
        if not behaviour.category.multiple:
            text = "Your category is not multi-valued. It is not possible to {} a single value category."
            raise internal(text.format(action))
        if entry.status not in sources:
            raise not_owned(behaviour, entry.object, entry.id)
        old = entry.status
        behaviour.rank(context, entry, target)
        ranked(context, entry.object, word)
        text = f"Entry {entry.id} has been successfully {word} from {old} to {target}."
        return {"success": True, "message": done(context, text)}

    return Method(call, writes=True)


def purge(context: Context, params: Params) -> dict[str, Any]:
    """Remove an entry of either kind of category for good."""
    behaviour, entry = _owned(context, params)
    behaviour.purge(context, entry)
    ranked(context, entry.object, "purged")
    text = f"Entry {entry.id} has been successfully purged from {entry.status} to {PURGE}."
    return {"success": True, "message": done(context, text)}


def delete(context: Context, params: Params) -> dict[str, Any]:
    """With ``entry`` straight to deleted; with ``cateID`` or ``id`` one step at a time."""
    if params.get("entry") is not None:
        return dict(_MARK_DELETED.call(context, params))
    behaviour, entry = _owned(context, params)
    if not behaviour.category.multiple:
        text = "Your category is not multi-valued. It is not possible to delete a single value category."
        raise internal(text)
    step = NEXT_STEP.get(entry.status)
    if step is None:
        behaviour.purge(context, entry)
    else:
        behaviour.rank(context, entry, step)
    ranked(context, entry.object, "purged" if step is None else WORDS[step])
    return {"success": True, "message": done(context, f"Category entry '{entry.id}' successfully deleted")}


def quickpurge(context: Context, params: Params) -> dict[str, Any]:
    """Remove an entry for good, if the server allows it."""
    if not context.world.settings["cmdb.quickpurge"]:
        raise internal("Quickpurge is not enabled")
    behaviour, entry = _owned(context, params)
    behaviour.purge(context, entry)
    ranked(context, entry.object, "purged")
    return {"success": True, "message": done(context, f"Category entry '{entry.id}' successfully purged")}


_MARK_DELETED = _rank("delete")

METHODS: Methods = {
    "cmdb.category.read": Method(read),
    "cmdb.category.save": Method(save, writes=True),
    "cmdb.category.create": Method(create, writes=True),
    "cmdb.category.update": Method(update, writes=True),
    "cmdb.category.delete": Method(delete, writes=True),
    "cmdb.category.archive": _rank("archive"),
    "cmdb.category.recycle": _rank("recycle"),
    "cmdb.category.purge": Method(purge, writes=True),
    "cmdb.category.quickpurge": Method(quickpurge, writes=True),
}
