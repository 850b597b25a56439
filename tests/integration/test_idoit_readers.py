# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The readers, the lookup, the logbook and CMDB statuses through real Ansible processes, on both generations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.harness import Ansible, Server, four_ways_each

SERVER = "C__OBJTYPE__SERVER"
MODEL = "C__CATG__MODEL"
GENERATIONS = pytest.mark.parametrize("profile", ["modern", "legacy"])
COLLECTION = "cmdbops.idoit_oitc"


@pytest.fixture
def host(ansible: Ansible, idoit: Server, prefix: str) -> dict[str, str]:
    """A server object with a model, as ``object`` names it."""
    named = {"title": f"{prefix}host", "type": SERVER}
    ansible.task("idoit_object", {**named, "categories": {MODEL: {"serial": f"{prefix}S1"}}}).ok()
    idoit.reset_counters()
    return named


def play(*tasks: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"hosts": "localhost", "gather_facts": False, "tasks": list(tasks)}]


@GENERATIONS
def test_readers_of_one_play(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str, profile: str) -> None:
    condition = {"category": MODEL, "attribute": "serial", "value": f"{prefix}S1"}
    cases: list[tuple[str, dict[str, Any]]] = [
        ("idoit_info", {"gather": ["object_types", "categories"]}),
        ("idoit_object_info", {"types": [SERVER], "query": [condition], "categories": [MODEL], "logbook": {}}),
        ("idoit_category_info", {"object": host, "category": MODEL, "attributes": True}),
        ("idoit_dialog_info", {"category": MODEL, "attribute": "manufacturer"}),
        ("idoit_report_info", {}),
    ]
    if idoit.control and profile == "modern":
        cases.append(("idoit_report_info", {"title": "All servers"}))  # of the simulator's demo seed
    run = ansible.playbook(play(*({f"{COLLECTION}.{name}": given} for name, given in cases))).ok()
    info, objects, category, dialog, reports, *rows = run.results
    assert not any(result["changed"] for result in run.results)
    assert idoit.count("writes") in (0, None)
    if idoit.control:
        assert info["api_generation"] == profile
    assert any(each["const"] == SERVER for each in info["object_types"])
    (found,) = objects["objects"]
    assert (found["title"], found["type"], found["status"]) == (host["title"], SERVER, "normal")
    assert found["categories"][MODEL][0]["serial"] == f"{prefix}S1"
    assert any(line["event"] == "C__LOGBOOK_EVENT__OBJECT_CREATED" for line in found["logbook"])
    assert [entry["serial"] for entry in category["entries"]] == [f"{prefix}S1"]
    assert "serial" in [each["key"] for each in category["attributes"]]
    assert dialog["extensible"] is True
    assert isinstance(reports["reports"], list)
    for report in rows:
        assert [row["Title"] for row in report["rows"]] == [host["title"]]


@GENERATIONS
def test_the_lookup_asks_once_in_a_run(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    by_title = f"'{host['title']}', type='{SERVER}', value='{MODEL}.serial'"
    by_serial = f"'{prefix}S1', by='{MODEL}.serial', type='{SERVER}'"
    missing = f"'{prefix}none', type='{SERVER}', missing='skip'"
    messages = [
        f"{{{{ lookup('{COLLECTION}.idoit', {by_title}) }}}}",
        f"{{{{ lookup('{COLLECTION}.idoit', {by_serial}).title }}}}",
        f"{{{{ query('{COLLECTION}.idoit', {missing}) | length }}}}",
        f"{{{{ lookup('{COLLECTION}.idoit', {by_title}) }}}}",
    ]
    tasks = [{"ansible.builtin.debug": {"msg": message}} for message in messages]
    answers = [result["msg"] for result in ansible.playbook(play(*tasks)).ok().results]
    assert [str(answer) for answer in answers] == [f"{prefix}S1", host["title"], "0", f"{prefix}S1"]
    assert idoit.count("logins") in (3, None), "the last question was answered before"


def test_the_lookup_says_what_is_missing(ansible: Ansible, idoit: Server, prefix: str) -> None:
    message = f"{{{{ lookup('{COLLECTION}.idoit', '{prefix}none') }}}}"
    run = ansible.playbook(play({"ansible.builtin.debug": {"msg": message}}))
    assert f"{prefix}none" in run.failed()
    assert idoit.count("writes") in (0, None)


@GENERATIONS
def test_the_logbook_four_ways(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    line = {"object": host, "event": f"{prefix} deployed", "once_key": f"{prefix}1"}
    cases = [("idoit_logbook", options) for options in (line, {**line, "once_key": f"{prefix}2"})]
    four_ways_each(ansible, idoit, cases)
    (found,) = ansible.task("idoit_object_info", {"title": host["title"], "logbook": {}}).last["objects"]
    assert [each["event"] for each in found["logbook"]].count(f"{prefix} deployed") == 2


def test_cmdb_statuses_four_ways(ansible: Ansible, idoit: Server, prefix: str) -> None:
    status = {"constant": f"C__CMDB_STATUS__{prefix.upper().strip('-_ ')}", "title": f"{prefix}status"}
    each = [{**status, "color": "FFAA00"}, {**status, "color": "00FF00"}, {**status, "state": "absent"}]
    four_ways_each(ansible, idoit, [("idoit_cmdb_status", options) for options in each])


@pytest.mark.parametrize("profile", ["legacy"])
def test_old_servers_have_no_cmdb_statuses_to_manage(ansible: Ansible, idoit: Server) -> None:
    if idoit.control is None:
        pytest.skip("the generation of a real server cannot be chosen")
    status = {"constant": "C__CMDB_STATUS__X", "title": "X", "color": "000000"}
    assert "does not know the method" in ansible.task("idoit_cmdb_status", status).failed()
