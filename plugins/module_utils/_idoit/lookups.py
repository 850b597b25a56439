# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks up the names in what the user wants: dialog values, objects, entries. All of it in the batches of others."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from .._errors import AuthError, InputError, NotFoundError, TransportError
from .._plan import Result, Step
from . import shapes
from .drafts import Draft
from .known import OWNERS
from .reads import Later, Reads
from .resolve import Objects, may_come, not_found
from .rpc import Session
from .schema import Attribute, Category, naming
from .values import (
    EMPTY,
    Choice,
    EntryRef,
    EntryReference,
    EntryWish,
    ObjectReference,
    ObjectWish,
    choices,
    object_wish,
)
from .values.dialogs import unknown_value
from .values.references import find_entry
from .wire import Call


@dataclass
class Element:
    """What the user wants of one entry: checked wishes by attribute, and the entry's id if it was given."""

    category: Category
    wishes: dict[str, Any]
    entry_id: int | None = None

    def attribute(self, key: str) -> Attribute:
        """The attribute with this key."""
        return self.category.attributes[key]


def element(category: Category, given: Mapping[str, Any]) -> Element:
    """Check what the user wrote for one entry; raises :class:`InputError` naming the attribute."""
    wishes: dict[str, Any] = {}
    for name, value in given.items():
        attribute = category.attribute(str(name))
        if attribute.key in wishes:
            raise InputError(f"{attribute} is named twice, by its key and by its label")
        wishes[attribute.key] = attribute.parse(value)
    return Element(category, wishes)


@dataclass
class Entry:
    """An entry as the server holds it, with its record status."""

    category: Category
    raw: Mapping[str, Any]
    status: int

    @property
    def id(self) -> int | None:
        """The entry's id."""
        return shapes.as_id(self.raw.get("id"))

    def value(self, key: str) -> Any:
        """The typed value of one attribute."""
        attribute = self.category.attributes.get(key)
        return EMPTY if attribute is None else attribute.kind.from_wire(self.raw.get(key))


class Lookups:
    """Everything that resolving wishes may ask. ``create_values``: unknown values of a dialog+ are created.
    ``foresee``: what is missing may be about to come (check mode)."""

    def __init__(
        self, session: Session, reads: Reads, objects: Objects, *, create_values: bool = False, foresee: bool = False
    ) -> None:
        self.session = session
        self.objects = objects
        self.create_values = create_values
        self.foresee = foresee
        self._reads = reads
        self._new: dict[Any, Choice] = {}

    def ask_owners(self, constant: str, given: Mapping[str, Any]) -> None:
        """Have the objects looked up whose entries an element names, as far as that shows without metadata."""
        for key, value in given.items():
            for one in value if isinstance(value, (list, tuple)) else [value]:
                owner = one if (constant, key) in OWNERS else one.get("object") if isinstance(one, Mapping) else None
                with suppress(InputError):
                    self.objects.ask([object_wish(owner)])

    def ask(self, wanted: Element, object_id: int | None) -> None:
        """Have everything read that the element names."""
        for key, wish in wanted.wishes.items():
            attribute = wanted.attribute(key)
            needs = attribute.kind.needs(wish)
            if needs.choices:
                self.ask_choices(attribute)
            for entry in needs.entries:
                self._ask_entry(attribute, entry, object_id)
            self.objects.ask(needs.objects)
        self.ask_owned(wanted)

    def ask_owned(self, wanted: Element) -> None:
        """Have the entries of other objects read as soon as these are found: versions of an application."""
        for key, wish in wanted.wishes.items():
            attribute = wanted.attribute(key)
            for entry in attribute.kind.needs(wish).entries:
                for number in self._owners(wanted, attribute, entry):
                    self._reads.ask(self._entries(attribute, number))

    def resolve(self, wanted: Element, keys: Iterable[str], stored: Entry | None, draft: Draft) -> dict[str, Any]:
        """Typed values of these attributes; what others depend on comes first. ``stored``: the entry they are for."""
        typed: dict[str, Any] = {}
        for key in sorted(keys, key=lambda each: _depends(wanted.attribute(each))):
            attribute = wanted.attribute(key)
            with naming(attribute):
                scope = _Scope(self, attribute, typed, stored, draft)
                typed[key] = attribute.kind.resolve(wanted.wishes[key], scope)
        return {key: typed[key] for key in wanted.wishes if key in typed}

    def ask_choices(self, attribute: Attribute) -> None:
        """Have the values of a dialog read."""
        self._reads.ask(self._dialog(attribute))

    def choices(self, attribute: Attribute) -> list[Choice] | None:
        """The values of a dialog; None if the server does not list them."""
        later = self._answered(self._dialog(attribute))
        if isinstance(later.error, (AuthError, TransportError)):
            raise later.error
        known = [] if later.error else choices(later.value())
        return known or ([] if later.error is None and getattr(attribute.kind, "creatable", False) else None)

    def entries(self, attribute: Attribute, wish: EntryWish, object_id: int) -> list[EntryReference]:
        """What the entries are called that the attribute may refer to, of those that hold the named attributes."""
        kind, call = cast(EntryRef, attribute.kind), self._entries(attribute, object_id)
        rows = [row for row in self._answered(call).value() if self._holds(kind, wish, row)]
        return [EntryReference(shapes.as_id(row.get(kind.id_key)), _called(row)) for row in rows]

    def new_choice(self, attribute: Attribute, title: str, parent: Choice | None, draft: Draft) -> Choice:
        """A dialog value that is created before it is used, once for all that want it."""
        key = (attribute.category, attribute.key, title, parent and (parent.id, parent.title))
        if key not in self._new:
            call = self.create_choice(attribute, title, parent)
            step = Step(f"create dialog value {title!r} of {attribute}", call)
            draft.steps.append(step)
            self._new[key] = Choice(None, title, parent_id=parent.id if parent else None, pending=Result(step))
        return self._new[key]

    def forget(self, draft: Draft) -> None:
        """The draft came to nothing, so the dialog values that it was to create are still to be created."""
        self._new = {key: choice for key, choice in self._new.items() if choice.pending.step not in draft.steps}

    def create_choice(self, attribute: Attribute, title: str, parent: Choice | None) -> Call:
        """The call that makes a new value of a dialog+; raises :class:`InputError` for what looks like a constant."""
        if _is_constant(title):
            raise InputError(f"{attribute} holds no value with the constant {title}")
        own = self.session.generation.category_constant(attribute.category)
        # As id: a text would be taken for the title of the parent (idoit-api.md §8).
        depends = {} if parent is None else {"parent": parent.pending if parent.id is None else parent.id}
        return Call("cmdb.dialog.create", {"category": own, "property": attribute.key, "value": title, **depends})

    def _ask_entry(self, attribute: Attribute, wish: EntryWish, object_id: int | None) -> None:
        category = getattr(attribute.kind, "category", None)
        if wish.attributes and category:
            self.objects.schema.ask(category)
        if wish.object is None and _owner(attribute) is None and object_id is not None:
            self._reads.ask(self._entries(attribute, object_id))

    def _owners(self, wanted: Element, attribute: Attribute, wish: EntryWish) -> list[int]:
        """The objects, other than the entry's own, whose entries may be meant."""
        owner = _owner(attribute)
        if wish.object is not None:
            wishes: Sequence[ObjectWish] = (wish.object,)
        elif owner is not None and wanted.wishes.get(owner):
            wishes = wanted.attribute(owner).kind.needs(wanted.wishes[owner]).objects
        else:
            return []
        return [row["id"] for each in wishes if self.objects.is_known(each) for row in self.objects.found(each)]

    def _holds(self, kind: EntryRef, wish: EntryWish, row: Mapping[str, Any]) -> bool:
        """Whether an entry holds the attributes it is named by."""
        if not wish.attributes:
            return True
        category = self.objects.schema.load(str(kind.category))
        for name, value in wish.attributes:
            attribute = category.attribute(name)
            wanted = attribute.parse(value)
            if attribute.refers(wanted):
                raise InputError(f"{attribute} cannot tell an entry: it refers to objects or entries")
            if not attribute.kind.fits(wanted, attribute.kind.from_wire(row.get(attribute.key))):
                return False
        return True

    def _dialog(self, attribute: Attribute) -> Call:
        return self.session.generation.read_dialog(attribute.category, attribute.key)

    def _entries(self, attribute: Attribute, object_id: int) -> Call:
        kind = attribute.kind
        if not isinstance(kind, EntryRef) or kind.category is None:
            raise InputError("The entries this attribute refers to cannot be looked up", reason="Write {id: …}.")
        return self.session.generation.read_entries(object_id, kind.category)

    def _answered(self, call: Call) -> Later:
        later = self._reads.ask(call)
        if later.reply is None:
            self._reads.send()
        return later


@dataclass
class _Scope:
    """What one attribute may ask while it is resolved."""

    lookups: Lookups
    attribute: Attribute
    typed: Mapping[str, Any]
    stored: Entry | None
    draft: Draft

    def choices(self) -> Sequence[Choice] | None:
        return self.lookups.choices(self.attribute)

    def parent(self) -> Choice | None:
        value = self._neighbour(self.attribute.parent)
        return value if isinstance(value, Choice) else None

    def new_choice(self, title: str, parent: Choice | None, known: Sequence[Choice]) -> Choice:
        if self.attribute.parent and parent is None:
            raise InputError(
                f"{title!r} depends on {self.attribute.parent}", reason=f"Name {self.attribute.parent} too."
            )
        if self.lookups.create_values:
            return self.lookups.new_choice(self.attribute, title, parent, self.draft)
        if self.lookups.foresee and not _is_constant(title):
            self.draft.miss(f"dialog value {title!r} of {self.attribute}")
            return Choice(None, title, parent_id=parent.id if parent else None)
        error = unknown_value(title, known)
        error.reason = f"{error.reason or ''} create_dialog_values: true would create it.".strip()
        raise error

    def object(self, wish: ObjectWish) -> ObjectReference:
        row = self.lookups.objects.one(wish)
        if row is not None:
            return ObjectReference(row["id"], row.get("title"), self.lookups.objects.type_of(row, wish))
        if not (self.lookups.foresee and may_come(wish)):
            raise not_found(wish)
        self.draft.miss(str(wish))
        return ObjectReference(None, wish.title, wish.type)

    def entry(self, wish: EntryWish) -> EntryReference:
        if wish.id is not None:
            return EntryReference(wish.id)
        object_id = self._object_of(wish)
        known = self.lookups.entries(self.attribute, wish, object_id) if isinstance(object_id, int) else []
        try:
            return find_entry(wish, known)
        except NotFoundError:
            if not self.lookups.foresee:
                raise
        self.draft.miss(f"{wish} for {self.attribute}")
        return EntryReference(None, wish.name or str(wish))

    def _object_of(self, wish: EntryWish) -> Any:
        """The object whose entries are meant: the named one, that of another attribute, the one that is written to."""
        if wish.object is not None:
            return self.object(wish.object).id
        owner = _owner(self.attribute)
        return self.draft.object_id if owner is None else getattr(self._neighbour(owner), "id", None)

    def _neighbour(self, key: str | None) -> Any:
        """The value of another attribute of the same entry: the wanted one, else the stored one."""
        if key is None:
            return None
        value = self.typed[key] if key in self.typed else self.stored.value(key) if self.stored else EMPTY
        return None if value is EMPTY else value


def _is_constant(name: str) -> bool:
    """Whether a name is a constant, of a value or of a text in all languages: nobody calls a new value so."""
    return name.startswith(("C__", "LC__"))


def settled(typed: Any) -> Any:
    """The value with the ids that its creation has brought."""
    if isinstance(typed, tuple):
        return tuple(settled(each) for each in typed)
    if isinstance(typed, Choice) and isinstance(typed.pending, Result) and typed.pending.step.done:
        return dataclasses.replace(typed, id=shapes.created_id(typed.pending.step.answer), pending=None)
    return typed


def _owner(attribute: Attribute) -> str | None:
    return attribute.kind.owner if isinstance(attribute.kind, EntryRef) else None


def _depends(attribute: Attribute) -> bool:
    return attribute.parent is not None or _owner(attribute) is not None


def _called(row: Mapping[str, Any]) -> str | None:
    """What an entry is called: its title, mount point or address."""
    for key in ("title", "mount_point", "variant", "ipv4_address", "ipv6_address", "hostaddress"):
        value = row.get(key)
        if isinstance(value, Mapping):
            value = value.get("ref_title") or value.get("title")
        if isinstance(value, str) and value:
            return value
    return None
