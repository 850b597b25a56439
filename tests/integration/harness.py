# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Ansible processes and the servers they talk to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import yaml

Case = tuple[str, Mapping[str, Any]]
"""A module and its options."""

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
CALLER_VARIABLES = ("IDOIT_", "OITC_", "ANSIBLE_")


@dataclass
class Server:
    """A server under test. ``control`` is None for a real one: it has no counters and takes no faults."""

    prefix: str
    connection: dict[str, str]
    control: str | None

    @property
    def environment(self) -> dict[str, str]:
        """The connection as the environment variables of the collection."""
        return {f"{self.prefix}_{name.upper()}": value for name, value in self.connection.items()}

    def stats(self) -> dict[str, Any]:
        """The counters of a simulator; empty for a real server."""
        if self.control is None:
            return {}
        with urlopen(f"{self.control}/__sim__/stats") as answer:
            stats: dict[str, Any] = json.load(answer)
        return stats

    def reset_counters(self) -> None:
        self._post("reset-counters", None)

    def inject(self, *faults: Mapping[str, Any]) -> None:
        """Let a simulator misbehave; see ``tests/simulators/wire.py``."""
        self._post("faults", list(faults))

    def _post(self, what: str, body: Any) -> None:
        if self.control is not None:
            request = Request(f"{self.control}/__sim__/{what}", data=json.dumps(body).encode(), method="POST")
            urlopen(request).close()

    def count(self, name: str) -> int | None:
        """One counter (``http_requests``, ``writes``, ``logins``, …); None for a real server."""
        return None if self.control is None else int(self.stats()["counters"].get(name, 0))


@dataclass
class Run:
    """How one Ansible process ended. ``results``: task results in order, by the recording callback."""

    returncode: int
    stdout: str
    stderr: str
    results: list[dict[str, Any]] = field(default_factory=list)

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    def ok(self) -> Run:
        assert self.returncode == 0, self.output
        return self

    def failed(self) -> str:
        """The message of the failed task; the process must have failed, and without a traceback."""
        assert self.returncode != 0, self.output
        assert "Traceback" not in self.output, self.output
        failures = [result for result in self.results if result.get("failed")]
        assert failures, self.output
        return str(failures[-1]["msg"])

    @property
    def last(self) -> dict[str, Any]:
        """The result of the last task of a successful run."""
        self.ok()
        return self.results[-1]


@dataclass
class Ansible:
    """Runs an Ansible, that of this interpreter unless told, with an environment of its own."""

    folder: Path
    tree: Path
    environment: dict[str, str]
    programs: Path = Path(sys.executable).parent

    def _environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith(CALLER_VARIABLES)}
        return {
            **clean,
            "ANSIBLE_COLLECTIONS_PATH": str(self.tree),
            "ANSIBLE_HOME": str(self.folder / "home"),
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_RETRY_FILES_ENABLED": "false",
            "LC_ALL": "C.UTF-8",
            **self.environment,
            **extra,
        }

    def command(self, name: str, *arguments: str, env: Mapping[str, str] | None = None, timeout: float = 300) -> Run:
        """Run ``ansible-playbook``, ``ansible-inventory``, …"""
        done = subprocess.run(
            [str(self.programs / name), *arguments],
            cwd=self.folder,
            env=self._environment(env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def playbook(
        self,
        plays: Sequence[Mapping[str, Any]] | Path,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        inventory: str | None = None,
    ) -> Run:
        """Run a playbook and record the result of each task."""
        path = plays if isinstance(plays, Path) else self.folder / "play.yml"
        if not isinstance(plays, Path):
            path.write_text(yaml.safe_dump(list(plays), sort_keys=False, allow_unicode=True))
        local = self.folder / "localhost.ini"
        local.write_text(f"localhost ansible_connection=local ansible_python_interpreter={self.programs / 'python'}\n")
        record = self.folder / "record.jsonl"
        record.unlink(missing_ok=True)
        recording = {
            "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "callback"),
            "ANSIBLE_CALLBACKS_ENABLED": "record",
            "RECORD_FILE": str(record),
        }
        run = self.command(
            "ansible-playbook", "-i", inventory or str(local), str(path), *arguments, env={**recording, **(env or {})}
        )
        if record.exists():
            run.results = [json.loads(line) for line in record.read_text().splitlines()]
        return run

    def task(
        self, module: str, options: Mapping[str, Any], *arguments: str, env: Mapping[str, str] | None = None
    ) -> Run:
        """Run one task on localhost."""
        task = {f"cmdbops.idoit_oitc.{module}": dict(options)}
        return self.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": [task]}], *arguments, env=env)


def four_ways(ansible: Ansible, server: Server, module: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Check, create, repeat and check again; returns the result of the creating task.

    Check mode must predict the change without one write call, the repeat must change nothing and write nothing. All
    four are tasks of one play, which costs a quarter of four processes.
    """
    return four_ways_each(ansible, server, [(module, options)])[0]


def four_ways_each(
    ansible: Ansible,
    server: Server,
    cases: Sequence[Case],
    *,
    before: Sequence[Case] = (),
    most_requests: int | None = None,
) -> list[dict[str, Any]]:
    """Several modules or options one after the other, each four ways, in one process; ``before`` are run first.

    With ``most_requests`` a repeat takes no more HTTP requests than that.
    """
    ways = (True, False, False, True)
    tasks = [_task(case, diff=True, check_mode=check) for case in cases for check in ways]
    results = _counted(ansible, server, [*map(_task, before), *tasks]).results[len(before) :]
    made = [_judged(server, results[start : start + 4]) for start in range(0, len(tasks), 4)]
    if server.control and most_requests:
        for repeat in results[2::4]:
            assert repeat["counters"]["http_requests"] <= most_requests, repeat["counters"]
    return made


def refused_each(ansible: Ansible, server: Server, cases: Sequence[Case], *, before: Sequence[Case] = ()) -> list[str]:
    """The messages of tasks of one process that must fail, each without a traceback and without a write call."""
    run = _counted(ansible, server, [*map(_task, before), *(_task(case, ignore_errors=True) for case in cases)])
    assert "Traceback" not in run.output, run.output
    refused = run.results[len(before) :]
    for case, result in zip(cases, refused, strict=True):
        assert result.get("failed"), (case, result)
        assert result.get("counters", {}).get("writes", 0) == 0, (case, result)
    return [str(result["msg"]) for result in refused]


def _task(case: Case, **keywords: Any) -> dict[str, Any]:
    module, options = case
    return {f"cmdbops.idoit_oitc.{module}": dict(options), **keywords}


def _counted(ansible: Ansible, server: Server, tasks: Sequence[Mapping[str, Any]]) -> Run:
    """Run one play; a simulator tells what each task asked of it."""
    server.reset_counters()
    control = {"RECORD_CONTROL": server.control} if server.control else {}
    return ansible.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": list(tasks)}], env=control).ok()


def _judged(server: Server, results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    predicted, real, *repeated = results
    assert predicted["changed"] is True, predicted
    assert real["changed"] is True, real
    assert real["diff"]["before"] == predicted["diff"]["before"]
    assert real["steps"] == predicted["steps"]
    for again in repeated:
        assert again["changed"] is False, again
        assert again["diff"]["before"] == again["diff"]["after"], again["diff"]
        assert again["steps"] == []
    if server.control:
        assert real["counters"]["writes"] > 0, real["counters"]
        for quiet in (predicted, *repeated):
            assert quiet["counters"]["http_requests"] > 0, "the counters see the task"
            assert quiet["counters"].get("writes", 0) == 0, quiet["counters"]
    return real
