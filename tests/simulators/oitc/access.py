# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls, which actions the role may call, and which containers the user may read or write."""

from __future__ import annotations

import hashlib
import json
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from ..wire import Faults, Request
from .php import parse_query
from .store import Row, Store
from .tree import ROOT, Tree

SCHEME = "X-OITC-API"
READ, WRITE = 1, 2
ROLES = {1: "administrator", 2: "viewer"}
_CSRF_FREE = ("/hosts/index", "/services/index")
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_RIGHTS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "rights.json").read_text("utf-8"))

MODULES: list[str] = _RIGHTS["modules"]


def stock_key(name: str) -> str:
    """An API key in the form of the real ones: 160 hexadecimal digits."""
    return hashlib.shake_256(name.encode()).hexdigest(80)


def presented_key(request: Request) -> str | None:
    """The key a request carries: the query wins over the cookie, the cookie over the header (contracts/oitc/363, 364).

    The server cuts off the first characters of the header, whatever they are (contracts/oitc/009-011).
    """
    query = parse_query(request.query_string)
    if query.get("apikey"):
        return str(query["apikey"])
    cookie = SimpleCookie(request.header("Cookie") or "").get("Authorization") or _raw_cookie(request)
    text = cookie if isinstance(cookie, str) else cookie.value if cookie else request.header("Authorization")
    return text[len(SCHEME) :].strip() if text else None


def _raw_cookie(request: Request) -> str | None:
    """The cookie ``Authorization`` where its value holds a blank, which Python's parser refuses."""
    for part in (request.header("Cookie") or "").split(";"):
        name, _unused, value = part.strip().partition("=")
        if name == "Authorization":
            return value
    return None


def csrf_exempt(request: Request) -> bool:
    """No CSRF protection where the header holds the scheme in this very spelling, or the query the key."""
    return SCHEME in (request.header("Authorization") or "") or "apikey" in request.query_string


def needs_csrf_token(request: Request) -> bool:
    if request.method in _SAFE_METHODS or csrf_exempt(request):
        return False
    return request.path.removesuffix(".json") not in _CSRF_FREE


class User:
    """A user with the containers he was given; a right on a container holds for all below it."""

    def __init__(self, row: Row, store: Store, tree: Tree) -> None:
        self.row = row
        self.id: int = row["id"]
        self.role = ROLES.get(row["usergroup_id"], "viewer")
        self.zone: str = row["timezone"]
        self.full_name = f"{row['firstname']} {row['lastname']}"
        given = {r["container_id"]: r["permission_level"] for r in store.where("containers_to_users", user_id=self.id)}
        self.is_root = ROOT in given
        self.levels: dict[int, int] = {ROOT: READ}
        for container, level in given.items():
            for node in tree.descendants(container) if container in tree.nodes else []:
                self.levels[node] = max(level, self.levels.get(node, 0))

    def may_write_any(self, containers: list[int]) -> bool:
        return any(self.levels.get(container) == WRITE for container in containers)

    def may_read_any(self, containers: list[int]) -> bool:
        return any(container in self.levels for container in containers)

    @property
    def writable(self) -> list[int]:
        return [container for container, level in self.levels.items() if level == WRITE]


class Access:
    """Looks up users by key and answers what their role may call."""

    def __init__(self, store: Store, tree: Tree, faults: Faults) -> None:
        self._store = store
        self._tree = tree
        self._faults = faults

    def user(self, request: Request) -> User | None:
        key = presented_key(request)
        if not key:
            return None
        row = self._store.row(
            "SELECT u.* FROM users u JOIN apikeys k ON k.user_id = u.id WHERE k.apikey = ? AND u.is_active = 1", (key,)
        )
        return User(row, self._store, self._tree) if row else None

    def permissions(self, user: User) -> dict[str, Any]:
        """``{controller: {action: action}}`` as users/getUserPermissions shows it, all in lower case."""
        taken = self._taken()
        result = {
            controller: _granted(actions, controller, taken) for controller, actions in _RIGHTS[user.role].items()
        }
        return {controller: actions for controller, actions in result.items() if actions}

    def may_call(self, user: User, controller: str, action: str) -> bool:
        """False for unknown controllers and actions as well: the right does not exist (contracts/oitc/034, 035)."""
        node: Any = _RIGHTS[user.role]
        path = controller.replace("_", "")
        for step in path.split("/"):
            node = node.get(step, {}) if isinstance(node, dict) else {}
        return action.lower() in node and f"{path}/{action.lower()}" not in self._taken()

    def _taken(self) -> set[str]:
        """Rights that a test took away: faults of the kind ``missing_right`` with ``args: {"right": "hosts/edit"}``."""
        return {fault.args["right"].lower() for fault in self._faults.pending if fault.kind == "missing_right"}


def _granted(actions: Any, path: str, taken: set[str]) -> dict[str, Any]:
    if isinstance(actions, dict):
        return {name: _granted(inner, f"{path}/{name}", taken) for name, inner in actions.items()}
    return {action: action for action in actions if f"{path}/{action}" not in taken}
