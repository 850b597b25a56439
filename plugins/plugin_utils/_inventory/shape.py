# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an inventory source has come to: hosts, groups and variables, before Ansible sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from .trust import inert, trusted


@dataclass
class Host:
    """``groups``: names of groups, safe ones. ``variables``: plain JSON values."""

    name: str
    variables: dict[str, Any] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)


@dataclass
class Group:
    """A group, the group that holds it, and its variables."""

    name: str
    parent: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


@dataclass
class Shape:
    """All of it. ``groups`` by name, parents before or after their children."""

    hosts: list[Host] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def write(self, inventory: Any, trusted_vars: Collection[str] = ()) -> None:
        """Put everything into Ansible's inventory data; only variables named in ``trusted_vars`` may be templates."""
        for host in self.hosts:
            name = inert(host.name)
            inventory.add_host(name)
            _set_variables(inventory, name, host.variables, trusted_vars)
        self.write_groups(inventory)
        for group in self.groups.values():
            _set_variables(inventory, group.name, group.variables, trusted_vars)

    def write_groups(self, inventory: Any) -> None:
        """Put the groups and who is in them into the inventory, which knows the hosts."""
        for name in self._all_groups():
            inventory.add_group(name)
        for group in self.groups.values():
            if group.parent:
                inventory.add_child(group.parent, group.name)
        for host in self.hosts:
            for name in host.groups:
                inventory.add_child(name, host.name)

    def _all_groups(self) -> Iterable[str]:
        parents = {group.parent: None for group in self.groups.values() if group.parent}
        used = {name: None for host in self.hosts for name in host.groups}
        return {**dict.fromkeys(self.groups), **parents, **used}


def _set_variables(inventory: Any, name: str, variables: dict[str, Any], trusted_vars: Collection[str]) -> None:
    for variable, value in variables.items():
        inventory.set_variable(name, variable, trusted(value) if variable in trusted_vars else inert(value))
