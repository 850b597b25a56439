# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors of the API and their codes (idoit-api.md §2, idoit-observed.md §2)."""

from __future__ import annotations

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMETERS = -32602
INTERNAL_ERROR = -32603
AUTHENTICATION_ERROR = -32604
SYSTEM_ERROR = -32099

GENERIC = {
    PARSE_ERROR: "Parse error",
    INVALID_REQUEST: "Invalid request",
    METHOD_NOT_FOUND: "Method not found",
    INVALID_PARAMETERS: "Invalid parameters",
    INTERNAL_ERROR: "Internal error",
    AUTHENTICATION_ERROR: "Authentication error",
    SYSTEM_ERROR: "i-doit system error",
}


class RpcError(Exception):
    """A call failed. ``validation``: attribute -> text, where attributes were refused."""

    def __init__(self, code: int, detail: str, validation: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.validation = validation


class PhpFatalError(Exception):
    """PHP gave up: HTTP 500 with an empty body (contracts/idoit/3-categories/496)."""


def internal(detail: str) -> RpcError:
    """A call that the domain refuses."""
    return RpcError(INTERNAL_ERROR, detail)


def invalid(detail: str) -> RpcError:
    """A call with a parameter that is missing or bad."""
    return RpcError(INVALID_PARAMETERS, detail)


def sql_error(statement: str, reason: str) -> RpcError:
    """What the database refused, as the old generation lets it through."""
    return RpcError(SYSTEM_ERROR, f"Database error : Query error: '{statement}':\n{reason}\n")
