# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes: scheduled, found again, cancelled; what the engine has not done yet is pending."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import downtimes, exports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.times import Clock

from .conftest import Outcome, Server

SOON = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=1)
WISH: dict[str, Any] = {
    "hosts": ["default host"],
    "start": SOON.isoformat(),
    "end": (SOON + timedelta(hours=2)).isoformat(),
    "comment": "maintenance",
    "include_services": False,
}


@pytest.fixture
def monitored(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(downtimes, "POLL_SECONDS", 0.05)
    server.run(exports.SPEC, exports.plan_export)
    return server


def downtime(server: Server, **params: Any) -> Outcome:
    return server.run(downtimes.SPEC, downtimes.plan_downtimes, **{**WISH, **params})


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
    assert other.result["results"][0]["after"]["flexible"] is True
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
        ({"comment": " "}, "comment must not be empty"),
        ({"duration": 0}, "duration must be at least"),
        ({"hosts": ["nowhere"]}, "no monitored host nowhere"),
        ({"hosts": [{"id": 99}]}, "no monitored host id 99"),
    ],
)
def test_what_cannot_be_meant(monitored: Server, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        downtime(monitored, **params)


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
