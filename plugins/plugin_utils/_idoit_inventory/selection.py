# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects become hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from re import compile, sub
from typing import Any

from ...module_utils._errors import InputError, NotFoundError, unknown_name
from ...module_utils._idoit import paging, shapes
from ...module_utils._idoit.rpc import Call, Session
from .._inventory.tolerance import Tolerance
from .query import Query, checked
from .simple import number
from .snapshot import Row
from .workers import Workers

#: Rows without categories are small: a page of them holds more than a page with.
ID_PAGE = 1000
REPORT_PAGE = 1000
STATUS_NAMES = {
    "normal": "C__RECORD_STATUS__NORMAL",
    "archived": "C__RECORD_STATUS__ARCHIVED",
    "deleted": "C__RECORD_STATUS__DELETED",
    "template": "C__RECORD_STATUS__TEMPLATE",
    "mass_change_template": "C__RECORD_STATUS__MASS_CHANGES_TEMPLATE",
}
STATUS_BY_ID = {2: "normal", 3: "archived", 4: "deleted", 6: "template", 7: "mass_change_template"}
#: Filters by date and the fields of a row that tell the same.
DATES = {"changed_after": "updated", "created_after": "created"}
_DATE = compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Selection:
    """The criteria; an object has to meet all that are given."""

    object_types: tuple[str, ...] = ()
    filter: Mapping[str, Any] = field(default_factory=dict)
    query: tuple[Mapping[str, Any], ...] = ()
    ids: tuple[int, ...] | None = None
    report: Mapping[str, Any] | None = None
    location: Any = None
    relation: Mapping[str, Any] | None = None
    cmdb_status: tuple[str, ...] = ()
    status: tuple[str, ...] = ("normal",)

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Selection:
        """From the options of the plugin; raises :class:`InputError` when they name nothing to read."""
        made = cls(
            object_types=tuple(dict.fromkeys(options["object_types"])),
            filter=options["filter"],
            query=tuple(map(checked, options["query"])),
            ids=None if options["ids"] is None else tuple(options["ids"]),
            report=options["report"],
            location=options["location"],
            relation=options["relation"],
            cmdb_status=tuple(options["cmdb_status"]),
            status=tuple(dict.fromkeys(options["status"])),
        )
        if not made.by_filter and not made.finders and not made.query:
            raise InputError(
                "nothing says which objects to read",
                reason="Give object_types, or one of filter, query, ids, report, location, relation.",
            )
        if made.object_types and "type" in made.filter:
            raise InputError("object_types and filter.type exclude each other")
        for reserved in ("ids", "status", "location"):
            if reserved in made.filter:
                raise InputError(f"filter.{reserved} is an option of its own: {reserved}")
        return made

    @property
    def by_filter(self) -> bool:
        """Whether types or a filter restrict the objects."""
        return bool(self.object_types or self.filter)

    @property
    def finders(self) -> list[Callable[[Session], set[int]]]:
        """What finds ids by other ways than filter and query."""
        known: list[tuple[Any, Callable[[Session], set[int]]]] = [
            (None if self.ids is None else True, lambda _unused: set(self.ids or ())),
            (self.report, lambda session: by_report(session, self.report or {})),
            (self.location, lambda session: by_location(session, self.location)),
            (self.relation, lambda session: by_relation(session, self.relation or {})),
        ]
        return [find for given, find in known if given is not None]

    def names(self, row: Row, kind: Row) -> bool:
        """Whether a row is what was asked for, as far as it tells: a server ignores filters that it does not know.

        ``kind``: its object type; empty for one that the server does not list.
        """
        types = self.object_types or _listed(self.filter.get("type"))
        return (
            STATUS_BY_ID.get(row["status"]) in self.status
            and (not types or not kind or bool({str(row["type"]), kind.get("const")} & set(map(str, types))))
            and all(_not_before(row.get(field), self.filter.get(key)) for key, field in DATES.items())
        )

    @property
    def statuses(self) -> tuple[str, ...]:
        """The record statuses in the order to read them, all but the last twice: an object that changes from one to
        another meanwhile is found at least once."""
        return (*self.status, *self.status[:-1])

    def filters(self, session: Session) -> list[dict[str, Any]]:
        """One filter per object type: a list of type constants is an SQL error ([139])."""
        known = session.constants.get("objectTypes") or {}
        for constant in self.object_types:
            if known and constant not in known:
                raise unknown_name("object type", constant, known, system="i-doit")
        types = [{"type": constant} for constant in self.object_types] or [{}]
        return [{**self.filter, **one} for one in types]


def select(workers: Workers, selection: Selection, query: Query, tolerance: Tolerance) -> list[Row]:
    """The rows of the objects, without categories, ordered by id; those of ``query`` still have to be compared."""
    found = workers.map(lambda session, find: find(session), selection.finders)
    if query.candidates is not None:
        found.append(query.candidates)
    wanted = set.intersection(*found) if found else None
    if selection.by_filter:
        rows = _rows_by_filter(workers, selection, tolerance)
        rows = [row for row in rows if wanted is None or row["id"] in wanted]
    elif wanted is not None:
        rows = _rows_by_id(workers, sorted(wanted), selection)
    else:
        raise InputError(
            "The server cannot search for this query",
            reason="Give object_types or another criterion, too: then their objects are read and compared.",
        )
    if selection.ids is not None:
        _all_there(workers, set(selection.ids), rows)
    return sorted(rows, key=lambda row: int(row["id"]))


def _rows_by_filter(workers: Workers, selection: Selection, tolerance: Tolerance) -> list[Row]:
    filters = workers.run(selection.filters)

    def read(session: Session, wanted: Mapping[str, Any]) -> list[Row]:
        nothing: list[Row] = []
        return tolerance.attempt(
            f"the objects of {dict(wanted)}", lambda: list(paging.objects(session, wanted, page_size=ID_PAGE)), nothing
        )

    rows: dict[int, Row] = {}
    for status in selection.statuses:
        answers = workers.map(read, [{**one, "status": STATUS_NAMES[status]} for one in filters])
        rows.update({row["id"]: row for answer in answers for row in answer})
    return list(rows.values())


def _rows_by_id(workers: Workers, ids: Sequence[int], selection: Selection) -> list[Row]:
    chunks = [ids[start : start + ID_PAGE] for start in range(0, len(ids), ID_PAGE)]
    rows: dict[int, Row] = {}
    for status in selection.statuses:
        read = partial(_read_chunk, status=STATUS_NAMES[status])
        rows.update({row["id"]: row for answer in workers.map(read, chunks) for row in answer})
    return list(rows.values())


def _read_chunk(session: Session, chunk: Sequence[int], *, status: str) -> list[Row]:
    return paging.read_rows(session, chunk, status=status, size=ID_PAGE)[0]


def _all_there(workers: Workers, ids: set[int], rows: Sequence[Row]) -> None:
    """An id that the user gave and that does not exist is an error; one of another status or type is not."""
    unseen = sorted(ids - {row["id"] for row in rows})
    missing = [one for one, row in read_one_by_one(workers, unseen).items() if not row]
    if missing:
        raise NotFoundError(f"there are no objects with the ids {', '.join(map(str, missing))}", system="i-doit")


def read_one_by_one(workers: Workers, ids: Sequence[int]) -> dict[int, Row]:
    """Objects that a page did not answer, of any status, in batches; an empty row for one that does not exist."""
    if not ids:
        return {}
    rows = workers.run(lambda session: session.read([Call("cmdb.object.read", {"id": one}) for one in ids]))
    return dict(zip(ids, rows))


def by_report(session: Session, report: Mapping[str, Any]) -> set[int]:
    """Objects whose ids stand in a column of a report (idoit-api.md §9.1)."""
    report_id, column = report.get("id"), report.get("id_column")
    if report_id is None or not column:
        raise InputError("report needs id and id_column")
    found: set[int] = set()
    offset, before = 0, None
    while True:
        page = {"id": number(str(report_id)), "limit": REPORT_PAGE, "offset": offset}
        rows = session.call("cmdb.reports.read", page)
        found |= {_reported_id(row, report_id, column) for row in rows}
        # Releases before API 1.14 know no limit and answer everything each time.
        if len(rows) != REPORT_PAGE or rows == before:
            return found
        offset, before = offset + len(rows), rows


def _reported_id(row: Mapping[str, Any], report_id: Any, column: str) -> int:
    """The id in a row of a report. A cell may be HTML."""
    if column not in row:
        raise unknown_name(f"column of report {report_id}", column, row, show_all=True, system="i-doit")
    cell = unescape(sub(r"<[^>]*>", "", str(row[column]))).strip()
    found = shapes.as_id(cell)
    if found is None:
        raise InputError(f"report {report_id}: {cell!r} in the column {column!r} is no id", system="i-doit")
    return found


def by_location(session: Session, location: Any) -> set[int]:
    """Everything in a location, at any depth, by one batch of cmdb.location_tree per level."""
    found: set[int] = set()
    level = [_one_object(session, location, "location")]
    containers = _container_types(session)
    while level:
        answers = session.read([Call("cmdb.location_tree.read", {"id": one}) for one in level])
        rows = [row for answer in answers for row in answer]
        fresh = _ids(row.get("id") for row in rows) - found
        found |= fresh
        level = sorted(fresh & _ids(row.get("id") for row in rows if shapes.as_id(row.get("type")) in containers))
    return found


def _container_types(session: Session) -> set[int]:
    """The ids of the object types that can contain others: only those are worth asking."""
    rows = session.call("cmdb.object_types.read")
    return _ids(row.get("id") for row in rows if shapes.as_id(row.get("container")) == 1)


def by_relation(session: Session, relation: Mapping[str, Any]) -> set[int]:
    """Objects related to one, up to a depth, by one batch of cmdb.objects_by_relation per step."""
    start = _one_object(session, relation.get("object"), "relation.object")
    depth, direction = int(relation.get("depth") or 1), relation.get("direction") or "both"
    kind = {"relation_type": relation["type"]} if relation.get("type") else {}
    seen, level = {start}, [start]
    for _unused in range(depth):
        answers = session.read([Call("cmdb.objects_by_relation.read", {"id": one, **kind}) for one in level])
        fresh = {
            other
            for one, answer in zip(level, answers)
            for item in answer.values()
            if (other := _related(item.get("data") or {}, one, direction)) is not None
        } - seen
        seen |= fresh
        level = sorted(fresh)
        if not level:
            break
    return seen - {start}


def _related(data: Mapping[str, Any], one: int, direction: str) -> int | None:
    """The other side of a relation, when it lies in the wanted direction.

    ``out`` leads from master to slave (contracts/idoit-modern/035).
    """
    other = shapes.as_id(data.get("related_object"))
    leads_out = shapes.as_id(data.get("master")) == one
    return other if direction == "both" or (direction == "out") == leads_out else None


def _one_object(session: Session, wanted: Any, option: str) -> int:
    """The id of the one object an option names by id, ``{"id": …}``, or title."""
    named = wanted.get("id") if isinstance(wanted, Mapping) else wanted if isinstance(wanted, int) else None
    if named is not None:
        return int(named)
    title = wanted.get("title") if isinstance(wanted, Mapping) else wanted
    filters = {"title": str(title)}
    if isinstance(wanted, Mapping) and wanted.get("type"):
        filters["type"] = wanted["type"]
    rows = list(paging.objects(session, filters))
    if not rows:
        raise NotFoundError(f"{option}: there is no object with the title {title!r}", system="i-doit")
    if len(rows) > 1:
        listed = ", ".join(f"id {row['id']}" for row in rows)
        raise InputError(f"{option}: several objects have the title {title!r}: {listed}", system="i-doit")
    return int(rows[0]["id"])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _not_before(date: Any, earliest: Any) -> bool:
    """Compared as texts, where both are dates in the form of the API; else nobody can tell here."""
    if not (_DATE.match(str(date)) and _DATE.match(str(earliest))):
        return True
    return str(date) >= str(earliest)


def _ids(values: Iterable[Any]) -> set[int]:
    return {found for value in values if (found := shapes.as_id(value)) is not None}
