# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bare client: what is sent is what the test says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import requests

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc import OitcSimulator

Json = dict[str, Any]


@dataclass
class Api:
    """Talks to one server with one key; ``angular=true`` goes with every call unless it is taken away."""

    url: str
    simulator: OitcSimulator
    key: str

    def as_user(self, key: str) -> Api:
        """The same server, another caller."""
        return replace(self, key=key)

    def send(self, method: str, path: str, query: Json | None = None, body: Any = None) -> requests.Response:
        """One request as it is."""
        headers = {"Authorization": f"X-OITC-API {self.key}"}
        return requests.request(method, self.url + path, params=query, json=body, headers=headers, timeout=10)

    def get(self, path: str, **query: Any) -> Json:
        """A GET that has to succeed; its body."""
        answer = self.send("GET", path, {"angular": "true", **query})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def post(self, path: str, body: Any = None, **query: Any) -> Json:
        """A POST that has to succeed; its body."""
        answer = self.send("POST", path, {"angular": "true", **query}, body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refused(self, path: str, body: Any = None, method: str = "POST") -> tuple[int, Json]:
        """Status and body of a call that has to fail."""
        answer = self.send(method, path, {"angular": "true"}, body)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()

    def add_host(self, name: str = "web01", **values: Any) -> int:
        """A host with the four required fields and what else is given."""
        host = {"name": name, "address": "10.0.0.1", "container_id": 1, "hosttemplate_id": 1, **values}
        return int(self.post("/hosts/add.json", {"Host": host})["id"])

    def host(self, host_id: int) -> Json:
        """The effective host."""
        return dict(self.get(f"/hosts/edit/{host_id}.json")["host"]["Host"])

    def stored(self, host_id: int) -> Json:
        """The stored row."""
        return dict(self.get(f"/hosts/view/{host_id}.json")["host"])

    def edit(self, host_id: int, **values: Any) -> None:
        """Send the effective host back with some values changed."""
        self.post(f"/hosts/edit/{host_id}.json", {"Host": {**self.host(host_id), **values}})

    def add_tenant(self, name: str) -> int:
        """A tenant; the id of its CONTAINER."""
        self.post("/tenants/add.json", {"container": {"name": name}})
        found = self.get("/tenants/index.json", **{"filter[Containers.name]": name})["all_tenants"]
        return int(found[-1]["Container"]["id"])

    def export(self) -> None:
        """Launch an export and let the time pass that it takes."""
        self.post("/exports/launchExport.json", {"create_backup": 0})
        self.pass_time(self.simulator.world.export.seconds)

    def pass_time(self, seconds: float) -> None:
        """Move the clock of the server."""
        now = self.simulator.world.now() + seconds
        self.simulator.world.clock = lambda: now
