# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role idoit_register and its playbook: facts of many hosts into the CMDB, by the same tasks for any number."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.awx_data import PROJECT
from tests.integration.harness import HERE, Ansible, Run, Server
from tests.integration.inventory_cmdb import Cmdb
from tests.unit.plugins.plugin_utils._register import shapes

ROLE = "cmdbops.idoit_oitc.idoit_register"
SHAPES = ("debian_server", "redhat_vmware", "suse_kvm", "alpine_container", "windows_server", "windows_client")
FIRST_TASK = "Which generation of the API is there?"


class Hosts:
    """Hosts whose facts are given, as if a play had gathered them."""

    def __init__(self, ansible: Ansible, facts: Mapping[str, Any], **variables: Mapping[str, Any]) -> None:
        self._ansible = ansible
        self._facts = ansible.folder / "facts.json"
        self._facts.write_text(json.dumps(facts))
        self._inventory = ansible.folder / "hosts.json"
        hosts = {name: dict(variables.get(name.replace("-", "_"), {})) for name in facts}
        self._inventory.write_text(json.dumps({"all": {"hosts": hosts}}))

    def register(self, *plays: Mapping[str, Any], control: str | None = None) -> Run:
        """Each play is the role once, with these variables; ``check`` runs it in check mode."""
        return self.run([_play(**play) for play in plays], control=control)

    def run(self, plays: list[dict[str, Any]] | Path, *arguments: str, control: str | None = None) -> Run:
        """Any playbook over these hosts."""
        env = {
            "ANSIBLE_CACHE_PLUGINS": str(HERE / "cache"),
            "ANSIBLE_CACHE_PLUGIN": "given_facts",
            "GIVEN_FACTS": str(self._facts),
            **({"RECORD_CONTROL": control} if control else {}),
        }
        return self._ansible.playbook(plays, *arguments, env=env, inventory=str(self._inventory))


def _play(*, check: bool = False, hosts: str = "all", **variables: Any) -> dict[str, Any]:
    role = {"name": ROLE, "apply": {"check_mode": check, "diff": True}}
    task = {"ansible.builtin.include_role": role, "run_once": True}
    return {"hosts": hosts, "gather_facts": False, "vars": variables, "tasks": [task]}


def by_play(run: Run) -> list[list[dict[str, Any]]]:
    """The task results of each inclusion of the role."""
    out: list[list[dict[str, Any]]] = []
    for result in run.results:
        if result["task"].endswith(FIRST_TASK):
            out.append([])
        if out:
            out[-1].append(result)
    return out


def named(prefix: str) -> dict[str, dict[str, Any]]:
    """All shapes, under titles and with serials of this test's own."""
    facts = {}
    for name in SHAPES:
        shape = getattr(shapes, name)()
        shape["hostname"] = prefix + shape["hostname"]
        shape["fqdn"] = f"{shape['hostname']}.example.com"
        if shapes.alpine_container()["hostname"] not in shape["hostname"] and name != "suse_kvm":
            shape["product_serial"] = f"{prefix}{name}"
        facts[name] = shape
    return facts


@pytest.fixture
def systems(ansible: Ansible, idoit: Server, prefix: str) -> Hosts:
    """One host per shape, one of them with a place and a contact, and one that told nothing."""
    Cmdb(idoit, prefix).make("Rack A1", "ENCLOSURE")
    variables = {
        "idoit_register_location": {"title": f"{prefix}Rack A1", "type": "C__OBJTYPE__ENCLOSURE"},
        "idoit_register_contacts": [{"contact": {"id": 9}, "role": "Administrator"}],
    }
    return Hosts(ansible, {**named(prefix), "silent": {}}, debian_server=variables)


def test_facts_of_all_systems_checked_written_and_repeated(systems: Hosts, idoit: Server, prefix: str) -> None:
    run = systems.register({"check": True}, {}, {}, control=idoit.control).ok()
    predicted, real, repeated = by_play(run)
    assert changed(predicted) == changed(real) != []
    assert changed(repeated) == []
    if idoit.control:
        written = [sum(result["counters"].get("writes", 0) for result in play) for play in (predicted, real, repeated)]
        assert written[0] == written[2] == 0
        assert written[1] > 0
    assert any("silent" in str(result.get("msg")) for result in real), "hosts without facts are reported"
    cmdb = Cmdb(idoit, prefix)
    objects = _objects(cmdb, real)
    assert {title: objects[title]["type"] for title in ("db01", "app01", "proxy", "WIN01", "NB0815")} == {
        "db01": "C__OBJTYPE__SERVER",
        "app01": "C__OBJTYPE__VIRTUAL_SERVER",
        "proxy": "C__OBJTYPE__VIRTUAL_SERVER",
        "WIN01": "C__OBJTYPE__VIRTUAL_SERVER",
        "NB0815": "C__OBJTYPE__CLIENT",
    }
    _check_server(cmdb, objects["db01"]["id"], domain="example.com")
    _check_other_systems(cmdb, {title: each["id"] for title, each in objects.items()})


@pytest.mark.parametrize("profile", ["legacy"])
def test_a_legacy_server_holds_the_same(systems: Hosts, idoit: Server, prefix: str) -> None:
    """Made once, of the host with the most categories: what the generations answer to a repeat is the modules' test."""
    (real,) = by_play(systems.register({"hosts": "debian_server"}).ok())
    cmdb = Cmdb(idoit, prefix)
    _check_server(cmdb, _objects(cmdb, real)["db01"]["id"])


def changed(results: list[dict[str, Any]]) -> list[str]:
    """What changed: tasks, and of the loop over categories each one."""
    out = []
    for result in results:
        each = result.get("results") if result["task"].endswith("Entries") else None
        out += [one["item"] for one in each or [] if one["changed"]]
        out += [result["task"]] if result.get("changed") else []
    return out


def _objects(cmdb: Cmdb, results: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The objects that the role wrote, by title without the prefix."""
    (objects,) = [result for result in results if result["task"].endswith("Objects")]
    return {each["object"]["title"].removeprefix(cmdb.prefix): each["object"] for each in objects["results"]}


def _entries(cmdb: Cmdb, number: int, category: str) -> Any:
    """What the CMDB holds now, asked of the server itself."""
    return cmdb.call("cmdb.category.read", objID=number, category=f"C__CATG__{category}")


def _check_server(cmdb: Cmdb, number: int, domain: str | None = None) -> None:
    """The Debian server; without a domain, that of its address is not looked at."""
    (model,) = _entries(cmdb, number, "MODEL")
    assert (model["manufacturer"]["title"], model["title"]["title"]) == ("Dell Inc.", "PowerEdge R650")
    assert model["serial"] == f"{cmdb.prefix}debian_server"
    assert len(_entries(cmdb, number, "CPU")) == 2
    assert {each["mount_point"] for each in _entries(cmdb, number, "DRIVE")} == {"/", "/srv/data"}
    addresses = _entries(cmdb, number, "IP")
    assert len(addresses) == 4
    assert [each["hostname"] for each in addresses if each["hostname"]] == [f"{cmdb.prefix}db01"]
    if domain:
        assert [each["domain"] for each in addresses if each["domain"]] == [domain]
    (system,) = _entries(cmdb, number, "OPERATING_SYSTEM")
    assert system["application"]["title"] == "Debian"
    (place,) = _entries(cmdb, number, "LOCATION")
    assert place["parent"]["title"] == f"{cmdb.prefix}Rack A1"
    assert len(_entries(cmdb, number, "CONTACT")) == 1


def _check_other_systems(cmdb: Cmdb, ids: dict[str, int]) -> None:
    (system,) = _entries(cmdb, ids["app01"], "OPERATING_SYSTEM")
    assert system["application"]["title"] == "RedHat"
    assert system["assigned_version"]["ref_title"] == "9.4"
    assert not _entries(cmdb, ids["proxy"], "MODEL"), "a container is not the machine underneath"
    (uuid,) = _entries(cmdb, ids["mail01"], "IDENTIFIER")
    assert uuid["value"] == shapes.suse_kvm()["product_uuid"]


def test_renamed_hosts_are_found_and_doubles_are_told(ansible: Ansible, idoit: Server, prefix: str) -> None:
    cmdb = Cmdb(idoit, prefix)
    serial = f"{prefix}S1".upper()
    old = cmdb.make("old-name", MODEL={"serial": serial.lower(), "firmware": "1"})
    archived = cmdb.make("gone", "VIRTUAL_SERVER", MODEL={"serial": f"{prefix}S2"})
    cmdb.call("cmdb.object.archive", object=archived)
    facts: dict[str, dict[str, Any]] = {
        "renamed": {"hostname": f"{prefix}new-name", "product_serial": serial},
        "back": {"hostname": f"{prefix}back", "product_serial": f"{prefix}S2"},
        "twin-1": {"hostname": f"{prefix}twin-1", "product_serial": f"{prefix}S3"},
        "twin-2": {"hostname": f"{prefix}twin-2", "product_serial": f"{prefix}S3"},
        "inventoried": {"hostname": f"{prefix}other"},
    }
    variables = {"inventoried": {"idoit_id": cmdb.make("by-id")}}
    mapping = {"C__CATG__MODEL": {"attributes": {"serial": None, "productid": "name"}}, "C__CATG__CPU": None}
    run = Hosts(ansible, facts, **variables).register(
        {"idoit_register_rename": True, "idoit_register_mapping": mapping}
    )
    told = run.failed()
    assert "twin-1, twin-2" in told
    (objects,) = [result for result in run.results if result["task"].endswith("Objects")]
    titles = {each["object"]["id"]: each["object"]["title"] for each in objects["results"]}
    assert titles == {
        old: f"{prefix}new-name",
        archived: f"{prefix}back",
        variables["inventoried"]["idoit_id"]: f"{prefix}other",
    }
    assert objects["results"][1]["object"]["status"] == "normal"
    (model,) = cmdb.call("cmdb.category.read", objID=old, category="C__CATG__MODEL")
    assert (model["serial"], model["productid"], model["firmware"]) == (serial.lower(), "renamed", "1")


LEFT_OUT = ("VERSION", "OPERATING_SYSTEM", "CPU", "MEMORY", "NETWORK_PORT", "VIRTUAL_MACHINE")
FEW_CATEGORIES: dict[str, Any] = {
    "idoit_register_mapping": {
        **{f"C__CATG__{name}": None for name in LEFT_OUT},
        "C__CATG__IP": {"attributes": {"assigned_port": None}},
    }
}


def many(prefix: str, number: int) -> dict[str, dict[str, Any]]:
    """Servers that differ in what identifies them."""
    facts = {}
    for each in range(number):
        server = shapes.redhat_vmware()
        server["hostname"] = f"{prefix}{each:03}"
        server["fqdn"] = f"{prefix}{each:03}.example.com"
        server["product_serial"] = f"{prefix}SN{each:03}"
        server["ens192"]["ipv4"]["address"] = server["default_ipv4"]["address"] = (
            f"10.77.{each // 200}.{each % 200 + 1}"
        )
        facts[f"host-{each:03}"] = server
    return facts


def test_tasks_do_not_grow_with_hosts_and_requests_only_by_batches(
    ansible: Ansible, idoit: Server, prefix: str
) -> None:
    if idoit.control is None:
        pytest.skip("only the simulator counts")
    cost: dict[int, tuple[Counter[str], list[int]]] = {}
    for number in (5, 60):
        hosts = Hosts(ansible, many(f"{prefix}{number}-", number))
        run = hosts.register(FEW_CATEGORIES, FEW_CATEGORIES, control=idoit.control).ok()
        plays = by_play(run)
        tasks = Counter(result["task"] for result in run.results)
        requests = [sum(result["counters"].get("http_requests", 0) for result in play) for play in plays]
        assert sum(result["counters"].get("writes", 0) for result in plays[1]) == 0
        cost[number] = tasks, requests
    assert cost[60][0] == cost[5][0], "as many task results for 60 hosts as for 5"
    # 55 hosts more: some 40 calls each when they are made, 15 when they are looked at again; a request holds 49 calls.
    made, looked_at = (cost[60][1][play] - cost[5][1][play] for play in (0, 1))
    assert made <= 55
    assert looked_at <= 20


@pytest.mark.usefixtures("idoit")
def test_the_playbook_as_awx_runs_it(ansible: Ansible, prefix: str) -> None:
    project = ansible.folder / "project"
    project.mkdir()
    playbook = project / "register.yml"
    playbook.write_text((PROJECT / "register.yml").read_text())
    project.chmod(0o555)
    inventory = ansible.folder / "inventory.json"
    here = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
    title = {"idoit_register_title": f"{prefix}this-machine"}
    away = {"ansible_connection": "ssh", "ansible_host": "127.0.0.1", "ansible_port": 1, "ansible_timeout": 2}
    inventory.write_text(json.dumps({"all": {"hosts": {"away": away, "this": {**here, **title}}}}))
    survey = json.dumps({"idoit_register_create_dialog_values": "true"})
    run = ansible.playbook(Path(playbook), "-e", survey, "--diff", inventory=str(inventory))
    assert "Not registered, because there are no facts of them: away" in run.stdout, run.output
    assert run.returncode == 4, "a host that cannot be reached makes the job fail"
    (objects,) = [result for result in run.results if result["task"].endswith("Objects")]
    assert objects["changed"] is True
    assert objects["results"][0]["object"]["title"] == f"{prefix}this-machine"
    (entries,) = [result for result in run.results if result["task"].endswith("Entries")]
    written = {item["item"] for item in entries["results"]}
    assert {"C__CATG__OPERATING_SYSTEM", "C__CATG__MEMORY"} <= written
