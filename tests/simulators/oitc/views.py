# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pieces that several answers share: option lists, styles, the short form of a host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

MASTER = "Mastersystem"
GENERIC = {"color": "text-generic", "class": "border-generic", "icon": ["fas", "cog"]}
GENERIC_HOST_TYPE = {"title": "Generic host", **GENERIC, "rotate": 0}
GENERIC_SERVICE_TYPE = {"title": "Generic service", **GENERIC}
GENERIC_TEMPLATE_TYPE = {"title": "Generic templates", **GENERIC, "rotate": 0}
AGENT_TEMPLATE_TYPE = {
    "title": "Agent templates",
    "color": "text-agent",
    "class": "border-agent",
    "icon": ["fas", "user-secret"],
    "rotate": 0,
}
AGENT_TEMPLATE = 16


def options(rows: Iterable[Mapping[str, Any]], name: str = "name") -> list[dict[str, Any]]:
    """Rows as ``[{key: id, value: name}]``."""
    return [{"key": row["id"], "value": row[name]} for row in rows]


def template_type(kind: int) -> dict[str, Any]:
    return AGENT_TEMPLATE_TYPE if kind == AGENT_TEMPLATE else GENERIC_TEMPLATE_TYPE


def short_host(host: Mapping[str, Any], *, allow_edit: bool, **known: Any) -> dict[str, Any]:
    """The object ``Host`` of lists: what the page did not read is null."""
    shown: dict[str, Any] = {
        "id": host["id"],
        "uuid": host["uuid"],
        "hostname": host["name"],
        "address": None,
        "description": None,
        "hosttemplate_id": None,
        "active_checks_enabled": None,
        "satelliteId": None,
        "containerId": None,
        "containerIds": None,
        "tags": None,
        "usageFlag": None,
        "allow_edit": allow_edit,
        "disabled": False,
        "priority": None,
        "notes": None,
        "is_satellite_host": False,
        "name": host["name"],
    }
    return shown | known
