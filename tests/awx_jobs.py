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
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.awx_data import PROJECT, resources
from tests.integration.harness import CALLER_VARIABLES

#: Takes from root the rights that make permissions meaningless; other users have none to lose.
UNPRIVILEGED = (shutil.which("setpriv") or "setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
PATIENCE = 1200


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


class Job:
    """How a job ended, by the folder that ansible-runner leaves."""

    def __init__(self, artifacts: Path) -> None:
        self.status = (artifacts / "status").read_text()
        self.stdout = (artifacts / "stdout").read_text()
        files = (file for file in (artifacts / "job_events").glob("*.json") if "-partial" not in file.name)
        self._events = sorted((json.loads(file.read_text()) for file in files), key=lambda event: event["counter"])

    def ok(self) -> Job:
        assert self.status == "successful", self.stdout
        return self

    def _data(self, *kinds: str) -> list[dict[str, Any]]:
        return [event["event_data"] for event in self._events if event["event"] in kinds]

    @property
    def results(self) -> list[dict[str, Any]]:
        """Each task's name and result, in order."""
        return self._data("runner_on_ok", "runner_on_failed")

    def changed(self) -> list[str]:
        """The tasks that changed something."""
        return [result["task"] for result in self.results if result["res"].get("changed")]

    @property
    def artifacts(self) -> dict[str, Any]:
        """What set_stats kept; AWX shows it with the job and hands it to the next one of a workflow."""
        ends = self._data("playbook_on_stats")
        return dict(ends[-1].get("artifact_data") or {}) if ends else {}


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
    """Run a job template over one slice of an inventory, with ``folder`` as its private data folder.

    ``environment``: what the credentials of the template inject. ``programs``: where Ansible is.
    """
    part, fields = part or Slice(), template(name)
    _write_inventory(folder / "inventory" / "hosts", part.of(inventory))
    words = [
        f"--{option} {fields[key]}"
        for key, option in (("job_tags", "tags"), ("skip_tags", "skip-tags"))
        if key in fields
    ]
    words += ["--diff"] if fields.get("diff_mode") else []
    extra = {**meta_variables(name, part), **yaml.safe_load(fields.get("extra_vars", "{}")), **(variables or {})}
    return run(PROJECT / fields["playbook"], folder, environment, programs, extra_variables=extra, options=words)


def run(
    playbook: Path,
    folder: Path,
    environment: Mapping[str, str],
    programs: Path,
    *,
    extra_variables: Mapping[str, Any],
    options: Sequence[str] = (),
) -> Job:
    """Run a playbook of a project as AWX does: the project can only be read, no home, and root is like anybody else."""
    shutil.copytree(playbook.parent, folder / "project")
    home = folder / "nobody"
    home.mkdir()
    for place in (folder / "project", home):
        read_only(place)
    files = {
        "envvars": {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "ANSIBLE_HOME": str(folder / "tmp"),
            "ANSIBLE_REMOTE_TEMP": str(folder / "tmp"),
            "ANSIBLE_NOCOLOR": "1",
            **environment,
        },
        "extravars": extra_variables,
    }
    (folder / "env").mkdir()
    for file, content in files.items():
        (folder / "env" / file).write_text(json.dumps(content))
    (folder / "env" / "cmdline").write_text(" ".join(options))
    runner = (str(programs / "ansible-runner"), "run", str(folder), "--playbook", playbook.name, "--quiet")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(CALLER_VARIABLES)}
    done = subprocess.run(
        [*UNPRIVILEGED, *runner],
        cwd=folder,
        env={**clean, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    artifacts = list(folder.glob("artifacts/*"))
    assert len(artifacts) == 1, done.stdout + done.stderr
    return Job(artifacts[0])


def read_only(folder: Path) -> Path:
    """The folder, which nobody may write to."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def _write_inventory(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/usr/bin/env python3\nprint({json.dumps(data)!r})\n")
    path.chmod(0o700)
