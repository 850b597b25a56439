# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the i-doit client costs: requests, logins, seconds, and the ratio to a bare loop that sends the same bodies.

Reads four categories of many objects from the modern simulator, which runs in a process of its own. Seconds are those
of the machine it runs on and of a simulator; the ratio and the numbers of requests are what counts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import requests

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import paging
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import ENDPOINT, Call, Session, connect
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

CATEGORIES = ("C__CATG__IP", "C__CATG__MODEL", "C__CATG__LOCATION", "C__CATG__CONTACT")
HOSTS_ONLY = {"type": "C__OBJTYPE__SERVER"}
GOAL = 1.15
USER = {"username": "admin", "password": "admin"}
#: Other work on the machine disturbs short measurements: the best of so many rounds counts.
ROUNDS = 7


def serve(pipe: Connection, hosts: int) -> None:
    """The other process: a simulator with so many hosts."""
    simulator = create("modern", hosts=hosts)
    with running(simulator) as url:
        pipe.send((url, simulator.api_key))
        pipe.recv()
    simulator.close()


@contextmanager
def server(hosts: int) -> Iterator[tuple[str, str]]:
    """URL and API key of a simulator in a process of its own."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, hosts))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("stop")
        process.join()


@dataclass
class Recorder:
    """Keeps the bodies a session sends."""

    bodies: list[Any] = field(default_factory=list)

    def watch(self, session: Session) -> None:
        send = session.http.send

        def recorded(*args: Any, **kwargs: Any) -> Any:
            self.bodies.append(kwargs["json"])
            return send(*args, **kwargs)

        session.http.send = recorded  # type: ignore[method-assign]


@dataclass
class Way:
    """One way of reading all hosts. ``read`` answers how many entries it got."""

    name: str
    read: Callable[[Session, list[int]], int]
    rounds: int = ROUNDS


def in_batches(size: int) -> Callable[[Session, list[int]], int]:
    """One call per object and category, so many in one request."""

    def read(session: Session, ids: list[int]) -> int:
        session.batch_size = size
        calls = [
            Call("cmdb.category.read", {"objID": number, "category": category})
            for number in ids
            for category in CATEGORIES
        ]
        return sum(map(len, session.read(calls)))

    return read


def in_pages(session: Session, ids: list[int]) -> int:
    """Pages of objects, entries in the same answer."""
    rows = list(session.objects(HOSTS_ONLY, categories=CATEGORIES))
    assert len(rows) == len(ids)
    return sum(len(entries) for row in rows for entries in row["categories"].values())


def in_chunks(session: Session, ids: list[int]) -> int:
    """Chunks of known ids, entries in the same answer."""
    rows, missing = paging.read_rows(session, ids, CATEGORIES)
    assert not missing
    return sum(len(entries) for row in rows for entries in row["categories"].values())


WAYS = (
    Way("one by one", in_batches(1), rounds=1),
    Way("batches of 10", in_batches(10), rounds=4),
    Way("batches of 50", in_batches(50)),
    Way("batches of 100", in_batches(100)),
    Way("objects.read, pages of 100", in_pages),
    Way("objects.read, chunks of 100 ids", in_chunks),
)


def by_client(url: str, key: str, way: Way, ids: list[int]) -> tuple[float, list[Any]]:
    """Seconds, and the bodies that were sent."""
    recorder = Recorder()
    started = time.perf_counter()
    with connect({"url": url, "api_key": key, **USER}) as session:
        recorder.watch(session)
        entries = way.read(session, ids)
    spent = time.perf_counter() - started
    assert entries == len(ids) * len(CATEGORIES), entries
    return spent, recorder.bodies


def by_bare_loop(url: str, bodies: list[Any]) -> float:
    """Seconds of a loop that only sends these bodies and parses the answers."""
    headers = {"X-RPC-Auth-Username": USER["username"], "X-RPC-Auth-Password": USER["password"]}
    started = time.perf_counter()
    with requests.Session() as session:
        for body in bodies:
            answer = session.post(url + ENDPOINT, json=body, headers=headers, timeout=60)
            headers["X-RPC-Auth-Session"] = answer.headers["X-RPC-Auth-Session"]
            answer.json()
    return time.perf_counter() - started


def figures(url: str) -> dict[str, Any]:
    """What the simulator counted since the last time."""
    counted: dict[str, Any] = requests.get(f"{url}/__sim__/stats", timeout=10).json()
    requests.post(f"{url}/__sim__/reset-counters", timeout=10)
    return counted


def measure(url: str, key: str, way: Way, ids: list[int]) -> float:
    """Print one line; answers the ratio."""
    ours, bare = [], []
    for _ in range(way.rounds):
        figures(url)
        seconds, bodies = by_client(url, key, way, ids)
        counted = figures(url)
        ours.append(seconds)
        bare.append(by_bare_loop(url, bodies))
    ratio = min(ours) / min(bare)
    http, logins = counted["counters"]["http_requests"], counted["logins"]
    print(f"{way.name:32} {http:8} {logins:7} {min(ours):9.2f} {min(bare):9.2f} {ratio:6.2f}", flush=True)
    assert counted["open_sessions"] == 0
    return ratio


def main() -> int:
    """Print the table; ends non-zero when the client is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=2000)
    hosts = parser.parse_args().hosts
    print(f"i-doit: {hosts} objects × {len(CATEGORIES)} categories")
    print(f"{'':32} {'requests':>8} {'logins':>7} {'client s':>9} {'bare s':>9} {'ratio':>6}")
    with server(hosts) as (url, key):
        with connect({"url": url, "api_key": key}) as session:
            ids = paging.read_ids(session, HOSTS_ONLY)
        assert len(ids) == hosts
        worst = max(measure(url, key, way, ids) for way in WAYS)
    print(f"worst ratio {worst:.2f}, goal {GOAL}")
    return int(worst > GOAL)


if __name__ == "__main__":
    sys.exit(main())
