# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries: how they are made, changed, ranked and removed (idoit-api.md §4.3-4.5, §7)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api

CPU, MODEL = "C__CATG__CPU", "C__CATG__MODEL"
STATES: dict[int, dict[str, int | None]] = {
    2: {"archive": 3, "delete": 4, "purge": None},
    3: {"delete": 4, "purge": None, "recycle": 2},
    4: {"archive": 3, "purge": None, "recycle": 2},
}
REACH = {2: (), 3: ("archive",), 4: ("delete",)}
ACTIONS = ("archive", "delete", "purge", "recycle")


def status_of(api: Api, number: int, entry: int) -> int | None:
    for status in (2, 3, 4):
        if str(entry) in [found["id"] for found in api.entries(number, CPU, status=status)]:
            return status
    return None


def test_a_single_value_category_keeps_its_one_entry(modern: Api) -> None:
    number = modern.server()
    assert modern.entries(number, MODEL) == []
    entry = modern.save(number, MODEL, {"serial": "1"})
    assert modern.save(number, MODEL, {"firmware": "2"}) == entry
    (found,) = modern.entries(number, MODEL)
    assert (found["id"], found["objID"], found["serial"], found["firmware"]) == (str(entry), str(number), "1", "2")


def test_a_multi_value_category_appends_unless_an_entry_is_named(modern: Api) -> None:
    number = modern.server()
    first, second = (modern.save(number, CPU, {"title": "same"}) for _unused in range(2))
    assert first != second
    assert modern.save(number, CPU, {"title": "new"}, entry=first) == first
    assert modern.save(number, CPU, {"cores": 4, "category_id": second}) == second
    assert [(e["title"], e["cores"]) for e in modern.entries(number, CPU)] == [("new", None), ("same", "4")]


def test_entries_of_others_cannot_be_written(modern: Api) -> None:
    mine, other = modern.server("mine"), modern.server("other")
    entry = modern.save(mine, CPU, {"title": "x"})
    error = modern.error("cmdb.category.save", object=other, category=CPU, data={"title": "y"}, entry=entry)
    assert error["message"] == (
        f"Invalid parameters: Unable to find entry for id {entry}. Please ensure that entry is owned by object {other}"
        " and has a valid status."
    )


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"category": "C__CATG__NONSENSE", "data": {}}, -32602),
        ({"category": MODEL, "data": None}, -32603),
        ({"category": MODEL, "data": "x"}, -32603),
        ({"category": MODEL, "data": {"nonsense": 1}}, -32603),
        ({"category": MODEL, "data": {"serial": ["x"]}}, -32603),
        ({"category": MODEL, "data": {"serial": {"x": 1}}}, -32603),
        ({"category": MODEL, "data": {"serial": "x"}, "object": 999999}, -32603),
        ({"category": MODEL, "data": {"serial": "x"}, "object": "abc"}, -32602),
        ({"data": {}}, -32602),
    ],
)
def test_a_bad_save_changes_nothing(modern: Api, params: dict[str, Any], code: int) -> None:
    number = modern.server()
    assert modern.error("cmdb.category.save", **{"object": number, **params})["code"] == code
    assert modern.entries(number, MODEL) == []


def test_an_unknown_attribute_is_named(modern: Api) -> None:
    error = modern.error(
        "cmdb.category.save", object=modern.server(), category="C__CATG__GUEST_SYSTEMS", data={"object": 1}
    )
    assert error == {
        "code": -32603,
        "message": "Internal error: There was an validation error",
        "data": {"object": "(unknown) Property 'object' is unknown."},
    }


def test_the_older_calls_say_that_they_are_old(modern: Api) -> None:
    number = modern.server()
    made = modern.call("cmdb.category.create", objID=number, category=CPU, data={"title": "x"})
    assert made["id"] == "1"
    assert "deprecated" in made["message"]
    assert modern.call("cmdb.category.update", objID=number, category=CPU, data={"category_id": 1, "cores": 2})[
        "success"
    ]
    assert modern.entries(number, CPU)[0]["cores"] == "2"
    assert modern.error("cmdb.category.update", objID=number, category=CPU, data={"cores": 3})["code"] == -32603


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize("action", ACTIONS)
def test_the_states_of_an_entry(modern: Api, state: int, action: str) -> None:
    number = modern.server()
    entry = modern.save(number, CPU, {"title": "x"})
    for step in REACH[state]:
        modern.call(f"cmdb.category.{step}", object=number, category=CPU, entry=entry)
    answer = modern.send(f"cmdb.category.{action}", object=number, category=CPU, entry=entry)
    assert ("result" in answer) == (action in STATES[state])
    assert status_of(modern, number, entry) == STATES[state].get(action, state)
    if action == "archive" and state == 2:
        assert answer["result"]["message"] == "Entry 1 has been successfully archived from 2 to 3."


@pytest.mark.parametrize("action", ["archive", "delete", "recycle"])
def test_single_value_entries_are_not_ranked(modern: Api, action: str) -> None:
    number = modern.server()
    entry = modern.save(number, MODEL, {"serial": "1"})
    assert modern.error(f"cmdb.category.{action}", object=number, category=MODEL, entry=entry)["code"] == -32603
    assert len(modern.entries(number, MODEL)) == 1


@pytest.mark.parametrize("named", [{"entry": 1}, {}])
def test_single_value_entries_are_purged_with_and_without_their_id(modern: Api, named: dict[str, int]) -> None:
    number = modern.server()
    modern.save(number, MODEL, {"serial": "1"})
    answer = modern.call("cmdb.category.purge", object=number, category=MODEL, **named)
    assert answer["message"] == "Entry 1 has been successfully purged from 2 to 5."
    assert modern.entries(number, MODEL) == []


def test_purging_what_is_not_there_names_the_category(modern: Api) -> None:
    number = modern.server()
    error = modern.error("cmdb.category.purge", object=number, category="C__CATG__ACCOUNTING")
    assert error["message"] == f"Invalid parameters: Object {number} does not own an entry in category 'Accounting'."


def test_the_older_delete_goes_one_step_at_a_time(modern: Api) -> None:
    number = modern.server()
    entry = modern.save(number, CPU, {"title": "x"})
    seen = []
    for _unused in range(3):
        modern.call("cmdb.category.delete", objID=number, category=CPU, cateID=entry)
        seen.append(status_of(modern, number, entry))
    assert seen == [3, 4, None]


def test_quickpurge_needs_its_setting(modern: Api) -> None:
    number = modern.server()
    entry = modern.save(number, CPU, {"title": "x"})
    modern.simulator.world.settings["cmdb.quickpurge"] = False
    error = modern.error("cmdb.category.quickpurge", objID=number, category=CPU, cateID=entry)
    assert error["message"] == "Internal error: Quickpurge is not enabled"
    modern.simulator.world.settings["cmdb.quickpurge"] = True
    assert modern.call("cmdb.category.quickpurge", objID=number, category=CPU, cateID=entry)["success"] is True
    assert status_of(modern, number, entry) is None


def test_reading_by_status(modern: Api) -> None:
    number = modern.server()
    kept, archived = modern.save(number, CPU, {"title": "a"}), modern.save(number, CPU, {"title": "b"})
    modern.call("cmdb.category.archive", object=number, category=CPU, entry=archived)
    ids = {status: [e["id"] for e in modern.entries(number, CPU, status=status)] for status in (-1, 2, 3, 4)}
    assert ids == {-1: [str(kept), str(archived)], 2: [str(kept)], 3: [str(archived)], 4: []}
    for bad in (0, 5, "nonsense"):
        assert modern.error("cmdb.category.read", objID=number, category=CPU, status=bad)["message"].endswith(
            "Status is invalid"
        )


def test_reading_by_pages(modern: Api) -> None:
    number = modern.server()
    for position in range(4):
        modern.save(number, CPU, {"title": str(position)})
    assert [e["title"] for e in modern.entries(number, CPU, offset=1, limit=2)] == ["1", "2"]


def test_old_names_of_categories_work(modern: Api) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__NETWORK_PORT", {"title": "eth0"})
    assert modern.entries(number, "C__CMDB__SUBCAT__NETWORK_PORT")[0]["title"] == "eth0"


def test_a_write_notes_who_changed_the_object(modern: Api) -> None:
    modern.headers = {"X-RPC-Auth-Username": "admin", "X-RPC-Auth-Password": "admin"}
    number = modern.server()
    modern.save(number, MODEL, {"serial": "1"})
    assert modern.entries(number, "C__CATG__GLOBAL")[0]["changed_by"] == "admin"


def test_faults_of_a_save(modern: Api) -> None:
    number = modern.server()
    modern.faults({"kind": "wrong_entry", "match": MODEL}, {"kind": "not_stored", "match": "C__CATG__MODEL.firmware"})
    assert modern.save(number, MODEL, {"serial": "1", "firmware": "2"}) == 1001
    (found,) = modern.entries(number, MODEL)
    assert (found["id"], found["serial"], found["firmware"]) == ("1", "1", "")
