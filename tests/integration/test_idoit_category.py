# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit_category and idoit_dialog through real Ansible processes, on both generations of the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.harness import Ansible, Server, four_ways_each, refused_each

SERVER = "C__OBJTYPE__SERVER"
GENERATIONS = pytest.mark.parametrize("profile", ["modern", "legacy"])


@pytest.fixture
def host(prefix: str) -> dict[str, str]:
    """A server object, as ``object`` names it; each test makes it in its own play."""
    return {"title": f"{prefix}host", "type": SERVER}


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
def test_entries_four_ways(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    wanted = [{"object": host, **case, "create_dialog_values": True} for case in entry_cases(prefix).values()]
    cases = [("idoit_category", options) for options in wanted]
    made = four_ways_each(ansible, idoit, cases, before=[("idoit_object", host)], most_requests=4)
    for options, result in zip(wanted, made, strict=True):
        assert len(result["entries"]) == len(options.get("entries", [0]))
        assert all(int(entry["id"]) > 0 for entry in result["entries"])


@GENERATIONS
def test_cleared_exact_and_absent(ansible: Ansible, idoit: Server, host: dict[str, str]) -> None:
    entries = {
        "C__CATG__MODEL": {"serial": "S1", "productid": "P1"},
        "C__CATG__ACCESS": [{"title": name} for name in ("a", "b", "c")],
    }
    model = {"object": host, "category": "C__CATG__MODEL"}
    access = {"object": host, "category": "C__CATG__ACCESS"}
    cleared, changed, _exact, _absent = four_ways_each(
        ansible,
        idoit,
        [
            ("idoit_category", {**model, "data": {"productid": None}}),
            ("idoit_category", {**model, "data": {"serial": "S2"}}),
            ("idoit_category", {**access, "entries": [{"title": "a"}], "state": "exact"}),
            ("idoit_category", {**access, "data": {"title": "a"}, "state": "absent"}),
        ],
        before=[("idoit_object", {**host, "categories": entries})],
    )
    assert cleared["after"][0]["productid"] in (None, "")
    assert changed["before"][0]["serial"] == "S1", "what was not named is left alone"


def test_references_and_custom_fields(ansible: Ansible, idoit: Server, host: dict[str, str], prefix: str) -> None:
    room = {"title": f"{prefix}room", "type": "C__OBJTYPE__ROOM"}
    person = {"title": f"{prefix} Person", "type": "C__OBJTYPE__PERSON"}
    contact = {"contact": person, "role": "Administrator"}
    each = [
        {"category": "C__CATG__LOCATION", "data": {"parent": room}},
        {"category": "C__CATG__CONTACT", "data": contact},
    ]
    if idoit.control:
        each.append(custom_fields_by_label(prefix))
    cases = [("idoit_category", {"object": host, **options}) for options in each]
    four_ways_each(ansible, idoit, cases, before=[("idoit_object", {"objects": [host, room, person]})])


def custom_fields_by_label(prefix: str) -> dict[str, Any]:
    """An entry of a custom category of the simulator's demo seed."""
    return {
        "category": "C__CATG__CUSTOM_FIELDS_OPERATIONS",
        "data": {"Cost center": "4711", "Service tier": f"{prefix}gold", "Out of hours": True, "Go live": "2026-11-22"},
        "create_dialog_values": True,
    }


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


BAD_INPUT: list[tuple[dict[str, Any], list[str]]] = [
    ({"category": "C__CATG__MODLE", "data": {"serial": "1"}}, ["C__CATG__MODLE", "C__CATG__MODEL"]),
    ({"category": "C__CATG__MODEL", "data": {"serail": "1"}}, ["serail", "serial"]),
    (
        {"category": "C__CATG__MODEL", "data": {"manufacturer": "Nobody knows"}},
        ["Nobody knows", "create_dialog_values"],
    ),
    ({"category": "C__CATG__CPU", "data": {"title": "x", "frequency_unit": "Ghz."}}, ["Ghz.", "GHz"]),
    ({"category": "C__CATG__LOCATION", "data": {"parent": "no such room"}}, ["no such room"]),
    ({"category": "C__CATG__ACCESS", "entries": [], "state": "exact"}, ["allow_empty"]),
]


@GENERATIONS
def test_bad_input_names_what_was_meant(ansible: Ansible, idoit: Server, host: dict[str, str]) -> None:
    plain = {"category": "C__CATG__CPU", "attribute": "frequency_unit", "value": "PHz"}
    cases = [("idoit_category", {"object": host, **options}) for options, _said in BAD_INPUT]
    cases.append(("idoit_dialog", plain))
    *messages, refused = refused_each(ansible, idoit, cases, before=[("idoit_object", host)])
    for (_options, said), message in zip(BAD_INPUT, messages, strict=True):
        assert all(words in message for words in said), message
    assert "plain dialog" in refused


@GENERATIONS
def test_dialog_values_four_ways(ansible: Ansible, idoit: Server, prefix: str) -> None:
    role = {"category": "C__CATG__CONTACT", "attribute": "role"}
    each = [
        {**role, "values": [f"{prefix}one", f"{prefix}two"]},
        {**role, "value": f"{prefix}one", "new_value": f"{prefix}three"},
        {**role, "values": [f"{prefix}two", f"{prefix}three"], "state": "absent", "force": True},
    ]
    four_ways_each(ansible, idoit, [("idoit_dialog", options) for options in each])


def test_models_belong_to_their_manufacturer(ansible: Ansible, idoit: Server, prefix: str) -> None:
    model = {"category": "C__CATG__MODEL"}
    makers = [f"{prefix}maker 1", f"{prefix}maker 2"]
    same_title = {**model, "attribute": "title", "value": f"{prefix}X"}
    four_ways_each(
        ansible,
        idoit,
        [("idoit_dialog", {**same_title, "parent": makers[1]})],
        before=[
            ("idoit_dialog", {**model, "attribute": "manufacturer", "values": makers}),
            ("idoit_dialog", {**same_title, "parent": makers[0]}),
        ],
    )
