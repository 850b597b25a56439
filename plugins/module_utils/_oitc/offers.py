# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server offers to hosts of one container: its own answer, or worked out from the lists of everything.

The server answers for one container at a time. For hosts of many containers it takes fewer requests to read every list
once and to apply the server's rule here (oitc-api.md §6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .._errors import AuthError
from .client import Client
from .lists import LISTS, Listed
from .references import Names, key_value_rows

ROOT_CONTAINER = 1
TENANT_TYPE = 2
GENERIC_TEMPLATE = 1
#: The lists in the server's answer, and how messages call what is in them, by kind.
_ANSWERED = {
    "hosttemplate": ("hosttemplates", "host template"),
    "hostgroup": ("hostgroups", "host group"),
    "timeperiod": ("timeperiods", "time period"),
    "contact": ("contacts", "contact"),
    "contactgroup": ("contactgroups", "contact group"),
    "satellite": ("satellites", "satellite"),
    "exporter": ("exporters", "Prometheus exporter"),
    "sla": ("slas", "SLA"),
}
#: Kinds with a list of everything; the others belong to modules of the server.
WORKED_OUT = ("hosttemplate", "hostgroup", "timeperiod", "contact", "contactgroup")


class Offer(Protocol):
    """Everything that hosts of one container may use."""

    def names(self, kind: str, /) -> Names:
        """What there is of one kind."""


class Answered:
    """The server's own answer for one container."""

    def __init__(self, client: Client, container_id: int, where: str) -> None:
        keys = tuple(key for key, _noun in _ANSWERED.values())
        body = client.get(f"hosts/loadElementsByContainerId/{container_id}", expect=keys)
        self._names = {kind: Names(noun, key_value_rows(body[key]), where) for kind, (key, noun) in _ANSWERED.items()}

    def names(self, kind: str) -> Names:
        return self._names[kind]


@dataclass(frozen=True)
class Tree:
    """The containers that may hold hosts: the parent of each, and which are tenants."""

    parents: Mapping[int, int]
    tenants: frozenset[int]

    @classmethod
    def read(cls, client: Client) -> Tree:
        """The whole tree, which takes rights on the root container. Raises :class:`AuthError` without them."""
        nest = client.get(f"containers/loadContainersByContainerId/{ROOT_CONTAINER}", expect=("nest",))["nest"]
        rows = list(_flat(nest))
        return cls(
            parents={row["id"]: row["parent_id"] or 0 for row in rows},
            tenants=frozenset(row["id"] for row in rows if row["containertype_id"] == TENANT_TYPE),
        )

    def __contains__(self, number: object) -> bool:
        return number in self.parents

    def sees(self, container: int, home: int, *, with_tenant: bool) -> bool:
        """Whether hosts of ``container`` see what is at home in ``home``: in the root, there, or below."""
        if container == ROOT_CONTAINER or home == ROOT_CONTAINER:
            return home == ROOT_CONTAINER
        return container in self._way(home) or (with_tenant and home in self.tenants and home in self._way(container))

    def _way(self, number: int) -> Iterable[int]:
        """The container and all above it."""
        while number in self.parents:
            yield number
            number = self.parents[number]


class Everything:
    """The lists of everything, each read once, and the offers that follow from them."""

    def __init__(self, tree: Tree, rows: Mapping[str, list[Listed]]) -> None:
        self._tree = tree
        self._rows = rows

    @classmethod
    def read(cls, client: Client) -> Everything | None:
        """None for a user who may not read all of it."""
        try:
            tree = Tree.read(client)
            rows = client.map(lambda kind: LISTS[kind].read(client), WORKED_OUT)
        except AuthError:
            return None
        return cls(tree, dict(zip(WORKED_OUT, rows)))

    def __contains__(self, container_id: object) -> bool:
        return container_id in self._tree

    def names(self, kind: str, container: int, where: str) -> Names:
        """What hosts of a container may use of one kind."""
        rows = [(row.id, row.name) for row in self._rows[kind] if self._offered(kind, row, container)]
        return Names(LISTS[kind].noun, rows, where)

    def _offered(self, kind: str, row: Listed, container: int) -> bool:
        if kind == "hostgroup" and container == ROOT_CONTAINER:
            return True
        if kind == "hosttemplate" and row.record["hosttemplatetype_id"] != GENERIC_TEMPLATE:
            return False
        wider = kind != "hosttemplate"
        return any(self._tree.sees(container, home, with_tenant=wider) for home in row.containers)


class WorkedOut:
    """The offer to hosts of one container, from the lists of everything; the rest is asked when it is wanted."""

    def __init__(self, client: Client, everything: Everything, container_id: int, where: str) -> None:
        self._client = client
        self._everything = everything
        self._container = container_id
        self._where = where
        self._answered: Answered | None = None
        self._known: dict[str, Names] = {}

    def names(self, kind: str) -> Names:
        if kind in WORKED_OUT:
            if kind not in self._known:
                self._known[kind] = self._everything.names(kind, self._container, self._where)
            return self._known[kind]
        if self._answered is None:
            self._answered = Answered(self._client, self._container, self._where)
        return self._answered.names(kind)


def _flat(nest: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for node in nest:
        yield node["Container"]
        yield from _flat(node["children"])
