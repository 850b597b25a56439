# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How options name a value: a field of the object, or an attribute of a category."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...module_utils._errors import unknown_name
from .simple import number, simple

#: Fields of an object's row, by the name that options and variables use.
FIELDS = {
    "id": "id",
    "title": "title",
    "sysid": "sysid",
    "type": "type",
    "type_title": "type_title",
    "cmdb_status": "cmdb_status_title",
    "created": "created",
    "updated": "updated",
}
CATEGORY_PREFIX = "C__CAT"
CUSTOM = f"{CATEGORY_PREFIX}G__CUSTOM_FIELDS"
#: Category → attribute as the user names it, by key or by label → its key.
Keys = Mapping[str, Mapping[str, str]]
_CONSTANT = re.compile(r"^C__CAT[GS]__(CUSTOM_FIELDS_)?")


@dataclass(frozen=True)
class Path:
    """``C__CATG__MODEL.serial``, or a field of the object such as ``sysid`` (then ``category`` is None)."""

    category: str | None
    name: str

    @classmethod
    def parse(cls, text: str) -> Path:
        """Raises :class:`InputError` for anything that is neither."""
        category, dot, name = str(text).strip().partition(".")
        if dot and name and category.startswith(CATEGORY_PREFIX):
            return cls(category, name)
        if text not in FIELDS:
            raise unknown_name("field of an object or CATEGORY.attribute", text, FIELDS, show_all=True)
        return cls(None, str(text))

    def by_key(self, keys: Keys) -> Path:
        """The same with the key of a custom attribute that was named by its label."""
        return replace(self, name=keys.get(self.category or "", {}).get(self.name, self.name))

    def __str__(self) -> str:
        return f"{self.category}.{self.name}" if self.category else self.name

    def values(self, row: Mapping[str, Any]) -> list[Any]:
        """The simple values it has for an object, one per entry and per value of a list; empties left out."""
        if self.category is None:
            return [value for value in [simple(number(row.get(FIELDS[self.name])))] if value is not None]
        found: list[Any] = []
        for entry in entries(row, self.category):
            value = simple(entry.get(self.name))
            found += value if isinstance(value, list) else [value]
        return [value for value in found if value is not None]

    def texts(self, row: Mapping[str, Any]) -> list[str]:
        """The same as texts: of an object its title."""
        return [as_text(value) for value in self.values(row)]


def entries(row: Mapping[str, Any], category: str) -> list[dict[str, Any]]:
    """The entries of one category that came with an object; a missing one has none."""
    found: list[dict[str, Any]] = (row.get("categories") or {}).get(category) or []
    return found


def category_name(constant: str) -> str:
    """``C__CATG__MODEL`` is ``model``, ``C__CATG__CUSTOM_FIELDS_BACKUP`` is ``backup``."""
    return re.sub(r"\W", "_", _CONSTANT.sub("", constant)).lower()


def as_text(value: Any) -> str:
    """A simple value as the text to name a host or a group with."""
    return str(value["title"] if isinstance(value, Mapping) and "title" in value else value).strip()
