# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a category does with its entries unless it is a special one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import INTERNAL_ERROR, RpcError, internal
from ..schema.catalogue import Category
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, RejectedError, ValueType, Write
from ..values.registry import ValueTypes
from .relations import Rule, keep_relations, remove_relation

EMPTY_TEXT = ""
EMPTY: tuple[Any, ...] = (None, EMPTY_TEXT, [])
MANDATORY = "Mandatory field is empty."
Kinds = Mapping[str, type[ValueType]]


class Behaviour:
    """One category of one server.

    ``kinds``: attributes that are more than their metadata say. ``defaults``: what a new entry stores where it is not
    told. ``null_texts``: texts that were never written are null instead of "". ``relations``: attributes that make
    relations between objects. ``keeps_relations``: they stay when the reference is emptied. ``virtual``: it
    has no entries of its own.
    """

    kinds: ClassVar[Kinds] = {}
    defaults: ClassVar[Stored] = {}
    null_texts = False
    relations: ClassVar[Mapping[str, Rule]] = {}
    keeps_relations = False
    virtual = False

    def __init__(self, category: Category, types: ValueTypes) -> None:
        self.category = category
        self.values: dict[str, ValueType] = {
            key: (self.kinds.get(key) or types[attribute.kind])(attribute)
            for key, attribute in category.attributes.items()
        }
        self._ordered = sorted(self.values.values(), key=lambda value: value.order)
        self._mandatory = [
            key for key, value in self.values.items() if value.attribute.mandatory and not isinstance(value, Derived)
        ]
        self._readers = [(key, value.read) for key, value in self.values.items()]
        self._entry_views = [value for value in self.values.values() if value.entry_table]
        self._owner_views = [value for value in self.values.values() if value.owner_table]

    # Reading

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The entries of some objects, in the order of their ids."""
        return context.world.entries.of_objects(self.category.table, objects, statuses)

    def entry(self, context: Context, object_id: int, number: int) -> Entry | None:
        """One entry of an object, whatever its status."""
        found = context.world.entries.get(self.category.table, number)
        return found if found and found.object == object_id else None

    def only(self, context: Context, object_id: int) -> Entry | None:
        """The entry of a single-value category; None while there is none."""
        found = self.entries(context, [object_id], [NORMAL])
        return found[0] if found else None

    def render(self, context: Context, entries: Sequence[Entry]) -> list[dict[str, Any]]:
        """The entries as category.read shows them."""
        self.prefetch(context, entries)
        return [self.shown(context, entry) for entry in entries]

    def by_owner(self, context: Context, objects: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        """The normal entries of many objects as category.read shows them, by object."""
        entries = self.entries(context, objects, [NORMAL])
        found: dict[int, list[dict[str, Any]]] = {}
        for entry, shown in zip(entries, self.render(context, entries), strict=True):
            found.setdefault(entry.object, []).append(shown)
        return found

    def prefetch(self, context: Context, entries: Sequence[Entry]) -> None:
        """Read at once what showing the entries will look at, so that no entry costs a query of its own."""
        for value in self._entry_views:
            stored = (entry.data.get(value.key) for entry in entries)
            numbers = [number for one in stored if one for number in (one if isinstance(one, list) else [one])]
            owners = context.prefetch_entries(value.entry_table, numbers)
            context.prefetch(owners)
        for value in self._owner_views:
            context.prefetch_entries_of(value.owner_table, [n for entry in entries if (n := value.owner(entry))])
        context.prefetch(number for entry in entries for number in self.targets(entry))

    def shown(self, context: Context, entry: Entry) -> dict[str, Any]:
        """One entry as category.read shows it."""
        data = entry.data
        found: dict[str, Any] = {"id": str(entry.id), "objID": str(entry.object)}
        for key, read in self._readers:
            found[key] = read(data.get(key), entry, context)
        return found

    def targets(self, entry: Entry) -> Iterable[int]:
        """The objects an entry refers to."""
        return (target for _unused, target in self.links(entry))

    def links(self, entry: Entry) -> Iterable[tuple[str, int]]:
        """The same with the attributes that do."""
        data = entry.data
        return ((key, t) for key in data if key in self.values for t in self.values[key].targets(data[key]))

    # Writing

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """Make an entry."""
        write = Write(context, self.category, object_id, None, data, self.blank())
        self.take(write)
        self.check(write)
        entry = Entry(self.category.table, self.new_id(context), object_id, NORMAL, write.stored)
        context.world.entries.insert(entry)
        self.keep(context, entry, {})
        return entry

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """Change what ``data`` names of an entry; the rest stays."""
        write = Write(context, self.category, entry.object, entry, data, dict(entry.data))
        self.take(write)
        self.check(write)
        before, entry.data = entry.data, write.stored
        context.world.entries.update(entry)
        self.keep(context, entry, before)
        return entry

    def keep(self, context: Context, entry: Entry, before: Stored) -> None:
        """What follows a write: links, relations, and what a category couples with it."""
        context.world.entries.set_links(entry, self.links(entry))
        keep_relations(context, self, entry, self.rules(entry))
        self.after_write(context, entry, before)
        context.forget()

    def rules(self, entry: Entry) -> Mapping[str, Rule]:
        """The relations an entry makes."""
        del entry
        return self.relations

    def blank(self) -> Stored:
        """What a new entry stores where it is not told."""
        stored: Stored = {}
        for key, value in self.values.items():
            blank = None if self.null_texts and value.blank == EMPTY_TEXT else value.blank
            stored[key] = self.defaults.get(key, blank)
        return {key: value for key, value in stored.items() if value is not None}

    def new_id(self, context: Context) -> int:
        """The id of a new entry."""
        return context.world.database.next_id(self.category.table)

    def take(self, write: Write) -> None:
        """Bring what was sent into its stored form; refuse it as a whole if one attribute refuses.

        With ``api.validation`` off nothing is refused (idoit-api.md §1.1). No document says what becomes of a value
        that does not fit, so it is ignored like an attribute that there is not: what was stored stays.
        """
        context = write.context
        strict = context.world.dialect.strict and context.world.settings["api.validation"]
        if strict:
            self._require_known(write.data)
        refused: dict[str, str] = {}
        for value in self._ordered:
            if value.key in write.data and not self._lost(value.key, context):
                try:
                    write.stored[value.key] = value.accept(write.data[value.key], write)
                except RejectedError as rejected:
                    refused[value.key] = str(rejected)
        if strict:
            refused |= self._missing(write)
        if context.world.settings["api.validation"]:
            self.refuse(refused)

    def _require_known(self, data: dict[str, Any]) -> None:
        known = {*self.values, "id", "category_id"}
        refused = {key: f"(unknown) Property '{key}' is unknown." for key in data if key not in known}
        if refused:
            raise RpcError(INTERNAL_ERROR, "There was an validation error", refused)

    def _missing(self, write: Write) -> dict[str, str]:
        """The mandatory attributes that a new entry has not, or that a change would empty."""
        checked = (key for key in self._mandatory if write.entry is None or key in write.data)
        return {key: MANDATORY for key in checked if write.stored.get(key) in EMPTY}

    def _lost(self, key: str, context: Context) -> bool:
        return context.world.faults.take(("not_stored",), f"{self.category.const}.{key}") is not None

    def refuse(self, refused: dict[str, str]) -> None:
        """Raise the validation error, if something was refused."""
        if refused:
            texts = (f"{key}({self.declared(key)}): {text}" for key, text in refused.items())
            raise RpcError(INTERNAL_ERROR, f"There was a validation error: {', '.join(texts)}", refused)

    def required(self, write: Write, key: str) -> int:
        """The object an attribute refers to; refuses the write if it is empty."""
        number = write.stored.get(key)
        if not isinstance(number, int):
            self.refuse({key: MANDATORY})
        return int(number or 0)

    def declared(self, key: str) -> str:
        """The declared type of an attribute."""
        return self.category.attributes[key].type

    def check(self, write: Write) -> None:
        """Look at the write as a whole; raises RpcError."""

    def after_write(self, context: Context, entry: Entry, before: Stored) -> None:
        """Write what is coupled with this entry."""

    # Ranking

    def rank(self, context: Context, entry: Entry, status: int) -> None:
        """Give an entry another record status."""
        entry.status = status
        context.world.entries.update(entry)
        context.forget()

    def purge(self, context: Context, entry: Entry) -> None:
        """Remove an entry for good, and the relations made of it."""
        for relation in context.world.relations.of_entry(entry.table, entry.id):
            remove_relation(context, relation.id)
        context.world.entries.delete(entry)
        self.after_purge(context, entry)
        context.forget()

    def after_purge(self, context: Context, entry: Entry) -> None:
        """Take back what was coupled with this entry."""

    def drop_target(self, context: Context, entry: Entry, key: str, target: int) -> None:
        """An object an attribute refers to is purged: the reference becomes empty."""
        stored = entry.data.get(key)
        entry.data[key] = [number for number in stored if number != target] if isinstance(stored, list) else None
        context.world.entries.update(entry)
        context.world.entries.set_links(entry, self.links(entry))


class VirtualCategory(Behaviour):
    """A category without entries of its own (idoit-api.md §11.3)."""

    virtual = True

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """None."""
        del context, objects, statuses
        return []

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """Refused."""
        del context, object_id, data
        raise internal(f"Category '{self.category.const}' can not contain data.")
