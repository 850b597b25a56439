# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of i-doit as a playbook wants to read them (idoit-api.md §10, idoit-observed.md §4).

Works on the shape of a value alone, so that no metadata is needed to read an inventory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

YES = frozenset({"LC__UNIVERSAL__YES", "1", "yes", "Yes"})


def simple(value: Any) -> Any:
    """One attribute's value: scalar, ``{"id", "title"}`` for an object, a list of those, or None when empty.

    A dialog becomes its title, yes/no a bool, a number with a unit the number, an IP address or an entry of another
    object its text.
    """
    if isinstance(value, str):
        return None if value in ("", "-") else value
    if isinstance(value, dict):
        return _simple_dict(value)
    if isinstance(value, list):
        return [item for item in map(simple, value) if item is not None] or None
    return None if value is False else value


def simple_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One category entry with simple values: its own id as a number, without its object's id and what is empty."""
    values = {key: simple(value) for key, value in entry.items() if key not in ("id", "objID")}
    return {"id": number(entry.get("id")), **{key: value for key, value in values.items() if value is not None}}


def _simple_dict(value: dict[str, Any]) -> Any:
    if "ref_title" in value:
        return simple(value["ref_title"])
    if value.get("prop_type") == "yes-no" or "value" in value:
        return _yes_no(value)
    if "latitude" in value:
        position = {key: simple(value.get(key)) for key in ("latitude", "longitude")}
        return position if any(position.values()) else None
    if is_object(value):
        return {"id": number(value["id"]), "title": value.get("title")}
    return simple(value.get("title"))


def is_object(value: Any) -> bool:
    """Whether this is a reference to an object: only those carry a sysid."""
    return isinstance(value, dict) and value.get("id") is not None and "sysid" in value and "ref_title" not in value


def _yes_no(value: Mapping[str, Any]) -> bool | None:
    if "value" in value:
        return None if value["value"] is None else str(value["value"]) in YES
    title = value.get("title")
    return None if title in (None, "-1") else title in YES


def number(value: Any) -> Any:
    """Ids arrive as numbers or as strings of digits (idoit-api.md §3); here they are numbers."""
    return int(value) if isinstance(value, str) and value.isdigit() else value
