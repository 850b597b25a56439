# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All writable attributes of every category of the simulated server, custom ones included, four ways and emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.reads import Reads
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.schema import Category, Schema

from .cmdb import Cmdb
from .furniture import TABLE, furnished

CASES: list[dict[str, Any]] = TABLE["cases"]
#: What a generation does not take and what the user is told, by category and attribute.
REFUSED: dict[str, dict[str, str]] = {"modern": {}, "legacy": TABLE["legacy"]["refused"]}
LEFT_OUT = {"modern": TABLE["left_out"], "legacy": {**TABLE["left_out"], **TABLE["legacy"]["left_out"]}}


@dataclass
class World:
    """A server, and the part of the table that its generation takes."""

    server: Cmdb
    generation: str

    def category(self, constant: str) -> Category:
        with self.server.session() as session:
            return Schema(session, Reads(session)).load(constant)

    def refused(self, case: dict[str, Any]) -> dict[str, str]:
        named = {name: REFUSED[self.generation].get(f"{case['category']}.{name}") for name in case["data"]}
        return {name: message for name, message in named.items() if message}


@pytest.fixture(scope="module", params=["modern", "modern-doc", "legacy"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A server with all that the cases refer to; each case works on entries of its own."""
    profile = str(request.param)
    with furnished(profile) as server:
        yield World(server, profile.partition("-")[0])


def name_of(case: dict[str, Any]) -> str:
    return f"{case['category']}-{case['object']}-{case.get('kept', [''])[0]}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_all_attributes_four_ways_and_emptied(world: World, case: dict[str, Any]) -> None:
    server, category, refused = world.server, world.category(case["category"]), world.refused(case)
    kept, data = case.get("kept", []), {name: value for name, value in case["data"].items() if name not in refused}
    task = {"object": {"title": case["object"]}, "category": category.constant, "create_dialog_values": True}
    task |= {"match_by": kept[:1] or None}
    stored = server.four_ways(server.entries, **task, data=data)["entries"][0]
    for name in data:
        assert stored.get(category.attribute(name).key) is not None, name

    if set(kept) < set(data):
        emptied = {name: value if name in kept else None for name, value in data.items()}
        cleared = server.four_ways(server.entries, **task, data=emptied)["entries"][0]
        for name, value in emptied.items():
            key = category.attribute(name).key
            # No and nothing are the same (idoit-api.md §10).
            assert (cleared.get(key) or None) == (None if value is None else stored[key]), name

    for name, message in refused.items():
        given = {key: data[key] for key in kept if key in data}
        with pytest.raises(ApiError, match=re.escape(message)):
            server.entries(**task, data={**given, name: case["data"][name]})


@pytest.mark.parametrize("constant", sorted({case["category"] for case in CASES}))
def test_every_writable_attribute_is_in_a_case(world: World, constant: str) -> None:
    category = world.category(constant)
    cases = [case for case in CASES if case["category"] == constant]
    unknown = {name for case in cases for name, why in world.refused(case).items() if "no attribute" in why}
    written = {category.attribute(name).key for case in cases for name in case["data"] if name not in unknown}
    left_out = {name.partition(".")[2] for name in LEFT_OUT[world.generation] if name.startswith(f"{constant}.")}
    assert written.isdisjoint(left_out)
    assert written | (left_out & category.attributes.keys()) == set(category.writable())


@pytest.mark.parametrize("world", ["modern"], indirect=True)
def test_entries_of_other_objects_are_named_by_their_own_attributes(world: World) -> None:
    server = world.server
    address = {"object": {"title": "web02"}, "category": "C__CATG__IP"}
    by_name = {"ipv4_address": "10.0.0.77", "net": "Net", "dns_server": {"object": "web01", "title": "10.0.0.4"}}
    made = server.entries(**address, data=by_name)
    same = {**by_name, "dns_server": [{"object": {"title": "web01"}, "ipv4_address": "10.0.0.4"}]}
    assert not server.entries(**address, data=same)["changed"]
    assert made["entries"][0]["dns_server"] == ["10.0.0.4"]
    for named, message in (
        ("10.0.0.4", "does not tell whose entry it is"),
        ({"object": "web01", "ipv4_address": "10.9.9.9"}, "no entry ipv4_address '10.9.9.9' of object 'web01'"),
        ({"object": "web01", "title": "nameless"}, "no entry 'nameless'"),
        ({"object": "web09", "title": "x"}, "no object 'web09'"),
        ({"object": "web01", "net": "Net"}, "cannot tell an entry"),
    ):
        with pytest.raises(ApiError, match=message):
            server.entries(**address, data={**by_name, "dns_server": named})
    missing = {**by_name, "dns_server": {"object": {"title": "dns9", "type": "C__OBJTYPE__SERVER"}, "title": "x"}}
    foreseen = server.entries(check=True, **address, data=missing)["unresolved"]
    assert foreseen[0] == "C__OBJTYPE__SERVER object 'dns9'"


@pytest.mark.parametrize("name", ["OPERATIONS Emergency password", "CHECKS Token", "CHECKS token"])
def test_a_custom_password_is_hidden_although_planning_fails(world: World, name: str) -> None:
    category, _blank, name = name.partition(" ")
    task = {"object": {"title": "web01"}, "category": f"C__CATG__CUSTOM_FIELDS_{category}"}
    with pytest.raises(ApiError, match="no attribute") as caught:
        world.server.entries(**task, data={name: "s3cr3t-of-a-field", "Nonsense": 1})
    assert caught.value.secrets == {"s3cr3t-of-a-field"}
