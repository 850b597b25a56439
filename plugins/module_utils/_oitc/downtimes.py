# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes of hosts. The server only queues them for the monitoring engine, whose list tells what came of it.

A downtime is known by its host, start, end and comment (oitc-observed.md §6). Scheduling answers success in any case.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec
from .._errors import InputError
from .._plan import Item, Plan, Step
from .client import Client, Write
from .host_info import SPEC as HOST_FILTERS
from .host_info import read_hosts
from .references import Reference
from .times import Clock

POLL_SECONDS = 1.0
DAY = timedelta(days=1)

SPEC = OITC_CONNECTION + ArgSpec(
    options={
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "hosts": {"type": "list", "elements": "raw", "required": True},
        "start": {"type": "str", "required": True},
        "end": {"type": "str", "required": True},
        "comment": {"type": "str", "required": True},
        "duration": {"type": "int"},
        "include_services": {"type": "bool", "default": True},
        "author": {"type": "str", "default": "Ansible"},
        "wait": {"type": "int", "default": 30},
    }
)


@dataclass(frozen=True)
class Wish:
    """The downtime asked for. ``duration``: seconds of a flexible one, which begins with a problem."""

    start: datetime
    end: datetime
    comment: str
    duration: int | None
    include_services: bool
    author: str

    def shown(self) -> dict[str, Any]:
        """As results show it."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "comment": self.comment,
            "flexible": self.duration is not None,
        }


def plan_downtimes(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan of oitc_downtime, one item per host. Only reads."""
    clock = Clock.of_user(client)
    wish = _wish(params, clock)
    hosts = _hosts(client, params["hosts"])
    listed = _listed(client, clock, wish)
    make = _schedule if params["state"] == "present" else _cancel
    items = {item: host for host in hosts for item in [make(host, listed.get(host["id"], []), wish)]}

    def confirm(written: Sequence[Item]) -> None:
        _wait(client, clock, wish, {item: items[item] for item in written}, params["wait"])

    return Plan(list(items), as_list=True, confirm=confirm)


def _wish(params: Mapping[str, Any], clock: Clock) -> Wish:
    start, end = clock.wished(params["start"], "start"), clock.wished(params["end"], "end")
    if end <= start:
        raise InputError("end must be after start")
    if not params["comment"].strip():
        raise InputError("comment must not be empty: the downtime is known by it")
    if params["duration"] is not None and params["duration"] < 1:
        raise InputError("duration must be at least 1 second")
    return Wish(start, end, params["comment"], params["duration"], params["include_services"], params["author"])


def _hosts(client: Client, given: Sequence[Any]) -> list[dict[str, Any]]:
    """The hosts by name or id. Only monitored ones can have a downtime."""
    references = [Reference.parse(one, "hosts") for one in given]
    anything = {name: option.get("default") for name, option in HOST_FILTERS.options.items()}
    filters = {
        "names": [one.name for one in references if one.name is not None],
        "ids": [one.id for one in references if one.id is not None],
    }
    found: dict[int, dict[str, Any]] = {}
    for name, values in filters.items():
        if values:
            wanted = {**anything, "monitoring": ["monitored"], name: values}
            found.update({host["id"]: host for host in read_hosts(client, wanted)["hosts"]})
    for reference in references:
        matches = [host for host in found.values() if reference.name == host["name"] or reference.id == host["id"]]
        _demand_one(reference, matches)
    return list(found.values())


def _demand_one(reference: Reference, matches: Sequence[Mapping[str, Any]]) -> None:
    label = reference.name or f"id {reference.id}"
    if not matches:
        raise InputError(
            f"there is no monitored host {label}",
            reason="A new host is monitored after an export, a disabled one is not.",
        )
    if len(matches) > 1:
        ids = ", ".join(str(host["id"]) for host in matches)
        raise InputError(f"there are {len(matches)} hosts named {label}: ids {ids}", reason="Give {id: …}.")


def _listed(client: Client, clock: Clock, wish: Wish) -> dict[int, list[int]]:
    """The ids of the downtimes that are the wished one and neither over nor cancelled, by host."""
    window = {"filter[from]": clock.filter(wish.start - DAY), "filter[to]": clock.filter(wish.start + DAY)}
    rows = client.scroll("downtimes/host", "all_host_downtimes", "DowntimeHosts.scheduled_start_time", window)
    found: dict[int, list[int]] = {}
    for row in rows:
        downtime = row["DowntimeHost"]
        start, end = clock.shown(downtime["scheduledStartTime"]), clock.shown(downtime["scheduledEndTime"])
        over = downtime["wasCancelled"] or downtime["isExpired"]
        if not over and (start, end, downtime["commentData"]) == (wish.start, wish.end, wish.comment):
            found.setdefault(row["Host"]["id"], []).append(downtime["internalDowntimeId"])
    return found


def _schedule(host: Mapping[str, Any], ids: Sequence[int], wish: Wish) -> Item:
    label, shown = host["name"], wish.shown()
    if ids:
        return Item(label, shown, shown, result=_result(host, shown, ids[0], False))
    if wish.end <= datetime.now(timezone.utc):
        return Item(
            label,
            None,
            None,
            result=_result(host, None, None, False),
            warnings=[f"the downtime of host {label} is over already, it is not scheduled"],
        )
    commands = ["SCHEDULE_HOST_DOWNTIME", *(["SCHEDULE_HOST_SVC_DOWNTIME"] if wish.include_services else [])]
    steps = [Step(f"schedule a downtime: {name} {label}", _submit(name, host, wish)) for name in commands]
    return Item(label, None, shown, steps, _result(host, shown, None, True))


def _submit(command: str, host: Mapping[str, Any], wish: Wish) -> Write:
    start, end = int(wish.start.timestamp()), int(wish.end.timestamp())
    body = {
        "command": command,
        "hostUuid": host["uuid"],
        "start_time": start,
        "end_time": end,
        "fixed": int(wish.duration is None),
        "trigger_id": 0,
        "duration": end - start if wish.duration is None else wish.duration,
        "author": wish.author,
        "comment": wish.comment,
    }
    return Write("nagios_module/cmd/submit", body)


def _cancel(host: Mapping[str, Any], ids: Sequence[int], wish: Wish) -> Item:
    if not ids:
        return Item(host["name"], None, None, result=_result(host, None, None, False))
    body = {"type": "host", "includeServices": wish.include_services}
    steps = [
        Step(f"cancel downtime {number} of host {host['name']}", Write("downtimes/delete/{id}", body, {"id": number}))
        for number in ids
    ]
    return Item(host["name"], wish.shown(), None, steps, _result(host, None, None, True))


def _result(
    host: Mapping[str, Any], shown: Mapping[str, Any] | None, number: int | None, pending: bool
) -> dict[str, Any]:
    downtime = None if shown is None else {"id": number, **shown}
    return {"host": host["name"], "downtime": downtime, "pending": pending}


def _wait(client: Client, clock: Clock, wish: Wish, items: Mapping[Item, Mapping[str, Any]], seconds: float) -> None:
    """Look until the engine has done it all. What it has not done in time stays pending, which is no failure."""
    end = time.monotonic() + seconds
    while True:
        listed = _listed(client, clock, wish)
        for item, host in items.items():
            ids = listed.get(host["id"], [])
            done = bool(ids) == (item.after is not None)
            item.result = _result(host, item.after, ids[0] if ids else None, not done)
        if time.monotonic() >= end or not any(item.result["pending"] for item in items):
            return
        time.sleep(POLL_SECONDS)
