# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares answers by what a recording can prove (tests/contracts/idoit-modern): keys, nesting, types."""

from __future__ import annotations

import re
from typing import Any

RECORDERS_OWN = ("Time", "Category")
"""Keys the recorder added."""


def same_types(recorded: Any, answer: Any, where: str = "result") -> None:
    """The same keys, and every value of the same JSON type: for recordings that kept types and nulls (2020)."""
    if isinstance(recorded, dict):
        assert isinstance(answer, dict), where
        assert recorded.keys() == answer.keys(), where
        for key, value in recorded.items():
            same_types(value, answer[key], f"{where}.{key}")
    elif isinstance(recorded, list):
        assert isinstance(answer, list), where
        assert bool(recorded) == bool(answer), where
        for item in answer:
            same_types(recorded[0], item, f"{where}[]")
    else:
        assert type(recorded) is type(answer), f"{where}: {recorded!r} and {answer!r}"


def kind_of(value: Any) -> str:
    """A number, a text or a boolean; digits are a number, because the recorder made them one."""
    if isinstance(value, bool) or value in ("True", "False"):
        return "boolean"
    if isinstance(value, (int, float)) or (isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value)):
        return "number"
    return "text"


def covers(recorded: Any, answer: Any, where: str = "result") -> None:
    """The answer has the keys and the nesting of a recording that lost nulls and types (2025)."""
    if isinstance(recorded, dict):
        assert isinstance(answer, dict), f"{where}: {answer!r}"
        if recorded and all(key.isdigit() for key in recorded):
            assert answer, where
            for value in answer.values():
                covers(next(iter(recorded.values())), value, f"{where}.*")
            return
        for key, value in recorded.items():
            if key not in RECORDERS_OWN:
                assert key in answer, f"{where}.{key}"
                covers(value, answer[key], f"{where}.{key}")
    elif isinstance(recorded, list):
        assert isinstance(answer, list), f"{where}: {answer!r}"
        if recorded:
            _covers_one(recorded, answer, where)
    elif recorded not in (None, ""):
        assert not isinstance(answer, (dict, list)), f"{where}: {answer!r}"
        assert kind_of(answer) == kind_of(recorded), f"{where}: {recorded!r} and {answer!r}"


def _covers_one(recorded: list[Any], answer: list[Any], where: str) -> None:
    """Every recorded item is covered by one of the answer."""
    for item in recorded:
        failures = []
        for candidate in answer:
            try:
                covers(item, candidate, f"{where}[]")
                break
            except AssertionError as failure:
                failures.append(str(failure))
        else:
            raise AssertionError(f"{where}: nothing covers {item!r}: {failures[:3]}")


def part_of(recorded: Any, answer: Any, where: str = "result") -> None:
    """The answer has the recorded values themselves, booleans and numbers in whatever type."""
    if isinstance(recorded, dict):
        assert isinstance(answer, dict), where
        for key, value in recorded.items():
            if key not in RECORDERS_OWN:
                assert key in answer, f"{where}.{key}"
                part_of(value, answer[key], f"{where}.{key}")
    elif isinstance(recorded, list):
        assert isinstance(answer, list), where
        for position, item in enumerate(recorded):
            part_of(item, answer[position], f"{where}[{position}]")
    elif recorded is not None:
        assert str(recorded) == str(answer), f"{where}: {recorded!r} and {answer!r}"
