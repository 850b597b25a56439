# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.objects.read (idoit-observed.md §5)."""

from __future__ import annotations

from typing import Any

from ...context import Context
from ...protocol.errors import sql_error
from ...store.objects import NORMAL, STATUS_OF_CONST, Object
from ...values.references import as_id
from ..common import Method, Methods, Params, head
from ..objects import Filters, add_locations, tail
from ..raw import raw_objects

NO_IMAGE = "http://127.0.0.1/images/objecttypes/empty.png"


class LegacyFilters(Filters):
    """The status is a constant, a list of types holds ids, type titles are not translated."""

    def wanted_status(self, given: Any) -> int:
        """Only constants count."""
        return STATUS_OF_CONST.get(str(given), NORMAL)

    def ids(self) -> None:
        """A scalar is no restriction."""
        if isinstance(self.given.get("ids"), list):
            super().ids()

    def type(self) -> None:
        """Constants in a list break the query."""
        given = self.given.get("type")
        if isinstance(given, list) and any(as_id(item) is None for item in given):
            statement = "SELECT isys_obj.* FROM isys_obj … WHERE isys_obj_type__id IN (…)"
            raise sql_error(statement, "Unknown column in 'where clause'")
        super().type()

    def type_titles(self) -> list[int]:
        """By the untranslated title."""
        types = self.context.world.catalogue.types.values()
        return [type_.id for type_ in types if type_.title_lang == self.given["type_title"]]


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The objects that pass the filter; without an order they come by type."""
    given = params.get("filter")
    condition = LegacyFilters(context, given).apply()
    order = (
        tail(params)
        if params.get("order_by") in ("id", "title", "isys_obj__id", "isys_obj__title")
        else unordered(params)
    )
    items = context.world.objects.select(condition.sql, condition.values, order)
    if params.get("raw"):
        return raw_objects(items)
    rows = [shown(context, item) for item in items]
    if isinstance(given, dict) and given.get("location"):
        add_locations(context, rows, items)
    return rows


def unordered(params: Params) -> str:
    """The order of the database: that of the index it happens to use."""
    given = params.get("filter")
    types = given.get("type") if isinstance(given, dict) else None
    column = "title_sort" if isinstance(types, list) else "type"
    return tail({"limit": params.get("limit")}).replace("ORDER BY id", f"ORDER BY {column}, id")


def shown(context: Context, item: Object) -> dict[str, Any]:
    """One object of the list; the titles of type, group and status are always null."""
    nothing = dict.fromkeys(("type_title", "type_group_title"))
    return {
        **head(context, item),
        "type": str(item.type),
        "created": item.created,
        "updated": item.updated,
        **nothing,
        "status": str(item.status),
        "cmdb_status": str(item.cmdb_status),
        "cmdb_status_title": None,
        "image": NO_IMAGE,
    }


METHODS: Methods = {"cmdb.objects.read": Method(read)}
