# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Error answers of i-doit as exceptions, with the reason that is likely behind them.

Codes and texts: idoit-api.md §2, idoit-observed.md §2. Texts differ between releases: they decide on the advice and on
the class of the exception, never on what is done.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._errors import ApiError, AuthError, InputError, NotFoundError, UnsupportedError

UNKNOWN_METHOD = -32601
INVALID_PARAMS = -32602
NOT_AUTHENTICATED = -32604
LONGEST = 400


@dataclass(frozen=True)
class Cause:
    """What a text of the server means: the exception and the advice."""

    pattern: str
    error: type[ApiError]
    reason: str | None = None


CAUSES = (
    Cause(r"api is disabled|api.+(switched|turned) off", AuthError, "Switch the JSON-RPC API on in i-doit's settings."),
    Cause(r"api-?key", AuthError, "Check api_key: it must be the key of the tenant."),
    Cause(r"username or password", AuthError, "Check username and password."),
    Cause(r"specify a user|login required", AuthError, "The server wants a user: give username and password."),
    Cause(r"tenant database|only available after logging in", AuthError, "Was the person 'Api System' archived?"),
    Cause(
        r"\bright(s)?\b|permission|not allowed|not authorized|access denied|forbidden",
        AuthError,
        "The user lacks a right in i-doit.",
    ),
    Cause(r"\blicen[cs]e", ApiError, "The licence may not cover more objects, or not this add-on."),
    Cause(r"quickpurge is not enabled", UnsupportedError, "Switch 'Quickpurge' on in i-doit's settings."),
    Cause(r"\block(ed)?\b", ApiError, "Somebody may be editing the object: try again later."),
    Cause(r"too many connections|allowed memory|memory size|max_execution", ApiError, "Smaller batches may help."),
    Cause(r"category \".*\" not found", NotFoundError, "See the constants of the categories in i-doit."),
    Cause(
        r"does not (exist|own)|not found|unable to find|could not be found|foreign key constraint fails",
        NotFoundError,
    ),
)


def from_answer(method: str, params: Mapping[str, Any], error: Any, redact: Callable[[object], str] = str) -> ApiError:
    """The exception for the ``error`` of an answer, of either generation."""
    fields = error if isinstance(error, Mapping) else {"message": error}
    data = fields.get("data")
    code = fields.get("code")
    details = {key: redact(text) for key, text in _details(data).items()}
    text = redact(_text(fields, data))
    kind, reason = (InputError, "i-doit's validation refused the values.") if details else _classify(code, text, params)
    return located(kind(text, code=code, reason=reason, details=details), method, params)


def located(error: ApiError, method: str, params: Mapping[str, Any]) -> ApiError:
    """The same error, knowing the call it belongs to."""
    error.system = "i-doit"
    error.method = method
    error.subject = error.subject or subject(params)
    return error


def subject(params: Mapping[str, Any]) -> str | None:
    """What a call is about, in words: ``object 42, C__CATG__IP, entry 7``."""
    parts = [f"{params[key]!r}" for key in ("title",) if params.get(key) is not None]
    object_id = next((params[key] for key in ("object", "objID", "id") if params.get(key) is not None), None)
    if object_id is not None:
        parts.append(f"object {object_id}")
    parts += [str(params[key]) for key in ("category", "property", "type") if params.get(key) is not None]
    entry = next((params[key] for key in ("entry", "cateID", "entry_id") if params.get(key) is not None), None)
    if entry is not None:
        parts.append(f"entry {entry}")
    return ", ".join(parts) or None


def plain(text: Any) -> str:
    """Text without markup and line breaks, not longer than a message bears; SQL statements are left out."""
    short = re.sub(r"Query error: '.*?':\s*\n", "", str(text), flags=re.DOTALL)
    short = html.unescape(re.sub(r"<[^>]*>", " ", short))
    short = re.sub(r"\s+", " ", short).strip()
    return short if len(short) <= LONGEST else short[: LONGEST - 1] + "…"


def _text(fields: Mapping[str, Any], data: Any) -> str:
    # Before API 1.10 the message is only the code's name and the text is in data.error.
    if isinstance(data, Mapping) and isinstance(data.get("error"), str):
        return plain(data["error"])
    return plain(fields.get("message") or "the server reports an error without a text")


def _details(data: Any) -> dict[str, str]:
    """Messages per attribute."""
    if not isinstance(data, Mapping):
        return {}
    if "error" in data:
        data = data.get("validation")
    return {str(key): plain(text) for key, text in data.items()} if isinstance(data, Mapping) else {}


def _classify(code: Any, text: str, params: Mapping[str, Any]) -> tuple[type[ApiError], str | None]:
    cause = next((cause for cause in CAUSES if re.search(cause.pattern, text, re.IGNORECASE)), None)
    if code == NOT_AUTHENTICATED:
        known = cause is not None and cause.error is AuthError
        return AuthError, cause.reason if cause and known else "Check api_key, username and password."
    if code == UNKNOWN_METHOD or re.search(r"^method '.*' does not exist", text, re.IGNORECASE):
        return UnsupportedError, "This release of i-doit does not know the method."
    if code == INVALID_PARAMS and "objID" in text and "object" in params:
        # An unknown method fell back to read, which misses its parameter (idoit-observed.md §2).
        return UnsupportedError, "This release of i-doit may not know the method."
    return (cause.error, cause.reason) if cause else (ApiError, None)
