# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A CMDB filled for tests of the inventory by bare JSON-RPC calls, and inventories of it."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.integration.harness import Ansible, Run, Server

PLUGIN = "cmdbops.idoit_oitc.idoit"


@dataclass
class Cmdb:
    """Makes objects whose titles begin with ``prefix``."""

    server: Server
    prefix: str

    def call(self, method: str, **params: Any) -> Any:
        """One call as the built-in API user; its result."""
        body = {
            "version": "2.0",
            "method": method,
            "id": 1,
            "params": {"apikey": self.server.connection["api_key"], **params},
        }
        answer = requests.post(f"{self.server.connection['url']}/src/jsonrpc.php", json=body, timeout=30).json()
        assert answer.get("error") is None, answer
        return answer["result"]

    def make(self, title: str, kind: str = "SERVER", **categories: Any) -> int:
        """An object with entries; categories by their constant without C__CATG__ or C__CATS__."""
        made = int(self.call("cmdb.object.create", type=f"C__OBJTYPE__{kind}", title=self.prefix + title)["id"])
        for name, entries in categories.items():
            constant = name if name.startswith("C__") else f"C__CATG__{name}"
            for data in entries if isinstance(entries, list) else [entries]:
                # Both generations know this call.
                self.call("cmdb.category.create", objID=made, category=constant, data=data)
        return made

    def data_centre(self) -> dict[str, int]:
        """A building with two rooms, a net, a contact, and four servers, one of them without place and address."""
        berlin = self.make("Berlin", "BUILDING", LOCATION={"parent": 1})
        rooms = [self.make(title, "ROOM", LOCATION={"parent": berlin}) for title in ("Room 1", "Room 2")]
        net_data = {"type": 1, "address": "10.20.0.0", "netmask": "255.255.0.0"}
        net = self.make("Net 10.20", "LAYER3_NET", C__CATS__NET=net_data)
        numbers = itertools.count(1)

        def server(title: str, room: int) -> int:
            number = next(numbers)
            address = {
                "net": net,
                "net_type": 1,
                "primary": 1,
                "active": 1,
                "ipv4_assignment": 2,
                "ipv4_address": f"10.20.0.{number}",
                "hostname": title,
            }
            model = {"manufacturer": "Dell", "title": "R750", "serial": f"SN{number}"}
            contact = {"contact": 9, "role": 1, "primary": 1}
            return self.make(title, LOCATION={"parent": room}, IP=address, MODEL=model, CONTACT=contact)

        return {
            "web01": server("web01", rooms[0]),
            "web02": server("web02", rooms[0]),
            "db01": server("db01", rooms[1]),
            "spare": self.make("spare"),
        }


@dataclass
class Inventory:
    """One inventory file of the test's own objects."""

    ansible: Ansible
    prefix: str
    name: str = "test.idoit.yml"

    def write(self, **options: Any) -> Path:
        path = self.ansible.folder / self.name
        content = {"plugin": PLUGIN, "object_types": ["C__OBJTYPE__SERVER"], **options}
        path.write_text(yaml.safe_dump(content, allow_unicode=True))
        return path

    def run(self, *arguments: str, env: dict[str, str] | None = None, **options: Any) -> Run:
        """ansible-inventory, which fails when the file could not be read in full."""
        closed = {"ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true", **(env or {})}
        path = self.write(**options)
        return self.ansible.command("ansible-inventory", "-i", str(path), *arguments, env=closed)

    def listed(self, *arguments: str, env: dict[str, str] | None = None, **options: Any) -> dict[str, Any]:
        """The JSON of ``--list``; hosts that are not the test's own do not count."""
        answer: dict[str, Any] = json.loads(self.run("--list", *arguments, env=env, **options).ok().stdout)
        return answer

    def hostvars(self, *arguments: str, **options: Any) -> dict[str, dict[str, Any]]:
        """Variables of the test's own hosts, by title without the prefix."""
        listed = self.listed(*arguments, **options)["_meta"]["hostvars"]
        return {name.removeprefix(self.prefix): own for name, own in listed.items() if name.startswith(self.prefix)}
