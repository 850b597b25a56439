# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects over their whole life, against a simulated server of each generation."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    AuthError,
    InputError,
    NotFoundError,
    NotStoredError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import Modern
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.objects import plan_objects
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call

from .cmdb import SERVER, Cmdb, cmdb

GENERAL = {
    "cmdb_status": "C__CMDB_STATUS__PLANNED",
    "purpose": "Production",
    "category": "Rented",
    "tags": ["web", "linux"],
    "description": "<p>Front end</p>",
    "create_dialog_values": True,
}


@pytest.fixture(params=["modern", "modern-doc", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern") as server:
        yield server


@pytest.fixture(scope="module", params=["modern", "legacy"])
def shared(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        yield server


def make_double(server: Cmdb) -> list[int]:
    """Two objects of the same title: the server has no uniqueness."""
    with server.session() as session:
        calls = [Call("cmdb.object.create", {"type": "C__OBJTYPE__SERVER", "title": "web01"})] * 2
        return [int(reply.value()["id"]) for reply in session.batch(calls)]


def test_an_object_with_everything(server: Cmdb) -> None:
    made = server.four_ways(server.objects, **SERVER, **GENERAL)
    assert made["before"] is None
    assert made["object"] == {
        "id": made["object"]["id"],
        "sysid": made["object"]["sysid"],
        "title": "web01",
        "type": "C__OBJTYPE__SERVER",
        "status": "normal",
        "cmdb_status": "planned",
        "purpose": "Production",
        "category": "Rented",
        "tags": ["linux", "web"],
        "description": "<p>Front end</p>",
    }


def test_what_is_not_named_is_left_alone(server: Cmdb) -> None:
    server.objects(**SERVER, **GENERAL)
    changed = server.four_ways(server.objects, **SERVER, purpose="Test")
    assert changed["before"]["purpose"] == "Production"
    assert changed["after"]["purpose"] == "Test"
    assert changed["object"]["tags"] == ["linux", "web"]
    assert changed["object"]["cmdb_status"] == "planned"


def test_clear(server: Cmdb) -> None:
    server.objects(**SERVER, **GENERAL)
    cleared = server.four_ways(server.objects, **SERVER, clear=["purpose", "tags", "description"])
    assert cleared["object"]["purpose"] is None
    assert cleared["object"]["tags"] is None
    assert cleared["object"]["category"] == "Rented"
    with pytest.raises(InputError, match="purpose is both given and named in clear"):
        server.objects(**SERVER, purpose="Test", clear=["purpose"])


def test_check_mode_counts_no_write_and_says_null_for_the_id(server: Cmdb) -> None:
    foreseen = server.objects(check=True, **SERVER)
    assert foreseen["object"]["id"] is None
    assert foreseen["changed"]
    assert server.writes == 0


#: Record statuses of the server by the states that ask for them (idoit-api.md §4), and the state that is none.
STATUS = {"present": 2, "archived": 3, "deleted": 4, "template": 6, "mass_change_template": 7}
TEMPLATES = ("template", "mass_change_template")


def calls_needed(start: str, target: str) -> int:
    """How many writes lead from one state to another on a modern server (idoit-api.md §4.1)."""
    if start == target or (start == "absent" and target in ("archived", "deleted")):
        return 0
    if start == "absent":
        return 2 if target in TEMPLATES else 1
    between = {start, target}.isdisjoint({"present", "absent"}) and (start in TEMPLATES) != (target in TEMPLATES)
    return 2 if between else 1


def cannot_do(start: str, target: str) -> str | None:
    """What an old server says that it cannot do (idoit-observed.md §5 and §9)."""
    if start == target:
        return None
    words = {"template": "as template", "mass_change_template": "as mass change template"}
    if target in words:
        return f"the legacy API cannot mark an object {words[target]}"
    return "the legacy API cannot bring an" if target == "present" and start != "absent" else None


@pytest.mark.parametrize("target", [*STATUS, "absent"])
@pytest.mark.parametrize("start", [*STATUS, "absent"])
def test_every_way_from_state_to_state(shared: Cmdb, start: str, target: str) -> None:
    server = {"title": f"{start} to {target}", "type": "C__OBJTYPE__SERVER"}
    if start != "absent":
        number = shared.objects(**server)["object"]["id"]
        shared.simulator.world.objects.update(number, status=STATUS[start])
    legacy = shared.simulator.world.dialect.name == "legacy"
    refusal = cannot_do(start, target) if legacy else None
    if refusal:
        for check in (True, False):
            with pytest.raises(UnsupportedError, match=refusal):
                shared.objects(check=check, **server, state=target)
            assert shared.writes == 0
        return
    foreseen = shared.objects(check=True, **server, state=target)
    assert shared.writes == 0
    moved = shared.objects(**server, state=target)
    needed = calls_needed(start, target)
    assert shared.writes == (min(needed, 1) if legacy else needed)
    assert (foreseen["changed"], moved["changed"]) == (needed > 0, needed > 0)
    assert foreseen["steps"] == moved["steps"]
    assert foreseen["before"] == moved["before"]
    gone = target == "absent" or (start == "absent" and not needed)
    status = "normal" if target == "present" else target
    for told in (foreseen, moved):
        assert (told["object"] or {}).get("status") == (None if gone else status)
    with shared.session() as session:
        stored = [row for each in STATUS.values() for row in session.objects({**server, "status": each})]
    assert [row["status"] for row in stored] == ([] if gone else [STATUS[target]])
    for check in (False, True):
        assert not shared.objects(check=check, **server, state=target)["changed"]
        assert shared.writes == 0


def test_an_archived_object_is_brought_back_not_made_twice(modern: Cmdb) -> None:
    first = modern.objects(**SERVER)["object"]["id"]
    modern.objects(**SERVER, state="archived")
    back = modern.four_ways(modern.objects, **SERVER)
    assert back["object"]["id"] == first
    assert (back["before"]["status"], back["after"]["status"]) == ("archived", "normal")


def test_an_old_server_says_what_it_cannot_do() -> None:
    with cmdb("legacy") as server:
        server.objects(**SERVER)
        server.objects(**SERVER, state="archived")
        with pytest.raises(UnsupportedError, match="cannot bring an archived or deleted object back"):
            server.objects(**SERVER)
        with pytest.raises(UnsupportedError, match="template"):
            server.objects(title="web02", type="C__OBJTYPE__SERVER", state="template")


def test_rename(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]["id"]
    renamed = server.four_ways(server.objects, **SERVER, new_title="web02")
    assert renamed["object"]["id"] == made
    assert renamed["object"]["title"] == "web02"
    server.objects(**SERVER)
    with pytest.raises(AmbiguousError, match="there is one already"):
        server.objects(**SERVER, new_title="web02")


def test_the_type_changes_where_the_object_is_not_told_by_it(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]
    changed = server.four_ways(server.objects, id=made["id"], type="C__OBJTYPE__CLIENT")
    assert (changed["before"]["type"], changed["object"]["type"]) == ("C__OBJTYPE__SERVER", "C__OBJTYPE__CLIENT")
    back = server.four_ways(server.objects, sysid=made["sysid"], title="web02", type="Server")
    assert (back["object"]["id"], back["object"]["type"]) == (made["id"], "C__OBJTYPE__SERVER")
    assert back["object"]["title"] == "web02"


def test_titles_that_the_server_would_not_keep_are_refused(server: Cmdb) -> None:
    for title in ("x" * 256, "web\n01"):
        with pytest.raises(InputError, match="one line of 255 characters at most"):
            server.objects(title=title, type=SERVER["type"])
    assert server.writes == 0


def test_a_title_that_the_server_changed_is_an_error(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    create = Modern.create_object
    monkeypatch.setattr(
        Modern, "create_object", lambda self, kind, title, **more: create(self, kind, f"{title} ", **more)
    )
    with pytest.raises(NotStoredError, match=r"'web01' \(id 23\) is called 'web01 ' by the server"):
        modern.objects(**SERVER)


def test_two_names_of_one_object_are_refused(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]
    many = server.objects(objects=[SERVER, {"id": made["id"], "purpose": "Test"}], create_dialog_values=True)
    assert [bool(result.get("failed")) for result in many["results"]] == [False, True]
    assert f"are the same object (id {made['id']})" in many["results"][1]["msg"]


def test_identity_by_id_and_sysid(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]
    assert not server.objects(id=made["id"])["changed"]
    assert not server.objects(sysid=made["sysid"])["changed"]
    renamed = server.four_ways(server.objects, id=made["id"], title="web02")
    assert renamed["object"]["title"] == "web02"
    for missing in ({"id": 9999}, {"sysid": "SYSID_0"}):
        with pytest.raises(NotFoundError, match=str(next(iter(missing.values())))):
            server.objects(**missing)
        assert not server.objects(**missing, state="absent")["changed"]


@pytest.mark.parametrize("state", ["present", "archived", "deleted"])
def test_identity_by_the_value_of_an_attribute(server: Cmdb, state: str) -> None:
    made = server.objects(**SERVER)["object"]
    server.objects(title="web02", type=SERVER["type"])
    server.entries(object=SERVER, category="C__CATG__MODEL", data={"serial": "AB-1"})
    server.objects(**SERVER, state=state)
    match = {"category": "C__CATG__MODEL", "attribute": "serial", "value": "AB-1"}
    assert not server.objects(match=match, type=SERVER["type"], state=state)["changed"]
    found = server.entries(object={"match": match, "type": SERVER["type"]}, category="C__CATG__MODEL", data={})
    assert found["object"]["id"] == made["id"]
    with pytest.raises(NotFoundError, match=r"C__CATG__MODEL.serial 'ab-1'"):
        server.objects(match={**match, "value": "ab-1"}, type=SERVER["type"])


@pytest.mark.parametrize("status", ["archived", "deleted", "template"])
def test_a_match_among_hidden_objects_is_ambiguous_too(server: Cmdb, status: str) -> None:
    first, second = (server.objects(title=title, type=SERVER["type"])["object"]["id"] for title in ("web01", "web02"))
    for number in (first, second):
        server.entries(object={"id": number}, category="C__CATG__MODEL", data={"serial": "AB-1"})
    server.simulator.world.objects.update(second, status={"archived": 3, "deleted": 4, "template": 6}[status])
    match = {"category": "C__CATG__MODEL", "attribute": "serial", "value": "AB-1"}
    with pytest.raises(AmbiguousError, match=rf"id {first} \(.*, normal.*id {second} \(.*, {status}"):
        server.objects(match=match, type=SERVER["type"])
    with pytest.raises(AmbiguousError, match=f"id {second} "):
        server.entries(object={"match": match, "type": SERVER["type"]}, category="C__CATG__MODEL", data={})


def test_match_reads_no_more_objects_than_allowed(server: Cmdb) -> None:
    titles = [f"web{number:02}" for number in range(12)]
    objects = [{"title": title, "categories": {"C__CATG__MODEL": {"serial": title}}} for title in titles]
    server.objects(type=SERVER["type"], objects=objects)
    server.objects(type=SERVER["type"], objects=[{"title": title} for title in titles[1:]], state="archived")
    task = {"match": {"category": "C__CATG__MODEL", "attribute": "serial", "value": "web07"}, "type": SERVER["type"]}
    refused = "more than 11 objects of type C__OBJTYPE__SERVER would be read. match_scan_limit may allow more"
    with pytest.raises(InputError, match=refused):
        server.objects(**task, state="archived", match_scan_limit=11)
    assert server.writes == 0
    found = server.objects(**task, state="archived", match_scan_limit=12)
    assert (found["changed"], found["object"]["title"]) == (False, "web07")
    with pytest.raises(InputError, match=refused):
        server.entries(object=task, category="C__CATG__MODEL", data={}, match_scan_limit=11)


def test_what_the_search_of_the_server_finds_takes_few_reads(modern: Cmdb) -> None:
    objects = [{"title": f"web{number:03}"} for number in range(150)]
    modern.objects(type=SERVER["type"], objects=objects)
    modern.entries(
        object={"title": "web007", "type": SERVER["type"]}, category="C__CATG__MODEL", data={"serial": "AB-1"}
    )
    match = {"category": "C__CATG__MODEL", "attribute": "serial", "value": "AB-1"}
    found = modern.objects(match=match, type=SERVER["type"], match_scan_limit=1)
    assert found["object"]["title"] == "web007"
    assert modern.requests <= 7  # login, metadata, search, the object, hidden statuses, general page, logout


def test_match_without_a_type_cannot_tell_that_nothing_is_left(modern: Cmdb) -> None:
    match = {"category": "C__CATG__MODEL", "attribute": "serial", "value": "AB-1"}
    for state in ("archived", "deleted", "absent"):
        with pytest.raises(InputError, match=f"match needs the type of the object to make it {state}"):
            modern.objects(match=match, state=state)


def test_match_says_what_it_cannot_search(server: Cmdb) -> None:
    match = {"category": "C__CATG__LOCATION", "attribute": "parent", "value": "Room"}
    with pytest.raises(InputError, match=r"LOCATION.parent cannot be used in match"):
        server.objects(match=match, type=SERVER["type"])


def test_an_object_is_created_with_its_sysid(server: Cmdb) -> None:
    made = server.four_ways(server.objects, **SERVER, sysid="SRV-1")
    assert made["object"]["sysid"] == "SRV-1"


@pytest.mark.parametrize("title", ["100% web_01", "back\\slash", 'it\'s "x"', "Café", "50_%"])
def test_titles_are_compared_exactly(server: Cmdb, title: str) -> None:
    # filter.title is SQL's LIKE: % and _ are wildcards, case and accents are ignored (idoit-api.md §6.5)
    server.objects(
        objects=[{"title": other} for other in ("100x webx01", "CAFE", "backslash", "50xx")], type=SERVER["type"]
    )
    server.four_ways(server.objects, title=title, type=SERVER["type"])


def test_several_matches_list_their_ids(server: Cmdb) -> None:
    first, second = make_double(server)
    with pytest.raises(AmbiguousError, match=f"id {first} .*id {second} "):
        server.objects(**SERVER)
    assert not server.objects(id=second)["changed"]


def test_many_objects_travel_together(server: Cmdb) -> None:
    objects = [{"title": f"web{number:03}"} for number in range(30)]
    many = server.four_ways(
        server.objects,
        type="C__OBJTYPE__SERVER",
        tags=["a"],
        create_dialog_values=True,
        objects=[*objects[:-1], {"title": "Room", "type": "C__OBJTYPE__ROOM"}][:9],
    )
    assert [result["object"]["title"] for result in many["results"]] == [f"web{number:03}" for number in range(9)]
    server.objects(type="C__OBJTYPE__SERVER", objects=objects)
    assert server.requests <= 4 + 10  # 150 look-ups and 30 reads in slices of 50, then writes and reading back


def test_an_id_beside_very_many_titles_of_the_type(modern: Cmdb) -> None:
    objects = [{"title": f"web{number:04}"} for number in range(200)]
    made = modern.objects(type="C__OBJTYPE__SERVER", objects=objects)["results"][0]["object"]
    again = modern.objects(type="C__OBJTYPE__SERVER", objects=[*objects[1:], {"id": made["id"]}, {"title": "web9999"}])
    assert [result["changed"] for result in again["results"]] == [False] * 200 + [True]


def test_very_many_of_one_type_are_listed_by_pages(modern: Cmdb) -> None:
    objects = [{"title": f"web{number:04}"} for number in range(300)]
    modern.objects(type="C__OBJTYPE__SERVER", objects=objects)
    again = modern.objects(type="C__OBJTYPE__SERVER", objects=objects)
    assert not again["changed"]
    # login, one page per record status, the metadata, 300 reads in slices of 50, logout
    assert modern.requests <= 16


def test_one_bad_item_does_not_stop_the_others(server: Cmdb) -> None:
    make_double(server)
    result = server.objects(type="C__OBJTYPE__SERVER", objects=[{"title": "web01"}, {"title": "web02"}])
    failed, made = result["results"]
    assert failed["failed"]
    assert "There are 2 objects" in failed["msg"]
    assert made["changed"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"title": "x", "type": "C__OBJTYPE__SERVR"},
            "no object type 'C__OBJTYPE__SERVR'. Close matches: C__OBJTYPE__SERVER",
        ),
        ({"title": "x", "type": "Servr"}, "no object type 'Servr'. Close matches: Server"),
        ({"title": "x"}, "There is no object 'x'. To create it, its type is needed"),
        ({**SERVER, "purpose": "Prod"}, "no dialog value 'Prod'.*Production.*create_dialog_values"),
        ({**SERVER, "cmdb_status": "5"}, r"If 5 is an id, write \{id: 5\}"),
        ({"type": "C__OBJTYPE__SERVER"}, "named by id, by sysid, by match, or by title"),
        ({"objects": [SERVER, SERVER]}, "named twice"),
    ],
)
def test_bad_input_is_named(server: Cmdb, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        server.objects(**params)
    assert server.writes == 0


def test_the_type_may_be_given_by_its_title(server: Cmdb) -> None:
    assert server.objects(title="web01", type="Server")["object"]["type"] == "C__OBJTYPE__SERVER"


def test_a_purge_says_what_is_lost(server: Cmdb) -> None:
    server.objects(**SERVER)
    server.entries(object=SERVER, category="C__CATG__CPU", entries=[{"title": "A"}, {"title": "B"}])
    server.entries(object=SERVER, category="C__CATG__MODEL", data={"serial": "AB"})
    server.entries(object=SERVER, category="C__CATG__NETWORK_INTERFACE", data={"title": "Card"})
    foreseen = server.objects(check=True, **SERVER, state="absent")
    lost = {"C__CATG__CPU": 2, "C__CATG__MODEL": 1, "C__CATG__NETWORK_INTERFACE": 1}
    assert foreseen["before"]["entries"] == foreseen["lost"] == lost
    assert server.objects(**SERVER, state="absent")["lost"] == foreseen["lost"]
    assert server.objects(**SERVER, state="absent")["before"] is None


def test_no_purge_where_the_user_may_not_see_what_is_lost(server: Cmdb) -> None:
    server.objects(**SERVER)
    fault = {"kind": "member_error", "match": "C__CATG__CPU", "args": {"message": "You have no right to view this."}}
    server.simulator.faults.replace([fault])
    with pytest.raises(AuthError, match="no right to view"):
        server.objects(**SERVER, state="absent")
    assert server.writes == 0


@pytest.mark.parametrize(("resolve_race", "own_is_older"), [(False, False), (True, False), (True, True)])
def test_two_runs_create_the_same_object(modern: Cmdb, resolve_race: bool, own_is_older: bool) -> None:
    task = {**SERVER, "resolve_race": resolve_race}
    with modern.session() as mine, modern.session() as other:
        plans = [plan_objects(mine, task), plan_objects(other, {**task, "purpose": "Test"})]
        order = [0, 1] if own_is_older else [1, 0]
        sessions = [mine, other]
        for number in order:
            sessions[number].execute(plans[number].steps)
        if not resolve_race:
            with pytest.raises(AmbiguousError, match=r"another one was .* as id 24. Candidates: id 23 .* id 24 "):
                plans[0].confirm(plans[0].items)
            return
        plans[0].confirm(plans[0].items)
        plans[1].confirm(plans[1].items)
        (left,) = mine.objects({"title": SERVER["title"]})
    assert left["id"] == 23
    assert [plan.items[0].result["object"]["id"] for plan in plans] == [23, 23]
    assert bool(plans[0].items[0].warnings) != own_is_older
    assert not modern.objects(**SERVER, purpose="Test")["changed"], (
        "what the younger one was to have, the older one has"
    )


def test_doubles_get_time_to_give_way(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_double(modern)
    naps: list[float] = []

    def purged_meanwhile(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            with modern.session() as other:
                other.call("cmdb.object.purge", {"object": second})

    monkeypatch.setattr(time, "sleep", purged_meanwhile)
    found = modern.objects(**SERVER, resolve_race=True)
    assert (found["changed"], found["object"]["id"], len(naps)) == (False, first, 2)
    make_double(modern)
    with pytest.raises(AmbiguousError, match=f"There are 3 objects that fit .* id {first} "):
        modern.objects(**SERVER, resolve_race=True)
    assert sum(naps[2:]) < 10


def test_objects_of_one_title_are_told_apart_by_sysid(server: Cmdb) -> None:
    objects = [{"sysid": "A-1"}, {"sysid": "A-2"}]
    task: dict[str, Any] = {**SERVER, "objects": objects}
    made = server.four_ways(server.objects, **task, resolve_race=True)
    assert len({result["object"]["id"] for result in made["results"]}) == 2
    server.objects(**SERVER, sysid="A-2", state="absent")
    gone = server.objects(**SERVER, sysid="A-2", state="absent")
    assert not gone["changed"], "the other one of the same title is not taken for it"
    assert server.objects(sysid="A-1")["object"]["title"] == "web01"


def test_objects_of_one_title_are_told_apart_by_match(server: Cmdb) -> None:
    def wanted(serial: str) -> dict[str, Any]:
        match = {"category": "C__CATG__MODEL", "attribute": "serial", "value": serial}
        return {**SERVER, "match": match, "categories": {"C__CATG__MODEL": {"serial": serial}}}

    with server.session() as session:
        session.call("cmdb.object.create", SERVER)
    ids = []
    for serial in ("S-1", "S-2"):
        made = server.four_ways(server.objects, most_requests=8, resolve_race=True, **wanted(serial))
        ids.append(made["object"]["id"])
    assert ids == [23, 24], "the one without a serial is taken for the first, and not for the second"
    server.objects(**wanted("S-2"), state="absent")
    assert not server.objects(**wanted("S-2"), state="absent")["changed"]
    assert not server.objects(**wanted("S-1"))["changed"]


def test_the_same_object_by_two_names_of_its_type(server: Cmdb) -> None:
    with pytest.raises(InputError, match="named twice"):
        server.objects(objects=[SERVER, {"title": "web01", "type": "Server"}])


def test_a_new_title_means_nothing_to_states_that_change_no_attributes(server: Cmdb) -> None:
    server.objects(title="web02", type=SERVER["type"])
    assert not server.objects(**SERVER, new_title="web02", state="absent")["changed"]
    assert not server.objects(title="web02", type=SERVER["type"])["changed"]


@pytest.mark.parametrize("resolve_race", [False, True])
def test_twenty_runs_create_the_same_object(modern: Cmdb, resolve_race: bool) -> None:
    together = threading.Barrier(20, timeout=60)

    def run(_number: int) -> dict[str, Any] | AmbiguousError:
        with modern.session() as session:
            plan = plan_objects(session, {**SERVER, "resolve_race": resolve_race})
            together.wait()
            try:
                plan.apply(session.execute)
            except AmbiguousError as error:
                return error
            return plan.as_result()

    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(run, range(20)))
    with modern.session() as session:
        left = [row["id"] for row in session.objects({"title": SERVER["title"]})]
    failed = [str(result) for result in results if isinstance(result, AmbiguousError)]
    made = [result["object"]["id"] for result in results if not isinstance(result, AmbiguousError)]
    if resolve_race:
        assert (failed, left, set(made)) == ([], [23], {23})
    else:
        assert made in ([], [23]), "only who looked before there was another one has noticed nothing"
        assert len(left) == 20
        assert all("id 23 " in text and "at the same time as id" in text for text in failed)
