# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The further calls of modern servers (idoit-api.md §5, §9)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api

MAC = "00:50:56:9A:2E:37"


@pytest.fixture
def filled(modern: Api) -> Api:
    """Server 23 with serial, address and port; server 24, archived; room 25 with server 23 in it."""
    number = modern.server("web01")
    modern.server("web02", status=3)
    room = modern.call("cmdb.object.create", type="C__OBJTYPE__ROOM", title="room")["id"]
    modern.save(room, "C__CATG__LOCATION", {"parent": 1})
    modern.save(number, "C__CATG__LOCATION", {"parent": room})
    modern.save(number, "C__CATG__MODEL", {"serial": "SN-1", "manufacturer": "Dell"})
    modern.save(number, "C__CATG__NETWORK_PORT", {"title": "eth0", "mac": MAC})
    modern.save(number, "C__CATG__CONTACT", {"contact": 9, "role": "Administrator", "primary": 1})
    return modern


class TestSearch:
    """idoit.search."""

    def test_a_row_for_each_attribute_that_matches(self, filled: Api) -> None:
        (row,) = filled.call("idoit.search", q="SN-1")
        assert row == {
            "documentId": "23",
            "key": "Server > Model > Serial number",
            "value": "web01: SN-1",
            "type": "cmdb",
            "link": "/?objID=23&catgID=2&cateID=1&highlight=SN-1",
            "score": "100",
            "status": "Normal",
        }

    def test_titles_of_every_state_are_found(self, filled: Api) -> None:
        found = filled.call("idoit.search", q="*web0*")
        assert [(row["documentId"], row["value"], row["status"]) for row in found] == [
            ("23", "web01", "Normal"),
            ("24", "web02", "Archived"),
        ]

    @pytest.mark.parametrize(("mode", "count"), [("normal", 0), ("deep", 1), ("auto-deep", 1)])
    def test_only_the_deep_modes_find_mac_addresses(self, filled: Api, mode: str, count: int) -> None:
        assert len(filled.call("idoit.search", q=MAC, mode=mode)) == count

    def test_words_are_needed(self, filled: Api) -> None:
        assert filled.error("idoit.search")["code"] == -32601


class TestCondition:
    """cmdb.condition.read."""

    @pytest.mark.parametrize(
        ("conditions", "ids"),
        [
            ([("C__CATG__MODEL-serial", "=", "SN-1")], ["23"]),
            ([("C__CATG__MODEL-serial", "=", "sn-1")], []),
            ([("C__CATG__MODEL-serial", "like", "SN*")], ["23"]),
            ([("C__CATG__MODEL-manufacturer", "=", "2")], ["23"]),
            ([("C__CATG__MODEL-manufacturer", "=", "Dell")], []),
            ([("C__CATG__GLOBAL-title", "like", "*oo*"), ("C__CATG__GLOBAL-type", "=", "26")], ["25"]),
            ([("C__CATG__GLOBAL-title", "=", "room"), ("C__CATG__GLOBAL-title", "=", "web01", "OR")], ["23", "25"]),
            ([("C__CATG__GLOBAL-type", "=", "C__OBJTYPE__SERVER")], ["23"]),
        ],
    )
    def test_objects_that_meet_it(self, filled: Api, conditions: list[Any], ids: list[str]) -> None:
        keys = ("property", "comparison", "value", "operator")
        given = [dict(zip(keys, condition, strict=False)) for condition in conditions]
        found = filled.call("cmdb.condition.read", conditions=given)
        assert [item["id"] for item in found] == ids

    def test_a_property_that_there_is_not_is_met_by_everything(self, filled: Api) -> None:
        given = [{"property": "C__CATG__MODEL-nonsense", "comparison": "=", "value": "x"}]
        assert len(filled.call("cmdb.condition.read", conditions=given)) > 15

    def test_conditions_are_needed(self, filled: Api) -> None:
        assert filled.error("cmdb.condition.read")["code"] == -32602


def test_the_location_tree_is_read_level_by_level(filled: Api) -> None:
    (root,) = filled.call("cmdb.location_tree")
    assert root["title"] == "Root location"
    (room,) = filled.call("cmdb.location_tree", id=root["id"])
    assert (room["id"], room["title"], room["cmdb_status_title"]) == (25, "room", "in operation")
    assert [item["title"] for item in filled.call("cmdb.location_tree", id=room["id"])] == ["web01"]
    assert filled.call("cmdb.location_tree", id=999999) == []


def test_objects_by_relation(filled: Api) -> None:
    found = filled.call("cmdb.objects_by_relation", id=23)
    data = {entry["data"]["related_title"]: entry["data"] for entry in found.values()}
    assert set(data) == {"room", "admin "}
    assert (data["room"]["master"], data["room"]["slave"], data["room"]["title"]) == (
        25,
        23,
        "room is location of web01",
    )
    by_type = filled.call("cmdb.objects_by_relation", id=23, relation_type="C__RELATION_TYPE__LOCATION")
    assert [entry["data"]["related_object"] for entry in by_type.values()] == [25]
    assert filled.call("cmdb.objects_by_relation", id=999999) == []


def test_the_logbook_tells_what_changed(filled: Api) -> None:
    filled.save(23, "C__CATG__MODEL", {"serial": "SN-2", "manufacturer": "Dell"})
    lines = filled.call("cmdb.logbook.read", object_id=23)
    assert lines[0]["event"] == "C__LOGBOOK_EVENT__OBJECT_CREATED"
    assert lines[-1]["changes"] == {"isys_cmdb_dao_category_g_model::serial": {"from": "SN-1", "to": "SN-2"}}
    filled.save(23, "C__CATG__MODEL", {"serial": "SN-2"})
    assert len(filled.call("cmdb.logbook.read", object_id=23)) == len(lines)
    assert len(filled.call("cmdb.logbook.read", object_id=23, limit=2)) == 2
    assert filled.call("cmdb.logbook.read", object_id=23, since="2100-01-01") == []


def test_a_line_can_be_written_into_the_logbook(filled: Api) -> None:
    made = filled.call("cmdb.logbook.create", object_id=23, message="hello", alert_level="C__LOGBOOK__ALERT_LEVEL__2")
    line = filled.call("cmdb.logbook.read", object_id=23)[-1]
    assert (line["logbook_id"], line["event"], line["level_id"]) == (str(made["id"]), "hello", "2")
    assert filled.error("cmdb.logbook.create", object_id=999999, message="x")["code"] == -32603


def test_a_cmdb_status_is_made_changed_and_removed(modern: Api) -> None:
    status = {"title": "rented", "constant": "C__CMDB_STATUS__RENTED", "color": "AABBCC"}
    number = modern.call("cmdb.status.save", **status)["id"]
    shown = {row["constant"]: row for row in modern.call("cmdb.status.read")}
    assert (shown["C__CMDB_STATUS__RENTED"]["id"], shown["C__CMDB_STATUS__RENTED"]["editable"]) == (number, True)
    assert shown["C__CMDB_STATUS__IN_OPERATION"]["editable"] is False
    assert (
        modern.call("cmdb.object.read", id=modern.server(cmdb_status="C__CMDB_STATUS__RENTED"))["cmdb_status"] == number
    )
    modern.call("cmdb.status.save", **{**status, "id": number, "title": "leased"})
    assert modern.call("cmdb.status.delete", id=number)["success"] is True
    assert modern.error("cmdb.status.delete", id=6)["code"] == -32603
    assert modern.error("cmdb.status.save", **status, id=number)["code"] == -32603


def test_several_categories_in_one_call(filled: Api) -> None:
    found = filled.call("cmdb.categories.read", objID=23, catgID=[2, 39], catsID=[])
    assert found["catgID"]["C__CATG__MODEL"]["serial"] == "SN-1"
    assert [port["title"] for port in found["catgID"]["C__CATG__NETWORK_PORT"]] == ["eth0"]
    assert filled.call("cmdb.categories.read", objID=23, catgID=[4]) == []


def test_the_objects_of_a_contact(filled: Api) -> None:
    found = filled.call("cmdb.contact.read", method="assigned_objects_by_contact", filter={"id": 9})
    assert (found["23"]["title"], found["23"]["role"], found["23"]["primary"]) == ("web01", "Administrator", "1")


def test_reports(demo: Api) -> None:
    demo.server("web01")
    listed = demo.call("cmdb.reports.read")
    assert [(report["id"], report["title"]) for report in listed] == [("1", "All servers"), ("2", "All nets")]
    for number in (1, "1"):
        (row,) = demo.call("cmdb.reports.read", id=number)
        assert row["Title"] == "web01"
    assert len(demo.call("cmdb.reports.read", id=2, limit=1, offset=1)) == 1
    assert demo.error("cmdb.reports.read", id=99)["code"] == -32603


class TestMetadata:
    """What there is."""

    def test_every_category_that_a_type_has_can_be_read(self, modern: Api) -> None:
        number = modern.server()
        for group in modern.call("cmdb.object_type_categories", type="C__OBJTYPE__SERVER").values():
            for category in group:
                assert isinstance(modern.entries(number, category["const"]), list)

    def test_the_categories_an_operator_needs_are_there(self, modern: Api) -> None:
        names = [
            "GLOBAL",
            "MODEL",
            "FORMFACTOR",
            "CPU",
            "MEMORY",
            "IP",
            "NETWORK_PORT",
            "NETWORK_LOG_PORT",
            "NETWORK_INTERFACE",
            "LOCATION",
            "CONTACT",
            "ACCOUNTING",
            "APPLICATION",
            "OPERATING_SYSTEM",
            "VIRTUAL_MACHINE",
            "GUEST_SYSTEMS",
            "VIRTUAL_HOST",
            "ACCESS",
            "DRIVE",
            "STORAGE_DEVICE",
            "SHARES",
            "RELATION",
            "CLUSTER",
            "CLUSTER_MEMBERS",
            "IDENTIFIER",
            "PASSWD",
            "MONITORING",
        ]
        consts = [f"C__CATG__{name}" for name in names]
        consts += [f"C__CATS__{name}" for name in ("PERSON_MASTER", "NET", "LICENCE_LIST")]
        known = modern.call("idoit.constants")["categories"]
        for const in consts:
            assert const in known["g"] or const in known["s"]
            assert modern.call("cmdb.category_info", category=const)

    def test_constants_name_everything_that_has_one(self, modern: Api) -> None:
        constants = modern.call("idoit.constants")
        assert set(constants) == {"objectTypes", "categories", "recordStates", "relationTypes", "staticObjects"}
        assert "C__RECORD_STATUS__ARCHIVED" in constants["recordStates"]
        assert constants["staticObjects"]["C__OBJ__ROOT_LOCATION"] == "Root location"

    def test_object_types_are_filtered_and_counted(self, modern: Api) -> None:
        modern.server()
        (server,) = modern.call("cmdb.object_types", filter={"id": "C__OBJTYPE__SERVER"}, countobjects=True)
        assert (server["id"], server["objectcount"], server["type_group_title"]) == ("5", "1", "Infrastructure")
        assert len(modern.call("cmdb.object_types", limit=3)) == 3
        german = modern.call("cmdb.object_types", filter={"ids": [1]}, language="de")
        assert german[0]["title"] == "Systemdienst"

    @pytest.mark.parametrize("params", [{}, {"type": "C__OBJTYPE__NONSENSE"}])
    def test_an_unknown_type_is_an_error(self, modern: Api, params: dict[str, Any]) -> None:
        assert modern.error("cmdb.object_type_categories", **params)["code"] == -32603

    def test_an_unknown_category_is_an_error(self, modern: Api) -> None:
        assert modern.error("cmdb.category_info", category="C__CATG__NONSENSE")["code"] == -32602
