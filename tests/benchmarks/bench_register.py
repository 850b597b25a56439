# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role idoit_register costs for 500 hosts: tasks, HTTP requests, CPU time; new, and again without changes.

The facts are given by a cache, so that nothing is gathered. CPU time is that of Ansible and the modules, not the
simulator's. What counts are tasks, which must be the same for any number of hosts, and requests per host.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
GOAL_NEW, GOAL_AGAIN = 1.3, 0.9
GIB = 1024**3


@contextmanager
def simulator() -> Iterator[dict[str, str]]:
    """An i-doit simulator in a process of its own; its connection."""
    env = {**os.environ, "SIM_ONLY": "idoit", "SIM_EXIT_WITH_STDIN": "1"}
    command = [sys.executable, "-m", "tests.simulators"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["idoit"]
        assert process.stdin is not None
        process.stdin.close()


def counted(url: str) -> dict[str, int]:
    """What the simulator counted since the last time."""
    with urlopen(f"{url}/__sim__/stats") as answer:
        counters: dict[str, int] = json.load(answer)["counters"]
    urlopen(Request(f"{url}/__sim__/reset-counters", method="POST")).close()
    return counters


def facts(number: int) -> dict[str, Any]:
    """A physical server with two sockets, two drives and two ports."""
    address, end = (
        f"10.{number // 65536}.{number // 256 % 256}.{number % 256}",
        f"{number // 256:02x}:{number % 256:02x}",
    )
    card = {"type": "ether", "mtu": 1500, "module": "i40e"}
    return {
        "hostname": f"srv{number:05}",
        "fqdn": f"srv{number:05}.example.com",
        "distribution": ("Debian", "Ubuntu", "RedHat")[number % 3],
        "distribution_version": str(10 + number % 5),
        "system_vendor": "Dell Inc.",
        "product_name": "PowerEdge R650",
        "product_serial": f"SN{number:05}X",
        "virtualization_role": "host",
        "processor": ["0", "GenuineIntel", "Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz"],
        "processor_count": 2,
        "processor_cores": 28,
        "memtotal_mb": 257550,
        "interfaces": ["eno1", "eno2"],
        "eno1": {
            **card,
            "device": "eno1",
            "active": True,
            "macaddress": f"02:00:00:00:{end}",
            "ipv4": {"address": address},
        },
        "eno2": {**card, "device": "eno2", "active": False, "macaddress": f"02:00:00:01:{end}"},
        "default_ipv4": {"address": address},
        "mounts": [
            {"mount": mount, "device": device, "fstype": "ext4", "size_total": size * GIB}
            for mount, device, size in (("/", "/dev/sda2", 100), ("/srv", "/dev/sda3", 900))
        ],
    }


def register(server: dict[str, str], folder: Path) -> tuple[int, float]:
    """Run the playbook; gives the number of its tasks and the seconds of CPU time."""
    connection = {f"IDOIT_{name.upper()}": value for name, value in server.items()}
    cache = {
        "ANSIBLE_CACHE_PLUGINS": str(ROOT / "tests" / "integration" / "cache"),
        "ANSIBLE_CACHE_PLUGIN": "given_facts",
        "GIVEN_FACTS": str(folder / "facts.json"),
    }
    env = {**os.environ, **connection, **cache, "ANSIBLE_HOME": str(folder / "home"), "ANSIBLE_NOCOLOR": "1"}
    command = ["ansible-playbook", "-i", str(folder / "hosts.json"), "-e", "register_gather_facts=false"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*command, "cmdbops.idoit_oitc.register"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return len(re.findall(r"^(?:ok|changed): ", done.stdout, re.MULTILINE)), seconds


def main() -> int:
    """Print one line per run; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=500)
    hosts: int = parser.parse_known_args()[0].hosts
    missed = []
    print(f"{'':8} {'hosts':>6} {'results':>8} {'requests':>9} {'calls':>7} {'writes':>7} {'CPU s':>6} {'ms/host':>8}")
    with simulator() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts.json").write_text(
            json.dumps({f"h{number:05}": facts(number) for number in range(1, hosts + 1)})
        )
        inventory = {"all": {"hosts": {f"h{number:05}": {} for number in range(1, hosts + 1)}}}
        (folder / "hosts.json").write_text(json.dumps(inventory))
        for what, goal in (("new", GOAL_NEW), ("again", GOAL_AGAIN)):
            counted(server["url"])
            tasks, seconds = register(server, folder)
            counters = counted(server["url"])
            requests, calls, writes = (counters.get(key, 0) for key in ("http_requests", "calls", "writes"))
            print(
                f"{what:8} {hosts:6} {tasks:8} {requests:9} {calls:7} {writes:7} {seconds:6.1f} "
                f"{1000 * seconds / hosts:8.1f}",
                flush=True,
            )
            if requests > goal * hosts + 100:
                missed.append(f"{what}: {requests} requests for {hosts} hosts")
            if what == "again" and writes:
                missed.append(f"{writes} writes although nothing changed")
    print(*(f"missed: {each}" for each in missed), sep="\n")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
