# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes that happen once. The server only queues them for the engine, whose list tells what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..._errors import TransportError
from ..._plan import Item, Step
from ..client import Client, Write
from ..times import Clock
from .targets import Host
from .wish import Wish

DAY = timedelta(days=1)
#: How far back and ahead downtimes are looked for that are not known by their start.
BACK, AHEAD = timedelta(days=366), timedelta(days=3660)


@dataclass(frozen=True)
class Downtime:
    """A downtime that the engine lists and that is neither over nor cancelled."""

    id: int
    host_id: int
    start: datetime
    end: datetime
    comment: str


@dataclass(frozen=True)
class Submit(Write):
    """Hands a command to the queue. Whether one arrived whose answer was lost, only the list of the engine can tell.

    It is not sent again: the engine would take both.
    """

    def send(self, client: Client) -> dict[str, Any]:
        try:
            return super().send(client)
        except TransportError as error:
            if error.delivered is False:
                raise
            return {"lost": str(error)}


def read_downtimes(client: Client, clock: Clock, wishes: Iterable[Wish]) -> list[Downtime]:
    """The downtimes among which those wished for are, with one list for all of them."""
    windows = [_window(wish, clock.now()) for wish in wishes]
    first, last = min(begin for begin, _end in windows), max(end for _begin, end in windows)
    window = {"filter[from]": clock.filter(first), "filter[to]": clock.filter(last)}
    rows = client.scroll("downtimes/host", "all_host_downtimes", "DowntimeHosts.scheduled_start_time", window)
    return [_downtime(row, clock) for row in rows if not _is_over(row["DowntimeHost"])]


def _window(wish: Wish, now: datetime) -> tuple[datetime, datetime]:
    """Between which moments the downtime begins."""
    if wish.exact and wish.start is not None:
        return wish.start - DAY, wish.start + DAY
    return now - BACK, now + AHEAD


def plan_once(host: Host, found: Sequence[Downtime], wish: Wish, clock: Clock) -> Item:
    """The plan to schedule or cancel a downtime; ``found``: those that are the wished one."""
    if not wish.present:
        return _cancellation(host, found, wish)
    label = host["name"]
    if found:
        shown = _shown(found[0])
        return Item(label, shown, shown, result=result_of(host, shown, found[0].id, False))
    if wish.start is None or wish.end is None or wish.end.timestamp() <= clock.now().timestamp():
        over = f"the downtime of host {label} is over already, it is not scheduled"
        return Item(label, None, None, result=result_of(host, None, None, False), warnings=[over])
    commands = ["SCHEDULE_HOST_DOWNTIME", *(["SCHEDULE_HOST_SVC_DOWNTIME"] if wish.include_services else [])]
    steps = [
        Step(f"schedule a downtime: {name} {label}", Submit("nagios_module/cmd/submit", _command(name, host, wish)))
        for name in commands
    ]
    return Item(label, None, wished(wish), steps, result_of(host, wished(wish), None, True))


def result_of(host: Host, shown: Mapping[str, Any] | None, number: int | None, pending: bool) -> dict[str, Any]:
    """What the module tells about a downtime of a host."""
    downtime = None if shown is None else {"id": number, **shown}
    return {"host": host["name"], "downtime": downtime, "pending": pending}


def wished(wish: Wish) -> dict[str, Any]:
    """A wish as results show it."""
    start, end = (moment.isoformat() if moment else None for moment in (wish.start, wish.end))
    return {"start": start, "end": end, "comment": wish.comment}


def _cancellation(host: Host, found: Sequence[Downtime], wish: Wish) -> Item:
    label = host["name"]
    if not found:
        return Item(label, None, None, result=result_of(host, None, None, False))
    body = {"type": "host", "includeServices": wish.include_services}
    steps = [
        Step(f"cancel downtime {one.id} of host {label}", Write("downtimes/delete/{id}", body, {"id": one.id}))
        for one in found
    ]
    return Item(label, _shown(found[0]), None, steps, result_of(host, None, None, True))


def _command(name: str, host: Host, wish: Wish) -> dict[str, Any]:
    start, end = (int(moment.timestamp()) for moment in (wish.start, wish.end) if moment)
    return {
        "command": name,
        "hostUuid": host["uuid"],
        "start_time": start,
        "end_time": end,
        "fixed": int(wish.duration is None),
        "trigger_id": 0,
        "duration": end - start if wish.duration is None else wish.duration,
        "author": wish.author,
        "comment": wish.comment,
    }


def _shown(downtime: Downtime) -> dict[str, Any]:
    start, end = downtime.start.isoformat(), downtime.end.isoformat()
    return {"start": start, "end": end, "comment": downtime.comment}


def _downtime(row: Mapping[str, Any], clock: Clock) -> Downtime:
    listed = row["DowntimeHost"]
    return Downtime(
        id=listed["internalDowntimeId"],
        host_id=row["Host"]["id"],
        start=clock.shown(listed["scheduledStartTime"]),
        end=clock.shown(listed["scheduledEndTime"]),
        comment=listed["commentData"],
    )


def _is_over(listed: Mapping[str, Any]) -> bool:
    return bool(listed["wasCancelled"] or listed["isExpired"])
