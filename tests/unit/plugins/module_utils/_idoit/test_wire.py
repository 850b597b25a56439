# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers find their calls, by position and by id, whichever way the server answers."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, TransportError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import wire
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.wire import Call

CALLS = [Call("idoit.search", {"q": text}) for text in "abc"]
ERROR = {"code": -32603, "message": "Internal error", "data": {"error": "no"}}


def answered(*answers: Any) -> list[Any]:
    sent = wire.envelopes(CALLS, {"apikey": "k"}, itertools.count(11))
    return [reply.result if reply.error is None else "error" for reply in wire.replies(CALLS, sent, list(answers))]


def ok(number: Any, *result: Any, **more: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "result": list(result), **more}


def failed(number: Any, **more: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": ERROR, **more}


def test_envelopes() -> None:
    assert wire.envelopes([Call("a.b", {"x": 1}), Call("c.d")], {"apikey": "k"}, itertools.count(3)) == [
        {"jsonrpc": "2.0", "method": "a.b", "params": {"apikey": "k", "x": 1}, "id": 3},
        {"jsonrpc": "2.0", "method": "c.d", "params": {"apikey": "k"}, "id": 4},
    ]


def test_modern_errors_carry_their_own_id() -> None:
    assert answered(ok(11, 1), failed(12), ok(13, 3)) == [[1], "error", [3]]


def test_legacy_errors_carry_the_first_id_and_a_null_result() -> None:
    answers = ok(11, 1, error=None), failed(11, result=None), ok(13, 3, error=None)
    assert answered(*answers) == [[1], "error", [3]]


@pytest.mark.parametrize("number", [None, 0])
def test_errors_without_an_id(number: Any) -> None:
    assert answered(ok(11, 1), failed(number), ok(13, 3)) == [[1], "error", [3]]


def test_answers_in_another_order() -> None:
    assert answered(ok(13, 3), failed(11), ok(12, 2)) == ["error", [2], [3]]


@pytest.mark.parametrize(
    "answers",
    [
        [ok(11, 1), ok(12, 2)],
        [ok(11, 1), ok(12, 2), ok(13, 3), ok(14, 4)],
        [ok(11, 1), ok(11, 2), ok(13, 3)],
        [ok(11, 1), ok(12, 2), "odd"],
        [ok(11, 1), ok(12, 2), ok(99, 3)],
        [],
    ],
)
def test_answers_that_cannot_be_told_apart(answers: list[Any]) -> None:
    with pytest.raises(TransportError) as failure:
        answered(*answers)
    assert failure.value.delivered is None


def test_an_object_without_an_error_is_no_answer_to_a_batch() -> None:
    sent = wire.envelopes(CALLS, {}, itertools.count(1))
    with pytest.raises(TransportError, match="no list"):
        wire.replies(CALLS, sent, ok(1))


def test_an_answer_without_result_and_error() -> None:
    call = Call("idoit.version")
    (reply,) = wire.replies([call], wire.envelopes([call], {}, itertools.count(1)), {"id": 1})
    with pytest.raises(ApiError, match="neither a result nor an error"):
        reply.value()
