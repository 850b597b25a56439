# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurring downtimes: added, found again, replaced, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AuthError, InputError

from ..conftest import Outcome, Server
from .conftest import task

EVENING = {"weekdays": ["monday", "tuesday"], "time": "20:00", "minutes": 15}


def recurring(server: Server, **params: Any) -> Outcome:
    return task(server, **{"hosts": ["default host"], "comment": "maintenance", "recurring": {**EVENING}, **params})


def listed(server: Server) -> list[dict[str, Any]]:
    return [row["Systemdowntime"] for row in server.get("systemdowntimes/host")["all_host_recurring_downtimes"]]


def test_add_repeat_replace_delete(server: Server) -> None:
    """Also for a host that was never exported: the server keeps these itself."""
    predicted = recurring(server, check=True)
    assert (predicted.changed, predicted.writes) == (True, {})
    added = recurring(server)
    assert added.writes == {"systemdowntimes/addHostdowntime": 1}
    assert added.result["results"][0]["after"] == predicted.result["results"][0]["after"]
    [row] = listed(server)
    assert added.result["results"][0]["downtime"]["id"] == row["id"]
    assert (row["weekdays"], row["dayOfMonth"], row["startTime"], row["duration"]) == (["1", "2"], [], "20:00", 15)
    assert (recurring(server).changed, recurring(server).writes) == (False, {})

    longer = {**EVENING, "weekdays": ["tuesday", "monday"], "minutes": 30}
    replaced = recurring(server, recurring=longer)
    assert replaced.writes == {"systemdowntimes/addHostdowntime": 1, "systemdowntimes/delete": 1}
    assert replaced.result["results"][0]["before"]["minutes"] == 15
    assert [row["duration"] for row in listed(server)] == [30]
    assert recurring(server, recurring=longer).writes == {}

    other = recurring(
        server, comment="first of the month", recurring={"days_of_month": [1, 15], "time": "9:05", "minutes": 5}
    )
    assert other.writes == {"systemdowntimes/addHostdowntime": 1}
    assert {tuple(row["dayOfMonth"]) for row in listed(server)} == {(), ("1", "15")}

    assert recurring(server, state="absent", recurring={}).writes == {"systemdowntimes/delete": 1}
    assert recurring(server, state="absent", recurring={}).writes == {}
    assert [row["comment"] for row in listed(server)] == ["first of the month"]


def test_many_hosts_and_downtimes_take_the_same_look_ups(web01: Server) -> None:
    wish = [{"comment": "a"}, {"comment": "b", "recurring": {**EVENING, "time": "21:00"}}]
    made = recurring(web01, hosts=["default host", "web01"], downtimes=wish)
    assert made.writes == {"systemdowntimes/addHostdowntime": 4}
    repeated = recurring(web01, hosts=["default host", "web01"], downtimes=wish)
    # Profile, containers, three lists of hosts, recurring downtimes.
    assert (repeated.changed, repeated.requests) == (False, 6)


def test_a_day_that_the_server_takes_for_another_is_told(server: Server) -> None:
    """It shifts the time to its own zone, here UTC, but not the day (oitc-observed.md §9.13)."""
    assert recurring(server, comment="noon", recurring={**EVENING, "time": "12:00"}).plan.items[0].warnings == []
    warned = recurring(server, recurring={**EVENING, "time": "00:30"}).plan.items[0].warnings
    assert "begins at 00:30 of another day" in warned[0]


def test_a_lost_answer_adds_no_second_one(server: Server) -> None:
    server.fault(kind="reset", match="addHostdowntime")
    with pytest.raises(Exception, match="addHostdowntime"):
        recurring(server)
    assert recurring(server).changed is False
    assert len(listed(server)) == 1


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"recurring": {"time": "20:00", "minutes": 5}}, "needs weekdays or days_of_month"),
        ({"recurring": {**EVENING, "time": "25:00"}}, "needs a time like 20:00"),
        ({"recurring": {**EVENING, "minutes": 0}}, "at least 1"),
        ({"recurring": {**EVENING, "days_of_month": [32]}}, "from 1 to 31"),
        ({"start": "now"}, "recurring and start exclude each other"),
    ],
)
def test_what_cannot_be_meant(server: Server, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        recurring(server, **params)


def test_the_missing_right_is_named(server: Server) -> None:
    server.fault(kind="missing_right", times=0, args={"right": "systemdowntimes/addHostdowntime"})
    with pytest.raises(AuthError, match=r"lacks the right Systemdowntimes\.addHostdowntime"):
        recurring(server)
