# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON-RPC requests in, answers out: one class for each generation."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ...wire import Reply, Request
from .errors import (
    AUTHENTICATION_ERROR,
    GENERIC,
    INTERNAL_ERROR,
    INVALID_PARAMETERS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    SYSTEM_ERROR,
    PhpFatalError,
    RpcError,
)


@dataclass
class Invocation:
    """One call taken out of its envelope. ``batched``: it is a member of a batch; ``position``: which one."""

    method: str
    params: dict[str, Any]
    position: int = 0
    batched: bool = False


Run = Callable[[Invocation], Any]
"""Executes a call; raises RpcError or PhpFatalError."""


class Envelope(Protocol):
    """How a generation reads requests and writes answers."""

    def answer(self, request: Request, run: Run) -> Reply:
        """Execute every call of a request."""


def _versioned(call: dict[str, Any]) -> bool:
    return "2.0" in (call.get("version"), call.get("jsonrpc"))


def is_json_post(request: Request) -> bool:
    """What both generations demand before they look at the body."""
    return request.method == "POST" and (request.header("Content-Type") or "").startswith("application/json")


NOT_JSON_RPC = (
    'This is not a JSON-RPC. The content-type should be application/json, request method should be "post" and the'
    " http body should be a valid json-rpc 2.0 package."
)


class ModernEnvelope:
    """API add-on 1.10 and later (idoit-api.md §1.4, §1.5)."""

    def answer(self, request: Request, run: Run) -> Reply:
        """Execute every call of a request."""
        if not is_json_post(request):
            return Reply.json(self._error(RpcError(INVALID_REQUEST, NOT_JSON_RPC), None))
        try:
            body = json.loads(request.body)
        except ValueError:
            return Reply.json(self._error(RpcError(INVALID_REQUEST, "The request is no valid JSON."), None))
        try:
            answer = self._batch(body, run) if isinstance(body, list) and body else self._single(body, run)
        except PhpFatalError:
            return Reply(500)
        return Reply.json(answer) if answer is not None else Reply(200, {"Content-Type": "application/json"})

    def _error(self, error: RpcError, number: Any) -> dict[str, Any]:
        message = f"{GENERIC[error.code]}: {error.detail}"
        return {
            "id": number,
            "jsonrpc": "2.0",
            "error": {"code": error.code, "message": message, "data": error.validation},
        }

    def _batch(self, body: list[Any], run: Run) -> list[Any] | dict[str, Any] | None:
        calls = [call for call in body if isinstance(call, dict)]
        numbers = [json.dumps(call["id"]) for call in calls if "id" in call]
        if len(set(numbers)) < len(numbers):
            return self._error(RpcError(INTERNAL_ERROR, "Identifiers have to be unique within a batch request."), None)
        keys = {json.dumps(call["params"].get("apikey")) for call in calls if isinstance(call.get("params"), dict)}
        if len(keys) > 1:
            return self._error(RpcError(INVALID_PARAMETERS, "All API keys of a batch request have to be equal."), None)
        answers = [self._single(call, run, position, True) for position, call in enumerate(body)]
        return [answer for answer in answers if answer is not None] or None

    def _single(self, call: Any, run: Run, position: int = 0, batched: bool = False) -> dict[str, Any] | None:
        if not isinstance(call, dict):
            code = AUTHENTICATION_ERROR if batched else INVALID_REQUEST
            return self._error(RpcError(code, "The request has to be an object."), None)
        number = call.get("id")
        try:
            self._check(call)
            result = run(Invocation(call["method"], call["params"], position, batched))
        except RpcError as error:
            if "id" not in call:
                return None
            return self._error(error, number if self._is_id(number) else None)
        return {"id": number, "jsonrpc": "2.0", "result": result} if "id" in call else None

    @staticmethod
    def _is_id(number: Any) -> bool:
        return (isinstance(number, int) and not isinstance(number, bool)) or (isinstance(number, str) and number != "")

    def _check(self, call: dict[str, Any]) -> None:
        if "id" in call and not self._is_id(call["id"]):
            raise RpcError(INTERNAL_ERROR, "The identifier has to be an integer or a string.")
        if not _versioned(call):
            raise RpcError(INVALID_REQUEST, "Version 2.0 of JSON-RPC is required.")
        if not isinstance(call.get("method"), str) or not call["method"]:
            raise RpcError(INVALID_REQUEST, "The method is missing.")
        if not isinstance(call.get("params"), dict):
            raise RpcError(AUTHENTICATION_ERROR, "The parameters have to be an object.")


class LegacyEnvelope:
    """The API inside i-doit 1.7 (contracts/idoit/1-protocol)."""

    def answer(self, request: Request, run: Run) -> Reply:
        """Execute every call of a request."""
        if not is_json_post(request):
            return self._failed(RpcError(INVALID_REQUEST, NOT_JSON_RPC))
        if not request.body:
            return self._failed(RpcError(INVALID_REQUEST, "Invalid API Request. Post body is empty."))
        try:
            text = request.body.decode("utf-8")
        except UnicodeDecodeError:
            return Reply.json(None)
        try:
            body = json.loads(text)
        except ValueError:
            return self._failed(RpcError(SYSTEM_ERROR, "General error: Syntax error, malformed JSON"))
        try:
            return Reply.json(self._all(body, run))
        except PhpFatalError:
            return Reply(500)

    def _all(self, body: Any, run: Run) -> Any:
        if isinstance(body, dict) and body:
            return self._single(body, run)
        if not isinstance(body, list) or not body:
            return None
        if body[0] is None:
            return self._single({}, run)
        return self._batch(body, run)

    def _failed(self, error: RpcError) -> Reply:
        return Reply.json({"jsonrpc": "2.0", "error": self._error(error), "id": 0})

    @staticmethod
    def _error(error: RpcError) -> dict[str, Any]:
        data: dict[str, Any] = {"error": error.detail}
        if error.validation is not None:
            data["validation"] = error.validation
        return {"code": error.code, "message": GENERIC[error.code], "data": data}

    def _single(self, call: dict[str, Any], run: Run) -> dict[str, Any]:
        try:
            self._check(call)
        except RpcError as error:
            number = call.get("id") if {"version", "jsonrpc"} & call.keys() else 0
            return {"jsonrpc": "2.0", "error": self._error(error), "id": number}
        try:
            return {"jsonrpc": "2.0", "result": run(self._invocation(call)), "id": call.get("id")}
        except RpcError as error:
            return {"jsonrpc": "2.0", "error": self._error(error), "id": call.get("id")}

    def _batch(self, body: list[Any], run: Run) -> list[Any]:
        """A failing member is answered with the id of the FIRST one (contracts/idoit/1-protocol/050)."""
        first = body[0].get("id") if isinstance(body[0], dict) else None
        answers: list[Any] = []
        for position, call in enumerate(body):
            answer: dict[str, Any] = {"jsonrpc": "2.0", "result": None, "error": None, "id": first}
            try:
                member = call if isinstance(call, dict) else {}
                self._check(member)
                answer["result"] = run(self._invocation(member, position, True))
                answer["id"] = member.get("id")
            except RpcError as error:
                answer["error"] = self._error(error)
            answers.append(answer)
        return answers

    @staticmethod
    def _invocation(call: dict[str, Any], position: int = 0, batched: bool = False) -> Invocation:
        params = call["params"] if isinstance(call["params"], dict) else {}
        return Invocation(str(call["method"]), params, position, batched)

    @staticmethod
    def _check(call: dict[str, Any]) -> None:
        if not _versioned(call):
            raise RpcError(INTERNAL_ERROR, "Invalid JSON-RPC Version. Use version 2.0")
        if not call.get("method"):
            raise RpcError(INVALID_REQUEST, 'Invalid JSON-RPC request package: Parameter "method" not found')
        if "params" not in call:
            raise RpcError(INVALID_REQUEST, 'Invalid JSON-RPC request package: Parameter "params" not found.')


def split_method(method: str) -> tuple[str, str, str]:
    """Namespace, name and action of a method; the action is ``read`` where none is given."""
    parts = method.split(".")
    if len(parts) < 2:
        detail = "Request Method should be in this format: namespace.method (Example: cmdb.object)"
        raise RpcError(INVALID_REQUEST, detail)
    return parts[0], parts[1], parts[2] if len(parts) > 2 else "read"


def unknown_method(method: str) -> RpcError:
    """The refusal of a method that modern servers do not know."""
    return RpcError(METHOD_NOT_FOUND, f"Method '{method}' does not exist.")
