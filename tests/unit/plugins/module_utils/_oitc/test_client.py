# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client: what it sends, what it takes for success, and one message for each way to fail."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    CheckModeWriteError,
    NotFoundError,
    TransportError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import Client, Write, connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Result, Step
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply
from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import Scripted

KEY = "5ca1ab1e" * 20


def client_of(url: str, **options: Any) -> Client:
    return connect({"url": url, "api_key": KEY, "retries": 0}, **options)


def get(reply: Reply, path: str = "hosts/edit/7", **kwargs: Any) -> dict[str, Any]:
    with Scripted(reply).running() as url, client_of(url) as client:
        return client.get(path, **kwargs)


def post(reply: Reply, path: str = "hosts/add", *, returns_id: bool = True) -> dict[str, Any]:
    with Scripted(reply).running() as url, client_of(url) as client:
        return client.post(path, {}, returns_id=returns_id)


def test_every_call_carries_what_the_server_wants_to_see() -> None:
    server = Scripted(Reply.json({"hosts": []}), Reply.json({"id": 3}))
    with server.running() as url, client_of(url) as client:
        client.get("hosts/loadHostsByString", {"filter[Hosts.name]": "web 01"})
        client.post("hosts/add", {"Host": {"name": "x"}}, returns_id=True)
    for request in server.requests:
        assert request.header("Authorization") == f"X-OITC-API {KEY}"
        assert request.path.endswith(".json")
        assert ("angular", "true") in request.query
    read, write = server.requests
    assert ("filter[Hosts.name]", "web 01") in read.query
    assert json.loads(write.body) == {"Host": {"name": "x"}}
    assert write.header("Content-Type") == "application/json"


@pytest.mark.parametrize("body", [{"id": 7}, {"id": "7"}, {"timeperiod": {"name": "x", "id": 7}}])
def test_an_id_in_the_answer_is_success(body: dict[str, Any]) -> None:
    assert post(Reply.json({**body, "_csrfToken": None}))


@pytest.mark.parametrize("body", [{"_csrfToken": None}, {"id": None}, {"success": False, "message": "No."}])
def test_http_200_without_an_id_is_no_success(body: dict[str, Any]) -> None:
    with pytest.raises(ApiError, match=r"saved nothing|No\."):
        post(Reply.json(body))


def test_a_read_that_lacks_what_it_is_for_fails() -> None:
    with pytest.raises(ApiError, match="lacks host"):
        get(Reply.json({"_csrfToken": None}), expect=("host",))


FAILURES = {
    "wrong key": (Reply(401, {"Content-Type": "text/html"}, b""), AuthError, "API key was refused"),
    "role": (
        Reply.json({"message": "Identity is not authorized to perform `access` on `/x`.", "code": 403}, 403),
        AuthError,
        "lacks the right Hosts.edit",
    ),
    "container, angular": (Reply.json({"status": 403, "statusText": "Forbidden"}, 403), AuthError, "right on the cont"),
    "container": (Reply.json({"message": "403 Forbidden", "code": 403}, 403), AuthError, "right on the container"),
    "csrf": (
        Reply.json({"message": "Missing or incorrect CSRF cookie type.", "code": 403}, 403),
        AuthError,
        "Authorization header did not arrive",
    ),
    "missing": (Reply.json({"message": "Host not found", "code": 404}, 404), NotFoundError, "Host not found"),
    "method": (Reply.json({"message": "Method Not Allowed", "code": 405}, 405), ApiError, "in this form"),
    "crash": (
        Reply.json({"message": "An Internal Error Has Occurred.", "code": 500}, 500),
        ApiError,
        "failed and gives no details",
    ),
    "in use": (
        Reply.json({"success": False, "message": "In use", "usedBy": [{"message": "by maps", "module": "Map"}]}, 400),
        ApiError,
        "In use: Map: by maps",
    ),
    "in use, by key": (
        Reply.json({"success": False, "message": "In use", "usedBy": {"X": {"message": "it", "module": "Evc"}}}, 400),
        ApiError,
        "In use: Evc: it",
    ),
    "html": (Reply(200, {"Content-Type": "text/html"}, b"<html>Please log in</html>"), TransportError, "login page"),
    "redirect": (Reply(302, {"Location": "/a/users/login"}, b""), TransportError, "redirects elsewhere"),
    "array": (Reply.json([]), TransportError, "did not answer as the API does"),
    "proxy": (Reply(406, {"Content-Type": "text/html"}, b"<h1>blocked</h1>"), TransportError, "blocked"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_each_failure_is_one_clear_sentence(name: str) -> None:
    reply, kind, text = FAILURES[name]
    with pytest.raises(kind) as caught:
        get(reply)
    assert text in str(caught.value)
    assert "openITCOCKPIT" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "details"),
    [
        ({"name": {"_empty": "is empty"}}, {"name": "is empty"}),
        ({"container": {"name": {"_empty": "is empty"}}}, {"container.name": "is empty"}),
        ({"rows": [{"start": {"custom": "is wrong"}}]}, {"rows.0.start": "is wrong"}),
        ({"rows": {"1": {"value": {"_empty": "is empty"}}}}, {"rows.1.value": "is empty"}),
    ],
)
def test_validation_errors_name_the_field(error: dict[str, Any], details: dict[str, str]) -> None:
    with pytest.raises(ApiError) as caught:
        post(Reply.json({"error": error}, 400))
    assert caught.value.details == details


def test_the_right_of_a_helper_call_is_named_by_what_grants_it() -> None:
    denied = Reply.json({"message": "Identity is not authorized to perform `access` on `/x`.", "code": 403}, 403)
    with pytest.raises(AuthError, match=r"lacks the right Hosts\.add or Hosts\.edit"):
        get(denied, "hosts/loadElementsByContainerId/1")


def page(number: int, rows: list[int], limit: int = 2) -> Reply:
    return Reply.json({"all": rows, "scroll": {"page": number, "limit": limit, "hasNextPage": len(rows) == limit}})


@pytest.mark.parametrize("pages", [[[1, 2], [3]], [[1, 2], []], [[]]])
def test_a_list_is_read_to_a_short_page(pages: list[list[int]]) -> None:
    server = Scripted(*(page(number + 1, rows) for number, rows in enumerate(pages)))
    with server.running() as url, client_of(url) as client:
        assert list(client.scroll("hosts/index", "all", "Hosts.name")) == [one for rows in pages for one in rows]
    asked = [dict(request.query) for request in server.requests]
    assert [query["page"] for query in asked] == [str(number + 1) for number in range(len(pages))]
    assert all(query["scroll"] == "true" and query["sort"] == "Hosts.name" for query in asked)


def test_a_list_that_is_none_is_an_error() -> None:
    with Scripted(Reply.json({"_csrfToken": None})).running() as url, client_of(url) as client:
        rows = client.scroll("hosts/index", "all_hosts", "Hosts.name")
        with pytest.raises(ApiError, match="lacks all_hosts"):
            next(rows)


def test_check_mode_sends_no_write() -> None:
    server = Scripted()
    with server.running() as url, client_of(url, check_mode=True) as client, pytest.raises(CheckModeWriteError):
        client.post("hosts/delete/1", {})
    assert server.requests == []


def test_a_step_takes_the_id_that_an_earlier_one_brought() -> None:
    server = Scripted(Reply.json({"id": "9"}), Reply.json({"success": True}), Reply.json({"id": 10}))
    create = Step("create", Write("hosts/add", {"Host": {}}, returns_id=True))
    disable = Step("disable", Write("hosts/deactivate/{id}", ids={"id": Result(create)}))
    child = Step("child", Write("hosts/add", {"Host": {"parenthosts": {"_ids": [1, Result(create)]}}}, returns_id=True))
    with server.running() as url, client_of(url) as client:
        client.execute([create, disable, child])
    assert server.requests[1].path == "/hosts/deactivate/9.json"
    assert json.loads(server.requests[2].body)["Host"]["parenthosts"] == {"_ids": [1, 9]}
    assert [step.done for step in (create, disable, child)] == [True, True, True]


def test_reads_run_side_by_side_in_order() -> None:
    server = Scripted()
    server.answer = lambda request: Reply.json({"path": request.path})  # type: ignore[method-assign]
    with server.running() as url, client_of(url) as client:
        found = client.map(lambda number: client.get(f"hosts/edit/{number}")["path"], range(20))
        assert client.requests == 20
    assert found == [f"/hosts/edit/{number}.json" for number in range(20)]
