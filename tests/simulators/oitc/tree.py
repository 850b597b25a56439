# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree of containers: nested set numbers, paths, ancestors and descendants, counted anew after each change."""

from __future__ import annotations

from .store import Row, Store

ROOT = 1
TENANT, LOCATION, NODE, CONTACTGROUP, HOSTGROUP, SERVICETEMPLATEGROUP = 2, 3, 5, 6, 7, 9
GLOBAL = 1
HOST_HOLDERS = (GLOBAL, TENANT, LOCATION, NODE)
"""Container types that may own a host (oitc-api.md §6)."""


class Tree:
    """All containers. ``lft`` and ``rght`` number a walk that visits children in the order they were made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.refresh()

    def refresh(self) -> None:
        """Read the containers again; to be called after each change of one."""
        self.nodes: dict[int, Row] = {row["id"]: row for row in self._store.where("containers")}
        self.children: dict[int | None, list[int]] = {}
        for row in self.nodes.values():
            self.children.setdefault(row["parent_id"], []).append(row["id"])
        self._number(ROOT, 1)
        self._paths: dict[int, str] = {}

    def _number(self, node: int, left: int) -> int:
        """Give ``node`` and all below it their numbers; answers the last one."""
        self.nodes[node]["lft"] = left
        for child in self.children.get(node, []):
            left = self._number(child, left + 1)
        self.nodes[node]["rght"] = left + 1
        return left + 1

    def ancestors(self, node: int) -> list[int]:
        """From the root down to the node itself."""
        way: list[int] = []
        current: int | None = node
        while current is not None and current in self.nodes:
            way.insert(0, current)
            current = self.nodes[current]["parent_id"]
        return way

    def descendants(self, node: int) -> list[int]:
        """The node and all below it."""
        found = [node]
        for child in self.children.get(node, []):
            found += self.descendants(child)
        return found

    def path(self, node: int) -> str:
        """``/root/Tenant/Node``; names may hold slashes themselves."""
        if node not in self._paths:
            self._paths[node] = "".join("/" + self.nodes[step]["name"] for step in self.ancestors(node))
        return self._paths[node]

    def named_path(self, node: int) -> list[Row]:
        return [{"id": step, "name": self.nodes[step]["name"]} for step in self.ancestors(node)]

    def tenant_of(self, node: int) -> int | None:
        return next((step for step in self.ancestors(node) if self.nodes[step]["containertype_id"] == TENANT), None)

    def visible_from(self, node: int, *, with_tenant: bool = False) -> list[int]:
        """What an object in ``node`` may use: the root, the node, all below it; in the root the root only (§6)."""
        if node == ROOT:
            return [ROOT]
        visible = {ROOT, *self.descendants(node)}
        tenant = self.tenant_of(node) if with_tenant else None
        return sorted(visible | {tenant} if tenant else visible)

    def of_types(self, types: tuple[int, ...]) -> list[int]:
        return [node for node, row in self.nodes.items() if row["containertype_id"] in types]
