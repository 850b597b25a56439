# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.location_tree, objects_by_relation, impact (idoit-api.md §9.5)."""

from __future__ import annotations

from typing import Any

from ..categories.location import LOCATION_TABLE, ROOT
from ..categories.relations import RELATION_TYPE_ID, TYPES, type_const
from ..context import Context
from ..store.entries import Relation
from ..store.objects import NORMAL, STATUS_OF_CONST, Object
from ..values.references import as_id
from .common import Method, Methods, Params, head, status_title


def location_tree(context: Context, params: Params) -> list[dict[str, Any]]:
    """What is directly in an object; without an id the root."""
    number = as_id(params.get("id"))
    if number is None:
        root = context.world.objects.get(ROOT)
        return [_branch(context, root)] if root else []
    given = params.get("status")
    status = STATUS_OF_CONST.get(str(given)) or as_id(given) or NORMAL
    entries = context.world.entries.linked_to(LOCATION_TABLE, "parent", [number], [NORMAL])
    found = context.world.objects.by_ids(entry.object for entry in entries)
    inside = sorted((item for item in found.values() if item.status == status), key=lambda item: item.title)
    return [_branch(context, item) for item in inside]


def _branch(context: Context, item: Object) -> dict[str, Any]:
    dialect = context.world.dialect
    return {
        **head(context, item),
        "type": dialect.number(item.type),
        "type_title": context.type_title(item.type),
        "status": dialect.number(item.status),
        "cmdb_status": dialect.number(item.cmdb_status or 0),
        "cmdb_status_title": status_title(context, item) if dialect.lists_status_titles else None,
    }


def _relations(context: Context, params: Params, number: int) -> list[Relation]:
    """The relations of an object, of one type if one is named."""
    wanted = params.get("relation_type")
    return context.world.relations.of_object(number, type_const(wanted) or "none" if wanted is not None else None)


def objects_by_relation(context: Context, params: Params) -> Any:
    """Relation -> the object at its other end; [] where there is none."""
    number = as_id(params.get("id")) or 0
    found: dict[str, Any] = {}
    seen: set[int] = set()
    for relation in _relations(context, params, number):
        other = context.object(relation.slave if relation.master == number else relation.master)
        item = context.object(relation.id)
        if other is None or item is None or (other.id in seen and not context.world.dialect.repeats_related):
            continue
        seen.add(other.id)
        found[str(relation.id)] = {"data": _related(context, relation, item, other), "children": False}
    return found or []


def _related(context: Context, relation: Relation, item: Object, other: Object) -> dict[str, Any]:
    number = context.world.dialect.inner_number
    return {
        "id": number(item.id),
        "title": item.title,
        "cmdb_status_title": None,
        "related_object": number(other.id),
        "related_title": other.title,
        "related_type": number(other.type),
        "related_type_title": context.type_title(other.type),
        "related_cmdb_status_title": status_title(context, other),
        "master": number(relation.master),
        "slave": number(relation.slave),
        "type": number(RELATION_TYPE_ID),
        "type_title": context.type_title(RELATION_TYPE_ID),
    }


def impact(context: Context, params: Params) -> list[dict[str, Any]]:
    """The objects that depend on one."""
    number = as_id(params.get("id")) or 0
    shown = []
    for relation in _relations(context, params, number):
        other = context.object(relation.slave)
        if relation.master == number and other is not None:
            shown.append({"id": str(other.id), "name": other.title, "data": _impact(context, relation, other)})
    return shown


def _impact(context: Context, relation: Relation, other: Object) -> dict[str, Any]:
    type_ = context.world.catalogue.types[other.type]
    _unused, title, verb = TYPES[relation.type]
    return {
        "relation": {"type": title, "text": verb},
        "color": type_.row["color"] if type_.row else None,
        "statusColor": STATUS_COLORS.get(other.cmdb_status or 0, "FFFFFF"),
        "objTypeID": str(other.type),
        "objectType": context.translate(type_.title),
        "objID": str(other.id),
    }


STATUS_COLORS = {1: "B3B3B3", 2: "CCCCCC", 6: "33C20A", 7: "BC0A19", 10: "A2A2A2"}
"""CMDB status -> colour; that of "in operation" is recorded."""

METHODS: Methods = {
    "cmdb.location_tree.read": Method(location_tree),
    "cmdb.objects_by_relation.read": Method(objects_by_relation),
    "cmdb.impact.read": Method(impact),
}
