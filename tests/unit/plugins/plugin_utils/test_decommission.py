# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects are named, and which hosts are taken for theirs."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._decommission import identities, plan

WEB = {
    "id": 42,
    "title": "web",
    "status": "normal",
    "categories": {
        "C__CATG__IP": [
            {"id": 7, "ipv4_address": "192.0.2.1", "hostname": "www", "domain": "example.com"},
            {"id": 8, "ipv6_address": "2001:db8::1"},
            {"id": 9, "hostname": "dhcp"},
        ]
    },
}
OLD = {"id": 43, "title": "old", "status": "archived", "categories": {}}


def host(name: str = "web", address: str = "192.0.2.1", mark: str | None = None, **more: Any) -> dict[str, Any]:
    variables = [{"name": "MARK", "value": mark}] if mark else []
    known = {"id": 5, "name": name, "address": address, "monitoring": "monitored", "disabled": False}
    return {**known, **more, "config": {"custom_variables": variables}}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", []),
        (" , ", []),
        ("web, id=42 , web", [{"title": "web"}, {"id": 42}]),
        ("sysid=SYSID_1,title=a=b", [{"sysid": "SYSID_1"}, {"title": "a=b"}]),
        ("a=b", [{"title": "a=b"}]),
        (["web", {"title": "web", "type": "Server"}], [{"title": "web"}, {"title": "web", "type": "Server"}]),
        ("42", [{"title": "42"}]),
    ],
)
def test_people_name_objects(given: Any, found: list[dict[str, Any]]) -> None:
    assert identities(given) == found


def test_an_id_is_a_number() -> None:
    with pytest.raises(ValueError, match="id=web"):
        identities("id=web")


@pytest.mark.parametrize(
    ("one", "belongs"),
    [
        (host(mark="cmdb#42", address="198.51.100.1"), True),
        (host(mark="other#42"), False),
        (host(mark="cmdb#44"), False),
        (host(), True),
        (host(address="2001:db8::1"), True),
        (host(address="www.example.com"), True),
        (host(address="192.0.2.2"), False),
    ],
)
def test_only_evidence_makes_a_host_theirs(one: dict[str, Any], belongs: bool) -> None:
    made = plan([WEB, OLD], [one], marker="MARK", cmdb="cmdb")
    assert made["hosts"] == made["monitored"] == ([{"id": 5}] if belongs else [])
    assert made["foreign"] == ([] if belongs else [one])
    assert plan([WEB], [one], marker="MARK", cmdb="cmdb", by_name=True)["hosts"] == [{"id": 5}]


@pytest.mark.parametrize(
    ("disabled", "state", "hinders"),
    [(False, "disabled", True), (True, "disabled", False), (False, "absent", True), (True, "absent", True)],
)
def test_a_foreign_host_hinders_what_is_still_to_be_done(disabled: bool, state: str, hinders: bool) -> None:
    foreign = host(mark="cmdb#44", disabled=disabled)
    assert plan([WEB], [foreign], marker="MARK", cmdb="cmdb", state=state)["foreign"] == [foreign] * hinders


def test_what_is_done_already_is_not_done_again() -> None:
    made = plan([WEB, OLD], [host(monitoring="disabled")])
    assert made["hosts"] == [{"id": 5}]
    assert made["monitored"] == []
    assert made["in_use"] == [{"id": 42}]
    assert made["objects"] == [{"object": {"id": 42}}, {"object": {"id": 43}}]


def test_names_and_addresses_are_those_of_the_entries() -> None:
    made = plan([WEB, OLD])
    assert made["names"] == ["dhcp", "old", "web", "www", "www.example.com"]
    assert [(line["object"], line["event"], line["once_key"]) for line in made["addresses"]] == [
        ({"id": 42}, "Address 192.0.2.1 freed", "freed-address-7"),
        ({"id": 42}, "Address 2001:db8::1 freed", "freed-address-8"),
    ]
