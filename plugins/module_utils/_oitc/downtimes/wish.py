# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The downtime that the options of one item ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..._errors import InputError
from ..times import Clock, is_relative


@dataclass(frozen=True)
class Wish:
    """A downtime that happens once. ``duration``: seconds of a flexible one, which begins with a problem.

    ``start`` and ``end`` may be None for one to be cancelled: then any will do. ``exact``: whether the downtime is
    known by these two; with times like ``now`` it is known by host and comment alone as long as it is not over.
    """

    present: bool
    comment: str
    start: datetime | None
    end: datetime | None
    exact: bool
    duration: int | None
    include_services: bool
    author: str

    @classmethod
    def of(cls, item: Mapping[str, Any], clock: Clock) -> Wish:
        """From the options of one item. Raises :class:`InputError`."""
        present = item["state"] == "present"
        given = {name: item.get(name) for name in ("start", "end")}
        if present and given["end"] is None:
            raise InputError("end is needed, for a recurring downtime recurring")
        if present and given["start"] is None:
            given["start"] = "now"
        start = None if given["start"] is None else clock.wished(given["start"], "start")
        end = None if given["end"] is None else clock.wished(given["end"], "end", start)
        # Both are in one zone, where Python would compare the hands of the clock: wrong when summer time ends.
        if start and end and end.timestamp() <= start.timestamp():
            raise InputError("end must be after start")
        duration = item.get("duration")
        if duration is not None and duration < 1:
            raise InputError("duration must be at least 1 second")
        # An end like +2h is as exact as the start that it counts from.
        exact = not is_relative(given["start"] or given["end"])
        return cls(
            present, comment_of(item), start, end, exact, duration, bool(item["include_services"]), str(item["author"])
        )

    def matches(self, start: datetime, end: datetime, comment: str) -> bool:
        """Whether a downtime that is neither over nor cancelled is this one."""
        same_times = self.start in (None, start) and self.end in (None, end)
        return comment == self.comment and (same_times or not self.exact)


def comment_of(item: Mapping[str, Any]) -> str:
    """The comment of a downtime. Raises :class:`InputError` without one."""
    comment = item.get("comment")
    if not comment or not comment.strip():
        raise InputError("comment is needed: the downtime is known by it")
    return str(comment)
