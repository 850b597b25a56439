# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bare client: what is sent is what the test says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator

KEY = "c1ia5q"


@dataclass
class Api:
    """Talks to one server. ``headers`` go with every request."""

    url: str
    simulator: IdoitSimulator
    headers: dict[str, str] = field(default_factory=dict)

    def post(self, body: Any, **headers: str) -> requests.Response:
        """Send a body as it is."""
        return requests.post(f"{self.url}/src/jsonrpc.php", json=body, headers={**self.headers, **headers}, timeout=10)

    def send(self, method: str, /, **params: Any) -> dict[str, Any]:
        """One call; the whole answer."""
        body = {"version": "2.0", "method": method, "params": {"apikey": KEY, **params}, "id": 1}
        answer: dict[str, Any] = self.post(body).json()
        return answer

    def call(self, method: str, /, **params: Any) -> Any:
        """One call that has to succeed; its result."""
        answer = self.send(method, **params)
        assert "error" not in answer, answer
        return answer["result"]

    def error(self, method: str, /, **params: Any) -> dict[str, Any]:
        """One call that has to fail; its error."""
        answer = self.send(method, **params)
        assert "error" in answer, answer
        error: dict[str, Any] = answer["error"]
        return error

    def server(self, title: str = "web01", **params: Any) -> int:
        """A new server; its id."""
        return int(self.call("cmdb.object.create", type="C__OBJTYPE__SERVER", title=title, **params)["id"])

    def save(self, number: int, const: str, data: dict[str, Any], **params: Any) -> int:
        """Save an entry; its id."""
        return int(self.call("cmdb.category.save", object=number, category=const, data=data, **params)["entry"])

    def entries(self, number: int, const: str, **params: Any) -> list[dict[str, Any]]:
        """Read the entries of a category."""
        found: list[dict[str, Any]] = self.call("cmdb.category.read", objID=number, category=const, **params)
        return found

    def stats(self) -> dict[str, Any]:
        """The figures of the simulator."""
        figures: dict[str, Any] = requests.get(f"{self.url}/__sim__/stats", timeout=10).json()
        return figures

    def faults(self, *faults: dict[str, Any]) -> None:
        """Ask for misbehaviour."""
        requests.post(f"{self.url}/__sim__/faults", json=list(faults), timeout=10).raise_for_status()
