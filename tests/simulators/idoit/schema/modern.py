# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue of a modern server: that of 1.7.3 with what recordings and documents say has changed since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .attributes import Attribute, unpack
from .catalogue import Catalogue, Category, ObjectType, attributes_of, capitalised, load, stock

RENAMED = {
    "C__CMDB__SUBCAT__NETWORK_PORT": "C__CATG__NETWORK_PORT",
    "C__CMDB__SUBCAT__NETWORK_PORT_OVERVIEW": "C__CATG__NETWORK_PORT_OVERVIEW",
    "C__CMDB__SUBCAT__NETWORK_INTERFACE_P": "C__CATG__NETWORK_INTERFACE",
    "C__CMDB__SUBCAT__NETWORK_INTERFACE_L": "C__CATG__NETWORK_LOG_PORT",
    "C__CMDB__SUBCAT__STORAGE__DEVICE": "C__CATG__STORAGE_DEVICE",
    "C__CMDB__SUBCAT__LICENCE_LIST": "C__CATS__LICENCE_LIST",
    "C__CMDB__SUBCAT__LICENCE_OVERVIEW": "C__CATS__LICENCE_OVERVIEW",
    "C__CMDB__SUBCAT__FILE_ACTUAL": "C__CATS__FILE_ACTUAL",
    "C__CMDB__SUBCAT__FILE_VERSIONS": "C__CATS__FILE_VERSIONS",
    "C__CMDB__SUBCAT__FILE_OBJECTS": "C__CATS__FILE_OBJECTS",
    "C__CMDB__SUBCAT__EMERGENCY_PLAN": "C__CATS__EMERGENCY_PLAN_ATTRIBUTE",
    "C__CMDB__SUBCAT__EMERGENCY_PLAN_LINKED_OBJECT_LIST": "C__CATS__EMERGENCY_PLAN_LINKED_OBJECTS",
    "C__CMDB__SUBCAT__WS_NET_TYPE": "C__CATS__WS_NET_TYPE",
    "C__CMDB__SUBCAT__WS_ASSIGNMENT": "C__CATS__WS_ASSIGNMENT",
}
"""The old names still work in modern servers (idoit-api.md §7.1)."""

SHARED_METADATA = {"C__CATS__PERSON_MASTER": "C__CATS__PERSON"}
"""Categories that are views of another one, whose recorded metadata they share."""

UNRECORDED = {"C__CATG__GLOBAL": ("category",)}
"""What the recorded server had hidden."""

MORE_TYPES = {"C__OBJTYPE__NET_ZONE": (91, "Net zone"), "C__OBJTYPE__RACK_SEGMENT": (92, "Rack segment")}
MORE_GROUPS = [{"id": "4", "title": "Orphaned object types", "const": "C__OBJTYPE_GROUP__ORPHANED", "status": "2"}]
OWN_RECORD = ("C__COMPONENT", "C__RELATION_TYPE_CUSTOM__KOMPONENTEN_ZUWEISUNG")
"""What the recorded server had of its own, beside its custom categories."""


def _gone(const: str, constants: dict[str, Any]) -> bool:
    """True for the categories of add-ons that modern servers no longer ship."""
    return const not in constants["categories"]["g"] and const not in constants["categories"]["s"]


def _title(category: Category, constants: dict[str, Any], recorded: dict[str, str]) -> str:
    titles = {**constants["categories"]["g"], **constants["categories"]["s"]}
    now = titles.get(category.const, category.title)
    return recorded.get(category.const) or (category.title if capitalised(category.title) == now else now)


def _attributes(category: Category) -> dict[str, Attribute]:
    return {key: Attribute(category.const, key, a.metadata) for key, a in category.attributes.items()}


def _extend(categories: dict[str, Category]) -> None:
    """Give the categories the attributes that recordings and documents name beyond those of 1.7.3."""
    recorded = attributes_of(load("modern_recorded.json"), raw=True)
    for const, shown_by in SHARED_METADATA.items():
        recorded[const] = {key: Attribute(const, key, a.metadata) for key, a in recorded[shown_by].items()}
    for const, attributes in recorded.items():
        old = categories[const].attributes
        for key, attribute in attributes.items():
            if "ui" not in attribute.metadata and key in old:
                attribute.metadata["ui"] = old[key].metadata["ui"]
        categories[const].attributes = {**attributes, **{key: old[key] for key in UNRECORDED.get(const, ())}}
    for name, packed in load("modern_additions.json").items():
        const, key = name.split(".", 1)
        attributes = categories[const].attributes
        if packed is None:
            attributes.pop(key, None)
        else:
            attributes[key] = Attribute(const, key, unpack(packed))


def _categories(old: Catalogue, constants: dict[str, Any], recorded: dict[str, list[Any]]) -> dict[str, Category]:
    titles = {const: title for entries in recorded.values() for _unused, const, title, _unused in entries}
    categories: dict[str, Category] = {}
    for category in old.categories.values():
        renamed = replace(category, const=RENAMED.get(category.const, category.const))
        if not _gone(renamed.const, constants):
            renamed.title = _title(renamed, constants, titles)
            renamed.attributes = _attributes(renamed)
            categories[renamed.const] = renamed
    numbers = {
        const: (number, bool(multi)) for entries in recorded.values() for number, const, _unused, multi in entries
    }
    for group, named in (("catg", "g"), ("cats", "s")):
        for const, title in constants["categories"][named].items():
            number, multiple = numbers.get(const, (None, False))
            categories.setdefault(const, Category(const, number, titles.get(const, title), multiple, None, None, group))
    for const in load("modern_multiple.json")["categories"]:
        categories[const].multiple = True
    _extend(categories)
    return categories


def _types(old: Catalogue, categories: dict[str, Category], recorded: dict[str, list[Any]]) -> dict[int, ObjectType]:
    types: dict[int, ObjectType] = {}
    everywhere = load("modern_multiple.json")["everywhere"]
    for number, type_ in old.types.items():
        groups = {
            group: [RENAMED.get(const, const) for const in consts if RENAMED.get(const, const) in categories]
            for group, consts in type_.categories.items()
        }
        if type_.const in recorded:
            shown = [const for _unused, const, _unused, _unused in recorded[type_.const]]
            groups["catg"] = shown + [const for const in groups.get("catg", []) if const not in shown]
        for const in everywhere:
            if const not in groups.setdefault("catg", []):
                groups["catg"].append(const)
        types[number] = replace(type_, row=_row(type_.row), categories=groups)
    for const, (number, title) in MORE_TYPES.items():
        row = {
            "id": str(number),
            "title": title,
            "container": "0",
            "const": const,
            "color": "ffffff",
            "tree_group": "3",
        }
        types[number] = ObjectType(
            number, const, title, _row({**row, "status": "2", "type_group": "3", "type_group_title": "Other"})
        )
    return types


def _row(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """The row of object_types with the colour and the paths of a modern server (contracts/idoit-modern/021)."""
    if row is None:
        return None
    number = row["id"]
    return {
        **row,
        "color": "#" + row["color"].lower(),
        "image": f"/cmdb/object-type/image/{number}",
        "icon": f"/cmdb/object-type/image/{number}",
    }


def modern() -> Catalogue:
    """The catalogue of a fresh modern server."""
    old = stock()
    constants = load("modern_constants.json")
    constants["categories"].pop("g_custom", None)
    for names in (constants["objectTypes"], constants["relationTypes"]):
        for const in OWN_RECORD:
            names.pop(const, None)
    recorded = load("modern_types.json")
    categories = _categories(old, constants, recorded)
    types = _types(old, categories, recorded)
    groups = [*old.groups[:3], *MORE_GROUPS, *old.groups[3:]]
    return Catalogue(types, groups, categories, aliases=dict(RENAMED), constants=constants)
