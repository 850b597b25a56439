# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading many objects: filters that mean what they say, pages that lose nothing, and chunks of ids.

Facts on cmdb.objects.read: idoit-api.md §6.5, idoit-observed.md §5 and §10.12.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .._errors import InputError, TransportError, unknown_name
from . import shapes, wire
from .generation import STATUS_CONSTANTS
from .wire import SYSTEM, Call

if TYPE_CHECKING:
    from .rpc import Session

PAGE_SIZE = 500
PAGE_SIZE_WITH_CATEGORIES = 100

#: The server ignores a key it does not know, and so would return everything.
FILTER_KEYS = frozenset(
    {
        "ids",
        "type",
        "title",
        "type_title",
        "type_group",
        "sysid",
        "status",
        "first_name",
        "last_name",
        "email",
        "username",
        "changed_by",
        "created_by",
        "changed_after",
        "created_after",
        "exclude_type",
        "location",
    }
)
#: Compared by SQL's LIKE: case and accents ignored, % and _ are wildcards.
LIKE_KEYS = frozenset(
    {"title", "type_title", "first_name", "last_name", "email", "username", "changed_by", "created_by"}
)
#: Compared again on our side, exactly, because rows hold them under the same name.
EXACT_KEYS = ("title", "sysid")
INT_KEYS = ("id", "type", "status", "cmdb_status")

Row = dict[str, Any]


def objects(
    session: Session,
    filter: Mapping[str, Any],
    *,
    categories: Sequence[str] | None = None,
    page_size: int | None = None,
) -> Iterator[Row]:
    """The objects a filter names, ordered by id, with the entries of ``categories`` (constant → list) where asked for.

    ``title`` and ``sysid`` are matched exactly. Without ``status`` only normal objects are found, as the server has it;
    there is no value for all. ``ids: []`` finds nothing and sends nothing. Raises :class:`InputError` for a filter that
    cannot be meant.
    """
    wire_filter = checked_filter(filter)
    if wire_filter.get("ids") == []:
        return
    size = page_size or (PAGE_SIZE_WITH_CATEGORIES if categories else PAGE_SIZE)

    def fetch(offset: int, count: int) -> list[Row]:
        params = {"filter": wire_filter, "limit": f"{offset},{count}", "order_by": "id", "sort": "ASC"}
        return _fetch(session, params, categories)

    for page in _pages(fetch, size):
        yield from matching(filter, page)


def read_ids(session: Session, filter: Mapping[str, Any]) -> list[int]:
    """The ids of the objects a filter names, in order: the first half of a reading that others may disturb."""
    return [row["id"] for row in objects(session, filter)]


def read_rows(
    session: Session,
    ids: Sequence[int],
    categories: Sequence[str] = (),
    *,
    status: int | str | None = None,
    size: int = PAGE_SIZE_WITH_CATEGORIES,
) -> tuple[list[Row], list[int]]:
    """The objects with these ids in their order, read in chunks, and the ids that are not there (any more).

    A chunk the server breaks down on is halved.
    """
    found: dict[int, Row] = {}
    waiting = deque(ids[start : start + size] for start in range(0, len(ids), size))
    while waiting:
        chunk = waiting.popleft()
        wanted = checked_filter({"ids": chunk, "status": status})
        try:
            rows = _fetch(session, {"filter": wanted, "order_by": "id", "sort": "ASC"}, categories)
        except TransportError as error:
            if not wire.too_large(error) or len(chunk) == 1:
                raise
            waiting.extendleft(reversed(wire.halved(chunk)))
        else:
            found.update({row["id"]: row for row in rows})
    return [found[number] for number in ids if number in found], [number for number in ids if number not in found]


def lookup(filter: Mapping[str, Any]) -> Call:
    """One call for a filter that names few objects, to ride in a batch; hold its rows against :func:`matching`."""
    return Call("cmdb.objects.read", {"filter": checked_filter(filter), "order_by": "id", "sort": "ASC"})


def matching(filter: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Of the rows found, those that match exactly, with ints for ids."""
    wanted = {key: str(filter[key]) for key in EXACT_KEYS if filter.get(key) is not None}
    return [as_row(row) for row in rows if all(row.get(key) == value for key, value in wanted.items())]


def as_row(answered: Mapping[str, Any]) -> Row:
    """An object as cmdb.object.read or cmdb.objects.read answers it: ints for ids, ``type`` for either name of it."""
    row = dict(answered)
    if "objecttype" in row:
        row["type"] = row.pop("objecttype")
    row.update({key: shapes.as_id(row[key]) for key in INT_KEYS if key in row})
    return row


def checked_filter(filter: Mapping[str, Any]) -> dict[str, Any]:
    """The filter as the server takes it: unknown keys refused, wildcards escaped, ids as ints, status as constant."""
    for key in filter:
        if key not in FILTER_KEYS:
            raise unknown_name("filter", key, FILTER_KEYS, system=SYSTEM, method="cmdb.objects.read")
    given = {key: value for key, value in filter.items() if value is not None}
    out = {key: _escaped(str(value)) if key in LIKE_KEYS else value for key, value in given.items()}
    if "ids" in out:
        out["ids"] = _ids(out["ids"])
    if "status" in out:
        out["status"] = _status(out["status"])
    if isinstance(out.get("type"), (list, tuple)):
        # A list of constants is an SQL error on old servers, a list of ids is not.
        out["type"] = _ids(out["type"])
    return out


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _ids(value: Any) -> list[int]:
    values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    numbers = [shapes.as_id(one) for one in values]
    if None in numbers:
        raise InputError(f"{list(values)[numbers.index(None)]!r} is no id", system=SYSTEM, method="cmdb.objects.read")
    return [number for number in numbers if number is not None]


def _status(value: Any) -> str:
    """Only constants count; anything else would silently mean normal (idoit-observed.md §5)."""
    number = shapes.as_id(value)
    constant = STATUS_CONSTANTS.get(number, str(value)) if number is not None else str(value)
    if constant not in STATUS_CONSTANTS.values():
        raise unknown_name("record status", value, STATUS_CONSTANTS.values(), show_all=True, system=SYSTEM)
    return constant


def _fetch(session: Session, params: Mapping[str, Any], categories: Sequence[str] | None) -> list[Row]:
    if categories:
        rows = session.generation.read_page(session.read, params, categories)
    else:
        (rows,) = session.read([Call("cmdb.objects.read", params)])
    return [as_row(row) for row in rows]


def _pages(fetch: Callable[[int, int], list[Row]], size: int) -> Iterator[list[Row]]:
    """Pages ordered by id, until a short one.

    When an object is archived between two pages, the next page would begin one too late. So each page begins with the
    last row of the one before; if that is not there, the reading goes further back. A page the server breaks down on is
    tried at half the size.
    """
    last, offset, overlap = 0, 0, 1
    while True:
        start = max(0, offset - overlap)
        count = size + offset - start
        try:
            rows = fetch(start, count)
        except TransportError as error:
            if not wire.too_large(error) or size == 1:
                raise
            size = max(1, size // 2)
            continue
        if start and (not rows or rows[0]["id"] > last):
            overlap *= 2
            continue
        fresh = [row for row in rows if row["id"] > last]
        yield fresh
        if len(rows) < count:
            return
        if not fresh:
            raise TransportError(
                "the server sends the same page again", system=SYSTEM, method="cmdb.objects.read", delivered=None
            )
        last, offset, overlap = fresh[-1]["id"], start + len(rows), 1
