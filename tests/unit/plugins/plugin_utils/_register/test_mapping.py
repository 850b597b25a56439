# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mapping as data: where values come from, what is left out, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register import mapping
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register.machine import describe

from . import shapes


def made(rule: dict[str, Any], facts: dict[str, Any] | None = None, **variables: Any) -> list[dict[str, Any]]:
    machine = describe("db01", facts or shapes.debian_server(), variables)
    checked = mapping.checked({"C__CATG__X": rule}, "modern")["C__CATG__X"]
    return mapping.entries(checked, machine)


def test_paths_into_the_description_the_facts_and_the_variables() -> None:
    attributes = {"a": "vendor", "b": "facts.eno1.mtu", "c": "vars.rack", "d": "facts.processor.1"}
    assert made({"attributes": attributes}, rack="A1") == [
        {"a": "Dell Inc.", "b": 9000, "c": "A1", "d": "GenuineIntel"}
    ]


def test_the_first_path_that_tells_something() -> None:
    facts = {**shapes.debian_server(), "board_serial": "N/A"}
    attributes = {"serial": ["facts.chassis_serial", "facts.board_serial", "serial"]}
    assert made({"attributes": attributes}, facts) == [{"serial": "4XK2PQ3"}]


def test_what_is_not_told_is_not_named() -> None:
    assert made({"attributes": {"a": "vendor", "b": "facts.nothing.there"}}) == [{"a": "Dell Inc."}]
    assert made({"attributes": {"b": "facts.nothing"}}) == []


def test_constants_alone_are_no_entry_beside_what_is_not_told() -> None:
    assert made({"attributes": {"title": {"value": "x"}, "b": "facts.nothing"}}) == []
    assert made({"attributes": {"title": {"value": "x"}}}) == [{"title": "x"}]
    assert made({"attributes": {"flag": {"value": False}}}) == [{"flag": False}]


@pytest.mark.parametrize(
    ("transform", "path", "value"),
    [
        ("lower", "vendor", "dell inc."),
        ("upper", "hostname", "DB01"),
        ("integer", "facts.bond0.ipv4.prefix", 24),
        ("text", "memory.capacity", "257550"),
        ("first", "facts.interfaces", "lo"),
        ("last", "facts.interfaces", "ifb0"),
    ],
)
def test_transforms(transform: str, path: str, value: Any) -> None:
    assert made({"attributes": {"a": {"from": path, "transform": transform}}}) == [{"a": value}]


def test_an_entry_for_each_element_that_fits() -> None:
    rule = {"each": "addresses", "when": {"item.family": ["ipv6"]}, "attributes": {"ipv6_address": "item.ipv6_address"}}
    assert made(rule) == [{"ipv6_address": "2001:db8:20::31"}]


def test_an_entry_that_nothing_tells_from_others_is_left_out() -> None:
    contacts = [{"contact": "Ada", "role": "Administrator"}, {"role": "User"}]
    rule = {
        "each": "vars.people",
        "match_by": ["contact"],
        "attributes": {"contact": "item.contact", "role": "item.role"},
    }
    assert made(rule, people=contacts) == [contacts[0]]


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ({"kind": ["physical"]}, True),
        ({"kind": "virtual"}, False),
        ({"serial": None}, False),
        ({"facts.nothing": None, "kind": ["physical", "virtual"]}, True),
    ],
)
def test_conditions(when: dict[str, Any], fits: bool) -> None:
    assert bool(made({"when": when, "attributes": {"a": "vendor"}})) is fits


def test_null_takes_an_attribute_or_a_category_away() -> None:
    given = {"C__CATG__A": None, "C__CATG__B": {"attributes": {"x": None, "y": "vendor"}}}
    assert mapping.checked(given, "modern") == {"C__CATG__B": {"attributes": {"y": "vendor"}}}


def test_an_attribute_that_a_legacy_server_lacks() -> None:
    given = {
        "C__CATG__IP": {"attributes": {"domain": {"from": "domain", "generation": "modern"}, "hostname": "hostname"}}
    }
    assert list(mapping.checked(given, "legacy")["C__CATG__IP"]["attributes"]) == ["hostname"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({}, "needs attributes"),
        ({"attributes": {}, "match": ["a"]}, "match_by"),
        ({"attributes": {"a": 7}}, "C__CATG__X.a"),
        ({"attributes": {"a": {"path": "x"}}}, "from"),
        ({"attributes": {"a": {"from": "x", "value": 1}}}, "either from or value"),
        ({"attributes": {"a": {"from": "x", "transform": "rot13"}}}, "transform is one of"),
        ({"attributes": {"a": "vendor"}, "when": ["physical"]}, "when must be"),
        ({"attributes": {"a": {"from": "vendor", "transform": "integer"}}}, "of db01"),
    ],
)
def test_mistakes_are_told(rule: dict[str, Any], said: str) -> None:
    with pytest.raises(mapping.MappingError, match=said):
        made(rule)
