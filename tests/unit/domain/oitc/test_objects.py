# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host groups, contact groups and contacts: created, repeated, predicted, changed, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, ApiError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import contacts, groups, hosttemplates

from .conftest import Outcome, Server

SUBJECTS: dict[str, tuple[Any, Any]] = {
    "hostgroups": (groups.HOSTGROUP_SPEC, groups.plan_hostgroups),
    "contactgroups": (groups.CONTACTGROUP_SPEC, groups.plan_contactgroups),
    "contacts": (contacts.SPEC, contacts.plan_contacts),
    "hosttemplates": (hosttemplates.SPEC, hosttemplates.plan_hosttemplates),
}
NEW: dict[str, dict[str, Any]] = {
    "hostgroups": {
        "name": "db",
        "container": "/root",
        "description": "x",
        "tags": ["b", "a"],
        "hosts": ["default host"],
    },
    "contactgroups": {"name": "night", "container": "/root", "contacts": ["info", "ops"]},
    "contacts": {
        "name": "alice",
        "containers": ["/root"],
        "email": "alice@example.org",
        "host_timeperiod": "24x7",
        "service_timeperiod": "none",
        "host_commands": ["host-notify-by-email"],
        "service_commands": ["service-notify-by-email"],
        "notify_host": ["down"],
    },
    "hosttemplates": {
        "name": "Linux",
        "container": "/root",
        "check_command": "check-host-alive",
        "check_command_args": {"$ARG1$": "1,1%", "$ARG2$": "2,2%"},
        "check_period": "24x7",
        "notify_period": "24x7",
        "contacts": ["ops"],
        "hostgroups": ["linux"],
        "tags": ["a", "b"],
        "custom_variables": [{"name": "SITE", "value": "north", "password": False}],
    },
}
CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("hostgroups", {"description": "y"}),
    ("hostgroups", {"description": ""}),
    ("hostgroups", {"tags": []}),
    ("hostgroups", {"hostgroup_url": "https://example.org/"}),
    ("hostgroups", {"hosts": []}),
    ("hostgroups", {"hosttemplates": ["busy"]}),
    ("contactgroups", {"contacts": ["ops"]}),
    ("contactgroups", {"description": "x"}),
    ("contacts", {"phone": "+49 661 1"}),
    ("contacts", {"host_timeperiod": "none"}),
    ("contacts", {"notify_service": ["critical"]}),
    ("contacts", {"host_notifications_enabled": False}),
    ("contacts", {"containers": ["/root", "/root/North"]}),
    ("hosttemplates", {"check_interval": 60}),
    ("hosttemplates", {"description": "y"}),
    ("hosttemplates", {"check_command_args": {"$ARG1$": "9,9%", "$ARG2$": "2,2%"}}),
    ("hosttemplates", {"notify_on": ["down"]}),
    ("hosttemplates", {"contactgroups": ["on call"]}),
    ("hosttemplates", {"hostgroups": []}),
    ("hosttemplates", {"custom_variables": []}),
]


def task(server: Server, kind: str, **params: Any) -> Outcome:
    spec, planner = SUBJECTS[kind]
    return server.run(spec, planner, **params)


@pytest.mark.parametrize("kind", NEW)
def test_create_repeat_predict_delete(furnished: Server, kind: str) -> None:
    wish = NEW[kind]
    predicted = task(furnished, kind, check=True, **wish)
    assert predicted.writes == {}
    created = task(furnished, kind, **wish)
    assert created.writes == {f"{kind}/add": 1}
    assert created.result["after"] == predicted.result["after"]
    assert {key: created.result["after"][key] for key in wish if key != "container"} == {
        key: value for key, value in wish.items() if key != "container"
    }
    repeated = task(furnished, kind, **wish)
    assert (repeated.changed, repeated.writes) == (False, {})
    assert task(furnished, kind, check=True, name=wish["name"], state="absent").writes == {}
    assert task(furnished, kind, name=wish["name"], state="absent").writes == {f"{kind}/delete": 1}
    assert task(furnished, kind, name=wish["name"], state="absent").writes == {}


@pytest.mark.parametrize(("kind", "change"), CHANGES)
def test_one_field_changes_and_the_others_stay(furnished: Server, kind: str, change: dict[str, Any]) -> None:
    created = task(furnished, kind, **NEW[kind])
    changed = task(furnished, kind, name=NEW[kind]["name"], **change)
    assert changed.writes == {f"{kind}/edit": 1}
    assert changed.result["after"] == {**changed.result["before"], **change}
    assert task(furnished, kind, name=NEW[kind]["name"], **change).writes == {}
    untouched = {key: value for key, value in created.result["after"].items() if key not in ("hosts", *change)}
    assert {key: changed.result["after"][key] for key in untouched} == untouched


def test_many_at_once(furnished: Server) -> None:
    wish = {"container": "/root", "hostgroups": [{"name": f"group {number}"} for number in range(30)]}
    assert task(furnished, "hostgroups", **wish).writes == {"hostgroups/add": 30}
    repeated = task(furnished, "hostgroups", **wish)
    assert repeated.writes == {}
    assert repeated.requests <= 2 + 30


def test_members_can_be_added(furnished: Server) -> None:
    task(furnished, "hostgroups", **NEW["hostgroups"])
    furnished.host(name="web01", address="x", container="/root", hosttemplate="busy")
    added = task(furnished, "hostgroups", name="db", hosts=["web01"], hosts_mode="append")
    assert added.result["after"]["hosts"] == ["default host", "web01"]
    assert task(furnished, "hostgroups", name="db", hosts=["web01"], hosts_mode="append").writes == {}


def test_renaming_by_id(furnished: Server) -> None:
    assert task(furnished, "hostgroups", id=1, name="unix").writes == {"hostgroups/edit": 1}
    assert furnished.get("hostgroups/edit/1")["hostgroup"]["Hostgroup"]["container"]["name"] == "unix"
    assert task(furnished, "hostgroups", id=1, name="unix").writes == {}


def test_the_same_name_in_another_container_is_another_group(furnished: Server) -> None:
    assert task(furnished, "hostgroups", name="web", container="/root/North").writes == {"hostgroups/add": 1}
    with pytest.raises(AmbiguousError, match="2 host groups named 'web': ids 2, 3"):
        task(furnished, "hostgroups", name="web", description="x")


@pytest.mark.parametrize(
    ("kind", "wish", "message"),
    [
        ("hostgroups", {"name": "new"}, "needs container"),
        ("hostgroups", {"container": "/root"}, "named by name or id"),
        ("hostgroups", {"hostgroups": [{"name": "a"}, {"name": "a"}], "container": "/root"}, "named twice"),
        ("contactgroups", {"name": "night", "container": "/root", "contacts": []}, "at least one contact"),
        ("contacts", {**NEW["contacts"], "email": ""}, "email or phone is needed"),
        ("contacts", {**NEW["contacts"], "notify_host": []}, "notify_host cannot be empty"),
        ("hosttemplates", {**NEW["hosttemplates"], "contacts": []}, "contacts or contactgroups are needed"),
        ("hosttemplates", {**NEW["hosttemplates"], "flap_detection": True}, "at least one of flap_detection_on"),
        ("contacts", {**NEW["contacts"], "host_commands": ["host-notify"]}, "no command 'host-notify'. Close matches"),
    ],
)
def test_what_cannot_be_meant(furnished: Server, kind: str, wish: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        task(furnished, kind, **wish)


def test_a_host_follows_its_template(furnished: Server) -> None:
    task(furnished, "hosttemplates", **NEW["hosttemplates"])
    furnished.host(name="web01", address="x", container="/root", hosttemplate="Linux")
    task(furnished, "hosttemplates", name="Linux", check_interval=60, check_command_args={"Warning": "5,5%"})
    host = furnished.host(name="web01").result["host"]
    assert (host["check_interval"], host["check_command_args"]["$ARG1$"], host["hostgroups"]) == (60, "5,5%", ["linux"])
    with pytest.raises(ApiError, match="Core: Used by other objects"):
        task(furnished, "hosttemplates", name="Linux", state="absent")


def test_another_command_has_other_arguments(furnished: Server) -> None:
    task(furnished, "hosttemplates", **NEW["hosttemplates"])
    changed = task(furnished, "hosttemplates", name="Linux", check_command="check-host-alive-oitc-agent-push")
    assert changed.result["after"]["check_command_args"] != changed.result["before"]["check_command_args"]
    assert task(furnished, "hosttemplates", name="Linux", check_command="check-host-alive-oitc-agent-push").writes == {}


def test_what_is_in_use_is_kept(furnished: Server) -> None:
    with pytest.raises(ApiError, match="Core: Used by other objects"):
        task(furnished, "contacts", name="info", state="absent")


def test_check_mode_trusts_an_earlier_task(furnished: Server) -> None:
    looked_ahead = task(furnished, "contactgroups", check=True, name="night", container="/root/New", contacts=["bob"])
    assert looked_ahead.result["unresolved"] == ["container: /root/New", "contacts: bob"]


@pytest.mark.parametrize("kind", ["hostgroups", "contactgroups", "hosttemplates"])
def test_what_was_in_a_container_that_is_gone_is_absent(furnished: Server, kind: str) -> None:
    for check in (True, False):
        gone = task(furnished, kind, name="web", container="/root/Gone", state="absent", check=check)
        assert (gone.changed, gone.writes) == (False, {})
        assert "there is no container /root/Gone" in gone.plan.items[0].warnings[0]


@pytest.mark.parametrize("kind", ["hostgroups", "contactgroups"])
def test_groups_stay_where_they_are(furnished: Server, kind: str) -> None:
    for check in (True, False):
        with pytest.raises(InputError, match="cannot be moved to another container"):
            task(furnished, kind, id=1, container="/root/North", check=check)
    assert task(furnished, kind, id=1, container="/root").writes == {}


def test_a_host_template_moves(furnished: Server) -> None:
    assert task(furnished, "hosttemplates", id=4, container="/root/North").writes == {"hosttemplates/edit": 1}
    assert task(furnished, "hosttemplates", id=4, container="/root/North").writes == {}


def test_members_of_the_same_name_are_told_apart(furnished: Server) -> None:
    for container in (2, 3):
        body = {"name": "twin", "address": "192.0.2.1", "container_id": container, "hosttemplate_id": 1}
        furnished.post("hosts/add", {"Host": body})
    assert task(furnished, "hostgroups", name="web", hosts=[{"id": 2}]).changed
    other = task(furnished, "hostgroups", name="web", hosts=[{"id": 3}])
    assert (other.changed, other.writes) == (True, {"hostgroups/edit": 1})
    assert furnished.get("hostgroups/edit/2")["hostgroup"]["Hostgroup"]["hosts"]["_ids"] == [3]
    assert task(furnished, "hostgroups", name="web", hosts=[{"id": 3}]).writes == {}


def test_another_secret_is_a_change_that_shows_neither(furnished: Server) -> None:
    task(furnished, "hosttemplates", **NEW["hosttemplates"])
    for secret in ("gehe1m", "anders"):
        wish = {"name": "Linux", "custom_variables": [{"name": "SNMP", "secret": secret}]}
        predicted = task(furnished, "hosttemplates", check=True, **wish)
        changed = task(furnished, "hosttemplates", **wish)
        assert predicted.changed
        assert (changed.changed, changed.writes) == (True, {"hosttemplates/edit": 1})
        assert secret not in str([predicted.result, changed.result])
        assert task(furnished, "hosttemplates", **wish).writes == {}
