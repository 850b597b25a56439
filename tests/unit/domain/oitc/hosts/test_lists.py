# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many hosts in one task: one plan, one difference, a result for each, and what a broken one does to the others."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, InputError, NotStoredError

from ..conftest import Outcome, Server

COMMON = {
    "container": "/root/North",
    "hosttemplate": "default host",
    "hostgroups": ["linux", "web"],
    "contacts": ["ops"],
    "description": "Web server",
}


def many(count: int) -> dict[str, Any]:
    hosts = [{"name": f"web{number:03}", "address": f"192.0.2.{number}"} for number in range(count)]
    return {**COMMON, "hosts": hosts}


def test_a_hundred_hosts_in_one_task(furnished: Server) -> None:
    created = furnished.host(**many(100))
    assert created.writes == {"hosts/add": 100}
    assert [result["host"]["name"] for result in created.result["results"]] == [f"web{at:03}" for at in range(100)]
    repeated = furnished.host(**many(100))
    assert (repeated.changed, repeated.writes) == (False, {})
    kinds_of_names = 4
    assert repeated.requests <= kinds_of_names + 2 * 100


def test_items_differ_and_only_those_are_written(furnished: Server) -> None:
    furnished.host(**many(3))
    task = many(3)
    task["hosts"][1]["priority"] = 3
    changed = furnished.host(**task)
    assert changed.writes == {"hosts/edit": 1}
    assert [result["changed"] for result in changed.result["results"]] == [False, True, False]
    assert list(changed.plan.diff()["after"]) == ["web001"]


def test_a_parent_may_be_made_in_the_same_task(furnished: Server) -> None:
    task = {"container": "/root", "hosttemplate": "default host"}
    hosts = [{"name": "gw", "address": "192.0.2.1"}, {"name": "web", "address": "192.0.2.2", "parents": ["gw"]}]
    predicted = furnished.host(check=True, **task, hosts=hosts).result["results"][1]["after"]
    created = furnished.host(**task, hosts=hosts).result["results"][1]["after"]
    assert predicted["parents"] == created["parents"] == ["gw"]
    assert furnished.host(**task, hosts=hosts).writes == {}
    with pytest.raises(InputError, match="parents form a loop: gw → web → gw"):
        furnished.host(hosts=[{"name": "gw", "parents": ["web"]}, {"name": "web"}])


#: What may be wrong with the host in the middle: found while planning, before the first write.
BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"priority": 9}, "priority must be from 1 to 5, not 9 (host web001)"),
    ({"hosttemplate": "nowhere"}, "no host template 'nowhere'"),
    ({"container": "/root/nowhere"}, "no container '/root/nowhere'"),
    ({"container_id": 999}, "Invalid container (host web001)"),
    ({"id": 999}, "Host not found (host 999)"),
    ({"name": "web000"}, "host web000 is named twice"),
    ({"custom_variables": [{"name": "A"}]}, "A needs either value or secret"),
]


def broken(change: dict[str, Any]) -> dict[str, Any]:
    task = many(3)
    del task["container"]
    for item in task["hosts"]:
        item["container"] = COMMON["container"]
    if "container_id" in change:
        del task["hosts"][1]["container"]
    task["hosts"][1].update(change)
    return task


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_one_bad_host_stops_all_before_the_first_write(furnished: Server, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiError) as caught:
        furnished.host(**broken(change))
    assert message in str(caught.value)
    assert furnished.simulator.counters["writes"] == furnished_writes(furnished)


def furnished_writes(server: Server) -> int:
    """All writes but those for hosts."""
    counters = server.simulator.counters
    return sum(number for key, number in counters.items() if key.startswith("write ") and "write hosts/" not in key)


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_the_others_go_on_if_told_to(furnished: Server, change: dict[str, Any], message: str) -> None:
    task = {**broken(change), "check_missing": "fail", "continue_on_error": True}
    predicted, outcome = furnished.host(check=True, **task), furnished.host(**task)
    assert (predicted.writes, outcome.writes) == ({}, {"hosts/add": 2})
    for one in (predicted, outcome):
        failed_in_the_middle(one, message)
        assert [result["changed"] for result in one.result["results"]] == [True, False, True]
        assert list(one.plan.diff()["after"]) == ["web000", "web002"]
    again = furnished.host(**task)
    assert (again.changed, again.writes) == (False, {})
    failed_in_the_middle(again, message)


def failed_in_the_middle(outcome: Outcome, message: str) -> None:
    assert [result.get("failed", False) for result in outcome.result["results"]] == [False, True, False]
    assert message in outcome.result["results"][1]["msg"]
    assert outcome.result["results"][1]["steps"] == []


def test_the_others_go_on_when_a_write_fails(furnished: Server) -> None:
    furnished.fault(kind="http", match='"web001"', args={"status": 500, "body": "{}"})
    outcome = furnished.host(**many(3), continue_on_error=True)
    assert [result.get("failed", False) for result in outcome.result["results"]] == [False, True, False]
    assert [result["changed"] for result in outcome.result["results"]] == [True, False, True]
    assert outcome.result["results"][2]["host"]["id"]
    assert furnished.host(**many(3)).writes == {"hosts/add": 1}


def test_the_others_go_on_when_something_did_not_stick(furnished: Server) -> None:
    furnished.host(**many(3))
    task = many(3)
    for item in task["hosts"]:
        item["notes"] = "x"
    furnished.fault(kind="drop_value", match="hosts/edit/3", args={"field": "notes"})
    outcome = furnished.host(**task, continue_on_error=True)
    assert [result.get("failed", False) for result in outcome.result["results"]] == [False, True, False]
    assert "notes: asked for 'x', stored is ''" in outcome.result["results"][1]["msg"]
    furnished.fault(kind="drop_value", match="hosts/edit/3", args={"field": "notes"})
    with pytest.raises(NotStoredError, match="web001"):
        furnished.host(**task)


def test_the_others_go_on_when_parents_form_a_loop(furnished: Server) -> None:
    furnished.host(**many(3))
    task = many(3)
    task["hosts"][0]["parents"], task["hosts"][1]["parents"] = ["web001"], ["web000"]
    task["hosts"][2]["notes"] = "x"
    outcome = furnished.host(**task, continue_on_error=True)
    assert outcome.writes == {"hosts/edit": 1}
    assert [result.get("failed", False) for result in outcome.result["results"]] == [True, True, False]
    assert "parents form a loop: web000 → web001 → web000" in outcome.result["results"][0]["msg"]


def test_a_host_named_twice_is_refused(furnished: Server) -> None:
    task = many(2)
    task["hosts"][1] = dict(task["hosts"][0])
    with pytest.raises(InputError, match="web000 is named twice"):
        furnished.host(**task)
