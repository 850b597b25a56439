# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services, downtimes and exports through real Ansible processes, many cases in each.

Every further field, change and message is shown in process by ``tests/unit/domain/oitc``.
"""

from __future__ import annotations

from typing import Any

from tests.integration.harness import Ansible, Run, Server, four_ways_each
from tests.simulators.oitc.simulator import OitcSimulator

MODULE = "cmdbops.idoit_oitc."
SECRET = "hush-hush"
NIGHTLY = {"weekdays": ["saturday"], "time": "12:00", "minutes": 120}


def _play(ansible: Ansible, server: Server, tasks: list[dict[str, Any]], *arguments: str, **play: Any) -> Run:
    """One play; with a simulator, each result has what the task asked of it."""
    server.reset_counters()
    control = {"RECORD_CONTROL": server.control} if server.control else {}
    return ansible.playbook(
        [{"hosts": "localhost", "gather_facts": False, "tasks": tasks, **play}], *arguments, env=control
    ).ok()


def _whole_play(name: str, prefix: str) -> list[dict[str, Any]]:
    """The tasks that make a host, monitor it and put it into a downtime."""
    host = {"name": name, "address": "10.0.0.1", "container": "/root", "hosttemplate": "default host"}
    return [
        {f"{MODULE}oitc_host": host},
        {f"{MODULE}oitc_export": {}},
        {f"{MODULE}oitc_service": {"host": name, "servicetemplate": "CHECK_PING"}},
        {f"{MODULE}oitc_downtime": {"hosts": [name], "end": "+2h", "comment": f"{prefix}update"}},
    ]


def _as_a_viewer(name: str) -> list[dict[str, Any]]:
    """Tasks that a role without rights cannot do."""
    key = {"api_key": OitcSimulator.viewer_api_key}
    service = {"host": name, "name": "x", "servicetemplate": "CHECK_PING", **key}
    downtime = {"hosts": [name], "recurring": NIGHTLY, "comment": "x", **key}
    tasks: list[dict[str, Any]] = [{f"{MODULE}oitc_service": service}, {f"{MODULE}oitc_downtime": downtime}]
    return [{**task, "ignore_errors": True} for task in tasks]


def _judge_the_look_ahead(run: Run, results: list[dict[str, Any]], name: str) -> None:
    assert [result["changed"] for result in results] == [True] * 4
    assert results[2]["unresolved"] == [f"host: {name}"]
    assert "an earlier task may be about to create" in run.output


def _judge_what_the_viewer_is_told(results: list[dict[str, Any]]) -> None:
    """There is no key of a viewer at hand for a real server."""
    told = [result["msg"] for result in results]
    rights = [text.partition("lacks the right ")[2].partition(". ")[0].partition(" (")[0] for text in told]
    assert rights == ["Servicetemplates.edit", "Systemdowntimes.host"], told


def _services(name: str) -> list[tuple[str, dict[str, Any]]]:
    service = {
        "host": name,
        "name": "Shop",
        "servicetemplate": "CHECK_PING",
        "check_interval": 77,
        "contacts": ["info"],
        "check_command_args": {"Warning": "1,1%"},
        "custom_variables": [{"name": "TOKEN", "secret": SECRET}],
        "flap_detection": True,
        "flap_detection_on": ["critical"],
    }
    return [
        ("oitc_service", service),
        ("oitc_service", {"host": name, "services": [{"name": "Shop", "state": "absent"}]}),
    ]


def _downtimes(name: str, prefix: str) -> tuple[str, dict[str, Any]]:
    later = {"start": "2099-11-22T20:00", "end": "2099-11-22T22:00"}
    several = [
        {"comment": f"{prefix}update", "end": "+2h"},
        {"comment": f"{prefix}backup", "recurring": NIGHTLY},
        {"comment": f"{prefix}a", **later},
        {"comment": f"{prefix}b", **later, "duration": 600},
    ]
    return "oitc_downtime", {"hosts": [name], "downtimes": several}


def test_services_and_downtimes_of_a_new_host(ansible: Ansible, oitc: Server, prefix: str) -> None:
    """Seen ahead by check mode as a whole play, then four ways each."""
    name = f"{prefix}web01"
    whole = _whole_play(name, prefix)
    viewer = _as_a_viewer(name) if oitc.control else []
    run = _play(ansible, oitc, [*({**task, "check_mode": True} for task in whole), *whole[:2], *viewer])
    _judge_the_look_ahead(run, run.results[:4], name)
    if oitc.control:
        _judge_what_the_viewer_is_told(run.results[6:])
        writes = [bool(result["counters"].get("writes")) for result in run.results]
        assert writes == [False] * 4 + [True, True] + [False] * 2
    made, *others = four_ways_each(ansible, oitc, [*_services(name), _downtimes(name, prefix)])
    assert "check_interval" not in made["service"]["inherited"]
    assert made["service"]["check_interval"] == 77
    assert SECRET not in str([made, *others])


def test_the_progress_of_an_export_is_shown_while_it_runs(ansible: Ansible, oitc: Server) -> None:
    """As a handler, after one that failed, with the connection from the defaults of the action group."""
    handler = {"name": "Export", f"{MODULE}oitc_export": {}}
    notify = {"ansible.builtin.debug": {"msg": "x"}, "changed_when": True, "notify": "Export"}
    failing = {f"{MODULE}oitc_export": {}, "ignore_errors": True}
    defaults = {"group/cmdbops.idoit_oitc.oitc": dict(oitc.connection)}
    ansible.environment = {}
    oitc.inject({"kind": "export_fails"}, {"kind": "slow_export", "skip": 1, "args": {"seconds": 10}})
    tasks = [failing, notify] if oitc.control else [notify]
    run = _play(ansible, oitc, tasks, "-v", handlers=[handler], module_defaults=defaults)
    result = run.results[-1]
    assert (result["changed"], result["export"]["finished"], result["steps"]) == (True, True, ["launch an export"])
    lines = _progress(run.stdout.rpartition("RUNNING HANDLER")[2])
    assert "<localhost> export: Create host configuration: done" in lines
    assert "<localhost> export: Refresh of configuration finished: done" in lines
    assert len(lines) == len({*lines})
    if oitc.control:
        assert any(line.endswith(": running") for line in lines)
        assert result["counters"]["exports_launched"] == 1
        assert run.results[0]["failed"] is True
        assert "the export failed. Verifying new configuration: failed" in run.results[0]["msg"]


def _progress(output: str) -> list[str]:
    return [line for line in output.splitlines() if "> export: " in line]
