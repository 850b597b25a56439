# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables, names and addresses of hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .paths import Path, category_name, entries
from .rules import Evaluate, first
from .settings import Settings
from .simple import simple_entry
from .snapshot import LOCATION, Row, Snapshot

RECORD_STATUS = {1: "birth", 2: "normal", 3: "archived", 4: "deleted", 6: "template", 7: "mass_change_template"}


def variables(row: Row, snapshot: Snapshot, settings: Settings) -> dict[str, Any]:
    """All variables of one host, in simple form unless asked for raw. What is empty is not defined."""
    kind = snapshot.object_type(row)
    base = {
        "idoit_id": row["id"],
        "idoit_instance_id": f"{snapshot.instance}#{row['id']}",
        "idoit_title": row.get("title"),
        "idoit_sysid": row.get("sysid"),
        "idoit_status": RECORD_STATUS.get(row.get("status", 0)),
        "idoit_type": kind.get("const"),
        "idoit_type_title": row.get("type_title") or kind.get("title"),
        "idoit_cmdb_status": snapshot.cmdb_status(row),
    }
    if LOCATION in (row.get("categories") or {}):
        base["idoit_location_path"] = [place["title"] for place in reversed(snapshot.containers(row))]
    for category in settings.categories:
        base[settings.hostvars_prefix + category_name(category)] = _category(row, category, snapshot, settings)
    for name, path in settings.hostvars.items():
        base[name] = value(row, path, snapshot)
    return {name: value for name, value in base.items() if value is not None}


def _category(row: Row, category: str, snapshot: Snapshot, settings: Settings) -> Any:
    found = entries(row, category)
    shown = found if category in settings.raw_categories else [simple_entry(entry) for entry in found]
    if category not in snapshot.single or len(shown) > 1:
        return shown
    return shown[0] if shown else {}


def value(row: Row, path: Path, snapshot: Snapshot) -> Any:
    """What a path names: one value of a field or a single-value category, else a list."""
    values = path.values(row)
    if path.category is None or path.category in snapshot.single:
        return values if len(values) > 1 else next(iter(values), None)
    return values


def name(row: Row, snapshot: Snapshot, settings: Settings, own: Mapping[str, Any], evaluate: Evaluate) -> str:
    """The host's name; an object without any gets one from its id, because Ansible takes no empty name."""
    found = first(settings.hostname, row, snapshot, own, evaluate)
    return (found or "").strip() or f"idoit_{row['id']}"


def describe(row: Row) -> str:
    """An object in messages."""
    return f"{row.get('title')!r} (id {row['id']})"
