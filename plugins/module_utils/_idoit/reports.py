# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports: which there are, and the rows of one (idoit-api.md §9.1)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .._argspec import ArgSpec
from .._errors import AmbiguousError, InputError, unknown_name
from . import shapes
from .rpc import Session
from .wire import Call

PAGE = 1000
#: An offset behind the end of every report.
NOWHERE = 1_000_000_000
NEW_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])>", re.IGNORECASE)
#: A bare "<", as in "5 < 6", begins none.
TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
REPORT_INFO = ArgSpec(
    options={
        "id": {"type": "int"},
        "title": {"type": "str"},
        "strip_html": {"type": "bool", "default": False},
        "limit": {"type": "int"},
    },
    mutually_exclusive=[("id", "title")],
)


def read_reports(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """What idoit_report_info returns; raises an :class:`ApiError`."""
    if params["limit"] is not None and params["limit"] < 1:
        raise InputError(f"limit must be at least 1, not {params['limit']}")
    reports = [{**row, "id": shapes.as_id(row.get("id"))} for row in session.call("cmdb.reports.read")]
    if params["id"] is None and params["title"] is None:
        return {"reports": reports}
    report = _one(reports, params)
    rows = list(islice(_rows(session, report["id"], min(params["limit"] or PAGE, PAGE)), params["limit"]))
    if params["strip_html"]:
        rows = [{column: _plain(cell) for column, cell in row.items()} for row in rows]
    return {"report": report, "rows": rows}


def _one(reports: list[dict[str, Any]], params: Mapping[str, Any]) -> dict[str, Any]:
    key = "id" if params["title"] is None else "title"
    found = [each for each in reports if each.get(key) == params[key]]
    if len(found) > 1:
        ids = ", ".join(str(each["id"]) for each in found)
        raise AmbiguousError(f"Several reports are called {params['title']!r}", reason=f"Name one by id: {ids}.")
    if not found:
        titles = [f"{each.get('title')} (id {each['id']})" for each in reports]
        raise unknown_name(f"report with the {key}", params[key], titles, show_all=True, system="i-doit")
    return found[0]


def _rows(session: Session, number: int, size: int) -> Iterator[dict[str, Any]]:
    """Row by row, in pages. Before API 1.14 there were none: the whole report came each time."""
    offset, before = 0, None
    while True:
        rows = _page(session, number, size, offset)
        # Two pages may be the same; a page that cannot be there shows that there are none.
        if rows == before and _page(session, number, size, NOWHERE):
            return
        yield from rows
        if len(rows) != size:
            return
        offset, before = offset + len(rows), rows


def _page(session: Session, number: int, size: int, offset: int) -> list[dict[str, Any]]:
    (rows,) = session.read([Call("cmdb.reports.read", {"id": number, "limit": size, "offset": offset})])
    return list(rows)


def _plain(cell: Any) -> Any:
    """A cell without markup; what stood on lines of its own still does."""
    if not isinstance(cell, str):
        return cell
    return html.unescape(TAG.sub("", NEW_LINE.sub("\n", cell))).strip()
