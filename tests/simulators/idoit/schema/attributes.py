# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One attribute of a category: its metadata as category_info shows it, and what the simulator reads from that."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

COMMON: dict[str, Any] = {
    "info": {"primary_field": False, "backward": False},
    "data": {"readonly": False},
    "ui": {"default": None},
    "format": None,
    "check": {"mandatory": False},
}
"""What most attributes have in common; the data files leave it out."""

_MISSING = object()
ABSENT = "\0absent"
"""Stands in a packed attribute for a member that :data:`COMMON` has and the attribute has not."""


def strip(value: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """``value`` without the members it shares with ``common``; the other way is :func:`fill`."""
    packed: dict[str, Any] = {key: ABSENT for key in common if key not in value}
    for key, member in value.items():
        expected = common.get(key, _MISSING)
        if isinstance(member, dict) and isinstance(expected, dict):
            rest = strip(member, expected)
            if rest:
                packed[key] = rest
        elif member != expected or type(member) is not type(expected):
            packed[key] = member
    return packed


def fill(packed: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """The value that :func:`strip` made ``packed`` from."""
    value: dict[str, Any] = {}
    for key in [*packed, *(key for key in common if key not in packed)]:
        member, expected = packed.get(key, _MISSING), common.get(key, _MISSING)
        if member == ABSENT:
            continue
        if member is _MISSING:
            value[key] = dict(expected) if isinstance(expected, dict) else expected
        elif isinstance(member, dict) and isinstance(expected, dict):
            value[key] = fill(member, expected)
        else:
            value[key] = member
    return value


def unpack(packed: dict[str, Any]) -> dict[str, Any]:
    """The metadata of one attribute as a server of 1.7.3 answers it."""
    return fill(packed, {**COMMON, "info": {**COMMON["info"], "description": packed["title"]}})


@dataclass(frozen=True)
class Attribute:
    """``key`` and ``metadata`` as category_info answers them; the properties are what the metadata say.

    ``kind``: the name of its value type, see :mod:`..values.registry`.
    """

    category: str
    key: str
    metadata: dict[str, Any] = field(repr=False)

    @cached_property
    def type(self) -> str:
        """The declared type: ``text``, ``int``, ``dialog``, ``object_browser``, …"""
        return str(self.metadata.get("info", {}).get("type", "text"))

    @cached_property
    def params(self) -> dict[str, Any]:
        """What the form element is told, or {}."""
        return dict(self.metadata.get("ui", {}).get("params") or {})

    @cached_property
    def callback(self) -> str:
        """The name of the export helper, which decides the read shape (idoit-api.md §10); "" if there is none."""
        form = self.metadata.get("format")
        callback = form.get("callback") if isinstance(form, dict) else None
        return str(callback[1]) if isinstance(callback, list) and len(callback) > 1 else ""

    @cached_property
    def table(self) -> str:
        """The table of dialog values, or of the entries that are referred to; "" if there is none."""
        references = self.metadata.get("data", {}).get("references") or [""]
        return str(self.params.get("p_strTable") or references[0])

    @cached_property
    def mandatory(self) -> bool:
        """True if an entry has to have it; the member may be null or missing (idoit-api.md §9.3)."""
        return bool((self.metadata.get("check") or {}).get("mandatory"))

    @cached_property
    def column(self) -> str:
        """The column of the database that holds it, with its table; "" if there is none."""
        return str(self.metadata.get("data", {}).get("field") or "")

    @cached_property
    def dialog_table(self) -> str:
        """The table of its dialog values; fixed lists without a table of the product go by the attribute's name.

        The lists of custom fields share one table, told apart by their identifiers.
        """
        if "identifier" in self.params:
            return f"{self.params['p_strTable']}:{self.params['identifier']}"
        if self.callback == "dialog_multiselect":
            return str(self.params.get("p_strTable") or MULTISELECT_TABLES.get(self.table, self.table))
        return self.table or f"{self.category}.{self.key}"

    @cached_property
    def parent(self) -> str | None:
        """The attribute whose value the values of this dialog depend on."""
        source = self.params.get("p_strSecDataIdentifier")
        return str(source).rpartition("::")[2] if source else None

    @cached_property
    def unit(self) -> str | None:
        """The attribute that holds the unit of this one."""
        form = self.metadata.get("format")
        unit = form.get("unit") if isinstance(form, dict) else None
        return str(unit) if unit else None

    @cached_property
    def kind(self) -> str:
        """The value type, as the callback and the declared type say."""
        return str(
            self.metadata.get("kind") or KIND_OF_CALLBACK.get(self.callback) or KIND_OF_TYPE.get(self.type, "text")
        )

    @cached_property
    def multiple(self) -> bool:
        """True if several objects or values may be chosen."""
        return bool(self.params.get("multiselection")) or self.type == "multiselect"

    @cached_property
    def described(self) -> dict[str, Any]:
        """The metadata as category_info answers them."""
        return {key: value for key, value in self.metadata.items() if key not in ("kind", "options")}


MULTISELECT_TABLES = {"isys_tag_2_isys_obj": "isys_tag"}
"""Where the metadata name only the table between, the one that holds the values."""

KIND_OF_CALLBACK = {
    "dialog": "dialog",
    "dialog_plus": "dialog_plus",
    "model_title": "dialog_plus",
    "get_yes_or_no": "yes_no",
    "dialog_multiselect": "multiselect",
    "object": "object",
    "connection": "connection",
    "contact": "objects",
    "convert": "measure",
    "timeperiod": "int",
    "money_format": "money",
    "date": "date",
    "datetime": "datetime",
    "get_reference_value": "entry",
    "interface_p": "entry",
    "get_ip_reference": "address",
}
KIND_OF_TYPE = {
    "text": "text",
    "commentary": "description",
    "textarea": "description",
    "int": "int",
    "float": "number",
    "double": "number",
    "money": "money",
    "date": "date",
    "datetime": "datetime",
    "dialog": "derived",
    "dialog_plus": "dialog_plus",
    "dialog_list": "derived",
    "multiselect": "multiselect",
    "object_browser": "derived",
    "n2m": "derived",
    "upload": "text",
}
