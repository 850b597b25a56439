# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request of the specification is answered as its example shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .idoit.replay import masked
from .idoit.talk import ADMIN, Talk

EXAMPLES = {
    example["name"]: example
    for line in (Path(__file__).parent / "idoit-modern" / "examples.jsonl").read_text(encoding="utf-8").splitlines()
    for example in [json.loads(line)]
}
MORE = "…"
"""Stands in an example for what it leaves out."""

UNLIKE = {
    "image": "paths of pictures differ from release to release",
    "type_icon": "the same",
    "type_group_title": "the group was renamed on the server of the example",
    "key": "C__CATG__GLOBAL is called General now",
    "link": "the id of the entry is that of the object",
    "version": "the examples come from several releases",
    "language": "that of the user, not that of the call",
    "session-id": "a new one every time",
    "Last change": "the time of the run",
}
"""Keys that are there but whose values differ, and why."""


def _server(number: int, title: str = "My little server", **params: Any) -> Callable[[Talk], None]:
    def prepare(talk: Talk) -> None:
        talk.object(number, "SERVER", title, **params)

    return prepare


def _entry(object_id: int, number: int, const: str, *ranks: str) -> Callable[[Talk], None]:
    def prepare(talk: Talk) -> None:
        talk.object(object_id, "SERVER", "My little server")
        talk.entry(number, object_id, const, {})
        for rank in ranks:
            talk.call(f"cmdb.category.{rank}", object=object_id, category=const, entry=number)

    return prepare


def _next_object(talk: Talk) -> None:
    talk.next_id("isys_obj", 42)


def _next_access(talk: Talk) -> None:
    talk.object(456, "SERVER", "My little server")
    talk.next_id("isys_catg_access_list", 35)


def _next_model(talk: Talk) -> None:
    talk.object(42, "SERVER", "My little server")
    talk.next_id("isys_catg_model_list", 123)


def _esx(talk: Talk) -> None:
    talk.object(1000, "VIRTUAL_HOST", "ESXi1", sysid="VHOST_1426338622")


def _model(talk: Talk) -> None:
    talk.object(1000, "SERVER", "My little server")
    model = {"manufacturer": "Lenovo", "title": "ThinkServer RD350", "serial": "123000999888"}
    talk.entry(74, 1000, "C__CATG__MODEL", model)


def _found(talk: Talk) -> None:
    talk.object(1000, "VIRTUAL_HOST", "My little server")


def _archived(talk: Talk) -> None:
    talk.object(123, "SERVER", "My little server", sysid="SRV_101010", status=3)


def _listed_reports(talk: Talk) -> None:
    for row in EXAMPLES["cmdb.reports.read-1"]["response"]["result"]:
        talk.report(int(row["id"]), row["category"], row["title"], row["description"], row["created"])


def _one_report(talk: Talk) -> None:
    talk.object(100, "SERVER", "backup001")
    talk.object(101, "VIRTUAL_SERVER", "Backup Server")
    talk.report(3, "Changes", "Changed", "", "2016-08-31 15:23:17")


def _recyclable(talk: Talk) -> None:
    talk.object(464, "SERVER", "My little server", status=3)


def _makers(talk: Talk) -> None:
    talk.forget_makers(3, 4)


def _third_maker(talk: Talk) -> None:
    talk.forget_makers(3, 4)
    talk.call("cmdb.dialog.create", category="C__CATG__CPU", property="manufacturer", value="IBM")


def _acme(talk: Talk) -> None:
    world = talk.simulator.world
    world.tenant = "ACME IT Solutions"
    master = {"first_name": "i-doit", "last_name": "Systemadministrator", "mail": "i-doit@acme-it.example"}
    talk.save(9, "C__CATS__PERSON_MASTER", master)
    world.objects.update(9, title="i-doit Systemadministrator ")


def _ready(talk: Talk) -> None:
    del talk


ACCESS, IP, MODEL = "C__CATG__ACCESS", "C__CATG__IP", "C__CATG__MODEL"
STATES: dict[str, Callable[[Talk], None]] = {
    "idoit.search-1": _found,
    "idoit.version-1": _acme,
    "idoit.constants-1": _ready,
    "idoit.login-1": _acme,
    "idoit.login-2": _acme,
    "idoit.login-3": _acme,
    "cmdb.object.create-1": _next_object,
    "cmdb.object.read-1": _esx,
    "cmdb.object.update-1": _server(42),
    "cmdb.object.delete-1": _server(42),
    "cmdb.object.recycle-1": _recyclable,
    "cmdb.object.archive-1": _server(464),
    "cmdb.object.purge-1": _server(464),
    "cmdb.object.markAsTemplate-1": _server(465),
    "cmdb.object.markAsMassChangeTemplate-1": _server(465),
    "cmdb.objects.read-1": _archived,
    "cmdb.category.save-1": _next_access,
    "cmdb.category.save-2": _entry(456, 24, MODEL),
    "cmdb.category.create-1": _next_model,
    "cmdb.category.read-1": _model,
    "cmdb.category.update-1": _server(42),
    "cmdb.category.delete-1": _entry(42, 3, IP),
    "cmdb.category.quickpurge-1": _entry(42, 3, IP),
    "cmdb.category.purge-1": _entry(456, 33, ACCESS, "delete"),
    "cmdb.category.purge-2": _entry(456, 24, MODEL),
    "cmdb.category.recycle-1": _entry(456, 32, ACCESS, "delete"),
    "cmdb.category.archive-1": _entry(456, 32, ACCESS),
    "cmdb.dialog.read-1": _makers,
    "cmdb.dialog.create-1": _makers,
    "cmdb.dialog.update-1": _third_maker,
    "cmdb.dialog.delete-1": _third_maker,
    "cmdb.reports.read-1": _listed_reports,
    "cmdb.reports.read-2": _one_report,
}
"""Example -> how the server has to be for it."""

BY_USER = ("idoit.version-1", "idoit.login-1", "idoit.login-2", "idoit.login-3")


def compare(example: Any, answer: Any, where: str) -> None:
    """The answer has what the example has; it has more only where the example says that something is left out."""
    if isinstance(example, dict) and isinstance(answer, dict):
        shown = {key: value for key, value in example.items() if key != MORE}
        assert shown.keys() <= answer.keys(), where
        assert MORE in example or shown.keys() == answer.keys(), where
        for key, value in shown.items():
            if key in UNLIKE:
                assert type(answer[key]) is type(value), f"{where}.{key}"
            else:
                compare(value, answer[key], f"{where}.{key}")
    elif isinstance(example, list) and isinstance(answer, list):
        shown_items = [item for item in example if item != {MORE: MORE}]
        assert len(answer) >= len(shown_items), where
        for position, item in enumerate(shown_items):
            compare(item, answer[position], f"{where}[{position}]")
    else:
        assert masked(answer) == masked(example), where


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_an_example_is_answered(name: str) -> None:
    example = EXAMPLES[name]
    talk = Talk("modern-doc")
    STATES[name](talk)
    request = {**example["request"], "params": {**example["request"]["params"], "apikey": "c1ia5q"}}
    answer = talk.post(request, *(ADMIN if name in BY_USER else ()))
    expected = {"id": request["id"], **example["response"]}
    if name.startswith("idoit.constants"):
        expected["result"]["…"] = MORE
        expected["result"]["categories"]["…"] = MORE
    if name == "cmdb.reports.read-1":
        expected["result"] = sorted(expected["result"], key=lambda row: int(row["id"]))
    compare(expected, answer, name)


def test_every_example_has_its_state() -> None:
    assert set(STATES) == set(EXAMPLES)


def test_the_session_of_the_example_serves_three_calls() -> None:
    talk = Talk("modern-doc")
    number = talk.call("idoit.login")["session-id"]
    for name in ("idoit.login-2", "idoit.login-3"):
        request = {**EXAMPLES[name]["request"], "params": {"apikey": "c1ia5q"}}
        assert "result" in talk.post(request, ("X-RPC-Auth-Session", number))
    assert talk.post(request, ("X-RPC-Auth-Session", number))["error"]["code"] == -32604
