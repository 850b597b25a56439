# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects become hosts, and that a server that finds too many adds none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, InputError, NotFoundError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.settings import Settings
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.shaping import shape
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.snapshot import Snapshot

from .cmdb import SERVER, location
from .reading import Reading
from .test_shaping import DEFAULTS

OPERATIONS = "C__CATG__CUSTOM_FIELDS_OPERATIONS"


def test_types_are_asked_one_by_one(reading: Reading) -> None:
    assert reading.titles(object_types=["C__OBJTYPE__ROOM", "C__OBJTYPE__BUILDING"]) == [
        "Root location",
        "Berlin",
        "Room 1",
        "Room 1",
        "Hamburg",
    ]
    filters = [params["filter"] for method, params in reading.cmdb.calls if method == "cmdb.objects.read"]
    assert sorted(one["type"] for one in filters if "ids" not in one) == ["C__OBJTYPE__BUILDING", "C__OBJTYPE__ROOM"]


def test_criteria_add_up(reading: Reading) -> None:
    assert reading.titles(object_types=["C__OBJTYPE__SERVER"], ids=[40, 43, 30]) == ["web01", "spare"]
    assert reading.titles(ids=[30, 43]) == ["Berlin", "spare"]
    assert reading.titles(ids=[]) == []


def test_an_id_that_does_not_exist_is_an_error(reading: Reading) -> None:
    with pytest.raises(NotFoundError, match="99"):
        reading.fetch(ids=[40, 99])


def test_a_location_and_all_below(reading: Reading) -> None:
    assert reading.titles(location="Berlin", object_types=["C__OBJTYPE__SERVER"]) == ["web01", "web02"]
    assert reading.titles(location={"id": 33}) == ["Room 1", "db01"]


def test_a_location_that_is_not_clear(reading: Reading) -> None:
    with pytest.raises(InputError, match="several objects have the title 'Room 1': id 31, id 32"):
        reading.fetch(location="Room 1")
    with pytest.raises(NotFoundError, match="there is no object with the title 'Rome'"):
        reading.fetch(location="Rome")


def test_a_loop_of_locations_ends(reading: Reading) -> None:
    reading.cmdb.rows[30]["categories"]["C__CATG__LOCATION"] = [location(31, "Room 1")]
    assert reading.titles(location={"id": 31}, object_types=["C__OBJTYPE__SERVER"]) == ["web01", "web02"]


@pytest.mark.parametrize(
    ("relation", "titles"),
    [
        ({}, ["web01", "web02"]),
        ({"direction": "out"}, ["web01"]),
        ({"direction": "in"}, ["web02"]),
        ({"depth": 2}, ["web01", "web02", "db01"]),
    ],
)
def test_related_objects(reading: Reading, relation: dict[str, Any], titles: list[str]) -> None:
    edges = {(43, 40): 43, (43, 41): 41, (40, 42): 40}

    def related(params: Mapping[str, Any]) -> dict[str, Any]:
        return {
            f"{900 + number}": {
                "data": {"related_object": other, "master": master, "slave": sum(pair) - master},
                "children": False,
            }
            for number, (pair, master) in enumerate(edges.items())
            if params["id"] in pair
            for other in set(pair) - {params["id"]}
        } or []

    reading.cmdb.answers["cmdb.objects_by_relation.read"] = related
    assert reading.titles(relation={"object": "spare", **relation}) == titles


def test_the_type_of_a_relation_is_asked_for(reading: Reading) -> None:
    reading.cmdb.answers["cmdb.objects_by_relation.read"] = []
    assert reading.titles(relation={"object": {"id": 40}, "type": "C__RELATION_TYPE__SOFTWARE"}) == []
    (asked,) = [params for method, params in reading.cmdb.calls if method == "cmdb.objects_by_relation.read"]
    assert (asked["id"], asked["relation_type"]) == (40, "C__RELATION_TYPE__SOFTWARE")


def test_a_report_chooses_the_objects(reading: Reading) -> None:
    rows = [{"Object": "<b>web01</b>", "ID": '<span data-id="1">40</span>'}, {"Object": "spare", "ID": "43"}]
    reading.cmdb.answers["cmdb.reports.read"] = rows
    assert reading.titles(report={"id": 7, "id_column": "ID"}) == ["web01", "spare"]
    with pytest.raises(InputError, match=r"no column of report 7 'Id'.*ID, Object"):
        reading.fetch(report={"id": 7, "id_column": "Id"})


SERIAL = {"category": "C__CATG__MODEL", "attribute": "serial"}


@pytest.fixture
def serials(reading: Reading) -> Reading:
    """A CMDB whose server searches for serial numbers: loosely, so it finds too much."""
    for number, serial in ((40, "X"), (41, "x"), (42, "Y"), (43, "")):
        reading.cmdb.rows[number]["categories"]["C__CATG__MODEL"] = [{"id": "1", "serial": serial}]
    info = {"serial": {"title": "Serial number", "info": {"type": "text"}}}
    reading.cmdb.answers |= {"cmdb.condition.read": [{"id": "40"}, {"id": "41"}], "cmdb.category_info": info}
    reading.cmdb.constants["categories"] = {"g": {"C__CATG__MODEL": "Model"}}
    return reading


def test_a_query_chooses_the_objects_and_is_compared_again(serials: Reading) -> None:
    assert serials.titles(query=[{**SERIAL, "value": "X"}]) == ["web01"]
    sent = next(params for method, params in serials.cmdb.calls if method == "cmdb.condition.read")
    assert sent["conditions"] == [
        {"comparison": "=", "operator": "AND", "property": "C__CATG__MODEL-serial", "value": "X"}
    ]
    assert any("1 of 2 objects do not meet query" in line for line in serials.log)


def test_a_server_that_ignores_the_conditions_adds_no_host(serials: Reading) -> None:
    serials.cmdb.answers["cmdb.condition.read"] = [{"id": str(number)} for number in serials.cmdb.rows]
    assert serials.titles(query=[{**SERIAL, "value": "Y"}]) == ["db01"]
    assert serials.titles(query=[{**SERIAL, "comparison": "like", "value": "*"}]) == ["web01", "web02", "db01"]


def test_what_the_server_cannot_search_is_compared_here(serials: Reading) -> None:
    other = {**SERIAL, "comparison": "!=", "value": "X"}
    assert serials.titles(query=[other], object_types=["C__OBJTYPE__SERVER"]) == ["web02", "db01"]
    with pytest.raises(InputError, match="The server cannot search for this query"):
        serials.fetch(query=[other])


def test_what_is_only_compared_becomes_no_variable(serials: Reading) -> None:
    (found,) = serials.snapshot({"categories": ["C__CATG__IP"]}, query=[{**SERIAL, "value": "X"}]).objects
    assert list(found["categories"]) == ["C__CATG__IP"]


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({**SERIAL, "attribute": "seriall", "value": "X"}, r"'seriall'.*serial"),
        ({**SERIAL, "category": "C__CATG__MODL", "value": "X"}, "C__CATG__MODEL"),
        ({**SERIAL, "attribute": "password", "value": "X"}, "is a secret"),
        ({**SERIAL, "comparison": "==", "value": "X"}, "no comparison '=='"),
        ({**SERIAL, "operator": "XOR", "value": "X"}, "no operator 'XOR'"),
        ({"property": "C__CATG__MODEL-serial", "value": "X"}, "no key of query 'property'"),
        (SERIAL, "needs value"),
    ],
)
def test_a_bad_query(serials: Reading, condition: dict[str, Any], text: str) -> None:
    def info(params: Mapping[str, Any]) -> Any:
        known = {"serial": {"title": "Serial number"}, "password": {"title": "Password"}}
        return known if params.get("category") == "C__CATG__MODEL" else {}

    serials.cmdb.answers["cmdb.category_info"] = info
    with pytest.raises(ApiError, match=text):
        serials.fetch(query=[condition])


@pytest.mark.parametrize(
    ("ignored", "selection"),
    [
        ("type", {"object_types": ["C__OBJTYPE__SERVER"]}),
        ("type", {"filter": {"type": "C__OBJTYPE__SERVER"}}),
        ("type", {"filter": {"type": SERVER}}),
        ("changed_after", {"filter": {"type": SERVER, "changed_after": "2026-01-01"}}),
        ("created_after", {"filter": {"type": SERVER, "created_after": "2026-01-01"}}),
        ("status", {"filter": {"type": SERVER}}),
        ("title", {"filter": {"title": "web01"}}),
        ("ids", {"ids": [40]}),
    ],
)
def test_a_server_that_ignores_a_filter_adds_no_host(reading: Reading, ignored: str, selection: dict[str, Any]) -> None:
    for number, one in reading.cmdb.rows.items():
        date = "2026-02-01 10:00:00" if number == 40 else "2025-02-01 10:00:00"
        one.update(updated=date, created=date)
    if ignored == "status":
        reading.cmdb.rows[42]["status"] = 3
    reading.cmdb.ignored = {ignored}
    expected = ["web01", "web02", "db01", "spare"] if ignored == "type" else ["web01"]
    if ignored == "status":
        expected = ["web01", "web02", "spare"]
    assert reading.titles(**selection) == expected
    # What a page of ids or a title brings too much is dropped by whoever reads the page.
    silent = ignored in ("title", "ids")
    assert [("criteria do not name" in warning) for warning in reading.warnings] == [True] * (not silent)


LABELS: dict[str, Any] = {
    "f_popup_c_1": {"title": "Tier", "ui": {"params": {"type": "f_popup", "popup": "dialog_plus"}}},
    "f_text_c_2": {"title": "Note", "ui": {"params": {"type": "f_text"}}},
    "f_text_c_3": {"title": "Note", "ui": {"params": {"type": "f_text"}}},
    "f_password_c_4": {"title": "Emergency password", "ui": {"params": {"type": "f_password"}}},
}


@pytest.fixture
def custom(reading: Reading) -> Reading:
    """A CMDB with a custom category, two labels of which are the same."""
    tier = {"id": "1", "title": "Gold", "prop_type": "dialog_plus"}
    entry = {"id": "1", "f_popup_c_1": tier, "f_text_c_2": "left", "f_text_c_3": "right", "f_password_c_4": "4711"}
    reading.cmdb.rows[40]["categories"][OPERATIONS] = [entry]
    reading.cmdb.answers["cmdb.category_info"] = LABELS
    return reading


def test_custom_attributes_have_their_labels_for_names(custom: Reading) -> None:
    options = {
        "hostname": [f"{OPERATIONS}.Tier", "title"],
        "ansible_host": [f"{OPERATIONS}.f_text_c_2"],
        "hostvars": {"tier": f"{OPERATIONS}.Tier", "emergency": f"{OPERATIONS}.Emergency password"},
        "group_by": [f"{OPERATIONS}.Tier", {"key": f"{OPERATIONS}.f_text_c_3", "prefix": "note"}],
    }
    made = shape(
        Snapshot.from_json(json.loads(json.dumps(custom.fetch(options).data))),
        Settings.from_options({**DEFAULTS, **options}),
        safe=str,
        evaluate=lambda _template, _variables: None,
    )
    gold, *others = made.hosts
    assert [host.name for host in others] == ["web02", "db01", "spare"]
    assert gold.name == "Gold"
    assert {name: gold.variables[name] for name in ("ansible_host", "tier", "emergency")} == {
        "ansible_host": "left",
        "tier": ["Gold"],
        "emergency": ["4711"],
    }
    assert gold.groups == ["Tier_Gold", "note_right"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Note", r"Several attributes .* are called 'Note'.*f_text_c_2, f_text_c_3"),
        ("Teir", "no attribute of .* 'Teir'"),
    ],
)
def test_a_label_that_is_not_clear(custom: Reading, name: str, text: str) -> None:
    for options in ({"group_by": [f"{OPERATIONS}.{name}"]}, {"hostvars": {"x": f"{OPERATIONS}.{name}"}}):
        with pytest.raises(InputError, match=text):
            custom.fetch(options)


@pytest.mark.parametrize("wanted", ["planned", "C__CMDB_STATUS__PLANNED", "1"])
def test_cmdb_status(reading: Reading, wanted: str) -> None:
    reading.cmdb.rows[41].update(cmdb_status=1, cmdb_status_title="planned")
    assert reading.titles(object_types=["C__OBJTYPE__SERVER"], cmdb_status=[wanted]) == ["web02"]


@pytest.mark.parametrize(
    ("selection", "text"),
    [
        ({"object_types": []}, "nothing says which objects to read"),
        ({"object_types": ["C__OBJTYPE__SERVR"]}, "no object type 'C__OBJTYPE__SERVR'.*C__OBJTYPE__SERVER"),
        ({"filter": {"titel": "x"}}, "no filter 'titel'.*title"),
        ({"filter": {"ids": [1]}}, "filter.ids is an option of its own"),
        ({"filter": {"type": 5}, "object_types": ["C__OBJTYPE__SERVER"]}, "exclude each other"),
    ],
)
def test_bad_criteria(reading: Reading, selection: dict[str, Any], text: str) -> None:
    with pytest.raises(InputError, match=text):
        reading.fetch(**selection)
