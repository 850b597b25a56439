# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of one request: authentication, CSRF, rights, the action, and the envelope around its answer."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..wire import Faults, Reply, Request
from . import controllers
from .access import User, csrf_exempt, needs_csrf_token
from .call import Call, parse_body, split_path
from .envelope import (
    FORBIDDEN,
    Answer,
    ContainerForbiddenError,
    HttpError,
    InvalidError,
    MethodNotAllowedError,
    error_reply,
    request_url,
    unauthenticated_reply,
)
from .php import parse_query
from .routing import ACTIONS, Handler
from .seed import API_KEY, VIEWER_API_KEY, fill
from .store import Store
from .world import World

PUBLIC = (("users", "login"),)
_ASKING_BY_POST = ("hosts/index", "services/index", "hosts/checkForDuplicateHostname", "exports/verifyConfig")
_TOKEN = "c2ltdWxhdGVkIENTUkYgdG9rZW4="


class OitcSimulator:
    """An openITCOCKPIT 5.3.0 server. Implements ``wire.Simulator``.

    Beside ``http_requests``, ``counters`` holds ``reads`` and ``writes``, each once more by action
    (``write hosts/add``), and ``exports_launched``. A write is a call that changed the database or was meant to: every
    POST but those that only ask. Faults of its own: ``missing_right``, ``drop_value``, ``engine_down``,
    ``gearman_down``, ``no_worker``, ``export_hangs``, ``export_fails``, ``slow_export``.
    """

    name = "oitc"
    api_key = API_KEY
    viewer_api_key = VIEWER_API_KEY

    def __init__(self, path: str = ":memory:") -> None:
        self.counters: Counter[str] = Counter()
        self.faults = Faults()
        self.store = Store(path)
        fill(self.store)
        self.world = World(self.store, self.faults)
        controllers.load()

    def close(self) -> None:
        self.store.close()

    def stats(self) -> dict[str, Any]:
        """How many rows of the main kinds there are, and what still goes on in the background."""
        tables = ("hosts", "services", "containers", "hoststatus", "queued_commands")
        rows = {table: self.store.value(f"SELECT COUNT(*) FROM {table}") for table in tables}
        return {"rows": rows, "export_running": self.world.export.running}

    def handle(self, request: Request) -> Reply:
        self.store.connection.execute("BEGIN")
        self.world.engine.work()
        self.world.export.work()
        self.store.connection.execute("COMMIT")
        reply = self._answer(request)
        if request.method == "HEAD":
            reply.body = b""
        return reply

    def _answer(self, request: Request) -> Reply:
        try:
            if needs_csrf_token(request):
                raise HttpError(403, "Missing or incorrect CSRF cookie type.")
            controller, action, args, is_json = split_path(request.path)
            user = self.world.access.user(request)
            if user is None and (controller, action) not in PUBLIC:
                return unauthenticated_reply(request, with_cookie=not csrf_exempt(request))
            return self._run(request, controller, action, args, is_json, user)
        except HttpError as error:
            return error_reply(request, error)

    def _run(
        self, request: Request, controller: str, action: str, args: list[str], is_json: bool, user: User | None
    ) -> Reply:
        if user is None:
            user = User(self.store.where("users", id=2)[0], self.store, self.world.tree)
        elif not self.world.access.may_call(user, controller, action):
            raise HttpError(403, f"Identity is not authorized to perform `access` on `{request_url(request)}`.")
        body = parse_body(request)
        if not is_json:
            raise HttpError(405, MethodNotAllowedError().message, with_token=False)
        query = parse_query(request.query_string)
        call = Call(self.world, request, controller, action, args, user, query, body)
        answer = self._act(call)
        headers = {} if csrf_exempt(request) else {"Set-Cookie": "csrfToken=simulated; path=/; secure; HttpOnly"}
        token = None if csrf_exempt(request) else _TOKEN
        return Reply.json({**answer.body, "_csrfToken": token}, answer.status, headers)

    def _act(self, call: Call) -> Answer:
        """Run the action in a transaction: what fails leaves nothing behind."""
        handler = ACTIONS.get((call.controller, call.action))
        if handler is None:
            raise HttpError(501, f"{call.controller}/{call.action} is not simulated")
        before, launched = self.store.connection.total_changes, self.world.export.launched
        self.store.connection.execute("BEGIN")
        good = False
        try:
            answer = _answer_of(handler, call)
            good = answer.status == 200
        finally:
            changed = self.store.connection.total_changes > before
            self._count(call, changed=good and changed)
            self.store.connection.execute("COMMIT" if good else "ROLLBACK")
            if changed and not good:
                self.world.tree.refresh()
        self.counters["exports_launched"] += self.world.export.launched - launched
        return answer

    def _count(self, call: Call, *, changed: bool) -> None:
        name = f"{call.controller}/{call.action}"
        kind = "write" if changed or (call.is_post and name not in _ASKING_BY_POST) else "read"
        self.counters[f"{kind}s"] += 1
        self.counters[f"{kind} {name}"] += 1


def _answer_of(handler: Handler, call: Call) -> Answer:
    try:
        found = handler(call)
    except InvalidError as invalid:
        return Answer({"error": invalid.errors}, 400)
    except ContainerForbiddenError:
        if not call.angular:
            raise HttpError(403, "403 Forbidden") from None
        return FORBIDDEN
    return found if isinstance(found, Answer) else Answer(found)
