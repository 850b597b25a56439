# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.category_info, object_types, object_type_groups, object_type_categories."""

from __future__ import annotations

from typing import Any

from ..context import Context
from ..protocol.errors import internal
from ..schema.catalogue import GROUPS, Category, ObjectType
from ..store.objects import NORMAL
from ..values.references import as_id
from .common import Method, Methods, Params, category_of


def category_info(context: Context, params: Params) -> dict[str, Any]:
    """The metadata of every attribute of a category."""
    behaviour = category_of(context, params)
    attributes = behaviour.category.attributes.items()
    return {
        key: {**attribute.described, "title": context.translate(attribute.described.get("title", ""))}
        for key, attribute in attributes
    }


def object_types(context: Context, params: Params) -> list[dict[str, Any]]:
    """The object types, filtered, ordered, counted."""
    given = params.get("filter") if isinstance(params.get("filter"), dict) else {}
    rows = [type_ for type_ in context.world.catalogue.types.values() if type_.row and _passes(type_, given or {})]
    if params.get("order_by") in ("title", "isys_obj_type__title"):
        rows.sort(key=lambda type_: type_.title.lower(), reverse=str(params.get("sort")).upper() == "DESC")
    elif params.get("order_by") in ("id", "isys_obj_type__id"):
        rows.sort(key=lambda type_: type_.id, reverse=str(params.get("sort")).upper() == "DESC")
    limit = as_id(params.get("limit"))
    shown = [_shown(context, type_) for type_ in rows[:limit]]
    if params.get("countobjects"):
        for row in shown:
            row["objectcount"] = str(_count(context, int(row["id"])))
    return shown


def _passes(type_: ObjectType, given: dict[str, Any]) -> bool:
    ids = given.get("ids") or ([given["id"]] if given.get("id") is not None else None)
    if ids is not None and not any(str(item) in (str(type_.id), type_.const) for item in ids):
        return False
    titles = given.get("titles") or ([given["title"]] if given.get("title") is not None else None)
    return titles is None or type_.title_lang in titles


def _shown(context: Context, type_: ObjectType) -> dict[str, Any]:
    row = dict(type_.row or {})
    return {
        **row,
        "title": context.translate(type_.title),
        "type_group_title": context.translate(row["type_group_title"]),
    }


def _count(context: Context, type_id: int) -> int:
    row = context.world.database.row(
        "SELECT count(*) AS n FROM objects WHERE type = ? AND status = ?", (type_id, NORMAL)
    )
    return int(row["n"]) if row else 0


def object_type_groups(context: Context, params: Params) -> list[dict[str, Any]]:
    """The groups of object types."""
    del params
    return [{**group, "title": context.translate(group["title"])} for group in context.world.catalogue.groups]


def object_type_categories(context: Context, params: Params) -> dict[str, Any]:
    """The categories of one object type; this is where multi-value is told."""
    given = params.get("type")
    if given is None:
        raise internal("Object type is missing.")
    catalogue = context.world.catalogue
    number = as_id(given)
    type_ = catalogue.types.get(number) if number is not None else catalogue.type_of_const.get(str(given))
    if type_ is None:
        raise internal("Object type not found.")
    groups = {
        group: [_described(context, catalogue.categories[const]) for const in type_.categories.get(group, [])]
        for group in GROUPS
    }
    return {group: described for group, described in groups.items() if described}


def _described(context: Context, category: Category) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(category.id) if category.id is not None else None,
        "title": context.translate(category.title),
        "const": category.const,
    }
    if category.parent is not None:
        found["parent"] = str(category.parent)
    found |= {"multi_value": str(int(category.multiple)), "source_table": category.source_table}
    return {**found, **context.world.dialect.category_extras(category)}


METHODS: Methods = {
    "cmdb.category_info.read": Method(category_info),
    "cmdb.object_types.read": Method(object_types),
    "cmdb.object_type_groups.read": Method(object_type_groups),
    "cmdb.object_type_categories.read": Method(object_type_categories),
}
