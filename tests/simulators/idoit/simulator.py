# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The i-doit simulator: HTTP requests in, answers of the chosen kind of server out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..wire import Faults, Reply, Request
from .categories.registry import Behaviours
from .context import Context, World
from .dialects import DIALECTS, Dialect
from .protocol.envelope import Invocation
from .protocol.errors import RpcError
from .protocol.sessions import SESSION_HEADER, Account, Session, Sessions
from .seeding import bulk, demo
from .seeding.stock import fill_stock, stock_account
from .store.database import Database

ENDPOINT = "/src/jsonrpc.php"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, X-RPC-Auth-Username,"
    " X-RPC-Auth-Password, X-RPC-Auth-Session",
    "Access-Control-Expose-Headers": SESSION_HEADER,
}
SUPPORTED_LANGUAGES = ("en", "de")


@dataclass
class Conversation:
    """The calls of one HTTP request: they share a login, in some dialects more."""

    request: Request
    session: Session | None = None
    context: Context | None = None
    served: int = 0


@dataclass
class IdoitSimulator:
    """A simulated server; see :func:`tests.simulators.idoit.create`."""

    dialect: Dialect
    account: Account
    world: World
    name: str = "idoit"
    counters: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.faults: Faults = self.world.faults
        self.sessions = Sessions(self.account, self.counters)
        self.login = self.dialect.login(self.sessions, self.world.settings)
        self.envelope = self.dialect.envelope()

    @property
    def api_key(self) -> str:
        """The key of the API."""
        return self.account.api_key

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path != ENDPOINT and ("api", "jsonrpc") not in request.query:
            return Reply(404, {"Content-Type": "text/html"}, b"<html><body>Not Found</body></html>")
        conversation = Conversation(request)
        with self.world.database.transaction():
            reply = self.envelope.answer(request, lambda call: self._run(conversation, call))
        reply.headers = {**reply.headers, **HEADERS}
        if conversation.session is not None:
            reply.headers[SESSION_HEADER] = conversation.session.id
            reply.headers["Set-Cookie"] = f"PHPSESSID={conversation.session.id}; path=/"
        return reply

    def _run(self, conversation: Conversation, call: Invocation) -> Any:
        self._count(call)
        self._misbehave(call)
        full = self.dialect.resolve(call.method, self.dialect.methods)
        session = self.login.session(conversation.request, call.params, conversation.session)
        language = self._language(conversation, session, call)
        conversation.session = session
        method = self.dialect.methods[full]
        if method.writes:
            self.counters["writes"] += 1
            self.counters[f"write:{call.method}"] += 1
        with self.world.database.savepoint() if self.dialect.atomic else nullcontext():
            result = method.call(self._context(conversation, session, language), call.params)
        self._follow(full, conversation, session)
        return result

    def _count(self, call: Invocation) -> None:
        self.counters["calls"] += 1
        self.counters[f"method:{call.method}"] += 1

    def _misbehave(self, call: Invocation) -> None:
        """The faults of issue: an expired session, a call that fails."""
        text = f"{call.method} {call.params}"
        if self.faults.take(("session_expired",), text):
            self.sessions.expire_all()
        failing = self.faults.take(("member_error",), text)
        if failing:
            raise RpcError(int(failing.args.get("code", -32603)), str(failing.args.get("message", "Something failed.")))

    def _language(self, conversation: Conversation, session: Session, call: Invocation) -> str:
        wanted = call.params.get("language")
        if not self.dialect.shares_batch:
            return wanted if wanted in SUPPORTED_LANGUAGES else session.language
        # The call that logs in drops its language; a later one of the batch sets it for the rest.
        if conversation.session is not None and wanted in SUPPORTED_LANGUAGES:
            session.language = wanted
        return session.language

    def _context(self, conversation: Conversation, session: Session, language: str) -> Context:
        if not self.dialect.shares_batch or conversation.context is None:
            conversation.context = Context(self.world, session, language)
        conversation.context.language = language
        return conversation.context

    def _follow(self, full: str, conversation: Conversation, session: Session) -> None:
        if full == "idoit.login":
            self.counters["logins"] += 1
        if full == "idoit.logout":
            self.login.logout(conversation.request, session)

    def stats(self) -> dict[str, Any]:
        """Calls, calls and writes by method, logins, sessions."""
        return {
            "calls": self.counters["calls"],
            "writes": self.counters["writes"],
            "logins": self.counters["logins"],
            "credential_checks": self.counters["credential_checks"],
            "methods": self._by_prefix("method:"),
            "writes_by_method": self._by_prefix("write:"),
            **self.sessions.figures(),
        }

    def _by_prefix(self, prefix: str) -> dict[str, int]:
        return {key.removeprefix(prefix): count for key, count in self.counters.items() if key.startswith(prefix)}

    def close(self) -> None:
        """Give the database back."""
        self.world.database.close()


def create(
    profile: str = "modern",
    seed: str = "stock",
    state_dir: str | None = None,
    hosts: int = 0,
    clock: Callable[[], datetime] = datetime.now,
) -> IdoitSimulator:
    """A server of one of :data:`.dialects.DIALECTS`.

    ``seed``: ``stock`` (a fresh installation) or ``demo`` (with custom categories and reports). ``state_dir``: where
    its data are kept; None keeps them in memory. ``hosts``: how many hosts to make at once, for benchmarks.
    """
    dialect = DIALECTS[profile]
    database = Database(state_dir)
    catalogue = dialect.catalogue()
    seed = database.meta("seed") or seed
    if seed == "demo":
        demo.extend_catalogue(catalogue)
    behaviours = Behaviours(catalogue, dialect.behaviours, dialect.value_types)
    account = stock_account()
    world = World(database, catalogue, dialect, Faults(), behaviours, clock=clock, users=account.users)
    simulator = IdoitSimulator(dialect, account, world)
    if database.meta("seed") is None:
        with database.transaction():
            context = Context(world, Session("", account.system))
            fill_stock(context)
            if seed == "demo":
                demo.fill_demo(context)
            if hosts:
                bulk.fill_hosts(context, hosts)
            database.set_meta("seed", seed)
    return simulator
