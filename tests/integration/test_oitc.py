# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of openITCOCKPIT through real Ansible processes, many cases in each.

Every further field, change and message is shown in process by ``tests/unit/domain/oitc``.
"""

from __future__ import annotations

from typing import Any

from tests.integration.harness import Ansible, Server, four_ways_each

MODULE = "cmdbops.idoit_oitc."
TEMPLATE = "default host"
SECRETS = ("gehe1m", "anders")
Case = tuple[str, dict[str, Any]]


def _play(ansible: Ansible, server: Server, tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The results of the tasks of one play, each with what it asked of a simulator."""
    server.reset_counters()
    control = {"RECORD_CONTROL": server.control} if server.control else {}
    return ansible.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}], env=control).ok().results


def _containers(tenant: str) -> list[Case]:
    made = [
        {"path": tenant, "type": "tenant"},
        {"path": f"{tenant}/Site/Rack", "create_parents": True},
        {"path": f"{tenant}/Hall", "type": "location", "latitude": 50.5},
    ]
    gone = [{"path": f"{tenant}/{name}"} for name in ("Site/Rack", "Site", "Hall")]
    return [("oitc_container", {"containers": made}), ("oitc_container", {"state": "absent", "containers": gone})]


def _groups_contacts_and_templates(tenant: str, prefix: str) -> list[Case]:
    contact = {
        "name": f"{prefix}alice",
        "containers": [tenant],
        "email": "alice@example.com",
        "host_timeperiod": "24x7",
        "service_timeperiod": "24x7",
        "host_commands": ["host-notify-by-email"],
        "service_commands": ["service-notify-by-email"],
    }
    template = {
        "name": f"{prefix}template",
        "container": tenant,
        "check_command": "check-host-alive",
        "check_interval": 120,
        "check_period": "24x7",
        "notify_period": "24x7",
        "contacts": ["info"],
        "custom_variables": [{"name": "SNMP", "secret": SECRETS[0]}],
    }
    return [
        ("oitc_hostgroup", {"name": f"{prefix}web", "container": tenant, "description": "Web servers"}),
        ("oitc_contact", contact),
        ("oitc_contactgroup", {"name": f"{prefix}on call", "container": tenant, "contacts": [contact["name"]]}),
        ("oitc_hosttemplate", template),
    ]


def _host_over_its_life(tenant: str, prefix: str) -> list[Case]:
    host = {
        "name": f"{prefix}web01",
        "address": "10.0.0.1",
        "container": tenant,
        "hosttemplate": TEMPLATE,
        "hostgroups": [f"{prefix}web"],
        "check_interval": 77,
        "notes": "one",
        "custom_variables": [{"name": "SNMP", "secret": SECRETS[0]}],
    }
    change = {
        "inherit": ["check_interval"],
        "custom_variables": [{"name": "SNMP", "secret": SECRETS[1]}],
        "contacts": ["info"],
        "parents": [TEMPLATE],
        "tags": ["b", "a"],
        "state": "disabled",
    }
    return [("oitc_host", {"name": host["name"], **options}) for options in (host, change, {"state": "absent"})]


def test_every_module_four_ways(ansible: Ansible, oitc: Server, prefix: str) -> None:
    tenant = f"/root/{prefix}tenant"
    groups = _groups_contacts_and_templates(tenant, prefix)
    done = four_ways_each(ansible, oitc, [*_containers(tenant), *groups, *_host_over_its_life(tenant, prefix)])
    made, changed, _gone = done[-3:]
    assert made["host"]["id"] > 0
    assert "check_interval" not in made["host"]["inherited"]
    assert "check_interval" in changed["host"]["inherited"]
    assert changed["host"]["id"] == made["host"]["id"]
    assert not [secret for secret in SECRETS if secret in str(done)]


def test_a_new_host_up_to_its_export(ansible: Ansible, oitc: Server, prefix: str) -> None:
    """A repeated task with names of every kind takes at most five requests."""
    tenant, groups = f"/root/{prefix}tenant", [f"{prefix}a", f"{prefix}b"]
    host = {
        "name": f"{prefix}web01",
        "address": "10.0.0.1",
        "container": tenant,
        "hosttemplate": TEMPLATE,
        "hostgroups": groups,
        "contacts": ["info"],
    }
    tasks: list[dict[str, Any]] = [
        {f"{MODULE}oitc_container": {"path": tenant, "type": "tenant"}},
        {f"{MODULE}oitc_hostgroup": {"container": tenant, "hostgroups": [{"name": name} for name in groups]}},
        {f"{MODULE}oitc_host": host},
        {f"{MODULE}oitc_host": host},
        {f"{MODULE}oitc_export": {}, "check_mode": True},
        {f"{MODULE}oitc_export": {}},
        {f"{MODULE}oitc_host_info": {"names": [host["name"]]}},
        {f"{MODULE}oitc_info": {}},
    ]
    results = _play(ansible, oitc, tasks)
    assert [result["changed"] for result in results] == [True, True, True, False, True, True, False, False]
    repeated, predicted, _exported, listed, info = results[3:]
    assert [found["name"] for found in listed["hosts"]] == [host["name"]]
    assert info["version"][0] in "45"
    if oitc.control:
        assert 0 < repeated["counters"]["http_requests"] <= 5, repeated["counters"]
        assert [one["counters"].get("writes", 0) for one in (repeated, predicted, listed, info)] == [0] * 4


def _judge_a_broken_host(results: list[dict[str, Any]], names: list[str]) -> None:
    """The second of three hosts is broken: checked, made and repeated."""
    predicted, done, repeated = results
    for result in (predicted, done):
        assert [one["changed"] for one in result["results"]] == [True, False, True]
        assert list(result["diff"]["after"]) == [names[0], names[2]]
    for result in results:
        assert result["failed"] is True
        assert [one.get("failed", False) for one in result["results"]] == [False, True, False]
        assert f"priority must be from 1 to 5, not 9 (host {names[1]})" in result["msg"]
    assert [one["changed"] for one in repeated["results"]] == [False, False, False]


def test_what_is_wrong_is_named_and_the_others_go_on(ansible: Ansible, oitc: Server, prefix: str) -> None:
    names = [f"{prefix}{letter}" for letter in "abc"]
    hosts: list[dict[str, Any]] = [{"name": name, "address": "10.0.0.1"} for name in names]
    hosts[1]["priority"] = 9
    common = {"container": "/root", "hosttemplate": TEMPLATE}
    broken = {f"{MODULE}oitc_host": {**common, "continue_on_error": True, "hosts": hosts}, "diff": True}
    alone = {**common, "name": f"{prefix}x", "address": "10.0.0.1"}
    tasks: list[dict[str, Any]] = [
        *({**broken, "check_mode": check} for check in (True, False, False)),
        {f"{MODULE}oitc_host": {**alone, "hosttemplate": "defualt host"}},
        {f"{MODULE}oitc_host": {**alone, "check_interval": 0}},
    ]
    results = _play(ansible, oitc, [{**task, "ignore_errors": True} for task in tasks])
    _judge_a_broken_host(results[:3], names)
    misspelt, too_small = results[3:]
    assert "no host template 'defualt host'" in misspelt["msg"]
    assert "Close matches: default host" in misspelt["msg"]
    assert "check_interval must be at least 1" in too_small["msg"]
    if oitc.control:
        assert [result["counters"].get("writes", 0) for result in results] == [0, 2, 0, 0, 0]
