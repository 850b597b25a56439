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
class Way:
    """One way of reading all hosts. ``read`` answers how many entries it got.

    ``portion``: so many hosts at a time, client and bare loop in turn, so that other work on the machine disturbs both
    alike. A way that reads all at once is measured ``rounds`` times, and the best round counts.
    """

    name: str
    read: Callable[[Session, list[int]], int]
    portion: int | None = 100
    rounds: int = 1


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
    Way("one by one", in_batches(1)),
    Way("batches of 10", in_batches(10)),
    Way("batches of 50", in_batches(50)),
    Way("batches of 100", in_batches(100)),
    Way("objects.read, pages of 100", in_pages, portion=None, rounds=7),
    Way("objects.read, chunks of 100 ids", in_chunks, rounds=7),
)


@dataclass
class Race:
    """The client and a bare loop that sends the same bodies, one after the other."""

    url: str
    key: str
    ours: float = 0.0
    bare: float = 0.0
    sent: int = 0
    logins: int = 0
    bodies: list[Any] = field(default_factory=list)

    def run(self, way: Way, ids: list[int]) -> None:
        """Read all hosts."""
        entries = 0
        with connect({"url": self.url, "api_key": self.key, **USER}) as session, requests.Session() as loop:
            self._watch(session)
            loop.headers.update({"X-RPC-Auth-Username": USER["username"], "X-RPC-Auth-Password": USER["password"]})
            for start in range(0, len(ids), way.portion or len(ids)):
                self.bodies.clear()
                started = time.perf_counter()
                entries += way.read(session, ids[start : start + (way.portion or len(ids))])
                between = time.perf_counter()
                self._send_again(loop)
                self.ours += between - started
                self.bare += time.perf_counter() - between
        self.sent = session.http.counters.requests
        assert entries == len(ids) * len(CATEGORIES), entries

    def _watch(self, session: Session) -> None:
        send = session.http.send

        def recorded(*args: Any, **kwargs: Any) -> Any:
            self.bodies.append(kwargs["json"])
            self.logins += "idoit.login" in str(kwargs["json"])
            return send(*args, **kwargs)

        session.http.send = recorded  # type: ignore[method-assign]

    def _send_again(self, loop: requests.Session) -> None:
        for body in self.bodies:
            answer = loop.post(self.url + ENDPOINT, json=body, timeout=60)
            loop.headers["X-RPC-Auth-Session"] = answer.headers["X-RPC-Auth-Session"]
            answer.json()


def measure(url: str, key: str, way: Way, ids: list[int]) -> float:
    """Print one line; answers the ratio."""
    races = []
    for _unused in range(way.rounds):
        race = Race(url, key)
        race.run(way, ids)
        races.append(race)
    ours, bare = min(race.ours for race in races), min(race.bare for race in races)
    last = races[-1]
    print(f"{way.name:32} {last.sent:8} {last.logins:7} {ours:9.2f} {bare:9.2f} {ours / bare:6.2f}", flush=True)
    return ours / bare


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
