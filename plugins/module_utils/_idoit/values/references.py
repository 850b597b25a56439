# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""References: to objects (one, several, by connection) and to entries of categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import AmbiguousError, InputError, NotFoundError, unknown_name
from ..shapes import as_id
from .base import EMPTY, Kind, Needs, Scope, as_list, identifier, is_empty, unwrap
from .dialogs import same_sets


@dataclass(frozen=True)
class Match:
    """An attribute whose value tells an object: a serial, an address, an inventory number."""

    category: str
    attribute: str
    value: Any

    def __str__(self) -> str:
        return f"{self.category}.{self.attribute} {self.value!r}"


@dataclass(frozen=True)
class ObjectWish:
    """How the user names an object: by id, by sysid, by title (and type), or by the value of an attribute."""

    id: int | None = None
    sysid: str | None = None
    title: str | None = None
    type: str | None = None
    match: Match | None = None

    def __str__(self) -> str:
        if self.id is not None:
            return f"object with id {self.id}"
        if self.sysid is not None:
            return f"object with sysid {self.sysid}"
        what = f"{self.type} " if self.type else ""
        return f"{what}object with {self.match}" if self.match else f"{what}object {self.title!r}"


@dataclass(frozen=True)
class ObjectReference:
    """An object that an attribute refers to. ``id`` is None only for one that check mode could not find yet."""

    id: int | None
    title: str | None = None
    type: str | None = None


@dataclass(frozen=True)
class EntryWish:
    """How the user names an entry: by id, by what it is called, by its attributes. ``object``: the one that has it."""

    id: int | None = None
    name: str | None = None
    attributes: tuple[tuple[str, Any], ...] = ()
    object: ObjectWish | None = None

    def __str__(self) -> str:
        named = [] if self.name is None else [repr(self.name)]
        what = ", ".join(named + [f"{key} {value!r}" for key, value in self.attributes])
        return f"entry {what} of {self.object}" if self.object else f"entry {what}"


@dataclass(frozen=True)
class EntryReference:
    """An entry that an attribute refers to."""

    id: int | None
    title: str | None = None


def object_wish(value: Any) -> ObjectWish:
    """A bare scalar is a title; a dict says what it gives (design rule 3)."""
    if not isinstance(value, Mapping):
        if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
            raise InputError(
                f"{value!r} names no object: write its title, or {{id: …}}, {{sysid: …}} or {{title: …, type: …}}"
            )
        return ObjectWish(title=str(value))
    given = {key: each for key, each in value.items() if each is not None}
    unknown = set(given) - {"id", "sysid", "title", "type", "match"}
    if unknown or not given.keys() & {"id", "sysid", "title", "match"}:
        raise InputError(f"{dict(value)!r} names no object: it takes id, sysid, title and type, or match")
    return ObjectWish(
        id=identifier(given["id"]) if "id" in given else None,
        sysid=_text(given, "sysid"),
        title=_text(given, "title"),
        type=_text(given, "type"),
        match=_match(given.get("match")),
    )


def _text(given: Mapping[str, Any], key: str) -> str | None:
    return str(given[key]) if key in given else None


def _match(given: Any) -> Match | None:
    if given is None:
        return None
    if not isinstance(given, Mapping) or set(given) != {"category", "attribute", "value"}:
        raise InputError("match takes category, attribute and value")
    if isinstance(given["value"], (Mapping, list, tuple)):
        raise InputError("match takes one value: a text, a number, an address or a date")
    return Match(str(given["category"]), str(given["attribute"]), given["value"])


class ObjectRef(Kind):
    """One object, read as an object, by connection, as a list of one, [] or false (idoit-api.md §10)."""

    def _needs(self, wish: Any) -> Needs:
        return Needs(objects=(wish,))

    def _parse(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) < 2:
            value = value[0] if value else ""
        return EMPTY if value == "" else object_wish(value)

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return scope.object(wish)

    def _from_wire(self, raw: Any) -> Any:
        return object_reference(unwrap(raw))

    def _to_wire(self, typed: Any) -> Any:
        return typed.id

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return _same_id(wanted, stored)

    def _show(self, typed: Any) -> Any:
        return _show_object(typed)


class ObjectRefs(ObjectRef):
    """Several objects; their order means nothing."""

    def _needs(self, wish: Any) -> Needs:
        return Needs(objects=wish)

    def _nothing(self) -> Any:
        return []

    def _parse(self, value: Any) -> Any:
        return tuple(object_wish(each) for each in as_list(value) if each not in (None, "")) or EMPTY

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return tuple(scope.object(each) for each in wish)

    def _from_wire(self, raw: Any) -> Any:
        return tuple(object_reference(each) for each in as_list(raw) if not is_empty(each))

    def _to_wire(self, typed: Any) -> Any:
        return [each.id for each in typed]

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return same_sets(wanted, stored, _same_id)

    def _show(self, typed: Any) -> Any:
        return sorted((_show_object(each) for each in typed), key=str)


class EntryRef(Kind):
    """One entry of a category.

    ``category``: whose entries are meant. ``owner``: the attribute that names their object, None for the object itself.
    ``elsewhere``: the entries are those of other objects, so the user names the object. ``id_key``: the attribute that
    is written as the id of the entry.
    """

    def __init__(
        self, category: str | None, owner: str | None = None, *, elsewhere: bool = False, id_key: str = "id"
    ) -> None:
        self.category = category
        self.owner = owner
        self.elsewhere = elsewhere
        self.id_key = id_key

    def _needs(self, wish: Any) -> Needs:
        return _needs_of([wish])

    def _parse(self, value: Any) -> Any:
        return EMPTY if value == "" else self.wish(value)

    def wish(self, value: Any) -> EntryWish:
        """Check how one entry is named."""
        wish = entry_wish(value)
        if self.elsewhere and wish.id is None and wish.object is None:
            raise InputError(
                f"{value!r} does not tell whose entry it is", reason="Write {object: …, title: …}, or {id: …}."
            )
        return wish

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return scope.entry(wish)

    def _from_wire(self, raw: Any) -> Any:
        return entry_reference(unwrap(raw))

    def _to_wire(self, typed: Any) -> Any:
        return typed.id

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return _same_id(wanted, stored)

    def _show(self, typed: Any) -> Any:
        return typed.title or _show_entry(typed)

    def _show_apart(self, typed: Any) -> Any:
        return _show_entry(typed)


class EntryRefs(EntryRef):
    """Several entries; their order means nothing."""

    def _needs(self, wish: Any) -> Needs:
        return _needs_of(wish)

    def _nothing(self) -> Any:
        return []

    def _parse(self, value: Any) -> Any:
        return tuple(self.wish(each) for each in as_list(value) if each not in (None, "")) or EMPTY

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return tuple(scope.entry(each) for each in wish)

    def _from_wire(self, raw: Any) -> Any:
        return tuple(entry_reference(each) for each in as_list(raw) if not is_empty(each))

    def _to_wire(self, typed: Any) -> Any:
        return [each.id for each in typed]

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return same_sets(wanted, stored, _same_id)

    def _show(self, typed: Any) -> Any:
        return sorted((each.title or _show_entry(each) for each in typed), key=str)

    def _show_apart(self, typed: Any) -> Any:
        return sorted((_show_entry(each) for each in typed), key=str)


def entry_wish(value: Any) -> EntryWish:
    """A bare scalar is what the entry is called, and so is ``title``; an id is declared: {id: 5}. Other keys are
    attributes of the entry, ``object`` is the one that has it."""
    if isinstance(value, Mapping):
        return _described_entry(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _no_entry(value)
    return EntryWish(name=str(value))


def _described_entry(value: Mapping[str, Any]) -> EntryWish:
    given = {str(key): each for key, each in value.items() if each is not None}
    if set(given) == {"id"}:
        return EntryWish(id=identifier(given["id"]))
    owner, name = given.pop("object", None), given.pop("title", None)
    scalar = all(isinstance(each, (str, int, float)) for each in given.values())
    if "id" in given or not scalar or (name is None and not given):
        raise _no_entry(dict(value))
    return EntryWish(
        name=None if name is None else str(name),
        attributes=tuple(given.items()),
        object=None if owner is None else object_wish(owner),
    )


def _no_entry(value: Any) -> InputError:
    return InputError(f"{value!r} names no entry: write what it is called, {{object: …, title: …}}, or {{id: …}}")


def _needs_of(wishes: Sequence[EntryWish]) -> Needs:
    named = tuple(wish for wish in wishes if wish.id is None)
    return Needs(entries=named, objects=tuple(wish.object for wish in named if wish.object))


def find_entry(wish: EntryWish, known: Sequence[EntryReference]) -> EntryReference:
    """The one entry that is called so; raises :class:`NotFoundError` or :class:`AmbiguousError`."""
    found = [each for each in known if wish.name in (None, each.title)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{{id: {each.id}}}" for each in found)
        raise AmbiguousError(f"{len(found)} entries fit {wish}", reason=f"Write one of: {ids}.")
    if wish.name is None:
        raise NotFoundError(f"There is no {wish}")
    error = unknown_name("entry", wish.name, [each.title for each in known if each.title], show_all=True)
    if wish.name.isdigit():
        error.reason = f"{error.reason or ''} If {wish.name} is an id, write {{id: {wish.name}}}.".strip()
    raise NotFoundError(error.message, reason=error.reason)


def object_reference(raw: Any) -> ObjectReference:
    """An object as attributes read it, or the bare id that is written. Nothing else is taken over: contacts carry
    a password hash (idoit-api.md §13.24)."""
    if not isinstance(raw, Mapping):
        return ObjectReference(as_id(raw), str(raw))
    return ObjectReference(as_id(raw.get("id")), raw.get("title"), raw.get("type"))


def entry_reference(raw: Any) -> EntryReference:
    """An entry of the same object (id, title) or of another one (ref_id and ref_title, logPortID and logPortTitle)."""
    if not isinstance(raw, Mapping):
        return EntryReference(as_id(raw), str(raw))
    for number, title in (("ref_id", "ref_title"), ("logPortID", "logPortTitle")):
        if number in raw:
            return EntryReference(as_id(raw[number]), raw.get(title))
    return EntryReference(as_id(raw.get("id")), raw.get("title"))


def _same_id(wanted: Any, stored: Any) -> bool:
    if wanted.id is None and stored.id is None:
        return bool(wanted.title == stored.title)
    return bool(wanted.id == stored.id)


def _show_object(typed: ObjectReference) -> Any:
    return {"id": typed.id, "title": typed.title, "type": typed.type}


def _show_entry(typed: EntryReference) -> Any:
    return {"id": typed.id, "title": typed.title}
