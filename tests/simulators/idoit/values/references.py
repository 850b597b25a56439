# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that refer to objects and to entries of other categories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import sql_error
from ..schema.attributes import Attribute
from ..store.entries import Entry
from ..store.objects import NORMAL
from .base import RejectedError, ValueType, Write


def shown_object(number: int | None, context: Context) -> dict[str, Any] | None:
    """An object as the callback ``object`` shows it."""
    item = context.object(number) if number else None
    if item is None:
        return None
    return {
        "id": str(item.id),
        "title": context.translate(item.title),
        "sysid": item.sysid,
        "type": context.type_const(item.type),
        "type_title": context.type_title(item.type),
    }


def as_id(value: Any) -> int | None:
    """An int or a text of digits as a number, anything else None."""
    if isinstance(value, bool) or not re.fullmatch(r"\d+", str(value)):
        return None
    return int(value)


class ObjectReference(ValueType):
    """One object, by id; a list of one is taken as well."""

    empty: ClassVar[Any] = None

    def accept(self, value: Any, write: Write) -> Any:
        """The id of an object that there is."""
        if value in (None, "", []) or value == 0:
            return None
        if isinstance(value, list):
            if len(value) > 1:
                raise RejectedError("Please assign only one object at a time.")
            value = value[0]
        number = as_id(value)
        if number is None:
            return self.by_title(value)
        if write.context.world.objects.get(number) is None:
            raise self.missing(number)
        return number

    def by_title(self, value: Any) -> int | None:
        """Titles are no references."""
        raise RejectedError(f"The given value {value!r} is no object id")

    def missing(self, number: int) -> Exception:
        """The refusal of an object that there is not."""
        return RejectedError(f'Object with id "{number}" does not exist.')

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"id", "title", "sysid", "type", "type_title"}, or nothing."""
        del entry
        return shown_object(stored, context) or self.empty

    def targets(self, stored: Any) -> Iterable[int]:
        """The object."""
        return (stored,) if stored else ()


class LegacyObjectReference(ObjectReference):
    """A title is stored as nothing; a missing object breaks a foreign key."""

    empty: ClassVar[Any] = []

    def by_title(self, value: Any) -> int | None:
        """Nothing, with success."""
        del value
        return None

    def missing(self, number: int) -> Exception:
        """As the database says it."""
        statement = f"INSERT INTO isys_connection SET isys_connection__isys_obj__id = {number};"
        return sql_error(
            statement, "Cannot add or update a child row: a foreign key constraint fails (isys_connection)"
        )


class Connection(ObjectReference):
    """One object through a row of isys_connection; stored as {"object", "connection"}."""

    empty: ClassVar[Any] = []

    def accept(self, value: Any, write: Write) -> Any:
        """The object and a connection, the old one if there is one."""
        old = write.stored.get(self.key) or {}
        if old.get("connection") is None:
            old = {"connection": write.context.world.database.next_id("isys_connection")}
        return {"connection": old["connection"], "object": super().accept(value, write)}

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "id", "connection_id", "type", "type_title", "sysid"}, or []."""
        del entry
        found = shown_object(stored["object"], context) if stored else None
        return {**found, "connection_id": str(stored["connection"])} if found else self.empty

    def targets(self, stored: Any) -> Iterable[int]:
        """The object."""
        return (stored["object"],) if stored and stored["object"] else ()


class LegacyConnection(Connection, LegacyObjectReference):
    """The rules of :class:`LegacyObjectReference`; every new entry takes a connection."""


class Objects(ValueType):
    """Several objects, by id."""

    def accept(self, value: Any, write: Write) -> Any:
        """The ids of objects that there are."""
        items = value if isinstance(value, list) else [] if value in (None, "") else [value]
        numbers: list[int] = []
        for item in items:
            number = as_id(item)
            if number is None or write.context.world.objects.get(number) is None:
                raise RejectedError(f"Object with id {item!r} does not exist.")
            numbers.append(number)
        return numbers

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of objects."""
        del entry
        return [found for number in stored or [] if (found := shown_object(number, context))]

    def targets(self, stored: Any) -> Iterable[int]:
        """The objects."""
        return stored or ()


class LegacyObjects(Objects):
    """Stores what there is of what it is told."""

    def accept(self, value: Any, write: Write) -> Any:
        """Drops the rest."""
        try:
            return super().accept(value, write)
        except RejectedError:
            return []


class EntryReference(ValueType):
    """An entry of another category of the same object, by id or title."""

    empty: ClassVar[Any] = None

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.entry_table = attribute.table

    def accept(self, value: Any, write: Write) -> Any:
        """The id of the entry."""
        if value in (None, "", []) or value == -1:
            return None
        entries = write.context.world.entries.of_objects(self.attribute.table, [write.object_id], [NORMAL])
        number = as_id(value)
        for entry in entries:
            if entry.id == number or (isinstance(value, str) and entry.data.get("title") == value):
                return entry.id
        return self.missing(value)

    def missing(self, value: Any) -> int | None:
        """The refusal of an entry that there is not."""
        raise RejectedError(f"The given value {value!r} does not exist.")

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"id", "title", "type", "reference"}, or nothing."""
        del entry
        table = self.attribute.table
        found = context.entry(table, stored) if stored else None
        if found is None:
            return self.empty
        const = context.world.behaviours.const_of_table(table)
        return {"id": str(found.id), "title": found.data.get("title"), "type": const, "reference": table}


class LegacyEntryReference(EntryReference):
    """Nothing is an empty list."""

    empty: ClassVar[Any] = []

    def missing(self, value: Any) -> int | None:
        """Stored as nothing."""
        del value
        return None
