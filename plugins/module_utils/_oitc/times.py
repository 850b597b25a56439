# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moments as users write them and as lists show them: in the time zone and format of the API key's user."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .._errors import ApiError, InputError
from .answers import SYSTEM
from .client import Client

#: PHP's letters in the formats that a profile offers, and Python's.
_LETTERS = {
    "H": "%H", "h": "%I", "i": "%M", "s": "%S", "A": "%p", "d": "%d", "j": "%d", "m": "%m", "F": "%B", "Y": "%Y",
}  # fmt: skip


class Clock:
    """The zone and the format of one user."""

    def __init__(self, zone: str, php_format: str) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ApiError(
                f"the time zone {zone!r} of the user is not known here",
                system=SYSTEM,
                reason="Install the time zone data (tzdata), or give times with an offset.",
            ) from None
        self._format = "".join(_LETTERS.get(letter, letter) for letter in php_format)

    @classmethod
    def of_user(cls, client: Client) -> Clock:
        """The clock of the user whose API key this is."""
        user = client.get("profile/edit", expect=("user",))["user"]
        return cls(user["timezone"], user["dateformat"])

    def wished(self, given: Any, option: str) -> datetime:
        """A moment from ISO 8601, in the user's zone unless it has an offset; to the minute, as formats may show it."""
        text = str(given).strip().replace("Z", "+00:00")
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise InputError(
                f"{option} must look like 2026-11-22T20:00 or 2026-11-22T20:00+01:00, not {given!r}"
            ) from None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self._zone)
        return aware.astimezone(self._zone).replace(second=0, microsecond=0)

    def shown(self, text: str) -> datetime:
        """A moment from a list of the server. Raises :class:`ApiError` when it has another form."""
        try:
            moment = datetime.strptime(" ".join(text.split()), " ".join(self._format.split()))
        except ValueError:
            raise ApiError(f"the time {text!r} is not in the format of the user's profile", system=SYSTEM) from None
        return moment.replace(tzinfo=self._zone, second=0)

    def filter(self, moment: datetime) -> str:
        """The form in which lists are filtered by time."""
        return moment.astimezone(self._zone).strftime("%d.%m.%Y %H:%M")
