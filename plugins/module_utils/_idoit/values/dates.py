# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, and dates with a time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError
from .base import EMPTY, Kind, unwrap

_MOMENT = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2}))"
    r"(?:(?:\s+-\s+|\s+|T)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
)


@dataclass(frozen=True)
class Moment:
    """A point in time as exactly as it was given: ``parts`` is 3 for a date, 5 to the minute, 6 to the second."""

    at: datetime.datetime
    parts: int

    def text(self, parts: int | None = None) -> str:
        """ISO form with a blank in place of the T."""
        length = {3: 10, 5: 16, 6: 19}[parts or self.parts]
        return self.at.isoformat(" ")[:length]


def moment(text: str) -> Moment | None:
    """Read ISO and German forms, and the "2020-02-14 - 08:34" of some versions; None if it is none of them."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    part = match.groupdict()
    year = part["year"] or part["y"]
    parts = 6 if part["second"] else 5 if part["hour"] else 3
    try:
        at = datetime.datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            int(part["month"] or part["m"]),
            int(part["day"] or part["d"]),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            int(part["second"] or 0),
        )
    except ValueError:
        return None
    return Moment(at, parts)


class DateTime(Kind):
    """A date with a time, compared as exactly as both sides say."""

    accepted = "YYYY-MM-DD HH:MM:SS"

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        when = moment(str(value))
        if when is None:
            raise InputError(f"{value!r} is not a {self._what()}: write {self.accepted}")
        return self._trim(when)

    def _from_wire(self, raw: Any) -> Any:
        value = unwrap(raw)
        text = str(value.get("title") if isinstance(value, Mapping) else value)
        if text in ("-", "None") or text.startswith("0000-00-00"):
            return EMPTY
        when = moment(text)
        return text if when is None else self._trim(when)

    def _to_wire(self, typed: Any) -> Any:
        return typed.text()

    def _equal(self, wanted: Any, stored: Any) -> bool:
        if not isinstance(stored, Moment):
            return False
        parts = min(wanted.parts, stored.parts)
        return bool(wanted.text(parts) == stored.text(parts))

    def _show(self, typed: Any) -> Any:
        return typed.text() if isinstance(typed, Moment) else typed

    def _trim(self, when: Moment) -> Moment:
        return when

    def _what(self) -> str:
        return "date with a time"


class Date(DateTime):
    """A date; a time beside it is dropped."""

    accepted = "YYYY-MM-DD"

    def _trim(self, when: Moment) -> Moment:
        return Moment(when.at.replace(hour=0, minute=0, second=0), 3)

    def _what(self) -> str:
        return "date"
