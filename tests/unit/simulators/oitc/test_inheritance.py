# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a posted host is stored, and how it reads back (oitc-api.md §9, oitc-observed.md §5, §9)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api

TEMPLATE = {
    "name": "tmpl", "command_id": 4, "check_interval": 60, "retry_interval": 30, "max_check_attempts": 3,
    "notification_interval": 7200, "notify_on_down": 1, "notify_on_unreachable": 0, "notify_on_recovery": 1,
    "notify_on_flapping": 0, "notify_on_downtime": 0, "flap_detection_enabled": 0, "flap_detection_on_up": 0,
    "flap_detection_on_down": 0, "flap_detection_on_unreachable": 0, "low_flap_threshold": 0, "high_flap_threshold": 0,
    "passive_checks_enabled": 0, "event_handler_enabled": 0, "active_checks_enabled": 1, "priority": 2,
    "check_period_id": 1, "notify_period_id": 1, "container_id": 1, "contacts": {"_ids": [1]},
}  # fmt: skip


STATES = ("up", "down", "unreachable")


def template_with(api: Api, **values: Any) -> int:
    return int(api.post("/hosttemplates/add.json", {"Hosttemplate": {**TEMPLATE, **values}})["id"])


def group(api: Api, name: str) -> int:
    return int(api.post("/hostgroups/add.json", {"Hostgroup": {"container": {"name": name, "parent_id": 1}}})["id"])


@pytest.mark.parametrize(
    ("field", "sent", "stored"),
    [
        ("check_interval", 7200, None),  # as the template has it
        ("check_interval", "7200", None),  # compared loosely
        ("check_interval", 300, 300),
        ("check_interval", "300", 300),  # stored as a number
        ("check_interval", None, None),
        ("priority", 1, None),
        ("priority", 5, 5),
        ("description", "", ""),  # the template has a text: an empty one is a value
        ("notes", "", None),  # the template has none
        ("tags", "a,b", "a,b"),
        ("active_checks_enabled", 0, 0),
        ("active_checks_enabled", False, None),  # differs, but a boolean does not fit the column
        ("notifications_enabled", [1], None),
        ("description", {"a": 1}, None),
        ("sla_id", "text", None),
        ("description", "x" * 300, "x" * 255),  # cut off without a word
        ("address", "y" * 200, "y" * 128),
    ],
)
def test_what_is_stored(api: Api, field: str, sent: Any, stored: Any) -> None:
    host = api.add_host(**{field: sent})
    assert api.stored(host)[field] == stored


def test_inherited_text_cannot_be_cleared(api: Api) -> None:
    host = api.add_host(description="")
    assert api.stored(host)["description"] == ""
    assert api.host(host)["description"] == "default host"


def test_round_trip_of_the_effective_host_pins_nothing(api: Api) -> None:
    host = api.add_host(check_interval=300)
    before = api.stored(host)
    api.edit(host)
    after = api.stored(host)
    assert {k: v for k, v in after.items() if k != "modified"} == {k: v for k, v in before.items() if k != "modified"}


def test_new_template_with_the_merged_body_freezes_the_values_of_the_old_one(api: Api) -> None:
    host = api.add_host()
    api.edit(host, hosttemplate_id=2)
    assert api.stored(host)["check_interval"] == 7200
    assert api.host(host)["command_id"] == 4


def test_edit_replaces_everything(api: Api) -> None:
    host = api.add_host(check_interval=300, tags="a", customvariables=[
        {"name": "RACK", "value": "1", "password": 0, "objecttype_id": 256}
    ], satellite_id=3, usage_flag=0)  # fmt: skip
    minimum = {"hosttemplate_id": 1, "container_id": 1, "name": "web01", "address": "10.0.0.1",
               "hosts_to_containers_sharing": {"_ids": []}}  # fmt: skip
    api.post(f"/hosts/edit/{host}.json", {"Host": minimum})
    row, effective = api.stored(host), api.host(host)
    assert (row["check_interval"], row["tags"], row["satellite_id"]) == (None, None, 0)
    assert effective["customvariables"] == []
    assert effective["hosts_to_containers_sharing"] == {"_ids": [1]}


@pytest.mark.parametrize("gone", ["hosttemplate_id", "hosts_to_containers_sharing", "contacts"])
def test_edit_crashes_without(api: Api, gone: str) -> None:
    host = api.add_host()
    body = {key: value for key, value in api.host(host).items() if key != gone}
    assert api.refused(f"/hosts/edit/{host}.json", {"Host": body})[0] == 500


@pytest.mark.parametrize("broken", [None, [2], {"_ids": 2}, {}])
def test_broken_contacts_crash(api: Api, broken: Any) -> None:
    host = {"name": "x", "address": "1", "container_id": 1, "hosttemplate_id": 1, "contactgroups": {"_ids": []}}
    assert api.refused("/hosts/add.json", {"Host": {**host, "contacts": broken}})[0] == 500


def test_no_contacts_at_all_reads_back_as_inherited(api: Api) -> None:
    host = api.add_host()
    api.edit(host, contacts={"_ids": []}, contactgroups={"_ids": []})
    assert api.stored(host)["own_contacts"] == 1
    assert api.host(host)["own_contacts"] == 0
    assert api.host(host)["contacts"] == {"_ids": [1]}


def test_inherited_host_groups_can_be_replaced_but_not_removed(api: Api) -> None:
    inherited, own = group(api, "inherited"), group(api, "own")
    template = template_with(api, hostgroups={"_ids": [inherited]})
    host = api.add_host(hosttemplate_id=template)
    assert api.host(host)["hostgroups"] == {"_ids": [inherited]}
    api.edit(host, hostgroups={"_ids": []})
    assert api.host(host)["hostgroups"] == {"_ids": [inherited]}
    api.edit(host, hostgroups={"_ids": [own]})
    assert api.host(host)["hostgroups"] == {"_ids": [own]}


def test_unknown_ids_are_dropped_without_a_word(api: Api) -> None:
    known = group(api, "known")
    host = api.add_host(hostgroups={"_ids": [9999, known]}, parenthosts={"_ids": [1, 777]})
    effective = api.host(host)
    assert (effective["hostgroups"], effective["parenthosts"]) == ({"_ids": [known]}, {"_ids": [1]})


class TestArguments:
    """Command arguments: only their values are compared, not their places."""

    SWAPPED = ({"commandargument_id": 3, "value": "5000.0,100%"}, {"commandargument_id": 4, "value": "3000.0,80%"})

    def test_swapping_the_values_of_the_template_is_lost(self, api: Api) -> None:
        host = api.add_host(command_id=4, hostcommandargumentvalues=list(self.SWAPPED))
        assert [row["value"] for row in api.host(host)["hostcommandargumentvalues"]] == ["3000.0,80%", "5000.0,100%"]

    def test_swapping_own_values_works(self, api: Api) -> None:
        own = [{"commandargument_id": 3, "value": "1"}, {"commandargument_id": 4, "value": "2"}]
        host = api.add_host(command_id=4, hostcommandargumentvalues=own)
        api.edit(host, hostcommandargumentvalues=[{**own[0], "value": "2"}, {**own[1], "value": "1"}])
        assert [row["value"] for row in api.host(host)["hostcommandargumentvalues"]] == ["2", "1"]

    def test_a_partial_list_is_filled_up_from_the_template(self, api: Api) -> None:
        host = api.add_host(command_id=4, hostcommandargumentvalues=[{"commandargument_id": 3, "value": "9"}])
        rows = api.host(host)["hostcommandargumentvalues"]
        assert [(row["value"], "id" in row) for row in rows] == [("9", True), ("5000.0,100%", False)]

    def test_an_edit_without_the_list_keeps_the_rows(self, api: Api) -> None:
        own = [{"commandargument_id": 3, "value": "1"}, {"commandargument_id": 4, "value": "2"}]
        host = api.add_host(command_id=4, hostcommandargumentvalues=own)
        before = api.host(host)
        body = {key: value for key, value in before.items() if key != "hostcommandargumentvalues"}
        api.post(f"/hosts/edit/{host}.json", {"Host": body})
        assert api.host(host)["hostcommandargumentvalues"] == before["hostcommandargumentvalues"]

    def test_an_edit_with_the_list_makes_new_rows(self, api: Api) -> None:
        own = [{"commandargument_id": 3, "value": "1"}, {"commandargument_id": 4, "value": "2"}]
        host = api.add_host(command_id=4, hostcommandargumentvalues=own)
        ids = [row["id"] for row in api.host(host)["hostcommandargumentvalues"]]
        api.edit(host)
        assert [row["id"] for row in api.host(host)["hostcommandargumentvalues"]] == [number + 2 for number in ids]

    def test_an_unknown_argument_is_named_by_its_row(self, api: Api) -> None:
        rows = [{"commandargument_id": 3, "value": "1"}, {"commandargument_id": 9999, "value": "2"}]
        host = {"name": "x", "address": "1", "container_id": 1, "hosttemplate_id": 1, "command_id": 4}
        _unused, body = api.refused("/hosts/add.json", {"Host": {**host, "hostcommandargumentvalues": rows}})
        assert list(body["error"]["hostcommandargumentvalues"]["1"]["commandargument_id"]) == ["_existsIn"]


class TestVariables:
    """Custom variables, with their traps of types."""

    @staticmethod
    def variable(**values: Any) -> dict[str, Any]:
        return {"name": "RACK", "value": "R1", "password": 0, "objecttype_id": 256, **values}

    def test_template_variables_are_merged_and_overridden_by_name(self, api: Api) -> None:
        kept = self.variable(name="KEPT", objecttype_id=512)
        template = template_with(api, customvariables=[self.variable(objecttype_id=512), kept])
        host = api.add_host(hosttemplate_id=template, customvariables=[self.variable(value="R2")])
        merged = api.host(host)["customvariables"]
        assert [(row["name"], row["value"], row["objecttype_id"]) for row in merged] == [
            ("RACK", "R2", 256),
            ("KEPT", "R1", 512),
        ]

    def test_a_variable_equal_to_the_templates_is_not_stored(self, api: Api) -> None:
        template = template_with(api, customvariables=[self.variable(objecttype_id=512)])
        host = api.add_host(hosttemplate_id=template, customvariables=[self.variable(password=1)])
        assert api.host(host)["own_customvariables"] == 0

    @pytest.mark.parametrize("password", [True, False, None])
    def test_password_must_be_a_number(self, api: Api, password: Any) -> None:
        host = {"name": "x", "address": "1", "container_id": 1, "hosttemplate_id": 1}
        body = {"Host": {**host, "customvariables": [self.variable(password=password)]}}
        assert api.refused("/hosts/add.json", body)[0] == 500

    def test_without_its_type_a_variable_is_stored_but_invisible(self, api: Api) -> None:
        host = api.add_host(customvariables=[self.variable(objecttype_id=None)])
        assert api.host(host)["customvariables"] == []
        assert api.stored(host)["own_customvariables"] == 1


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"notify_on_down": False, "notify_on_recovery": 1}, {"notify_on_down": ["custom"]}),
        ({"notify_on_down": "0"}, {"notify_on_down": ["custom"]}),
        ({"flap_detection_enabled": 1}, {f"flap_detection_on_{state}": ["_empty"] for state in STATES}),
        ({"max_check_attempts": 0}, {"max_check_attempts": ["greaterThanOrEqual"]}),
        ({"notes": "n" * 256}, {"notes": ["maxLength"]}),
    ],
)
def test_validation(api: Api, values: dict[str, Any], rules: dict[str, list[str]]) -> None:
    host = {"name": "x", "address": "1", "container_id": 1, "hosttemplate_id": 1, **values}
    status, body = api.refused("/hosts/add.json", {"Host": host})
    assert status == 400
    assert {field: list(found) for field, found in body["error"].items()} == rules


def test_booleans_equal_to_the_template_pass(api: Api) -> None:
    host = api.add_host(notify_on_down=True)
    assert api.stored(host)["notify_on_down"] is None


def test_parent_loops_are_refused_on_edit(api: Api) -> None:
    parent = api.add_host("parent")
    child = api.add_host("child", parenthosts={"_ids": [parent]})
    body = {**api.host(parent), "parenthosts": {"_ids": [child]}}
    _unused, refused = api.refused(f"/hosts/edit/{parent}.json", {"Host": body})
    assert refused["error"] == {"parenthosts": {"custom": "Parent/child loop detected."}}


def test_a_host_moved_into_root_cannot_leave_it(api: Api) -> None:
    tenant = api.add_tenant("T")
    host = api.add_host(container_id=tenant)
    api.edit(host, container_id=1)
    api.edit(host, container_id=tenant)
    assert api.stored(host)["container_id"] == 1
