# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading an inventory from i-doit in few requests.

Two phases: first the ids, then the data in chunks of ids, so that nothing is lost when others archive objects meanwhile
(idoit-observed.md §10.12). Nothing is asked per host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...module_utils._errors import TransportError
from ...module_utils._idoit import paging
from ...module_utils._idoit.instance import instance
from ...module_utils._idoit.rpc import Call, Session
from ...module_utils._idoit.schema import category_of
from ...module_utils._idoit.secrets import scrubbed, secret_attributes
from .._inventory.plugin import Fetched
from .._inventory.tolerance import Tolerance
from . import addresses
from .paths import CUSTOM
from .query import Query, read_query
from .rules import controllers
from .selection import STATUS_BY_ID, STATUS_NAMES, Selection, read_one_by_one, select
from .settings import Settings
from .simple import number
from .snapshot import ROOT_LOCATION, Row, Snapshot, parent
from .workers import Workers


class Source:
    """Reads one snapshot. With ``allow_partial`` what fails is left out with a warning, else it ends the reading."""

    def __init__(
        self,
        connection: Mapping[str, Any],
        selection: Selection,
        settings: Settings,
        *,
        workers: int = 4,
        page_size: int = 100,
        allow_partial: bool = False,
        log: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._selection = selection
        self._settings = settings
        self._count = workers
        self._page_size = page_size
        self._tolerance = Tolerance(allow_partial, warn)
        self._log = log
        self._warn = warn
        self._declared: set[tuple[str, str]] = set()

    def read(self) -> Fetched:
        """Everything that hosts, groups and variables need. Raises :class:`ApiError`."""
        with Workers(self._connection, self._count, self._log) as workers:
            snapshot = self._read(workers)
        self._tolerance.finish()
        return Fetched(snapshot.as_json(), workers.requests, self._tolerance.partial)

    def _read(self, workers: Workers) -> Snapshot:
        wanted = self._selection
        query = workers.run(lambda session: read_query(session, wanted.query, narrow=wanted.status == ("normal",)))
        chosen = select(workers, wanted, query, self._tolerance)
        snapshot = workers.run(lambda session: self._metadata(session, chosen, query))
        self._settings = self._settings.by_key(snapshot.keys)
        chosen = [row for row in self._agreeing(chosen, snapshot) if self._has_status(row, snapshot)]
        snapshot.objects = self._meeting(query, workers, chosen)
        snapshot.places = self._places(workers, snapshot.objects)
        snapshot.related = self._related(workers, snapshot.objects)
        return snapshot

    def _metadata(self, session: Session, chosen: Sequence[Row], query: Query) -> Snapshot:
        """One batch: object types, CMDB statuses, categories that hold one entry, attributes of custom categories."""
        types = sorted({row["type"] for row in chosen if row.get("type") is not None})
        settings = self._settings
        used = {*settings.host_categories, *settings.place_categories, *settings.net_categories, *query.categories}
        customs = sorted(category for category in used if category.startswith(CUSTOM))
        generation = session.generation
        object_types, statuses, *others = session.read(
            [
                Call("cmdb.object_types.read"),
                generation.read_dialog("C__CATG__GLOBAL", "cmdb_status"),
                *(Call("cmdb.object_type_categories.read", {"type": one}) for one in types),
                *(generation.category_info(category) for category in customs),
            ]
        )
        keys: dict[str, dict[str, str]] = {}
        for constant, info in zip(customs, others[len(types) :]):
            category = category_of(constant, info or {})
            self._declared |= {(constant, attribute) for attribute in secret_attributes(category)}
            named = sorted(name for owner, name in settings.custom if owner == constant)
            keys[constant] = {name: category.attribute(name).key for name in named}
        return Snapshot(
            instance=instance(self._connection["url"], session.version),
            types=object_types,
            statuses=statuses,
            single=single_valued(others[: len(types)], generation.modern_constant),
            keys=keys,
        )

    def _agreeing(self, rows: Sequence[Row], snapshot: Snapshot) -> list[Row]:
        """The rows that are what was asked for; any other is left out, and said."""
        kept = [row for row in rows if self._selection.names(row, snapshot.object_type(row))]
        if len(kept) < len(rows):
            self._warn(
                f"i-doit answered {len(rows) - len(kept)} objects that the criteria do not name; they are left out. "
                "Does it know all of the filter?"
            )
        return kept

    def _meeting(self, query: Query, workers: Workers, rows: Sequence[Row]) -> list[Row]:
        """The objects with the categories of hosts, of those that meet the conditions."""
        needed = self._settings.host_categories
        read = self._with_categories(workers, rows, sorted({*needed, *query.categories}))
        if not query.conditions:
            return read
        met = [row for row in read if query.met_by(row)]
        self._log(f"i-doit: {len(read) - len(met)} of {len(read)} objects do not meet query")
        return [{**row, "categories": {one: row["categories"].get(one) or [] for one in needed}} for row in met]

    def _has_status(self, row: Row, snapshot: Snapshot) -> bool:
        wanted = self._selection.cmdb_status
        known = snapshot.status_by_id.get(row.get("cmdb_status"), {})  # type: ignore[arg-type]
        names = {str(row.get("cmdb_status")), snapshot.cmdb_status(row), known.get("const")}
        return not wanted or bool(names & set(wanted))

    def _with_categories(self, workers: Workers, rows: Sequence[Row], categories: Sequence[str]) -> list[Row]:
        """The same objects with their entries; who vanished meanwhile is left out."""
        if not categories:
            return list(rows)
        read, missing = self._by_status(workers, rows, categories)
        again, unexplained = self._by_status(workers, self._still_wanted(workers, missing), categories)
        if unexplained:
            listed = ", ".join(map(str, unexplained))
            error = TransportError(
                f"the server left out objects that exist: {listed}",
                system="i-doit",
                method="cmdb.objects.read",
                reason="May the user see them?",
            )
            self._tolerance.failed(f"the objects {listed}", error)
        return sorted([*read, *again], key=lambda row: int(row["id"]))

    def _by_status(
        self, workers: Workers, rows: Sequence[Row], categories: Sequence[str]
    ) -> tuple[list[Row], list[int]]:
        by_status: dict[str, list[int]] = {}
        for row in rows:
            by_status.setdefault(STATUS_BY_ID[row["status"]], []).append(row["id"])
        answers = [
            self._chunks(workers, ids, categories, STATUS_NAMES[status]) for status, ids in sorted(by_status.items())
        ]
        return [row for found, _unused in answers for row in found], [one for _unused, lost in answers for one in lost]

    def _still_wanted(self, workers: Workers, missing: Sequence[int]) -> list[Row]:
        """Of objects that were there a moment ago, those that still are, maybe of another status that is wanted too."""
        rows = {one: paging.as_row(row) for one, row in read_one_by_one(workers, missing).items()}
        kept = [row for row in rows.values() if row and STATUS_BY_ID.get(row["status"], "") in self._selection.status]
        for one in sorted(set(rows) - {row["id"] for row in kept}):
            self._log(f"i-doit: object {one} was archived, deleted or purged while the inventory was read")
        return kept

    def _chunks(
        self, workers: Workers, ids: Sequence[int], categories: Sequence[str], status: str | None = None
    ) -> tuple[list[Row], list[int]]:
        chunks = [ids[start : start + self._page_size] for start in range(0, len(ids), self._page_size)]

        def read_chunk(session: Session, chunk: Sequence[int]) -> tuple[list[Row], list[int]]:
            nothing: tuple[list[Row], list[int]] = ([], [])
            found, lost = self._tolerance.attempt(
                f"{len(chunk)} objects with ids from {chunk[0]} to {chunk[-1]}",
                lambda: read_rows(session, chunk, categories, status),
                nothing,
            )
            for row in found:
                row["categories"] = scrubbed(row.get("categories") or {}, self._settings.named, self._declared)
            return found, lost

        answers = workers.map(read_chunk, chunks)
        return [row for found, _unused in answers for row in found], [one for _unused, lost in answers for one in lost]

    def _places(self, workers: Workers, objects: Sequence[Row]) -> list[Row]:
        """What contains the objects, level by level up to the root, each container once."""
        categories = self._settings.place_categories
        if not categories:
            return []
        places: dict[int, Row] = {}
        level = _containers_of(objects, places)
        while level:
            found, _unused = self._chunks(workers, level, categories)
            # One that is archived is known by its title only, from those it contains.
            places.update({object_id: {"id": object_id} for object_id in level})
            places.update({row["id"]: row for row in found})
            level = _containers_of(found, places)
        return [row for _unused, row in sorted(places.items()) if "title" in row]

    def _related(self, workers: Workers, objects: Sequence[Row]) -> list[Row]:
        """Layer-3 nets and management controllers, where variables or addresses come from them."""
        related: list[Row] = []
        if self._settings.net_categories:
            nets = {net["id"] for row in objects for net in addresses.nets(row)}
            related += self._chunks(workers, sorted(nets), self._settings.net_categories)[0]
        if self._settings.needs_controllers:
            ids = {one for row in objects for one in controllers(row)}
            related += self._chunks(workers, sorted(ids), [addresses.IP])[0]
        return related


def read_rows(
    session: Session, ids: Sequence[int], categories: Sequence[str], status: str | None
) -> tuple[list[Row], list[int]]:
    """One chunk of objects in one request; a chunk that the server breaks down on is halved (PHP's memory limit)."""
    try:
        return paging.read_rows(session, ids, categories, status=status, size=len(ids))
    except TransportError as error:
        if error.code != 500 or len(ids) == 1:
            raise
    middle = len(ids) // 2
    (found, lost), (more, others) = (
        read_rows(session, half, categories, status) for half in (ids[:middle], ids[middle:])
    )
    return found + more, lost + others


def single_valued(answers: Iterable[Mapping[str, Any]], modern: Callable[[str], str]) -> list[str]:
    """The categories that hold one entry, by cmdb.object_type_categories (idoit-api.md §9.2)."""
    multi: dict[str, bool] = {}
    for answer in answers:
        for rows in answer.values():
            for row in rows:
                constant = modern(str(row.get("const")))
                multi[constant] = multi.get(constant, False) or number(row.get("multi_value")) == 1
    return sorted(constant for constant, several in multi.items() if not several)


def _containers_of(rows: Sequence[Row], known: Mapping[int, Row]) -> list[int]:
    ids = {place["id"] for row in rows if (place := parent(row))}
    return sorted(ids - set(known) - {ROOT_LOCATION})
