# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts and groups out of a snapshot: no request, no Ansible, the same result each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .._inventory.duplicates import without_duplicates
from .._inventory.shape import Group, Host, Shape
from . import hosts
from .grouping import Grouped, group
from .paths import Path
from .rules import Evaluate, first
from .settings import Settings
from .snapshot import Row, Snapshot


def shape(snapshot: Snapshot, settings: Settings, *, safe: Callable[[str], str], evaluate: Evaluate) -> Shape:
    """Everything the inventory will hold. Raises :class:`AmbiguousError` when a host name is not unique."""
    made = Shape()
    settings = settings.by_key(snapshot.keys)
    kept = _named_hosts(snapshot, settings, evaluate, made)
    made.hosts = [host for _unused, host in kept]
    remaining = replace(snapshot, objects=[row for row, _unused in kept])
    for grouping in settings.group_by:
        found = group(remaining, grouping, settings.group_prefix, safe)
        _set_group_variables(found, settings.group_vars.get(grouping.key, {}), snapshot)
        made.groups.update(found.groups)
        for host, names in zip(made.hosts, found.names):
            host.groups += names
    return made


def _named_hosts(snapshot: Snapshot, settings: Settings, evaluate: Evaluate, made: Shape) -> list[tuple[Row, Host]]:
    own: dict[int, dict[str, Any]] = {}
    named: list[tuple[str, Row]] = []
    for row in snapshot.objects:
        variables = hosts.variables(row, snapshot, settings)
        address = first(settings.ansible_host, row, snapshot, variables, evaluate)
        if address:
            variables["ansible_host"] = address
        elif settings.without_address == "skip":
            continue
        own[row["id"]] = variables
        named.append((hosts.name(row, snapshot, settings, variables, evaluate), row))
    unique = without_duplicates(
        named,
        settings.on_duplicate,
        id_of=lambda row: int(row["id"]),
        describe=hosts.describe,
        warn=made.warnings.append,
    )
    return [(row, Host(name, own[row["id"]])) for name, row in unique]


def _set_group_variables(found: Grouped, paths: Mapping[str, Path], snapshot: Snapshot) -> None:
    if not paths:
        return
    for name, object_id in found.about.items():
        row = snapshot.place_by_id.get(object_id) or snapshot.related_by_id.get(object_id)
        target: Group = found.groups[name]
        if row:
            found_values = {variable: hosts.value(row, path, snapshot) for variable, path in paths.items()}
            target.variables = {variable: value for variable, value in found_values.items() if value is not None}
