# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One host through every job template, each run as AWX runs it: nothing but its credentials and a folder to write to.

The inventory update comes first; register, monitor, drift, decommission and the audit follow. The slices of sync are
in test_playbook_sync_slices.py.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.awx_data import PROJECT, REPOSITORY, injected, read
from tests.awx_jobs import Slice, meta_variables, template
from tests.integration.harness import Ansible, Run, Server
from tests.integration.inventory_cmdb import Cmdb
from tests.integration.test_awx_inventory import UPDATE_ENVIRONMENT

#: Takes from root the rights that make permissions meaningless; other users have none to lose.
UNPRIVILEGED = (shutil.which("setpriv") or "setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
PATIENCE = 900
MEMORY = "C__CATG__MEMORY"
ARCHIVED = 3
MAPPING = REPOSITORY / "roles" / "idoit_register" / "defaults" / "main" / "mapping.yml"
CATEGORIES = read(MAPPING)["idoit_register_mapping_defaults"]
Launch = Callable[..., "Job"]


class Job:
    """A job that has ended, by the folder that ansible-runner leaves."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.run = run
        (self._artifacts,) = (folder / "artifacts").iterdir()

    def _events(self) -> list[dict[str, Any]]:
        files = (self._artifacts / "job_events").glob("*.json")
        return [json.loads(file.read_text()) for file in files if not file.name.endswith("-partial.json")]

    @property
    def status(self) -> str:
        return (self._artifacts / "status").read_text()

    @property
    def artifacts(self) -> dict[str, Any]:
        """What set_stats kept; AWX shows it with the job and hands it to the next one of a workflow."""
        ends = [event for event in self._events() if event["event"] == "playbook_on_stats"]
        return dict(ends[-1]["event_data"].get("artifact_data", {})) if ends else {}

    def ok(self) -> Job:
        assert self.status == "successful", self.run.output
        return self


def read_only(folder: Path) -> Path:
    """The folder, which nobody may write to."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


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
    """Runs a job template with ansible-runner, in a private data folder, with the project read-only."""

    def run(name: str, hosts: Mapping[str, Any], **variables: Any) -> Job:
        folder = ansible.folder / name.replace(" ", "-")
        fields = template(name)
        shutil.copytree(PROJECT, folder / "project")
        read_only(folder / "project")
        (folder / "inventory").mkdir()
        script = folder / "inventory" / "hosts"
        script.write_text(f"#!/usr/bin/env python3\nprint({json.dumps(hosts)!r})\n")
        script.chmod(0o700)
        path = f"{ansible.programs}{os.pathsep}{os.environ['PATH']}"
        temporary = {"ANSIBLE_HOME": str(folder / "tmp"), "ANSIBLE_REMOTE_TEMP": str(folder / "tmp")}
        (folder / "env").mkdir()
        files = {
            "envvars": {**environment, **temporary, "PATH": path},
            "extravars": {
                **meta_variables(name, Slice()),
                **yaml.safe_load(fields.get("extra_vars", "{}")),
                **variables,
            },
        }
        for file, content in files.items():
            (folder / "env" / file).write_text(json.dumps(content))
        runner = (str(ansible.programs / "ansible-runner"), "run", str(folder), "--playbook", fields["playbook"])
        done = ansible.command(*UNPRIVILEGED, *runner, timeout=PATIENCE)
        return Job(folder, done)

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
