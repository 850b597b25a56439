# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the states make of entries, of ordinary ones and of assignments, which hold one object each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call

from .cmdb import SERVER, Cmdb, cmdb

SERVERS = [SERVER, *({"title": title, "type": "C__OBJTYPE__SERVER"} for title in ("web02", "web03"))]
PERSONS = [{"title": title, "type": "C__OBJTYPE__PERSON"} for title in ("Jane Doe", "John Roe")]
OTHERS = [{"title": "Cluster", "type": "C__OBJTYPE__CLUSTER"}, {"title": "esx1", "type": "C__OBJTYPE__VIRTUAL_HOST"}]
CPU = {"category": "C__CATG__CPU", "object": SERVER}
STATES = ("archived", "deleted", "absent")

#: Category, object, the attribute that takes one object per entry, two objects, what else an entry says.
ASSIGNMENTS = [
    ("C__CATG__CONTACT", "web01", "contact", ["Jane Doe", "John Roe"], {"role": "Administrator"}),
    ("C__CATG__CONTACT", "web02", "contact", [{"title": "Jane Doe"}, {"title": "John Roe"}], {}),
    ("C__CATG__CLUSTER_MEMBERS", "Cluster", "member", ["web01", "web02"], {}),
    ("C__CATG__CLUSTER_MEMBERSHIPS", "web03", "connected_object", ["Cluster"], {}),
    ("C__CATG__GUEST_SYSTEMS", "esx1", "connected_object", ["web01", "web02"], {}),
]


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern") as server:
        server.objects(objects=[*SERVERS, *PERSONS, *OTHERS])
        yield server


@pytest.fixture(scope="module", params=["modern", "modern-doc", "legacy"])
def world(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    """A server that tests share; each works on entries of its own."""
    with cmdb(request.param) as server:
        server.objects(objects=[*SERVERS, *PERSONS, *OTHERS])
        yield server


def cpus(*titles: str) -> list[dict[str, Any]]:
    return [{"title": title} for title in titles]


def normal(server: Cmdb) -> list[str]:
    """The titles of the normal CPU entries."""
    with server.session() as session:
        (row,) = session.objects({"title": "web01"})
        rows = session.read([session.generation.read_entries(row["id"], "C__CATG__CPU")])[0]
    return sorted(row["title"] for row in rows)


def test_states_of_entries(modern: Cmdb) -> None:
    one = {**CPU, "data": {"title": "One", "cores": 2}}
    modern.entries(**one)
    for state in ("archived", "deleted", "archived"):
        moved = modern.four_ways(modern.entries, **one, state=state)
        assert moved["after"][0]["status"] == state
        assert normal(modern) == []
    back = modern.four_ways(modern.entries, **one)
    assert back["before"][0]["status"] == "archived"
    assert normal(modern) == ["One"]
    gone = modern.four_ways(modern.entries, **one, state="absent")
    assert gone["before"][0]["cores"] == 2
    assert gone["after"] == []
    for state in ("archived", "deleted", "absent"):
        assert not modern.entries(**one, state=state)["changed"]


def test_an_old_server_makes_a_new_entry_where_it_cannot_bring_one_back() -> None:
    with cmdb("legacy") as server:
        server.objects(**SERVER)
        one = {**CPU, "data": {"title": "One"}}
        first = server.entries(**one)["entries"][0]["id"]
        server.four_ways(server.entries, **one, state="deleted")
        assert server.entries(**one)["entries"][0]["id"] != first
        server.four_ways(server.entries, **one, state="absent")


@pytest.mark.parametrize(("mode", "left"), [("archive", "archived"), ("delete", "deleted"), ("purge", None)])
def test_exact_owns_the_set_of_entries(modern: Cmdb, mode: str, left: str | None) -> None:
    modern.entries(**CPU, entries=[{"title": "A", "cores": 2}, *cpus("B", "C")])
    exact = {**CPU, "entries": cpus("A", "D"), "state": "exact", "purge_mode": mode}
    changed = modern.four_ways(modern.entries, **exact)
    assert normal(modern) == ["A", "D"]
    assert [entry.get("status") for entry in changed["after"] if entry["title"] in "BC"] == [left] * 2 * bool(left)
    assert changed["entries"][0]["cores"] == 2


def test_exact_without_entries_must_be_meant(modern: Cmdb) -> None:
    modern.entries(**CPU, entries=cpus("A"))
    with pytest.raises(InputError, match="allow_empty"):
        modern.entries(**CPU, entries=[], state="exact")
    modern.four_ways(modern.entries, **CPU, entries=[], state="exact", allow_empty=True)
    assert normal(modern) == []


def test_several_matching_entries_are_an_error(modern: Cmdb) -> None:
    with modern.session() as session:
        (row,) = session.objects({"title": "web01"})
        call = Call("cmdb.category.save", {"object": row["id"], "category": "C__CATG__CPU", "data": {"title": "Twin"}})
        session.batch([call, call])
    with pytest.raises(AmbiguousError, match="Their ids: 1, 2"):
        modern.entries(**CPU, data={"title": "Twin", "cores": 4})
    changed = modern.entries(**CPU, data={"id": 2, "cores": 4})
    assert changed["entries"][0]["id"] == 2


def test_assignments_take_one_object_each(modern: Cmdb) -> None:
    cluster = {"title": "Cluster", "type": "C__OBJTYPE__CLUSTER"}
    modern.objects(**cluster)
    members = {"object": cluster, "category": "C__CATG__CLUSTER_MEMBERS", "data": {"member": ["web01", "web02"]}}
    made = modern.four_ways(modern.entries, **members)
    assert sorted(entry["member"]["title"] for entry in made["entries"]) == ["web01", "web02"]


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_done_to_an_entry_that_is_there_already_or_not_at_all(world: Cmdb, state: str) -> None:
    one = {**CPU, "data": {"title": f"For {state}"}}
    assert not world.entries(**one, state=state)["changed"], "it was never there"
    world.entries(**one)
    world.four_ways(world.entries, **one, state=state)
    for check in (True, False):
        again = world.entries(check=check, **one, state=state)
        assert (again["changed"], again["steps"], world.writes) == (False, [], 0)
    missing = {"title": "web09", "type": "C__OBJTYPE__SERVER"}
    assert not world.entries(**{**CPU, "object": missing}, data={"title": "x"}, state="absent")["changed"]


@pytest.mark.parametrize("first", ["archived", "deleted"])
def test_absent_works_from_every_status(world: Cmdb, first: str) -> None:
    one = {**CPU, "data": {"title": f"Gone from {first}"}}
    world.entries(**one)
    world.entries(**one, state=first)
    gone = world.four_ways(world.entries, **one, state="absent")
    assert gone["before"][0]["status"] == first
    assert gone["after"] == []


def test_absent_takes_those_of_all_statuses(modern: Cmdb) -> None:
    one = {**CPU, "data": {"title": "Twice"}}
    first = modern.entries(**one)["entries"][0]["id"]
    modern.entries(**one, state="archived")
    with modern.session() as session:
        (row,) = session.objects({"title": "web01"})
        session.batch([session.generation.save_entry(row["id"], "C__CATG__CPU", {"title": "Twice"})])
    assert modern.entries(**one)["entries"][0]["id"] != first, "the normal one is meant"
    gone = modern.four_ways(modern.entries, **one, state="absent")
    assert [entry["status"] for entry in gone["before"]] == ["normal", "archived"]


def test_an_old_server_does_not_archive_what_is_deleted() -> None:
    with cmdb("legacy") as server:
        server.objects(**SERVER)
        one = {**CPU, "data": {"title": "One"}}
        server.entries(**one)
        server.entries(**one, state="deleted")
        with pytest.raises(UnsupportedError, match="legacy API cannot put a deleted entry into the archive"):
            server.entries(**one, state="archived")


@pytest.mark.parametrize("state", STATES)
def test_several_that_fit_are_an_error_whatever_the_state(modern: Cmdb, state: str) -> None:
    with modern.session() as session:
        (row,) = session.objects({"title": "web01"})
        call = session.generation.save_entry(row["id"], "C__CATG__CPU", {"title": "Twin"})
        session.batch([call, call])
    with pytest.raises(AmbiguousError, match=r"There are 2 entries that fit title Twin\. Their ids: 1, 2"):
        modern.entries(**CPU, data={"title": "Twin"}, state=state)
    assert modern.writes == 0
    changed = modern.entries(**CPU, data={"id": 2}, state=state)
    assert [entry["id"] for entry in changed["before"]] == [2]


@pytest.mark.parametrize(("category", "title", "key", "assigned", "more"), ASSIGNMENTS)
def test_a_list_of_objects_is_as_many_assignments(
    world: Cmdb, category: str, title: str, key: str, assigned: list[Any], more: dict[str, Any]
) -> None:
    task = {"object": {"title": title}, "category": category}
    everyone = {**task, "data": {key: assigned, **more}}
    made = world.four_ways(world.entries, **everyone)
    assert len(made["entries"]) == len(made["steps"]) == len(assigned)
    names = [each["title"] if isinstance(each, dict) else each for each in assigned]
    assert sorted(entry[key]["title"] for entry in made["entries"]) == names
    for same in ({key: assigned[::-1], **more}, {key: assigned[:1], **more}, {key: assigned[0], **more}):
        assert not world.entries(**task, data=same)["changed"]
    single = [{key: one, **more} for one in assigned]
    assert not world.entries(**task, entries=single[::-1], state="exact")["changed"]
    only = world.entries(**task, entries=single[:1], state="exact", purge_mode="purge")
    assert only["changed"] is (len(assigned) > 1)
    world.entries(**everyone)
    gone = world.four_ways(world.entries, **everyone, state="absent")
    assert (len(gone["before"]), gone["after"]) == (len(assigned), [])


@pytest.mark.parametrize(("category", "title", "key", "assigned", "more"), ASSIGNMENTS)
def test_assignments_are_archived_deleted_and_brought_back(
    modern: Cmdb, category: str, title: str, key: str, assigned: list[Any], more: dict[str, Any]
) -> None:
    one = {"object": {"title": title}, "category": category, "data": {key: assigned[0], **more}}
    number = modern.entries(**one)["entries"][0]["id"]
    for state in ("archived", "deleted", "archived"):
        moved = modern.four_ways(modern.entries, **one, state=state)
        assert moved["after"][0]["status"] == state
    back = modern.four_ways(modern.entries, **one)
    assert back["after"][0]["id"] == number
    modern.four_ways(modern.entries, **one, state="absent")


@pytest.mark.parametrize("role", ["Administrator", "User"])
def test_one_contact_in_two_roles_is_two_assignments(world: Cmdb, role: str) -> None:
    contacts = {"object": {"title": "web03"}, "category": "C__CATG__CONTACT"}
    made = world.four_ways(world.entries, **contacts, data={"contact": "Jane Doe", "role": role})
    assert len(made["entries"]) == 1
    if role == "User":
        with pytest.raises(AmbiguousError, match="2 entries that fit contact Jane Doe"):
            world.entries(**contacts, data={"contact": "Jane Doe", "description": "which one?"})
