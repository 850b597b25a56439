# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries: finding the one that is meant, what differs, and what is sent to change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .._errors import AmbiguousError, InputError, NotStoredError
from . import known
from .lookups import Element, Entry, settled
from .schema import Category
from .values import EMPTY


def key_attributes(wanted: Element, match_by: Sequence[str] | None) -> list[str]:
    """The attributes that tell entries of a multi-value category apart; raises :class:`InputError` for none."""
    category = wanted.category
    if match_by:
        keys = [category.attribute(name).key for name in match_by]
        missing = [key for key in keys if key not in wanted.wishes]
        if missing:
            raise InputError(f"An entry of {category.constant} does not name {', '.join(missing)} of match_by")
        return keys
    natural = known.NATURAL_KEYS.get(category.constant, ())
    for keys_ in natural:
        if all(wanted.wishes.get(key, EMPTY) is not EMPTY for key in keys_):
            return list(keys_)
    choice = " or ".join("+".join(keys_) for keys_ in natural)
    advice = f"Name {choice}, or say match_by." if natural else "Say match_by."
    raise InputError(f"Nothing tells which entry of {category.constant} is meant", reason=advice)


def matching(typed: Mapping[str, Any], entries: Iterable[Entry]) -> list[Entry]:
    """The entries that hold these values."""
    return [entry for entry in entries if not differing(entry.category, typed, entry)]


def differing(category: Category, typed: Mapping[str, Any], stored: Entry | None) -> list[str]:
    """The attributes whose stored value is not the wanted one."""
    return [key for key, value in typed.items() if not category.attributes[key].kind.equal(value, _stored(stored, key))]


def only(found: Sequence[Entry], what: str) -> Entry | None:
    """The one entry of a list of none or one; raises :class:`AmbiguousError` that lists several."""
    if len(found) > 1:
        ids = ", ".join(str(entry.id) for entry in found)
        raise AmbiguousError(
            f"There are {len(found)} entries that fit {what}", reason=f"Their ids: {ids}. Name more in match_by."
        )
    return found[0] if found else None


def describe(category: Category, typed: Mapping[str, Any]) -> str:
    """How messages call an entry: by its key values."""
    shown = {key: category.attributes[key].kind.show(value) for key, value in typed.items()}
    return ", ".join(f"{key} {_short(value)}" for key, value in shown.items())


def views(category: Category, typed: Mapping[str, Any], stored: Entry | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The named attributes before and after, in the same form on both sides."""
    changed = differing(category, typed, stored)
    before, after = {}, {}
    for key, value in typed.items():
        kind = category.attributes[key].kind
        before[key] = kind.show(_stored(stored, key))
        after[key] = kind.show(value) if key in changed else before[key]
        if key in changed and after[key] == before[key]:
            after[key] = kind.show_apart(value)
    return before, after


def new_data(category: Category, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is sent to create something that is empty where nothing is said."""
    return entry_data(category, {key: value for key, value in typed.items() if value is not EMPTY})


def entry_data(category: Category, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is sent to create an entry. What shall be empty is sent, too: the server may have a default for it."""
    return {key: category.attributes[key].kind.to_wire(value) for key, value in typed.items()}


def changed_data(
    category: Category, typed: Mapping[str, Any], stored: Entry, generation: str = "modern"
) -> dict[str, Any]:
    """What is sent to change an entry: the changed attributes, and those that would not survive being left out.

    ``generation``: the name of the one the server is of.
    """
    changed = differing(category, typed, stored)
    data = {key: category.attributes[key].kind.to_wire(typed[key]) for key in changed}
    if changed:
        lost = known.SENT_ALONG[generation].get(category.constant, ())
        for key in (*lost, *_beside(category, changed)):
            if key not in category.attributes:
                continue
            wire = category.attributes[key].kind.to_wire(stored.value(key))
            # An empty set is sent, too: an address without DNS servers becomes its own (idoit-observed.md §6).
            if key not in data and (stored.value(key) is not EMPTY or wire == []):
                data[key] = wire
    return data


def _beside(category: Category, changed: Sequence[str]) -> list[str]:
    """A number and its unit belong together (idoit-observed.md §10.15)."""
    pairs = [(key, each.unit) for key, each in category.attributes.items() if each.unit in category.attributes]
    return [str(unit) for number, unit in pairs if number in changed] + [
        number for number, unit in pairs if unit in changed
    ]


def check_stored(category: Category, typed: Mapping[str, Any], stored: Entry | None, name: str) -> None:
    """Raise :class:`NotStoredError` that names the attributes which did not stick."""
    wanted = {key: settled(value) for key, value in typed.items()}
    lost = differing(category, wanted, stored)
    if lost:
        raise NotStoredError(
            f"{category.constant} of {name} was saved, but does not hold what was asked",
            system="i-doit",
            subject=name,
            reason="The server takes some attributes and ignores them, an old one more than a new one.",
            details={key: _asked(category, key, wanted[key], stored) for key in lost},
        )


def _asked(category: Category, key: str, value: Any, stored: Entry | None) -> str:
    kind = category.attributes[key].kind
    if kind.secret:
        return "another value is stored"
    return f"asked {_short(kind.show(value))}, stored {_short(kind.show(_stored(stored, key)))}"


def _stored(stored: Entry | None, key: str) -> Any:
    return EMPTY if stored is None else stored.value(key)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("title") or f"id {value.get('id')}"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
