# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the logbook says of a write (contracts/idoit/3-categories/700)."""

from __future__ import annotations

from typing import Any

from ..context import Context
from ..protocol.errors import RpcError
from ..store.entries import Entry
from .base import Behaviour


def shown_before(context: Context, behaviour: Behaviour, entry: Entry | None, data: dict[str, Any]) -> dict[str, str]:
    """The attributes that are about to be written, as texts."""
    if entry is None:
        return {}
    keys = [key for key in data if key in behaviour.values]
    return {key: _old_text(context, behaviour, entry, key) for key in keys}


def _old_text(context: Context, behaviour: Behaviour, entry: Entry, key: str) -> str:
    try:
        return as_text(behaviour.values[key].read(entry.data.get(key), entry, context))
    except RpcError:  # a location in a loop cannot be read, but it can be written
        return ""


def changes(behaviour: Behaviour, before: dict[str, str], data: dict[str, Any]) -> dict[str, Any]:
    """Attribute -> from what was shown to what was sent, where that differs."""
    group, _unused, name = behaviour.category.const.removeprefix("C__CAT").partition("__")
    source = f"isys_cmdb_dao_category_{group.lower()}_{name.lower()}"
    found = {}
    for key, value in data.items():
        old, new = before.get(key, ""), as_text(value)
        if key in behaviour.values and old != new:
            found[f"{source}::{key}"] = {"from": old, "to": new}
    return found


def as_text(value: Any) -> str:
    """A value as one text: of a choice or a reference the title, of several values all of them."""
    if isinstance(value, dict):
        return as_text(value.get("ref_title", value.get("title", value.get("value"))))
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    return "" if value is None else str(value)
