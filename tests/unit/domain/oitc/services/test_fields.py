# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each field of a service: changed alone, repeated, and back to the template, looking at what the server stored."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError

from ..conftest import Server
from .conftest import PING, add_template, service, stored

#: Option, a value that differs from the template's, and the columns that then hold a value of the service's own.
OWN: dict[str, tuple[Any, dict[str, Any]]] = {
    "description": ("mine", {"description": "mine"}),
    "check_command": ("check_ssh", {"command_id": 11}),
    "check_interval": (30, {"check_interval": 30}),
    "retry_interval": (33, {"retry_interval": 33}),
    "max_check_attempts": (7, {"max_check_attempts": 7}),
    "check_period": ("none", {"check_period_id": 2}),
    "active_checks": (False, {"active_checks_enabled": 0}),
    "freshness_checks": (True, {"freshness_checks_enabled": 1}),
    "freshness_threshold": (77, {"freshness_threshold": 77}),
    "notify_period": ({"id": 2}, {"notify_period_id": 2}),
    "notification_interval": (0, {"notification_interval": 0}),
    "notifications_enabled": (False, {"notifications_enabled": 0}),
    "notify_on": (["critical", "warning"], {"notify_on_warning": 1, "notify_on_recovery": 0}),
    "flap_detection_on": (["ok"], {"flap_detection_on_ok": 1}),
    "is_volatile": (True, {"is_volatile": 1}),
    "sla_relevant": (False, {"sla_relevant": 0}),
    "notes": ("a note", {"notes": "a note"}),
    "service_url": ("https://example.org/", {"service_url": "https://example.org/"}),
    "tags": (["b", "a"], {"tags": "b,a"}),
    "priority": (4, {"priority": 4}),
}


@pytest.mark.parametrize("option", OWN)
def test_a_field_is_overridden_kept_and_inherited_again(server: Server, option: str) -> None:
    value, columns = OWN[option]
    created = service(server, **PING)
    assert {option} <= {*created.result["after"]["inherited"]}

    changed = service(server, **PING, **{option: value})
    assert changed.writes == {"services/edit": 1}
    assert option not in changed.result["after"]["inherited"]
    row = stored(server, changed)
    assert {key: row[key] for key in columns} == columns
    assert service(server, **PING, **{option: value}).writes == {}

    back = service(server, **PING, inherit=[option])
    assert back.result["after"] == created.result["after"]
    row = stored(server, back)
    assert {key: row[key] for key in columns} == dict.fromkeys(columns)
    assert service(server, **PING, inherit=[option]).writes == {}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("servicetemplate", {"id": 1}),
        ("description", "Lan-Ping"),
        ("check_command", "check_ping"),
        ("check_interval", 300),
        ("notify_on", ["critical", "recovery"]),
        ("flap_detection", False),
        ("contacts", ["info"]),
        ("contactgroups", []),
        ("is_volatile", False),
        ("notes", ""),
        ("tags", []),
        ("custom_variables", []),
    ],
)
def test_what_equals_the_template_is_no_change(server: Server, option: str, value: Any) -> None:
    service(server, **PING)
    assert service(server, **{**PING, option: value}).writes == {}


def test_arguments_of_the_check_command_by_name(server: Server) -> None:
    created = service(server, **PING)
    arguments = created.result["after"]["check_command_args"]
    changed = service(server, **PING, check_command_args={"Warning": "1,1%"})
    assert changed.result["after"]["check_command_args"] == {**arguments, "$ARG1$": "1,1%"}
    assert service(server, **PING, check_command_args={"ARG1": "1,1%"}).writes == {}
    other = service(server, **PING, check_command="check_ftp")
    assert other.result["after"]["check_command"] == "check_ftp"
    assert {*other.result["after"]["check_command_args"].values()} <= {""}
    assert "check_command_args" not in other.result["after"]["inherited"]
    back = service(server, **PING, inherit=["check_command", "check_command_args"])
    assert back.result["after"] == created.result["after"]


def test_only_commands_that_check_services(server: Server) -> None:
    with pytest.raises(InputError, match="no service check command 'check-host-alive'"):
        service(server, **PING, check_command="check-host-alive")


def test_contacts_come_from_the_first_in_the_line_that_has_any(furnished: Server) -> None:
    """Service, service template, host, host template (contracts/oitc/189)."""
    furnished.host(name="web01", address="192.0.2.1", container="/root", hosttemplate="default host", contacts=["ops"])
    wish = {"host": "web01", "name": "ping", "servicetemplate": "CHECK_PING"}
    created = service(furnished, **wish, contacts=["ops"])
    assert created.result["after"]["contacts"] == ["ops"]
    assert {"contacts", "contactgroups"} <= {*created.result["after"]["inherited"]}
    assert stored(furnished, created)["own_contacts"] == 0

    own = service(furnished, **wish, contacts=["info"], contactgroups=["on call"])
    assert (own.result["after"]["contacts"], own.result["after"]["contactgroups"]) == (["info"], ["on call"])
    assert not {"contacts", "contactgroups"} & {*own.result["after"]["inherited"]}
    assert stored(furnished, own)["own_contacts"] == 1
    more = service(furnished, **wish, contacts=["ops"], contacts_mode="append")
    assert more.result["after"]["contacts"] == ["info", "ops"]
    assert service(furnished, **wish, contacts=["ops"], contacts_mode="append").writes == {}
    with pytest.raises(InputError, match="contacts and contactgroups cannot both be empty"):
        service(furnished, **wish, contacts=[], contactgroups=[])

    assert service(furnished, **wish, inherit=["contacts"]).result["after"] == created.result["after"]
    add_template(furnished, "with contacts", contacts={"_ids": [1]})
    moved = service(furnished, **{**wish, "servicetemplate": "with contacts"})
    assert moved.result["after"]["contacts"] == ["info"]
    assert stored(furnished, moved)["own_contacts"] == 0


def test_custom_variables(server: Server) -> None:
    variables = [{"name": "PORT", "value": "80", "password": 0, "objecttype_id": 4096}]
    add_template(server, "web", customvariables=variables)
    wish = {"host": "default host", "name": "shop", "servicetemplate": "web"}
    created = service(server, **wish)
    assert created.result["after"]["custom_variables"] == [{"name": "PORT", "value": "80", "password": False}]
    assert "custom_variables" in created.result["after"]["inherited"]
    mine = {"custom_variables": [{"name": "PATH", "value": "/shop"}, {"name": "TOKEN", "secret": "hush-hush"}]}
    changed = service(server, **wish, **mine)
    assert changed.writes == {"services/edit": 1}
    assert [one["name"] for one in changed.result["after"]["custom_variables"]] == ["PATH", "PORT", "TOKEN"]
    assert "hush-hush" not in str(changed.result)
    assert service(server, **wish, **mine).writes == {}
    other = {"custom_variables": [{"name": "TOKEN", "secret": "hush-another"}]}
    assert service(server, **wish, **other, check=True).changed
    renewed = service(server, **wish, **other)
    assert (renewed.changed, renewed.writes) == (True, {"services/edit": 1})
    assert "hush" not in str(renewed.result)
    assert service(server, **wish, **other).changed is False
    only = service(server, **wish, custom_variables=[{"name": "PORT", "value": "81"}], custom_variables_mode="set")
    assert only.result["after"]["custom_variables"] == [{"name": "PORT", "value": "81", "password": False}]
    back = service(server, **wish, inherit=["custom_variables"])
    assert back.result["after"] == created.result["after"]


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"description": ""}, "description cannot be empty while the service template has description"),
        ({"flap_detection": True}, "flap_detection needs at least one of flap_detection_on"),
        ({"inherit": ["contacts"], "contactgroups": []}, "contactgroups: named in inherit and given a value"),
        ({"inherit": ["check_command_args"], "check_command": "check_ssh"}, "only be inherited together"),
        ({"name": "x" * 256}, "name is longer than the 255 characters"),
    ],
)
def test_refused_before_the_write(server: Server, wish: dict[str, Any], message: str) -> None:
    number = service(server, **PING).result["service"]["id"]
    for check in (True, False):
        with pytest.raises(InputError, match=message):
            service(server, check=check, id=number, **wish)
