# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services, downtimes and exports through real Ansible processes, many cases in each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.harness import Ansible, Server, four_ways_each
from tests.simulators.oitc.simulator import OitcSimulator

MODULE = "cmdbops.idoit_oitc."


@pytest.fixture
def name(prefix: str) -> str:
    return f"{prefix}web01"


def _host(name: str, prefix: str) -> list[dict[str, Any]]:
    """The tasks that make a host in a container of its own."""
    container = f"/root/{prefix}tenant"
    host = {"name": name, "address": "10.0.0.1", "container": container, "hosttemplate": "default host"}
    return [{f"{MODULE}oitc_container": {"path": container, "type": "tenant"}}, {f"{MODULE}oitc_host": host}]


def _play(ansible: Ansible, tasks: list[dict[str, Any]], *arguments: str, **play: Any) -> Any:
    return ansible.playbook([{"hosts": "localhost", "gather_facts": False, "tasks": tasks, **play}], *arguments)


def test_a_service_over_its_life(ansible: Ansible, oitc: Server, name: str, prefix: str) -> None:
    _play(ansible, _host(name, prefix)).ok()
    service = {"host": name, "name": "Shop", "servicetemplate": "CHECK_PING"}
    own = {
        "check_interval": 77,
        "contacts": ["info"],
        "check_command_args": {"Warning": "1,1%"},
        "custom_variables": [{"name": "TOKEN", "secret": "hush-hush"}],
        "flap_detection": True,
        "flap_detection_on": ["critical"],
    }
    made, changed, _gone = four_ways_each(
        ansible,
        oitc,
        [
            ("oitc_service", {**service, **own}),
            ("oitc_service", {**service, "servicetemplate": "CHECK_SSH", "inherit": ["contacts"], "state": "disabled"}),
            ("oitc_service", {"host": name, "services": [{"name": "Shop", "state": "absent"}]}),
        ],
    )
    assert "check_interval" not in made["service"]["inherited"]
    assert "contacts" in changed["service"]["inherited"]
    assert changed["service"]["check_interval"] == 77
    assert "hush-hush" not in str([made, changed])


def test_check_mode_sees_a_whole_play_ahead(ansible: Ansible, oitc: Server, name: str, prefix: str) -> None:
    tasks = [
        *_host(name, prefix),
        {f"{MODULE}oitc_service": {"host": name, "servicetemplate": "CHECK_PING"}},
        {f"{MODULE}oitc_export": {}},
        {f"{MODULE}oitc_downtime": {"hosts": [name], "end": "+2h", "comment": f"{prefix}update"}},
    ]
    run = _play(ansible, tasks, "--check").ok()
    assert [result["changed"] for result in run.results] == [True] * 5
    assert oitc.count("writes") in (0, None)
    assert run.results[2]["unresolved"] == [f"host: {name}"]
    assert "an earlier task may be about to create" in run.output


def test_downtimes(ansible: Ansible, oitc: Server, name: str, prefix: str) -> None:
    _play(ansible, [*_host(name, prefix), {f"{MODULE}oitc_export": {}}]).ok()
    now = {"hosts": [name], "end": "+2h", "comment": f"{prefix}update"}
    nightly = {"weekdays": ["saturday"], "time": "12:00", "minutes": 120}
    several = [
        {"comment": f"{prefix}a", "start": "2099-11-22T20:00", "end": "2099-11-22T22:00"},
        {"comment": f"{prefix}b", "start": "2099-11-22T20:00", "end": "2099-11-22T22:00", "duration": 600},
    ]
    recurring = {"hosts": [name], "comment": f"{prefix}backup", "recurring": nightly}
    four_ways_each(
        ansible,
        oitc,
        [
            ("oitc_downtime", {"hosts": [name], "downtimes": [now, recurring, *several]}),
            ("oitc_downtime", {**recurring, "recurring": {**nightly, "minutes": 60}}),
            ("oitc_downtime", {"hosts": [name], "comment": now["comment"], "state": "absent"}),
        ],
    )


def test_the_progress_of_an_export_is_shown_while_it_runs(ansible: Ansible, oitc: Server) -> None:
    """As a handler, with the connection from the defaults of the action group."""
    handler = {"name": "Export", f"{MODULE}oitc_export": {}}
    tasks = [{"ansible.builtin.debug": {"msg": "x"}, "changed_when": True, "notify": "Export"}]
    defaults = {"group/cmdbops.idoit_oitc.oitc": dict(oitc.connection)}
    ansible.environment = {}
    oitc.inject({"kind": "slow_export", "args": {"seconds": 10}})
    run = _play(ansible, tasks, "-v", handlers=[handler], module_defaults=defaults).ok()
    lines = [line for line in run.stdout.splitlines() if "> export: " in line]
    assert "<localhost> export: Create host configuration: done" in lines
    assert "<localhost> export: Refresh of configuration finished: done" in lines
    assert len(lines) == len({*lines})
    assert any(line.endswith(": running") for line in lines) or not oitc.control
    result = run.results[-1]
    assert (result["changed"], result["export"]["finished"], result["steps"]) == (True, True, ["launch an export"])
    if oitc.control:
        assert oitc.count("exports_launched") == 1


def test_an_export_that_fails_or_does_not_end(ansible: Ansible, oitc: Server) -> None:
    if oitc.control is None:
        pytest.skip("a real server cannot be told to fail")
    tasks = [
        {f"{MODULE}oitc_export": options, "ignore_errors": True}
        for options in ({}, {"wait_timeout": 1}, {"wait_timeout": "soon"})
    ]
    oitc.inject({"kind": "export_fails"}, {"kind": "export_hangs", "skip": 1})
    failed, hung, refused = _play(ansible, tasks, "-v").ok().results
    assert "the export failed. Verifying new configuration: failed" in failed["msg"]
    assert "the export has not finished after" in hung["msg"]
    assert "wait_timeout" in refused["msg"]
    assert [bool(one["failed"]) for one in (failed, hung, refused)] == [True] * 3


def test_a_role_without_rights_is_told_which(ansible: Ansible, oitc: Server, name: str, prefix: str) -> None:
    if oitc.control is None:
        pytest.skip("there is no key of a viewer at hand")
    _play(ansible, [*_host(name, prefix), {f"{MODULE}oitc_export": {}}]).ok()
    oitc.reset_counters()
    nightly = {"weekdays": ["saturday"], "time": "12:00", "minutes": 120}
    wanted: list[tuple[str, dict[str, Any], str]] = [
        ("oitc_service", {"host": name, "name": "x", "servicetemplate": "CHECK_PING"}, "Servicetemplates.edit"),
        ("oitc_downtime", {"hosts": [name], "end": "+2h", "comment": "x"}, "Downtimes.host"),
        ("oitc_downtime", {"hosts": [name], "recurring": nightly, "comment": "x"}, "Systemdowntimes.host"),
        ("oitc_export", {}, "Exports.index"),
    ]
    key = {"api_key": OitcSimulator.viewer_api_key}
    tasks = [{f"{MODULE}{module}": {**options, **key}, "ignore_errors": True} for module, options, _right in wanted]
    results = _play(ansible, tasks).ok().results
    told = [result["msg"] for result in results]
    rights = [text.partition("lacks the right ")[2].partition(". ")[0].partition(" (")[0] for text in told]
    assert rights == [right for _module, _options, right in wanted], told
    assert oitc.count("writes") == 0
