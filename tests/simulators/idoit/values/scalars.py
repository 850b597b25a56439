# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts, numbers, money, dates."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry
from .base import RejectedError, ValueType, Write

MAX_TEXT = 255
MAX_DESCRIPTION = 65534
UNSIGNED_MAX = 4294967295
PHP_CONSTANTS = {"PHP_OS": "Linux", "PHP_EOL": "\n", "PHP_INT_SIZE": "8", "M_PI": "3.1415926535898"}
NO_INTEGER = "The given value needs to be a integer number"
NO_FLOAT = "The given value needs to be a float number"


def is_scalar(value: Any) -> bool:
    """True for what a text attribute takes."""
    return isinstance(value, (str, int, float))


def without_tags(text: str) -> str:
    """A text without HTML tags, as PHP's strip_tags has it.

    What follows a ``<`` is a tag unless it is white space; tags nest, quotes hide their end, and the end of the
    text is their end, too.
    """
    out = ""
    level = 0
    quoted_by = None
    for position, sign in enumerate(text):
        opens = sign == "<" and not re.match(r"[ \t\n\r\v\f]", text[position + 1 : position + 2])
        if opens and quoted_by is None:
            level += 1
        elif level == 0:
            out += sign
        elif quoted_by is not None:
            quoted_by = None if sign == quoted_by else quoted_by
        elif sign in ("'", '"'):
            quoted_by = sign
        elif sign == ">":
            level -= 1
    return out


def sanitised(text: str) -> str:
    """A one-line text without tags and line breaks (idoit-api.md §10)."""
    text = without_tags(text).replace("&nbsp;", " ")
    return re.sub(r"[\r\n]+", "", text)


class Text(ValueType):
    """One line."""

    blank: Any = ""

    def accept(self, value: Any, write: Write) -> Any:
        """Sanitise; refuse lists and objects."""
        del write
        if value is None:
            return ""
        if not is_scalar(value):
            raise RejectedError("The given value needs to be a text")
        return sanitised(_php_text(value))[:MAX_TEXT]

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """As stored."""
        del entry, context
        return stored


class LegacyText(Text):
    """Keeps markup, swallows everything (idoit-observed.md §6, §10)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Anything becomes a text; names of PHP constants become their values."""
        if isinstance(value, (list, dict)):
            return "Array"
        text = _php_text(value)
        type_ = write.context.world.catalogue.type_of_const.get(text)
        if type_ is not None:
            return str(type_.id)
        return PHP_CONSTANTS.get(text, text)[:MAX_TEXT]


def _php_text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


class Description(Text):
    """Several lines, HTML is kept (idoit-api.md §10)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Refuse lists and objects only."""
        del write
        if value is None:
            return ""
        if not is_scalar(value):
            raise RejectedError("The given value needs to be a text")
        return _php_text(value)[:MAX_DESCRIPTION]

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """As stored, or without its tags where the server is told so (idoit-api.md §1.1).

        No document says what becomes of entities and line breaks: they stay, as PHP's strip_tags leaves them. The
        option speaks of description fields only, so other texts of several lines keep their tags.
        """
        strips = context.world.settings["api.strip-descriptions"] and self.key == "description"
        shown = super().read(stored, entry, context)
        return without_tags(shown) if strips and isinstance(shown, str) else shown


class Integer(ValueType):
    """A whole number; shown as a text."""

    def accept(self, value: Any, write: Write) -> Any:
        """An int, or a text of digits."""
        del write
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value).strip()):
            raise RejectedError(NO_INTEGER)
        return self.bounded(int(value))

    def bounded(self, number: int) -> int:
        """What the column holds of a number."""
        return number

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text of digits, or null."""
        del entry, context
        return None if stored is None else str(stored)


class LegacyInteger(Integer):
    """An unsigned column without strict mode."""

    def bounded(self, number: int) -> int:
        """Cut to what fits."""
        return max(0, min(number, UNSIGNED_MAX))


def parse_number(value: Any) -> float | None:
    """A number from a number or from "2.4", "2,4", "1.234,56", "1,234.56 €"; None if it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    text = re.sub(r"[^\d.,-]", "", str(value))
    if not re.search(r"\d", text) or re.search(r"[A-Za-z]", str(value)):
        return None
    decimal = max(text.rfind("."), text.rfind(","))
    if decimal >= 0:
        text = re.sub(r"[.,]", "", text[:decimal]) + "." + text[decimal + 1 :]
    try:
        return float(text)
    except ValueError:
        return None


def plain(number: float) -> int | float:
    """2.0 as 2, as PHP's JSON shows it."""
    return int(number) if float(number).is_integer() else number


class Number(ValueType):
    """A number without a unit."""

    def accept(self, value: Any, write: Write) -> Any:
        """A number with four decimals at most."""
        del write
        if value is None or value == "":
            return None
        number = parse_number(value) if not isinstance(value, (list, dict)) else None
        if number is None:
            raise RejectedError(NO_FLOAT)
        return round(number, 4)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text, or null."""
        del entry, context
        return None if stored is None else str(plain(stored))


class Measure(Number):
    """A number whose unit is another attribute; it is shown in the unit it was given in."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title": number}, or null."""
        del entry, context
        return None if stored is None else {"title": plain(stored)}


def _legacy_number(value: Any) -> float | None:
    """Only what PHP takes for a number; the rest is stored as nothing (contracts/idoit/3-categories/720-722)."""
    try:
        return None if isinstance(value, (bool, list, dict)) or value is None else float(value)
    except ValueError:
        return None


class LegacyNumber(Number):
    """Stores nothing where it is told nonsense."""

    def accept(self, value: Any, write: Write) -> Any:
        """A number, or nothing."""
        del write
        return _legacy_number(value)


class LegacyMeasure(LegacyNumber):
    """Empty is an empty list."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title": number}, or []."""
        del entry, context
        return [] if stored is None else {"title": plain(stored)}


class Money(ValueType):
    """An amount; shown as the locale writes it."""

    empty: ClassVar[Any] = None

    def accept(self, value: Any, write: Write) -> Any:
        """A number, or an amount as either locale writes it."""
        del write
        if value is None or value == "":
            return None
        amount = parse_number(value) if not isinstance(value, (list, dict)) else None
        if amount is None:
            raise RejectedError(NO_FLOAT)
        return amount

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """For example ``1,234.50 €``."""
        del entry
        if stored is None:
            return self.empty
        text = f"{stored:,.2f} €"
        return text.translate(str.maketrans(",.", ".,")) if context.language == "de" else text


class LegacyMoney(Money):
    """No amount is a blank and the currency; locales are not understood (contracts/idoit/3-categories/476, 485)."""

    empty = " €"

    def accept(self, value: Any, write: Write) -> Any:
        """A number, or nothing."""
        del write
        return _legacy_number(value)


DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")


def parse_time(value: Any) -> datetime | None:
    """A date or time in one of the formats the server understands."""
    for form in (*DATES, "%d.%m.%Y %H:%M"):
        try:
            return datetime.strptime(str(value).strip(), form)
        except ValueError:
            continue
    return None


class Date(ValueType):
    """A day."""

    shown = "%Y-%m-%d"

    def accept(self, value: Any, write: Write) -> Any:
        """ISO or German."""
        del write
        if value in (None, "", "0000-00-00"):
            return None
        moment = parse_time(value)
        if moment is None:
            raise RejectedError("Field value is invalid.")
        return moment.strftime(self.shown)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """ISO."""
        del entry, context
        return stored


class DateTime(Date):
    """A moment."""

    shown = "%Y-%m-%d %H:%M:%S"
