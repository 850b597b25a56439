# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said to each generation of the API, and what one of them cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import UnsupportedError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import generation
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.category_names import OLD_CONSTANTS
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import (
    ARCHIVED,
    DELETED,
    LEGACY,
    MODERN,
    Generation,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.wire import Call

PORT, OLD_PORT = "C__CATG__NETWORK_PORT", "C__CMDB__SUBCAT__NETWORK_PORT"
BOTH = pytest.mark.parametrize("api", [MODERN, LEGACY], ids=["modern", "legacy"])


def said(calls: Any) -> list[tuple[str, Any]]:
    return [(call.method, dict(call.params)) for call in ([calls] if isinstance(calls, Call) else calls)]


@pytest.mark.parametrize(
    ("verb", "modern", "legacy"),
    [
        ("archive_object", "cmdb.object.archive", ("cmdb.object.delete", "C__RECORD_STATUS__ARCHIVED")),
        ("delete_object", "cmdb.object.delete", ("cmdb.object.delete", "C__RECORD_STATUS__DELETED")),
        ("purge_object", "cmdb.object.purge", ("cmdb.object.quickpurge", None)),
        ("recycle_object", "cmdb.object.recycle", None),
        ("mark_template", "cmdb.object.markAsTemplate", None),
        ("mark_mass_change_template", "cmdb.object.markAsMassChangeTemplate", None),
    ],
)
def test_ranking_objects(verb: str, modern: str, legacy: tuple[str, str | None] | None) -> None:
    assert said(getattr(MODERN, verb)(42)) == [(modern, {"object": 42})]
    if legacy is None:
        with pytest.raises(UnsupportedError, match="legacy API cannot"):
            getattr(LEGACY, verb)(42)
    else:
        method, status = legacy
        assert said(getattr(LEGACY, verb)(42)) == [(method, {"id": 42, **({"status": status} if status else {})})]


@BOTH
def test_creating_objects(api: Generation) -> None:
    call = api.create_object("C__OBJTYPE__SERVER", "web01", cmdb_status="C__CMDB_STATUS__PLANNED")
    params = {"type": "C__OBJTYPE__SERVER", "title": "web01", "cmdb_status": "C__CMDB_STATUS__PLANNED"}
    assert said(call) == [("cmdb.object.create", params)]


@pytest.mark.parametrize("ignored", [{"sysid": "X"}, {"status": 3}, {"categories": {}}])
def test_what_old_servers_would_ignore_on_creation_is_refused(ignored: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedError, match=next(iter(ignored))):
        LEGACY.create_object(5, "x", **ignored)
    assert LEGACY.create_object(5, "x", sysid=None).method == "cmdb.object.create"


def test_saving_entries() -> None:
    data = {"title": "eth0"}
    assert said(MODERN.save_entry(7, PORT, data)) == [
        ("cmdb.category.save", {"object": 7, "category": PORT, "data": data})
    ]
    assert said(MODERN.save_entry(7, PORT, data, 3)) == [
        ("cmdb.category.save", {"object": 7, "category": PORT, "data": data, "entry": 3})
    ]
    assert said(LEGACY.save_entry(7, PORT, data)) == [
        ("cmdb.category.create", {"objID": 7, "category": OLD_PORT, "data": data})
    ]
    assert said(LEGACY.save_entry(7, PORT, data, 3)) == [
        ("cmdb.category.update", {"objID": 7, "category": OLD_PORT, "data": {"title": "eth0", "category_id": 3}})
    ]
    assert data == {"title": "eth0"}, "what the caller gave stays as it was"


@pytest.mark.parametrize("verb", ["archive", "delete", "purge", "recycle"])
def test_ranking_entries_modern(verb: str) -> None:
    calls = getattr(MODERN, f"{verb}_entry")(7, PORT, 3)
    assert said(calls) == [(f"cmdb.category.{verb}", {"object": 7, "category": PORT, "entry": 3})]


@pytest.mark.parametrize(
    ("verb", "status", "steps"),
    [
        ("archive", 2, 1),
        ("archive", ARCHIVED, 0),
        ("delete", 2, 2),
        ("delete", ARCHIVED, 1),
        ("delete", DELETED, 0),
        ("purge", 2, 3),
        ("purge", ARCHIVED, 2),
        ("purge", DELETED, 1),
    ],
)
def test_ranking_entries_legacy_goes_step_by_step(verb: str, status: int, steps: int) -> None:
    calls = getattr(LEGACY, f"{verb}_entry")(7, PORT, 3, status)
    assert said(calls) == [("cmdb.category.delete", {"objID": 7, "category": OLD_PORT, "cateID": 3})] * steps


def test_what_legacy_cannot_do_with_entries() -> None:
    with pytest.raises(UnsupportedError, match="bring an archived or deleted entry back"):
        LEGACY.recycle_entry(7, PORT, 3)
    with pytest.raises(UnsupportedError, match="put a deleted entry into the archive"):
        LEGACY.archive_entry(7, PORT, 3, DELETED)


def test_purging_a_single_value_category() -> None:
    assert said(MODERN.purge_entry(7, "C__CATG__MODEL", 3, multi_value=False)) == [
        ("cmdb.category.purge", {"object": 7, "category": "C__CATG__MODEL", "entry": 3})
    ]
    assert said(LEGACY.purge_entry(7, "C__CATG__MODEL", 3, multi_value=False)) == [
        ("cmdb.category.quickpurge", {"objID": 7, "category": "C__CATG__MODEL", "cateID": 3})
    ]


def test_reading_entries_metadata_and_dialogs() -> None:
    assert said(MODERN.read_entries(7, PORT)) == [("cmdb.category.read", {"objID": 7, "category": PORT, "status": 2})]
    assert said(LEGACY.read_entries(7, PORT, 3)) == [
        ("cmdb.category.read", {"objID": 7, "category": OLD_PORT, "status": 3})
    ]
    assert said(MODERN.read_dialog(PORT, "duplex")) == [("cmdb.dialog.read", {"category": PORT, "property": "duplex"})]
    assert said(LEGACY.read_dialog(PORT, "duplex")) == [
        ("cmdb.dialog.read", {"catgID": OLD_PORT, "property": "duplex"})
    ]
    assert said(LEGACY.category_info("C__CATS__LICENCE_LIST")) == [
        ("cmdb.category_info", {"catsID": "C__CMDB__SUBCAT__LICENCE_LIST"})
    ]
    assert said(LEGACY.category_info("C__CATG__CPU")) == [("cmdb.category_info", {"category": "C__CATG__CPU"})]


@BOTH
def test_constants_translate_both_ways(api: Generation) -> None:
    for new, old in OLD_CONSTANTS.items():
        assert api.modern_constant(old) == new
        assert api.modern_constant(api.category_constant(new)) == new
    assert api.category_constant("C__CATG__CPU") == "C__CATG__CPU"
    assert MODERN.category_constant(OLD_PORT) == PORT


@BOTH
def test_answers(api: Generation) -> None:
    assert api.created_id({"success": True, "id": "8"}) == 8
    assert api.entry_id({"success": True, "entry": 9}) == 9
    with pytest.raises(UnsupportedError):
        api.check("cmdb.object.archive", [])


class Reads:
    """Answers batches of reads and keeps what was asked."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.batches: list[list[tuple[str, Any]]] = []

    def __call__(self, calls: Sequence[Call]) -> list[Any]:
        self.batches.append(said(list(calls)))
        return [self.one(call) for call in calls]

    def one(self, call: Call) -> Any:
        if call.method == "cmdb.objects.read":
            return [dict(row) for row in self.rows]
        return [{"id": "1", "objID": call.params["objID"], "of": call.params["category"]}]


def test_a_page_with_categories_is_one_call_for_modern() -> None:
    reads = Reads([{"id": 1, "categories": {PORT: [{"id": "5"}]}}, {"id": 2, "categories": []}])
    rows = MODERN.read_page(reads, {"limit": "0,9"}, [PORT, "C__CATG__CPU"])
    assert rows == [
        {"id": 1, "categories": {PORT: [{"id": "5"}], "C__CATG__CPU": []}},
        {"id": 2, "categories": {PORT: [], "C__CATG__CPU": []}},
    ]
    assert reads.batches == [[("cmdb.objects.read", {"limit": "0,9", "categories": [PORT, "C__CATG__CPU"]})]]


@pytest.mark.parametrize(("api", "name"), [(LEGACY, OLD_PORT), (MODERN, PORT)], ids=["legacy", "API 2.0"])
def test_a_page_whose_server_leaves_categories_out(api: Generation, name: str) -> None:
    reads = Reads([{"id": "1"}, {"id": "2"}])
    rows = api.read_page(reads, {"limit": "0,9"}, [PORT])
    assert [row["categories"][PORT] for row in rows] == [
        [{"id": "1", "objID": 1, "of": name}],
        [{"id": "1", "objID": 2, "of": name}],
    ]
    assert [len(batch) for batch in reads.batches] == [1, 2]


def test_a_generation_says_everything_itself() -> None:
    abstract = {name for name in vars(Generation) if not name.startswith("_")}
    common = {
        "name",
        "modern_constant",
        "read_entries",
        "category_info",
        "read_dialog",
        "check",
        "created_id",
        "entry_id",
    }
    for api in (generation.Modern, generation.Legacy):
        assert abstract - common <= set(vars(api))
