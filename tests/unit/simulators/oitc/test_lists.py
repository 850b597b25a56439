# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages, sorting and filters (oitc-api.md §3, §4)."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc.seed import add_hosts

from .api import Api


@pytest.fixture
def hundred(api: Api) -> Api:
    """A server with 100 monitored hosts beside the stock one, which is not exported."""
    add_hosts(api.simulator.store, 100)
    return api


def ids(api: Api, **query: Any) -> list[int]:
    return [row["Host"]["id"] for row in api.get("/hosts/index.json", scroll="true", **query)["all_hosts"]]


def test_scrolling_meets_every_host_once(hundred: Api) -> None:
    seen: list[int] = []
    page, more = 1, True
    while more:
        answer = hundred.get("/hosts/index.json", scroll="true", limit=30, page=page, sort="Hosts.id", direction="asc")
        seen += [row["Host"]["id"] for row in answer["all_hosts"]]
        more, page = answer["scroll"]["hasNextPage"], page + 1
    assert seen == list(range(2, 102))


def test_an_exact_last_page_promises_a_next_one(hundred: Api) -> None:
    answer = hundred.get("/hosts/index.json", scroll="true", limit=50, page=2)
    assert answer["scroll"]["hasNextPage"] is True
    assert ids(hundred, limit=50, page=3) == []


def test_paginator_counts(hundred: Api) -> None:
    paging = hundred.get("/hosts/index.json", limit=30, page=4)["paging"]
    assert (paging["count"], paging["pageCount"], paging["current"], paging["nextPage"]) == (100, 4, 10, False)


@pytest.mark.parametrize(("direction", "first"), [("asc", 2), ("desc", 2), (None, 2)])
def test_sorting_by_id_is_always_ascending(hundred: Api, direction: str | None, first: int) -> None:
    query = {"sort": "Hosts.id", "limit": 1} | ({"direction": direction} if direction else {})
    assert ids(hundred, **query) == [first]


def test_missing_direction_is_descending(hundred: Api) -> None:
    assert ids(hundred, sort="Hosts.name", limit=1) == [101]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"filter[Hosts.name]": "bulk-0001"}, 10),
        ({"filter[Hosts.name]": "BULK-0001"}, 10),
        ({"filter[Hosts.name]": "bulk_0001"}, 10),  # _ stands for any character
        ({"filter[Hosts.name]": "0"}, 100),  # falsy: ignored
        ({"filter[Hosts.name]": "^bulk-0001[12]$", "filter[Hosts.name_regex]": "true"}, 2),
        ({"filter[Hosts.name]": "(", "filter[Hosts.name_regex]": "true"}, 100),  # invalid: ignored
        ({"filter[Host.name]": "bulk-00011"}, 100),  # unknown: ignored
        ({"filter[Hosts.id][]": ["2", "3", "999"]}, 2),
        ({"filter[Hoststatus.current_state][]": "down"}, 0),
        ({"filter[Hoststatus.current_state][]": ["up", "down"]}, 100),
        ({"filter[hostpriority]": "1"}, 100),  # the template's
        ({"filter[hostdescription]": "default"}, 100),
        ({"filter[Hosts.description]": "default"}, 0),  # the raw column is empty
    ],
)
def test_filters(hundred: Api, query: dict[str, Any], count: int) -> None:
    assert len(ids(hundred, limit=200, **query)) == count


def test_filter_in_the_body_of_a_post(hundred: Api) -> None:
    body = {"filter": {"Hosts.id": [2, 3], "Hosts.name": "bulk-00002"}}
    answer = hundred.post("/hosts/index.json", body, scroll="true")
    assert [row["Host"]["id"] for row in answer["all_hosts"]] == [3]
    assert hundred.simulator.counters["read hosts/index"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "Hosts.nosuch"},
        {"sort": "name; drop"},
        {"page": "abc"},
        {"filter[Hosts.id]": "abc"},
        {"filter[Hosts.keywords]": "word"},
    ],
)
def test_what_crashes_a_list(hundred: Api, query: dict[str, Any]) -> None:
    assert hundred.send("GET", "/hosts/index.json", query).status_code == 500


def test_limit_that_is_no_number_is_the_default(hundred: Api) -> None:
    assert len(ids(hundred, limit="abc")) == 25


def test_browser_container_narrows_the_list(api: Api) -> None:
    tenant = api.add_tenant("T")
    mine = api.add_host("mine", container_id=tenant)
    shared = api.add_host("shared", hosts_to_containers_sharing={"_ids": [tenant]})
    api.export()
    assert ids(api, BrowserContainerId=tenant) == [mine, shared]


def test_timeperiods_without_angular_are_a_short_list(api: Api) -> None:
    assert api.send("GET", "/timeperiods/index.json").json()["timeperiods"][0] == {"key": 1, "value": "24x7"}
