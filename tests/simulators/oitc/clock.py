# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time as the server keeps it (UTC in the database) and shows it (the user's zone and words)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")
STORED = "%Y-%m-%d %H:%M:%S"
USER_FORMAT = "%H:%M:%S - %d.%m.%Y"
_EPOCH_IN_WORDS = "on 1/1/70"
_UNITS = ((365 * 86400, "Y"), (30 * 86400, "M"), (86400, "D"), (3600, "h"), (60, "m"))


def stored(timestamp: float) -> str:
    """A column value of a datetime column."""
    return datetime.fromtimestamp(timestamp, UTC).strftime(STORED)


def iso(value: str | None) -> str | None:
    """A datetime column as edit and view show it: ``2026-11-22T15:31:50+00:00``."""
    return value.replace(" ", "T") + "+00:00" if value else value


@lru_cache(maxsize=4096)
def in_user_format(timestamp: float | None, zone: str) -> str:
    """A time in the user's zone and format; nothing is the epoch (contracts/oitc/191)."""
    return datetime.fromtimestamp(timestamp or 0, ZoneInfo(zone)).strftime(USER_FORMAT)


def stored_in_user_format(value: str, zone: str) -> str:
    return in_user_format(datetime.strptime(value, STORED).replace(tzinfo=UTC).timestamp(), zone)


def offset_seconds(timestamp: float, zone: str) -> int:
    offset = datetime.fromtimestamp(timestamp, ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def duration(seconds: float) -> str:
    """A span in short form: ``1h 0m 0s``; leading units that are zero are left out."""
    parts: list[str] = []
    rest = int(seconds)
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        if count or parts:
            parts.append(f"{count}{unit}")
    return " ".join([*parts, f"{rest}s"])


def ago(timestamp: float | None, now: float) -> str:
    """A moment in words: ``6 seconds ago``, ``54 seconds`` when it lies ahead."""
    if not timestamp:
        return _EPOCH_IN_WORDS
    seconds = int(now - timestamp)
    size, unit = next(
        ((s, u) for s, u in ((86400, "day"), (3600, "hour"), (60, "minute")) if abs(seconds) >= s), (1, "second")
    )
    count = abs(seconds) // size
    words = f"{count} {unit}" + ("" if count == 1 else "s")
    return words if seconds < 0 else words + " ago"
