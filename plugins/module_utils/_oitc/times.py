# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moments as users write them and as lists show them: in the time zone and format of the API key's user."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .._errors import ApiError, InputError
from .answers import SYSTEM
from .client import Client

#: PHP's letters in the formats that a profile offers. Names are English whatever the locale here and there.
_LETTERS = {
    "H": r"(?P<hour>\d{1,2})",
    "h": r"(?P<hour>\d{1,2})",
    "i": r"(?P<minute>\d\d)",
    "s": r"\d\d",
    "A": r"(?P<half>[AP]M)",
    "d": r"(?P<day>\d{1,2})",
    "j": r"(?P<day>\d{1,2})",
    "m": r"(?P<month>\d{1,2})",
    "F": r"(?P<name>[A-Z][a-z]+)",
    "Y": r"(?P<year>\d{4})",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LATER = re.compile(r"\+\s*(\d+)\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


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
        parts = (_LETTERS.get(letter) or re.escape(letter) for letter in " ".join(php_format.split()))
        self._form = re.compile("".join(parts))

    @classmethod
    def of_user(cls, client: Client) -> Clock:
        """The clock of the user whose API key this is."""
        user = client.get("profile/edit", expect=("user",))["user"]
        return cls(user["timezone"], user["dateformat"])

    def now(self) -> datetime:
        """This moment, to the minute."""
        return self._local(datetime.now(timezone.utc))

    def wished(self, given: Any, option: str, after: datetime | None = None) -> datetime:
        """A moment from ISO 8601, in the user's zone unless it has an offset; ``now``; or ``+2h`` from ``after`` on.

        To the minute, as lists may show it.
        """
        text = str(given).strip()
        later = _LATER.fullmatch(text)
        if text == "now":
            return self.now()
        if later:
            begin = (after or self.now()).astimezone(timezone.utc)
            return self._local(begin + timedelta(**{_UNITS[later[2]]: int(later[1])}))
        try:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            raise InputError(
                f"{option} must look like 2026-11-22T20:00, 2026-11-22T20:00+01:00, now or +2h, not {given!r}"
            ) from None
        return self._local(moment if moment.tzinfo else moment.replace(tzinfo=self._zone))

    def shown(self, text: str) -> datetime:
        """A moment from a list of the server. Raises :class:`ApiError` when it has another form."""
        found = self._form.fullmatch(" ".join(text.split()))
        try:
            return self._moment(found.groupdict() if found else {})
        except (KeyError, ValueError):
            raise ApiError(f"the time {text!r} is not in the format of the user's profile", system=SYSTEM) from None

    def filter(self, moment: datetime) -> str:
        """The form in which lists are filtered by time."""
        return moment.astimezone(self._zone).strftime("%d.%m.%Y %H:%M")

    def _moment(self, parts: dict[str, str]) -> datetime:
        hour = int(parts["hour"])
        if "half" in parts:
            hour = hour % 12 + (12 if parts["half"] == "PM" else 0)
        month = _MONTHS.index(parts["name"]) + 1 if "name" in parts else int(parts["month"])
        day = datetime(int(parts["year"]), month, int(parts["day"]), tzinfo=self._zone)
        return day.replace(hour=hour, minute=int(parts["minute"]))

    def _local(self, moment: datetime) -> datetime:
        """In the user's zone. By way of UTC, so that an hour that summer time leaves out becomes the one after it."""
        return moment.astimezone(timezone.utc).astimezone(self._zone).replace(second=0, microsecond=0)


def is_relative(given: Any) -> bool:
    """Whether a wish for a moment means another moment each time it is read."""
    text = str(given).strip()
    return text == "now" or _LATER.fullmatch(text) is not None
