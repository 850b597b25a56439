# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client against whole servers of both generations: sessions, states, pages, faults on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    InputError,
    NotFoundError,
    TransportError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import paging
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import ARCHIVED, DELETED, NORMAL
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call, Session, connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Result, Step
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply, Request

CPU, PORT, MODEL = "C__CATG__CPU", "C__CATG__NETWORK_PORT", "C__CATG__MODEL"
ROOT_LOCATION = Call("cmdb.object.read", {"id": 1})


@dataclass
class Server:
    """A running simulator and the options to reach it."""

    simulator: IdoitSimulator
    url: str

    @property
    def modern(self) -> bool:
        return self.simulator.dialect.name != "legacy"

    def client(self, **options: Any) -> Session:
        user = {"username": "admin", "password": "admin"}
        return connect({"url": self.url, "api_key": self.simulator.api_key, "retries": 1, **user, **options})

    def break_once(self, kind: str, match: str = "", **more: Any) -> None:
        self.simulator.faults.replace([{"kind": kind, "match": match, **more}])

    @property
    def http_requests(self) -> int:
        return self.simulator.counters["http_requests"]


@pytest.fixture(params=["modern", "modern-doc", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    simulator = create(request.param)
    with running(simulator) as url:
        yield Server(simulator, url)
    simulator.close()


@pytest.fixture
def session(server: Server) -> Iterator[Session]:
    with server.client() as session:
        yield session


def new_server(session: Session, title: str) -> int:
    step = Step(f"create {title}", session.generation.create_object("C__OBJTYPE__SERVER", title))
    session.execute([step])
    created = session.generation.created_id(step.answer)
    assert created
    return created


def carry_out(session: Session, calls: Call | list[Call]) -> Any:
    step = Step("do it", calls)
    session.execute([step])
    return step.answer


def status(session: Session, object_id: int) -> int | None:
    row = session.call("cmdb.object.read", {"id": object_id})
    return paging.as_row(row)["status"] if row else None


def test_one_login_and_a_logout(server: Server) -> None:
    with server.client() as session:
        session.read([ROOT_LOCATION])
        session.read([ROOT_LOCATION])
        assert session.user == "admin"
        assert session.generation.name == ("modern" if server.modern else "legacy")
    assert server.http_requests == 4
    stats = server.simulator.stats()
    assert (stats["logins"], stats["credential_checks"]) == (1, 1)
    if server.modern:
        assert stats["open_sessions"] == 0


def test_the_key_alone(server: Server) -> None:
    with server.client(username=None, password=None) as session:
        session.read([ROOT_LOCATION])
        assert session.user == "systemapi"
    assert server.http_requests == 1
    assert server.simulator.stats()["logins"] == 0


@pytest.mark.parametrize(
    ("wrong", "advice"), [({"api_key": "nope"}, "Check api_key"), ({"password": "nope"}, "Check username and password")]
)
def test_wrong_credentials(server: Server, wrong: dict[str, str], advice: str) -> None:
    with server.client(**wrong) as session, pytest.raises(AuthError, match=advice) as failure:
        session.read([ROOT_LOCATION])
    assert "nope" not in str(failure.value)


def test_a_proxy_that_changes_the_case_of_header_names(server: Server) -> None:
    handle = server.simulator.handle

    def through_proxy(request: Request) -> Reply:
        return handle(replace(request, headers=tuple((name.lower(), value) for name, value in request.headers)))

    server.simulator.handle = through_proxy  # type: ignore[method-assign]
    with server.client() as session, pytest.raises(AuthError, match="would run as 'systemapi', not as 'admin'"):
        session.call("cmdb.object.create", {"type": "C__OBJTYPE__SERVER", "title": "x"})
    assert server.simulator.stats()["writes"] == 0


def test_a_session_that_expires(server: Server, session: Session) -> None:
    session.read([ROOT_LOCATION])
    server.break_once("session_expired")
    created = new_server(session, "web01")
    assert status(session, created) == NORMAL
    assert session.user == "admin"
    assert server.simulator.stats()["logins"] <= 2


def test_the_life_of_an_object(server: Server, session: Session) -> None:
    api = session.generation
    web = new_server(session, "web01")
    carry_out(session, api.archive_object(web))
    assert status(session, web) == ARCHIVED
    carry_out(session, api.delete_object(web))
    assert status(session, web) == DELETED
    if server.modern:
        carry_out(session, api.recycle_object(web))
        assert status(session, web) == NORMAL
    carry_out(session, api.purge_object(web))
    assert status(session, web) is None


def test_the_life_of_an_entry(server: Server, session: Session) -> None:
    api = session.generation
    web = new_server(session, "web01")
    answer = carry_out(session, api.save_entry(web, PORT, {"title": "eth0"}))
    entry = api.entry_id(answer)
    assert entry
    carry_out(session, api.save_entry(web, PORT, {"title": "eth1"}, entry))

    def titles(status: int) -> list[str]:
        (entries,) = session.read([api.read_entries(web, PORT, status)])
        return [each["title"] for each in entries]

    assert titles(NORMAL) == ["eth1"]
    carry_out(session, api.archive_entry(web, PORT, entry))
    assert (titles(NORMAL), titles(ARCHIVED)) == ([], ["eth1"])
    carry_out(session, api.delete_entry(web, PORT, entry, ARCHIVED))
    assert titles(DELETED) == ["eth1"]
    if server.modern:
        carry_out(session, api.recycle_entry(web, PORT, entry))
        assert titles(NORMAL) == ["eth1"]
    carry_out(session, api.purge_entry(web, PORT, entry, NORMAL if server.modern else DELETED))
    assert [titles(each) for each in (NORMAL, ARCHIVED, DELETED)] == [[], [], []]


def test_deleting_and_purging_at_once(session: Session) -> None:
    api = session.generation
    web = new_server(session, "web01")
    entries = [api.entry_id(carry_out(session, api.save_entry(web, CPU, {"title": name}))) for name in "ab"]
    steps = [Step("delete a", api.delete_entry(web, CPU, entries[0] or 0))]
    steps.append(Step("purge b", api.purge_entry(web, CPU, entries[1] or 0)))
    session.execute(steps)
    found = session.read([api.read_entries(web, CPU, each) for each in (NORMAL, ARCHIVED, DELETED)])
    assert [len(each) for each in found] == [0, 0, 1]


def test_purging_a_single_value_category(session: Session) -> None:
    api = session.generation
    web = new_server(session, "web01")
    carry_out(session, api.save_entry(web, MODEL, {"serial": "A1"}))
    ((entry,),) = session.read([api.read_entries(web, MODEL)])
    assert entry["serial"] == "A1"
    carry_out(session, api.purge_entry(web, MODEL, int(entry["id"]), multi_value=False))
    assert session.read([api.read_entries(web, MODEL)]) == [[]]


def test_an_object_and_its_entries_in_two_batches(server: Server, session: Session) -> None:
    api = session.generation
    web = Step("create web01", api.create_object("C__OBJTYPE__SERVER", "web01"))
    saves = [Step(f"cpu {name}", api.save_entry(Result(web), CPU, {"title": name})) for name in "abc"]
    before = server.http_requests
    session.execute([web, *saves])
    assert server.http_requests - before == 2
    (entries,) = session.read([api.read_entries(api.created_id(web.answer), CPU)])
    assert [entry["title"] for entry in entries] == ["a", "b", "c"]


def test_old_methods_fall_back_to_read_and_are_not_taken_for_done(server: Server, session: Session) -> None:
    if server.modern:
        with pytest.raises(UnsupportedError, match="does not know the method"):
            session.call("cmdb.object.frobnicate", {"id": 1})
        return
    for call in (Call("cmdb.object.archive", {"object": 1}), Call("cmdb.object.recycle", {"id": 1})):
        with pytest.raises(UnsupportedError, match="does not know the method"):
            session.call(call.method, call.params)
    with pytest.raises(UnsupportedError, match="may not know the method"):
        session.call("cmdb.category.save", {"object": 1, "category": CPU, "data": {"title": "x"}})
    assert server.simulator.stats()["writes"] == 0


def test_what_is_not_there(session: Session) -> None:
    api = session.generation
    assert session.call("cmdb.object.read", {"id": 999999}) == {}
    with pytest.raises(NotFoundError, match="C__CATG__NONSENSE"):
        session.call("cmdb.category.read", {"objID": 1, "category": "C__CATG__NONSENSE"})
    with pytest.raises(ApiError):
        carry_out(session, api.archive_entry(1, CPU, 999999))
    with pytest.raises(UnsupportedError):
        session.call("cmdb.nonsense")


def test_validation_names_the_attribute(session: Session) -> None:
    web = new_server(session, "web01")
    with pytest.raises(InputError, match="cores"):
        carry_out(session, session.generation.save_entry(web, CPU, {"title": "x", "cores": "many"}))


@pytest.mark.parametrize("title", ["web_01", "web%", "back\\slash", "Web01", "web01", " blank ", "it's", 'say "x"'])
def test_titles_are_found_exactly(session: Session, title: str) -> None:
    for other in ("web_01", "webx01", "web%", "web%%", "web01", "WEB01", "Web01"):
        if other != title:
            new_server(session, other)
    wanted = new_server(session, title)
    assert [row["id"] for row in session.objects({"title": title, "type": "C__OBJTYPE__SERVER"})] == [wanted]
    call = paging.lookup({"title": title})
    assert [row["id"] for row in paging.matching({"title": title}, session.read([call])[0])] == [wanted]


def test_pages_and_chunks_with_categories(session: Session) -> None:
    api = session.generation
    ids = [new_server(session, f"web{number:02}") for number in range(12)]
    carry_out(session, [api.save_entry(number, PORT, {"title": "eth0"}) for number in ids[:5]])
    of_type = {"type": "C__OBJTYPE__SERVER"}
    rows = list(session.objects(of_type, categories=[PORT, MODEL], page_size=5))
    assert [row["id"] for row in rows] == ids == paging.read_ids(session, of_type)
    assert [len(row["categories"][PORT]) for row in rows] == [1] * 5 + [0] * 7
    assert {tuple(row["categories"][MODEL]) for row in rows} == {()}
    carry_out(session, api.archive_object(ids[3]))
    found, missing = paging.read_rows(session, ids, [PORT], size=5)
    assert missing == [ids[3]]
    assert [row["id"] for row in found] == [number for number in ids if number != ids[3]]
    assert [row["id"] for row in session.objects({**of_type, "status": ARCHIVED})] == [ids[3]]


def test_reads_survive_what_writes_must_not_repeat(server: Server, session: Session) -> None:
    session.read([ROOT_LOCATION])
    for kind in ("reset", "http"):
        server.break_once(kind, "cmdb.object.read", args={"status": 502} if kind == "http" else {})
        assert session.read([ROOT_LOCATION])[0]["title"] == "Root location"
        server.break_once(kind, "cmdb.object.create", args={"status": 502} if kind == "http" else {})
        with pytest.raises(TransportError) as failure:
            session.call("cmdb.object.create", {"type": "C__OBJTYPE__SERVER", "title": kind})
        assert failure.value.delivered is None
    created = [row["title"] for row in session.objects({"type": "C__OBJTYPE__SERVER"})]
    assert created == ["reset"], "the answer was lost, not the write"


@pytest.mark.parametrize("kind", ["html", "html_prefix"])
def test_html_in_place_of_json(server: Server, session: Session, kind: str) -> None:
    server.break_once(kind, "cmdb.object.read")
    with pytest.raises(TransportError, match="did not answer as the API does"):
        session.read([ROOT_LOCATION])


def test_a_slice_the_server_runs_out_of_memory_on(server: Server, session: Session) -> None:
    session.read([ROOT_LOCATION])
    server.break_once("http", "cmdb.object.read", args={"status": 500})
    assert len(session.read([ROOT_LOCATION] * 40)) == 40


def test_one_failing_member(server: Server, session: Session) -> None:
    session.read([ROOT_LOCATION])
    server.break_once("member_error", "cmdb.object.read", skip=1, args={"message": "Something failed."})
    replies = session.batch([ROOT_LOCATION] * 3)
    assert [reply.error is None for reply in replies] == [True, False, True]
    assert "Something failed." in str(replies[1].error)


def test_language(session: Session, server: Server) -> None:
    with server.client(language="de") as german:
        titles = [one.call("cmdb.object.read", {"id": 1})["cmdb_status_title"] for one in (session, german)]
    assert titles[0] == "in operation"
    assert titles[1] != titles[0]
