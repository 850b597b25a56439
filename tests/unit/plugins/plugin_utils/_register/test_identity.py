# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object a host is, and which hosts nobody can tell."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register import identity

SERVER = "C__OBJTYPE__SERVER"


def stored(number: int, title: str, status: str = "normal", **told: str) -> dict[str, Any]:
    """An object as idoit_object_info returns it."""
    name, _unused, domain = told.get("fqdn", "").partition(".")
    categories = {
        "C__CATG__MODEL": [{"id": 1, "serial": told["serial"]}] if "serial" in told else [],
        "C__CATG__IDENTIFIER": [{"id": 1, "key": "system_uuid", "value": told["uuid"]}] if "uuid" in told else [],
        "C__CATG__IP": [{"id": 1, "hostname": name, "domain": domain}] if "fqdn" in told else [],
    }
    return {"id": number, "title": title, "type": SERVER, "status": status, "categories": categories}


def host(name: str, **told: Any) -> dict[str, Any]:
    return {"host": name, "title": name, "type": SERVER, "identity": {"title": name, **told}}


def found(hosts: list[dict[str, Any]], *objects: dict[str, Any], criteria: Any = identity.CRITERIA) -> Any:
    answer = identity.identify(hosts, objects, criteria)
    return {each["host"]: (each["id"], each["found_by"]) for each in answer["hosts"]}, answer["problems"]


UUID = "0a5e9c3d-94c4-4b7a-8d6f-2f0c3f1f9a10"


@pytest.mark.parametrize("criterion", ["serial", "uuid", "fqdn"])
def test_a_renamed_host_is_the_object_it_was(criterion: str) -> None:
    value = {"serial": "S1ABC", "uuid": UUID, "fqdn": "web01.example.com"}[criterion]
    assert found([host("new-name", **{criterion: value})], stored(5, "old-name", **{criterion: value.upper()})) == (
        {"new-name": (5, criterion)},
        [],
    )


def test_the_strongest_criterion_wins() -> None:
    objects = [
        stored(5, "a", serial="S1ABC", fqdn="b.example.com"),
        stored(6, "b", serial="S2ABC", fqdn="a.example.com"),
    ]
    # Two machines swapped their names.
    hosts = [host("a", serial="S1ABC", fqdn="a.example.com"), host("b", serial="S2ABC", fqdn="b.example.com")]
    assert found(hosts, *objects) == ({"a": (5, "serial"), "b": (6, "serial")}, [])
    by_name = found(hosts, *objects, criteria=["fqdn"])
    assert by_name == ({"a": (6, "fqdn"), "b": (5, "fqdn")}, [])


def test_the_id_of_the_inventory_needs_no_object() -> None:
    assert found([host("a", id=42, serial="S1ABC")]) == ({"a": (42, "id")}, [])


def test_an_unknown_host_is_new() -> None:
    assert found([host("a", serial="S1ABC")], stored(5, "b", serial="S2ABC")) == ({"a": (None, None)}, [])


def test_placeholders_in_the_cmdb_identify_nothing() -> None:
    assert found([host("a", serial=None)], stored(5, "b", serial="NA")) == ({"a": (None, None)}, [])


def test_several_objects_that_fit_are_listed() -> None:
    hosts, problems = found([host("a", serial="S1ABC")], stored(5, "x", serial="S1ABC"), stored(6, "y", serial="S1ABC"))
    assert hosts == {}
    assert len(problems) == 1
    assert all(word in problems[0] for word in ("a:", "serial", "'x' (id 5", "'y' (id 6"))


def test_archived_objects_count_where_no_normal_one_does() -> None:
    archived, normal = stored(5, "x", "archived", serial="S1ABC"), stored(6, "y", serial="S1ABC")
    assert found([host("a", serial="S1ABC")], archived)[0] == {"a": (5, "serial")}
    assert found([host("a", serial="S1ABC")], archived, normal)[0] == {"a": (6, "serial")}


@pytest.mark.parametrize("told", [{"serial": "S1ABC"}, {"uuid": UUID}, {"fqdn": "x.example.com"}, {"id": 7}])
def test_two_hosts_with_one_identity_are_both_named(told: dict[str, Any]) -> None:
    hosts, problems = found([host("a", **told), host("b", **told), host("c", serial="S3ABC")])
    assert hosts == {"c": (None, None)}
    assert len(problems) == 1
    assert "a, b" in problems[0]


def test_two_ways_to_one_object() -> None:
    hosts, problems = found(
        [host("a", serial="S1ABC"), host("b", fqdn="b.example.com")],
        stored(5, "x", serial="S1ABC", fqdn="b.example.com"),
    )
    assert hosts == {}
    assert "a, b" in problems[0]


def test_two_new_hosts_with_one_title() -> None:
    twins = [{**host("a.one", serial="S1ABC"), "title": "a"}, {**host("a.two", serial="S2ABC"), "title": "a"}]
    hosts, problems = found(twins)
    assert hosts == {}
    assert "a.one, a.two" in problems[0]


def test_a_title_is_enough_where_nothing_speaks_against_it() -> None:
    assert found([host("a", serial="S1ABC")], stored(5, "a"))[0] == {"a": (5, "title")}
    assert found([host("a")], stored(5, "A")) == ({"a": (None, None)}, []), "titles are compared exactly"


@pytest.mark.parametrize("told", [{"serial": "S2ABC"}, {"fqdn": "a.example.org"}])
def test_an_object_of_the_same_title_may_be_another_machine(told: dict[str, str]) -> None:
    hosts, problems = found([host("a", serial="S1ABC", fqdn="a.example.com")], stored(5, "a", **told))
    assert hosts == {}
    assert "idoit_id" in problems[0]


def test_criteria_that_do_not_exist() -> None:
    with pytest.raises(identity.CriterionError, match="mac"):
        identity.identify([], [], ["serial", "mac"])
