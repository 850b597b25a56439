# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurring downtimes, which the server keeps itself (contracts/oitc/264, 265)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError, NotStoredError
from ..._plan import Item, Step
from ..answers import SYSTEM
from ..client import Client, Write
from ..paging import rows_by_id
from .once import result_of
from .options import WEEKDAYS
from .targets import Host
from .wish import comment_of

HOST_OBJECT = 256
#: ``downtimetype_id``: the host alone, or with its services.
ALONE, WITH_SERVICES = 0, 1
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class Recurrence:
    """A recurring downtime, known by its host and comment. ``id`` and ``host_id``: of one that the server has."""

    comment: str
    weekdays: frozenset[int]
    days_of_month: frozenset[int]
    time: str
    minutes: int
    include_services: bool
    present: bool = True
    id: int | None = None
    host_id: int | None = None

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Recurrence:
        """From the options of one item. Raises :class:`InputError`."""
        given, present = item["recurring"], item["state"] == "present"
        for name in ("start", "end", "duration"):
            if item.get(name) is not None:
                raise InputError(f"recurring and {name} exclude each other")
        days = frozenset(WEEKDAYS.index(day) + 1 for day in given.get("weekdays") or ())
        dates = frozenset(given.get("days_of_month") or ())
        time, minutes = given.get("time") or "", given.get("minutes") or 0
        if present:
            _check(days, dates, time, minutes)
        return cls(comment_of(item), days, dates, time.zfill(5), minutes, bool(item["include_services"]), present)

    @classmethod
    def listed(cls, row: Mapping[str, Any]) -> Recurrence:
        """From a row of the server's list."""
        kept = row["Systemdowntime"]
        return cls(
            comment=kept["comment"],
            weekdays=frozenset(int(day) for day in kept["weekdays"]),
            days_of_month=frozenset(int(day) for day in kept["dayOfMonth"]),
            time=kept["startTime"].zfill(5),
            minutes=int(kept["duration"]),
            include_services=kept["downtimeTypeId"] != ALONE,
            id=kept["id"],
            host_id=row["Host"]["id"],
        )

    def shown(self) -> dict[str, Any]:
        """As results show it."""
        return {
            "comment": self.comment,
            "weekdays": [WEEKDAYS[day - 1] for day in sorted(self.weekdays)],
            "days_of_month": sorted(self.days_of_month),
            "time": self.time,
            "minutes": self.minutes,
            "include_services": self.include_services,
        }

    def body(self, host_id: int) -> dict[str, Any]:
        """The request that adds it to a host; the time is meant in the user's zone."""
        return {
            "is_recurring": 1,
            "object_id": [host_id],
            "objecttype_id": HOST_OBJECT,
            "comment": self.comment,
            "downtimetype_id": WITH_SERVICES if self.include_services else ALONE,
            "from_date": "",
            "from_time": self.time,
            "to_date": "",
            "to_time": "",
            "duration": self.minutes,
            "weekdays": [str(day) for day in sorted(self.weekdays)],
            "day_of_month": ",".join(str(day) for day in sorted(self.days_of_month)),
        }


def read_recurring(client: Client) -> list[Recurrence]:
    """All recurring downtimes of hosts."""
    where = ("systemdowntimes/host", "all_host_recurring_downtimes", "Systemdowntimes.id")
    rows = rows_by_id(client, *where, lambda row: int(row["Systemdowntime"]["id"]), {})
    return [Recurrence.listed(row) for row in rows]


def plan_recurring(host: Host, known: Sequence[Recurrence], wish: Recurrence) -> Item:
    """The plan to add, replace or delete one. The server cannot change one, so another takes its place."""
    label, found = host["name"], _matching(known, host, wish)
    same = [one for one in found if one.shown() == wish.shown()]
    before = (same or found)[0].shown() if found else None
    if wish.present and same:
        return Item(label, before, before, result=result_of(host, before, same[0].id, False))
    after = wish.shown() if wish.present else None
    add = Write("systemdowntimes/addHostdowntime", {"Systemdowntime": wish.body(host["id"])}, returns_id=True)
    steps = [Step(f"add a recurring downtime to host {label}", add)] if wish.present else []
    for one in found:
        write = Write("systemdowntimes/delete/{id}", ids={"id": int(one.id or 0)})
        steps.append(Step(f"delete recurring downtime {one.id} of host {label}", write))
    return Item(label, before, after, steps, result_of(host, after, None, False))


def confirm_recurring(item: Item, host: Host, known: Sequence[Recurrence], wish: Recurrence) -> None:
    """Compare with what the server has now. Raises :class:`NotStoredError`."""
    found = _matching(known, host, wish)
    if [one.shown() for one in found] != ([wish.shown()] if wish.present else []):
        raise NotStoredError(
            "the server answered success, but the recurring downtimes are others",
            system=SYSTEM,
            subject=f"host {item.name}",
            details={f"downtime {one.id}": str(one.shown()) for one in found},
        )
    item.result = result_of(host, item.after, found[0].id if found else None, False)
    if wish.present and _on_another_day(item.steps[0], wish):
        item.warnings.append(
            f"the recurring downtime of host {item.name} begins at {wish.time} of another day:"
            " the server keeps the time in its own time zone, where midnight lies between, but not the day"
        )


def _matching(known: Sequence[Recurrence], host: Host, wish: Recurrence) -> list[Recurrence]:
    return [one for one in known if one.host_id == host["id"] and one.comment == wish.comment]


def _on_another_day(added: Step, wish: Recurrence) -> bool:
    """Whether the time that the server keeps, in its zone, lies beyond midnight (oitc-observed.md §9.13)."""
    kept = str(added.answer["success"][0]["from_time"]) if isinstance(added.answer.get("success"), list) else wish.time
    return abs(_minutes(kept) - _minutes(wish.time)) > 12 * 60


def _minutes(time: str) -> int:
    hour, minute = time.split(":")[:2]
    return int(hour) * 60 + int(minute)


def _check(days: frozenset[int], dates: frozenset[int], time: str, minutes: int) -> None:
    if not days and not dates:
        raise InputError("recurring needs weekdays or days_of_month")
    if any(not 1 <= date <= 31 for date in dates):
        raise InputError("days_of_month must be from 1 to 31")
    if not _TIME.fullmatch(time):
        raise InputError(f"recurring needs a time like 20:00, not {time!r}")
    if minutes < 1:
        raise InputError("recurring needs minutes, how long it lasts, of at least 1")
