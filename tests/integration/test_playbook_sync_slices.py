# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The nightly workflow of AWX: sync in slices, then one job that removes and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.awx_jobs import Job, Slice, launch
from tests.integration.conftest import REAL
from tests.integration.harness import Ansible, Server
from tests.integration.monitoring import Monitoring
from tests.simulators import idoit as idoit_simulator
from tests.simulators.server import running

HOSTS, SLICES = 40, 4
VARIABLES = {"oitc_monitor_container": "/root/CMDB", "oitc_monitor_create": True}

pytestmark = pytest.mark.skipif(REAL, reason="fills a simulator")


@pytest.fixture
def idoit() -> Iterator[Server]:
    """A CMDB with hosts that have addresses."""
    with running(idoit_simulator.create(hosts=HOSTS)) as url:
        yield Server("IDOIT", {"url": url, "api_key": "c1ia5q", "username": "admin", "password": "admin"}, url)


@pytest.fixture
def inventory(ansible: Ansible, idoit: Server) -> dict[str, Any]:
    """What an inventory update brings."""
    path = ansible.folder / "cmdb.idoit.yml"
    path.write_text("plugin: cmdbops.idoit_oitc.idoit\nobject_types: [C__OBJTYPE__SERVER]\n")
    closed = {"ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true", **idoit.environment}
    found: dict[str, Any] = json.loads(
        ansible.command("ansible-inventory", "-i", str(path), "--list", env=closed).ok().stdout
    )
    return found


def test_slices_and_one_job_afterwards_equal_one_run(ansible: Ansible, oitc: Server, inventory: dict[str, Any]) -> None:
    def job(name: str, folder: str, **more: Any) -> Job:
        environment = {**ansible.environment, "ANSIBLE_COLLECTIONS_PATH": str(ansible.tree)}
        return launch(name, inventory, ansible.folder / folder, environment, ansible.programs, **more).ok()

    monitoring = Monitoring(oitc)
    handed_on: dict[str, Any] = {}
    for number in range(1, SLICES + 1):
        done = job("CMDB sync", f"slice{number}", part=Slice(number, SLICES), variables=VARIABLES)
        handed_on.update(done.artifacts)
    assert handed_on == {"oitc_monitor_export_needed": True}
    assert oitc.count("exports_launched") == 0
    sliced = monitoring.hosts()
    assert len(sliced) == HOSTS
    assert not any(host.exported for host in sliced.values())
    last = job("CMDB sync removal and export", "export", variables={**VARIABLES, **handed_on})
    assert oitc.count("exports_launched") == 1
    exported = monitoring.hosts()
    assert all(host.exported for host in exported.values())
    assert len(last.changed()) == 1, last.changed()
    oitc.reset_counters()
    # One run over all of it has nothing left to do.
    whole = job("CMDB monitor", "whole", variables=VARIABLES)
    assert whole.changed() == []
    assert oitc.count("writes") == 0
    assert monitoring.hosts() == exported
