# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The few habits of PHP that show on the wire: loose comparison, numbers in texts, query strings that build arrays."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

_NUMERIC = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*")


def is_numeric(value: Any) -> bool:
    """PHP's is_numeric(): numbers and texts that hold a number; booleans are none."""
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return True
    return isinstance(value, str) and _NUMERIC.fullmatch(value) is not None


def to_int(value: Any) -> int | None:
    """What the ORM stores in an integer column: the number, or null for everything that is not numeric."""
    return int(float(value)) if is_numeric(value) else None


def is_empty(value: Any) -> bool:
    """PHP's empty(): null, false, 0, "", "0" and the empty array."""
    return not value or value == "0"


def loosely_equal(left: Any, right: Any) -> bool:
    """PHP 8's ``==`` for the values JSON can bring (oitc-api.md §9.1)."""
    if isinstance(left, bool) or isinstance(right, bool):
        return is_empty(left) == is_empty(right)
    if left is None or right is None:
        other = right if left is None else left
        return other == "" if isinstance(other, str) else is_empty(other)
    if isinstance(left, (list, dict)) or isinstance(right, (list, dict)):
        return bool(left == right)
    if is_numeric(left) and is_numeric(right):
        return float(left) == float(right)
    return str(left) == str(right)


def values_differ(left: list[Any], right: list[Any]) -> bool:
    """True when one list holds a value that the other has not, compared as texts, order and number ignored.

    This is a pair of array_diff() calls, which the server asks whether something was changed (oitc-api.md §9.2, §9.5).
    """
    return {_text(value) for value in left} != {_text(value) for value in right}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def parse_query(text: str) -> dict[str, Any]:
    """A query string or form body as PHP sees it: ``a[b][]=1&a[b][]=2`` is ``{"a": {"b": ["1", "2"]}}``."""
    result: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        head, bracket, rest = key.partition("[")
        keys = [head.replace(".", "_").replace(" ", "_")]
        if bracket and rest.endswith("]"):
            keys += rest[:-1].split("][")
        _place(result, keys, value)
    return {key: _listed(value) for key, value in result.items()}


def _place(target: dict[str, Any], keys: list[str], value: str) -> None:
    key = keys[0] if keys[0] != "" else str(len(target))
    if len(keys) == 1:
        target[key] = value
        return
    inner = target.get(key)
    if not isinstance(inner, dict):
        inner = target[key] = {}
    _place(inner, keys[1:], value)


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(item) for key, item in value.items()}
    if inner and list(inner) == [str(index) for index in range(len(inner))]:
        return list(inner.values())
    return inner
