# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The answers every controller shares: the body and the forms of errors (oitc-observed.md §2, §3)."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..wire import Reply, Request


@dataclass
class Answer:
    """A JSON answer other than plain 200."""

    body: dict[str, Any] = field(default_factory=dict)
    status: int = 200


class HttpError(Exception):
    """An exception that the server renders as ``{"message", "url", "code"}``."""

    def __init__(self, status: int, message: str, *, with_token: bool = True) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.with_token = with_token


class NotFoundError(HttpError):
    """404 with the text of the controller."""

    def __init__(self, message: str = "Not Found") -> None:
        super().__init__(404, message)


class MethodNotAllowedError(HttpError):
    """405: wrong method, or ``angular=true`` is missing where it is demanded."""

    def __init__(self) -> None:
        super().__init__(405, "Method Not Allowed")


class InternalError(HttpError):
    """500 without any detail: what every crash of the application looks like."""

    def __init__(self) -> None:
        super().__init__(500, "An Internal Error Has Occurred.")


class ContainerForbiddenError(Exception):
    """The user has no right on the object's containers; its shape depends on ``angular`` (oitc-observed.md §2)."""


class InvalidError(Exception):
    """400 ``{"error": {field: {rule: text}}}``."""

    def __init__(self, errors: Any) -> None:
        super().__init__("validation failed")
        self.errors = errors


FORBIDDEN = Answer({"status": 403, "statusText": "Forbidden"}, 403)


def shown_url(request: Request) -> str:
    """Path and query as error bodies show them: the query encoded anew, the whole HTML-escaped (contracts/oitc/240)."""
    return html.escape(request_url(request), quote=True)


def request_url(request: Request) -> str:
    query = urlencode(parse_qsl(request.query_string, keep_blank_values=True))
    return request.path + ("?" + query if query else "")


def error_reply(request: Request, error: HttpError) -> Reply:
    body: dict[str, Any] = {"message": error.message, "url": shown_url(request), "code": error.status}
    if error.with_token:
        body["_csrfToken"] = None
    return Reply.json(body, error.status)


def unauthenticated_reply(request: Request, *, with_cookie: bool) -> Reply:
    """401 with an empty body for API-like requests, else the way to the login page (contracts/oitc/003-006)."""
    headers = {"Content-Type": "text/html; charset=UTF-8"}
    if with_cookie:
        headers["Set-Cookie"] = "csrfToken=simulated; path=/; secure; HttpOnly"
    if request.path.endswith(".json") or request.header("Accept") == "application/json":
        return Reply(401, headers)
    return Reply(302, {**headers, "Location": "/a/users/login"})
