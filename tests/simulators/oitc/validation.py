# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of forms and the texts of their errors. A rule looks at the value and answers ``{rule: text}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .php import is_numeric

REQUIRED = "This field is required"
EMPTY = "This field cannot be left empty"
BLANK = "This field cannot be left blank."

Rule = Callable[[Any], "dict[str, str]"]
Errors = dict[str, Any]


def is_blank(value: Any) -> bool:
    return value is None or value == "" or value == []


def max_length(length: int) -> Rule:
    text = f"The provided value must be at most `{length}` characters long"
    return lambda value: {} if len(_as_text(value)) <= length else {"maxLength": text}


def scalar(value: Any) -> dict[str, str]:
    return {"scalar": "The provided value must be scalar"} if isinstance(value, (list, dict)) else {}


def integer(value: Any) -> dict[str, str]:
    ok = (is_numeric(value) and float(value) == int(float(value))) and "." not in str(value)
    return {} if ok else {"integer": "The provided value must be an integer"}


def numeric(value: Any) -> dict[str, str]:
    return {} if is_numeric(value) else {"numeric": "The provided value must be numeric"}


def boolean(value: Any) -> dict[str, str]:
    ok = isinstance(value, bool) or value in (0, 1, "0", "1", "true", "false")
    return {} if ok else {"boolean": "The provided value must be a boolean"}


def at_least(minimum: int, text: str | None = None) -> Rule:
    text = text or f"This value need to be at least {minimum}"
    return lambda value: {} if is_numeric(value) and float(value) >= minimum else {"greaterThanOrEqual": text}


def above_zero(text: str) -> Rule:
    return lambda value: {} if is_numeric(value) and float(value) > 0 else {"greaterThan": text}


def between(low: int, high: int) -> Rule:
    text = f"This value must be between {low} and {high}"
    return lambda value: {} if is_numeric(value) and low <= float(value) <= high else {"range": text}


def check(data: dict[str, Any], rules: Mapping[str, tuple[Rule, ...]], *, optional: bool) -> Errors:
    """The errors of ``data``. ``optional``: a blank field is fine, otherwise ``_empty``; absent ones are skipped."""
    errors: Errors = {}
    for name, field_rules in rules.items():
        if name not in data:
            continue
        found: dict[str, str] = {}
        if is_blank(data[name]):
            found = {} if optional else {"_empty": EMPTY}
        else:
            for rule in field_rules:
                found.update(rule(data[name]))
        if found:
            errors[name] = found
    return errors


def missing(data: dict[str, Any], names: tuple[str, ...]) -> Errors:
    """``_required`` for every name that is no key of ``data``."""
    return {name: {"_required": REQUIRED} for name in names if name not in data}


def rows(found: list[Errors]) -> Any:
    """Errors of rows: a list when the first row is wrong, else keyed by the row's number (oitc-observed.md §9.4)."""
    wrong = {index: errors for index, errors in enumerate(found) if errors}
    if list(wrong) == list(range(len(wrong))):
        return list(wrong.values())
    return {str(index): errors for index, errors in wrong.items()}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
