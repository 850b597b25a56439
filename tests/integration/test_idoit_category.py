# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit_category and idoit_dialog through real Ansible processes, on both generations of the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.harness import Ansible, Server, four_ways

SERVER = "C__OBJTYPE__SERVER"
GENERATIONS = pytest.mark.parametrize("profile", ["modern", "legacy"])


@pytest.fixture
def host(ansible: Ansible, idoit: Server, prefix: str) -> dict[str, str]:
    """A server object, as ``object`` names it."""
    named = {"title": f"{prefix}host", "type": SERVER}
    ansible.task("idoit_object", named).ok()
    idoit.reset_counters()
    return named


def entry_cases(prefix: str) -> dict[str, dict[str, Any]]:
    """For each kind of value a category that holds it."""
    return {
        "texts and dialogs": {
            "category": "C__CATG__ACCESS",
            "data": {"title": "Web", "type": f"{prefix}type", "url": "https://host.example.com", "primary": True},
        },
        "numbers with units": {
            "category": "C__CATG__CPU",
            "data": {
                "title": "CPU 1",
                "manufacturer": f"{prefix}maker",
                "frequency": 2.4,
                "frequency_unit": "GHz",
                "cores": 16,
            },
        },
        "addresses": {
            "category": "C__CATG__IP",
            "entries": [
                {"ipv4_address": "10.99.0.5", "hostname": "first", "primary": True},
                {"ipv4_address": "10.99.0.6", "hostname": "second"},
            ],
        },
        "several entries": {
            "category": "C__CATG__NETWORK_PORT",
            "entries": [
                {"title": "eth0", "mac": "00:50:56:9A:2E:37", "active": True},
                {"title": "eth1", "active": False},
            ],
        },
    }


@GENERATIONS
@pytest.mark.parametrize("case", list(entry_cases("")))
def test_entries_four_ways(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str, case: str) -> None:
    wanted = {"object": host, **entry_cases(prefix)[case], "create_dialog_values": True}
    made = four_ways(ansible, idoit, "idoit_category", wanted)
    assert len(made["entries"]) == len(wanted.get("entries", [0]))
    assert all(int(entry["id"]) > 0 for entry in made["entries"])


@GENERATIONS
def test_a_single_value_category_merges_and_clears(ansible: Ansible, idoit: Server, host: dict[str, str]) -> None:
    model = {"object": host, "category": "C__CATG__MODEL"}
    four_ways(ansible, idoit, "idoit_category", {**model, "data": {"serial": "S1", "productid": "P1"}})
    changed = four_ways(ansible, idoit, "idoit_category", {**model, "data": {"productid": None}})
    assert changed["after"][0]["productid"] in (None, "")
    unchanged = ansible.task("idoit_category", {**model, "data": {"serial": "S1"}}).last
    assert unchanged["changed"] is False, "what was not named is left alone"


def test_references_between_objects(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    room = {"title": f"{prefix}room", "type": "C__OBJTYPE__ROOM"}
    person = {"title": f"{prefix} Person", "type": "C__OBJTYPE__PERSON"}
    ansible.task("idoit_object", {"objects": [room, person]}).ok()
    four_ways(
        ansible, idoit, "idoit_category", {"object": host, "category": "C__CATG__LOCATION", "data": {"parent": room}}
    )
    contact = {"contact": person, "role": "Administrator"}
    four_ways(ansible, idoit, "idoit_category", {"object": host, "category": "C__CATG__CONTACT", "data": contact})


def test_custom_fields_by_label(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    if idoit.control is None:
        pytest.skip("the custom categories are those of the simulator's demo seed")
    wanted = {"Cost center": "4711", "Service tier": f"{prefix}gold", "Out of hours": True, "Go live": "2026-11-22"}
    four_ways(
        ansible,
        idoit,
        "idoit_category",
        {
            "object": host,
            "category": "C__CATG__CUSTOM_FIELDS_OPERATIONS",
            "data": wanted,
            "create_dialog_values": True,
        },
    )


@GENERATIONS
def test_exact_and_absent(ansible: Ansible, idoit: Server, host: dict[str, str]) -> None:
    access = {"object": host, "category": "C__CATG__ACCESS"}
    ansible.task("idoit_category", {**access, "entries": [{"title": name} for name in ("a", "b", "c")]}).ok()
    four_ways(ansible, idoit, "idoit_category", {**access, "entries": [{"title": "a"}], "state": "exact"})
    four_ways(ansible, idoit, "idoit_category", {**access, "data": {"title": "a"}, "state": "absent"})
    refused = ansible.task("idoit_category", {**access, "entries": [], "state": "exact"}).failed()
    assert "allow_empty" in refused


@GENERATIONS
def test_a_repeated_task_takes_at_most_four_requests(
    ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str
) -> None:
    wanted = {
        "object": host,
        "category": "C__CATG__ACCESS",
        "entries": [{"title": f"entry {number}", "type": f"{prefix}type"} for number in range(4)],
        "create_dialog_values": True,
    }
    assert ansible.task("idoit_category", wanted).last["changed"] is True
    idoit.reset_counters()
    assert ansible.task("idoit_category", wanted).last["changed"] is False
    if idoit.control:
        stats = idoit.stats()
        assert stats["counters"]["http_requests"] <= 4, stats
        assert stats["writes"] == 0


def test_check_mode_looks_ahead(ansible: Ansible, idoit: Server, prefix: str) -> None:
    plays = [
        {
            "hosts": "localhost",
            "gather_facts": False,
            "tasks": [
                {"cmdbops.idoit_oitc.idoit_object": {"title": f"{prefix}new", "type": SERVER}},
                {
                    "cmdbops.idoit_oitc.idoit_dialog": {
                        "category": "C__CATG__MODEL",
                        "attribute": "manufacturer",
                        "value": f"{prefix}maker",
                    }
                },
                {
                    "cmdbops.idoit_oitc.idoit_category": {
                        "object": {"title": f"{prefix}new", "type": SERVER},
                        "category": "C__CATG__MODEL",
                        "data": {"serial": "S1", "manufacturer": f"{prefix}maker"},
                    }
                },
            ],
        }
    ]
    planned = ansible.playbook(plays, "--check").ok()
    assert [result["changed"] for result in planned.results] == [True] * 3
    assert planned.results[2]["unresolved"] == [
        f"{SERVER} object '{prefix}new'",
        f"dialog value '{prefix}maker' of C__CATG__MODEL.manufacturer",
    ]
    assert idoit.count("writes") in (0, None)
    real = ansible.playbook(plays).ok()
    assert [result["changed"] for result in real.results] == [True] * 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"category": "C__CATG__MODLE", "data": {"serial": "1"}}, ["C__CATG__MODLE", "C__CATG__MODEL"]),
        ({"category": "C__CATG__MODEL", "data": {"serail": "1"}}, ["serail", "serial"]),
        (
            {"category": "C__CATG__MODEL", "data": {"manufacturer": "Nobody knows"}},
            ["Nobody knows", "create_dialog_values"],
        ),
        ({"category": "C__CATG__CPU", "data": {"title": "x", "frequency_unit": "Ghz."}}, ["Ghz.", "GHz"]),
        ({"category": "C__CATG__LOCATION", "data": {"parent": "no such room"}}, ["no such room"]),
    ],
)
def test_bad_input_names_what_was_meant(
    ansible: Ansible, idoit: Server, host: dict[str, str], options: dict[str, Any], said: list[str]
) -> None:
    message = ansible.task("idoit_category", {"object": host, **options}).failed()
    assert all(words in message for words in said), message
    assert idoit.count("writes") in (0, None)


@GENERATIONS
def test_dialog_values_four_ways(ansible: Ansible, idoit: Server, prefix: str) -> None:
    role = {"category": "C__CATG__CONTACT", "attribute": "role"}
    four_ways(ansible, idoit, "idoit_dialog", {**role, "values": [f"{prefix}one", f"{prefix}two"]})
    four_ways(ansible, idoit, "idoit_dialog", {**role, "value": f"{prefix}one", "new_value": f"{prefix}three"})
    gone = {**role, "values": [f"{prefix}two", f"{prefix}three"], "state": "absent", "force": True}
    four_ways(ansible, idoit, "idoit_dialog", gone)


def test_models_belong_to_their_manufacturer(ansible: Ansible, idoit: Server, prefix: str) -> None:
    model = {"category": "C__CATG__MODEL"}
    makers = [f"{prefix}maker 1", f"{prefix}maker 2"]
    four_ways(ansible, idoit, "idoit_dialog", {**model, "attribute": "manufacturer", "values": makers})
    for maker in makers:
        four_ways(
            ansible, idoit, "idoit_dialog", {**model, "attribute": "title", "parent": maker, "value": f"{prefix}X"}
        )


@pytest.mark.usefixtures("idoit")
def test_a_plain_dialog_is_refused_with_the_reason(ansible: Ansible) -> None:
    options = {"category": "C__CATG__CPU", "attribute": "frequency_unit", "value": "PHz"}
    assert "plain dialog" in ansible.task("idoit_dialog", options).failed()
