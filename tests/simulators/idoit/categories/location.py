# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C__CATG__LOCATION: where an object is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import SYSTEM_ERROR, PhpFatalError, RpcError
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, RejectedError, Write
from ..values.references import ObjectReference, as_id, shown_object
from .base import Behaviour, Kinds
from .relations import LOCATION, Rule

LOCATION_TABLE = "isys_catg_location_list"
FORMFACTOR_TABLE = "isys_catg_formfactor_list"
ROOT = 1
ENCLOSURE = "C__OBJTYPE__ENCLOSURE"


class LocationLoopError(Exception):
    """An object that is in itself."""


def parent_of(context: Context, number: int) -> int | None:
    """The object another one is in."""
    if number not in context.parents:
        found = context.world.entries.of_objects(LOCATION_TABLE, [number], [NORMAL])
        context.parents[number] = found[0].data.get("parent") if found else None
    return context.parents[number]


def prefetch_parents(context: Context, numbers: Iterable[int]) -> None:
    """Read at once what many objects are in, one query for each level of the tree."""
    level = {number for number in numbers if number not in context.parents}
    while level:
        context.parents.update(dict.fromkeys(level))
        found = context.world.entries.of_objects(LOCATION_TABLE, list(level), [NORMAL])
        context.parents.update({entry.object: entry.data.get("parent") for entry in found})
        level = {parent for n in level if (parent := context.parents[n]) and parent not in context.parents}
    context.prefetch(number for number in context.parents.values() if number)


def chain(context: Context, number: int) -> list[int]:
    """An object and what it is in, the outermost first; raises LocationLoopError."""
    numbers: list[int] = []
    current: int | None = number
    while current is not None:
        if current in numbers:
            raise LocationLoopError
        numbers.append(current)
        current = None if current == ROOT else parent_of(context, current)
    return numbers[::-1]


def titles(context: Context, numbers: Sequence[int]) -> list[str]:
    """The titles of objects."""
    found = (context.object(number) for number in numbers)
    return [item.title for item in found if item]


class Parent(ObjectReference):
    """The object it is in."""

    empty: ClassVar[Any] = []

    def accept(self, value: Any, write: Write) -> Any:
        """Any object but itself and what is in it."""
        number = super().accept(value, write)
        try:
            inside = number is not None and write.object_id in chain(write.context, number)
        except LocationLoopError:
            inside = True
        if inside:
            raise RejectedError("The object can not be located in itself.")
        return number

    def path(self, context: Context, number: int, entry: Entry) -> str:
        """The titles down to the parent."""
        del entry
        return " > ".join(titles(context, chain(context, number)))

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The object with ``location_path``, or []."""
        found = shown_object(stored, context)
        return {**found, "location_path": self.path(context, stored, entry)} if found else self.empty


class LegacyParent(Parent):
    """Loops are accepted, and then the location cannot be read (contracts/idoit/3-categories/494-500)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Refuses what is not there, and the object itself."""
        number = as_id(value)
        if number is None or number == 0:
            return None
        if number == write.object_id:
            raise RpcError(SYSTEM_ERROR, "Database error: Attaching own object is prohibitted.")
        if write.context.world.objects.get(number) is None:
            raise RpcError(SYSTEM_ERROR, f"Database error: Parent location with id {number} does not exist.")
        return number

    def path(self, context: Context, number: int, entry: Entry) -> str:
        """The root is left out unless it is all there is."""
        try:
            numbers = chain(context, number)
        except LocationLoopError:
            item = context.object(entry.object)
            text = f'Location-recursion in object #{entry.object} "{item.title if item else ""}"'
            raise RpcError(SYSTEM_ERROR, text) from None
        return " > ".join(titles(context, [n for n in numbers if n != ROOT] or numbers))


class LocationPath(Derived):
    """The ids down to the parent."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """Ids with commas between, or null."""
        del stored
        parent = entry.data.get("parent")
        return ",".join(str(number) for number in chain(context, parent)) if parent else None


class Position(Derived):
    """The rack unit as it is seen."""

    owner_table = FORMFACTOR_TABLE

    def accept(self, value: Any, write: Write) -> Any:
        """A number, or nothing."""
        del write
        return as_id(value)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "obj_id", "visually_from", "visually_to"}, or null."""
        if stored is None:
            return None
        height = _height(context, entry.object)
        shown = {"visually_from": stored, "visually_to": stored + height - 1}
        return {"title": str(stored), "obj_id": str(entry.object), **shown}


class LegacyPosition(Position):
    """Without what is seen."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "obj_id"}, or null."""
        del context
        return None if stored is None else {"title": str(stored), "obj_id": str(entry.object)}


def _height(context: Context, number: int) -> int:
    found = context.entries_of(FORMFACTOR_TABLE, number)
    return int(found[0].data.get("rackunits") or 1) if found else 1


class Gps(Derived):
    """Latitude and longitude."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"0", "1", "latitude", "longitude"}."""
        del stored, context
        pair = entry.data.get("latitude") or None, entry.data.get("longitude") or None
        return {"0": pair[0], "1": pair[1], "latitude": pair[0], "longitude": pair[1]}


class LegacyGps(Derived):
    """Never filled here."""

    empty: ClassVar[Any] = [None, None]


class Location(Behaviour):
    """Position, side and direction are kept in racks only (idoit-api.md §11.4)."""

    kinds: ClassVar[Kinds] = {"parent": Parent, "location_path": LocationPath, "pos": Position, "gps": Gps}
    relations: ClassVar[Mapping[str, Rule]] = {"parent": LOCATION}

    def prefetch(self, context: Context, entries: Sequence[Entry]) -> None:
        """The tree as well."""
        super().prefetch(context, entries)
        prefetch_parents(context, [parent for entry in entries if (parent := entry.data.get("parent"))])

    def check(self, write: Write) -> None:
        """Outside of a rack there is no position."""
        parent = write.context.world.objects.get(write.stored.get("parent") or 0)
        if parent is None or write.context.type_const(parent.type) != ENCLOSURE:
            for key in ("option", "insertion", "pos"):
                write.stored.pop(key, None)

    def after_write(self, context: Context, entry: Entry, before: Stored) -> None:
        """What was known of the tree may be wrong now."""
        del entry, before
        context.parents.clear()


class LegacyLocation(Location):
    """As 1.7.3 does it."""

    keeps_relations = True
    kinds: ClassVar[Kinds] = {"parent": LegacyParent, "pos": LegacyPosition, "gps": LegacyGps}


def require_no_loop(context: Context, number: int) -> None:
    """A loop kills PHP where the path is asked for in a list (contracts/idoit/3-categories/496)."""
    try:
        chain(context, number)
    except LocationLoopError:
        raise PhpFatalError from None
