# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects in the words of the options: what GLOBAL holds of them, and their record status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .generation import ARCHIVED, DELETED, MASS_CHANGE_TEMPLATE, NORMAL, TEMPLATE
from .lookups import Entry
from .resolve import Row, status_name
from .schema import Category

GLOBAL = "C__CATG__GLOBAL"
#: Options and the attributes of GLOBAL behind them.
FIELDS = {
    "cmdb_status": "cmdb_status",
    "purpose": "purpose",
    "category": "category",
    "tags": "tag",
    "description": "description",
}
STATES = {
    "present": NORMAL,
    "archived": ARCHIVED,
    "deleted": DELETED,
    "template": TEMPLATE,
    "mass_change_template": MASS_CHANGE_TEMPLATE,
}


def state_name(state: str) -> str:
    """The record status that a state leads to."""
    return "normal" if state == "present" else state


def identity(category: Category, row: Row, stored: Entry) -> dict[str, Any]:
    """What tells the object: id, title and type."""
    shown = category.shown(stored.raw)
    return {"id": row["id"], "title": row["title"], "type": shown.get("type", row.get("type"))}


def shown_object(category: Category, row: Row, stored: Entry) -> dict[str, Any]:
    """What a module returns of an object."""
    shown = category.shown(stored.raw)
    fields = {option: shown.get(key) for option, key in FIELDS.items()}
    state = {"sysid": shown.get("sysid", row.get("sysid")), "status": status_name(row)}
    return {**identity(category, row, stored), **state, **fields}


def public(state: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes by the names of the options."""
    options = {key: option for option, key in FIELDS.items()}
    return {options.get(key, key): value for key, value in state.items()}
