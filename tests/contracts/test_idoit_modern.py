# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of modern servers, recorded in 2020 and 2025, are answered alike: each as far as it can be trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .idoit.shapes import covers, part_of, same_types
from .idoit.talk import Talk

LINES = (Path(__file__).parent / "idoit-modern" / "answers.jsonl").read_text(encoding="utf-8").splitlines()

OPERATIONS, CHECKS = "C__CATG__CUSTOM_FIELDS_OPERATIONS", "C__CATG__CUSTOM_FIELDS_CHECKS"
RENAMED = {
    "C__CATG__CUSTOM_FIELDS_KOMPONENTE": OPERATIONS,
    "f_popup_c_17289168067044910": "f_popup_c_1700000000010",
    "f_popup_c_17289128195752470": "f_popup_c_1700000000011",
    "f_text_c_17298533004299360": "f_text_c_1700000000001",
    "f_text_c_1581409868088": "f_text_c_1700000000001",
    "f_textarea_c_1581409425328": "f_textarea_c_1700000000002",
    "f_wysiwyg_c_1581408919430": "f_wysiwyg_c_1700000000003",
    "f_link_c_1581409295897": "f_link_c_1700000000004",
    "f_password_c_1581409408159": "f_password_c_1700000000005",
    "f_dialog_c_1581409438675": "f_dialog_c_1700000000008",
    "f_popup_c_1581409464441": "f_popup_c_1700000000010",
    "f_popup_c_1581409476867": "f_popup_c_1700000000009",
    "html_c_1581408875950": "html_c_1700000000015",
    "script_c_1581408795758": "script_c_1700000000016",
    "hr_c_1581409449904": "hr_c_1700000000017",
    "form": "technology",
    "os": "platform",
    "simple_string": "check_name",
}
"""Names of the recorded server's custom category -> those of the demo seed."""

OBJECT_FIELDS = (1581409485551, 1581409497243, 1581409516967, 1581409539683, 1591621467892)
RENAMED |= {f"f_popup_c_{number}": f"f_popup_c_17000000000{12 + n % 2}" for n, number in enumerate(OBJECT_FIELDS)}

CLIENT, SERVER, PERSON, COMPONENT = 1412, 540, 37, 4675


def renamed(value: Any) -> Any:
    """A recording in the names of the demo seed."""
    if isinstance(value, dict):
        return {RENAMED.get(key, key): renamed(member) for key, member in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    return RENAMED.get(value, value) if isinstance(value, str) else value


RECORDED = {
    entry["name"][:3]: {"name": entry["name"], "request": entry["request"]["body"], "answer": entry["response"]["body"]}
    for line in LINES
    for entry in [json.loads(line)]
}


def person(talk: Talk) -> None:
    """A person of an organisation."""
    talk.object(28, "PERSON", "User P")
    talk.object(PERSON, "PERSON", "Jane Doe")
    talk.object(47, "ORGANIZATION", "MyOrg")
    texts = {f"custom_{number}": "" for number in range(1, 9)}
    master = {
        "organization": 47,
        "mail": "user@example.com",
        "department": "D",
        "personnel_number": "52b320bc",
        **texts,
    }
    talk.save(PERSON, "C__CATS__PERSON", {**master, "title": "jane"})


def server(talk: Talk) -> None:
    """A server with memory, an address, a tag, contacts and software."""
    person(talk)
    talk.object(SERVER, "SERVER", "server540")
    talk.object(COMPONENT, "APPLICATION", "component")
    talk.save(SERVER, "C__CATG__GLOBAL", {"tag": ["PRD"], "description": "x"})
    memory = {"title": "DDRAM", "manufacturer": "Kingston", "type": "DDR3", "capacity": 64, "unit": "GB"}
    talk.save(SERVER, "C__CATG__MEMORY", memory)
    address = {"ipv4_address": "10.0.0.1", "hostname": "server540", "domain": "server540.some.dom"}
    talk.save(SERVER, "C__CATG__IP", address)
    for role in ("Administrator", "User"):
        talk.save(SERVER, "C__CATG__CONTACT", {"contact": PERSON, "role": role})
    talk.save(SERVER, "C__CATG__APPLICATION", {"application": COMPONENT})


def component(talk: Talk) -> None:
    """An object with an entry in the custom category."""
    talk.object(COMPONENT, "APPLICATION", "component")
    talk.save(COMPONENT, "C__CATG__GLOBAL", {"tag": ["PRD"], "description": "Tell what it is"})
    values = {"f_popup_c_1700000000010": "Gold", "f_popup_c_1700000000011": [".NET", "Java"], "description": "x"}
    talk.save(COMPONENT, OPERATIONS, values)


def client(talk: Talk) -> None:
    """The client of 2020, with a purpose and a category."""
    talk.object(158, "PERSON", "Somebody")
    talk.object(CLIENT, "CLIENT", "Laptop 001")
    talk.save(CLIENT, "C__CATG__GLOBAL", {"purpose": "Production", "category": "Demo"})


def tagged_client(talk: Talk) -> None:
    """The same with tags and a description."""
    client(talk)
    talk.save(CLIENT, "C__CATG__GLOBAL", {"tag": ["tag1", "tag2"], "description": "<p>some description</p>"})


def empty_custom(talk: Talk) -> None:
    """A client with an empty entry in the custom category but for the description."""
    client(talk)
    talk.save(CLIENT, OPERATIONS, {"description": "<p>description</p>\r\n"})


def renamed_custom(talk: Talk) -> None:
    """A client with an entry in the custom category whose keys were renamed."""
    client(talk)
    talk.save(CLIENT, CHECKS, {"check_name": "a simple string", "technology": ".NET", "description": ""})


def countries(talk: Talk) -> None:
    """Two countries under the root."""
    for number, title in ((42581, "Österreich"), (42638, "Azure")):
        talk.object(number, "COUNTRY", title)
    for number in (42581, 42638):
        talk.save(number, "C__CATG__LOCATION", {"parent": 1})


def removable(talk: Talk) -> None:
    """An entry and an object to remove."""
    talk.object(54766, "SERVER", "a")
    talk.object(54767, "SERVER", "b")
    talk.entry(12, 54766, "C__CATG__MEMORY", {})


def taken_sysid(talk: Talk) -> None:
    """Two virtual servers."""
    talk.object(CLIENT, "VIRTUAL_SERVER", "My little server", sysid="TAKEN")
    talk.object(CLIENT + 1, "VIRTUAL_SERVER", "other")


def nothing(talk: Talk) -> None:
    """The seed is enough."""
    del talk


@dataclass
class Case:
    """How an answer is asked for and compared. ``method`` and ``params`` replace those of the recording."""

    prepare: Callable[[Talk], None] = nothing
    compare: Callable[[Any, Any], None] = covers
    method: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    first: bool = False
    """The recording is one entry of the list that is answered."""


READ = "cmdb.category.read"
CASES = {
    "001": Case(person),
    "002": Case(person),
    "003": Case(server),
    "004": Case(component),
    "005": Case(person),
    "006": Case(server),
    "007": Case(component, params={"categories": ["C__CATG__GLOBAL", OPERATIONS]}),
    "008": Case(compare=part_of),
    "009": Case(params={"category": OPERATIONS}),
    "010": Case(compare=part_of),
    "011": Case(compare=part_of),
    "012": Case(compare=part_of),
    "013": Case(person),
    "014": Case(server),
    "015": Case(server),
    "016": Case(component),
    "017": Case(),
    "018": Case(),
    "019": Case(params={"type": "C__OBJTYPE__APPLICATION"}),
    "020": Case(compare=part_of),
    "021": Case(),
    "022": Case(),
    "023": Case(removable),
    "024": Case(server),
    "025": Case(),
    "026": Case(compare=part_of),
    "027": Case(),
    "028": Case(),
    "029": Case(compare=part_of),
    "030": Case(compare=part_of),
    "031": Case(),
    "032": Case(),
    "033": Case(countries),
    "034": Case(removable),
    "035": Case(server),
    "036": Case(server, params={"q": "*server540*"}),
    "037": Case(
        taken_sysid,
        same_types,
        "cmdb.category.save",
        {"object": CLIENT + 1, "category": "C__CATG__GLOBAL", "data": {"sysid": "TAKEN"}},
    ),
    "038": Case(empty_custom, method=READ, params={"objID": CLIENT, "category": OPERATIONS}, first=True),
    "039": Case(client, same_types),
    "040": Case(renamed_custom, params={"category": CHECKS}),
    "041": Case(client, same_types),
    "042": Case(compare=same_types),
    "043": Case(compare=same_types),
    "044": Case(compare=same_types),
    "045": Case(client, same_types, params={"id": CLIENT}),
    "046": Case(client, same_types),
    "047": Case(compare=same_types),
    "048": Case(tagged_client, same_types, READ, {"objID": CLIENT, "category": "C__CATG__GLOBAL"}),
}


def recorded_answer(number: str) -> Any:
    """The answer of a recording, without what the recorded server had of its own."""
    answer = RECORDED[number]["answer"]
    shown = renamed(answer.get("result", answer) if isinstance(answer, dict) else answer)
    if number == "009":
        return {key: value for key, value in shown.items() if key in RENAMED.values()}
    if number == "019":
        return {"catg": shown["catg"][:1], "custom": shown.get("custom", [])[:1]}
    if number == "022":
        return _constants(shown)
    if number == "017":
        return {**shown, "cats": [entry for entry in shown["cats"] if entry["const"] != "C__CATS__BASIC_AUTH"]}
    return shown


def _constants(shown: dict[str, Any]) -> dict[str, Any]:
    own = {"C__COMPONENT", "C__RELATION_TYPE_CUSTOM__KOMPONENTEN_ZUWEISUNG"}
    racks = {f"C__OBJ__RACK_SEGMENT__{number}SLOT" for number in (2, 4, 8)}
    plain = {
        name: {k: v for k, v in shown[name].items() if k not in own | racks} for name in shown if name != "categories"
    }
    return {**plain, "categories": {**shown["categories"], "g_custom": {}}}


@pytest.mark.parametrize("number", list(RECORDED))
def test_an_answer_has_what_was_recorded(number: str) -> None:
    case, request = CASES[number], RECORDED[number]["request"] or {}
    talk = Talk("modern", "demo")
    case.prepare(talk)
    params = renamed({k: v for k, v in (request.get("params") or {}).items() if k != "apikey"})
    replaces_all = case.method is not None
    params = case.params if replaces_all else {**params, **case.params}
    answer = talk.send(case.method or request["method"], **params)
    if number == "037":
        assert answer["error"] == RECORDED[number]["answer"]["error"]
        return
    result = answer["result"]
    case.compare(recorded_answer(number), result[0] if case.first else result)


def test_every_recording_has_its_case() -> None:
    assert set(CASES) == set(RECORDED)
    assert len(RECORDED) == 48
