# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scroll and paginator mode of every list (oitc-api.md §3, oitc-observed.md §4)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .call import Call
from .envelope import InternalError
from .php import to_int
from .schema import TABLES
from .store import Row

_SORT_KEY = re.compile(r"[A-Za-z_.]+")


@dataclass
class Select:
    """A query without its ORDER BY and LIMIT.

    ``tables``: the names a ``sort`` may use, with SQL alias and table; ``expressions``: columns that are computed;
    ``always_ascending``: those whose direction is not obeyed.
    """

    columns: str
    source: str
    where: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)
    order: str = "1"
    tables: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    expressions: Mapping[str, str] = field(default_factory=dict)
    always_ascending: tuple[str, ...] = ()
    group: str = ""

    def add(self, condition: str, *params: Any) -> None:
        self.where.append(condition)
        self.params += params

    @property
    def tail(self) -> str:
        where = " WHERE " + " AND ".join(self.where) if self.where else ""
        return f" FROM {self.source}{where}{' GROUP BY ' + self.group if self.group else ''}"


def paged(call: Call, select: Select) -> tuple[list[Row], dict[str, Any]]:
    """One page of a list and the object that describes it, ``{"scroll": …}`` or ``{"paging": …}``."""
    page, limit = _page(call), _limit(call)
    offset = limit * (page - 1)
    sql = f"SELECT {select.columns}{select.tail} ORDER BY {_order(call, select)} LIMIT ? OFFSET ?"
    rows = call.world.store.rows(sql, [*select.params, limit, offset])
    if call.query.get("scroll", "false") != "false":
        return rows, {"scroll": _scroll(page, limit, offset, len(rows))}
    count = call.world.store.value(f"SELECT COUNT(*) FROM (SELECT 1{select.tail})", select.params)
    return rows, {"paging": _paging(page, limit, count, len(rows))}


def _page(call: Call) -> int:
    text = call.query.get("page", "1")
    number = to_int(text)
    if number is None:
        raise InternalError
    return max(number, 1)


def _limit(call: Call) -> int:
    number = to_int(call.query.get("limit"))
    return number if number is not None and number > 0 else int(call.user.row["paginatorlength"])


def _scroll(page: int, limit: int, offset: int, rows: int) -> dict[str, Any]:
    return {
        "page": page,
        "limit": limit,
        "offset": offset,
        "hasPrevPage": page > 1,
        "prevPage": max(page - 1, 1),
        "nextPage": page + 1,
        "current": page,
        "hasNextPage": rows == limit,
    }


def _paging(page: int, limit: int, count: int, rows: int) -> dict[str, Any]:
    pages = math.ceil(count / limit)
    return {
        "page": page,
        "current": rows,
        "count": count,
        "prevPage": page > 1,
        "nextPage": page < pages,
        "pageCount": pages,
        "limit": limit,
        "options": [],
        "paramType": "named",
        "queryScope": None,
    }


def _order(call: Call, select: Select) -> str:
    """The ORDER BY: an unknown column is a 500, a missing direction means descending (oitc-observed.md §4, §9.5)."""
    wanted = call.query.get("sort")
    if not wanted:
        return select.order
    pairs = wanted.items() if isinstance(wanted, dict) else [(wanted, call.query.get("direction", "desc"))]
    parts = []
    for key, way in pairs:
        ascending = str(way).lower() == "asc" or key in select.always_ascending
        parts.append(f"{_expression(str(key), select)} {'ASC' if ascending else 'DESC'}")
    return ", ".join([*parts, select.order])


def _expression(key: str, select: Select) -> str:
    if not _SORT_KEY.fullmatch(key):
        raise InternalError
    if key in select.expressions:
        return select.expressions[key]
    name, _unused, column = key.partition(".")
    alias, table = select.tables.get(name, ("", ""))
    known = TABLES.get(table, {}).get(column)
    if known is None:
        raise InternalError
    return f"sort_key({alias}.{column})" if known.kind == "t" else f"{alias}.{column}"
