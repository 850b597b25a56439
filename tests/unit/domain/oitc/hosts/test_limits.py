# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server would answer with success and not keep is refused before anything is written."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError

from ..conftest import Server

BUSY = {"name": "db01", "address": "192.0.2.5", "container": "/root/North", "hosttemplate": "busy"}

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"description": ""}, "description cannot be empty while the host template has"),
    ({"notes": ""}, "notes cannot be empty"),
    ({"contacts": []}, "contacts and contactgroups cannot both be empty"),
    ({"contacts": [], "contactgroups": []}, "cannot both be empty"),
    ({"check_command_args": {"Warning": "2,2%", "Critical": "1,1%"}}, "takes swapped values for the host template's"),
    ({"custom_variables": [{"name": "SITE", "value": "north", "password": True}]}, "which has an equal value"),
    ({"custom_variables": [{"name": "A", "value": "1"}, {"name": "a", "value": "2"}]}, "a is named twice"),
    ({"custom_variables": [{"name": "site", "value": "x"}]}, "site does not override SITE, write it as SITE"),
    ({"custom_variables": [{"name": "A"}]}, "A needs either value or secret"),
    ({"custom_variables": [{"name": "A", "value": ""}]}, "1 to 255 characters"),
    ({"custom_variables": [{"name": "A", "value": "x" * 256}]}, "1 to 255 characters"),
    ({"custom_variables": [{"name": "A" * 256, "value": "x"}]}, "1 to 255 characters"),
    ({"custom_variables": [{"name": "-", "value": "x"}]}, "a letter, a digit or an underscore, not '-'"),
    ({"custom_variables": [{"name": "A", "value": "x", "secret": "y"}]}, "A needs either value or secret"),
    ({"check_command_args": {"Warning": "x" * 1001}}, "Warning is longer than 1000 characters"),
    ({"check_command_args": {"Warning": "x", "ARG1": "y"}}, "ARG1 is named twice"),
    ({"flap_detection": True}, "flap_detection needs at least one of flap_detection_on"),
    ({"address": "x" * 129}, "address is longer than the 128 characters"),
    ({"description": "x" * 256}, "description is longer than the 255 characters"),
    ({"notes": "x" * 256}, "notes is longer than the 255 characters"),
    ({"host_url": "x" * 256}, "host_url is longer than the 255 characters"),
    ({"tags": ["a" * 128, "b" * 128]}, "tags together are longer"),
    ({"tags": ["a,b"]}, "cannot hold a comma"),
    ({"priority": 0}, "priority must be from 1 to 5"),
    ({"priority": 6}, "priority must be from 1 to 5"),
    ({"retry_interval": 0}, "retry_interval must be at least 1"),
    ({"max_check_attempts": 0}, "max_check_attempts must be at least 1"),
    ({"freshness_threshold": -1}, "freshness_threshold must be at least 0"),
    ({"check_interval": 0}, "check_interval must be at least 1"),
    ({"notification_interval": -1}, "notification_interval must be at least 0"),
    ({"address": ""}, "address must not be empty"),
    ({"parents": ["db01"]}, "cannot be its own parent"),
    ({"inherit": ["notes"], "notes": "x"}, "notes: named in inherit and given a value"),
    ({"inherit": ["contacts"], "contactgroups": []}, "contactgroups: named in inherit and given a value"),
]


@pytest.mark.parametrize(
    ("wish", "message"), REFUSED, ids=lambda value: ",".join(value) if isinstance(value, dict) else ""
)
def test_refused_before_the_write(furnished: Server, wish: dict[str, Any], message: str) -> None:
    furnished.host(**BUSY)
    written = furnished.simulator.counters["write hosts/edit"]
    for check in (True, False):
        with pytest.raises(InputError, match=message):
            furnished.host(**{**BUSY, **wish}, check=check)
    assert furnished.simulator.counters["write hosts/edit"] == written


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("name", ["", "x" * 256])
def test_a_new_name_is_checked_as_well(furnished: Server, name: str, check: bool) -> None:
    furnished.host(**BUSY)
    with pytest.raises(InputError, match=r"name (must not be empty|is longer than the 255 characters)"):
        furnished.host(id=2, name=name, check=check)
    assert furnished.simulator.counters["write hosts/edit"] == 0


@pytest.mark.parametrize("check", [True, False])
def test_a_host_in_root_cannot_be_moved(furnished: Server, check: bool) -> None:
    with pytest.raises(InputError, match="a host in /root cannot be moved"):
        furnished.host(name="default host", container="/root/North", check=check)
    assert furnished.simulator.counters["write hosts/edit"] == 0


def test_a_move_into_root_is_warned_of(furnished: Server) -> None:
    furnished.host(**BUSY)
    moved = furnished.host(name="db01", container="/root")
    assert moved.plan.items[0].warnings == ["host db01 moves to /root, from where it cannot be moved again"]
    assert furnished.host(name="db01", container="/root").plan.items[0].warnings == []
    with pytest.raises(InputError, match="a host in /root cannot be moved"):
        furnished.host(name="db01", container="/root/North")


def test_a_user_who_may_only_read_the_container_cannot_move_the_host(furnished: Server) -> None:
    furnished.host(**BUSY, shared_containers=["/root/South"])
    user = {"usergroup_id": 1, "email": "t@example.org", "firstname": "Te", "lastname": "Nant", "is_active": 1,
            "timezone": "Europe/Berlin", "paginatorlength": 25, "ContainersUsersMemberships": {"2": 1, "3": 2},
            "apikeys": [{"apikey": "ab" * 80, "description": ""}]}  # fmt: skip
    furnished.post("users/add", {"User": user})
    wishes = ({"container": "/root/South"}, {"container_id": 3, "notes": "x"})
    for wish in wishes:
        with pytest.raises(InputError, match="container cannot be changed: this user may not move the host"):
            furnished.host(id=2, api_key="ab" * 80, **wish)
    assert furnished.simulator.counters["write hosts/edit"] == 0
    assert furnished.host(id=2, api_key="ab" * 80, notes="x").writes == {"hosts/edit": 1}


def test_a_variable_in_another_case_is_not_added_to_the_one_there(furnished: Server) -> None:
    furnished.host(**BUSY, custom_variables=[{"name": "RACK", "value": "12"}])
    with pytest.raises(InputError, match="Rack does not override RACK"):
        furnished.host(name="db01", custom_variables=[{"name": "Rack", "value": "13"}], check=True)
    renamed = {"custom_variables": [{"name": "Rack", "value": "13"}], "custom_variables_mode": "set"}
    assert furnished.host(name="db01", **renamed).writes == {"hosts/edit": 1}
    assert furnished.host(name="db01", **renamed).writes == {}


@pytest.mark.parametrize("check", [True, False])
def test_a_loop_over_hosts_that_the_task_does_not_name(furnished: Server, check: bool) -> None:
    common = {"address": "192.0.2.1", "container": "/root/North", "hosttemplate": "default host"}
    for name, parents in (("core", []), ("dist", ["core"]), ("access", ["dist"])):
        furnished.host(**common, name=name, parents=parents)
    with pytest.raises(InputError, match="parents form a loop: core → access → dist → core"):
        furnished.host(name="core", parents=["access"], check=check)
    assert furnished.simulator.counters["write hosts/edit"] == 0
    assert furnished.host(name="access", parents=["core"]).writes == {"hosts/edit": 1}
    assert furnished.host(name="access", parents=["core"]).requests <= 6


def test_flap_detection_with_an_option_is_fine(furnished: Server) -> None:
    furnished.host(**BUSY)
    on = {"flap_detection": True, "flap_detection_on": ["down"]}
    assert furnished.host(name="db01", **on).writes == {"hosts/edit": 1}
    assert furnished.host(name="db01", **on).writes == {}


def test_no_notification_at_all_is_fine_where_the_template_has_some_off(furnished: Server) -> None:
    furnished.host(**BUSY)
    assert furnished.host(name="db01", notify_on=[]).result["after"]["notify_on"] == []
    assert furnished.host(name="db01", notify_on=[]).writes == {}


def test_a_used_host_is_not_deleted(furnished: Server) -> None:
    furnished.host(**BUSY)
    record = furnished.get("hosts/edit/2")["host"]["Host"]
    furnished.post("hosts/edit/2", {"Host": {**record, "usage_flag": 2}})
    for check in (True, False):
        with pytest.raises(InputError, match="used by event correlation"):
            furnished.host(name="db01", state="absent", check=check)
