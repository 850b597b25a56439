# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of lists: which keys a list knows and what each does (oitc-api.md §4). Unknown keys are ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .call import Call
from .collation import is_regex
from .envelope import InternalError
from .paging import Select
from .php import is_empty, is_numeric
from .store import marks

_STATES = {"up": 0, "ok": 0, "down": 1, "warning": 1, "unreachable": 2, "critical": 2, "unknown": 3}

Operator = Callable[[Select, str, Any, Any], None]
"""Adds a condition on an SQL expression for a value; the last argument is the companion ``<key>_regex``."""


def like(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    if not is_empty(value) and isinstance(value, str):
        select.add(f"{expression} LIKE ?", "%" + value.replace("\\", "\\\\") + "%")


def like_or_rlike(select: Select, expression: str, value: Any, regex: Any = None) -> None:
    """LIKE, or RLIKE when ``<key>_regex`` is set; an invalid expression drops the filter (contracts/oitc/244)."""
    if regex not in ("1", "true", 1, True):
        like(select, expression, value)
        return
    if not is_empty(value):
        _rlike(select, expression, value if isinstance(value, list) else [value], "")


def rlike(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    """A list of words, any of which is found. A scalar word crashes the query of the server (oitc-api.md §4.3)."""
    if is_empty(value):
        return
    if not isinstance(value, list):
        raise InternalError
    _rlike(select, expression, value, "")


def notrlike(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    if not is_empty(value):
        _rlike(select, expression, value if isinstance(value, list) else [value], "NOT ")


def _rlike(select: Select, expression: str, values: list[Any], negation: str) -> None:
    pattern = ".*(" + "|".join(str(value) for value in values) + ").*"
    if is_regex(pattern):
        select.add(f"{negation}rlike(?, COALESCE({expression}, ''))", pattern)


def equals(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    """``=`` for a scalar (falsy ones but "0" are ignored), IN for a list."""
    if isinstance(value, list):
        if value:
            select.add(f"{expression} IN ({marks(value)})", *value)
    elif value or value == "0":
        select.add(f"{expression} = ?", value)


def number(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    """``equals`` on an integer column: a text that is no number is a 500 (oitc-observed.md §9.5)."""
    values = value if isinstance(value, list) else [value] if value or value == "0" else []
    if not all(is_numeric(item) for item in values):
        raise InternalError
    if values:
        select.add(f"{expression} IN ({marks(values)})", *(int(float(item)) for item in values))


def boolean(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    if value in ("1", "true", 1, True):
        select.add(f"{expression} = 1")
    elif value in ("0", "false", 0, False):
        select.add(f"{expression} = 0")


def downtime(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    if value in ("1", "true", 1, True):
        select.add(f"{expression} >= 1")
    elif value in ("0", "false", 0, False):
        select.add(f"{expression} = 0")


def state(select: Select, expression: str, value: Any, _regex: Any = None) -> None:
    names = value if isinstance(value, list) else [value]
    numbers = [_STATES[name] for name in names if name in _STATES]
    if numbers:
        select.add(f"{expression} IN ({marks(numbers)})", *numbers)


def apply(call: Call, select: Select, known: Mapping[str, tuple[Operator, str]]) -> None:
    """Narrow ``select`` by the filters of the call."""
    wanted = call.filters()
    for key, (operator, expression) in known.items():
        if key in wanted:
            operator(select, expression, wanted[key], wanted.get(f"{key}_regex"))
