# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists read to their end although others delete and add rows meanwhile.

The server counts pages by offset (oitc-api.md §3.3). When a row is deleted after its page was read, all that follow
move up, and the next page begins one too late: a host would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .._errors import ApiError
from .answers import SYSTEM
from .client import PAGE_SIZE, Client

Row = Mapping[str, Any]


def rows_by_id(
    client: Client, path: str, key: str, column: str, id_of: Callable[[Row], int], params: Mapping[str, Any]
) -> Iterator[Row]:
    """The rows under ``key`` of all pages of a list, each once, ordered by the column of their ids.

    Each page begins with the last row of the one before; if nothing so early is on it, the reading goes further back.
    Raises :class:`ApiError` for a page that is missing, or that brings nothing new.
    """
    last, taken, overlap = 0, 0, 1
    while True:
        page, limit = window(taken, overlap)
        query = {"scroll": "true", "page": page, "limit": limit, "sort": column, "direction": "asc", **params}
        rows = client.get(path, query, expect=(key, "scroll"))[key]
        if page > 1 and (not rows or id_of(rows[0]) > last):
            overlap *= 2
            continue
        fresh = [row for row in rows if id_of(row) > last]
        yield from fresh
        if len(rows) < limit:
            return
        if not fresh:
            raise ApiError("the server sends the same page again", system=SYSTEM, method=f"GET /{path}", code=200)
        last, taken, overlap = id_of(fresh[-1]), (page - 1) * limit + len(rows), 1


def window(taken: int, overlap: int) -> tuple[int, int]:
    """Page and limit that begin at least ``overlap`` rows before the ``taken`` ones end, and reach beyond them.

    A page can only begin at a multiple of its limit, so limits differ a little from page to page.
    """
    begin = taken - overlap
    before = round(begin / max(PAGE_SIZE, 4 * overlap)) if begin > 0 else 0
    return (before + 1, begin // before) if before else (1, taken + PAGE_SIZE)
