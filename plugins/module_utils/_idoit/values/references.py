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
    """How the user names an entry: by id or by what it is called."""

    id: int | None = None
    name: str | None = None


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
    """One entry of a category. ``category``: whose entries are meant; ``owner``: the attribute that names their object,
    None for the object itself."""

    def __init__(self, category: str | None, owner: str | None = None) -> None:
        self.category = category
        self.owner = owner

    def _needs(self, wish: Any) -> Needs:
        return Needs(entries=wish.name is not None)

    def _parse(self, value: Any) -> Any:
        return EMPTY if value == "" else entry_wish(value)

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
        return Needs(entries=any(each.name is not None for each in wish))

    def _nothing(self) -> Any:
        return []

    def _parse(self, value: Any) -> Any:
        return tuple(entry_wish(each) for each in as_list(value) if each not in (None, "")) or EMPTY

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
    """A bare scalar is what the entry is called; an id is declared: {id: 5}."""
    if isinstance(value, Mapping):
        if set(value) != {"id"}:
            raise InputError(f"{dict(value)!r} names no entry: write what it is called, or {{id: …}}")
        return EntryWish(id=identifier(value["id"]))
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"{value!r} names no entry: write what it is called, or {{id: …}}")
    return EntryWish(name=str(value))


def find_entry(name: str, known: Sequence[EntryReference]) -> EntryReference:
    """The one entry that is called so; raises :class:`NotFoundError` or :class:`AmbiguousError`."""
    found = [each for each in known if each.title == name]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{{id: {each.id}}}" for each in found)
        raise AmbiguousError(f"{len(found)} entries are called {name!r}", reason=f"Write one of: {ids}.")
    error = unknown_name("entry", name, [each.title for each in known if each.title], show_all=True)
    if name.isdigit():
        error.reason = f"{error.reason or ''} If {name} is an id, write {{id: {name}}}.".strip()
    raise NotFoundError(error.message, reason=error.reason)


def object_reference(raw: Any) -> ObjectReference:
    """An object as attributes read it, or the bare id that is written. Nothing else is taken over: contacts carry
    a password hash (idoit-api.md §13.24)."""
    if not isinstance(raw, Mapping):
        return ObjectReference(as_id(raw), str(raw))
    return ObjectReference(as_id(raw.get("id")), raw.get("title"), raw.get("type"))


def entry_reference(raw: Any) -> EntryReference:
    """An entry of the same object (id, title) or of another one (ref_id, ref_title)."""
    if not isinstance(raw, Mapping):
        return EntryReference(as_id(raw), str(raw))
    return EntryReference(as_id(raw.get("ref_id", raw.get("id"))), raw.get("ref_title", raw.get("title")))


def _same_id(wanted: Any, stored: Any) -> bool:
    if wanted.id is None and stored.id is None:
        return bool(wanted.title == stored.title)
    return bool(wanted.id == stored.id)


def _show_object(typed: ObjectReference) -> Any:
    return {"id": typed.id, "title": typed.title, "type": typed.type}


def _show_entry(typed: EntryReference) -> Any:
    return {"id": typed.id, "title": typed.title}
