# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields of a host that have ways of their own; each field alone is in test_every_field."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError

from ..conftest import Server


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("flap_detection", False),
        ("contacts", ["info"]),
        ("contactgroups", []),
        ("hostgroups", []),
        ("parents", []),
        ("notes", ""),
        ("tags", []),
        ("custom_variables", []),
        ("shared_containers", []),
        ("satellite_id", 0),
        ("freshness_threshold", 0),
    ],
)
def test_the_empty_value_of_the_stock_template_is_no_change(web01: Server, option: str, value: Any) -> None:
    assert web01.host(name="web01", **{option: value}).writes == {}


@pytest.mark.parametrize(
    ("option", "value", "shown"),
    [
        ("hosttemplate_id", 4, "busy"),
        ("satellite_id", 0, None),
        ("parents", [{"id": 1}], ["default host"]),
    ],
)
def test_ids_are_shown_by_name(web01: Server, option: str, value: Any, shown: Any) -> None:
    changed = web01.host(id=2, **{option: value})
    assert changed.result["after"][option.removesuffix("_id")] == shown
    assert changed.changed == bool(changed.writes)
    assert web01.host(id=2, **{option: value}).writes == {}


def test_contacts_and_contact_groups_are_inherited_together(web01: Server) -> None:
    changed = web01.host(name="web01", contactgroups=["on call"])
    assert changed.result["after"]["contacts"] == ["info"]
    assert not {"contacts", "contactgroups"} & {*changed.result["after"]["inherited"]}
    assert web01.host(name="web01", contactgroups=["on call"]).writes == {}
    assert web01.host(name="web01", contacts=[]).result["after"]["contacts"] == []
    assert web01.host(name="web01", contacts=[]).writes == {}
    back = web01.host(name="web01", inherit=["contacts"])
    assert {"contacts", "contactgroups"} <= {*back.result["after"]["inherited"]}
    assert back.result["after"]["contactgroups"] == []


def test_lists_are_set_or_added_to(web01: Server) -> None:
    web01.host(name="web01", hostgroups=["linux"])
    added = web01.host(name="web01", hostgroups=["web"], hostgroups_mode="append")
    assert added.result["after"]["hostgroups"] == ["linux", "web"]
    assert web01.host(name="web01", hostgroups=["linux"], hostgroups_mode="append").writes == {}
    assert web01.host(name="web01", hostgroups=["web"]).result["after"]["hostgroups"] == ["web"]
    assert web01.host(name="web01", inherit=["hostgroups"]).result["after"]["hostgroups"] == []
    added = web01.host(name="web01", contacts=["ops"], contacts_mode="append")
    assert added.result["after"]["contacts"] == ["info", "ops"]
    for option, value in (("contactgroups", "on call"), ("parents", "default host"), ("contacts", "info")):
        wish = {"name": "web01", option: [value], f"{option}_mode": "append"}
        assert value in web01.host(**wish).result["after"][option]
        assert web01.host(**wish).writes == {}
        assert web01.host(**{**wish, option: []}).writes == {}


@pytest.mark.parametrize("name", ["Warning", "$ARG1$", "ARG1"])
def test_command_arguments_by_name(web01: Server, name: str) -> None:
    changed = web01.host(name="web01", check_command_args={name: "1,2%"})
    assert changed.result["after"]["check_command_args"] == {"$ARG1$": "1,2%", "$ARG2$": "5000.0,100%"}
    assert "check_command" in changed.result["after"]["inherited"]
    assert web01.host(name="web01", check_command_args={name: "1,2%"}).writes == {}
    other = web01.host(name="web01", check_command_args={"Critical": "3,4%"})
    assert other.result["after"]["check_command_args"] == {"$ARG1$": "1,2%", "$ARG2$": "3,4%"}
    swapped = web01.host(name="web01", check_command_args={"Warning": "3,4%", "Critical": "1,2%"})
    assert swapped.result["after"]["check_command_args"] == {"$ARG1$": "3,4%", "$ARG2$": "1,2%"}
    assert "check_command_args" in web01.host(name="web01", inherit=["check_command_args"]).result["after"]["inherited"]


def test_an_unknown_argument_is_refused_with_the_valid_ones(web01: Server) -> None:
    with pytest.raises(InputError, match=r"no argument of the check command 'Warn'.*Critical.*Warning"):
        web01.host(name="web01", check_command_args={"Warn": "x"})


def test_own_variables_override_and_leave_the_template_s(furnished: Server) -> None:
    furnished.host(name="db01", address="192.0.2.5", container="/root", hosttemplate="busy")
    changed = furnished.host(name="db01", custom_variables=[{"name": "RACK", "value": "12"}])
    assert [row["name"] for row in changed.result["after"]["custom_variables"]] == ["RACK", "SITE"]
    override = furnished.host(name="db01", custom_variables=[{"name": "SITE", "value": "south"}])
    assert {row["name"]: row["value"] for row in override.result["after"]["custom_variables"]} == {
        "RACK": "12",
        "SITE": "south",
    }
    alone = furnished.host(name="db01", custom_variables=[{"name": "RACK", "value": "12"}], custom_variables_mode="set")
    assert {row["name"]: row["value"] for row in alone.result["after"]["custom_variables"]} == {
        "RACK": "12",
        "SITE": "north",
    }
    repeat = {"custom_variables": [{"name": "RACK", "value": "12"}], "custom_variables_mode": "set"}
    assert furnished.host(name="db01", **repeat).writes == {}
    inherited = furnished.host(name="db01", inherit=["custom_variables"]).result["after"]
    assert [row["name"] for row in inherited["custom_variables"]] == ["SITE"]


def test_a_secret_is_stored_and_never_shown(web01: Server) -> None:
    variable = {"name": "SNMP", "secret": "gehe1m"}
    created = web01.host(name="web01", custom_variables=[variable])
    assert web01.get("hosts/edit/2")["host"]["Host"]["customvariables"][0]["value"] == "gehe1m"
    assert web01.get("hosts/edit/2")["host"]["Host"]["customvariables"][0]["password"] == 1
    assert web01.host(name="web01", custom_variables=[variable]).writes == {}
    wish = {"name": "web01", "custom_variables": [{"name": "SNMP", "secret": "anders"}]}
    predicted, changed = web01.host(check=True, **wish), web01.host(**wish)
    assert (predicted.changed, predicted.writes) == (True, {})
    assert (changed.changed, changed.writes) == (True, {"hosts/edit": 1})
    assert predicted.result["after"] == changed.result["after"]
    assert web01.host(**wish).writes == {}
    for outcome in (created, predicted, changed):
        assert "gehe1m" not in str(outcome.result)
        assert "anders" not in str(outcome.result)


def test_a_new_template_does_not_freeze_the_values_of_the_old_one(web01: Server) -> None:
    web01.host(name="web01", retry_interval=33)
    changed = web01.host(name="web01", hosttemplate="busy")
    after = changed.result["after"]
    assert (after["description"], after["check_interval"], after["priority"]) == ("busy host", 60, 4)
    assert after["check_command_args"] == {"$ARG1$": "1,1%", "$ARG2$": "2,2%"}
    assert after["retry_interval"] == 33
    stored = web01.get("hosts/view/2")["host"]
    own = {
        key for key in ("description", "check_interval", "priority", "notes", "command_id") if stored[key] is not None
    }
    assert own == set()
    assert stored["own_contacts"] == 0
    assert web01.host(name="web01", hosttemplate="busy").writes == {}
