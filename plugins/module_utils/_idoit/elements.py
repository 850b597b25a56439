# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user wrote for the entries of a category, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .known import NATURAL_KEYS
from .lookups import Element, element
from .schema import Category
from .values import ObjectRef
from .values.base import identifier


def elements(category: Category, given: Sequence[Mapping[str, Any]]) -> list[Element]:
    """Checked entries; raises :class:`InputError`. ``id`` is no attribute of any category: here it names the entry."""
    found = []
    for each in given:
        for one in _split(category, each):
            entry_id = one.get("id")
            wanted = element(category, {key: value for key, value in one.items() if key != "id"})
            wanted.entry_id = None if entry_id is None else identifier(entry_id)
            found.append(wanted)
    return found


def secrets_in(category: Category, given: Sequence[Mapping[str, Any]]) -> set[str]:
    """What was given for secret attributes, by key or label. Only the metadata tell a custom field for a password."""
    attributes = category.attributes.values()
    hidden = {name for one in attributes if one.kind.secret for name in (one.key, one.title)}
    return {str(value) for each in given for name, value in each.items() if name in hidden and value}


def _split(category: Category, given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Assignments take one object per entry (idoit-api.md §7.2): a list of them is as many entries."""
    keys = {key for natural in NATURAL_KEYS.get(category.constant, ()) for key in natural}
    for key, value in given.items():
        attribute = category.attributes.get(str(key))
        assigned = attribute is not None and isinstance(attribute.kind, ObjectRef)
        if assigned and key in keys and isinstance(value, (list, tuple)) and len(value) > 1:
            return [{**given, key: one} for one in value]
    return [given]
