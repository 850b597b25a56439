# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-inventory with hosts of the monitoring, alone and beside those of the CMDB."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from tests.integration.harness import Ansible, Run, Server
from tests.integration.inventory_cmdb import Cmdb

PLUGIN = "cmdbops.idoit_oitc.oitc"
CLOSED = {"ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true"}


@pytest.fixture
def hosts(ansible: Ansible, oitc: Server, prefix: str) -> list[str]:
    """Two new hosts, one of them in a host group, and a disabled one."""
    assert oitc
    common = {"container": "/root", "hosttemplate": "default host"}
    group = f"{prefix}linux"
    ansible.task("oitc_hostgroup", {"name": group, "container": "/root"}).ok()
    names = [f"{prefix}web01", f"{prefix}web02", f"{prefix}old"]
    listed = [{"name": name, "address": f"10.30.0.{number}", **common} for number, name in enumerate(names, 1)]
    listed[0]["hostgroups"] = [group]
    ansible.task("oitc_host", {"hosts": listed}).ok()
    ansible.task("oitc_host", {"name": names[2], "state": "disabled"}).ok()
    return names


def run(ansible: Ansible, *arguments: str, name: str = "test.oitc.yml", **options: Any) -> Run:
    path = ansible.folder / name
    path.write_text(yaml.safe_dump({"plugin": PLUGIN, **options}))
    return ansible.command("ansible-inventory", "-i", str(path), *arguments, env=CLOSED)


def test_hosts_of_all_lists_and_their_groups(ansible: Ansible, hosts: list[str], prefix: str, oitc: Server) -> None:
    oitc.reset_counters()
    listed = json.loads(
        run(ansible, "--list", group_by=["container", "hostgroup", "monitoring"], hosttemplates=True).ok().stdout
    )
    assert oitc.count("writes") in (0, None)
    own = {name: listed["_meta"]["hostvars"][name] for name in hosts}
    assert [host["ansible_host"] for host in own.values()] == ["10.30.0.1", "10.30.0.2", "10.30.0.3"]
    assert [host["oitc_enabled"] for host in own.values()] == [True, True, False]
    assert {host["oitc_hosttemplate"] for host in own.values()} == {"default host"}
    assert [host["oitc_hostgroups"] for host in own.values()] == [[f"{prefix}linux"], [], []]
    assert set(hosts) <= set(listed["container_root"]["hosts"])
    safe = prefix.replace("-", "_")
    assert listed[f"hostgroup_{safe}linux"]["hosts"] == [hosts[0]]
    assert hosts[2] in listed["monitoring_disabled"]["hosts"]
    assert hosts[0] in listed["monitoring_not_monitored"]["hosts"]


def test_exported_hosts_have_a_state(ansible: Ansible, hosts: list[str]) -> None:
    ansible.task("oitc_export", {}).ok()
    listed = json.loads(run(ansible, "--list", monitoring=["monitored"], group_by=["state"]).ok().stdout)
    known = listed["_meta"]["hostvars"]
    assert hosts[2] not in known
    assert {known[name]["oitc_state"] for name in hosts[:2]} <= {"up", "down", "unreachable"}


def test_hosts_that_the_cmdb_does_not_know(
    ansible: Ansible, hosts: list[str], idoit: Server, oitc: Server, prefix: str
) -> None:
    assert oitc
    cmdb = Cmdb(idoit, prefix)
    cmdb.make("web01")
    documented = ansible.folder / "cmdb.idoit.yml"
    common: dict[str, Any] = {"groups": {"documented": True}}
    documented.write_text(
        yaml.safe_dump({"plugin": "cmdbops.idoit_oitc.idoit", "object_types": ["C__OBJTYPE__SERVER"], **common})
    )
    monitored = ansible.folder / "monitoring.oitc.yml"
    monitored.write_text(yaml.safe_dump({"plugin": PLUGIN, "groups": {"monitored": True}}))
    done = ansible.command(
        *("ansible", "-i", str(documented), "-i", str(monitored), "monitored:!documented", "--list-hosts"), env=CLOSED
    ).ok()
    found = {line.strip() for line in done.stdout.splitlines()}
    assert set(hosts[1:]) <= found
    assert hosts[0] not in found


def test_cached_is_uncached(ansible: Ansible, hosts: list[str], oitc: Server) -> None:
    cache = {
        "cache": True,
        "cache_plugin": "ansible.builtin.jsonfile",
        "cache_connection": str(ansible.folder / "cache"),
    }
    options: dict[str, Any] = {"group_by": ["container", "hostgroup"], **cache}
    first = run(ansible, "--list", **options).ok().stdout
    oitc.reset_counters()
    assert run(ansible, "--list", **options).ok().stdout == first
    assert oitc.count("http_requests") in (0, None)
    assert hosts[0] in first
    written = "".join(file.name + file.read_text() for file in (ansible.folder / "cache").iterdir())
    assert oitc.connection["api_key"] not in written


def test_a_wrong_key_ends_the_run(ansible: Ansible, oitc: Server) -> None:
    assert oitc
    done = run(ansible, "--list", "-vvv", api_key="wrong-key")
    assert done.returncode != 0
    assert "Traceback" not in done.output
    assert "openITCOCKPIT" in done.output
    assert "wrong-key" not in done.output


def test_a_list_that_is_missing_ends_the_run(ansible: Ansible, hosts: list[str], oitc: Server) -> None:
    if oitc.control is None:
        pytest.skip("a real server is not made to fail")
    oitc.inject({"kind": "http", "match": "hosts/notMonitored", "times": 0, "args": {"status": 403}})
    assert run(ansible, "--list").returncode != 0
    done = run(ansible, "--list", allow_partial=True).ok()
    assert hosts[2] in done.stdout
    assert hosts[0] not in done.stdout
    assert "allow_partial" in done.stderr


def test_a_name_that_is_not_ours_is_said(ansible: Ansible, oitc: Server) -> None:
    assert oitc
    done = run(ansible, "--list", name="prod.yml")
    assert done.returncode != 0
    assert "must end in oitc.yml or oitc.yaml" in " ".join(done.output.split())
