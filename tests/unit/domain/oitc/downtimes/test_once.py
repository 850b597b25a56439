# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes: scheduled, found again, cancelled; what the engine has not done yet is pending."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    InputError,
    NotFoundError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.downtimes.wish import Wish
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.times import Clock

from ..conftest import Outcome, Server
from .conftest import task

SOON = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=1)
WISH: dict[str, Any] = {
    "hosts": ["default host"],
    "start": SOON.isoformat(),
    "end": (SOON + timedelta(hours=2)).isoformat(),
    "comment": "maintenance",
    "include_services": False,
}


def downtime(server: Server, **params: Any) -> Outcome:
    return task(server, **{**WISH, **params})


def test_schedule_repeat_cancel(monitored: Server) -> None:
    predicted = downtime(monitored, check=True)
    assert (predicted.changed, predicted.writes) == (True, {})
    scheduled = downtime(monitored)
    assert scheduled.writes == {"nagios_module/cmd/submit": 1}
    result = scheduled.result["results"][0]
    assert (result["pending"], result["host"]) == (False, "default host")
    assert result["after"] == predicted.result["results"][0]["after"]
    repeated = downtime(monitored)
    assert (repeated.changed, repeated.writes) == (False, {})
    assert repeated.result["results"][0]["downtime"]["id"] == result["downtime"]["id"]
    other = downtime(monitored, comment="other", duration=600)
    assert {one.changed for one in other.plan.items} == {True}
    cancelled = downtime(monitored, state="absent")
    assert (cancelled.changed, cancelled.result["results"][0]["pending"]) == (True, False)
    assert downtime(monitored, state="absent").changed is False
    assert downtime(monitored, comment="other", duration=600).changed is False


def test_the_same_moment_in_another_zone_is_the_same(monitored: Server) -> None:
    downtime(monitored)
    elsewhere = timezone(timedelta(hours=-5))
    moments = {key: datetime.fromisoformat(WISH[key]).astimezone(elsewhere).isoformat() for key in ("start", "end")}
    assert downtime(monitored, **moments).changed is False


def test_what_the_engine_has_not_taken_is_pending(monitored: Server) -> None:
    monitored.fault(kind="engine_down", times=0)
    assert downtime(monitored, wait=0).result["results"][0]["pending"] is True


def test_a_downtime_that_is_over_is_not_scheduled(monitored: Server) -> None:
    past = {"start": "2026-01-01T10:00", "end": "2026-01-01T11:00"}
    outcome = downtime(monitored, **past)
    assert (outcome.changed, outcome.writes) == (False, {})
    assert "over already" in outcome.plan.items[0].warnings[0]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"start": "tomorrow"}, "start must look like"),
        ({"end": WISH["start"]}, "end must be after start"),
        ({"comment": " "}, "comment is needed"),
        ({"duration": 0}, "duration must be at least"),
        ({"hosts": []}, "hosts is needed"),
        ({"end": None}, "end is needed"),
        ({"comment": None}, "comment is needed"),
        ({"hosts": ["nowhere"]}, "no monitored host nowhere"),
        ({"hosts": [{"id": 99}]}, "no monitored host id 99"),
        ({"downtimes": [{}, {"duration": 60}]}, "of host default host is named twice"),
    ],
)
def test_what_cannot_be_meant(monitored: Server, params: dict[str, Any], message: str) -> None:
    with pytest.raises((InputError, NotFoundError), match=message):
        downtime(monitored, **params)


def test_many_downtimes_take_the_same_look_ups(monitored: Server) -> None:
    days = [{"comment": f"day {day}", "start": f"2027-03-{day:02}T20:00", "end": "+2h"} for day in range(1, 11)]
    made = downtime(monitored, start=None, end=None, comment=None, downtimes=days)
    assert made.writes == {"nagios_module/cmd/submit": 10}
    assert [one["pending"] for one in made.result["results"]] == [False] * 10
    repeated = downtime(monitored, start=None, end=None, comment=None, downtimes=days)
    # Profile, containers, hosts, downtimes.
    assert (repeated.changed, repeated.requests) == (False, 4)


def test_downtimes_far_apart_are_found_together(monitored: Server) -> None:
    both = [{"comment": "now", "start": "now"}, {"comment": "far", "start": "2099-03-01T20:00"}]
    made = downtime(monitored, start=None, end="+2h", downtimes=both)
    assert made.writes == {"nagios_module/cmd/submit": 2}
    assert downtime(monitored, start=None, end="+2h", downtimes=both).changed is False


def test_from_now_on_it_is_known_by_its_comment_until_it_is_over(monitored: Server) -> None:
    now = {"start": "now", "end": "+2h", "comment": "update"}
    made = downtime(monitored, **now).result["results"][0]["downtime"]
    assert datetime.fromisoformat(made["end"]) - datetime.fromisoformat(made["start"]) == timedelta(hours=2)
    again = downtime(monitored, **now, wait=0)
    assert (again.changed, again.result["results"][0]["downtime"]) == (False, made)
    gone = downtime(monitored, start=None, end=None, comment="update", state="absent")
    assert (gone.changed, gone.result["results"][0]["pending"]) == (True, False)
    assert downtime(monitored, start=None, end=None, comment="update", state="absent").changed is False


def test_what_may_have_arrived_is_not_queued_again(monitored: Server) -> None:
    """The answer is lost, the command is not: sent again, the engine would hold two downtimes."""
    monitored.fault(kind="reset", match="nagios_module/cmd/submit")
    made = downtime(monitored)
    assert made.writes == {"nagios_module/cmd/submit": 1}
    assert (made.result["results"][0]["pending"], made.plan.items[0].warnings) == (False, [])
    assert downtime(monitored).changed is False


def test_what_may_be_lost_is_told(monitored: Server) -> None:
    monitored.simulator.faults.replace(
        [{"kind": "reset", "match": "nagios_module/cmd/submit"}, {"kind": "engine_down", "times": 0}]
    )
    made = downtime(monitored, wait=0)
    assert made.result["results"][0]["pending"] is True
    assert "nobody can know whether the downtime was queued" in made.plan.items[0].warnings[0]


def test_check_mode_sees_ahead(monitored: Server) -> None:
    predicted = downtime(monitored, check=True, hosts=["new host"])
    assert (predicted.changed, predicted.result["results"][0]["unresolved"]) == (True, ["hosts: new host"])
    assert "an earlier task may be about to create or export it" in predicted.plan.items[0].warnings[0]
    with pytest.raises(NotFoundError, match="no monitored host new host"):
        downtime(monitored, check=True, hosts=["new host"], check_missing="fail")
    assert downtime(monitored, hosts=["gone"], state="absent").changed is False


def test_the_missing_right_is_named(monitored: Server) -> None:
    monitored.fault(kind="missing_right", times=0, args={"right": "downtimes/host"})
    with pytest.raises(AuthError, match=r"lacks the right Downtimes\.host"):
        downtime(monitored)


def test_the_hours_around_the_change_of_summer_time() -> None:
    clock = Clock("Europe/Berlin", "H:i:s - d.m.Y")
    left_out = clock.wished("2027-03-28T02:30", "start")
    assert left_out == datetime(2027, 3, 28, 1, 30, tzinfo=timezone.utc)
    assert clock.shown("03:30:00 - 28.03.2027") == left_out
    item = {"state": "present", "comment": "x", "include_services": True, "author": "x"}
    twice = Wish.of({**item, "start": "2027-10-31T02:30+02:00", "end": "2027-10-31T02:15+01:00"}, clock)
    assert twice.end is not None
    assert twice.start is not None
    assert twice.end.timestamp() - twice.start.timestamp() == 45 * 60
    assert Wish.of({**item, "start": "2027-10-30T12:00", "end": "+1d"}, clock).end == clock.wished(
        "2027-10-31T11:00", ""
    )


def test_midnight_is_twelve_am() -> None:
    clock = Clock("Europe/Berlin", "F j, Y h:i:s A")
    assert clock.shown("October 2, 2026 12:05:59 AM") == datetime(2026, 10, 1, 22, 5, tzinfo=timezone.utc)
    assert clock.shown("October 2, 2026 12:05:59 PM") == datetime(2026, 10, 2, 10, 5, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("php_format", "text"),
    [
        ("H:i:s - d.m.Y", "20:05:59 - 22.11.2026"),
        ("F j, Y H:i:s", "November 22, 2026 20:05:59"),
        ("m-d-Y h:i:s A", "11-22-2026 08:05:59 PM"),
        ("H:i:s m-d-Y", "20:05:59 11-22-2026"),
        ("j F Y, H:i:s", "22 November 2026, 20:05:59"),
        ("d.m.Y - h:i:s A", "22.11.2026 - 08:05:59 PM"),
        ("H:i - d.m.Y", "20:05 - 22.11.2026"),
        ("Y-m-d H:i", "2026-11-22 20:05"),
    ],
)
def test_times_are_read_in_every_format_of_the_profile(php_format: str, text: str) -> None:
    clock = Clock("Europe/Berlin", php_format)
    assert clock.shown(text) == datetime(2026, 11, 22, 19, 5, tzinfo=timezone.utc)
    assert clock.wished("2026-11-22T20:05:30", "start") == clock.shown(text)
    with pytest.raises(ApiError, match="not in the format"):
        clock.shown("soon")
