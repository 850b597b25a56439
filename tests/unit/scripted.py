# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that answer what a test tells them, over real HTTP, for answers no well-behaved server gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Faults, Reply, Request


class Scripted:
    """Answers each request with the next of ``replies``, or with what ``answer`` makes of it; keeps what came."""

    name = "scripted"

    def __init__(self, *replies: Reply) -> None:
        self.counters: Counter[str] = Counter()
        self.faults = Faults()
        self.replies = list(replies)
        self.requests: list[Request] = []

    def handle(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.replies.pop(0) if self.replies else self.answer(request)

    def answer(self, request: Request) -> Reply:
        raise AssertionError(f"nothing was scripted for {request.method} {request.path}")

    def stats(self) -> dict[str, Any]:
        return {}

    def close(self) -> None:
        pass

    def running(self) -> AbstractContextManager[str]:
        """Serve from a thread; gives the base URL."""
        return running(self)


class RefusedError(Exception):
    """A member of an i-doit batch fails with this error."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.error = {"code": code, "message": message, "data": data}


class ScriptedIdoit(Scripted):
    """Speaks i-doit's JSON-RPC.

    ``answers`` maps a method to its result, a :class:`RefusedError` or a function of its params. ``runs_as`` is the
    user, (id, name), the calls run as, or a function of the request. ``constants`` and ``version`` are what the
    generation is learnt from. ``legacy`` gives errors of a batch the id of its first member.
    """

    name = "i-doit"

    def __init__(self, answers: Mapping[str, Any] | None = None, *, legacy: bool = False) -> None:
        super().__init__()
        self.legacy = legacy
        self.answers = dict(answers or {})
        self.constants: Any = {"objectTypes": {}, "categories": {}, **({} if legacy else {"recordStates": {}})}
        self.version: dict[str, Any] = {"version": "1.7.3" if legacy else "30"}
        self.runs_as: tuple[str, str] | Callable[[Request], tuple[str, str]] = self.by_headers
        self.session = "session-1"
        self.batches: list[list[dict[str, Any]]] = []

    @staticmethod
    def by_headers(request: Request) -> tuple[str, str]:
        name = request.header_exact("X-RPC-Auth-Username")
        return ("9", name) if name else ("22", "systemapi")

    @property
    def methods(self) -> list[list[str]]:
        """What each request held."""
        return [[member["method"] for member in batch] for batch in self.batches]

    @property
    def calls(self) -> list[tuple[str, dict[str, Any]]]:
        """All calls but those a session makes of itself, without what is added to each."""
        return [
            (member["method"], {key: value for key, value in member["params"].items() if key != "apikey"})
            for batch in self.batches
            for member in batch
            if not member["method"].startswith("idoit.")
        ]

    def answer(self, request: Request) -> Reply:
        body = json.loads(request.body)
        members = body if isinstance(body, list) else [body]
        self.batches.append(members)
        answers = [self._one(request, member, members[0]["id"]) for member in members]
        headers = {"X-RPC-Auth-Session": self.session}
        return Reply.json(answers if isinstance(body, list) else answers[0], headers=headers)

    def _one(self, request: Request, member: dict[str, Any], first: Any) -> dict[str, Any]:
        try:
            result = self._result(request, member)
        except RefusedError as refused:
            return {"jsonrpc": "2.0", "id": first if self.legacy else member["id"], "error": refused.error}
        return {"jsonrpc": "2.0", "id": member["id"], "result": result}

    def _result(self, request: Request, member: dict[str, Any]) -> Any:
        method = member["method"]
        userid, name = self.runs_as(request) if callable(self.runs_as) else self.runs_as
        if method in self.answers:
            answer = self.answers[method]
            if isinstance(answer, RefusedError):
                raise answer
            return answer(member["params"]) if callable(answer) else answer
        own = {
            "idoit.login": {"result": True, "userid": userid, "username": name, "session-id": self.session},
            "idoit.logout": {"result": True, "message": "Logout successful"},
            "idoit.constants": self.constants,
            "idoit.version": {**self.version, "login": {"userid": userid, "username": name, "mandator": "one"}},
        }
        if method not in own:
            raise RefusedError(-32601, f"Method not found: {method} does not exist")
        return own[method]
