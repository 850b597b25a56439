# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls, and how many sessions that costs (idoit-api.md §1.1, §1.2; idoit-observed.md §3)."""

from __future__ import annotations

import pytest

from .api import Api

SESSION = "X-RPC-Auth-Session"
ADMIN = {"X-RPC-Auth-Username": "admin", "X-RPC-Auth-Password": "admin"}


def login(api: Api) -> str:
    api.headers = dict(ADMIN)
    number = str(api.call("idoit.login")["session-id"])
    api.headers = {SESSION: number}
    return number


def test_a_session_serves_many_calls_with_one_login(modern: Api) -> None:
    number = login(modern)
    for _unused in range(3):
        assert modern.call("idoit.version")["login"]["username"] == "admin"
    assert modern.call("idoit.login")["session-id"] == number
    figures = modern.stats()
    assert (figures["credential_checks"], figures["open_sessions"], figures["session_rows"]) == (1, 1, 1)


def test_logout_ends_the_session(modern: Api) -> None:
    login(modern)
    assert modern.call("idoit.logout") == {"message": "Logout successful", "result": True}
    assert modern.stats()["open_sessions"] == 0
    assert modern.error("idoit.version")["code"] == -32604


def test_a_dead_session_with_credentials_logs_in_again(modern: Api) -> None:
    modern.headers = {SESSION: "0" * 32, **ADMIN}
    assert modern.call("idoit.version")["login"]["username"] == "admin"


def test_the_key_alone_runs_as_the_system_and_leaves_a_session_behind(modern: Api) -> None:
    assert modern.call("idoit.version")["login"]["username"] == "systemapi"
    figures = modern.stats()
    assert (figures["open_sessions"], figures["session_rows"], figures["logins"]) == (0, 1, 0)


def test_the_key_alone_can_be_forbidden(modern: Api) -> None:
    modern.simulator.world.settings["api.authenticated-users-only"] = True
    assert modern.error("idoit.version")["code"] == -32604


@pytest.mark.parametrize("user", ["admin", "nobody"])
def test_a_wrong_password_and_an_unknown_user_are_told_the_same(modern: Api, user: str) -> None:
    modern.headers = {"X-RPC-Auth-Username": user, "X-RPC-Auth-Password": "bad"}
    error = modern.error("idoit.version")
    assert error["code"] == -32604
    assert error["message"].endswith("Either your username or password is invalid.")


@pytest.mark.parametrize("profile", ["modern", "legacy"])
def test_header_names_in_another_spelling_are_not_seen(request: pytest.FixtureRequest, profile: str) -> None:
    api: Api = request.getfixturevalue(profile)
    api.headers = {"X-Rpc-Auth-Username": "admin", "X-Rpc-Auth-Password": "bad"}
    assert api.call("idoit.version")["login"]["username"] == "systemapi"


def test_every_answer_names_its_session(modern: Api) -> None:
    response = modern.post({"version": "2.0", "method": "idoit.version", "params": {"apikey": "c1ia5q"}, "id": 1})
    assert len(response.headers[SESSION]) == 32


def test_the_language_changes_titles_and_nothing_else(modern: Api) -> None:
    number = modern.server()
    item = modern.call("cmdb.object.read", id=number, language="de")
    assert (item["cmdb_status_title"], item["type_title"]) == ("in Betrieb", "Server")
    assert modern.call("idoit.version", language="de")["login"]["language"] == "de"
    assert modern.call("cmdb.object.read", id=number, language="xx")["cmdb_status_title"] == "in operation"


def test_calls_and_writes_are_counted_by_method(modern: Api) -> None:
    number = modern.server()
    modern.call("cmdb.object.read", id=number)
    figures = modern.stats()
    assert (figures["calls"], figures["writes"], figures["counters"]["http_requests"]) == (2, 1, 2)
    assert figures["writes_by_method"] == {"cmdb.object.create": 1}
    assert figures["methods"] == {"cmdb.object.create": 1, "cmdb.object.read": 1}


def test_faults_a_session_expires(modern: Api) -> None:
    login(modern)
    modern.faults({"kind": "session_expired", "skip": 2})
    assert ["error" in modern.send("idoit.version") for _unused in range(3)] == [False, False, True]


def test_faults_a_member_of_a_batch_fails(modern: Api) -> None:
    modern.faults({"kind": "member_error", "match": "'id': 2", "args": {"code": -32099, "message": "broken"}})
    body = [
        {"version": "2.0", "method": "cmdb.object.read", "params": {"apikey": "c1ia5q", "id": n}, "id": n}
        for n in (1, 2, 4)
    ]
    answers = modern.post(body).json()
    assert ["error" in answer for answer in answers] == [False, True, False]
    assert answers[1]["error"]["message"] == "i-doit system error: broken"


def test_faults_http(modern: Api) -> None:
    modern.faults({"kind": "http", "args": {"status": 500}})
    assert modern.post({}).status_code == 500
