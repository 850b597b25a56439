# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts and groups of openITCOCKPIT out of what was read: no request, no Ansible, the same result each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...module_utils._errors import unknown_name
from ...module_utils._oitc.host_info import STATES
from .._inventory.duplicates import without_duplicates
from .._inventory.shape import Group, Host, Shape
from .._inventory.trust import looks_like_template

#: What a rule for the host's name may be, beside a template.
NAMES = ("name", "address", "uuid")
KEYS = ("container", "hostgroup", "hosttemplate", "satellite", "state", "monitoring", "tag")
Row = Mapping[str, Any]
Evaluate = Callable[[str, Mapping[str, Any]], "str | None"]


def check(options: Mapping[str, Any]) -> None:
    """Raises :class:`InputError` for a rule or a key that does not exist."""
    for rule in options["hostname"]:
        if rule not in NAMES and not looks_like_template(rule):
            raise unknown_name("rule or template", rule, NAMES, show_all=True)
    for key in options["group_by"]:
        if key not in KEYS:
            raise unknown_name("key of group_by", key, KEYS, show_all=True)


def shape(
    data: Mapping[str, Any], options: Mapping[str, Any], *, safe: Callable[[str], str], evaluate: Evaluate
) -> Shape:
    """Everything the inventory will hold. Raises :class:`AmbiguousError` when a host name is not unique."""
    made = Shape()
    facts = Facts(data)
    own = {row["id"]: facts.variables(row) for row in data["hosts"]}
    named = [(_name(row, own[row["id"]], options["hostname"], evaluate), row) for row in data["hosts"]]
    unique = without_duplicates(
        named,
        options["on_duplicate"],
        id_of=lambda row: int(row["id"]),
        describe=lambda row: f"{row['name']!r} (id {row['id']})",
        warn=made.warnings.append,
    )
    made.hosts = [Host(name, own[row["id"]]) for name, row in unique]
    for key in options["group_by"]:
        naming = Naming(f"{options['group_prefix']}{key}", safe)
        for host in made.hosts:
            host.groups += _grouped(made.groups, key, host.variables, naming)
    return made


@dataclass(frozen=True)
class Naming:
    """Names groups after their values."""

    prefix: str
    safe: Callable[[str], str]

    def __call__(self, text: str) -> str:
        """The name of the group for one value."""
        return self.safe(f"{self.prefix}_{text}")


class Facts:
    """Names for the ids in the rows."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._instance = data["instance"]
        self._containers = dict(map(tuple, data["containers"]))
        self._templates = dict(map(tuple, data["hosttemplates"]))
        self._groups: dict[int, list[str]] = defaultdict(list)
        self._template_groups: dict[int, list[str]] = defaultdict(list)
        self._knows_groups = data["hostgroups"] is not None
        for group in data["hostgroups"] or ():
            for number in group["hosts"]:
                self._groups[number].append(group["name"])
            for number in group["hosttemplates"]:
                self._template_groups[number].append(group["name"])

    def variables(self, row: Row) -> dict[str, Any]:
        """All variables of one host; what is empty is not defined."""
        monitored = row["monitoring"] == "monitored"
        found = {
            "ansible_host": row["address"],
            "oitc_id": row["id"],
            "oitc_uuid": row["uuid"],
            "oitc_instance_id": f"{self._instance}#{row['uuid']}",
            "oitc_name": row["name"],
            "oitc_address": row["address"],
            "oitc_description": row["description"] or None,
            "oitc_container": self._containers.get(row["containerId"]),
            "oitc_hosttemplate": self._templates.get(row["hosttemplate_id"]),
            "oitc_hostgroups": self._hostgroups(row) if self._knows_groups else None,
            "oitc_satellite": row["satelliteName"],
            "oitc_tags": [tag.strip() for tag in (row["tags"] or "").split(",") if tag.strip()],
            "oitc_priority": row["priority"],
            "oitc_monitoring": row["monitoring"],
            "oitc_enabled": row["monitoring"] != "disabled",
            "oitc_state": STATES.get(row["currentState"]) if monitored else None,
            "oitc_hard_state": row["isHardstate"] if monitored else None,
            "oitc_acknowledged": row["problemHasBeenAcknowledged"] if monitored else None,
            "oitc_in_downtime": bool(row["scheduledDowntimeDepth"]) if monitored else None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def _hostgroups(self, row: Row) -> list[str]:
        """Those of the host, or where it has none of its own, those of its template (oitc-api.md §9)."""
        return sorted(self._groups.get(row["id"]) or self._template_groups.get(row["hosttemplate_id"]) or [])


def _name(row: Row, own: Mapping[str, Any], rules: list[str], evaluate: Evaluate) -> str:
    for rule in rules:
        found = row[rule] if rule in NAMES else evaluate(rule, own)
        if found and str(found).strip():
            return str(found).strip()
    return str(row["uuid"])


def _grouped(groups: dict[str, Group], key: str, variables: Mapping[str, Any], named: Naming) -> list[str]:
    """The names of a host's groups by one key; groups that are new are added."""
    if key == "container":
        return _containers(groups, str(variables.get("oitc_container", "")), named)
    value = variables.get({"hostgroup": "oitc_hostgroups", "tag": "oitc_tags"}.get(key, f"oitc_{key}"))
    values = value if isinstance(value, list) else [value] if value is not None else []
    names = list(dict.fromkeys(named(str(one)) for one in values))
    for name in names:
        groups.setdefault(name, Group(name))
    return names


def _containers(groups: dict[str, Group], path: str, named: Naming) -> list[str]:
    """Containers are named by their whole path, for their own names repeat, and nested as they are."""
    parts = [part for part in path.split("/") if part]
    above: str | None = None
    for depth in range(1, len(parts) + 1):
        name = named("_".join(parts[:depth]))
        groups.setdefault(name, Group(name, above))
        above = name
    return [above] if above else []
