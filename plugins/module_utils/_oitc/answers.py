# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an answer of openITCOCKPIT means: its content, or the one error that says what went wrong.

Success is judged by content, never by HTTP 200: many calls answer 200 and did nothing (oitc-observed.md §3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from .._errors import ApiError, AuthError, NotFoundError
from .._http import Answer, Http
from .rights import rights_for

SYSTEM = "openITCOCKPIT"


def content(answer: Answer, http: Http, path: str, what: str) -> dict[str, Any]:
    """The JSON object of a successful answer. Raises the :class:`ApiError` child that fits any other."""
    body = _json(answer)
    if answer.status == 401:
        raise AuthError(
            "the API key was refused",
            system=SYSTEM,
            method=what,
            code=401,
            reason="Check api_key, and that its user is active.",
        )
    if body is None or answer.status < 200 or 300 <= answer.status < 400:
        raise http.unusable(answer.status, answer.text, what)
    if answer.status >= 400:
        _refuse(answer.status, body, path, what)
    return body


def created_id(body: Mapping[str, Any]) -> int | None:
    """The id in an answer to add or edit: an int, digits, or inside the object or a list (oitc-observed.md §3)."""
    parts = [part for value in body.values() for part in (value if isinstance(value, list) else [value])]
    candidates = [body, *(part for part in parts if isinstance(part, Mapping))]
    for candidate in candidates:
        given = str(candidate.get("id", ""))
        if given.isdigit():
            return int(given)
    return None


def succeeded(body: Mapping[str, Any]) -> bool:
    """Whether the answer to a delete, enable, launch, … says that it was done; only tenants/delete sends a text."""
    return body.get("success") is True or ("success" not in body and isinstance(body.get("message"), str))


def _json(answer: Answer) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _refuse(status: int, body: Mapping[str, Any], path: str, what: str) -> NoReturn:
    explain: dict[int, Callable[[Mapping[str, Any], str], ApiError]] = {
        400: _bad_request,
        403: _forbidden,
        404: _not_found,
        405: _not_allowed,
        500: _crashed,
    }
    error = explain.get(status, _other)(body, path)
    error.system, error.method, error.code = SYSTEM, what, status
    raise error


def _bad_request(body: Mapping[str, Any], _path: str) -> ApiError:
    if isinstance(body.get("error"), (Mapping, list)):
        return ApiError("the values were refused", details=dict(_flat(body["error"])))
    users = body.get("usedBy") or ()
    details = {
        str(user.get("module", "module")): str(user.get("message", ""))
        for user in (users.values() if isinstance(users, Mapping) else users)
    }
    return ApiError(str(body.get("message") or "the request was refused"), details=details)


def _flat(errors: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Field path and message of nested errors: rows come as a list, or as an object when row 0 is fine."""
    pairs = enumerate(errors) if isinstance(errors, list) else errors.items()
    for key, value in pairs:
        if isinstance(value, (Mapping, list)):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            # The last key is the name of the rule that was broken, not of a field.
            yield prefix.rstrip("."), str(value)


def _forbidden(body: Mapping[str, Any], path: str) -> ApiError:
    message = str(body.get("message", ""))
    if "CSRF" in message:
        return AuthError(
            "the Authorization header did not arrive", reason="Does a proxy before the server remove or rewrite it?"
        )
    if "statusText" in body or message == "403 Forbidden":
        return AuthError(
            "the user of this API key has no right on the container",
            reason="Give the user write permission on the container, or name another one.",
        )
    rights = " or ".join(rights_for(path))
    return AuthError(
        f"the role of this API key's user lacks the right {rights}",
        reason="Grant it in the user role; a server too old to know the call answers the same.",
    )


def _not_found(body: Mapping[str, Any], _path: str) -> ApiError:
    return NotFoundError(str(body.get("message") or "not found"))


def _not_allowed(_body: Mapping[str, Any], _path: str) -> ApiError:
    return ApiError("the server does not take the request in this form", reason="Is it openITCOCKPIT 5 or newer?")


def _crashed(_body: Mapping[str, Any], _path: str) -> ApiError:
    return ApiError(
        "the server failed and gives no details",
        reason="Its own log, /opt/openitc/frontend/logs/error.log, tells more.",
    )


def _other(body: Mapping[str, Any], _path: str) -> ApiError:
    return ApiError(str(body.get("message") or "the request was refused"))
