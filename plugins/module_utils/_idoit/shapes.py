# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call promises to answer.

No error is not yet success: an old server answers an unknown third part of a method with the result of ``read``
(idoit-observed.md §2), and some failures come as ``"success": false`` in a result (idoit-api.md §2). So each result is
held against the shape its method promises. PHP's empty object ``[]`` becomes ``{}`` where an object is promised.
"""

from __future__ import annotations

from typing import Any

from .._errors import ApiError, InputError, NotFoundError, UnsupportedError


def as_id(value: Any) -> int | None:
    """An id as int, whether it came as int or as text; None when there is none (idoit-api.md §3)."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        number = int(value)
    except ValueError:
        return None
    return number if number >= 0 else None


def rows(result: Any) -> list[Any]:
    """A list."""
    if isinstance(result, list):
        return result
    raise ApiError(f"the answer is {_kind(result)}, not a list")


def rows_or_nothing(result: Any) -> list[Any]:
    """A list, or null for an empty one (reports, idoit-api.md §9.1)."""
    return [] if result is None else rows(result)


def dialog_values(result: Any) -> list[Any]:
    """The values of a dialog; some releases nest the list once too deep (idoit-api.md §8)."""
    if result is False:
        raise InputError("the category or the attribute has no list of values")
    values = rows(result)
    return values[0] if len(values) == 1 and isinstance(values[0], list) else values


def mapping(result: Any) -> dict[str, Any]:
    """An object; ``[]`` is the empty one."""
    if isinstance(result, dict):
        return result
    if result == []:
        return {}
    raise ApiError(f"the answer is {_kind(result)}, not an object")


def anything(result: Any) -> Any:
    """Whatever comes."""
    return result


def success(result: Any) -> dict[str, Any]:
    """``{"success": true, …}``; i-doit 3x was seen to answer ``"True"`` (contracts/idoit-modern/034)."""
    if not isinstance(result, dict) or "success" not in result:
        raise UnsupportedError(
            "the server answered as if to a read, so nothing was done",
            reason="This release of i-doit does not know the method.",
        )
    if str(result["success"]).lower() in ("true", "1"):
        return result
    raise NotFoundError(str(result.get("message") or "the server reports that nothing was done"))


def created(result: Any) -> dict[str, Any]:
    """Success, and the id of what was created."""
    answer = success(result)
    if created_id(answer) is None:
        raise ApiError("the server reports success, but no id of what it created")
    return answer


def created_id(result: Any) -> int | None:
    """The id a write answers: of an object, an entry or a dialog value; None when it answers none."""
    if not isinstance(result, dict):
        return None
    return next((as_id(result[key]) for key in ("id", "entry", "entry_id") if result.get(key) is not None), None)


def entry_of_created(result: Any, category: str, number: int) -> int | None:
    """The id of an entry that was created with its object, by its place in the category (idoit-api.md §6.1)."""
    categories = result.get("categories") if isinstance(result, dict) else None
    ids = categories.get(category) if isinstance(categories, dict) else None
    return as_id(ids[number]) if isinstance(ids, list) and number < len(ids) else None


def _kind(value: Any) -> str:
    names = {type(None): "null", bool: "a truth value", dict: "an object", list: "a list", str: "a text"}
    return names.get(type(value), "a number")
