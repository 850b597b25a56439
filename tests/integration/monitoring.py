# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of openITCOCKPIT made and read by bare calls of its API."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import requests

from tests.integration.harness import Server

#: The host of a fresh installation.
STOCK = "default host"
LISTS = ("hosts/index", "hosts/notMonitored", "hosts/disabled")


@dataclass(frozen=True)
class StoredHost:
    """What a host is, in terms that are the same on each server. ``exported``: the engine knows it."""

    name: str
    address: str
    container: str
    disabled: bool
    exported: bool
    variables: tuple[tuple[str, str], ...]
    id: int = field(compare=False)


@dataclass
class Monitoring:
    """A server."""

    server: Server

    @cached_property
    def _session(self) -> requests.Session:
        session = requests.Session()
        session.headers["Authorization"] = f"X-OITC-API {self.server.connection['api_key']}"
        return session

    def get(self, path: str, **query: Any) -> Any:
        """The answer to a GET."""
        answer = self._session.get(self._url(path), params={"angular": "true", **query}, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, body: Any) -> Any:
        """The answer to a POST."""
        answer = self._session.post(self._url(path), params={"angular": "true"}, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def hosts(self, prefix: str = "") -> dict[str, StoredHost]:
        """All hosts whose name begins so, by name; the name must be unique."""
        containers = self._containers()
        found = [
            self._host(path, row["Host"]["id"], containers)
            for path in LISTS
            for row in self._rows(path)
            if row["Host"]["name"].startswith(prefix) and row["Host"]["name"] != STOCK
        ]
        assert len({host.name for host in found}) == len(found), [host.name for host in found]
        return {host.name: host for host in found}

    def add_like(self, host: StoredHost, name: str) -> int:
        """A host like another one, without its own variables; its id."""
        body = self.get(f"hosts/edit/{host.id}")["host"]["Host"]
        fresh = {key: value for key, value in body.items() if key not in ("id", "uuid")}
        answer = self.post("hosts/add", {"Host": {**fresh, "name": name, "customvariables": []}})
        return int(answer["id"])

    def _rows(self, path: str) -> list[dict[str, Any]]:
        rows, page = [], 1
        while True:
            answer = self.get(path, scroll="true", page=page, sort="Hosts.name", direction="asc")
            rows += answer["all_hosts"]
            if not answer["scroll"]["hasNextPage"]:
                return rows
            page += 1

    def _host(self, path: str, number: int, containers: dict[int, str]) -> StoredHost:
        host = self.get(f"hosts/edit/{number}")["host"]["Host"]
        return StoredHost(
            name=host["name"],
            address=host["address"],
            container=containers[host["container_id"]],
            disabled=bool(host["disabled"]),
            exported=path == "hosts/index",
            variables=tuple(sorted((one["name"], one["value"]) for one in host["customvariables"])),
            id=number,
        )

    def _containers(self) -> dict[int, str]:
        rows = self.get("containers/loadContainersForAngular")["containers"]
        return {int(row["key"]): row["value"] for row in rows}

    def _url(self, path: str) -> str:
        return f"{self.server.connection['url']}/{path}.json"
