# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values chosen from a list: dialogs of the product, dialog+ that users extend, several at once, fixed arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import AmbiguousError, InputError, unknown_name
from ..shapes import as_id
from .base import EMPTY, Kind, Needs, Scope, as_list, identifier, is_empty, unwrap


@dataclass(frozen=True)
class Choice:
    """A value of a dialog.

    ``id`` may be 0 (idoit-api.md §13.28) and is None only for one that is still to be created; ``pending`` then
    stands for the id that its creation will bring. ``parent_id``: of the value it depends on; None if there is none
    or the server does not say (legacy).
    """

    id: int | None
    title: str
    const: str | None = None
    title_lang: str | None = None
    parent_id: int | None = None
    pending: Any = None

    def is_named(self, name: str) -> bool:
        """Whether the text means this value: its title, its constant or its untranslated title."""
        return name in (self.title, self.const or None, self.title_lang or None)


@dataclass(frozen=True)
class ChoiceWish:
    """What the user wrote for one value: its id, or its title or constant."""

    id: int | None = None
    name: str | None = None

    def __str__(self) -> str:
        return f"id {self.id}" if self.name is None else self.name


def choice_wish(value: Any) -> ChoiceWish:
    """A bare scalar is a title or constant, an id only what is declared as one: {id: 5} (design rule 3)."""
    if isinstance(value, Mapping):
        if set(value) == {"id"}:
            return ChoiceWish(id=identifier(value["id"]))
        if set(value) == {"title"}:
            return choice_wish(value["title"])
        raise InputError(f"{dict(value)!r} is no dialog value: write its title or constant, or {{id: …}}")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"{value!r} is no dialog value: write its title or constant in quotes, or {{id: …}}")
    return ChoiceWish(name=str(value))


def choice(raw: Any) -> Choice:
    """A value as dialogs and categories read it, or the bare id or title that is written."""
    if not isinstance(raw, Mapping):
        return Choice(as_id(raw), str(raw))
    parent = raw.get("parent")
    return Choice(
        id=as_id(raw.get("id")),
        title=str(raw.get("title") or ""),
        const=raw.get("const") or None,
        title_lang=raw.get("title_lang") or None,
        parent_id=as_id(parent.get("id")) if isinstance(parent, Mapping) else None,
    )


def choices(rows: Any) -> list[Choice]:
    """The answer of cmdb.dialog.read, nested one level too deep by some versions (idoit-api.md §13.34)."""
    if isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], list):
        rows = rows[0]
    return [choice(row) for row in rows or [] if isinstance(row, Mapping) and not is_empty(row)]


class Dialog(Kind):
    """One value of a list that belongs to the product."""

    creatable = False

    def _needs(self, _wish: Any) -> Needs:
        return Needs(choices=True)

    def _parse(self, value: Any) -> Any:
        return EMPTY if value == "" else choice_wish(value)

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return self.find(wish, scope)

    def find(self, wish: ChoiceWish, scope: Scope) -> Choice:
        """The one value that is meant, never the first of several."""
        known, parent = scope.choices(), scope.parent()
        if known is None:
            return _unlisted(wish)
        if wish.name is None:
            return _by_id(wish, known)
        known = below(known, parent)
        found = fitting(wish, known)
        if len(found) == 1:
            return found[0]
        if found:
            raise double(wish, found)
        if self.creatable:
            return scope.new_choice(wish.name, parent, known)
        raise unknown_value(wish.name, known)

    def fits(self, wish: Any, stored: Any) -> bool:
        """By id or by name."""
        if wish is EMPTY or stored is EMPTY:
            return wish is stored
        return bool(stored.id == wish.id if wish.name is None else stored.is_named(wish.name))

    def _from_wire(self, raw: Any) -> Any:
        return choice(unwrap(raw))

    def _to_wire(self, typed: Any) -> Any:
        return choice_wire(typed)

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return same_choice(wanted, stored)

    def _show(self, typed: Any) -> Any:
        return typed.title or _show_with_id(typed)

    def _show_apart(self, typed: Any) -> Any:
        return _show_with_id(typed)


class DialogPlus(Dialog):
    """One value of a list that users extend."""

    creatable = True


class FixedDialog(Dialog):
    """A list inside the program code, which no call reads: its values are given here or not known at all."""

    def __init__(self, *known: Choice) -> None:
        self._known = known

    def _needs(self, _wish: Any) -> Needs:
        return Needs()

    def _resolve(self, wish: Any, _scope: Scope) -> Any:
        if not self._known:
            return _unlisted(wish)
        if wish.name is None:
            return _by_id(wish, self._known)
        found = [each for each in self._known if wish.name.casefold() in _folded(each)]
        if not found:
            raise unknown_value(wish.name, self._known)
        return found[0]


class ObjectType(Kind):
    """The type of an object, by its constant: the ids differ from server to server."""

    def _from_wire(self, raw: Any) -> Any:
        read = choice(unwrap(raw))
        return read.const or read.title


class MultiSelect(Dialog):
    """Several values of a list that users extend; their order means nothing."""

    creatable = True

    def _nothing(self) -> Any:
        return []

    def _parse(self, value: Any) -> Any:
        wishes = {choice_wish(each): None for each in as_list(value) if each not in (None, "")}
        return tuple(wishes) or EMPTY

    def _resolve(self, wish: Any, scope: Scope) -> Any:
        return tuple(self.find(each, scope) for each in wish)

    def fits(self, wish: Any, stored: Any) -> bool:
        """Whether all that is named is among what is stored."""
        if wish is EMPTY or stored is EMPTY:
            return wish is stored
        return all(any(Dialog.fits(self, one, each) for each in stored) for one in wish)

    def _from_wire(self, raw: Any) -> Any:
        return tuple(choice(each) for each in as_list(raw) if not is_empty(each))

    def _to_wire(self, typed: Any) -> Any:
        return [choice_wire(each) for each in typed]

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return same_sets(wanted, stored, same_choice)

    def _show(self, typed: Any) -> Any:
        return sorted((Dialog._show(self, each) for each in typed), key=str)

    def _show_apart(self, typed: Any) -> Any:
        return sorted((_show_with_id(each) for each in typed), key=str)


def below(known: Sequence[Choice], parent: Choice | None) -> list[Choice]:
    """The values that depend on this one; all of them on servers that do not say on which they depend."""
    if parent is None or all(each.parent_id is None for each in known):
        return list(known)
    return [each for each in known if each.parent_id is not None and each.parent_id == parent.id]


def fitting(wish: ChoiceWish, known: Iterable[Choice]) -> list[Choice]:
    """All values that may be meant."""
    if wish.name is None:
        return [each for each in known if each.id == wish.id]
    return [each for each in known if each.is_named(wish.name)]


def double(wish: ChoiceWish, found: Sequence[Choice]) -> AmbiguousError:
    """The error for a name that several values have."""
    return AmbiguousError(f"The dialog holds {str(wish)!r} {len(found)} times", reason=_candidates(found))


def choice_wire(typed: Choice) -> Any:
    """An id is certain in every version, a title is not (idoit-api.md §10.1)."""
    return typed.pending if typed.id is None else typed.id


def same_choice(wanted: Choice, stored: Choice) -> bool:
    """By id where both are known, else by name."""
    if wanted.id is not None and stored.id is not None:
        return wanted.id == stored.id
    if wanted.pending is not None:
        return False
    return stored.is_named(wanted.title) or wanted.is_named(stored.title)


def same_sets(wanted: Iterable[Any], stored: Iterable[Any], same: Any) -> bool:
    """Whether two collections hold the same, whatever the order and however often."""
    wanted, stored = list(wanted), list(stored)
    return all(any(same(one, other) for other in stored) for one in wanted) and all(
        any(same(one, other) for one in wanted) for other in stored
    )


def _show_with_id(typed: Choice) -> Any:
    return {"id": typed.id, "title": typed.title}


def unknown_value(name: str, known: Iterable[Choice]) -> InputError:
    """The error for a value that the dialog does not hold."""
    error = unknown_name("dialog value", name, [each.title for each in known if each.title], show_all=True)
    if name.isdigit():
        error.reason = f"{error.reason or ''} If {name} is an id, write {{id: {name}}}.".strip()
    return error


def _by_id(wish: ChoiceWish, known: Sequence[Choice]) -> Choice:
    for each in known:
        if each.id == wish.id:
            return each
    valid = ", ".join(f"{each.id} ({each.title})" for each in known[:40])
    raise InputError(f"There is no dialog value with id {wish.id}", reason=f"Valid are: {valid}." if valid else None)


def _unlisted(wish: ChoiceWish) -> Choice:
    if wish.name is None:
        return Choice(wish.id, "")
    raise InputError(
        f"The server does not list the values of this dialog, so {wish.name!r} cannot be looked up",
        reason="Write {id: …}.",
    )


def _folded(each: Choice) -> set[str]:
    return {name.casefold() for name in (each.title, each.const, each.title_lang) if name}


def _candidates(found: Iterable[Choice]) -> str:
    return f"Write one of: {', '.join(f'{{id: {each.id}}}' for each in found)}."
