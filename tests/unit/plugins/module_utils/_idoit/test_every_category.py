# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All writable attributes of every category of the simulated server, custom ones included, four ways and emptied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.reads import Reads
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.schema import Category, Schema

from .cmdb import Cmdb, cmdb

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("every_category.yml").read_text("utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]
#: Three batches, login and logout: the entries of other objects are known only when these are found.
MOST_REQUESTS = 4


@pytest.fixture(scope="module")
def world() -> Iterator[Cmdb]:
    """A server with all that the cases refer to; each case works on entries of its own."""
    with cmdb("modern", "demo") as server:
        server.objects(objects=TABLE["objects"])
        for entry in TABLE["entries"]:
            wanted = {**entry, "object": {"title": entry["object"]}}
            server.entries(**wanted, match_by=list(entry["data"])[:1])
        yield server


def category_of(server: Cmdb, constant: str) -> Category:
    with server.session() as session:
        return Schema(session, Reads(session)).load(constant)


def name_of(case: dict[str, Any]) -> str:
    return f"{case['category']}-{case['object']}-{case.get('kept', [''])[0]}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_all_attributes_four_ways_and_emptied(world: Cmdb, case: dict[str, Any]) -> None:
    category = category_of(world, case["category"])
    kept, data = case.get("kept", []), case["data"]
    task = {"object": {"title": case["object"]}, "category": category.constant, "create_dialog_values": True}
    task |= {"match_by": kept[:1] or None, "most_requests": MOST_REQUESTS}
    stored = world.four_ways(world.entries, **task, data=data)["entries"][0]
    for name in data:
        assert stored.get(category.attribute(name).key) is not None, name

    if set(kept) < set(data):
        emptied = {name: value if name in kept else None for name, value in data.items()}
        cleared = world.four_ways(world.entries, **task, data=emptied)["entries"][0]
        for name, value in emptied.items():
            key = category.attribute(name).key
            # No and nothing are the same (idoit-api.md §10).
            assert (cleared.get(key) or None) == (None if value is None else stored[key]), name


@pytest.mark.parametrize("constant", sorted({case["category"] for case in CASES}))
def test_every_writable_attribute_is_in_a_case(world: Cmdb, constant: str) -> None:
    category = category_of(world, constant)
    named = [name for case in CASES if case["category"] == constant for name in case["data"]]
    written = {category.attribute(name).key for name in named}
    left_out = {name.partition(".")[2] for name in TABLE["left_out"] if name.startswith(f"{constant}.")}
    assert written.isdisjoint(left_out)
    assert written | left_out == set(category.writable())


def test_entries_of_other_objects_are_named_by_their_own_attributes(world: Cmdb) -> None:
    address = {"object": {"title": "web02"}, "category": "C__CATG__IP"}
    by_name = {"ipv4_address": "10.0.0.77", "net": "Net", "dns_server": {"object": "web01", "title": "10.0.0.4"}}
    made = world.entries(**address, data=by_name)
    same = {**by_name, "dns_server": [{"object": {"title": "web01"}, "ipv4_address": "10.0.0.4"}]}
    assert not world.entries(**address, data=same)["changed"]
    assert made["entries"][0]["dns_server"] == ["10.0.0.4"]
    for server, message in (
        ("10.0.0.4", "does not tell whose entry it is"),
        ({"object": "web01", "ipv4_address": "10.9.9.9"}, "no entry ipv4_address '10.9.9.9' of object 'web01'"),
        ({"object": "web01", "title": "nameless"}, "no entry 'nameless'"),
        ({"object": "web09", "title": "x"}, "no object 'web09'"),
        ({"object": "web01", "net": "Net"}, "cannot tell an entry"),
    ):
        with pytest.raises(ApiError, match=message):
            world.entries(**address, data={**by_name, "dns_server": server})
    missing = {**by_name, "dns_server": {"object": {"title": "dns9", "type": "C__OBJTYPE__SERVER"}, "title": "x"}}
    foreseen = world.entries(check=True, **address, data=missing)["unresolved"]
    assert foreseen[0] == "C__OBJTYPE__SERVER object 'dns9'"


@pytest.mark.parametrize("name", ["OPERATIONS Emergency password", "CHECKS Token", "CHECKS token"])
def test_a_custom_password_is_hidden_although_planning_fails(world: Cmdb, name: str) -> None:
    category, _blank, name = name.partition(" ")
    task = {"object": {"title": "web01"}, "category": f"C__CATG__CUSTOM_FIELDS_{category}"}
    with pytest.raises(ApiError, match="no attribute") as caught:
        world.entries(**task, data={name: "s3cr3t-of-a-field", "Nonsense": 1})
    assert caught.value.secrets == {"s3cr3t-of-a-field"}
