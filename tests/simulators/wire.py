# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a simulator sees of HTTP and what it gives back, and nothing of the library that carries it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    """One HTTP request. ``headers`` keep the spelling the client sent: i-doit tells the two apart."""

    method: str
    path: str
    query_string: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, case ignored as HTTP wants it; None when it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def header_exact(self, name: str) -> str | None:
        """The first header spelt exactly like this; None when there is only another spelling of it."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def query(self) -> list[tuple[str, str]]:
        """The decoded query string, order and repeated keys kept."""
        return parse_qsl(self.query_string, keep_blank_values=True)


@dataclass
class Reply:
    """One HTTP answer. ``truncate_at`` closes the connection after that many bytes of the body (a fault)."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncate_at: int | None = None

    @classmethod
    def json(cls, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
        """An answer whose body is ``value`` as UTF-8 JSON."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, {"Content-Type": "application/json", **(headers or {})}, body)


@dataclass
class Fault:
    """One misbehaviour asked for through ``POST /__sim__/faults``.

    ``kind``: delay, http, html, html_prefix, reset are done by the server for any simulator; every other kind is
    looked up by the simulator itself with :meth:`Faults.take`. ``match``: text that the path or the body must hold
    (empty: every request). ``skip``: how many matching requests pass first. ``times``: how often it fires (0: always).
    ``args``: what the kind needs (``seconds``, ``status``, ``body``, …).
    """

    kind: str
    match: str = ""
    skip: int = 0
    times: int = 1
    args: dict[str, Any] = field(default_factory=dict)
    fired: int = 0


class Faults:
    """The faults still to be done."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def replace(self, faults: list[dict[str, Any]]) -> None:
        self.pending = [Fault(**item) for item in faults]

    def take(self, kinds: tuple[str, ...], text: str) -> Fault | None:
        """The first pending fault of one of ``kinds`` that matches ``text``, counted as fired; or None."""
        for fault in self.pending:
            if fault.kind not in kinds or fault.match not in text:
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.fired += 1
            if fault.times and fault.fired >= fault.times:
                self.pending.remove(fault)
            return fault
        return None


class Simulator(Protocol):
    """What the server needs of a simulator."""

    name: str
    counters: Counter[str]
    faults: Faults

    def handle(self, request: Request) -> Reply:
        """Answer one request. Called by one thread at a time."""

    def stats(self) -> dict[str, Any]:
        """Figures for tests beside ``counters``: open sessions, writes per method, …"""

    def close(self) -> None:
        """Give the database back."""
