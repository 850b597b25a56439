# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of openITCOCKPIT through real Ansible processes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.harness import Ansible, Server, four_ways, four_ways_each

TEMPLATE = "default host"


@pytest.fixture
def container(ansible: Ansible, oitc: Server, prefix: str) -> str:
    """The path of a container of its own."""
    path = f"/root/{prefix}tenant"
    ansible.task("oitc_container", {"path": path, "type": "tenant"}).ok()
    oitc.reset_counters()
    return path


def test_containers(ansible: Ansible, oitc: Server, container: str) -> None:
    each = [
        {"path": f"{container}/Site/Rack", "create_parents": True},
        {"path": f"{container}/Site", "new_name": "Place"},
        {"path": f"{container}/Hall", "type": "location", "latitude": 50.5},
        {
            "state": "absent",
            "containers": [{"path": f"{container}/{name}"} for name in ("Place/Rack", "Place", "Hall")],
        },
    ]
    done = four_ways_each(ansible, oitc, [("oitc_container", options) for options in each])
    assert done[1]["container"]["path"] == f"{container}/Place"


def test_groups_contacts_and_templates(ansible: Ansible, oitc: Server, container: str, prefix: str) -> None:
    group = {"name": f"{prefix}web", "container": container}
    contact = {
        "name": f"{prefix}alice",
        "containers": [container],
        "email": "alice@example.com",
        "host_timeperiod": "24x7",
        "service_timeperiod": "24x7",
        "host_commands": ["host-notify-by-email"],
        "service_commands": ["service-notify-by-email"],
    }
    contactgroup = {"name": f"{prefix}on call", "container": container, "contacts": [f"{prefix}alice"]}
    template = {
        "name": f"{prefix}template",
        "container": container,
        "check_command": "check-host-alive",
        "check_interval": 120,
        "check_period": "24x7",
        "notify_period": "24x7",
        "contacts": ["info"],
        "custom_variables": [{"name": "SNMP", "secret": "gehe1m"}],
    }
    other_secret = {"name": template["name"], "custom_variables": [{"name": "SNMP", "secret": "anders"}]}
    cases = [
        ("oitc_hostgroup", {**group, "description": "Web servers"}),
        ("oitc_contact", contact),
        ("oitc_contactgroup", contactgroup),
        ("oitc_hosttemplate", template),
        ("oitc_hosttemplate", other_secret),
        ("oitc_hosttemplate", {"name": template["name"], "state": "absent"}),
        ("oitc_contactgroup", {**group, "name": contactgroup["name"], "state": "absent"}),
        ("oitc_contact", {"name": contact["name"], "state": "absent"}),
        ("oitc_hostgroup", {**group, "state": "absent"}),
    ]
    done = four_ways_each(ansible, oitc, cases)
    assert "gehe1m" not in str(done)
    assert "anders" not in str(done)


def test_host_over_its_life(ansible: Ansible, oitc: Server, container: str, prefix: str) -> None:
    ansible.task("oitc_hostgroup", {"name": f"{prefix}web", "container": container}).ok()
    host = {
        "name": f"{prefix}web01",
        "address": "10.0.0.1",
        "container": container,
        "hosttemplate": TEMPLATE,
        "hostgroups": [f"{prefix}web"],
        "check_interval": 77,
        "notes": "one",
    }
    changes = [
        {"inherit": ["check_interval"], "custom_variables": [{"name": "SNMP", "secret": "gehe1m"}]},
        {"custom_variables": [{"name": "SNMP", "secret": "anders"}]},
        {"contacts": ["info"], "parents": ["default host"], "tags": ["b", "a"], "state": "disabled"},
        {"state": "enabled", "inherit": ["tags", "custom_variables"], "parents": []},
        {"state": "absent"},
    ]
    cases = [host, *({"name": host["name"], **change} for change in changes)]
    done = four_ways_each(ansible, oitc, [("oitc_host", options) for options in cases])
    assert done[0]["host"]["id"] > 0
    assert "check_interval" not in done[0]["host"]["inherited"]
    assert "check_interval" in done[1]["host"]["inherited"]
    assert done[2]["host"]["id"] == done[0]["host"]["id"]
    assert "gehe1m" not in str(done)
    assert "anders" not in str(done)


def test_a_broken_host_among_others(ansible: Ansible, container: str, prefix: str) -> None:
    names = [f"{prefix}{letter}" for letter in "abc"]
    wanted = {
        "container": container,
        "hosttemplate": TEMPLATE,
        "continue_on_error": True,
        "hosts": [{"name": name, "address": "10.0.0.1"} for name in names],
    }
    wanted["hosts"][1]["priority"] = 9  # type: ignore[index]
    module = "cmdbops.idoit_oitc.oitc_host"
    tasks = [
        {module: wanted, "check_mode": check, "diff": True, "ignore_errors": True} for check in (True, False, False)
    ]
    run = ansible.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]).ok()
    predicted, done, repeated = run.results
    for result in (predicted, done):
        assert [one["changed"] for one in result["results"]] == [True, False, True]
        assert list(result["diff"]["after"]) == [names[0], names[2]]
    for result in (predicted, done, repeated):
        assert result["failed"] is True
        assert [one.get("failed", False) for one in result["results"]] == [False, True, False]
        assert f"priority must be from 1 to 5, not 9 (host {names[1]})" in result["msg"]
    assert [one["changed"] for one in repeated["results"]] == [False, False, False]


def test_a_repeated_task_with_all_names_takes_at_most_five_requests(
    ansible: Ansible, oitc: Server, container: str, prefix: str
) -> None:
    groups = [f"{prefix}a", f"{prefix}b"]
    ansible.task("oitc_hostgroup", {"container": container, "hostgroups": [{"name": name} for name in groups]}).ok()
    host = {
        "name": f"{prefix}web01",
        "address": "10.0.0.1",
        "container": container,
        "hosttemplate": TEMPLATE,
        "hostgroups": groups,
        "contacts": ["info"],
    }
    assert ansible.task("oitc_host", host).last["changed"] is True
    oitc.reset_counters()
    assert ansible.task("oitc_host", host).last["changed"] is False
    if oitc.control:
        assert 0 < (oitc.count("http_requests") or 0) <= 5, oitc.stats()


def test_many_hosts_in_one_task(ansible: Ansible, oitc: Server, container: str, prefix: str) -> None:
    wanted = {
        "container": container,
        "hosttemplate": TEMPLATE,
        "hosts": [{"name": f"{prefix}{number:02}", "address": f"10.1.0.{number}"} for number in range(25)],
    }
    made = four_ways(ansible, oitc, "oitc_host", wanted)
    assert len({item["host"]["id"] for item in made["results"]}) == 25


def test_an_export_lists_new_hosts(ansible: Ansible, oitc: Server, container: str, prefix: str) -> None:
    name = f"{prefix}web01"
    host = {"name": name, "address": "10.0.0.1", "container": container, "hosttemplate": TEMPLATE}
    ansible.task("oitc_host", host).ok()
    oitc.reset_counters()
    assert ansible.task("oitc_export", {}, "--check").last["changed"] is True
    assert oitc.count("writes") in (0, None)
    assert ansible.task("oitc_export", {}).last["changed"] is True
    listed = ansible.task("oitc_host_info", {"names": [name]}).last
    assert [found["name"] for found in listed["hosts"]] == [name]


def test_who_am_i(ansible: Ansible, oitc: Server) -> None:
    info = ansible.task("oitc_info", {}).last
    assert info["changed"] is False
    assert info["version"][0] in "45"
    assert oitc.count("writes") in (0, None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"hosttemplate": "defualt host"}, ["defualt host", "default host"]),
        ({"container": "/root/nowhere"}, ["/root/nowhere"]),
        ({"hostgroups": ["no such group"]}, ["no such group"]),
        ({"check_interval": 0}, ["check_interval"]),
    ],
)
def test_bad_input_names_what_was_meant(
    ansible: Ansible, oitc: Server, prefix: str, options: dict[str, Any], said: list[str]
) -> None:
    host = {"name": f"{prefix}x", "address": "10.0.0.1", "container": "/root", "hosttemplate": TEMPLATE}
    message = ansible.task("oitc_host", {**host, **options}).failed()
    assert all(words in message for words in said), message
    assert oitc.count("writes") in (0, None)
