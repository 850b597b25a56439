# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects by filters, search text and conditions, page by page, with their entries and their logbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .._argspec import ArgSpec
from .._errors import InputError
from . import paging, shapes
from .logbook import LOG, read_logs
from .lookups import Lookups
from .readers import Directory, raw_entry, simple_entry
from .readers_query import QUERY, Condition, all_met, candidates
from .reads import Reads
from .resolve import STATUSES, Objects, Row
from .rpc import Session
from .schema import Category, Schema
from .values.dialogs import choice_wish, unknown_value

#: Options and the filters of cmdb.objects.read behind them; ``username`` is an option of the connection.
FILTERS = {
    "title": "title",
    "sysid": "sysid",
    "type_group": "type_group",
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "login_name": "username",
    "created_by": "created_by",
    "changed_by": "changed_by",
    "created_after": "created_after",
    "changed_after": "changed_after",
}
#: What says which objects to read; without any of them it would be every relation and every net, too.
SELECTING = ("ids", "types", "search", "query", *FILTERS)

OBJECT_INFO = ArgSpec(
    options={
        "ids": {"type": "list", "elements": "int"},
        "types": {"type": "list", "elements": "str"},
        **{name: {"type": "str"} for name in FILTERS},
        "exclude_type": {"type": "str"},
        "search": {"type": "str"},
        "query": QUERY,
        "status": {"type": "list", "elements": "str", "choices": list(STATUSES.values()), "default": ["normal"]},
        "cmdb_status": {"type": "list", "elements": "raw"},
        "categories": {"type": "list", "elements": "str", "default": []},
        "raw": {"type": "bool", "default": False},
        "location": {"type": "bool", "default": False},
        "logbook": LOG,
        "limit": {"type": "int"},
        "page_size": {"type": "int"},
    },
    required_one_of=[SELECTING],
)


def read_objects(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """``{"objects": [...]}`` for the options of idoit_object_info; raises an :class:`ApiError`."""
    limit, page_size = params["limit"], params["page_size"]
    for name, number in (("limit", limit), ("page_size", page_size)):
        if number is not None and number < 1:
            raise InputError(f"{name} must be at least 1, not {number}")
    reader = _Reader(session, params)
    objects = list(islice(reader.objects(), limit))
    if params["logbook"] is not None:
        logs = read_logs(session, [each["id"] for each in objects], params["logbook"])
        objects = [{**each, "logbook": log} for each, log in zip(objects, logs)]
    return {"objects": objects}


@dataclass(frozen=True)
class _Wanted:
    """What is read of each object. ``shown``: the categories the user asked for, in this order."""

    shown: list[Category]
    conditions: list[Condition]
    cmdb_statuses: set[int | None] | None

    @property
    def categories(self) -> list[str]:
        """The constants of all categories that have to be read."""
        conditioned = [condition.attribute.category for condition in self.conditions]
        return list(dict.fromkeys([*(category.constant for category in self.shown), *conditioned]))


class _Reader:
    """Reads what one task asks for."""

    def __init__(self, session: Session, params: Mapping[str, Any]) -> None:
        self._session = session
        self._params = params
        reads = Reads(session)
        schema = Schema(session, reads)
        self._objects = Objects(session, reads, schema)
        self._lookups = Lookups(session, reads, self._objects)
        self._directory = Directory(session, reads)
        self._excluded = self._objects.type_constant(params["exclude_type"])
        self._objects.check_type(self._excluded)
        query = params["query"] or []
        shown = [schema.constant(name) for name in params["categories"]]
        for constant in [*shown, *(schema.constant(each["category"]) for each in query)]:
            schema.ask(constant)
        reads.send()
        self._wanted = _Wanted(
            [schema.category(constant) for constant in dict.fromkeys(shown)],
            [Condition.parse(each, schema) for each in query],
            self._cmdb_statuses(),
        )

    def objects(self) -> Iterator[dict[str, Any]]:
        """The objects that are meant, read as far as somebody takes them."""
        for row in self._rows():
            if self._wanted.cmdb_statuses is not None and row.get("cmdb_status") not in self._wanted.cmdb_statuses:
                continue
            if all_met(self._wanted.conditions, row) and not self._is_excluded(row):
                yield self._shown(row)

    def _is_excluded(self, row: Row) -> bool:
        kind = self._directory.types.get(row.get("type"), {})
        return self._excluded is not None and kind.get("const") == self._excluded

    def _rows(self) -> Iterator[Row]:
        ids = self._ids()
        for filter in self._filters():
            if ids is None:
                yield from self._page_by_page(filter, self._params["page_size"])
            else:
                yield from self._by_id(filter, sorted(ids))

    def _by_id(self, filter: Mapping[str, Any], ids: Sequence[int]) -> Iterator[Row]:
        usual = paging.PAGE_SIZE_WITH_CATEGORIES if self._wanted.categories else paging.PAGE_SIZE
        size = self._params["page_size"] or usual
        for start in range(0, len(ids), size):
            # One more than there can be, so that a full page is known to be the last.
            yield from self._page_by_page({**filter, "ids": ids[start : start + size]}, size + 1)

    def _page_by_page(self, filter: Mapping[str, Any], size: int | None) -> Iterator[Row]:
        return self._session.objects(filter, categories=self._wanted.categories or None, page_size=size)

    def _filters(self) -> list[dict[str, Any]]:
        """One per object type and record status: a list of type constants is an SQL error (contracts/idoit [139])."""
        own = {key: self._params[name] for name, key in FILTERS.items() if self._params[name] is not None}
        constants = [self._objects.type_constant(name) for name in self._params["types"] or []]
        for constant in constants:
            self._objects.check_type(constant)
        if self._excluded is not None:
            own["exclude_type"] = self._excluded
        if self._params["location"]:
            own["location"] = True
        types: list[dict[str, Any]] = [{"type": constant} for constant in dict.fromkeys(constants)] or [{}]
        numbers = {name: number for number, name in STATUSES.items()}
        statuses = [numbers[name] for name in dict.fromkeys(self._params["status"])]
        return [{**own, **each, "status": status} for each in types for status in statuses]

    def _ids(self) -> set[int] | None:
        """The objects that can be meant at most; None if nothing restricts them beside the filters."""
        found = [None if self._params["ids"] is None else set(self._params["ids"]), self._found(), self._narrowed()]
        given = [each for each in found if each is not None]
        return set.intersection(*given) if given else None

    def _found(self) -> set[int] | None:
        if self._params["search"] is None:
            return None
        rows = self._session.call("idoit.search", {"q": self._params["search"]})
        return {number for row in rows if (number := shapes.as_id(row.get("documentId"))) is not None}

    def _narrowed(self) -> set[int] | None:
        if not self._wanted.conditions:
            return None
        normal = self._params["status"] == ["normal"]
        ids = candidates(self._session, self._lookups, self._wanted.conditions) if normal else None
        if ids is None and not any(self._params[name] is not None for name in SELECTING if name != "query"):
            raise InputError(
                "The server cannot search for this query",
                reason="Name types, ids or another filter, too: then their objects are read and compared.",
            )
        return ids

    def _cmdb_statuses(self) -> set[int | None] | None:
        if self._params["cmdb_status"] is None:
            return None
        known = list(self._directory.statuses.values())
        wanted = set()
        for wish in map(choice_wish, self._params["cmdb_status"]):
            found = [each.id for each in known if each.id == wish.id or (wish.name and each.is_named(wish.name))]
            if not found:
                raise unknown_value(str(wish), known)
            wanted.update(found)
        return wanted

    def _shown(self, row: Row) -> dict[str, Any]:
        out = self._directory.shown(row)
        if self._params["location"]:
            out["location"] = row.get("location") or []
        if self._wanted.shown:
            out["categories"] = self._entries(row, simple_entry)
        if self._wanted.shown and self._params["raw"]:
            out["raw"] = self._entries(row, raw_entry)
        return out

    def _entries(
        self, row: Row, shape: Callable[[Category, Mapping[str, Any]], dict[str, Any]]
    ) -> dict[str, list[dict[str, Any]]]:
        return {
            category.constant: [shape(category, raw) for raw in row["categories"].get(category.constant) or []]
            for category in self._wanted.shown
        }
