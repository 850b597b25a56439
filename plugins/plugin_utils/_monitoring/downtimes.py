# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes that last until further notice: who needs one, and when they begin and end.

A downtime is known by its start and end, so both must be the same in each run: they follow a fixed grid of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

#: Each downtime runs so long into the next one, so that a daily run leaves no gap.
OVERLAP = timedelta(days=2)
_GRID = datetime(1970, 1, 1, tzinfo=timezone.utc)


def windows(days: int, now: datetime) -> list[dict[str, str]]:
    """The window that ``now`` is in, then those before that still last; each with ``start`` and ``end``."""
    length = timedelta(days=days)
    first = _GRID + (now - _GRID) // length * length
    starts = [first - number * length for number in range(OVERLAP // length + 2)]
    lasting = [(start, start + length + OVERLAP) for start in starts if start + length + OVERLAP > now]
    return [{"start": start.isoformat(), "end": end.isoformat()} for start, end in lasting]


def downtimes(
    wishes: Iterable[Mapping[str, Any]],
    results: Iterable[Mapping[str, Any]],
    monitored: Iterable[Mapping[str, Any]],
    days: int,
    now: datetime,
) -> list[dict[str, Any]]:
    """The downtimes to keep and to cancel, as oitc_downtime takes them; none without hosts.

    ``results``: of oitc_host, which tell the ids of the hosts. ``monitored``: of oitc_host_info. Only a monitored host
    can have a downtime, and only one that is in a downtime needs to be rid of it.
    """
    in_downtime = {host["id"]: bool(host["in_downtime"]) for host in monitored if host["monitoring"] == "monitored"}
    in_operation = {wish["name"]: bool(wish["in_operation"]) for wish in wishes}
    kept = [host for host in (result.get("host") for result in results) if host and host["id"] in in_downtime]
    out = [{"id": host["id"]} for host in kept if not in_operation[host["name"]]]
    back = [{"id": host["id"]} for host in kept if in_operation[host["name"]] and in_downtime[host["id"]]]
    lasting = windows(days, now)
    tasks = [{"state": "present", "hosts": out, **lasting[0]}]
    tasks += [{"state": "absent", "hosts": back, **window} for window in lasting]
    return [task for task in tasks if task["hosts"]]
