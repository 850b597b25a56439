# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings wishes of the CMDB and hosts of the monitoring together, by marker; a name alone never makes a host ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .markers import Marked, MarkerNames

Wish = Mapping[str, Any]


@dataclass(frozen=True)
class Policy:
    """``adopt``: take hosts made by hand over by their name. ``disable``: switch hosts not in operation off.

    ``in_operation``: the CMDB statuses that mean so.
    """

    names: MarkerNames
    in_operation: Sequence[str]
    adopt: bool = False
    disable: bool = False


class _ConflictError(Exception):
    """The wish cannot be fulfilled without touching a host that is not ours."""


class Matching:
    """All that is known of the monitoring, by marker and by name."""

    def __init__(self, hosts: Iterable[Mapping[str, Any]], policy: Policy) -> None:
        self._policy = policy
        self._by_marker: dict[str, list[Marked]] = {}
        self._by_name: dict[str, list[Marked]] = {}
        for host in policy.names.read(hosts):
            self._by_name.setdefault(host.name, []).append(host)
            if host.marker:
                self._by_marker.setdefault(host.marker, []).append(host)

    def unknown(self, wishes: Iterable[Wish]) -> list[str]:
        """The names of wishes whose host was not found by now."""
        return [wish["name"] for wish in wishes if wish["instance_id"] not in self._by_marker]

    def plan(self, wishes: Iterable[Wish]) -> dict[str, list[Any]]:
        """``hosts`` as oitc_host takes them, and ``conflicts``, sentences about those that are left alone."""
        hosts, conflicts = [], []
        for wish in wishes:
            try:
                hosts.append(self._item(wish, self._find(wish)))
            except _ConflictError as conflict:
                conflicts.append(str(conflict))
        return {"hosts": hosts, "conflicts": conflicts}

    def _find(self, wish: Wish) -> Marked | None:
        """Our host for the wish, the one to adopt, or None for a new one."""
        name = wish["name"]
        namesakes = self._by_name.get(name, [])
        found = self._by_marker.get(wish["instance_id"], [])
        ours = [host for host in found if host.name == name] if len(found) > 1 else found
        if len(ours) == 1:
            self._check_rename(ours[0], name, namesakes)
            return ours[0]
        if found:
            raise _ConflictError(f"{name}: several hosts carry its marker, maybe copies: {_listed(found)}")
        if not namesakes:
            return None
        if self._policy.adopt and len(namesakes) == 1 and namesakes[0].marker is None:
            return namesakes[0]
        raise _ConflictError(_taken(name, namesakes))

    @staticmethod
    def _check_rename(host: Marked, name: str, namesakes: Sequence[Marked]) -> None:
        """Marked namesakes do not matter: they follow their own objects, two may swap their names."""
        if host.name != name and any(one.marker is None for one in namesakes):
            raise _ConflictError(f"host {host.name} (id {host.id}) cannot be renamed: {_taken(name, namesakes)}")

    def _item(self, wish: Wish, host: Marked | None) -> dict[str, Any]:
        options = dict(wish["options"])
        own = self._policy.names.variables(wish["instance_id"], wish["status"])
        options["custom_variables"] = [*(options.get("custom_variables") or []), *own]
        known = {} if host is None else {"id": host.id}
        return {**options, **known, "name": wish["name"], "state": self._state(wish, host)}

    def _state(self, wish: Wish, host: Marked | None) -> str:
        """Enabled is only what was disabled because of its CMDB status: others may have reasons of their own."""
        if not wish["in_operation"]:
            return "disabled" if self._policy.disable else "present"
        was_out = host is not None and host.status is not None and host.status not in self._policy.in_operation
        return "enabled" if was_out and host is not None and host.disabled else "present"


def _taken(name: str, namesakes: Sequence[Marked]) -> str:
    by_hand = [host for host in namesakes if host.marker is None]
    if by_hand:
        return f"{name}: a host of this name was made by hand: {_listed(by_hand)}"
    return f"{name}: a host of this name belongs to another object: {_listed(namesakes)}"


def _listed(hosts: Iterable[Marked]) -> str:
    return ", ".join(
        f"id {host.id} in {host.container}" + (f" for {host.marker}" if host.marker else "") for host in hosts
    )
