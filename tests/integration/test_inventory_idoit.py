# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-inventory and ansible-playbook with hosts of the CMDB."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integration.harness import Ansible, Server
from tests.integration.inventory_cmdb import Cmdb, Inventory

GROUPS = ["object_type", "cmdb_status", "location", "net", "contact"]


@pytest.fixture
def cmdb(idoit: Server, prefix: str) -> Cmdb:
    return Cmdb(idoit, prefix)


@pytest.fixture
def inventory(ansible: Ansible, idoit: Server, prefix: str) -> Inventory:
    assert idoit
    return Inventory(ansible, prefix)


@pytest.fixture(params=["ansible", "old_ansible"])
def each(request: pytest.FixtureRequest, idoit: Server, prefix: str) -> Inventory:
    """An inventory for the newest and one for the oldest ansible-core."""
    assert idoit
    return Inventory(request.getfixturevalue(request.param), prefix)


def members(listed: dict[str, Any], group: str) -> list[str]:
    return sorted(listed.get(group, {}).get("hosts", []))


@pytest.mark.parametrize("profile", ["modern", "modern-doc", "legacy"])
def test_list(cmdb: Cmdb, inventory: Inventory, idoit: Server) -> None:
    ids = cmdb.data_centre()
    idoit.reset_counters()
    listed = inventory.listed(group_by=GROUPS, categories=["C__CATG__MODEL"])
    assert idoit.count("writes") in (0, None)
    assert idoit.count("logins") in (None, 1, 2, 3, 4)
    p = cmdb.prefix
    web01 = listed["_meta"]["hostvars"][f"{p}web01"]
    assert web01["ansible_host"] == "10.20.0.1"
    assert web01["idoit_id"] == ids["web01"]
    assert web01["idoit_model"]["manufacturer"] == "Dell"
    assert web01["idoit_location_path"][-2:] == [f"{p}Berlin", f"{p}Room 1"]
    assert "ansible_host" not in listed["_meta"]["hostvars"][f"{p}spare"]
    safe = p.replace("-", "_")
    both = [f"{p}web01", f"{p}web02"]
    assert members(listed, f"location_{safe}Room_1") == both
    assert members(listed, f"location_{safe}Room_2") == [f"{p}db01"]
    rooms = [f"location_{safe}Room_1", f"location_{safe}Room_2"]
    assert sorted(listed[f"location_{safe}Berlin"]["children"]) == rooms
    assert members(listed, f"net_{safe}Net_10_20") == [f"{p}db01", *both]
    assert {f"{p}spare", *both} <= set(members(listed, "type_server"))
    assert {f"{p}spare", *both} <= set(members(listed, "cmdb_status_in_operation"))


def test_graph_host_and_limit(cmdb: Cmdb, each: Inventory) -> None:
    cmdb.data_centre()
    p, safe = cmdb.prefix, cmdb.prefix.replace("-", "_")
    graph = each.run("--graph", f"location_{safe}Berlin", group_by=["location"]).ok().stdout.splitlines()
    assert [line.strip("| -") for line in graph if line] == [
        f"@location_{safe}Berlin:",
        f"@location_{safe}Room_1:",
        f"{p}web01",
        f"{p}web02",
        f"@location_{safe}Room_2:",
        f"{p}db01",
    ]
    extra: dict[str, Any] = {"use_extra_vars": True, "compose": {"where": "region ~ idoit_id"}}
    host = json.loads(each.run("--host", f"{p}db01", "-e", "region=eu", **extra).ok().stdout)
    assert host["ansible_host"] == "10.20.0.3"
    assert host["where"] == f"eu{host['idoit_id']}"
    limited = each.listed("--limit", f"location_{safe}Room_1", group_by=["location"])
    assert sorted(limited["_meta"]["hostvars"]) == [f"{p}web01", f"{p}web02"]


def test_a_playbook_runs_on_the_hosts_and_may_add_more(cmdb: Cmdb, each: Inventory) -> None:
    cmdb.data_centre()
    p, safe = cmdb.prefix, cmdb.prefix.replace("-", "_")
    path = each.write(group_by=["location"], compose={"ansible_connection": "'local'"})
    delegated = {"delegate_to": f"{p}spare", "vars": {"ansible_connection": "local"}}
    plays = [
        {
            "hosts": f"location_{safe}Room_1",
            "gather_facts": False,
            "tasks": [
                {"ansible.builtin.debug": {"msg": "{{ inventory_hostname }} {{ ansible_host }} {{ groups | length }}"}},
                {"ansible.builtin.debug": {"msg": "{{ hostvars['%sdb01' % prefix].ansible_host }}"}, **delegated},
                {"ansible.builtin.add_host": {"name": f"{p}new", "groups": f"location_{safe}Room_1,added"}},
            ],
            "vars": {"prefix": p},
        },
        {
            "hosts": f"added:location_{safe}Room_1",
            "gather_facts": False,
            "tasks": [{"ansible.builtin.debug": {"msg": "second {{ inventory_hostname }}"}}],
        },
    ]
    run = each.ansible.playbook(plays, inventory=str(path)).ok()
    seen = {str(result.get("msg")) for result in run.results}
    assert any(text.startswith(f"{p}web01 10.20.0.1 ") for text in seen), seen
    assert "10.20.0.3" in seen
    assert {f"second {p}{name}" for name in ("web01", "web02", "new")} <= seen


def test_verbose_tells_what_it_cost_and_no_secret(cmdb: Cmdb, inventory: Inventory, idoit: Server) -> None:
    cmdb.data_centre()
    output = inventory.run("--list", "-v", group_by=["location"]).ok().output
    (line,) = [line for line in output.splitlines() if "requests" in line and "cache" in line]
    assert " objects, " in line
    everything = inventory.run("--list", "-vvvv", group_by=["location"]).ok().output
    assert everything.count("cmdb.objects.read: HTTP 200") >= 3
    # The user name is the title of a person, so it may be there; the short password of the simulator is the same.
    for secret in {idoit.connection["api_key"]} | ({idoit.connection.get("password", "")} - {"admin", ""}):
        assert secret not in everything


def test_cached_is_uncached(cmdb: Cmdb, inventory: Inventory, idoit: Server) -> None:
    cmdb.data_centre()
    cache = {
        "cache": True,
        "cache_plugin": "ansible.builtin.jsonfile",
        "cache_connection": str(inventory.ansible.folder / "cache"),
    }
    shaping: dict[str, Any] = {
        "group_by": GROUPS,
        "categories": ["C__CATG__MODEL", "C__CATG__IP", "C__CATG__CONTACT"],
        "keyed_groups": [{"key": "idoit_type"}],
    }
    plain = inventory.run("--list", "--export", **shaping).ok().stdout
    first = inventory.run("--list", "--export", **shaping, **cache).ok().stdout
    idoit.reset_counters()
    second = inventory.run("--list", "--export", **shaping, **cache).ok().stdout
    assert idoit.count("http_requests") in (0, None)
    assert plain == first == second
    cmdb.make("late")
    assert f"{cmdb.prefix}late" not in inventory.run("--list", **shaping, **cache).ok().stdout
    play = [
        {"hosts": f"{cmdb.prefix}late", "gather_facts": False, "tasks": [{"ansible.builtin.debug": {"msg": "here"}}]}
    ]
    path = str(inventory.write(**shaping, **cache))
    assert not inventory.ansible.playbook(play, inventory=path).ok().results
    assert inventory.ansible.playbook(play, "--flush-cache", inventory=path).last["msg"] == "here"
    assert f"{cmdb.prefix}late" in inventory.run("--list", **shaping, **cache).ok().stdout


def test_the_hash_of_a_person_is_nowhere(cmdb: Cmdb, inventory: Inventory) -> None:
    ids = cmdb.data_centre()
    (entry,) = cmdb.call("cmdb.category.read", objID=ids["web01"], category="C__CATG__CONTACT")
    carried = entry["contact"].get("user_pass")
    if not carried:
        pytest.skip("this server hands out no hash")
    folder = inventory.ansible.folder / "cache"
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(folder)}
    run = inventory.run(
        "--list",
        "-vvvvv",
        raw_categories=["C__CATG__CONTACT"],
        hostvars={"all": "C__CATG__CONTACT.contact", "hash": "C__CATS__PERSON.user_pass"},
        env={"ANSIBLE_DEBUG": "true"},
        **cache,
    ).ok()
    assert '"mail"' in run.stdout or '"login"' in run.stdout, "the contact itself has to be there"
    assert carried not in run.output
    written = "".join(file.read_text() for file in folder.iterdir())
    assert f"{cmdb.prefix}web01" in written
    assert carried not in written
    assert "user_pass" not in written


def test_custom_categories_and_their_passwords(cmdb: Cmdb, inventory: Inventory, idoit: Server) -> None:
    if idoit.control is None:
        pytest.skip("a real server has custom categories of its own")
    operations = "C__CATG__CUSTOM_FIELDS_OPERATIONS"
    password = "f_password_c_1700000000005"
    tier = "f_popup_c_1700000000010"
    cmdb.make("silver", **{operations: {tier: "Silver"}})
    cmdb.make("gold", **{operations: {password: "geheim-4711", tier: "Gold", "f_text_c_1700000000001": "K1"}})
    options: dict[str, Any] = {"categories": [operations], "group_by": [{"key": f"{operations}.{tier}", "prefix": "t"}]}
    run = inventory.run("--list", "-vvv", **options).ok()
    assert "geheim-4711" not in run.output
    options["group_by"] = [{"key": f"{operations}.Service tier", "prefix": "t"}]
    query = [{"category": operations, "attribute": "Service tier", "value": "Gold"}]
    listed = inventory.listed(hostvars={"emergency": f"{operations}.Emergency password"}, query=query, **options)
    assert f"{cmdb.prefix}silver" not in listed["_meta"]["hostvars"]
    gold = listed["_meta"]["hostvars"][f"{cmdb.prefix}gold"]
    assert gold["idoit_operations"]["f_text_c_1700000000001"] == "K1"
    assert gold["emergency"] == "geheim-4711"
    assert members(listed, "t_Gold") == [f"{cmdb.prefix}gold"]


def test_duplicates(cmdb: Cmdb, inventory: Inventory) -> None:
    first, second = cmdb.make("twin"), cmdb.make("twin")
    failed = inventory.run("--list", "-v")
    assert failed.returncode != 0
    assert f"id {first}" in failed.output
    assert f"id {second}" in failed.output
    assert set(inventory.hostvars(on_duplicate="suffix_id")) == {f"twin_{first}", f"twin_{second}"}
    assert inventory.hostvars(on_duplicate="skip")["twin"]["idoit_id"] == first


@pytest.mark.parametrize("kind", ["wrong key", "no server", "html", "expired"])
def test_a_connection_that_fails_ends_the_run(cmdb: Cmdb, inventory: Inventory, idoit: Server, kind: str) -> None:
    if idoit.control is None:
        pytest.skip("a real server is not made to fail")
    cmdb.data_centre()
    env = {
        "wrong key": {"IDOIT_API_KEY": "wrong-key"},
        "no server": {"IDOIT_URL": "http://127.0.0.1:9", "IDOIT_RETRIES": "0"},
    }.get(kind, {})
    if kind == "html":
        idoit.inject({"kind": "html", "match": '"categories"'})
    if kind == "expired":
        idoit.inject({"kind": "session_expired", "match": "cmdb.objects.read"})
    run = inventory.run("--list", group_by=["location"], env=env)
    if kind == "expired":
        assert f"{cmdb.prefix}web01" in run.ok().stdout, "a session that can be renewed is renewed"
        return
    assert run.returncode != 0
    assert "Traceback" not in run.output
    assert cmdb.prefix + "web01" not in run.output
    assert "wrong-key" not in run.output
    assert "i-doit" in run.output


def test_a_page_that_is_missing_is_left_out_only_on_demand(cmdb: Cmdb, inventory: Inventory, idoit: Server) -> None:
    if idoit.control is None:
        pytest.skip("a real server is not made to fail")
    ids = cmdb.data_centre()
    fault = {"kind": "member_error", "match": "'categories': ['C__CATG__IP']", "times": 0, "args": {"message": "no"}}
    faults = [{**fault, "match": f"'ids': [{ids['web02']}]"}]
    idoit.inject(*faults)
    assert inventory.run("--list", page_size=1).returncode != 0
    idoit.inject(*faults)
    run = inventory.run("--list", page_size=1, allow_partial=True)
    assert run.returncode == 0, run.output
    assert "allow_partial" in run.stderr
    assert f"{cmdb.prefix}web02" not in json.loads(run.stdout)["_meta"]["hostvars"]
    assert f"{cmdb.prefix}web01" in json.loads(run.stdout)["_meta"]["hostvars"]


@pytest.mark.parametrize("name", ["prod.yml", "inventory.yaml"])
def test_a_name_that_is_not_ours_is_said(inventory: Inventory, name: str) -> None:
    inventory.name = name
    run = inventory.run("--list")
    assert run.returncode != 0
    assert "must end in idoit.yml or idoit.yaml" in " ".join(run.output.split()), "old cores break lines"


def test_names_that_do_not_exist_are_said(inventory: Inventory) -> None:
    run = inventory.run("--list", object_types=["C__OBJTYPE__SERVR"])
    assert run.returncode != 0
    assert "C__OBJTYPE__SERVER" in run.output
    assert "Traceback" not in run.output
