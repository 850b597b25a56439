# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes that last until further notice."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.downtimes import downtimes, windows

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize("days", [1, 2, 7, 30])
def test_daily_runs_leave_no_gap_and_know_what_still_lasts(days: int) -> None:
    known: set[tuple[str, str]] = set()
    for day in range(90):
        now = NOON + timedelta(days=day)
        lasting = [(one["start"], one["end"]) for one in windows(days, now)]
        start, end = (datetime.fromisoformat(text) for text in lasting[0])
        assert start <= now
        assert end >= now + timedelta(days=2)
        still = {one for one in known if datetime.fromisoformat(one[1]) > now}
        assert still <= set(lasting)
        known.add(lasting[0])
    assert len(known) <= 90 // days + 2


def test_the_window_stays_the_same_all_day() -> None:
    assert len({str(windows(7, NOON + timedelta(hours=hours))) for hours in range(12)}) == 1


def run(*hosts: dict[str, Any]) -> list[tuple[str, list[int]]]:
    wishes = [{"name": "in", "in_operation": True}, {"name": "out", "in_operation": False}]
    results = [{"host": {"id": 1, "name": "in"}}, {"host": {"id": 2, "name": "out"}}, {"failed": True}, {"host": None}]
    made = downtimes(wishes, results, hosts, 7, NOON)
    return [(one["state"], [host["id"] for host in one["hosts"]]) for one in made]


def monitored(number: int, in_downtime: bool, monitoring: str = "monitored") -> dict[str, Any]:
    return {"id": number, "in_downtime": in_downtime, "monitoring": monitoring}


def test_who_is_out_gets_one_and_who_is_back_loses_his() -> None:
    assert run(monitored(1, False), monitored(2, False)) == [("present", [2])]
    assert run(monitored(2, True)) == [("present", [2])]
    states = run(monitored(1, True), monitored(2, True), monitored(3, True))
    assert states[0] == ("present", [2])
    assert states[1:] == [("absent", [1])] * len(windows(7, NOON))


def test_only_monitored_hosts_can_have_one() -> None:
    assert run(monitored(2, False, "not_monitored")) == []
    assert run() == []
