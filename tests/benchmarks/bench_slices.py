# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the workflow of AWX costs: sync in slices, then one job that removes and exports; and the same as one run.

Both begin with an empty monitoring, and must end in the same state, with one export each. Printed are seconds, CPU
seconds of Ansible, its peak memory, and the requests it made. The simulators run in a process of their own, as does
each job. Seconds are those of the machine; requests, memory and CPU time are what counts. ``SCALE=full`` takes 5 000
hosts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from subprocess import PIPE
from typing import Any

from tests.awx_jobs import Job, Slice, launch
from tests.integration.harness import Server
from tests.integration.monitoring import Monitoring, StoredHost

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
VARIABLES = {"oitc_monitor_container": "/root/CMDB", "oitc_monitor_create": True}
SYNC, EXPORT = "CMDB sync", "CMDB sync removal and export"


@dataclass(frozen=True)
class Systems:
    """A CMDB with hosts and an empty monitoring, and the inventory of the first."""

    idoit: Server
    oitc: Server
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**self.idoit.environment, **self.oitc.environment, "ANSIBLE_COLLECTIONS_PATH": str(self.folder)}

    def inventory(self) -> dict[str, Any]:
        path = self.folder / "cmdb.idoit.yml"
        path.write_text("plugin: cmdbops.idoit_oitc.idoit\nobject_types: [C__OBJTYPE__SERVER]\n")
        command = [str(PROGRAMS / "ansible-inventory"), "-i", str(path), "--list"]
        done = subprocess.run(command, env={**os.environ, **self.environment}, stdout=PIPE, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@contextmanager
def systems(hosts: int) -> Iterator[Systems]:
    """Simulators for as long as the block lasts."""
    env = {**os.environ, "SIM_BULK": str(hosts), "SIM_EXIT_WITH_STDIN": "1"}
    command = [sys.executable, "-m", "tests.simulators"]
    with (
        tempfile.TemporaryDirectory() as name,
        subprocess.Popen(command, cwd=ROOT, env=env, stdin=PIPE, stdout=PIPE, text=True) as process,
    ):
        folder = Path(name)
        (folder / "ansible_collections" / "cmdbops").mkdir(parents=True)
        (folder / "ansible_collections" / "cmdbops" / "idoit_oitc").symlink_to(ROOT, target_is_directory=True)
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        idoit, oitc = (
            Server(key.upper(), {option: said[key][option] for option in options}, said[key]["url"])
            for key, options in (("idoit", ("url", "api_key", "username", "password")), ("oitc", ("url", "api_key")))
        )
        yield Systems(idoit, oitc, folder)
        assert process.stdin is not None
        process.stdin.close()


def _launch(
    name: str, inventory: dict[str, Any], folder: Path, options: dict[str, Any]
) -> tuple[Job, dict[str, float]]:
    """A job, and what it cost: run in a process of its own, so that the peak is that of this job."""
    began = time.monotonic()
    job = launch(name, inventory, folder, programs=PROGRAMS, **options)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return job, {
        "seconds": time.monotonic() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "MiB": used.ru_maxrss / 1024,
    }


def run(at: Systems, label: str, name: str, inventory: dict[str, Any], **options: Any) -> Job:
    """A job that must succeed; prints a line about it."""
    for server in (at.idoit, at.oitc):
        server.reset_counters()
    environment = {"environment": at.environment, **options}
    # Not multiprocessing.Pool, which ends its processes with a signal that ansible-runner keeps for itself.
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        job, cost = pool.submit(_launch, name, inventory, at.folder / label.replace(" ", "-"), environment).result()
    counts = [server.count(counter) for server in (at.idoit, at.oitc) for counter in ("http_requests", "writes")]
    exports = at.oitc.count("exports_launched")
    numbers = " ".join(f"{count:>8}" for count in (*counts, exports))
    print(f"{label:<12} {cost['seconds']:>8.0f} {cost['cpu']:>8.0f} {cost['MiB']:>8.0f} {numbers}", flush=True)
    return job.ok()


def sliced(at: Systems, slices: int) -> dict[str, StoredHost]:
    """The workflow; the state it leaves."""
    inventory = at.inventory()
    handed_on: dict[str, Any] = {}
    for number in range(1, slices + 1):
        part = Slice(number, slices)
        handed_on |= run(at, f"slice {number}", SYNC, inventory, part=part, variables=VARIABLES).artifacts
    run(at, "export", EXPORT, inventory, variables={**VARIABLES, **handed_on})
    run(at, "again 1", SYNC, inventory, part=Slice(1, slices), variables=VARIABLES)
    return Monitoring(at.oitc).hosts()


def whole(at: Systems) -> dict[str, StoredHost]:
    """One run and the same job afterwards; the state it leaves."""
    inventory = at.inventory()
    handed_on = run(at, "one run", SYNC, inventory, variables=VARIABLES).artifacts
    run(at, "export", EXPORT, inventory, variables={**VARIABLES, **handed_on})
    run(at, "again", SYNC, inventory, variables=VARIABLES)
    return Monitoring(at.oitc).hosts()


def _comparable(hosts: dict[str, StoredHost], at: Systems) -> dict[str, Any]:
    """Without the port of the simulated CMDB, which is part of each marker."""
    address = at.idoit.connection["url"].removeprefix("http://")
    return {
        name: (host.address, host.container, host.disabled, host.exported, str(host.variables).replace(address, ""))
        for name, host in hosts.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=5_000 if os.environ.get("SCALE") == "full" else 400)
    parser.add_argument("--slices", type=int, default=4)
    chosen = parser.parse_args()
    print(f"{chosen.hosts} hosts, {chosen.slices} slices")
    columns = ("seconds", "CPU s", "MiB", "CMDB", "writes", "oitc", "writes", "exports")
    print(f"{'job':<12} " + " ".join(f"{name:>8}" for name in columns))
    states = []
    for way in (lambda at: sliced(at, chosen.slices), whole):
        with systems(chosen.hosts) as at:
            states.append(_comparable(way(at), at))
    same = states[0] == states[1] and len(states[0]) == chosen.hosts
    print("both ways end in the same state" if same else "MISSED: the two ways end in different states")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
