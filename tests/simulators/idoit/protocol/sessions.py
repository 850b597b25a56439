# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls: API key, user, session."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ...wire import Request
from .errors import AUTHENTICATION_ERROR, RpcError

SESSION_HEADER = "X-RPC-Auth-Session"
COOKIE = "PHPSESSID"


@dataclass(frozen=True)
class User:
    """Somebody who may log in. ``id``: the object of the person."""

    id: int
    username: str
    password: str | None


@dataclass
class Session:
    """A session. ``anonymous``: nobody logged in, the API key alone made it."""

    id: str
    user: User
    anonymous: bool = False
    language: str = "en"


@dataclass
class Account:
    """What a server knows of its callers. ``system``: the person that calls with nothing but the key run as."""

    api_key: str
    users: dict[str, User]
    system: User


@dataclass
class Sessions:
    """The sessions that are open."""

    account: Account
    counters: Counter[str]
    open: dict[str, Session] = field(default_factory=dict)
    expiring: dict[str, Session] = field(default_factory=dict)

    def start(self, user: User, anonymous: bool = False) -> Session:
        """Open a session."""
        session = Session(secrets.token_hex(16), user, anonymous)
        self.open[session.id] = session
        return session

    def end(self, number: str) -> None:
        """Close a session."""
        self.open.pop(number, None)

    def expire_all(self) -> None:
        """Time passes: every session is too old now."""
        self.open.clear()

    def check_key(self, params: dict[str, Any], missing: str, wrong: str) -> None:
        """Refuse a call without the API key; case and trailing blanks do not matter (idoit-observed.md §10)."""
        key = params.get("apikey")
        if not isinstance(key, str):
            raise RpcError(AUTHENTICATION_ERROR, missing)
        if not key:
            raise RpcError(AUTHENTICATION_ERROR, "Login required.")
        if key.rstrip().lower() != self.account.api_key.lower():
            raise RpcError(AUTHENTICATION_ERROR, wrong.format(key))

    def by_credentials(self, request: Request) -> User | None:
        """The user whose name and password come with the request; None if none are given."""
        given = credentials(request)
        if given is None:
            return None
        self.counters["credential_checks"] += 1
        name, password = given
        user = self.account.users.get(name.rstrip().lower())
        if user is None or user.password != password:
            raise RpcError(AUTHENTICATION_ERROR, "Either your username or password is invalid.")
        return user

    def figures(self) -> dict[str, int]:
        """How many sessions of users are open, and how many there are with those that a key alone made."""
        users = sum(not session.anonymous for session in self.open.values())
        return {"open_sessions": users, "session_rows": len(self.open)}


def credentials(request: Request) -> tuple[str, str] | None:
    """Name and password from the two headers, whose spelling matters, or from HTTP Basic."""
    name = request.header_exact("X-RPC-Auth-Username")
    if name:
        return name, request.header_exact("X-RPC-Auth-Password") or ""
    scheme, _unused, value = (request.header("Authorization") or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon and user else None


def cookie(request: Request) -> str | None:
    """The session id of the cookie."""
    for part in (request.header("Cookie") or "").split(";"):
        name, _unused, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return None


class ModernLogin:
    """Keeps the session a request names; everything else makes a new one."""

    def __init__(self, sessions: Sessions, settings: dict[str, Any]) -> None:
        self.sessions = sessions
        self.settings = settings

    def session(self, request: Request, params: dict[str, Any], earlier: Session | None) -> Session:
        """The session of one call. ``earlier``: that of the call before it in the same batch."""
        self.sessions.check_key(params, "Please specify an API key.", "API key '{}' is invalid.")
        if earlier is not None:
            return earlier
        named = request.header_exact(SESSION_HEADER)
        if named and named in self.sessions.open:
            return self.sessions.open[named]
        user = self.sessions.by_credentials(request)
        if user is not None:
            return self.sessions.start(user)
        if named or self.settings["api.authenticated-users-only"]:
            # What a dead id answers is unknown (idoit-api.md §16); the old generation shows the other possibility.
            raise RpcError(AUTHENTICATION_ERROR, "Please log in: there is no such session.")
        return self.sessions.start(self.sessions.account.system, anonymous=True)

    def logout(self, request: Request, session: Session) -> None:
        """End the session of this call."""
        del request
        self.sessions.end(session.id)


class LegacyLogin:
    """A new session for every keyed call; the cookie alone keeps one (idoit-observed.md §3)."""

    def __init__(self, sessions: Sessions, settings: dict[str, Any]) -> None:
        self.sessions = sessions
        self.settings = settings

    def session(self, request: Request, params: dict[str, Any], earlier: Session | None) -> Session:
        """The session of one call. ``earlier``: that of the call before it in the same batch."""
        if earlier is not None:
            return earlier
        by_cookie = self.sessions.open.get(cookie(request) or "")
        if by_cookie is not None:
            return by_cookie
        missing = "apikey parameter missing. You need to authenticate yourself in order to use this api method."
        self.sessions.check_key(params, missing, "Your API-Key '{}' is invalid.")
        if not self.settings["api.status"]:
            raise RpcError(-32603, "API is disabled.")
        return self._keyed(request)

    def _keyed(self, request: Request) -> Session:
        named = request.header_exact(SESSION_HEADER) or ""
        known = self.sessions.open.get(named) or self.sessions.expiring.pop(named, None)
        if known is not None:
            return self.sessions.start(known.user, known.anonymous)
        user = self.sessions.by_credentials(request)
        if user is not None:
            return self.sessions.start(user)
        if self.settings["api.authenticated-users-only"]:
            raise RpcError(
                AUTHENTICATION_ERROR, "Please specify a user by RPC Session header or HTTP Basic Authentication."
            )
        return self.sessions.start(self.sessions.account.system, anonymous=True)

    def logout(self, request: Request, session: Session) -> None:
        """End the session of this call; that is not the one the header names."""
        del request
        self.sessions.end(session.id)
