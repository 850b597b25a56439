# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replays a recorded sequence against a fresh simulator and compares answer by answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Request

HERE = Path(__file__).parent
RECORDED_AT = datetime(2026, 11, 22, 16, 41, 30)
SESSION = "X-RPC-Auth-Session"

Exchange = dict[str, Any]
Prepare = Callable[[IdoitSimulator], None]

TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
SESSION_ID = re.compile(r"\b[0-9a-f]{32}\b")
SYSID = re.compile(r"SYSID_\d+")
SQL = re.compile(r"^Database error : Query error: .*", re.DOTALL)
VOLATILE = ((TIME, "<time>"), (SYSID, "<sysid>"), (SQL, "<sql>"))


def recorded(sequence: str) -> list[Exchange]:
    """The exchanges of one sequence."""
    lines = (HERE / f"{sequence}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def masked(value: Any, key: str = "") -> Any:
    """``value`` without what differs from run to run: times, session ids, sysids of the server, SQL texts."""
    if isinstance(value, dict):
        return {name: masked(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [masked(member) for member in value]
    if isinstance(value, str):
        if key == "session-id":
            return "<session>"
        for pattern, instead in VOLATILE:
            value = pattern.sub(instead, value)
    return value


def pairs(one: Any, other: Any) -> Iterator[tuple[str, str]]:
    """The texts that stand at the same place of two values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() & other.keys():
            yield from pairs(one[key], other[key])
    elif isinstance(one, list) and isinstance(other, list):
        for left, right in zip(one, other, strict=False):
            yield from pairs(left, right)
    elif isinstance(one, str) and isinstance(other, str):
        yield one, other


@dataclass
class Outcome:
    """What became of one exchange."""

    name: str
    expected: Any
    answered: Any

    @property
    def equal(self) -> bool:
        """True if the simulator answered what was recorded."""
        return bool(self.expected == self.answered)


class Replay:
    """One run. ``known``: recorded session id or sysid -> the one of this run."""

    def __init__(self, prepare: dict[str, Prepare]) -> None:
        self.simulator = create("legacy", clock=lambda: RECORDED_AT)
        self.prepare = prepare
        self.known: dict[str, str] = {}

    def run(self, exchanges: list[Exchange]) -> list[Outcome]:
        """Every exchange in its turn."""
        return [self._one(exchange) for exchange in exchanges]

    def _one(self, exchange: Exchange) -> Outcome:
        number = exchange["name"].split("-")[0]
        if number in self.prepare:
            self.prepare[number](self.simulator)
        reply = self.simulator.handle(self._request(exchange["request"]))
        response = exchange["response"]
        try:
            body = json.loads(reply.body)
        except ValueError:
            body = {"__not_json__": reply.body.decode()}
        self._learn(response, reply.headers, body)
        expected = (response["status"], masked(response["body"]))
        return Outcome(exchange["name"], expected, (reply.status, masked(body)))

    def _learn(self, response: dict[str, Any], headers: dict[str, str], body: Any) -> None:
        old, new = response.get("headers", {}).get(SESSION), headers.get(SESSION)
        if old and new:
            self.known[old] = new
        for one, other in pairs(response["body"], body):
            if SYSID.fullmatch(one) or SESSION_ID.fullmatch(one):
                self.known[one] = other

    def _request(self, request: dict[str, Any]) -> Request:
        body = request.get("body")
        text = body["__raw__"] if isinstance(body, dict) and "__raw__" in body else json.dumps(body)
        headers = tuple((name, self._translated(value)) for name, value in request["headers"].items())
        path, _unused, query = request["path"].partition("?")
        return Request(request["method"], path, query, headers, self._translated(text).encode())

    def _translated(self, text: str) -> str:
        """What this run has in place of recorded session ids and sysids."""
        pattern = re.compile(f"{SESSION_ID.pattern}|{SYSID.pattern}")
        return pattern.sub(lambda found: self.known.get(found.group(), found.group()), text)
