# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of oitc_downtime: one item for each host of each downtime.

A downtime is known by its host, start, end and comment (oitc-observed.md §6).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError, NotFoundError
from ..._plan import Item, Plan
from ..client import Client
from ..references import Reference
from ..times import Clock
from .once import plan_once, read_downtimes, result_of, wished
from .options import DOWNTIME
from .recurring import Recurrence, confirm_recurring, plan_recurring, read_recurring
from .targets import Host, Targets, label_of
from .wish import Wish

POLL_SECONDS = 1.0


def plan_downtimes(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all downtimes of a task. Only reads."""
    downtimes = Downtimes(client, float(params["wait"]))
    return Plan(downtimes.plan(DOWNTIME.items(params)[0]), as_list=True, confirm=downtimes.confirm)


@dataclass(frozen=True, eq=False)
class Asked:
    """One downtime for one host, as the task asks for it."""

    reference: Reference
    wish: Wish | Recurrence
    tolerant: bool


class Downtimes:
    """The downtimes of one task; lists are read once for all of them."""

    def __init__(self, client: Client, wait: float) -> None:
        self._client = client
        self._wait = wait
        self._clock = Clock.of_user(client)
        self._once: dict[Item, tuple[Host, Wish]] = {}
        self._recurring: dict[Item, tuple[Host, Recurrence]] = {}

    def plan(self, items: Sequence[Mapping[str, Any]]) -> list[Item]:
        """One item per host and downtime, in order."""
        asked = [one for item in items for one in self._asked(item)]
        once = [one for one in asked if isinstance(one.wish, Wish)]
        recurring = [one for one in asked if isinstance(one.wish, Recurrence)]
        plans = {**self._plan_once(once), **self._plan_recurring(recurring)}
        _refuse_twins([*self._once.values(), *self._recurring.values()])
        return [plans[one] for one in asked]

    def confirm(self, items: Sequence[Item]) -> None:
        """Wait for the engine, and read recurring downtimes back."""
        once = {item: self._once[item] for item in items if item in self._once}
        if once:
            self._wait_for(once)
        recurring = {item: self._recurring[item] for item in items if item in self._recurring}
        if recurring:
            known = read_recurring(self._client)
            for item, (host, wish) in recurring.items():
                confirm_recurring(item, host, known, wish)

    def _asked(self, item: Mapping[str, Any]) -> list[Asked]:
        if not item.get("hosts"):
            raise InputError("hosts is needed")
        wish = Wish.of(item, self._clock) if item.get("recurring") is None else Recurrence.of(item)
        tolerant = self._client.check_mode and item.get("check_missing") != "fail"
        references = [Reference.parse(host, "hosts") for host in item["hosts"]]
        return [Asked(one, wish, tolerant) for one in dict.fromkeys(references)]

    def _plan_once(self, asked: Sequence[Asked]) -> dict[Asked, Item]:
        if not asked:
            return {}
        targets = Targets(self._client, [one.reference for one in asked], monitored=True)
        wishes = {one: one.wish for one in asked if isinstance(one.wish, Wish)}
        known = read_downtimes(self._client, self._clock, wishes.values())
        plans = {}
        for one, wish in wishes.items():
            host = _host(targets, one)
            if host is None:
                plans[one] = _without_host(one, wished(wish))
                continue
            found = [
                row for row in known if row.host_id == host["id"] and wish.matches(row.start, row.end, row.comment)
            ]
            plans[one] = plan_once(host, found, wish, self._clock)
            self._once[plans[one]] = (host, wish)
        return plans

    def _plan_recurring(self, asked: Sequence[Asked]) -> dict[Asked, Item]:
        if not asked:
            return {}
        targets = Targets(self._client, [one.reference for one in asked], monitored=False)
        known = read_recurring(self._client)
        plans = {}
        for one in asked:
            wish: Any = one.wish
            host = _host(targets, one)
            if host is None:
                plans[one] = _without_host(one, wish.shown())
                continue
            plans[one] = plan_recurring(host, known, wish)
            self._recurring[plans[one]] = (host, wish)
        return plans

    def _wait_for(self, items: Mapping[Item, tuple[Host, Wish]]) -> None:
        """Look until the engine has done it all. What it has not done in time stays pending, which is no failure."""
        end = time.monotonic() + self._wait
        while True:
            known = read_downtimes(self._client, self._clock, [wish for _host, wish in items.values()])
            for item, (host, wish) in items.items():
                ids = [
                    row.id
                    for row in known
                    if row.host_id == host["id"] and wish.matches(row.start, row.end, row.comment)
                ]
                done = bool(ids) == wish.present
                item.result = result_of(host, item.after, ids[0] if ids else None, not done)
            if time.monotonic() >= end or not any(item.result["pending"] for item in items):
                break
            time.sleep(POLL_SECONDS)
        for item in items:
            _tell_what_was_lost(item)


def _refuse_twins(planned: Sequence[tuple[Host, Wish | Recurrence]]) -> None:
    """Both would be queued, as the engine lists neither."""
    seen: set[Any] = set()
    for host, wish in planned:
        times = (wish.start, wish.end) if isinstance(wish, Wish) else ()
        key = (host["id"], wish.comment, *times)
        if key in seen:
            raise InputError(f"the downtime {wish.comment!r} of host {host['name']} is named twice")
        seen.add(key)


def _tell_what_was_lost(item: Item) -> None:
    lost = [step.answer["lost"] for step in item.steps if step.answer and "lost" in step.answer]
    if lost and item.result["pending"]:
        item.warnings.append(f"host {item.name}: nobody can know whether the downtime was queued: {lost[0]}")


def _host(targets: Targets, asked: Asked) -> Host | None:
    """The host; None for one that is not there when check mode sees ahead, or when nothing is to be there."""
    try:
        return targets.find(asked.reference)
    except NotFoundError:
        if asked.reference.name is None or (asked.wish.present and not asked.tolerant):
            raise
        return None


def _without_host(asked: Asked, shown: Mapping[str, Any]) -> Item:
    label = label_of(asked.reference)
    if not asked.wish.present:
        return Item(label, None, None, result=result_of({"name": label}, None, None, False))
    missing = f"hosts: {label}"
    warning = f"downtime of host {label}: not found, an earlier task may be about to create or export it: {missing}"
    result = result_of({"name": label}, shown, None, True)
    return Item(label, None, shown, result=result, warnings=[warning], unresolved=[missing])
