# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which host of the monitoring is that of an object."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.markers import MarkerNames
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.matching import Matching, Policy

from .hosts import CMDB, OTHER, stored

NAMES = MarkerNames("IDOIT_INSTANCE_ID", "IDOIT_CMDB_STATUS")


def wish(name: str, number: int, status: str | None = "in operation", **options: Any) -> dict[str, Any]:
    return {
        "name": name,
        "instance_id": f"{CMDB}#{number}",
        "status": status,
        "in_operation": status in (None, "in operation"),
        "options": options,
    }


def plan(wishes: list[dict[str, Any]], hosts: list[dict[str, Any]], **policy: Any) -> dict[str, list[Any]]:
    return Matching(hosts, Policy(NAMES, ["in operation"], **policy)).plan(wishes)


def only(wished: dict[str, Any], *hosts: dict[str, Any], **policy: Any) -> dict[str, Any]:
    """The item for one wish, which meets no conflict."""
    made = plan([wished], list(hosts), **policy)
    assert made["conflicts"] == []
    (item,) = made["hosts"]
    return dict(item)


def test_a_new_host_carries_its_marker() -> None:
    assert only(wish("web01", 42, address="10.0.0.1", custom_variables=[{"name": "A", "value": "b"}])) == {
        "name": "web01",
        "address": "10.0.0.1",
        "state": "present",
        "custom_variables": [
            {"name": "A", "value": "b"},
            {"name": "IDOIT_INSTANCE_ID", "value": f"{CMDB}#42"},
            {"name": "IDOIT_CMDB_STATUS", "value": "in operation"},
        ],
    }


def test_a_renamed_object_keeps_its_host() -> None:
    item = only(wish("www01", 42), stored(7, "web01", f"{CMDB}#42"))
    assert (item["id"], item["name"]) == (7, "www01")


def test_two_objects_may_swap_their_names() -> None:
    hosts = [stored(7, "a", f"{CMDB}#1"), stored(8, "b", f"{CMDB}#2")]
    made = plan([wish("b", 1), wish("a", 2)], hosts)
    assert [(item["id"], item["name"]) for item in made["hosts"]] == [(7, "b"), (8, "a")]
    assert made["conflicts"] == []


@pytest.mark.parametrize(
    ("hosts", "text"),
    [
        ([stored(7, "web01")], "made by hand: id 7 in /root/CMDB"),
        ([stored(7, "web01"), stored(8, "web01")], "made by hand: id 7 in /root/CMDB, id 8"),
        ([stored(7, "web01", f"{OTHER}#42")], f"belongs to another object: id 7 in /root/CMDB for {OTHER}#42"),
        ([stored(7, "web01", f"{CMDB}#43")], f"belongs to another object: id 7 in /root/CMDB for {CMDB}#43"),
        ([stored(7, "old", f"{CMDB}#42"), stored(8, "web01")], "host old .id 7. cannot be renamed: web01"),
        ([stored(7, "a", f"{CMDB}#42"), stored(8, "b", f"{CMDB}#42")], "several hosts carry its marker"),
        (
            [stored(7, "web01", f"{CMDB}#42"), stored(8, "web01", f"{CMDB}#42")],
            "several hosts carry its marker",
        ),
    ],
)
def test_hosts_of_others_are_left_alone(hosts: list[dict[str, Any]], text: str) -> None:
    made = plan([wish("web01", 42), wish("db01", 50)], hosts)
    assert [item["name"] for item in made["hosts"]] == ["db01"]
    (conflict,) = made["conflicts"]
    assert text.replace(".id 7.", "(id 7)") in conflict


def test_a_copy_does_not_hide_the_host_with_the_right_name() -> None:
    item = only(wish("web01", 42), stored(7, "web01", f"{CMDB}#42"), stored(8, "copy of web01", f"{CMDB}#42"))
    assert item["id"] == 7


def test_a_host_made_by_hand_is_adopted_only_on_request() -> None:
    item = only(wish("web01", 42), stored(7, "web01"), adopt=True)
    assert item["id"] == 7
    for taken in ([stored(7, "web01", f"{OTHER}#42")], [stored(7, "web01"), stored(8, "web01")]):
        assert plan([wish("web01", 42)], taken, adopt=True)["hosts"] == []


def test_a_namesake_made_by_hand_does_not_matter_beside_our_own() -> None:
    assert only(wish("web01", 42), stored(7, "web01"), stored(8, "web01", f"{CMDB}#42"))["id"] == 8


@pytest.mark.parametrize(
    ("status", "before", "disabled", "disable", "state"),
    [
        ("in operation", "in operation", False, True, "present"),
        ("stored", "in operation", False, True, "disabled"),
        ("stored", "in operation", False, False, "present"),
        ("in operation", "stored", True, True, "enabled"),
        ("in operation", "gone", True, False, "enabled"),
        # Somebody disabled it by hand while it was in operation, or before it was ours.
        ("in operation", "in operation", True, True, "present"),
        ("in operation", None, True, True, "present"),
        (None, "stored", True, True, "enabled"),
    ],
)
def test_state_follows_the_cmdb_status(
    status: str | None, before: str | None, disabled: bool, disable: bool, state: str
) -> None:
    host = stored(7, "web01", f"{CMDB}#42", before, disabled=disabled)
    assert only(wish("web01", 42, status), host, disable=disable)["state"] == state


def test_a_new_host_that_is_not_in_operation_begins_disabled() -> None:
    assert only(wish("web01", 42, "planned"), disable=True)["state"] == "disabled"


def test_unknown_are_those_without_a_marked_host() -> None:
    matching = Matching([stored(7, "a", f"{CMDB}#1"), stored(8, "b")], Policy(NAMES, []))
    assert matching.unknown([wish("x", 1), wish("b", 2)]) == ["b"]
