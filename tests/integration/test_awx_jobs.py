# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One host through every job template, each run as AWX runs it: nothing but its credentials and a folder to write to.

The inventory update comes first; register, monitor, drift, decommission and the audit follow. The slices of sync are
in test_playbook_sync_slices.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests import awx_jobs
from tests.awx_data import PROJECT, REPOSITORY, injected, read
from tests.awx_jobs import Job, read_only
from tests.integration.harness import Ansible, Server
from tests.integration.inventory_cmdb import Cmdb
from tests.integration.test_awx_inventory import UPDATE_ENVIRONMENT

MEMORY = "C__CATG__MEMORY"
ARCHIVED = 3
MAPPING = REPOSITORY / "roles" / "idoit_register" / "defaults" / "main" / "mapping.yml"
CATEGORIES = read(MAPPING)["idoit_register_mapping_defaults"]
Launch = Callable[..., Job]


@pytest.fixture
def environment(ansible: Ansible, idoit: Server, oitc: Server) -> dict[str, str]:
    """What the two credentials inject, and a home that cannot be written to."""
    home = ansible.folder / "home"
    home.mkdir()
    connections = {name: "" for server in (idoit, oitc) for name in server.environment}
    given = [("i-doit", idoit), ("openITCOCKPIT", oitc)]
    credentials = [injected(kind, server.connection) for kind, server in given]
    return {**connections, **credentials[0], **credentials[1], "HOME": str(read_only(home))}


@pytest.fixture
def inventory(ansible: Ansible, environment: dict[str, str]) -> Callable[[], dict[str, Any]]:
    """Updates the inventory and returns it."""

    def update() -> dict[str, Any]:
        output = ansible.folder / "output.json"
        file = PROJECT / "cmdb.idoit.yml"
        ansible.command(
            *("ansible-inventory", "--list", "--export", "-i", str(file), "--output", str(output)),
            *("--playbook-dir", str(PROJECT), "-vvv"),
            env={**environment, **UPDATE_ENVIRONMENT},
        ).ok()
        found: dict[str, Any] = json.loads(output.read_text())
        return found

    return update


@pytest.fixture
def launch(ansible: Ansible, environment: dict[str, str]) -> Launch:
    """Runs a job template over an inventory; the rest are its extra variables."""

    def run(name: str, hosts: dict[str, Any], **variables: Any) -> Job:
        folder = ansible.folder / name.replace(" ", "-")
        tree = {"ANSIBLE_COLLECTIONS_PATH": str(ansible.tree)}
        return awx_jobs.launch(name, hosts, folder, {**environment, **tree}, ansible.programs, variables=variables)

    return run


def findings(job: Job, key: str) -> list[list[Any]]:
    """The rows of a section of a report."""
    (report,) = job.artifacts.values()
    (rows,) = [section["rows"] for section in report["sections"] if section["key"] == key]
    return list(rows)


def test_a_host_through_all_jobs(
    ansible: Ansible, idoit: Server, oitc: Server, inventory: Callable[[], dict[str, Any]], launch: Launch, prefix: str
) -> None:
    """The host is this machine, of which only the memory is documented."""
    cmdb = Cmdb(idoit, prefix)
    web = prefix + "web"
    number = cmdb.make("web", IP={"net_type": 1, "ipv4_address": "192.0.2.1", "primary": 1})
    hosts = inventory()
    here = {"ansible_connection": "local", "ansible_python_interpreter": str(ansible.programs / "python")}
    hosts["_meta"]["hostvars"][web].update(here)
    only = {"idoit_register_mapping": dict.fromkeys(set(CATEGORIES) - {MEMORY})}

    launch("CMDB register", hosts, **only).ok()
    launch("CMDB monitor", hosts, oitc_monitor_container="/root").ok()

    (memory,) = cmdb.call("cmdb.category.read", objID=number, category=MEMORY)
    less = {"capacity": 1, "unit": 2}
    cmdb.call("cmdb.category.save", object=number, category=MEMORY, entry=int(memory["id"]), data=less)
    for server in (idoit, oitc):
        server.reset_counters()
    drift = launch("CMDB drift", hosts, **only, drift_fail="true")
    assert drift.status == "failed"
    assert [server.count("writes") for server in (idoit, oitc)] in ([0, 0], [None, None])
    assert [row[:3] for row in findings(drift, "documentation")] == [[web, MEMORY, "capacity"]]
    assert drift.artifacts["drift"]["summary"]["monitoring"] == 0

    launch("CMDB decommission", hosts, decommission_hosts=web).ok()
    assert int(cmdb.call("cmdb.object.read", id=number)["status"]) == ARCHIVED
    audit = launch("CMDB audit", hosts, audit_fail="false").ok()
    assert findings(audit, "without_address") == []
