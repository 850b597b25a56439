# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of i-doit's JSON-RPC API: one login, batches, a witness of who the calls run as, and a logout."""

from __future__ import annotations

import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any

from .._errors import ApiError, TransportError
from .._http import Answer, Http, HttpOptions, Redactor
from .._plan import Step
from . import methods, paging, steps, wire
from .account import Account, SessionLostError
from .generation import Generation, generation_of
from .wire import SYSTEM, Call, Reply

__all__ = ["Call", "Reply", "Session", "connect"]

ENDPOINT = "/src/jsonrpc.php"
BATCH_SIZE = 50

LOGIN = Call("idoit.login")
LOGOUT = Call("idoit.logout")
WITNESS = Call("idoit.version")
PROBE = Call("idoit.constants")
#: What a session sends of itself; opening and closing it changes nothing that check mode protects.
SESSION = (LOGIN.method, LOGOUT.method)
GUARDS = (WITNESS.method, PROBE.method)


def connect(
    options: Mapping[str, Any], *, check_mode: bool = False, log: Callable[[str], None] | None = None
) -> Session:
    """A client for the connection options of a module or a plugin; nothing is sent yet.

    ``check_mode``: a write raises :class:`CheckModeWriteError`. Raises :class:`InputError` for a bad URL.
    """
    base = HttpOptions.from_options(options)
    url = base.url if base.url.endswith(ENDPOINT) else base.url + ENDPOINT
    redact = Redactor()
    account = Account(str(options["api_key"]), options.get("username") or None, options.get("password"), redact)
    http = Http(replace(base, url=url), SYSTEM, redact, read_only=check_mode, log=log)
    return Session(http, account, language=options.get("language") or None)


class Session:
    """Calls to one i-doit server. Belongs to one thread; use it in a ``with`` statement, which logs out.

    Every request is a batch that begins with ``idoit.version``. It costs next to nothing, tells who the calls ran as,
    and takes the place in which old servers drop ``language`` (idoit-observed.md §3). The first one, which is the login
    where there is a user, also brings ``idoit.constants``, from which the generation is learnt.
    """

    def __init__(
        self, http: Http, account: Account, *, language: str | None = None, batch_size: int = BATCH_SIZE
    ) -> None:
        self.http = http
        self.language = language
        self.batch_size = batch_size
        #: What is being created: a plan that is made again after a write broke off completes it.
        self.begun: set[Any] = set()
        self._account = account
        self._ids = itertools.count(1)
        self._constants: Mapping[str, Any] = {}
        self._version: Mapping[str, Any] = {}
        self._generation: Generation | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def check_mode(self) -> bool:
        """Whether writes are refused."""
        return self.http.read_only

    @property
    def user(self) -> str | None:
        """The user name the server runs the calls as; None before the first call."""
        return self._account.username

    @property
    def generation(self) -> Generation:
        """How to speak to this release of the server; asked once, with the first batch."""
        if self._generation is None:
            self._open()
        return self._generation  # type: ignore[return-value]

    @property
    def constants(self) -> Mapping[str, Any]:
        """The answer of idoit.constants, which came with the first batch (idoit-api.md §5)."""
        if self._generation is None:
            self._open()
        return self._constants

    @property
    def version(self) -> Mapping[str, Any]:
        """The answer of idoit.version, which comes with each batch."""
        if self._generation is None:
            self._open()
        return self._version

    def call(self, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """One call: its result in the promised shape. Raises an :class:`ApiError`."""
        return self.batch([Call(method, params or {})])[0].value()

    def batch(self, calls: Sequence[Call]) -> list[Reply]:
        """Many calls in slices: one reply each, in order. A failing member does not lose the others."""
        return list(self.replies(calls))

    def read(self, calls: Sequence[Call]) -> list[Any]:
        """The results of many reads; raises the first error."""
        return [reply.value() for reply in self.batch(calls)]

    def execute(self, planned: Sequence[Step]) -> None:
        """Carry out steps: independent ones in one batch, ids of earlier answers put into later requests.

        Each step done gets its ``answer`` (the last result) and ``done``. What does not depend on a failed step is
        still done; then the first error is raised.
        """
        steps.carry_out(planned, self.replies)

    def objects(
        self,
        filter: Mapping[str, Any],
        *,
        categories: Sequence[str] | None = None,
        page_size: int | None = None,
    ) -> Iterator[dict[str, Any]]:
        """The objects of a filter, ordered by id, page by page; see :func:`paging.objects`."""
        return paging.objects(self, filter, categories=categories, page_size=page_size)

    def replies(self, calls: Sequence[Call]) -> Iterator[Reply]:
        """The replies of many calls, as their slices come in.

        A slice of reads that the server breaks down on (HTTP 500, often PHP's memory limit) is halved until the culprit
        is alone. With a write among the calls nobody knows what was done: the error is raised, and the next slices are
        smaller.
        """
        waiting = deque(calls[start : start + self.batch_size] for start in range(0, len(calls), self.batch_size))
        culprits = 0
        while waiting:
            part = waiting.popleft()
            try:
                replied = self._exchange(part)
            except TransportError as error:
                if not wire.too_large(error):
                    raise
                if any(call.writes for call in part):
                    self.batch_size = max(1, len(part) // 2)
                    raise
                if len(part) > 1:
                    waiting.extendleft(reversed(wire.halved(part)))
                    continue
                culprits += 1
                if culprits > 1:
                    raise
                replied = [Reply(part[0], error=error)]
            else:
                culprits = 0
            yield from replied

    def close(self) -> None:
        """Log out and close the connections. A logout that fails is only logged: the work is done."""
        try:
            if self._account.has_session:
                self._send([LOGOUT], retry=False)
        except ApiError as error:
            self._log(f"the session stays open on the server: {error}")
        finally:
            self._account.forget_session()
            self.http.close()

    def _open(self) -> None:
        """Learn whom one speaks to, if no call has come before."""
        if self._account.must_log_in:
            self._log_in()
        else:
            self._attempt([])

    def _exchange(self, calls: Sequence[Call]) -> list[Reply]:
        """One request. A session that was lost is renewed once, and the calls repeated unless a write ran."""
        if self._account.must_log_in:
            self._log_in()
        try:
            return self._attempt(calls)
        except SessionLostError as lost:
            ran = [reply.call.method for reply in lost.ran if reply.call.writes and reply.error is None]
            if ran:
                lost.reason = f"As that user ran: {', '.join(ran)}. {lost.reason or ''}".strip()
            if ran or not self._account.has_session:
                raise
            self._log(f"logging in again: {lost.message}")
            self._account.forget_session()
            self._log_in()
            return self._attempt(calls)

    def _attempt(self, calls: Sequence[Call]) -> list[Reply]:
        guards = [WITNESS, PROBE] if self._generation is None else [WITNESS]
        replied, headers = self._send([*guards, *calls])
        guarding, others = replied[: len(guards)], replied[len(guards) :]
        self._account.confirm(guarding[0], others, headers)
        self._learn(guarding)
        return others

    def _learn(self, guarding: Sequence[Reply]) -> None:
        self._version = guarding[0].result
        if self._generation is not None:
            return
        self._constants = guarding[1].value()
        self._generation = generation_of(self._version, self._constants)
        self._log(
            f"i-doit {self._version.get('version')}, {self._generation.name} API, calls run as {self.user}"
            + ("" if self._account.has_session else " without a session, because no username was given")
        )

    def _log_in(self) -> None:
        guards = [WITNESS, PROBE] if self._generation is None else [WITNESS]
        (login, *guarding), headers = self._send([LOGIN, *guards])
        self._account.logged_in(login.value(), headers)
        self._account.confirm(guarding[0], [], headers)
        self._learn(guarding)

    def _send(self, calls: Sequence[Call], retry: bool = True) -> tuple[list[Reply], Mapping[str, str]]:
        common = {"apikey": self._account.api_key, **({"language": self.language} if self.language else {})}
        members = wire.envelopes(calls, common, self._ids)
        counted = Counter(call.method for call in calls)
        what = _names(counted)
        answer = self.http.send(
            "POST",
            "",
            write=any(not methods.is_read(method) for method in counted if method not in SESSION),
            what=what,
            headers=self._account.headers(),
            json=members if len(members) > 1 else members[0],
            retry=retry,
        )
        replied = wire.replies(calls, members, self._json(answer, what), self.http.redact)
        return replied, answer.headers

    def _json(self, answer: Answer, what: str) -> Any:
        """The body, whatever the HTTP status: i-doit answers errors with 200, a proxy or a newer one with others."""
        try:
            body = answer.json()
        except ValueError:
            body = None
        if isinstance(body, (dict, list)):
            return body
        raise self.http.unusable(answer.status, answer.text, what)

    def _log(self, message: str) -> None:
        if self.http.log:
            self.http.log(self.http.redact(f"{SYSTEM}: {message}"))


def _names(counted: Mapping[str, int]) -> str:
    """How a request is called in logs and errors: the methods it holds, guards left out."""
    own = [method for method in counted if method not in GUARDS] or list(counted)
    return ", ".join(f"{counted[method]} × {method}" if counted[method] > 1 else method for method in own)
