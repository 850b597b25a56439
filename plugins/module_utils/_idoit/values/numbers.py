# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers: whole ones, with and without a unit, money, yes and no."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from ..._errors import InputError
from ..shapes import as_id
from .base import EMPTY, Kind, unwrap

_CENT = Decimal("0.01")
_YES = ("1", "yes", "true", "on", "ja", "lc__universal__yes")
_NO = ("0", "no", "false", "off", "nein", "lc__universal__no")


class _Number(Kind):
    """Where nothing is wanted, a stored zero will do: some attributes cannot hold null (idoit-api.md §10)."""

    def _stored_as_nothing(self, stored: Any) -> bool:
        return bool(stored == 0)


class Integer(_Number):
    """A whole number, read as a string of digits."""

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        number = _float(value)
        if number is None or not number.is_integer():
            raise InputError(f"{value!r} is not a whole number")
        return int(number) if isinstance(value, float) else int(str(value).strip())

    def _from_wire(self, raw: Any) -> Any:
        number = _float(_titled(raw))
        return str(raw) if number is None else int(number)


class Float(_Number):
    """A number; the server rounds to four decimals of its base unit (idoit-api.md §10)."""

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        number = _float(value)
        if number is None:
            raise InputError(f"{value!r} is not a number")
        return number

    def _from_wire(self, raw: Any) -> Any:
        number = _float(_titled(raw))
        return str(raw) if number is None else number

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return isinstance(stored, float) and math.isclose(wanted, stored, rel_tol=1e-4, abs_tol=5e-5)

    def _show(self, typed: Any) -> Any:
        return int(typed) if isinstance(typed, float) and typed.is_integer() else typed


def _titled(raw: Any) -> Any:
    value = unwrap(raw)
    return value.get("title") if isinstance(value, Mapping) else value


def _float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


class Money(_Number):
    """An amount, read as text in the user's locale: "2,499.00 €", "2.499,00 €", " €" (idoit-api.md §10)."""

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise InputError(f"{value!r} is not an amount of money")
        text = str(value)
        if re.search(r"^\D*\d{1,3}[.,]\d{3}\D*$", text) and isinstance(value, str):
            raise InputError(f"{value!r} may mean thousands or decimals: write the amount as a number")
        amount = _amount(text)
        if amount is None:
            raise InputError(f"{value!r} is not an amount of money")
        return amount

    def _from_wire(self, raw: Any) -> Any:
        if not any(character.isdigit() for character in str(raw)):
            return EMPTY
        amount = _amount(str(_titled(raw)))
        return str(raw) if amount is None else amount

    def _to_wire(self, typed: Any) -> Any:
        return float(typed)

    def _show(self, typed: Any) -> Any:
        return float(typed) if isinstance(typed, Decimal) else typed


def _amount(text: str) -> Decimal | None:
    """The amount in a localised text: the last separator is the decimal point unless it repeats."""
    digits = re.sub(r"[^\d.,eE+-]", "", text)
    separators = [character for character in digits if character in ".,"]
    if separators and separators.count(separators[-1]) == 1:
        whole, _separator, decimals = digits.rpartition(separators[-1])
        digits = re.sub("[.,]", "", whole) + "." + decimals
    else:
        digits = re.sub("[.,]", "", digits)
    try:
        return Decimal(digits).quantize(_CENT)
    except InvalidOperation:
        return None


class YesNo(Kind):
    """Yes or no; an unset one reads as No (idoit-api.md §10), so no and nothing are the same."""

    def _stored_as_nothing(self, stored: Any) -> bool:
        return stored is False

    def _wanted_as_nothing(self, wanted: Any) -> bool:
        return wanted is False

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        answer = _yes_no(value)
        if answer is None:
            raise InputError(f"{value!r} is neither yes nor no")
        return answer

    def _from_wire(self, raw: Any) -> Any:
        value = unwrap(raw)
        if isinstance(value, Mapping):
            value = value.get("value", value.get("title"))
        if (as_id(value) or 0) > 1:
            # 1.7.3 shows the id of the address in place of use_standard_gateway (contracts/idoit/440).
            return EMPTY
        answer = _yes_no(value)
        return str(value) if answer is None else answer

    def _to_wire(self, typed: Any) -> Any:
        return int(typed)


def _yes_no(value: Any) -> bool | None:
    text = str(value).strip().casefold()
    return True if text in _YES else False if text in _NO else None


class CustomYesNo(YesNo):
    """Yes or no of a custom field, stored as a language constant (idoit-api.md §11.4)."""

    def _to_wire(self, typed: Any) -> Any:
        return "LC__UNIVERSAL__YES" if typed else "LC__UNIVERSAL__NO"


class GuestFlag(YesNo):
    """Whether an object is a virtual machine: written 1 and 0, read as the ids 2 and 3 (idoit-api.md §13.29)."""

    def _from_wire(self, raw: Any) -> Any:
        value = unwrap(raw)
        stored = value.get("id") if isinstance(value, Mapping) else value
        return {"2": True, "3": False}.get(str(stored), EMPTY) if isinstance(value, Mapping) else str(stored) == "1"


class RackPosition(Integer):
    """The rack unit as it is seen; ``title`` is the internal slot (idoit-api.md §11.4, LOCATION)."""

    def _from_wire(self, raw: Any) -> Any:
        value = unwrap(raw)
        if isinstance(value, Mapping):
            value = value.get("visually_from", value.get("title"))
        return EMPTY if value is None else super()._from_wire(value)
