# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong, as exceptions whose text is one sentence a user can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any


class ApiError(Exception):
    """A call to one of the two systems failed.

    ``system``: "i-doit" or "openITCOCKPIT". ``method``: the API method or the path. ``subject``: the object,
    attribute or entry it was about. ``code``: the code of the API or the HTTP status. ``reason``: the likely cause, as
    advice. ``details``: messages per attribute. None may hold a secret: the transport redacts what it hands over.
    ``secrets``: options that turned out to be secret on the way; they must not be shown beside the error.
    """

    secrets: frozenset[str] = frozenset()

    def __init__(
        self,
        message: str,
        *,
        system: str | None = None,
        method: str | None = None,
        subject: str | None = None,
        code: int | str | None = None,
        reason: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.system = system
        self.method = method
        self.subject = subject
        self.code = code
        self.reason = reason
        self.details = dict(details or {})

    def __str__(self) -> str:
        where = " ".join(part for part in (self.system, self.method) if part)
        text = f"{where}: {self.message}" if where else self.message
        if self.subject and self.subject not in text:
            text = f"{text} ({self.subject})"
        if self.details:
            text = f"{text.rstrip('.')}: " + "; ".join(f"{key}: {value}" for key, value in self.details.items())
        return f"{text.rstrip('. ')}. {self.reason}" if self.reason else text

    def as_result(self) -> dict[str, Any]:
        """The machine-readable form, returned as ``error`` by a failed module."""
        fields = ("system", "method", "subject", "code", "reason")
        return {**{name: getattr(self, name) for name in fields}, "message": self.message, "details": self.details}


class InputError(ApiError):
    """What the user asked for cannot be meant: an unknown name, two options that exclude each other, a bad value."""


class NotFoundError(ApiError):
    """What the user named does not exist on the server."""


class AmbiguousError(ApiError):
    """A name matches several things; the message lists them with their ids, the first is never picked."""


class AuthError(ApiError):
    """The server does not know the key or the user, or the user lacks a right."""


class UnsupportedError(ApiError):
    """This generation of the server cannot do what was asked."""


class NotStoredError(ApiError):
    """The server answered success, but what it stored is not what was asked."""


class TransportError(ApiError):
    """No usable answer came back.

    ``delivered``: False when the request surely did not reach the server, None when nobody can know.
    """

    def __init__(self, message: str, *, delivered: bool | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.delivered = delivered


class CheckModeWriteError(RuntimeError):
    """A write was about to be sent in check mode: a mistake of this collection, stopped by the transport."""


def close_matches(name: str, valid: Iterable[str], limit: int = 5) -> list[str]:
    """The names nearest to ``name``, case ignored, best first."""
    by_folded = {text.casefold(): text for text in valid}
    near = difflib.get_close_matches(str(name).casefold(), list(by_folded), n=limit, cutoff=0.5)
    return [by_folded[folded] for folded in near]


def unknown_name(kind: str, name: Any, valid: Iterable[str], *, show_all: bool = False, **fields: Any) -> InputError:
    """The error for a name that does not exist: it lists the close ones, or all with ``show_all``."""
    names = sorted(set(valid))
    near = names if show_all and len(names) <= 40 else close_matches(str(name), names)
    label = "Valid are" if near is names else "Close matches"
    hint = f"{label}: {', '.join(near)}." if near else None
    return InputError(f"There is no {kind} {name!r}", reason=hint, **fields)
