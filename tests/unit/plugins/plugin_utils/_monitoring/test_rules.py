# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules over values of the CMDB."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.rules import options_for, parse_rules
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.traits import Traits

WEB01: dict[str, Any] = {
    "inventory_hostname": "web01",
    "ansible_host": "10.0.0.1",
    "group_names": ["type_server", "linux"],
    "idoit_type": "C__OBJTYPE__SERVER",
    "idoit_type_title": "Server",
    "idoit_cmdb_status": "in operation",
    "idoit_location_path": ["Berlin", "Room 1", "Rack [A]"],
    "idoit_contact": [
        {"id": 1, "contact": {"id": 9, "title": "Ada Admin"}, "role": "Administrator"},
        {"id": 2, "contact": {"id": 10, "title": "Otto Operator"}, "role": "User"},
    ],
    "idoit_model": {"manufacturer": "Dell", "title": "R750"},
    "serial": None,
}


def options(*rules: dict[str, Any], defaults: dict[str, Any] | None = None, **variables: Any) -> dict[str, Any]:
    return options_for(Traits({**WEB01, **variables}), parse_rules(list(rules), defaults))


@pytest.mark.parametrize(
    "when",
    [
        {},
        {"name": "web*"},
        {"type": "C__OBJTYPE__SERVER"},
        {"type": ["Switch", "Server"]},
        {"status": "in operation"},
        {"location": "Berlin"},
        {"location": "Rack [A]"},
        {"location": "Room*"},
        {"contact": "Otto Operator"},
        {"contact_role": "Administrator"},
        {"group": "linux"},
        {"vars": {"idoit_model.manufacturer": "Dell"}},
        {"type": "Server", "location": "Berlin", "vars": {"ansible_host": "10.*"}},
    ],
)
def test_a_rule_for_this_host(when: dict[str, Any]) -> None:
    assert options({"when": when, "set": {"notes": "yes"}}) == {"notes": "yes"}


@pytest.mark.parametrize(
    "when",
    [
        {"name": "web"},
        {"name": "WEB01"},
        {"type": "C__OBJTYPE__SWITCH"},
        {"location": "Rack A"},
        {"location": []},
        {"contact": "Ada"},
        {"vars": {"serial": "*"}},
        {"vars": {"unknown.key": "*"}},
        {"type": "Server", "location": "Hamburg"},
    ],
)
def test_a_rule_for_others(when: dict[str, Any]) -> None:
    assert options({"when": when, "set": {"notes": "yes"}}) == {}


def test_a_later_rule_wins_and_lists_grow() -> None:
    made = options(
        {"set": {"hosttemplate": "default", "hostgroups": ["all"]}, "add": {"tags": "cmdb"}},
        {
            "when": {"type": "Server"},
            "set": {"hosttemplate": "Linux"},
            "add": {"hostgroups": ["linux", "all", "linux"]},
        },
        {"when": {"type": "Switch"}, "set": {"hosttemplate": "Switch"}, "add": {"hostgroups": ["net"]}},
        defaults={"hosttemplate": "none", "address": "{ansible_host}"},
    )
    assert made == {
        "address": "10.0.0.1",
        "hosttemplate": "Linux",
        "hostgroups": ["all", "linux"],
        "tags": ["cmdb"],
    }


def test_placeholders_take_values_of_the_cmdb() -> None:
    made = options(
        {
            "set": {"container": "/root/{type_title}/{location}", "description": "{idoit_model.manufacturer} {name}"},
            "add": {"contacts": ["{contact}", "on call"], "hostgroups": ["{idoit_type_title}", "at {location}"]},
        },
        type_title="Machines",
    )
    assert made == {
        "container": "/root/Machines/Rack [A]",
        "description": "Dell web01",
        "contacts": ["Ada Admin", "Otto Operator", "on call"],
        "hostgroups": ["Server", "at Rack [A]"],
    }


def test_what_the_host_does_not_have_is_left_out() -> None:
    made = options(
        {"set": {"description": "kept"}},
        {"set": {"description": "SN {serial}", "custom_variables": [{"name": "SN", "value": "{serial}"}]}},
        {"add": {"contacts": ["{idoit_owner}", "by {idoit_owner}"]}},
    )
    assert made == {"description": "kept", "custom_variables": [], "contacts": []}


def test_texts_of_the_cmdb_are_not_placeholders_themselves() -> None:
    assert options({"set": {"notes": "{ansible_host}"}}, ansible_host="{name} {{ 6 * 7 }}") == {
        "notes": "{name} {{ 6 * 7 }}"
    }


def test_what_is_no_text_stays() -> None:
    given = {"hosttemplate": {"id": 5}, "check_interval": 60, "active_checks": False}
    assert options({"set": given}) == given


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"if": {}}, "rule 1"),
        ({"when": {"kind": "Server"}}, "rule 1, when: 'kind'.*contact, contact_role, group"),
        ({"set": {"hosttemplat": "x"}}, "rule 1, set: 'hosttemplat'"),
        ({"set": {"state": "absent"}}, "rule 1, set: 'state'"),
        ({"add": {"hosttemplate": "x"}}, "rule 1, add: 'hosttemplate'.*hostgroups"),
        ({"when": "Server"}, "rule 1, when: it must be a mapping"),
        ("Server", "rule 1: it must be a mapping"),
    ],
)
def test_a_rule_that_cannot_be_meant(rule: Any, text: str) -> None:
    with pytest.raises(InputError, match=text):
        parse_rules([rule])


def test_rules_that_are_no_list() -> None:
    with pytest.raises(InputError, match="list"):
        parse_rules({"when": {}})
