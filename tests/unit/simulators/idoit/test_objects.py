# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects and lists of them (idoit-api.md §4, §6)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api

ALIVE = {"archive": 3, "delete": 4, "purge": None, "markAsTemplate": 6, "markAsMassChangeTemplate": 7}
STATES: dict[int, dict[str, int | None]] = {
    2: ALIVE,
    3: {"delete": 4, "purge": None, "recycle": 2},
    4: {"archive": 3, "purge": None, "recycle": 2},
    6: {"purge": None, "recycle": 2, "markAsMassChangeTemplate": 7},
    7: {"purge": None, "recycle": 2, "markAsTemplate": 6},
}
"""From -> call -> to (idoit-api.md §4.1); every other call is an error."""
ACTIONS = ("archive", "delete", "purge", "recycle", "markAsTemplate", "markAsMassChangeTemplate")


def test_the_first_new_object_has_the_id_that_was_recorded(modern: Api) -> None:
    assert modern.call("cmdb.object.create", type="C__OBJTYPE__SERVER", title="web01") == {
        "id": 23,
        "message": "Object was successfully created",
        "success": True,
    }


def test_an_object_is_read_with_ints_and_its_own_key_for_the_type(modern: Api) -> None:
    number = modern.server()
    item = modern.call("cmdb.object.read", id=number)
    assert {key: item[key] for key in ("id", "title", "objecttype", "status", "cmdb_status", "cmdb_status_title")} == {
        "id": number,
        "title": "web01",
        "objecttype": 5,
        "status": 2,
        "cmdb_status": 6,
        "cmdb_status_title": "in operation",
    }
    assert item["sysid"].startswith("SYSID_")


@pytest.mark.parametrize("number", [999999, "abc", 0, None])
def test_what_is_not_there_reads_as_an_empty_list(modern: Api, number: Any) -> None:
    assert modern.call("cmdb.object.read", id=number) == []


def test_an_object_is_made_with_everything_at_once(modern: Api) -> None:
    made = modern.call(
        "cmdb.object.create",
        type=5,
        title="full",
        purpose="Production",
        category="New category",
        cmdb_status="C__CMDB_STATUS__PLANNED",
        description="<b>x</b>",
        sysid="SRV_1",
        categories={"C__CATG__MODEL": [{"serial": "1"}], "C__CATG__CPU": [{"title": "a"}, {"title": "b"}]},
    )
    assert made["categories"] == {"C__CATG__MODEL": [1], "C__CATG__CPU": [1, 2]}
    (general,) = modern.entries(made["id"], "C__CATG__GLOBAL")
    shown = {key: general[key]["title"] for key in ("purpose", "category", "cmdb_status")}
    assert shown == {"purpose": "Production", "category": "New category", "cmdb_status": "planned"}
    assert (general["sysid"], general["description"]) == ("SRV_1", "<b>x</b>")


@pytest.mark.parametrize("status", [2, 3, 4, 6, 7])
def test_an_object_can_be_made_in_any_state(modern: Api, status: int) -> None:
    assert modern.call("cmdb.object.read", id=modern.server(status=status))["status"] == status


def test_a_sysid_is_given_once(modern: Api) -> None:
    modern.server("one", sysid="S-1")
    error = modern.error("cmdb.object.create", type=5, title="two", sysid="s-1")
    assert error["code"] == -32603
    assert error["data"]["sysid"].startswith("The given value is not unique")


@pytest.mark.parametrize(
    "params",
    [
        {"title": "x"},
        {"type": 5},
        {"type": 5, "title": None},
        {"type": "C__OBJTYPE__NONSENSE", "title": "x"},
        {"type": 5, "title": ["x"]},
        {"type": 5, "title": "x", "status": 1},
        {"type": 5, "title": "x", "categories": {"C__CATG__NONSENSE": []}},
    ],
)
def test_a_bad_create_makes_nothing(modern: Api, params: dict[str, Any]) -> None:
    assert modern.error("cmdb.object.create", **params)["code"] in (-32602, -32603)
    assert modern.call("cmdb.objects.read", filter={"type": 5}) == []


def test_update_changes_the_title_alone(modern: Api) -> None:
    number = modern.server()
    answer = modern.call("cmdb.object.update", id=number, title="web02", cmdb_status=1)
    assert answer == {"message": "Object title was successfully updated", "success": True}
    item = modern.call("cmdb.object.read", id=number)
    assert (item["title"], item["cmdb_status"]) == ("web02", 6)


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize("action", ACTIONS)
def test_the_states_of_an_object(modern: Api, state: int, action: str) -> None:
    number = modern.server(status=state)
    answer = modern.send(f"cmdb.object.{action}", object=number)
    item = modern.call("cmdb.object.read", id=number)
    if action not in STATES[state]:
        assert answer["error"]["code"] == -32603
        assert item["status"] == state
    else:
        assert answer["result"]["success"] is True
        assert (item["status"] if item else None) == STATES[state][action]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_missing_object_has_no_states(modern: Api, action: str) -> None:
    assert modern.error(f"cmdb.object.{action}", object=999999)["code"] == -32603


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 4),
        ({"status": "C__RECORD_STATUS__ARCHIVED"}, 3),
        ({"status": "C__RECORD_STATUS__ARCHIVE"}, 3),
        ({"status": "C__RECORD_STATUS__DELETED"}, 4),
        ({"status": "C__RECORD_STATUS__PURGE"}, None),
    ],
)
def test_the_older_ways_to_delete(modern: Api, params: dict[str, Any], status: int | None) -> None:
    number = modern.server()
    assert modern.call("cmdb.object.delete", id=number, **params)["success"] is True
    item = modern.call("cmdb.object.read", id=number)
    assert (item["status"] if item else None) == status


def test_objects_of_the_server_and_the_caller_stay(modern: Api) -> None:
    assert modern.error("cmdb.object.archive", object=1)["message"].endswith(
        "Can not delete undeletable system objects."
    )
    assert modern.error("cmdb.object.archive", object=22)["message"].endswith(
        "You can not rank your own user while logged in."
    )


def test_purging_an_object_empties_what_refers_to_it(modern: Api) -> None:
    number, room = modern.server(), modern.call("cmdb.object.create", type="C__OBJTYPE__ROOM", title="r")["id"]
    modern.save(number, "C__CATG__LOCATION", {"parent": room})
    modern.call("cmdb.object.purge", object=room)
    assert modern.entries(number, "C__CATG__LOCATION")[0]["parent"] == []
    assert modern.entries(number, "C__CATG__RELATION") == []


@pytest.fixture
def listed(modern: Api) -> Api:
    """Objects 23 to 28: web01, WEB02, web_03, a client, an archived server, a template."""
    modern.server("web01")
    modern.server("WEB02", sysid="SRV_2")
    modern.server("web_03", cmdb_status=1)
    modern.call("cmdb.object.create", type="C__OBJTYPE__CLIENT", title="Café")
    modern.server("old", status=3)
    modern.server("template", status=6)
    return modern


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"type": "C__OBJTYPE__SERVER"}, [23, 24, 25]),
        ({"type": 5}, [23, 24, 25]),
        ({"type": [5, "C__OBJTYPE__CLIENT"]}, [23, 24, 25, 26]),
        ({"type": "C__OBJTYPE__NONSENSE"}, []),
        ({"type_title": "server"}, [23, 24, 25]),
        ({"type": 5, "type_group": "C__OBJTYPE_GROUP__INFRASTRUCTURE"}, [23, 24, 25]),
        ({"type": 5, "type_group": "C__OBJTYPE_GROUP__SOFTWARE"}, []),
        ({"title": "web01"}, [23]),
        ({"title": "WEB01"}, [23]),
        ({"title": "cafe"}, [26]),
        ({"title": "web"}, []),
        ({"title": "web%"}, [23, 24, 25]),
        ({"title": "web_1"}, [23]),
        ({"title": r"web\_03"}, [25]),
        ({"title": "web*"}, []),
        ({"sysid": "srv_2"}, [24]),
        ({"sysid": "srv"}, []),
        ({"ids": [23, "24", 999]}, [23, 24]),
        ({"ids": [23, 27]}, [23]),
        ({"ids": [23, 27], "status": "C__RECORD_STATUS__ARCHIVED"}, [27]),
        ({"type": 5, "status": 3}, [27]),
        ({"type": 5, "status": "C__RECORD_STATUS__TEMPLATE"}, [28]),
        ({"ids": [], "type": 5}, [23, 24, 25]),
        ({"type": 5, "nonsense": 1}, [23, 24, 25]),
        ({"first_name": "admin"}, [9]),
        ({"username": "reader"}, [5]),
    ],
)
def test_filters(listed: Api, given: dict[str, Any], ids: list[int]) -> None:
    assert [item["id"] for item in listed.call("cmdb.objects.read", filter=given, order_by="id")] == ids


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"order_by": "title"}, [25, 23, 24]),
        ({"order_by": "title", "sort": "desc"}, [24, 23, 25]),
        ({"order_by": "id", "sort": "DESC"}, [25, 24, 23]),
        ({"order_by": "nonsense"}, [23, 24, 25]),
        ({"limit": 2}, [23, 24]),
        ({"limit": "2"}, [23, 24]),
        ({"limit": "1,2"}, [24, 25]),
        ({"limit": "2,5"}, [25]),
        ({"limit": "9,5"}, []),
        ({"limit": 0}, []),
    ],
)
def test_order_and_pages(listed: Api, params: dict[str, Any], ids: list[int]) -> None:
    assert [item["id"] for item in listed.call("cmdb.objects.read", filter={"type": 5}, **params)] == ids


def test_without_a_filter_everything_normal_is_listed(listed: Api) -> None:
    ids = {item["id"] for item in listed.call("cmdb.objects.read")}
    assert {1, 9, 20, 22, 23, 24, 25, 26} <= ids
    assert not {27, 28} & ids


def test_lists_hold_the_entries_of_the_wanted_categories(listed: Api) -> None:
    listed.save(23, "C__CATG__MODEL", {"serial": "1"})
    listed.save(24, "C__CATG__CPU", {"title": "a"})
    listed.save(24, "C__CATG__CPU", {"title": "b"})
    wanted = ["C__CATG__MODEL", "C__CATG__CPU", "C__CATG__GLOBAL"]
    first, second, _unused = listed.call("cmdb.objects.read", filter={"type": 5}, categories=wanted)
    assert first["categories"]["C__CATG__MODEL"] == listed.entries(23, "C__CATG__MODEL")
    assert first["categories"]["C__CATG__CPU"] == []
    assert [entry["title"] for entry in second["categories"]["C__CATG__CPU"]] == ["a", "b"]
    assert second["categories"]["C__CATG__GLOBAL"][0]["objID"] == "24"


def test_all_categories_can_be_asked_for(listed: Api) -> None:
    listed.save(23, "C__CATG__MODEL", {"serial": "1"})
    (item,) = listed.call("cmdb.objects.read", filter={"ids": [23]}, categories=True)
    assert set(item["categories"]) == {"C__CATG__GLOBAL", "C__CATG__MODEL"}


def test_an_unknown_category_is_an_error(listed: Api) -> None:
    assert listed.error("cmdb.objects.read", categories=["C__CATG__NONSENSE"])["code"] == -32602


def test_a_list_costs_the_same_queries_for_few_objects_and_for_many(modern: Api) -> None:
    """No entry costs a query of its own, whatever its values refer to."""
    system = modern.call("cmdb.object.create", type="C__OBJTYPE__OPERATING_SYSTEM", title="Debian")["id"]
    rack = modern.call("cmdb.object.create", type="C__OBJTYPE__ENCLOSURE", title="rack")["id"]
    modern.save(rack, "C__CATG__LOCATION", {"parent": 1})
    for position in range(12):
        number = modern.server(f"web{position}")
        modern.save(number, "C__CATG__LOCATION", {"parent": rack, "pos": position + 1})
        modern.save(number, "C__CATG__CONTACT", {"contact": 9, "role": "User"})
        modern.save(number, "C__CATG__OPERATING_SYSTEM", {"application": system, "assigned_version": f"{position}.0"})
        address = modern.save(
            number, "C__CATG__IP", {"ipv4_address": f"10.0.0.{position}", "hostname": f"web{position}"}
        )
        modern.save(number, "C__CATG__NETWORK_PORT", {"title": "eth0", "addresses": [address]})
    few, many = (len(queries(modern, limit)) for limit in (2, 12))
    assert few == many


def queries(api: Api, limit: int) -> list[str]:
    """What a list with every category asks the database."""
    seen: list[str] = []
    connection = api.simulator.world.database.connection
    connection.set_trace_callback(seen.append)
    items = api.call("cmdb.objects.read", filter={"type": 5}, categories=True, limit=limit)
    connection.set_trace_callback(None)
    assert len(items) == limit
    assert "C__CATG__RELATION" in items[0]["categories"]
    return [statement for statement in seen if statement.startswith("SELECT")]
