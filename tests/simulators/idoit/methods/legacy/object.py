# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.object and the writing part of cmdb.objects (idoit-observed.md §5)."""

from __future__ import annotations

import re
from typing import Any

from ...categories.person import make_person
from ...categories.relations import DEFAULT_CMDB_STATUS, new_object
from ...context import Context
from ...protocol.errors import RpcError, internal, sql_error
from ...store.objects import ARCHIVED, DELETED, PURGE, STATUS_OF_CONST, Object
from ...values.references import as_id
from ..common import Method, Methods, Params
from ..object import remove, rename, set_status, shown, type_of

ROOT_LOCATION = 1


def php_int(given: Any) -> int:
    """What PHP makes of a value where it wants an int: "23abc" is 23, a list is 1."""
    if isinstance(given, (list, dict, bool)):
        return int(bool(given))
    if isinstance(given, (int, float)):
        return int(given)
    found = re.match(r"\s*-?\d+", str(given or ""))
    return int(found.group()) if found else 0


def visible(context: Context, number: int) -> Object | None:
    """An object; those without a CMDB status are not seen (contracts/idoit/3-categories/366-373)."""
    item = context.world.objects.get(number)
    return item if item and item.cmdb_status is not None else None


def gone(number: int) -> RpcError:
    """What is written about an object that is not there has no place in the logbook."""
    statement = f"INSERT INTO isys_catg_logb_list SET isys_catg_logb_list__isys_obj__id = {number}, …"
    return sql_error(
        statement, "Cannot add or update a child row: a foreign key constraint fails (isys_catg_logb_list)"
    )


def create(context: Context, params: Params) -> dict[str, Any]:
    """Make an object; of the general attributes status, description and ids of purpose and category are kept."""
    if params.get("type") is None:
        raise internal("Object type missing")
    if params.get("title") is None:
        raise internal("Object title missing")
    number = new_object(context, type_of(context, params["type"]), str(params["title"])[:255])
    make_person(context, number, str(params["title"]))
    context.world.objects.update(
        number,
        cmdb_status=_cmdb_status(context, params.get("cmdb_status")),
        description=str(params.get("description") or ""),
        **{key: params[key] for key in ("purpose", "category") if isinstance(params.get(key), int)},
    )
    item = context.world.objects.get(number)
    assert item is not None, "it was just made"
    context.log(item, "C__LOGBOOK_EVENT__OBJECT_CREATED", description="-object initialized-")
    return {"id": str(number), "message": "Object was successfully created", "success": True}


def _cmdb_status(context: Context, given: Any) -> int:
    """By constant or id; what is unknown is in operation."""
    for choice in context.choices_of("isys_cmdb_status").values():
        if given == choice.const or as_id(given) == choice.id:
            return choice.id
    return DEFAULT_CMDB_STATUS


def read(context: Context, params: Params) -> Any:
    """The object, whatever its status; [] where there is none."""
    given = params.get("id")
    item = visible(context, php_int(given)) if given is not None else None
    return shown(context, item) if item else []


def update(context: Context, params: Params) -> dict[str, Any]:
    """Change the title; without one it is emptied."""
    given = params.get("id")
    if given is None:
        raise internal("Object id missing")
    number = php_int(given)
    item = visible(context, number)
    if item is not None:
        rename(context, item, str(params.get("title") or ""))
    elif number:
        raise gone(number)
    return {"message": "Object title was successfully updated", "success": True}


def _numbers(params: Params) -> list[int]:
    if isinstance(params.get("ids"), list):
        return [php_int(item) for item in params["ids"]]
    given = params.get("id")
    if given is None:
        raise internal("Object id missing")
    return [php_int(item) for item in given] if isinstance(given, list) else [php_int(given)]


def delete(context: Context, params: Params) -> dict[str, Any]:
    """From any state to any state; what is no status means deleted."""
    numbers = _numbers(params)
    given = params.get("status")
    status = STATUS_OF_CONST.get(str(given)) or as_id(given)
    if status not in (ARCHIVED, PURGE):
        status = DELETED
    for number in numbers:
        item = visible(context, number)
        if item is None:
            raise gone(number)
        if status == PURGE:
            remove(context, item)
            raise gone(number)
        set_status(context, item, status)
    word = "archived" if status == ARCHIVED else "deleted"
    return {"message": context.world.dialect.deleted_message(0, word), "success": True}


def quickpurge(context: Context, params: Params) -> dict[str, Any]:
    """Remove objects for good, if the server allows it; stops at the first that is not there."""
    if not context.world.settings["cmdb.quickpurge"]:
        raise internal("Quickpurge is not enabled")
    for number in _numbers(params):
        item = visible(context, number)
        if item is None:
            raise internal(f"Error while purging object with id {number}")
        remove(context, item)
    return {"message": "Object(s) successfully purged", "success": True}


def _impossible(text: str) -> Method:
    def call(context: Context, params: Params) -> Any:
        del context, params
        raise internal(text)

    return Method(call)


METHODS: Methods = {
    "cmdb.object.create": Method(create, writes=True),
    "cmdb.object.read": Method(read),
    "cmdb.object.update": Method(update, writes=True),
    "cmdb.object.delete": Method(delete, writes=True),
    "cmdb.object.quickpurge": Method(quickpurge, writes=True),
    "cmdb.objects.delete": Method(delete, writes=True),
    "cmdb.objects.create": _impossible("Creating is not possible here."),
    "cmdb.objects.update": _impossible("Updating is not possible here."),
}
