# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ``.v2`` calls take exactly what they name (idoit-api.md §7.5, §9.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .api import Api

ACCESS = "C__CATG__ACCESS"


@pytest.mark.parametrize(("action", "status"), [("archive", 3), ("delete", 4)])
def test_an_object_gets_another_status(modern: Api, action: str, status: int) -> None:
    number = modern.server()
    assert modern.call(f"cmdb.object.{action}.v2", object=number)["success"] is True
    assert modern.call("cmdb.object.read", id=number)["status"] == status
    modern.error(f"cmdb.object.{action}.v2", object=number)


def test_an_object_is_purged(modern: Api) -> None:
    number = modern.server()
    assert modern.call("cmdb.object.purge.v2", object=number, language="en")["success"] is True
    assert modern.call("cmdb.object.read", id=number) == []


@pytest.mark.parametrize(("action", "status"), [("archive", 3), ("delete", 4), ("purge", None)])
def test_an_entry_gets_another_status_or_goes(modern: Api, action: str, status: int | None) -> None:
    number = modern.server()
    entry = modern.save(number, ACCESS, {"title": "shell"})
    answer = modern.call(f"cmdb.category.{action}.v2", object=number, category=ACCESS, entry=entry)
    assert answer["success"] is True
    found = {status_: modern.entries(number, ACCESS, status=status_) for status_ in (2, 3, 4)}
    assert [status_ for status_, entries in found.items() if entries] == ([status] if status else [])


@pytest.mark.parametrize(
    "params",
    [
        lambda number: {},  # noqa: ARG005 - nothing
        lambda number: {"object": str(number)},
        lambda number: {"object": float(number)},
        lambda number: {"object": [number]},
        lambda number: {"id": number},
        lambda number: {"object": number, "status": "C__RECORD_STATUS__PURGE"},
    ],
    ids=["nothing", "digits", "float", "list", "another name", "one more"],
)
def test_what_an_object_call_does_not_name_is_refused(modern: Api, params: Callable[[int], dict[str, Any]]) -> None:
    number = modern.server()
    assert modern.error("cmdb.object.delete.v2", **params(number))["code"] == -32602
    assert modern.call("cmdb.object.read", id=number)["status"] == 2


@pytest.mark.parametrize(
    "changed", [{"entry": "1"}, {"category": 31}, {"entry": 1.0}, {"cateID": 1}, {"entry": None}, {"object": "23"}]
)
def test_what_an_entry_call_does_not_name_is_refused(modern: Api, changed: dict[str, Any]) -> None:
    number = modern.server()
    entry = modern.save(number, ACCESS, {"title": "shell"})
    params = {"object": number, "category": ACCESS, "entry": entry, **changed}
    assert modern.error("cmdb.category.purge.v2", **params)["code"] == -32602
    assert len(modern.entries(number, ACCESS)) == 1


@pytest.mark.parametrize("method", ["cmdb.category.read.v2", "cmdb.category.save.v2", "cmdb.object.archive.v3"])
def test_there_are_no_others(modern: Api, method: str) -> None:
    assert modern.error(method, object=1)["code"] == -32601


def test_older_servers_have_none(documented: Api) -> None:
    number = documented.server()
    assert documented.error("cmdb.object.archive.v2", object=number)["code"] == -32601
    assert documented.call("cmdb.object.read", id=number)["status"] == "2"
