# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object is meant, against a simulated server of each generation."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    NotFoundError,
)

from .cmdb import SERVER, Cmdb


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
