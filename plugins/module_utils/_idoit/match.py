# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are told by the value of an attribute: a serial, an address, an inventory number."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._errors import ApiError, AuthError, InputError, TransportError
from . import paging
from .generation import ARCHIVED, DELETED, MASS_CHANGE_TEMPLATE, NORMAL, TEMPLATE
from .rpc import Session
from .schema import Attribute, Category, Schema
from .values import EMPTY, Dialog, Match
from .wire import Call

Row = dict[str, Any]

#: So many objects of a type are read to find one, unless the user says otherwise.
SCAN_LIMIT = 20_000
#: What the server's search never finds (idoit-api.md §9.4).
HIDDEN = (ARCHIVED, DELETED, TEMPLATE, MASS_CHANGE_TEMPLATE)
#: A search by a wrong property finds all objects (idoit-api.md §9.4); so many are read to make sure.
CANDIDATES = 200


@dataclass(eq=False)
class Search:
    """One search, and what the server found: ``ids`` is None where it cannot search or finds too many."""

    match: Match
    category: Category
    attribute: Attribute
    wish: Any
    object_type: str | None
    ids: list[int] | None = None
    refusal: ApiError | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def is_of_dialog(self) -> bool:
        """Whether it is a value of a dialog, which the server would search by id only (idoit-api.md §9.4)."""
        return isinstance(self.attribute.kind, Dialog)

    @property
    def call(self) -> Call:
        """The search of the server."""
        named = f"{self.category.constant}-{self.attribute.key}"
        condition = {"property": named, "comparison": "=", "value": str(self.attribute.kind.to_wire(self.wish))}
        return Call("cmdb.condition.read", {"conditions": [condition]})

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether an object holds the value, by our comparison."""
        entries = (row.get("categories") or {}).get(self.category.constant) or []
        return any(self.fits(self.value(entry)) for entry in entries)

    def value(self, entry: Mapping[str, Any]) -> Any:
        """What an entry holds in the attribute."""
        return self.attribute.kind.from_wire(entry.get(self.attribute.key))

    def fits(self, value: Any) -> bool:
        """Whether this is the value that is searched for."""
        return self.attribute.kind.fits(self.wish, value)


class Matches:
    """Finds objects by an attribute; what the server finds is read and compared again on our side.

    The server's search knows normal objects only, and old servers have none. So where the type is named, its objects of
    the other record statuses are read, and the normal ones too where the search finds nothing: no double may hide.
    ``limit``: more objects than these are not read for one type and category.
    """

    def __init__(self, session: Session, schema: Schema, *, limit: int = SCAN_LIMIT) -> None:
        self._session = session
        self._schema = schema
        self._limit = limit
        self._searches: dict[tuple[Match, str | None], Search | ApiError | None] = {}
        self._held: dict[str, dict[int, list[Row]]] = {}
        self._scanned: dict[tuple[str, str], dict[int, list[Row]]] = defaultdict(dict)

    def ask(self, match: Match, object_type: str | None) -> None:
        """Note a search; its metadata are read with the next batch."""
        if (match, object_type) not in self._searches:
            self._searches[match, object_type] = None
            self._schema.ask(self._schema.constant(match.category))

    def found(self, match: Match, object_type: str | None) -> list[Row]:
        """The objects that hold the value; all that was asked for is searched at once.

        Raises :class:`InputError` for what cannot be searched.
        """
        self._searches.setdefault((match, object_type), None)
        new = [named for named, search in self._searches.items() if search is None]
        self._searches.update({named: self._prepared(*named) for named in new})
        self._run([search for named in new if isinstance(search := self._searches[named], Search)])
        found = self._searches[match, object_type]
        if not isinstance(found, Search):
            raise found or AssertionError("the search was prepared")
        return self._rows(found)

    def contradicts(self, match: Match, row: Row) -> bool:
        """Whether the object holds other values of the attribute only."""
        search = self._prepared(match, None)
        if isinstance(search, ApiError):
            raise search
        known = self._held.setdefault(search.category.constant, {})
        if row["id"] not in known:
            call = self._session.generation.read_entries(row["id"], search.category.constant)
            (known[row["id"]],) = self._session.read([call])
        held = [search.value(entry) for entry in known[row["id"]]]
        return any(each is not EMPTY for each in held) and not any(search.fits(each) for each in held)

    def _prepared(self, match: Match, object_type: str | None) -> Search | ApiError:
        """What is to be searched; an error stays with the search that it is about."""
        try:
            category = self._schema.load(self._schema.constant(match.category))
            attribute = category.attribute(match.attribute)
            wish = attribute.parse(match.value)
        except (AuthError, TransportError):
            raise
        except ApiError as error:
            return error
        if attribute.refers(wish):
            return InputError(f"{attribute} cannot be used in match: it refers to objects or entries")
        if wish is EMPTY:
            return InputError(f"match by {attribute} needs a value")
        return Search(match, category, attribute, wish, object_type)

    def _run(self, searches: Sequence[Search]) -> None:
        """Search for all of them: one batch, then one read for all of a type and category."""
        searches = [search for search in searches if not search.is_of_dialog]
        for search, reply in zip(searches, self._session.batch([search.call for search in searches])):
            if isinstance(reply.error, (AuthError, TransportError)):
                raise reply.error
            search.refusal = reply.error
            if reply.error is None and len(reply.result) <= CANDIDATES:
                search.ids = [int(row["id"]) for row in reply.result]
        alike: dict[tuple[str, str | None], list[Search]] = defaultdict(list)
        for search in searches:
            if search.ids:
                alike[search.category.constant, search.object_type].append(search)
        for (constant, object_type), group in alike.items():
            ids = {number for search in group for number in search.ids or ()}
            rows = self._read(sorted(ids), object_type, constant)
            for search in group:
                found = (rows[number] for number in search.ids or () if number in rows)
                search.rows = [row for row in found if search.holds(row)]

    def _rows(self, search: Search) -> list[Row]:
        if search.object_type is not None:
            statuses = HIDDEN if search.rows else (NORMAL, *HIDDEN)
            return search.rows + [row for row in self._all(search, statuses) if search.holds(row)]
        if search.rows:
            return search.rows
        if search.refusal is not None or search.is_of_dialog:
            why = f"The server cannot search: {search.refusal}" if search.refusal else "The server searches no dialogs."
            raise InputError("match needs the type of the object here", reason=why)
        if search.ids is None:
            raise InputError(f"More than {CANDIDATES} objects fit {search.match}", reason="Name the type, too.")
        return []

    def _read(self, ids: list[int], object_type: str | None, constant: str) -> dict[int, Row]:
        of_type = {} if object_type is None else {"type": object_type}
        found: Iterable[Row] = self._session.objects({"ids": ids, **of_type}, categories=[constant])
        return {row["id"]: row for row in found}

    def _all(self, search: Search, statuses: Sequence[int]) -> list[Row]:
        """All objects of the type that have one of the statuses, with the entries of the category, read once."""
        object_type, constant = str(search.object_type), search.category.constant
        scanned = self._scanned[object_type, constant]
        new = [status for status in statuses if status not in scanned]
        for status in self._in_use(object_type, new):
            left = self._limit - sum(map(len, scanned.values()))
            of_status = {"type": object_type, "status": status}
            rows = list(itertools.islice(self._session.objects(of_status, categories=[constant]), left + 1))
            if len(rows) > left:
                raise InputError(
                    f"To find the {search.match}, more than {self._limit} objects of type {object_type} would be read",
                    reason="match_scan_limit may allow more. An id, a sysid or a title takes no such search.",
                )
            scanned[status] = rows
        scanned.update({status: [] for status in new if status not in scanned})
        return [row for status in statuses for row in scanned[status]]

    def _in_use(self, object_type: str, statuses: Sequence[int]) -> list[int]:
        """The record statuses that objects of the type have at all, which most types have one of."""
        filters = [paging.checked_filter({"type": object_type, "status": status}) for status in statuses]
        found = self._session.read([Call("cmdb.objects.read", {"filter": each, "limit": 1}) for each in filters])
        return [status for status, rows in zip(statuses, found) if rows]
