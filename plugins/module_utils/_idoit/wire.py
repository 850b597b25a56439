# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON-RPC as i-doit speaks it: calls into envelopes, answers back to their calls (idoit-api.md §1.4 and §1.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .._errors import ApiError, TransportError
from . import faults, methods

SYSTEM = "i-doit"

Part = TypeVar("Part")


@dataclass(frozen=True)
class Call:
    """One call. API key, language and id are added when it is sent."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return not methods.is_read(self.method)


@dataclass
class Reply:
    """What came back for one call: a result in the promised shape, or an error."""

    call: Call
    result: Any = None
    error: ApiError | None = None

    def value(self) -> Any:
        """The result; raises the error."""
        if self.error is not None:
            raise self.error
        return self.result


def envelopes(calls: Sequence[Call], common: Mapping[str, Any], ids: Iterator[int]) -> list[dict[str, Any]]:
    """The members of a request. Ids are unique: a repeated one spoils the whole batch (idoit-api.md §1.5)."""
    return [
        {"jsonrpc": "2.0", "method": call.method, "params": {**common, **call.params}, "id": next(ids)}
        for call in calls
    ]


def replies(
    calls: Sequence[Call], sent: Sequence[Mapping[str, Any]], body: Any, redact: Callable[[object], str] = str
) -> list[Reply]:
    """One reply per call. Raises :class:`TransportError` when the answers cannot be told apart."""
    return [_reply(call, member, redact) for call, member in zip(calls, _in_order(sent, body))]


def too_large(error: TransportError) -> bool:
    """Whether the server gave up on the request itself, often at PHP's memory limit: half of it may pass."""
    return error.code in (413, 500)


def halved(part: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The two halves of a part that was too large."""
    middle = len(part) // 2
    return part[:middle], part[middle:]


def _in_order(sent: Sequence[Mapping[str, Any]], body: Any) -> list[Mapping[str, Any]]:
    """The answers in the order of the calls.

    Answers come in this order and carry their call's id; before API 1.10 an error carries the id of the FIRST call, or
    none (idoit-observed.md §2). One object in place of a list is an error that stands for all.
    """
    if isinstance(body, dict) and (len(sent) == 1 or body.get("error") is not None):
        body = [body] * len(sent)
    if not isinstance(body, list) or not all(isinstance(member, dict) for member in body):
        raise _mixed_up("the answer is no list of JSON-RPC answers")
    ids = [member["id"] for member in sent]
    if len(body) == len(ids) and all(_fits(answer, own, ids[0]) for answer, own in zip(body, ids)):
        return body
    by_id = {answer.get("id"): answer for answer in body}
    if len(by_id) == len(body) == len(ids) and set(by_id) == set(ids):
        return [by_id[own] for own in ids]
    raise _mixed_up(f"{len(ids)} calls were sent, and {len(body)} answers with other ids came back")


def _fits(answer: Mapping[str, Any], own: Any, first: Any) -> bool:
    failed = answer.get("error") is not None
    return bool(answer.get("id") == own or (failed and answer.get("id") in (first, 0, None)))


def _mixed_up(message: str) -> TransportError:
    return TransportError(message, system=SYSTEM, reason="Is url the address of i-doit itself?")


def _reply(call: Call, answer: Mapping[str, Any], redact: Callable[[object], str]) -> Reply:
    # In a batch old servers send both keys, one of them null: so never ask for presence.
    if answer.get("error") is not None:
        return Reply(call, error=faults.from_answer(call.method, call.params, answer["error"], redact))
    try:
        if "result" not in answer:
            raise ApiError("the answer holds neither a result nor an error")
        return Reply(call, methods.checked(call.method, answer["result"]))
    except ApiError as error:
        return Reply(call, error=faults.located(error, call.method, call.params))
