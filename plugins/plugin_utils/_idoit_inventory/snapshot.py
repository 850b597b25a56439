# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read from i-doit, as plain JSON: the form that is cached, and all that hosts and groups are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from .paths import entries
from .simple import is_object, number, simple

Row = dict[str, Any]
LOCATION = "C__CATG__LOCATION"
#: "Root location" of every installation (idoit-api.md §11.5); it holds everything, so it groups nothing.
ROOT_LOCATION = 1


@dataclass
class Snapshot:
    """Rows as cmdb.objects.read answers them, ids as numbers, with ``categories``.

    ``instance``: names server and tenant. ``objects``: the hosts, ordered by id. ``types``: rows of cmdb.object_types.
    ``statuses``: the dialog of CMDB statuses. ``single``: constants of the categories known to hold one entry.
    ``places``: what contains the hosts, up to the root. ``related``: others that variables or addresses come from.
    ``keys``: of custom attributes, by category and by what options call them.
    """

    instance: str = ""
    objects: list[Row] = field(default_factory=list)
    types: list[Row] = field(default_factory=list)
    statuses: list[Row] = field(default_factory=list)
    single: list[str] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    related: list[Row] = field(default_factory=list)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snapshot:
        """Back from :meth:`as_json`."""
        return cls(**data)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {name: getattr(self, name) for name in asdict(Snapshot())}

    @cached_property
    def type_by_id(self) -> dict[int, Row]:
        """Object types by id."""
        return {number(row["id"]): row for row in self.types}

    @cached_property
    def status_by_id(self) -> dict[int, Row]:
        """CMDB statuses by id."""
        return {number(row["id"]): row for row in self.statuses}

    @cached_property
    def place_by_id(self) -> dict[int, Row]:
        """Containers by id."""
        return {row["id"]: row for row in self.places}

    @cached_property
    def related_by_id(self) -> dict[int, Row]:
        """Other objects by id."""
        return {row["id"]: row for row in self.related}

    @cached_property
    def _parent_by_id(self) -> dict[int, dict[str, Any] | None]:
        return {row["id"]: parent(row) for row in self.places}

    def object_type(self, row: Row) -> Row:
        """The object type of a row."""
        return self.type_by_id.get(row.get("type"), {})  # type: ignore[arg-type]

    def cmdb_status(self, row: Row) -> str | None:
        """The title of an object's CMDB status; old servers name only its id."""
        known = self.status_by_id.get(row.get("cmdb_status"), {})  # type: ignore[arg-type]
        return row.get("cmdb_status_title") or known.get("title")

    def containers(self, row: Row) -> list[dict[str, Any]]:
        """What contains an object, innermost first, as ``{"id", "title"}``; the root is left out.

        A loop, which the server accepts (idoit-observed.md §6), ends where it closes.
        """
        chain: dict[int, dict[str, Any]] = {}
        place = parent(row)
        while place and place["id"] != ROOT_LOCATION and place["id"] not in chain:
            chain[place["id"]] = place
            place = self._parent_by_id.get(place["id"])
        return list(chain.values())


def parent(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The object a row is directly located in, as ``{"id", "title"}``."""
    for entry in entries(row, LOCATION):
        if is_object(entry.get("parent")):
            found: dict[str, Any] = simple(entry["parent"])
            return found
    return None
