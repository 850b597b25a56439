# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call works with: the world it changes, and who calls in which language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..wire import Faults
from .protocol.sessions import Session, User
from .schema.attributes import Attribute
from .schema.catalogue import Catalogue, load
from .store.database import Database
from .store.dialogs import Choice, Dialogs
from .store.entries import Entries, Entry, Relations
from .store.logbook import Logbook, Record
from .store.objects import NORMAL, Object, Objects

if TYPE_CHECKING:
    from .categories.registry import Behaviours
    from .dialects import Dialect

TIME = "%Y-%m-%d %H:%M:%S"
DEFAULT_SETTINGS: dict[str, Any] = {
    "api.status": True,
    "api.authenticated-users-only": False,
    "api.validation": True,
    "api.strip-descriptions": False,
    "cmdb.quickpurge": True,
    "cmdb.objtype.sysid-prefix": "SYSID_",
}
"""``api.strip-descriptions``: the option "Remove HTML tags from description fields", whose key no document tells."""


@dataclass
class World:
    """One server's data and rules."""

    database: Database
    catalogue: Catalogue
    dialect: Dialect
    faults: Faults
    behaviours: Behaviours
    settings: dict[str, Any] = field(default_factory=lambda: dict(DEFAULT_SETTINGS))
    clock: Callable[[], datetime] = datetime.now
    tenant: str = "Test tenant"
    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.objects = Objects(self.database)
        self.entries = Entries(self.database)
        self.relations = Relations(self.database)
        self.dialogs = Dialogs(self.database)
        self.logbook = Logbook(self.database)

    @cached_property
    def german(self) -> dict[str, str]:
        """English title -> German title."""
        return dict(load("german.json"))

    def now(self) -> str:
        """The time as the database writes it."""
        return self.clock().strftime(TIME)


@dataclass
class Context:
    """One call, or one batch where a generation caches over a whole batch."""

    world: World
    session: Session
    language: str = "en"
    parents: dict[int, int | None] = field(default_factory=dict)
    _entry: dict[tuple[str, int], Entry | None] = field(default_factory=dict)
    _entries: dict[tuple[str, int], list[Entry]] = field(default_factory=dict)
    _dialogs: dict[str, dict[int, Choice]] = field(default_factory=dict)
    _first_dialogs: dict[str, dict[int, Choice]] = field(default_factory=dict)
    _objects: dict[int, Object | None] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """Who calls."""
        return self.session.user

    @cached_property
    def user_title(self) -> str:
        """The title of the caller's person object."""
        person = self.object(self.user.id)
        return person.title if person else self.user.username

    def translate(self, title: str) -> str:
        """A shipped title in the language of the call."""
        return self.world.german.get(title, title) if self.language == "de" else title

    def type_title(self, type_id: int) -> str:
        """The translated title of an object type."""
        type_ = self.world.catalogue.types.get(type_id)
        return self.translate(type_.title) if type_ else ""

    def type_const(self, type_id: int) -> str:
        """The constant of an object type."""
        type_ = self.world.catalogue.types.get(type_id)
        return type_.const if type_ else ""

    def object(self, number: int) -> Object | None:
        """An object, read once per call."""
        if number not in self._objects:
            self._objects[number] = self.world.objects.get(number)
        return self._objects[number]

    def prefetch(self, numbers: Iterable[int]) -> None:
        """Read many objects at once, for what will show them."""
        wanted = {number for number in numbers if number not in self._objects}
        if wanted:
            self._objects.update(dict.fromkeys(wanted))
            self._objects.update(self.world.objects.by_ids(wanted))

    def forget(self) -> None:
        """Something was written: what was read before may be stale."""
        self._objects.clear()
        self._dialogs.clear()
        self._entry.clear()
        self._entries.clear()
        self.parents.clear()

    def entry(self, table: str, number: int) -> Entry | None:
        """An entry by its id, read once per call."""
        key = (table, number)
        if key not in self._entry:
            self._entry[key] = self.world.entries.get(table, number)
        return self._entry[key]

    def prefetch_entries(self, table: str, numbers: Iterable[int]) -> list[int]:
        """Read many entries by their ids at once; answers the objects they belong to."""
        wanted = [number for number in dict.fromkeys(numbers) if (table, number) not in self._entry]
        found = self.world.entries.by_ids(table, wanted) if wanted else {}
        self._entry.update({(table, number): found.get(number) for number in wanted})
        return [entry.object for entry in found.values()]

    def prefetch_entries_of(self, table: str, objects: Iterable[int]) -> None:
        """Read the normal entries of many objects at once."""
        wanted = [number for number in dict.fromkeys(objects) if (table, number) not in self._entries]
        self._entries.update({(table, number): [] for number in wanted})
        if wanted:
            for entry in self.world.entries.of_objects(table, wanted, [NORMAL]):
                self._entries[table, entry.object].append(entry)

    def entries_of(self, table: str, number: int) -> list[Entry]:
        """The normal entries of an object in one table, read once per call."""
        key = (table, number)
        if key not in self._entries:
            self._entries[key] = self.world.entries.of_objects(table, [number], [NORMAL])
        return self._entries[key]

    def choices(self, attribute: Attribute) -> dict[int, Choice]:
        """The values of a dialog attribute."""
        return self.choices_of(attribute.dialog_table)

    def choices_of(self, table: str) -> dict[int, Choice]:
        """The values of a dialog table, read once per call."""
        if table not in self._dialogs:
            self._dialogs[table] = self.world.dialogs.table(table)
            self._first_dialogs.setdefault(table, self._dialogs[table])
        return self._dialogs[table]

    def shown_choices(self, attribute: Attribute) -> dict[int, Choice]:
        """The values that reading shows.

        A server that shares a batch knows those of its first look only (idoit-observed.md §10).
        """
        choices = self.choices(attribute)
        return self._first_dialogs[attribute.dialog_table] if self.world.dialect.shares_batch else choices

    def add_choice(self, table: str, title: str, parent: int | None = None) -> int:
        """Keep a new dialog value; answers its id."""
        number = self.world.dialogs.insert(table, title, parent)
        self._dialogs.pop(table, None)
        return number

    def log(self, item: Object, event: str, changes: dict[str, Any] | None = None, description: str = "") -> None:
        """Write what was done to an object into the logbook."""
        record = Record(item.id, self.world.now(), event, self.user_title, item.title, description, changes=changes)
        self.world.logbook.add(record)
