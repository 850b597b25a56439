# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Object types and categories of one server, built from the data files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from .attributes import DATA, Attribute, unpack

GLOBAL = "C__CATG__GLOBAL"
GROUPS = ("catg", "cats", "custom")


def load(name: str) -> Any:
    """One of the data files."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def capitalised(title: str) -> str:
    """``title`` as idoit.constants shows it: PHP's ucwords(strtolower())."""
    return " ".join(word[:1].upper() + word[1:] for word in title.lower().split(" "))


@dataclass
class Category:
    """One category. ``id`` is None where no recording tells it; ``group``: catg, cats or custom."""

    const: str
    id: int | None
    title: str
    multiple: bool
    parent: int | None
    source_table: str | None
    group: str
    attributes: dict[str, Attribute] = field(default_factory=dict, repr=False)

    @cached_property
    def table(self) -> str:
        """The table of its entries; categories that are views of one another share it."""
        fields = (attribute.metadata.get("data", {}).get("field") or "" for attribute in self.attributes.values())
        tables = Counter(name.split("__")[0] for name in fields if name.startswith(("isys_catg", "isys_cats")))
        if tables:
            return tables.most_common(1)[0][0]
        return f"{self.source_table or self.const.lower()}_list"


@dataclass
class ObjectType:
    """One object type; ``row`` as object_types answers it, None for types that the list leaves out."""

    id: int
    const: str
    title: str
    row: dict[str, Any] | None = None
    categories: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title_lang(self) -> str:
        """The untranslated title."""
        return _TYPE_LANG.get(self.const) or self.const.replace("C__OBJTYPE__", "LC__CMDB__OBJTYPE__")

    @property
    def group(self) -> int:
        """The id of its group; 0 if the list of types leaves it out."""
        return int(self.row["type_group"]) if self.row else UNLISTED_GROUPS.get(self.const, 0)


_TYPE_LANG = {
    "C__OBJTYPE__PERSON": "LC__CONTACT__TREE__PERSON",
    "C__OBJTYPE__PERSON_GROUP": "LC__CONTACT__TREE__PERSON_GROUP",
    "C__OBJTYPE__ORGANIZATION": "LC__CONTACT__TREE__ORGANIZATION",
}
UNLISTED_IDS = {
    "C__OBJTYPE__LOCATION_GENERIC": 30,
    "C__OBJTYPE__CONTAINER": 34,
    "C__OBJTYPE__GENERIC_TEMPLATE": 37,
    "C__OBJTYPE__RELATION": 60,
    "C__OBJTYPE__PARALLEL_RELATION": 63,
    "C__OBJTYPE__SOA_STACK": 67,
    "C__OBJTYPE__MIGRATION_OBJECT": 72,
    "C__CMDB__OBJTYPE__CONDUIT": 86,
    "C__CMDB__OBJTYPE__CABLE_TRAY": 87,
}
UNLISTED_GROUPS = {"C__OBJTYPE__LOCATION_GENERIC": 2}
UNLISTED_TITLES = {"C__OBJTYPE__LOCATION_GENERIC": "Generic Location"}


@dataclass
class Catalogue:
    """Everything a server knows of its data. ``aliases``: other names of categories -> constant."""

    types: dict[int, ObjectType]
    groups: list[dict[str, Any]]
    categories: dict[str, Category]
    aliases: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def type_of_const(self) -> dict[str, ObjectType]:
        """Object types by constant."""
        return {type_.const: type_ for type_ in self.types.values()}

    def category(self, const: str) -> Category | None:
        """The category of this constant or alias."""
        return self.categories.get(self.aliases.get(const, const))

    def category_by_id(self, group: str, number: int) -> Category | None:
        """The category of this id; each group counts for itself."""
        return next((c for c in self.categories.values() if c.group == group and c.id == number), None)

    def add(self, category: Category, type_consts: list[str]) -> None:
        """Add a category and give it to object types."""
        self.categories[category.const] = category
        for const in type_consts:
            self.type_of_const[const].categories.setdefault(category.group, []).append(category.const)

    def of_type(self, type_id: int) -> list[str]:
        """The constants of the categories an object type has, GLOBAL always among them."""
        type_ = self.types.get(type_id)
        listed = [const for group in GROUPS for const in type_.categories.get(group, [])] if type_ else []
        return listed if GLOBAL in listed else [GLOBAL, *listed]


def _types(data: dict[str, Any]) -> dict[int, ObjectType]:
    types: dict[int, ObjectType] = {}
    for const, row in data.items():
        if const not in ("groups", "unlisted", "categories"):
            types[int(row["id"])] = ObjectType(
                int(row["id"]), const, row["title"], row, data["categories"].get(const, {})
            )
    for const, title in data["unlisted"].items():
        number = UNLISTED_IDS[const]
        types[number] = ObjectType(
            number, const, UNLISTED_TITLES.get(const, title), None, data["categories"].get(const, {})
        )
    return types


def attributes_of(packed: dict[str, Any], raw: bool = False) -> dict[str, dict[str, Attribute]]:
    """Category -> key -> attribute, from ``CATEGORY.key`` -> metadata (packed, or as recorded if ``raw``)."""
    found: dict[str, dict[str, Attribute]] = {}
    for name, metadata in packed.items():
        const, key = name.split(".", 1)
        found.setdefault(const, {})[key] = Attribute(const, key, metadata if raw else unpack(metadata))
    return found


@cache
def _stock_attributes() -> dict[str, dict[str, Attribute]]:
    """The attributes of 1.7.3, unpacked once: many servers start in one test run."""
    return attributes_of(load("attributes.json"))


def stock() -> Catalogue:
    """The catalogue of a fresh i-doit 1.7.3."""
    attributes = _stock_attributes()
    categories = {
        const: Category(const, *[*values, dict(attributes.get(const, {}))])
        for const, values in load("categories.json").items()
    }
    data = load("types.json")
    return Catalogue(_types(data), data["groups"], categories)
