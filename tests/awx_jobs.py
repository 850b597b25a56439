# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs job templates of extensions/awx as AWX does: ansible-runner, an inventory script with the hosts of one slice.

What AWX does stands in its awx/main/models/inventory.py (``get_script_data``, ``get_sliced_hosts``), tasks/jobs.py
(``write_inventory_file``) and models/unified_jobs.py (``awx_meta_vars``).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ansible_runner

from tests.awx_data import PROJECT, resources


@dataclass(frozen=True)
class Slice:
    """A part of an inventory. The whole is the first of one."""

    number: int = 1
    count: int = 1

    def of(self, inventory: Mapping[str, Any]) -> dict[str, Any]:
        """The inventory as ``ansible-inventory --list`` prints it, with the hosts of this slice in their groups."""
        hostvars = inventory["_meta"]["hostvars"]
        kept = set(sorted(hostvars)[self.number - 1 :: self.count])
        groups = {
            name: {**group, "hosts": [host for host in group.get("hosts", []) if host in kept]}
            for name, group in inventory.items()
            if name != "_meta"
        }
        return {**groups, "_meta": {"hostvars": {name: hostvars[name] for name in sorted(kept)}}}


@dataclass
class Job:
    """How a job ended. ``artifacts``: what the next jobs of a workflow get as extra variables."""

    status: str
    stdout: str
    results: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[str, Any] = field(default_factory=dict)

    def ok(self) -> Job:
        assert self.status == "successful", self.stdout
        return self

    def changed(self) -> list[str]:
        """The tasks that changed something."""
        return [result["task"] for result in self.results if result["res"].get("changed")]


def template(name: str) -> dict[str, Any]:
    """The fields of a job template."""
    (found,) = [one["fields"] for one in resources("job_templates") if one["key"]["name"] == name]
    return dict(found)


def meta_variables(name: str, part: Slice) -> dict[str, Any]:
    """What AWX tells a job about itself: a slice is a node of a workflow job that has the name of the template."""
    workflow = name if part.count > 1 else "CMDB nightly"
    return {"awx_job_template_name": name, "awx_workflow_job_name": workflow, "awx_job_launch_type": "workflow"}


def launch(
    name: str,
    inventory: Mapping[str, Any],
    folder: Path,
    environment: Mapping[str, str],
    programs: Path,
    *,
    part: Slice | None = None,
    variables: Mapping[str, Any] | None = None,
) -> Job:
    """Run a job template over one slice of an inventory, in a private data folder of its own.

    ``programs``: where Ansible is.
    """
    part = part or Slice()
    fields = template(name)
    shutil.copytree(PROJECT, folder / "project")
    _write_inventory(folder / "inventory" / "hosts", part.of(inventory))
    run = ansible_runner.interface.run(
        private_data_dir=str(folder),
        playbook=fields["playbook"],
        envvars={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "ANSIBLE_HOME": str(folder / "home"),
            "ANSIBLE_NOCOLOR": "1",
            **environment,
        },
        extravars={**meta_variables(name, part), **(variables or {})},
        skip_tags=fields.get("skip_tags") or None,
        tags=fields.get("job_tags") or None,
        cmdline="--diff" if fields.get("diff_mode") else None,
        quiet=True,
    )
    events = list(run.events)
    tasks = ("runner_on_ok", "runner_on_failed")
    return Job(
        status=run.status,
        stdout=run.stdout.read(),
        results=[event["event_data"] for event in events if event["event"] in tasks],
        artifacts=_artifacts(events),
    )


def _artifacts(events: list[dict[str, Any]]) -> dict[str, Any]:
    ends = [event["event_data"] for event in events if event["event"] == "playbook_on_stats"]
    return dict(ends[-1].get("artifact_data") or {}) if ends else {}


def _write_inventory(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir()
    path.write_text(f"#!/usr/bin/env python3\nprint({json.dumps(data)!r})\n")
    os.chmod(path, 0o700)
