# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit_object through real Ansible processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.integration.harness import Ansible, Server, four_ways, four_ways_each, refused_each

SERVER = "C__OBJTYPE__SERVER"
GENERATIONS = pytest.mark.parametrize("profile", ["modern", "legacy"])
EVERY_STATUS = ["normal", "archived", "deleted", "template", "mass_change_template"]


@GENERATIONS
def test_created_once_and_then_left_alone(ansible: Ansible, idoit: Server, prefix: str, profile: str) -> None:
    wanted = {
        "title": f"{prefix}web01",
        "type": SERVER,
        "cmdb_status": "C__CMDB_STATUS__PLANNED",
        "purpose": f"{prefix}purpose",
        "description": "<p>A <b>server</b></p>",
        "create_dialog_values": True,
    }
    (made,) = four_ways_each(ansible, idoit, [("idoit_object", wanted)], most_requests=4)
    if idoit.control and profile == "modern":  # 1.7.3 ends another session than the one it is told to
        assert idoit.stats()["open_sessions"] == 0
    assert made["object"]["id"] > 0
    assert made["before"] in (None, {})
    assert made["after"]["title"] == f"{prefix}web01"


@GENERATIONS
def test_created_with_entries_and_from_a_template(ansible: Ansible, idoit: Server, prefix: str, profile: str) -> None:
    categories = {
        "C__CATG__MODEL": {"manufacturer": f"{prefix}maker", "serial": "S-1"},
        "C__CATG__NETWORK_PORT": [{"title": "eth0"}, {"title": "eth1"}],
        "C__CATG__PASSWD": {"title": "account", "password": "hush-hush"},
    }
    standard = {"title": f"{prefix}standard", "type": SERVER}
    full = {**standard, "categories": categories, "create_dialog_values": True}
    template = {**standard, "state": "template"}
    own = {"C__CATG__MODEL": {"serial": "S-2"}}
    from_template = {"title": f"{prefix}web01", "type": SERVER, "template": standard["title"], "categories": own}
    each = [full] if profile == "legacy" else [full, template, from_template]
    made, *others = four_ways_each(ansible, idoit, [("idoit_object", options) for options in each])
    assert [port["title"] for port in made["categories"]["C__CATG__NETWORK_PORT"]] == ["eth0", "eth1"]
    assert made["categories"]["C__CATG__PASSWD"][0]["title"] == "account"
    assert "hush-hush" not in str(made)
    if profile == "legacy":
        (refused,) = refused_each(ansible, idoit, [("idoit_object", template)])
        assert "the legacy API cannot mark an object as template" in refused
        return
    copy = others[-1]
    (model,) = copy["categories"]["C__CATG__MODEL"]
    assert (model["manufacturer"], model["serial"]) == (f"{prefix}maker", "S-2")
    assert any("C__CATG__PASSWD.password" in warning for warning in copy["warnings"])


def test_archived_recycled_and_purged(ansible: Ansible, idoit: Server, prefix: str) -> None:
    named = {"title": f"{prefix}old01", "type": SERVER}
    each = [{**named, "state": "archived"}, named, {**named, "state": "absent"}]
    cases = [("idoit_object", options) for options in each]
    archived, back, _gone = four_ways_each(ansible, idoit, cases, before=[("idoit_object", named)])
    assert back["object"]["id"] == archived["object"]["id"], "an archived object is recycled, not made twice"


def test_merge_leaves_what_is_not_named_and_clear_empties(ansible: Ansible, idoit: Server, prefix: str) -> None:
    named = {"title": f"{prefix}m01", "type": SERVER}
    full = {**named, "purpose": f"{prefix}p", "description": "kept", "create_dialog_values": True}
    clear = ("idoit_object", {**named, "clear": ["purpose"]})
    (changed,) = four_ways_each(ansible, idoit, [clear], before=[("idoit_object", full)])
    assert not changed["after"]["purpose"]
    assert ansible.task("idoit_object", {**named, "description": "kept"}).last["changed"] is False


def test_a_list_has_one_result_per_object(ansible: Ansible, idoit: Server, prefix: str) -> None:
    wanted = {"type": SERVER, "objects": [{"title": f"{prefix}{number:03}"} for number in range(60)]}
    made = four_ways(ansible, idoit, "idoit_object", wanted)
    assert [item["changed"] for item in made["results"]] == [True] * 60
    assert len({item["object"]["id"] for item in made["results"]}) == 60


BAD_INPUT: list[tuple[dict[str, object], list[str]]] = [
    ({"title": "x", "type": "C__OBJTYPE__SERVR"}, ["C__OBJTYPE__SERVR", "C__OBJTYPE__SERVER"]),
    ({"title": "x", "type": SERVER, "cmdb_status": "in operatoin"}, ["in operatoin", "in operation"]),
    ({"title": "x", "type": SERVER, "purpose": "Productoin"}, ["Productoin", "Production"]),
    ({"id": 987654, "cmdb_status": "C__CMDB_STATUS__PLANNED"}, ["987654"]),
    ({"title": "x"}, ["type"]),
]


def test_bad_input_names_what_was_meant(ansible: Ansible, idoit: Server) -> None:
    messages = refused_each(ansible, idoit, [("idoit_object", options) for options, _said in BAD_INPUT])
    for (_options, said), message in zip(BAD_INPUT, messages, strict=True):
        assert all(words in message for words in said), message


def test_an_ambiguous_title_lists_the_candidates(ansible: Ansible, idoit: Server, prefix: str) -> None:
    title = f"{prefix}twin"
    apart = [{"title": f"{title}-{suffix}", "type": SERVER} for suffix in ("a", "b")]
    made = ansible.task("idoit_object", {"objects": apart}).last["results"]
    ids = [item["object"]["id"] for item in made]
    renamed = [("idoit_object", {"id": number, "title": title}) for number in ids]
    asked = ("idoit_object", {"title": title, "type": SERVER, "purpose": "Production"})
    (message,) = refused_each(ansible, idoit, [asked], before=renamed)
    assert all(str(number) in message for number in ids), message


def test_twenty_processes_that_ensure_the_same_object_leave_one(
    ansible: Ansible, idoit: Server, prefix: str, tmp_path: Path
) -> None:
    local = f"ansible_connection=local ansible_python_interpreter={sys.executable}"
    hosts = [f"runner{number:02} {local}" for number in range(20)]
    (tmp_path / "runners.ini").write_text("\n".join(hosts) + "\n")
    named = {"title": f"{prefix}same", "type": SERVER}
    task = {"cmdbops.idoit_oitc.idoit_object": {**named, "purpose": "Production", "resolve_race": True}}
    # Creations arrive late, so that many a process has looked before another one has created.
    idoit.inject({"kind": "delay", "match": "cmdb.object.create", "times": 0, "args": {"seconds": 8}})
    plays = [{"hosts": "all", "gather_facts": False, "tasks": [task]}]
    run = ansible.playbook(plays, "--forks", "20", inventory=str(tmp_path / "runners.ini")).ok()
    assert len(run.results) == 20
    overtaken = [result for result in run.results if "was purged again" in str(result.get("warnings"))]
    assert len(overtaken) > 1, "several have created it"
    oldest = min(result["object"]["id"] for result in run.results)
    assert {result["object"]["id"] for result in run.results} == {oldest}, "all went on with the oldest"
    left = ansible.task("idoit_object_info", {"title": named["title"], "status": EVERY_STATUS}).last
    assert [row["id"] for row in left["objects"]] == [oldest]
