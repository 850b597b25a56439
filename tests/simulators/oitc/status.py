# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of a host or service in the forms the server shows it: which fields are filled depends on the page."""

from __future__ import annotations

from typing import Any

from .clock import ago, duration, in_user_format
from .store import Row

HOST_STATES = ("up", "down", "unreachable")
SERVICE_STATES = ("ok", "warning", "critical", "unknown")

_FIELDS = (
    "currentState",
    "isFlapping",
    "problemHasBeenAcknowledged",
    "scheduledDowntimeDepth",
    "lastCheck",
    "nextCheck",
    "activeChecksEnabled",
    "lastHardState",
    "lastHardStateChange",
    "last_state_change",
    "output",
    "long_output",
    "acknowledgement_type",
    "state_type",
    "flap_detection_enabled",
    "notifications_enabled",
    "current_check_attempt",
    "max_check_attempts",
    "latency",
    "last_time_up",
)


def _named(state: int | None, names: tuple[str, ...], output: str | None) -> dict[str, Any]:
    if state is None:
        look = {"humanState": "not in monitoring", "cssClass": "bg-primary", "textClass": "text-primary"}
    else:
        look = {"humanState": names[state], "cssClass": f"bg-{names[state]}", "textClass": names[state]}
    return {"isHardstate": state is not None, "isInMonitoring": state is not None, **look, "outputHtml": output or ""}


def unknown() -> dict[str, Any]:
    """The status of an object without a status row, no times shown (contracts/oitc/020)."""
    empty = dict.fromkeys(_FIELDS) | {"problemHasBeenAcknowledged": False, "UserTime": None}
    return empty | _named(None, HOST_STATES, None)


def _times(
    last_check: float | None,
    next_check: float | None,
    changes: tuple[float | None, float | None],
    zone: str,
    now: float,
) -> dict[str, Any]:
    hard, change = changes
    return {
        "lastCheck": in_user_format(last_check, zone),
        "nextCheck": in_user_format(next_check, zone),
        "lastHardStateChange": in_user_format(hard, zone),
        "last_state_change": in_user_format(change, zone),
        "last_time_up": in_user_format(None, zone),
        "lastHardStateChangeInWords": duration(now - (hard or 0)),
        "last_state_change_in_words": duration(now - (change or 0)),
        "lastCheckInWords": ago(last_check, now),
        "nextCheckInWords": ago(next_check, now),
    }


def host_in_index(row: Row, zone: str, now: float) -> dict[str, Any]:
    """Hoststatus of hosts/index (contracts/oitc/226); ``row`` holds the columns of the table hoststatus."""
    change = row["last_state_change"]
    shown = dict.fromkeys(_FIELDS) | _times(row["last_check"], row["next_check"], (change, change), zone, now)
    shown |= {
        "currentState": row["current_state"],
        "isFlapping": False,
        "activeChecksEnabled": True,
        "output": row["output"],
        "problemHasBeenAcknowledged": bool(row["problem_has_been_acknowledged"]),
        "acknowledgement_type": 0,
        "state_type": 1,
        "scheduledDowntimeDepth": row["scheduled_downtime_depth"],
        "notifications_enabled": True,
    }
    return shown | _named(row["current_state"], HOST_STATES, row["output"])


def host_beside_service(row: Row | None, zone: str, now: float) -> dict[str, Any]:
    """Hoststatus beside a service: only the state itself is read (contracts/oitc/191, 259)."""
    change = row["last_state_change"] if row else None
    shown = dict.fromkeys(_FIELDS) | _times(None, None, (change, change), zone, now)
    if row:
        shown |= {"currentState": row["current_state"], "isFlapping": False, "state_type": True}
    shown["problemHasBeenAcknowledged"] = bool(row and row["problem_has_been_acknowledged"])
    return shown | _named(row["current_state"] if row else None, HOST_STATES, None)


def _in_words(times: dict[str, Any]) -> dict[str, Any]:
    """Times in words, each once more in the user's format."""
    return {
        "lastCheck": times["lastCheckInWords"],
        "nextCheck": times["nextCheckInWords"],
        "lastHardStateChange": times["lastHardStateChangeInWords"],
        "last_state_change": times["last_state_change_in_words"],
        "lastHardStateChangeUser": times["lastHardStateChange"],
        "last_state_change_user": times["last_state_change"],
        "lastCheckUser": times["lastCheck"],
        "nextCheckUser": times["nextCheck"],
    }


def host_in_browser(row: Row | None, zone: str, now: float) -> dict[str, Any]:
    """Hoststatus of hosts/browser (contracts/oitc/175, 257)."""
    change = row["last_state_change"] if row else None
    check, following = (row["last_check"], row["next_check"]) if row else (None, None)
    times = _times(check, following, (change, change), zone, now)
    shown = dict.fromkeys(_FIELDS) | times | _in_words(times) | {"longOutputHtml": ""}
    if row:
        shown |= {
            "currentState": row["current_state"],
            "isFlapping": False,
            "activeChecksEnabled": True,
            "lastHardState": 0,
            "scheduledDowntimeDepth": row["scheduled_downtime_depth"],
            "output": row["output"],
            "acknowledgement_type": 0,
            "state_type": True,
            "flap_detection_enabled": False,
            "notifications_enabled": True,
            "current_check_attempt": 1,
            "max_check_attempts": 3,
            "latency": 0,
            "last_time_up": in_user_format(check, zone),
        }
    shown["problemHasBeenAcknowledged"] = bool(row and row["problem_has_been_acknowledged"])
    return shown | _named(row["current_state"] if row else None, HOST_STATES, row["output"] if row else None)


def parent_in_browser(row: Row, zone: str, now: float) -> dict[str, Any]:
    """The state of a parent in hosts/browser: only the state and its age are read (contracts/oitc/257)."""
    times = _times(None, None, (None, row["last_state_change"]), zone, now)
    shown = dict.fromkeys(_FIELDS) | times | _in_words(times)
    shown |= {"currentState": row["current_state"], "problemHasBeenAcknowledged": False, "state_type": True}
    return shown | _named(row["current_state"], HOST_STATES, None)


def host_in_view(row: Row | None) -> dict[str, Any]:
    """hoststatus of hosts/view: no user time, raw numbers."""
    shown = unknown()
    if row:
        shown |= {"currentState": row["current_state"], "isFlapping": False, "output": row["output"]}
        shown |= _named(row["current_state"], HOST_STATES, row["output"])
    return shown


def service_in_index(row: Row, zone: str, now: float) -> dict[str, Any]:
    """Servicestatus of services/index (contracts/oitc/259)."""
    change = row["last_state_change"]
    times = _times(row["last_check"], row["next_check"], (change, change), zone, now)
    times["last_time_ok"] = times.pop("last_time_up")
    return {
        "currentState": row["current_state"],
        "lastHardState": None,
        "isFlapping": False,
        "problemHasBeenAcknowledged": False,
        "scheduledDowntimeDepth": 0,
        "activeChecksEnabled": 1,
        "processPerformanceData": None,
        "state_type": 1,
        "acknowledgement_type": 0,
        "flap_detection_enabled": None,
        "notifications_enabled": True,
        "current_check_attempt": None,
        "output": row["output"],
        "long_output": None,
        "perfdata": None,
        "latency": None,
        "max_check_attempts": None,
        **times,
        **_named(row["current_state"], SERVICE_STATES, row["output"]),
    }
