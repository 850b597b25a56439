# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role idoit_decommission: hosts leave both systems once, and a run that broke off is finished by the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from tests.integration.harness import Ansible, Run, Server
from tests.integration.inventory_cmdb import Cmdb

ROLE = "cmdbops.idoit_oitc.idoit_decommission"
MARKER = "IDOIT_INSTANCE_ID"
ARCHIVED = 3
INOPERATIVE = 10
#: The tasks that write, in their order.
DOWNTIME, OFF, EXPORT = "Schedule a downtime", "Switch the monitoring off", "Export the configuration"
STATUS, ARCHIVE = "Set the CMDB status", "Archive the objects"
NOTE, FREE = "Note the addresses in the logbook", "Free the addresses"


@dataclass
class Pair:
    """Two servers with addresses: the first is monitored with a marker, the second known by name and address."""

    cmdb: Cmdb
    net: int
    number: int
    ids: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = [self._server(place) for place in (1, 2)]

    def name(self, place: int) -> str:
        return f"{self.cmdb.prefix}{self.number}-web{place}"

    def address(self, place: int) -> str:
        return f"10.20.{self.number}.{place}"

    def _server(self, place: int) -> int:
        """The second one is called otherwise in the monitoring than in the CMDB: by its host name."""
        named = {"hostname": self.name(place), "domain": "example.com"} if place == 2 else {}
        address = {"net": self.net, "net_type": 1, "ipv4_address": self.address(place), **named}
        return self.cmdb.make(f"{self.number}-web{place}", IP=address)

    @property
    def named(self) -> str:
        """What a person types."""
        return f"{self.name(1)}, id={self.ids[1]}"

    def hosts(self) -> list[dict[str, Any]]:
        """Both for the module oitc_host."""
        mark = {"name": MARKER, "value": "{{ cmdb.instance }}#" + str(self.ids[0])}
        return [
            {"name": self.name(1), "address": "192.0.2.1", "custom_variables": [mark]},
            {"name": f"{self.name(2)}.example.com", "address": self.address(2)},
        ]

    def left(self, hosts: Sequence[Mapping[str, Any]], downtimes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What both systems hold of the pair."""
        objects = [self.cmdb.call("cmdb.object.read", id=number) for number in self.ids]
        lines = [self.cmdb.call("cmdb.logbook.read", object_id=number) for number in self.ids]
        own = [host for host in hosts if host["name"].startswith(f"{self.cmdb.prefix}{self.number}-")]
        ids = [host["id"] for host in own]
        return {
            "objects": [(one["status"], one["cmdb_status"]) for one in objects],
            "addresses": [self.cmdb.call("cmdb.category.read", objID=id, category="C__CATG__IP") for id in self.ids],
            "noted": [sum("freed" in json.dumps(line) for line in each) for each in lines],
            "monitoring": [host["monitoring"] for host in own],
            "downtimes": sum(downtime["Host"]["id"] in ids for downtime in downtimes),
        }


GONE = {
    "objects": [(ARCHIVED, INOPERATIVE)] * 2,
    "addresses": [[], []],
    "noted": [1, 1],
    "monitoring": ["disabled", "disabled"],
    "downtimes": 2,
}


def say(what: str) -> dict[str, Any]:
    return {"ansible.builtin.debug": {"msg": what}}


def refusal(match: str, skip: int = 0) -> dict[str, Any]:
    """A fault: the server refuses one request with this in it, after some."""
    return {"kind": "http", "match": match, "skip": skip, "args": {"status": 403}}


def play(ansible: Ansible, *tasks: dict[str, Any]) -> Run:
    return ansible.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": list(tasks)}])


def scheduled(oitc: Server) -> list[dict[str, Any]]:
    """The downtimes of hosts, as the server lists them."""
    headers = {"Authorization": f"X-OITC-API {oitc.connection['api_key']}"}
    url = f"{oitc.connection['url']}/downtimes/host.json?angular=true"
    return list(requests.get(url, headers=headers, timeout=30).json()["all_host_downtimes"])


def role(said: str, check: bool = False, **options: Any) -> dict[str, Any]:
    """One run of the role; ``said`` tells where its results end, whether it broke off or not."""
    given = {f"idoit_decommission_{name}": value for name, value in options.items()}
    included = {"ansible.builtin.include_role": {"name": ROLE, "apply": {"check_mode": check}}, "vars": given}
    return {"block": [included], "rescue": [say("broke off")], "always": [say(said)]}


def told(run: Run) -> dict[str, list[dict[str, Any]]]:
    """The results of each run of the role, by what it said at its end."""
    found: dict[str, list[dict[str, Any]]] = {}
    since: list[dict[str, Any]] = []
    for result in run.results:
        since.append(result)
        if "debug" in result["task"] and result["msg"] != "broke off":
            found[result["msg"]], since = since, []
    return found


def changed(results: Sequence[Mapping[str, Any]]) -> list[str]:
    return [result["task"].rpartition(" : ")[2] for result in results if result.get("changed")]


def broke_off(results: Sequence[Mapping[str, Any]]) -> bool:
    return any(result.get("msg") == "broke off" for result in results)


def test_hosts_leave_both_systems_once(ansible: Ansible, idoit: Server, oitc: Server, prefix: str) -> None:
    """One process: each of it costs seconds. The broken runs come first, so that they meet the faults."""
    if not (idoit.control and oitc.control):
        pytest.skip("only simulators break off where a test wants it")
    cmdb = Cmdb(idoit, prefix)
    net = cmdb.make("net", "LAYER3_NET", C__CATS__NET={"type": 1, "address": "10.20.0.0", "netmask": "255.255.0.0"})
    broken, whole = (Pair(cmdb, net, number) for number in (1, 2))
    both = {"container": "/root", "hosttemplate": "default host", "hosts": broken.hosts() + whole.hosts()}
    oitc.inject(refusal("exports/launchExport", skip=1))
    idoit.inject(*map(refusal, ("cmdb.object.archive", "cmdb.category.purge")))
    run = play(
        ansible,
        {"cmdbops.idoit_oitc.idoit_info": {}, "register": "cmdb"},
        {"cmdbops.idoit_oitc.oitc_host": both},
        {"cmdbops.idoit_oitc.oitc_export": {}},
        say("set up"),
        *(role(said, hosts=broken.named) for said in ("before the export", "before the archive", "before the purge")),
        role("ahead", check=True, hosts=f"{broken.named}, {whole.named}"),
        role("done", hosts=f"{broken.named}, {whole.named}"),
        role("again", hosts=f"{broken.named}, {whole.named}"),
        {"cmdbops.idoit_oitc.oitc_host_info": {"name_regex": prefix}},
    ).ok()
    runs = told(run)
    assert changed(runs["before the export"]) == [DOWNTIME, OFF]
    assert changed(runs["before the archive"]) == [EXPORT, STATUS]
    assert changed(runs["before the purge"]) == [ARCHIVE, NOTE]
    assert [said for said, results in runs.items() if broke_off(results)] == list(runs)[1:4]
    assert changed(runs["ahead"]) == changed(runs["done"]) == [DOWNTIME, OFF, EXPORT, STATUS, ARCHIVE, NOTE, FREE]
    assert changed(runs["again"]) == []

    downtimes = scheduled(oitc)
    assert broken.left(run.last["hosts"], downtimes) == GONE
    assert whole.left(run.last["hosts"], downtimes) == GONE
