# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session with i-doit: endpoint, headers, login, logout, language, and who the calls run as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    CheckModeWriteError,
    InputError,
    TransportError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import LEGACY, MODERN
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call, Session, connect
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply, Request
from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import RefusedError, ScriptedIdoit

USER = {"username": "admin", "password": "s3cret"}
READ = Call("cmdb.category.read", {"objID": 7, "category": "C__CATG__MODEL"})
WRITE = Call("cmdb.category.save", {"object": 7, "category": "C__CATG__MODEL", "data": {}})
ANSWERS = {"cmdb.category.read": [], "cmdb.category.save": {"success": True, "entry": 1}}
SYSTEM_USER = ("22", "systemapi")


@pytest.fixture
def server() -> ScriptedIdoit:
    return ScriptedIdoit(ANSWERS)


@pytest.fixture
def url(server: ScriptedIdoit) -> Iterator[str]:
    with server.running() as url:
        yield url


def client(url: str, **options: Any) -> Session:
    given = {"url": url, "api_key": "key-1", "retries": 0, **options}
    return connect(given, check_mode=given.pop("check_mode", False), log=given.pop("log", None))


def headers(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.headers if name.lower().startswith("x-rpc-auth")}


@pytest.mark.parametrize("path", ["", "/", "/src/jsonrpc.php", "/src/jsonrpc.php/"])
def test_endpoint_is_added_once(server: ScriptedIdoit, url: str, path: str) -> None:
    with client(url + path) as session:
        session.read([READ])
    assert [request.path for request in server.requests] == ["/src/jsonrpc.php"]


def test_key_alone_needs_neither_login_nor_logout(server: ScriptedIdoit, url: str) -> None:
    lines: list[str] = []
    with client(url, log=lines.append) as session:
        session.read([READ])
        session.read([READ])
        assert session.user == "systemapi"
    assert server.methods == [
        ["idoit.version", "idoit.constants", "cmdb.category.read"],
        ["idoit.version", "cmdb.category.read"],
    ]
    assert [headers(request) for request in server.requests] == [{}, {}]
    assert any("without a session" in line for line in lines)


def test_one_login_one_logout_and_the_session_on_every_call(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        session.read([READ])
        session.call(WRITE.method, WRITE.params)
        assert session.user == "admin"
    user = {"X-RPC-Auth-Username": "admin", "X-RPC-Auth-Password": "s3cret"}
    assert server.methods == [
        ["idoit.login", "idoit.version", "idoit.constants"],
        ["idoit.version", "cmdb.category.read"],
        ["idoit.version", "cmdb.category.save"],
        ["idoit.logout"],
    ]
    assert [headers(request) for request in server.requests] == [
        user,
        *[{**user, "X-RPC-Auth-Session": "session-1"}] * 3,
    ]


def test_nothing_is_sent_when_nothing_is_asked(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        assert session.batch([]) == []
        assert session.user is None
    assert server.requests == []


def test_key_and_language_are_in_every_member_and_ids_are_unique(server: ScriptedIdoit, url: str) -> None:
    with client(url, language="de", **USER) as session:
        session.read([READ, READ])
        session.read([READ])
    members = [member for batch in server.batches for member in batch]
    assert {member["params"]["apikey"] for member in members} == {"key-1"}
    assert {member["params"]["language"] for member in members} == {"de"}
    assert len({member["id"] for member in members}) == len(members)


def test_user_and_password_travel_as_utf8(server: ScriptedIdoit, url: str) -> None:
    server.runs_as = ("9", "jörg")
    with client(url, username="jörg", password="grün€") as session:
        session.read([READ])
    sent = headers(server.requests[0])
    assert sent["X-RPC-Auth-Username"].encode("latin-1").decode() == "jörg"
    assert sent["X-RPC-Auth-Password"].encode("latin-1").decode() == "grün€"


@pytest.mark.parametrize("password", [" blank", "blank ", "new\nline", "tab\there", "\x7f"])
def test_a_password_no_header_can_carry_is_refused(server: ScriptedIdoit, url: str, password: str) -> None:
    with client(url, username="admin", password=password) as session, pytest.raises(InputError, match="password"):
        session.read([READ])
    assert server.requests == []


@pytest.mark.parametrize(
    ("asked", "name", "mail"),
    [
        ("Admin ", "admin", ""),
        ("CORP\\admin", "admin", ""),
        ("admin@corp.example", "admin", ""),
        ("a@b.c", "x", "A@b.c"),
    ],
)
def test_the_server_may_spell_the_user_otherwise(
    server: ScriptedIdoit, url: str, asked: str, name: str, mail: str
) -> None:
    server.runs_as = ("9", name)
    server.answers["idoit.login"] = {"userid": "9", "username": name, "mail": mail, "session-id": "s"}
    with client(url, username=asked.strip(), password="x") as session:
        session.read([READ])
        assert session.user == name


def test_a_login_that_runs_as_the_system_user_is_an_error(server: ScriptedIdoit, url: str) -> None:
    server.runs_as = SYSTEM_USER
    with client(url, **USER) as session, pytest.raises(AuthError, match=r"systemapi.*not as 'admin'.*proxy"):
        session.read([READ])
    assert server.methods == [["idoit.login", "idoit.version", "idoit.constants"]]


def test_a_login_without_a_session_is_an_error(server: ScriptedIdoit, url: str) -> None:
    server.answers["idoit.login"] = {"result": True, "userid": "9", "username": "admin"}
    server.session = ""
    with client(url, **USER) as session, pytest.raises(AuthError, match="no session"):
        session.read([READ])


def test_the_session_id_may_come_in_the_header_alone(server: ScriptedIdoit, url: str) -> None:
    server.answers["idoit.login"] = {"result": True, "userid": "9", "username": "admin"}
    with client(url, **USER) as session:
        session.read([READ])
    assert headers(server.requests[1])["X-RPC-Auth-Session"] == "session-1"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Your API-Key 'key-1' is invalid.", "Check api_key"),
        ("Either your username or password is invalid.", "Check username and password"),
        ("Please specify a user by RPC Session header or HTTP Basic Authentication.", "give username and password"),
    ],
)
def test_refused_credentials(server: ScriptedIdoit, url: str, text: str, advice: str) -> None:
    refuse = RefusedError(-32604, "Authentication error", {"error": text})
    server.answers.update({"idoit.version": refuse, "idoit.login": refuse})
    for options in ({}, USER):
        with client(url, **options) as session, pytest.raises(AuthError, match=advice) as failure:
            session.read([READ])
        assert "key-1" not in str(failure.value)


@pytest.mark.parametrize("call", [READ, WRITE], ids=["read", "write"])
def test_calls_a_dead_session_kept_from_running_are_repeated(server: ScriptedIdoit, url: str, call: Call) -> None:
    dead = RefusedError(-32604, "Authentication error: no such session")

    def renew(_params: Any) -> Any:
        server.session = "session-2"
        server.answers = dict(ANSWERS)
        return {"userid": "9", "username": "admin", "session-id": "session-2"}

    with client(url, **USER) as session:
        session.read([READ])
        server.answers = {"idoit.login": renew, **dict.fromkeys(("idoit.version", READ.method, WRITE.method), dead)}
        assert session.call(call.method, call.params) == ANSWERS[call.method]
    assert [batch[0] for batch in server.methods[2:]] == [
        "idoit.version",
        "idoit.login",
        "idoit.version",
        "idoit.logout",
    ]
    sessions = [headers(request).get("X-RPC-Auth-Session") for request in server.requests[2:]]
    assert sessions == ["session-1", None, "session-2", "session-2"]


def test_reads_that_ran_as_another_user_are_repeated_after_a_new_login(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        session.read([READ])
        server.runs_as = lambda request: (
            SYSTEM_USER if headers(request).get("X-RPC-Auth-Session") == "session-1" else ("9", "admin")
        )
        server.session = "session-2"
        assert session.read([READ]) == [[]]
    assert len(server.calls) == 3


def test_writes_that_ran_as_another_user_are_reported(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        session.read([READ])
        server.runs_as = SYSTEM_USER
        with pytest.raises(AuthError, match=r"ran as 'systemapi'.*As that user ran: cmdb\.category\.save"):
            session.batch([WRITE, READ])
    assert [method for method, _unused in server.calls].count("cmdb.category.save") == 1


def test_a_session_that_cannot_be_renewed_is_an_error(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        session.read([READ])
        server.runs_as = SYSTEM_USER
        with pytest.raises(AuthError, match="not as 'admin'"):
            session.read([READ])


def test_a_new_session_the_server_opened_is_kept(server: ScriptedIdoit, url: str) -> None:
    with client(url, **USER) as session:
        session.read([READ])
        server.session = "session-2"
        session.read([READ])
        session.read([READ])
    assert headers(server.requests[3])["X-RPC-Auth-Session"] == "session-2"


def test_the_user_of_a_bare_key_may_not_change_either(server: ScriptedIdoit, url: str) -> None:
    with client(url) as session:
        session.read([READ])
        server.runs_as = ("5", "somebody")
        with pytest.raises(AuthError, match="ran as 'somebody'"):
            session.read([READ])


@pytest.mark.parametrize(
    ("constants", "login", "expected"),
    [
        ({"recordStates": {}}, {"mandator": "t"}, MODERN),
        ({"recordStates": {}}, {"tenant": "t"}, MODERN),
        ({}, {"tenant": "t"}, MODERN),
        ({}, {"mandator": "t"}, LEGACY),
        ({}, "odd", LEGACY),
    ],
)
def test_generation_is_learnt_by_reading(
    server: ScriptedIdoit, url: str, constants: Any, login: Any, expected: Any
) -> None:
    server.constants = constants
    server.answers["idoit.version"] = {"login": login, "version": "x"}
    with client(url) as session:
        assert session.generation is expected
        assert session.generation is expected
        assert session.constants == constants
        assert session.version["version"] == "x"
    assert server.methods == [["idoit.version", "idoit.constants"]]


@pytest.mark.parametrize("ask", [lambda session: session.constants, lambda session: session.version])
def test_constants_and_version_may_be_asked_first(server: ScriptedIdoit, url: str, ask: Any) -> None:
    with client(url, **USER) as session:
        assert ask(session)
    assert server.methods[0] == ["idoit.login", "idoit.version", "idoit.constants"]


def test_check_mode_stops_every_write_before_it_is_sent(server: ScriptedIdoit, url: str) -> None:
    with client(url, check_mode=True) as session:
        assert session.check_mode
        session.read([READ])
        for call in (WRITE, Call("cmdb.object.frobnicate"), Call("cmdb.external.push.v2"), Call("CMDB.OBJECT.READ")):
            with pytest.raises(CheckModeWriteError):
                session.batch([READ, call])
    assert len(server.requests) == 1


@pytest.mark.usefixtures("server")
def test_unknown_method(url: str) -> None:
    with client(url) as session, pytest.raises(UnsupportedError, match=r"cmdb\.nonsense"):
        session.call("cmdb.nonsense")


def test_a_logout_that_fails_does_not_hide_the_work(server: ScriptedIdoit, url: str) -> None:
    lines: list[str] = []
    server.answers["idoit.logout"] = RefusedError(-32099, "broken")
    with client(url, log=lines.append, **USER) as session:
        session.read([READ])
        server.replies = [Reply(503)]
    assert len(server.batches) == 2, "the logout is tried once"
    assert any("stays open" in line for line in lines)


def test_logout_also_after_an_error(server: ScriptedIdoit, url: str) -> None:
    with pytest.raises(UnsupportedError), client(url, **USER) as session:
        session.call("cmdb.nonsense")
    assert server.methods[-1] == ["idoit.logout"]


def test_secrets_reach_neither_log_nor_error(server: ScriptedIdoit, url: str) -> None:
    lines: list[str] = []
    with client(url, log=lines.append, **USER) as session:
        session.read([READ])
        server.replies = [Reply(200, {}, b"<html>key-1 s3cret session-1 please log in</html>")]
        with pytest.raises(TransportError) as failure:
            session.read([READ])
        server.answers["cmdb.category.read"] = RefusedError(-32603, "bad key-1")
        with pytest.raises(ApiError) as refused:
            session.read([READ])
    said = "\n".join([*lines, str(failure.value), str(refused.value), repr(failure.value.as_result())])
    assert "login page" in said
    for secret in ("key-1", "s3cret", "session-1"):
        assert secret not in said


def test_json_is_read_whatever_the_status(server: ScriptedIdoit, url: str) -> None:
    error = {"jsonrpc": "2.0", "id": 0, "error": {"code": -32604, "message": "Authentication error: API key is wrong"}}
    server.replies = [Reply.json(error, status=403)]
    with client(url) as session, pytest.raises(AuthError, match="Check api_key"):
        session.read([READ])


@pytest.mark.parametrize(
    ("reply", "error", "text"),
    [
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Please login</html>"), TransportError, "login page"),
        (Reply(200, {}, b'<br /><b>Warning</b>: bad\n{"jsonrpc":"2.0"}'), TransportError, "Warning"),
        (Reply(200, {}, b"null"), TransportError, "did not answer as the API does"),
        (Reply(200, {}, b'"text"'), TransportError, "did not answer as the API does"),
        (Reply(200, {}, b""), TransportError, "empty body"),
        (Reply(404, {}, b"<h1>Not Found</h1>"), TransportError, "Does url end where the product is installed"),
        (Reply(401, {}, b"<h1>Unauthorized</h1>"), AuthError, "refused the request"),
        (Reply(302, {"Location": "/login"}, b""), TransportError, "redirects elsewhere"),
    ],
)
def test_answers_that_are_not_the_apis(server: ScriptedIdoit, url: str, reply: Reply, error: Any, text: str) -> None:
    server.replies = [reply]
    with client(url) as session, pytest.raises(error, match=text):
        session.read([READ])


def test_server_down() -> None:
    with ScriptedIdoit().running() as url:
        pass
    with client(url) as session, pytest.raises(TransportError, match="could not be reached") as failure:
        session.read([READ])
    assert failure.value.delivered is False
