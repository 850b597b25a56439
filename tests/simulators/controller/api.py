# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Controller over HTTP: authentication, lists by pages, details, relations, surveys."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..wire import Faults, Reply, Request
from . import rules
from .kinds import KINDS, Kind, RejectedError
from .store import CONSTRUCTED_SOURCE, Row, Store

BASE = "/api/v2/"
PAGE_SIZE = 25
MAX_PAGE_SIZE = 200
STAMP = "2026-01-01T00:00:00.000000Z"
PAGE_OPTIONS = ("page", "page_size", "order_by")
HIDDEN_COLUMNS = ("polls_left", "playbook_files")


def create(playbooks: Iterable[str] = (), update_polls: int = 2) -> Controller:
    """A fresh Controller with its one organization, ``Default``."""
    return Controller(Store(playbooks, update_polls))


def _as_jsonb(value: Any) -> Any:
    """PostgreSQL keeps the keys of a JSON document by length, then by name."""
    if isinstance(value, dict):
        return {key: _as_jsonb(value[key]) for key in sorted(value, key=lambda key: (len(key), key))}
    return [_as_jsonb(item) for item in value] if isinstance(value, list) else value


class Controller:
    """The simulator that ``tests/simulators/server.py`` carries."""

    name = "controller"
    token = "controller-token"
    username, password = "admin", "controller-password"

    def __init__(self, store: Store) -> None:
        self.counters: Counter[str] = Counter()
        self.faults = Faults()
        self.store = store
        self.store.create(KINDS["organizations"], {"name": "Default"})

    def stats(self) -> dict[str, Any]:
        return {"rows": {name: len(self.store.rows(kind)) for name, kind in KINDS.items()}}

    def close(self) -> None:
        """Nothing outlives the process."""

    def handle(self, request: Request) -> Reply:
        try:
            self._authenticate(request)
            return self._route(request)
        except RejectedError as rejected:
            return Reply.json(rejected.body, rejected.status)

    def _authenticate(self, request: Request) -> None:
        basic = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        if request.header("Authorization") not in (f"Bearer {self.token}", f"Basic {basic}"):
            raise RejectedError({"detail": "Authentication credentials were not provided."}, 401)

    def _route(self, request: Request) -> Reply:
        parts = request.path.removeprefix(BASE).strip("/").split("/")
        if not request.path.startswith(BASE) or not request.path.endswith("/") or parts[0] not in KINDS:
            raise RejectedError({"detail": "The requested resource could not be found."}, 404)
        if request.method != "GET":
            self.counters["writes"] += 1
            self.counters[f"writes {request.method} {parts[0]}"] += 1
        kind = KINDS[parts[0]]
        if len(parts) == 1:
            return self._collection(kind, request)
        row = self.store.get(kind, int(parts[1]))
        if len(parts) == 2:
            return self._detail(kind, row, request)
        return self._below(kind, row, parts[2], request)

    def _collection(self, kind: Kind, request: Request) -> Reply:
        if request.method == "POST":
            return Reply.json(self._shown(kind, self.store.create(kind, _body(request))), 201)
        self._only(request, "GET")
        return self._page(kind, self.store.rows(kind), request)

    def _detail(self, kind: Kind, row: Row, request: Request) -> Reply:
        self._only(request, "GET", "PATCH")
        if request.method == "PATCH":
            self.store.change(kind, row, _body(request))
        elif kind.name == "projects":
            self.store.look_at_project(row)
        return Reply.json(self._shown(kind, row))

    def _below(self, kind: Kind, row: Row, what: str, request: Request) -> Reply:
        if what == "survey_spec" and kind.survey:
            return self._survey(kind, row, request)
        if what == "playbooks" and kind.name == "projects":
            return Reply.json(row.get("playbook_files", []))
        owner = _owner(kind, row)
        if what not in owner.relations or kind.name == "constructed_inventories":
            raise RejectedError({"detail": "The requested resource could not be found."}, 404)
        related = KINDS[owner.relations[what]]
        if request.method == "GET":
            members = self.store.links[kind.table, row["id"], what]
            return self._page(related, [self.store.get(related, member) for member in members], request)
        self._only(request, "POST")
        body = _body(request)
        act = self.store.detach if "disassociate" in body else self.store.attach
        act(owner, row, what, body.get("id"))
        return Reply(204)

    def _survey(self, kind: Kind, row: Row, request: Request) -> Reply:
        self._only(request, "GET", "POST")
        if request.method == "POST":
            rules.check_survey(_body(request))
            self.store.surveys[kind.table, row["id"]] = _body(request)
            return Reply(200)
        return Reply.json(_as_jsonb(self.store.surveys.get((kind.table, row["id"]), {})))

    @staticmethod
    def _only(request: Request, *methods: str) -> None:
        if request.method not in methods:
            raise RejectedError({"detail": f'Method "{request.method}" not allowed.'}, 405)

    def _page(self, kind: Kind, rows: list[Row], request: Request) -> Reply:
        query = parse_qsl(request.query_string)
        options = {name: value for name, value in query if name in PAGE_OPTIONS}
        filters = [(name, value) for name, value in query if name not in PAGE_OPTIONS]
        page = int(options.get("page", 1))
        size = min(int(options.get("page_size", PAGE_SIZE)), MAX_PAGE_SIZE)
        found = [row for row in rows if _passes(kind, row, filters)]
        shown = [self._shown(kind, row) for row in found[(page - 1) * size : page * size]]

        def link(number: int) -> str:
            return f"{request.path}?{urlencode([*filters, ('page', number), ('page_size', size)])}"

        return Reply.json(
            {
                "count": len(found),
                "next": link(page + 1) if page * size < len(found) else None,
                "previous": link(page - 1) if page > 1 else None,
                "results": shown,
            }
        )

    def _shown(self, kind: Kind, row: Row) -> dict[str, Any]:
        url = f"{BASE}{kind.name}/{row['id']}/"
        relations = _owner(kind, row).relations
        members = {name: self.store.links[kind.table, row["id"], name] for name in relations}
        below = url.replace("constructed_inventories", "inventories")
        related = {name: f"{below}{name}/" for name in relations}
        if kind.survey:
            related["survey_spec"] = f"{url}survey_spec/"
        shown = {name: _as_jsonb(value) for name, value in row.items() if name not in HIDDEN_COLUMNS}
        if kind.name == "inventories":
            shown = {name: value for name, value in shown.items() if name not in CONSTRUCTED_SOURCE}
        if kind.name == "credentials":
            shown["inputs"] = self._without_secrets(row)
        if kind.name == "workflow_job_template_nodes":
            shown |= members
        return {
            "id": row["id"],
            "type": kind.type,
            "url": url,
            "related": related,
            "summary_fields": self._summary(kind, members),
            "created": STAMP,
            "modified": STAMP,
            **shown,
        }

    def _without_secrets(self, row: Row) -> dict[str, Any]:
        secret = rules.secret_fields(self.store.get(KINDS["credential_types"], row["credential_type"]))
        return {name: rules.ENCRYPTED if name in secret else value for name, value in _as_jsonb(row["inputs"]).items()}

    def _summary(self, kind: Kind, members: Mapping[str, list[int]]) -> dict[str, Any]:
        if kind.name not in ("job_templates", "inventory_sources"):
            return {}
        credentials = [self.store.get(KINDS["credentials"], member) for member in members["credentials"]]
        return {"credentials": [{"id": item["id"], "name": item["name"]} for item in credentials]}


def _passes(kind: Kind, row: Row, filters: Iterable[tuple[str, str]]) -> bool:
    """Whether a row has all values that are asked for, and one of those behind ``or__``."""
    every: list[bool] = []
    some: list[bool] = []
    for given, value in filters:
        name = given.removeprefix("or__")
        if name not in kind.fields and name not in ("id", "organization"):
            raise RejectedError({"detail": f"{kind.type} has no field named '{name}'"})
        (every if name == given else some).append(str(row.get(name)) == value)
    return all(every) and (any(some) or not some)


def _owner(kind: Kind, row: Row) -> Kind:
    """The kind whose relations a row has. Those of a constructed inventory lie under ``inventories/`` all the same."""
    return KINDS["constructed_inventories"] if row.get("kind") == "constructed" else kind


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError as error:
        raise RejectedError({"detail": f"JSON parse error - {error}"}) from error
    if not isinstance(body, dict):
        raise RejectedError({"detail": "JSON parse error - not a JSON object"})
    return body
