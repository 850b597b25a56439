# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Batches: slices, failing members, servers that break down on a slice, steps that wait for one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, NotFoundError, TransportError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import LEGACY, MODERN
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call, Session, connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Result, Step
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply, Request
from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import RefusedError, ScriptedIdoit


class Counting(ScriptedIdoit):
    """Breaks down on requests that hold too many calls, or one of the poisoned ids."""

    def __init__(self, **options: Any) -> None:
        super().__init__({"cmdb.category.read": lambda params: [{"id": params["objID"]}]}, **options)
        self.limit = 1000
        self.poison: set[int] = set()

    def answer(self, request: Request) -> Reply:
        reply = super().answer(request)
        ids = {member["params"].get("objID") for member in self.batches[-1]}
        return Reply(500) if len(self.batches[-1]) > self.limit or ids & self.poison else reply

    @property
    def sizes(self) -> list[int]:
        return [sum(not method.startswith("idoit.") for method in batch) for batch in self.methods]


@pytest.fixture
def server() -> Counting:
    return Counting()


@pytest.fixture
def session(server: Counting) -> Iterator[Session]:
    with server.running() as url, connect({"url": url, "api_key": "key-1", "retries": 0}) as session:
        yield session


def reads(count: int) -> list[Call]:
    return [Call("cmdb.category.read", {"objID": number}) for number in range(count)]


def create(title: str) -> Step:
    return Step(f"create {title}", MODERN.create_object("C__OBJTYPE__SERVER", title))


def test_slices_keep_the_order(server: Counting, session: Session) -> None:
    assert [entries[0]["id"] for entries in session.read(reads(120))] == list(range(120))
    assert server.sizes == [50, 50, 20]


@pytest.mark.parametrize("legacy", [False, True])
def test_a_failing_member_does_not_lose_the_others(server: Counting, session: Session, legacy: bool) -> None:
    server.legacy = legacy

    def answer(params: Any) -> Any:
        if params["objID"] == 1:
            raise RefusedError(-32603, "Internal error: Object with id 1 does not exist.")
        return [params["objID"]]

    server.answers["cmdb.category.read"] = answer
    replies = session.batch(reads(3))
    assert [reply.result for reply in replies] == [[0], None, [2]]
    assert isinstance(replies[1].error, NotFoundError)
    with pytest.raises(NotFoundError, match=r"cmdb\.category\.read: .*does not exist.*object 1"):
        session.read(reads(3))


def test_one_error_for_the_whole_batch(server: Counting, session: Session) -> None:
    session.read(reads(1))
    error = {"code": -32603, "message": "Internal error: identifiers", "data": None}
    server.replies = [Reply.json({"jsonrpc": "2.0", "id": None, "error": error})]
    with pytest.raises(ApiError, match="identifiers"):
        session.batch(reads(2))


def test_reads_the_server_breaks_down_on_are_halved(server: Counting, session: Session) -> None:
    server.limit = 15
    assert [entries[0]["id"] for entries in session.read(reads(60))] == list(range(60))
    assert max(size for size in server.sizes if size <= 13) == 13


def test_the_culprit_is_found_and_the_others_are_read(server: Counting, session: Session) -> None:
    server.poison = {17}
    replies = session.batch(reads(40))
    assert [number for number, reply in enumerate(replies) if reply.error] == [17]
    assert isinstance(replies[17].error, TransportError)
    assert replies[39].result == [{"id": 39}]


def test_a_server_that_only_breaks_down_is_not_asked_call_by_call(server: Counting, session: Session) -> None:
    server.limit = 0
    with pytest.raises(TransportError, match="HTTP 500"):
        session.batch(reads(50))
    assert len(server.requests) < 10


def test_other_failures_are_not_halved(server: Counting, session: Session) -> None:
    server.replies = [Reply(200, {}, b"<html>")]
    with pytest.raises(TransportError):
        session.batch(reads(50))
    assert len(server.requests) == 1


def test_writes_are_not_repeated_but_come_in_smaller_slices_next_time(server: Counting, session: Session) -> None:
    server.answers["cmdb.object.create"] = {"id": 5, "success": True}
    server.limit = 15
    steps = [create(f"host{number}") for number in range(20)]
    with pytest.raises(TransportError) as failure:
        session.execute(steps)
    assert failure.value.delivered is None
    assert len(server.requests) == 1
    assert not any(step.done for step in steps)
    session.execute(steps)
    assert server.sizes == [20, 10, 10]
    assert all(step.done for step in steps)


def test_a_step_waits_for_the_id_of_another(server: Counting, session: Session) -> None:
    ids = iter(["11", "12"])
    server.answers["cmdb.object.create"] = lambda _params: {"id": next(ids), "success": True}
    server.answers["cmdb.category.save"] = {"success": True, "entry": 3}
    first, second = create("a"), create("b")
    data = {"contact": [Result(second)], "text": "x"}
    save = Step("save", MODERN.save_entry(Result(first), "C__CATG__CONTACT", data))
    session.execute([save, first, second])
    assert [method for method, _unused in server.calls] == [
        "cmdb.object.create",
        "cmdb.object.create",
        "cmdb.category.save",
    ]
    assert server.calls[-1][1] == {
        "object": 11,
        "category": "C__CATG__CONTACT",
        "data": {"contact": [12], "text": "x"},
    }
    assert len(server.requests) == 2
    assert (save.done, save.answer) == (True, {"success": True, "entry": 3})


def test_the_calls_of_a_step_wait_for_one_another(server: Counting, session: Session) -> None:
    server.answers["cmdb.category.delete"] = {"success": True}
    steps = [Step(f"purge {entry}", LEGACY.purge_entry(7, "C__CATG__CPU", entry)) for entry in (1, 2)]
    session.execute(steps)
    assert server.sizes == [2, 2, 2]


def test_what_does_not_depend_on_a_failed_step_is_still_done(server: Counting, session: Session) -> None:
    def answer(params: Any) -> Any:
        if params["title"].startswith("bad"):
            raise RefusedError(-32603, f"Internal error: {params['title']}")
        return {"id": 4, "success": True}

    server.answers["cmdb.object.create"] = answer
    server.answers["cmdb.category.save"] = {"success": True}
    bad, good, worse = create("bad"), create("good"), create("bad too")
    lost = Step("save lost", MODERN.save_entry(Result(bad), "C__CATG__MODEL", {}))
    kept = Step("save kept", MODERN.save_entry(Result(good), "C__CATG__MODEL", {}))
    with pytest.raises(ApiError, match="Also failed: create bad too") as failure:
        session.execute([bad, lost, good, kept, worse])
    assert "Internal error: bad" in failure.value.message
    assert [step.done for step in (bad, lost, good, kept, worse)] == [False, False, True, True, False]


def test_an_error_without_a_subject_names_the_step(server: Counting, session: Session) -> None:
    server.answers["cmdb.category.save"] = RefusedError(-32603, "Internal error: broken")
    with pytest.raises(ApiError, match=r"broken \(save it\)"):
        session.execute([Step("save it", Call("cmdb.category.save"))])


def test_a_success_without_an_id_stops_what_needs_it(server: Counting, session: Session) -> None:
    server.answers["cmdb.category.save"] = {"success": True, "entry": None}
    first = Step("save interface", MODERN.save_entry(7, "C__CATG__NETWORK_INTERFACE", {}))
    second = Step("save port", MODERN.save_entry(7, "C__CATG__NETWORK_PORT", {"interface": Result(first)}))
    with pytest.raises(ApiError, match=r"'save interface' answered no id"):
        session.execute([first, second])
    assert first.done
    assert not second.done


def test_steps_that_wait_for_ever_are_a_mistake(session: Session) -> None:
    with pytest.raises(AssertionError, match="waits for a step"):
        session.execute([Step("save", MODERN.save_entry(Result(create("x")), "C__CATG__MODEL", {}))])


def test_steps_already_done_are_left_alone(server: Counting, session: Session) -> None:
    step = create("x")
    step.done = True
    session.execute([step])
    assert server.requests == []
