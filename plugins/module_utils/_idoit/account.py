# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the calls run as: key, user, session, and whether the server agrees (idoit-api.md §1.1, idoit-observed.md §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._errors import AuthError, InputError
from .._http import Redactor
from .wire import SYSTEM, Reply

#: i-doit compares these names case by case; any other spelling is ignored without a word.
USERNAME = "X-RPC-Auth-Username"
PASSWORD = "X-RPC-Auth-Password"  # noqa: S105
SESSION = "X-RPC-Auth-Session"

_LOST_HEADERS = (
    f"Something between here and i-doit (a proxy, HTTP/2, the web server) drops {USERNAME} or changes its case, "
    "and i-doit ignores any other spelling."
)


class SessionLostError(AuthError):
    """The session is gone. ``ran``: the calls that ran all the same, as somebody else."""

    def __init__(self, message: str, ran: Sequence[Reply] = (), **fields: Any) -> None:
        super().__init__(message, system=SYSTEM, **fields)
        self.ran = ran


class Account:
    """Key, user and session of one client.

    Without a user the calls run as the built-in "Api System" and there is no session. ``userid`` and ``username`` are
    what the server says.
    """

    def __init__(self, api_key: str, username: str | None, password: str | None, redact: Redactor) -> None:
        self.api_key = api_key
        self.asked = username
        self.userid: str | None = None
        self.username: str | None = None
        self._password = password or ""
        self._session: str | None = None
        self._redact = redact
        redact.add(api_key, password)

    @property
    def must_log_in(self) -> bool:
        """Whether a login has to come before the next call."""
        return self.asked is not None and self._session is None

    @property
    def has_session(self) -> bool:
        """Whether there is a session to end."""
        return self._session is not None

    def headers(self) -> dict[str, str]:
        """The headers of the next request. The user goes beside the session: so the server can replace a dead one."""
        if self.asked is None:
            return {}
        user = {USERNAME: _header(self.asked, "username"), PASSWORD: _header(self._password, "password")}
        return {**user, SESSION: self._session} if self._session else user

    def forget_session(self) -> None:
        """The session is over."""
        self._session = None

    def logged_in(self, result: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """Take over the session that idoit.login opened; raises :class:`AuthError` when it is another user's."""
        name, mail = _clean(result.get("username")), _clean(result.get("mail"))
        if not _same_user(self.asked or "", name, mail):
            raise AuthError(
                f"the calls would run as {name or 'nobody'!r}, not as {self.asked!r}",
                system=SYSTEM,
                method="idoit.login",
                reason=_LOST_HEADERS,
            )
        self.userid, self.username = _clean(result.get("userid")), name
        self._keep(str(result.get("session-id") or headers.get(SESSION) or ""))
        if not self._session:
            raise AuthError("the server opened no session", system=SYSTEM, method="idoit.login", reason=_LOST_HEADERS)

    def confirm(self, witness: Reply, others: Sequence[Reply], headers: Mapping[str, str]) -> None:
        """Check by idoit.version, which rides in each batch, that the calls ran as the right user.

        Raises :class:`SessionLostError` when they did not, or the error of the witness.
        """
        if witness.error is not None:
            raise self._refused(witness.error, others)
        login = witness.result.get("login")
        login = login if isinstance(login, Mapping) else {}
        userid, name = _clean(login.get("userid")), _clean(login.get("username"))
        if self.userid is None:
            self.userid, self.username = userid, name
        elif userid != self.userid:
            raise SessionLostError(f"the session was lost and the calls ran as {name!r}", others, reason=_LOST_HEADERS)
        if self._session and headers.get(SESSION):
            # The server may have opened a new one in place of one that expired.
            self._keep(headers[SESSION])

    def _refused(self, error: Exception, others: Sequence[Reply]) -> Exception:
        if self._session and isinstance(error, AuthError):
            ran = [reply for reply in others if not isinstance(reply.error, AuthError)]
            return SessionLostError(error.message, ran, code=error.code, reason=error.reason)
        return error

    def _keep(self, session: str) -> None:
        self._session = session or None
        self._redact.add(self._session)


def _clean(value: Any) -> str:
    return str(value or "").strip()


def _same_user(asked: str, name: str, mail: str) -> bool:
    """Case and trailing blanks do not count for i-doit; a directory's user may be given with its domain."""
    wanted = asked.strip().casefold()
    local = wanted.rpartition("\\")[2].partition("@")[0]
    return bool(wanted) and (name.casefold() in (wanted, local) or mail.casefold() == wanted)


def _header(value: str, option: str) -> str:
    """UTF-8 in a header, as PHP reads it; what no header can carry is refused."""
    if value != value.strip() or any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise InputError(
            f"{option} begins or ends with a blank or holds control characters: no HTTP header carries that"
        )
    return value.encode("utf-8").decode("latin-1")
