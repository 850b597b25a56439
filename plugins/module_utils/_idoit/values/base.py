# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every kind of attribute value has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ..._errors import InputError

if TYPE_CHECKING:
    from .dialogs import Choice
    from .references import EntryReference, EntryWish, ObjectReference, ObjectWish


class _Empty:
    """The one value for "nothing is stored", whichever way the server says so."""

    def __repr__(self) -> str:
        return "EMPTY"

    def __bool__(self) -> bool:
        return False


EMPTY: Any = _Empty()

#: Keys that only say what kind of field a custom attribute is (idoit-api.md §10.2).
_MARKS = ("prop_type", "identifier", "multiselection")


def is_empty(raw: Any) -> bool:
    """Whether the server's value means that nothing is stored (all shapes of idoit-api.md §10.2)."""
    if raw is None or raw is False or raw is EMPTY or raw == "":
        return True
    if isinstance(raw, Mapping):
        if "value" in raw:
            return raw["value"] is None
        held = {key: value for key, value in raw.items() if key not in _MARKS}
        return held.get("title") == "-1" or all(is_empty(value) for value in held.values())
    return isinstance(raw, (list, tuple)) and all(is_empty(element) for element in raw)


def unwrap(raw: Any) -> Any:
    """A single value that some versions wrap in a list of one (idoit-api.md §13.18)."""
    return raw[0] if isinstance(raw, (list, tuple)) and raw else raw


def identifier(value: Any) -> int:
    """A declared id: an int or a string of digits, never below zero."""
    text = str(value).strip()
    if isinstance(value, bool) or not text.isascii() or not text.isdigit():
        raise InputError(f"{value!r} is not an id: a whole number is needed")
    return int(text)


def as_list(value: Any) -> list[Any]:
    """What the user gave for an attribute that holds several values."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


class Scope(Protocol):
    """What resolving a wish may ask, all of it already read from the server."""

    def choices(self) -> Sequence[Choice] | None:
        """The values of the attribute's dialog; None if the server does not list them."""

    def parent(self) -> Choice | None:
        """The value of the dialog that this one depends on; None if there is none or it is not known."""

    def new_choice(self, title: str, parent: Choice | None, known: Sequence[Choice]) -> Choice:
        """A value that is still to be created; raises :class:`InputError` where that is not allowed."""

    def object(self, wish: ObjectWish) -> ObjectReference:
        """The one object that is meant."""

    def entry(self, wish: EntryWish) -> EntryReference:
        """The one entry that is meant."""


@dataclass(frozen=True)
class Needs:
    """What must be read before a wish can be resolved: the values of its dialog, entries, objects."""

    choices: bool = False
    entries: tuple[EntryWish, ...] = ()
    objects: tuple[ObjectWish, ...] = ()


class Kind:
    """One kind of attribute value: the only place that knows how it is written, read and compared.

    A value has three forms. The *wish* is what the user wrote, checked (:meth:`parse`). The *typed* value is the wish
    with its names looked up (:meth:`resolve`), and what was stored (:meth:`from_wire`); only typed values are
    compared. The *wire* form is what the server is sent (:meth:`to_wire`). Nothing stored is EMPTY in all of them.
    """

    #: Why the attribute cannot be written, or None.
    refused: str | None = None
    #: Whether the value must never be shown.
    secret = False

    def parse(self, value: Any) -> Any:
        """Check what the user wrote. Raises :class:`InputError` with what is accepted."""
        return EMPTY if value is None else self._parse(value)

    def needs(self, wish: Any) -> Needs:
        """What :meth:`resolve` will ask for."""
        return Needs() if wish is EMPTY else self._needs(wish)

    def resolve(self, wish: Any, scope: Scope) -> Any:
        """Look up the names in a wish."""
        return wish if wish is EMPTY else self._resolve(wish, scope)

    def from_wire(self, raw: Any) -> Any:
        """The typed value of what the server answered."""
        return EMPTY if is_empty(raw) else self._from_wire(raw)

    def to_wire(self, typed: Any) -> Any:
        """What is sent to store the value."""
        return self._nothing() if typed is EMPTY else self._to_wire(typed)

    def equal(self, wanted: Any, stored: Any) -> bool:
        """Whether the server already holds what is wanted."""
        if wanted is EMPTY:
            return stored is EMPTY or self._stored_as_nothing(stored)
        if stored is EMPTY:
            return self._wanted_as_nothing(wanted)
        return self._equal(wanted, stored)

    def fits(self, wish: Any, stored: Any) -> bool:
        """Whether a stored value is the one a wish names, told without looking anything up; not for references."""
        return self.equal(wish, stored)

    def show(self, typed: Any) -> Any:
        """Plain data for before, after and results."""
        return None if typed is EMPTY else self._show(typed)

    def show_apart(self, typed: Any) -> Any:
        """The same with what tells it from another value that looks alike."""
        return None if typed is EMPTY else self._show_apart(typed)

    def _needs(self, _wish: Any) -> Needs:
        return Needs()

    def _nothing(self) -> Any:
        """What is sent to clear the attribute (idoit-api.md §10.2)."""
        return None

    def _stored_as_nothing(self, _stored: Any) -> bool:
        """Whether a stored value is what the server makes of a cleared one."""
        return False

    def _wanted_as_nothing(self, _wanted: Any) -> bool:
        """Whether nothing stored is as good as the wanted value."""
        return False

    def _parse(self, value: Any) -> Any:
        return value

    def _resolve(self, wish: Any, _scope: Scope) -> Any:
        return wish

    def _from_wire(self, raw: Any) -> Any:
        return raw

    def _to_wire(self, typed: Any) -> Any:
        return typed

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return bool(wanted == stored)

    def _show(self, typed: Any) -> Any:
        return typed

    def _show_apart(self, typed: Any) -> Any:
        return self._show(typed)


class Refused(Kind):
    """An attribute that cannot be written. ``reader``: the kind that it reads as."""

    def __init__(self, reason: str, reader: Kind | None = None) -> None:
        self.refused = reason
        self._reader = reader or Kind()

    def read_as(self, reader: Kind) -> Refused:
        """The same refusal for an attribute that reads as this kind."""
        return Refused(self.refused or "", reader)

    def _parse(self, _value: Any) -> Any:
        raise InputError(f"The attribute cannot be written: {self.refused}")

    def _from_wire(self, raw: Any) -> Any:
        return self._reader.from_wire(raw)

    def _show(self, typed: Any) -> Any:
        return self._reader.show(typed)
