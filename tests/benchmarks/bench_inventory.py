# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the i-doit inventory costs: requests, logins, seconds, memory, and ratios to a bare loop and to other ways.

Hosts have four categories (addresses, model, location, contact) and five groups. The simulator runs in a process of its
own, as does each measurement. Seconds are those of the machine; ratios and numbers of requests are what counts.
``SCALE=full`` compares the one-by-one way at 10 000 hosts instead of 1 000.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
PAGE, ID_PAGE = 100, 1000
GOALS = {"to a bare loop": 1.5, "growth per host": 1.3}
ONE_BY_ONE_GOAL, GROUPS_GOAL = 10.0, 20.0
USER = {"IDOIT_USERNAME": "admin", "IDOIT_PASSWORD": "admin"}


@contextmanager
def simulator(hosts: int) -> Iterator[dict[str, str]]:
    """A simulator with so many hosts; its connection."""
    env = {**os.environ, "SIM_BULK": str(hosts), "SIM_ONLY": "idoit", "SIM_EXIT_WITH_STDIN": "1"}
    command = [sys.executable, "-m", "tests.simulators"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["idoit"]
        assert process.stdin is not None
        process.stdin.close()


def figures(url: str) -> dict[str, Any]:
    """What the simulator counted since the last time."""
    with urlopen(f"{url}/__sim__/stats") as answer:
        counted: dict[str, Any] = json.load(answer)
    urlopen(Request(f"{url}/__sim__/reset-counters", method="POST")).close()
    return counted


def measured(what: str, server: dict[str, str], folder: Path) -> dict[str, Any]:
    """One way in a process of its own (tests/benchmarks/inventory_ways.py), and what the simulator counted."""
    quiet = {"ANSIBLE_INVENTORY_UNPARSED_WARNING": "false", "ANSIBLE_HOME": str(folder / "home")}
    env = {**os.environ, "IDOIT_URL": server["url"], "IDOIT_API_KEY": server["api_key"], **USER, **quiet}
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "inventory_ways.py"), what, str(folder)]
    figures(server["url"])
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "server": figures(server["url"])}


def in_turns(server: dict[str, str], folder: Path, rounds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The best rounds of the plugin and of the bare loop, taken in turns: others may work on the machine too."""
    results = [(measured("ours", server, folder), measured("bare", server, folder)) for _unused in range(rounds)]
    ours, bare = zip(*results, strict=True)
    return min(ours, key=_seconds), min(bare, key=_seconds)


def _seconds(result: dict[str, Any]) -> float:
    return float(result["seconds"])


def pages(hosts: int) -> int:
    """Pages that have to be read: ids, hosts, and the one room that holds them."""
    return -(-hosts // (ID_PAGE - 1)) + 1 + -(-hosts // PAGE) + 1


def compare(hosts: int, one_by_one: bool) -> tuple[float, list[str]]:
    """Print one line; answers milliseconds per host, and what missed its goal."""
    missed = []
    with simulator(hosts) as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, bare = in_turns(server, folder, rounds=3 if hosts <= 10_000 else 1)
        http, logins = ours["server"]["counters"]["http_requests"], ours["server"]["logins"]
        allowed = pages(hosts) + 2 * WORKERS + 6
        ratio = ours["seconds"] / bare["seconds"]
        print(
            f"{hosts:8} {http:9} {allowed:8} {logins:7} {ours['seconds']:8.2f} {bare['seconds']:8.2f} {ratio:6.2f} "
            f"{1000 * ours['seconds'] / hosts:8.3f} {ours['kib'] / hosts:9.1f}",
            flush=True,
        )
        if http > allowed or logins > WORKERS:
            missed.append(f"{hosts} hosts: {http} requests, {logins} logins")
        if ratio > GOALS["to a bare loop"]:
            missed.append(f"{hosts} hosts: {ratio:.2f} times a bare loop")
        if one_by_one:
            slow = measured("one-by-one", server, folder)
            factor = slow["seconds"] / ours["seconds"]
            print(f"         one call per object and category: {slow['seconds']:.2f} s, {factor:.1f} times as long")
            if factor < ONE_BY_ONE_GOAL:
                missed.append(f"only {factor:.1f} times as fast as one by one")
    return ours["seconds"] / hosts, missed


def compare_groups(hosts: int) -> list[str]:
    """CPU time of five groups by group_by and by keyed_groups."""
    with simulator(hosts) as server, tempfile.TemporaryDirectory() as name:
        result = measured("groups", server, Path(name))
    factor = result["keyed"] / result["native"]
    print(
        f"five groups of {hosts} hosts: group_by {result['native']:.3f} s, keyed_groups {result['keyed']:.3f} s "
        f"of CPU time, {factor:.0f} times as fast, the groups are equal",
        flush=True,
    )
    return [] if factor >= GROUPS_GOAL else [f"group_by only {factor:.0f} times as fast as keyed_groups"]


def main() -> int:
    """Print the tables; ends non-zero when a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    sizes = parser.parse_args().hosts
    alternative = 10_000 if os.environ.get("SCALE") == "full" else 1_000
    print("inventory of i-doit: 4 categories, 5 groups per host")
    print(
        f"{'hosts':>8} {'requests':>9} {'allowed':>8} {'logins':>7} {'ours s':>8} {'bare s':>8} {'ratio':>6} "
        f"{'ms/host':>8} {'KiB/host':>9}"
    )
    missed: list[str] = []
    per_host = []
    for hosts in sizes:
        seconds, failures = compare(hosts, hosts == alternative)
        per_host.append(seconds)
        missed += failures
    growth = per_host[-1] / per_host[0]
    print(f"time per host from {sizes[0]} to {sizes[-1]} hosts: × {growth:.2f}, goal {GOALS['growth per host']}")
    if growth > GOALS["growth per host"]:
        missed.append(f"time per host grows by {growth:.2f}")
    missed += compare_groups(1_000)
    for line in missed:
        print(f"MISSED: {line}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
