# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON-RPC as modern servers speak it (idoit-api.md §1.4, §1.5)."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from .api import KEY, Api


def call(number: Any = 1, **changes: Any) -> dict[str, Any]:
    return {"version": "2.0", "method": "idoit.version", "params": {"apikey": KEY}, "id": number, **changes}


@pytest.mark.parametrize("number", [1, 0, -1, "a", "0"])
def test_an_id_comes_back_with_its_type(modern: Api, number: Any) -> None:
    assert modern.post(call(number)).json()["id"] == number


@pytest.mark.parametrize("number", [None, {}, [], 1.5, True, ""])
def test_a_bad_id_is_an_error_without_id(modern: Api, number: Any) -> None:
    answer = modern.post(call(number)).json()
    assert (answer["id"], answer["error"]["code"]) == (None, -32603)


def test_either_key_names_the_version(modern: Api) -> None:
    body = call()
    body["jsonrpc"] = body.pop("version")
    assert modern.post(body).json()["result"]["version"] == "34"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": "1.0"}, -32600),
        ({"method": ""}, -32600),
        ({"method": 5}, -32600),
        ({"method": "cmdb.nonsense"}, -32601),
        ({"method": "cmdb.object.frobnicate"}, -32601),
        ({"method": "nonsense.read"}, -32601),
        ({"params": None}, -32604),
        ({"params": []}, -32604),
        ({"params": {}}, -32604),
        ({"params": {"apikey": "wrong"}}, -32604),
        ({"params": {"apikey": 5}}, -32604),
    ],
)
def test_a_faulty_call_is_an_error_with_its_id_and_http_200(modern: Api, changes: dict[str, Any], code: int) -> None:
    response = modern.post(call(7, **changes))
    answer = response.json()
    assert (response.status_code, answer["id"], answer["error"]["code"]) == (200, 7, code)
    assert set(answer["error"]) == {"code", "message", "data"}


def test_a_notification_is_executed_and_not_answered(modern: Api) -> None:
    body = {"version": "2.0", "method": "cmdb.object.create", "params": {"apikey": KEY, "type": 5, "title": "silent"}}
    response = modern.post(body)
    assert (response.status_code, response.content) == (200, b"")
    assert [item["title"] for item in modern.call("cmdb.objects.read", filter={"type": 5})] == ["silent"]


def test_a_body_that_is_no_json(modern: Api) -> None:
    response = requests.post(
        f"{modern.url}/src/jsonrpc.php", data=b"{", headers={"Content-Type": "application/json"}, timeout=10
    )
    assert response.json()["error"]["code"] == -32600


def test_an_empty_list_is_no_batch(modern: Api) -> None:
    answer = modern.post([]).json()
    assert (answer["id"], answer["error"]["code"]) == (None, -32600)


def test_a_batch_answers_in_order_and_survives_a_failing_member(modern: Api) -> None:
    answers = modern.post([call("a"), call("b", method="cmdb.nonsense"), call("c")]).json()
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert ["error" in answer for answer in answers] == [False, True, False]


def test_a_batch_leaves_notifications_out(modern: Api) -> None:
    silent = call()
    del silent["id"]
    assert [answer["id"] for answer in modern.post([silent, call(2)]).json()] == [2]
    assert modern.post([silent, silent]).content == b""


def test_a_repeated_id_or_another_key_spoils_the_whole_batch(modern: Api) -> None:
    assert modern.post([call(1), call(1)]).json()["error"]["code"] == -32603
    answer = modern.post([call(1), call(2, params={"apikey": "other"})]).json()
    assert (answer["id"], answer["error"]["code"]) == (None, -32602)


def test_scalars_in_a_batch_are_errors_each(modern: Api) -> None:
    assert [answer["error"]["code"] for answer in modern.post([1, 2]).json()] == [-32604, -32604]


def test_other_paths_are_not_found(modern: Api) -> None:
    assert requests.post(f"{modern.url}/", json=call(), timeout=10).status_code == 404


def test_a_failing_call_leaves_nothing_behind(modern: Api) -> None:
    categories = {"C__CATG__MODEL": [{"manufacturer": "New Inc.", "nonsense": 1}]}
    modern.error("cmdb.object.create", type=5, title="half", categories=categories)
    assert modern.call("cmdb.objects.read", filter={"title": "half"}) == []
    titles = [
        row["title"] for row in modern.call("cmdb.dialog.read", category="C__CATG__MODEL", property="manufacturer")
    ]
    assert titles == ["Not specified"]
