# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Talks to a simulator without HTTP, and brings it into the state an answer was given in."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Request

ADMIN = (("X-RPC-Auth-Username", "admin"), ("X-RPC-Auth-Password", "admin"))
CPU_MAKERS = "isys_catg_cpu_manufacturer"


class Talk:
    """One server. ``session``: the header that names its session, once there is one."""

    def __init__(self, profile: str, seed: str = "stock") -> None:
        self.simulator: IdoitSimulator = create(profile, seed)
        self.session: tuple[str, str] | None = None

    def post(self, body: dict[str, Any], *headers: tuple[str, str]) -> dict[str, Any]:
        """Send a body; the answer."""
        all_headers = (("Content-Type", "application/json"), *headers)
        reply = self.simulator.handle(Request("POST", "/src/jsonrpc.php", "", all_headers, json.dumps(body).encode()))
        answer: dict[str, Any] = json.loads(reply.body)
        return answer

    def send(self, method: str, /, **params: Any) -> dict[str, Any]:
        """One call as admin; the whole answer."""
        body = {"version": "2.0", "method": method, "params": {"apikey": "c1ia5q", **params}, "id": 1}
        return self.post(body, *ADMIN)

    def call(self, method: str, /, **params: Any) -> Any:
        """One call as admin that has to succeed; its result."""
        answer = self.send(method, **params)
        assert "error" not in answer, answer
        return answer["result"]

    def next_id(self, table: str, number: int) -> None:
        """The next new row of a table gets this id."""
        self.simulator.world.database.run("INSERT OR REPLACE INTO sequences VALUES (?, ?)", (table, number - 1))

    def object(self, number: int, type_: str, title: str, **params: Any) -> int:
        """A new object with a given id."""
        self.next_id("isys_obj", number)
        made = self.call("cmdb.object.create", type=f"C__OBJTYPE__{type_}", title=title, **params)
        assert int(made["id"]) == number
        return number

    def entry(self, number: int, object_id: int, const: str, data: dict[str, Any]) -> int:
        """A new entry with a given id."""
        behaviour = self.simulator.world.behaviours.of(const)
        assert behaviour is not None
        self.next_id(behaviour.category.table, number)
        return self.save(object_id, const, data)

    def save(self, object_id: int, const: str, data: dict[str, Any]) -> int:
        """A new entry; its id."""
        return int(self.call("cmdb.category.save", object=object_id, category=const, data=data)["entry"])

    def forget_makers(self, *numbers: int) -> None:
        """Remove processor manufacturers that the examples do not have; the next one is number 3."""
        for number in numbers:
            self.simulator.world.dialogs.delete(CPU_MAKERS, number)
        self.next_id(CPU_MAKERS, 3)

    def report(self, number: int, category: str, title: str, description: str, created: str) -> None:
        """A report of the servers."""
        self.simulator.world.database.run(
            "INSERT INTO reports VALUES (?, ?, ?, ?, ?, 'Title,Object type,Last change,Last change by',"
            " 'C__OBJTYPE__SERVER,C__OBJTYPE__VIRTUAL_SERVER', '2')",
            (number, category, title, description, created),
        )
