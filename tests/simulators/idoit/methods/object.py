# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.object of modern servers (idoit-api.md §4, §6)."""

from __future__ import annotations

from typing import Any

from ..categories.general import General
from ..categories.person import make_person, names_follow_title
from ..categories.relations import new_object, remove_relation
from ..context import Context
from ..protocol.errors import RpcError, internal, invalid
from ..schema.catalogue import GLOBAL
from ..store.objects import (
    ARCHIVED,
    DELETED,
    MASS_CHANGES_TEMPLATE,
    NORMAL,
    PURGE,
    STATUS_OF_CONST,
    TEMPLATE,
    Object,
)
from ..values.references import as_id
from .common import Method, Methods, Params, done, head, object_of, status_title

TRANSITIONS: dict[str, tuple[int, frozenset[int], str]] = {
    "archive": (ARCHIVED, frozenset({NORMAL, DELETED}), "archived"),
    "delete": (DELETED, frozenset({NORMAL, ARCHIVED}), "deleted"),
    "recycle": (NORMAL, frozenset({ARCHIVED, DELETED, TEMPLATE, MASS_CHANGES_TEMPLATE}), "recycled"),
    "markAsTemplate": (TEMPLATE, frozenset({NORMAL, MASS_CHANGES_TEMPLATE}), "marked as template"),
    "markAsMassChangeTemplate": (
        MASS_CHANGES_TEMPLATE,
        frozenset({NORMAL, TEMPLATE}),
        "marked as mass change template",
    ),
}
"""Action -> target, from where it works, word of the message (idoit-api.md §4.1)."""

CREATABLE = {NORMAL, ARCHIVED, DELETED, TEMPLATE, MASS_CHANGES_TEMPLATE}
GENERAL_PARAMETERS = ("category", "purpose", "cmdb_status", "description", "sysid")


def create(context: Context, params: Params) -> dict[str, Any]:
    """Make an object, with general attributes and entries in other categories."""
    type_id = type_of(context, params.get("type"))
    title = params.get("title")
    if title is None:
        raise internal("Object title missing")
    if not isinstance(title, (str, int, float)):
        raise invalid("Parameter title has to be a string.")
    status = as_id(params["status"]) if params.get("status") is not None else NORMAL
    if status not in CREATABLE:
        raise invalid("Status is invalid")
    number = new_object(context, type_id, str(title)[:255])
    make_person(context, number, str(title))
    wanted = {key: params[key] for key in GENERAL_PARAMETERS if params.get(key) is not None}
    if wanted:
        general(context).create(context, number, wanted)
    created = {const: _entries(context, number, const, data) for const, data in categories_of(params).items()}
    item = object_of(context, {"id": number}, "id")
    if status != NORMAL:
        context.world.objects.update(number, status=status)
    context.log(item, "C__LOGBOOK_EVENT__OBJECT_CREATED", description="-object initialized-")
    answer = {
        "id": context.world.dialect.number(number),
        "message": done(context, "Object was successfully created"),
        "success": True,
    }
    return {**answer, "categories": created} if created else answer


def type_of(context: Context, given: Any) -> int:
    """The id of the object type named by constant or id."""
    if given is None:
        raise internal("Object type missing")
    catalogue = context.world.catalogue
    number = as_id(given)
    known = catalogue.types.get(number) if number is not None else catalogue.type_of_const.get(str(given))
    if known is None:
        raise internal("Object type not found.")
    return known.id


def general(context: Context) -> General:
    """The behaviour of C__CATG__GLOBAL."""
    found = context.world.behaviours.of(GLOBAL)
    assert isinstance(found, General), "every server has it"
    return found


def categories_of(params: Params) -> dict[str, Any]:
    """The entries to make beside the object."""
    given = params.get("categories") or {}
    if not isinstance(given, dict):
        raise invalid("Parameter categories has to be an object.")
    return given


def _entries(context: Context, number: int, const: str, data: Any) -> list[int]:
    behaviour = context.world.behaviours.of(const)
    if behaviour is None:
        raise invalid(f'Category "{const}" not found. Delete your i-doit cache if you are sure it exists.')
    made = []
    for attributes in data if isinstance(data, list) else [data]:
        there = None if behaviour.category.multiple else behaviour.only(context, number)
        entry = behaviour.update(context, there, attributes) if there else behaviour.create(context, number, attributes)
        made.append(entry.id)
    return made


def read(context: Context, params: Params) -> Any:
    """The object, whatever its status; [] where there is none."""
    number = as_id(params.get("id"))
    item = context.world.objects.get(number) if number is not None else None
    return shown(context, item) if item and item.cmdb_status is not None else []


def shown(context: Context, item: Object) -> dict[str, Any]:
    """The answer of cmdb.object.read."""
    dialect = context.world.dialect
    return {
        **head(context, item),
        "objecttype": dialect.number(item.type),
        "type_title": context.type_title(item.type),
        "type_icon": dialect.icon(context, item),
        "status": dialect.number(item.status),
        "cmdb_status": dialect.number(item.cmdb_status or 0),
        "cmdb_status_title": status_title(context, item),
        "created": item.created,
        "updated": item.updated,
        "image": dialect.image(context, item),
    }


def update(context: Context, params: Params) -> dict[str, Any]:
    """Change the title."""
    item = object_of(context, params, "id")
    if not isinstance(params.get("title"), (str, int, float)):
        raise invalid("Parameter title has to be a string.")
    rename(context, item, str(params["title"]))
    return {"message": done(context, "Object title was successfully updated"), "success": True}


def rename(context: Context, item: Object, title: str) -> None:
    """Give an object another title."""
    user = context.user.username
    context.world.objects.update(item.id, title=title[:255], updated=context.world.now(), updated_by=user)
    names_follow_title(context, item.id, title)
    context.log(item, "C__LOGBOOK_EVENT__OBJECT_CHANGED")
    context.forget()


def _transition(action: str) -> Method:
    target, sources, word = TRANSITIONS[action]

    def call(context: Context, params: Params) -> dict[str, Any]:
        item = object_of(context, params, "object", "id")
        if item.status not in sources:
            raise internal(f"Object {item.id} could not be {word}: its status is {item.status}.")
        guard(context, item)
        set_status(context, item, target)
        return {"success": True, "message": f"Object {item.id} has been {word}."}

    return Method(call, writes=True)


def guard(context: Context, item: Object) -> None:
    """Refuse what would hurt the server: its own objects and the caller (idoit-api.md §2)."""
    if item.id == context.user.id:
        raise internal("You can not rank your own user while logged in.")
    if item.const is not None:
        raise internal("Can not delete undeletable system objects.")


def set_status(context: Context, item: Object, status: int) -> None:
    """Give an object another record status."""
    now, user = context.world.now(), context.user.username
    context.world.objects.update(item.id, status=status, updated=now, updated_by=user)
    context.log(item, "C__LOGBOOK_EVENT__OBJECT_CHANGED")
    context.forget()


def purge(context: Context, params: Params) -> dict[str, Any]:
    """Remove an object for good."""
    item = object_of(context, params, "object", "id")
    guard(context, item)
    remove(context, item)
    return {"success": True, "message": f"Object {item.id} has been purged."}


def remove(context: Context, item: Object) -> None:
    """Forget an object, its entries and relations, and every reference to it."""
    world = context.world
    for relation in world.relations.of_object(item.id):
        remove_relation(context, relation.id)
    for entry in world.entries.of_owner(item.id):
        world.entries.delete(entry)
    rows = world.database.rows("SELECT tbl, entry, key FROM links WHERE target = ?", (item.id,))
    for table, number, key in rows:
        behaviour, entry_ = world.behaviours.of_table(table), world.entries.get(table, number)
        if behaviour is not None and entry_ is not None:
            behaviour.drop_target(context, entry_, key, item.id)
    world.objects.delete(item.id)
    context.forget()


def delete(context: Context, params: Params) -> dict[str, Any]:
    """Three styles: ``object``; ``id``; ``id`` with ``status`` (idoit-api.md §4.2)."""
    if params.get("object") is not None:
        return dict(_MARK_DELETED.call(context, params))
    item = object_of(context, params, "id")
    guard(context, item)
    given = str(params.get("status") or "C__RECORD_STATUS__DELETED")
    status = STATUS_OF_CONST.get(given) or STATUS_OF_CONST.get(f"{given}D") or as_id(given)
    if status == PURGE:
        remove(context, item)
        return {"success": True, "message": f"Object {item.id} has been purged."}
    if status not in (ARCHIVED, DELETED):
        raise RpcError(-32602, "Status is invalid")
    set_status(context, item, status)
    word = "archived" if status == ARCHIVED else "deleted"
    return {"success": True, "message": context.world.dialect.deleted_message(item.id, word)}


_MARK_DELETED = _transition("delete")

METHODS: Methods = {
    "cmdb.object.create": Method(create, writes=True),
    "cmdb.object.read": Method(read),
    "cmdb.object.update": Method(update, writes=True),
    "cmdb.object.delete": Method(delete, writes=True),
    "cmdb.object.archive": _transition("archive"),
    "cmdb.object.recycle": _transition("recycle"),
    "cmdb.object.purge": Method(purge, writes=True),
    "cmdb.object.markAsTemplate": _transition("markAsTemplate"),
    "cmdb.object.markAsMassChangeTemplate": _transition("markAsMassChangeTemplate"),
}
