# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.reports (idoit-api.md §9.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..context import Context
from ..protocol.errors import internal
from ..store.database import marks
from ..store.objects import Object
from ..values.references import as_id
from .common import Method, Methods, Params


def _last_change(context: Context, item: Object) -> str:
    del context
    shown = item.updated[:10] + " - " + item.updated[11:16]
    return f'<span data-date="{item.updated}" class="hide"></span>{shown}'


def _type(context: Context, item: Object) -> str:
    type_ = context.world.catalogue.types.get(item.type)
    return type_.title_lang if type_ else ""


COLUMNS: dict[str, Callable[[Context, Object], Any]] = {
    "Title": lambda _unused, item: item.title,
    "SYSID": lambda _unused, item: item.sysid,
    "Object type": _type,
    "Last change": _last_change,
    "Last change by": lambda _unused, item: item.updated_by,
}
"""Title of a column -> what it shows of an object, some of it as HTML or as a language constant."""


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The reports there are, or the rows of one."""
    if params.get("id") is None:
        rows = context.world.database.rows("SELECT id, category, title, description, created FROM reports ORDER BY id")
        return [{**dict(row), "id": str(row["id"])} for row in rows]
    number = as_id(params["id"])
    report = context.world.database.row("SELECT columns, types, statuses FROM reports WHERE id = ?", (number,))
    if report is None:
        raise internal(f"Report with id {params['id']} does not exist")
    shown = [
        _row(context, item, report["columns"].split(","))
        for item in _objects(context, report["types"].split(","), report["statuses"].split(","))
    ]
    offset, limit = as_id(params.get("offset")) or 0, as_id(params.get("limit"))
    return shown[offset : None if limit is None else offset + limit]


def _objects(context: Context, consts: list[str], statuses: list[str]) -> list[Object]:
    known = context.world.catalogue.type_of_const
    types = [known[const].id for const in consts if const in known]
    where = f"type IN ({marks(types)}) AND status IN ({marks(statuses)})"
    return context.world.objects.select(where, [*types, *map(int, statuses)], "ORDER BY id")


def _row(context: Context, item: Object, columns: list[str]) -> dict[str, Any]:
    return {column: COLUMNS[column](context, item) for column in columns}


METHODS: Methods = {"cmdb.reports.read": Method(read)}
