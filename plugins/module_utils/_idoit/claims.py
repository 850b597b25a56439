# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the items of one task want of entries, so that no two of them pull at the same one for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .._errors import InputError
from .entries import describe
from .schema import Category


class Claims:
    """The values that a task has planned so far, by object, category and entry."""

    def __init__(self) -> None:
        self._values: dict[tuple[Any, str, Any], dict[str, Any]] = defaultdict(dict)
        self._new: dict[tuple[Any, str], list[Mapping[str, Any]]] = defaultdict(list)

    def want(self, object_id: Any, category: Category, entry_id: Any, typed: Mapping[str, Any]) -> None:
        """Note what an entry shall hold; raises :class:`InputError` if it shall hold something else as well."""
        values = self._values[object_id, category.constant, entry_id]
        for key, value in typed.items():
            kind = category.attributes[key].kind
            if key in values and not (kind.equal(value, values[key]) and kind.equal(values[key], value)):
                raise InputError(f"Two of the objects want {category.attributes[key]} of the same entry to differ")
            values[key] = value

    def create(self, object_id: Any, category: Category, keys: Mapping[str, Any]) -> None:
        """Note a new entry; raises :class:`InputError` if the same one is created already."""
        kinds = {key: category.attributes[key].kind for key in keys}
        for other in self._new[object_id, category.constant]:
            if set(other) == set(keys) and all(kinds[key].equal(value, other[key]) for key, value in keys.items()):
                raise InputError(f"Two of the entries are the same: {describe(category, keys)}")
        self._new[object_id, category.constant].append(keys)
