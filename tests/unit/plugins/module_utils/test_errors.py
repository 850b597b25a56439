# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user reads when something goes wrong."""

from __future__ import annotations

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    InputError,
    TransportError,
    close_matches,
    unknown_name,
)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ApiError("it failed"), "it failed"),
        (ApiError("it failed", system="i-doit", method="a.b"), "i-doit a.b: it failed"),
        (ApiError("it failed", subject="object 5"), "it failed (object 5)"),
        (ApiError("object 5 failed", subject="object 5"), "object 5 failed"),
        (ApiError("It failed.", reason="Try again."), "It failed. Try again."),
        (ApiError("bad values.", details={"a": "x", "b": "y"}, reason="See."), "bad values: a: x; b: y. See."),
    ],
)
def test_one_sentence(error: ApiError, text: str) -> None:
    assert str(error) == text


def test_the_form_for_machines() -> None:
    error = TransportError("no", delivered=False, system="i-doit", method="a.b", code=500, details={"a": "x"})
    assert error.delivered is False
    assert error.as_result() == {
        "system": "i-doit",
        "method": "a.b",
        "subject": None,
        "code": 500,
        "reason": None,
        "message": "no",
        "details": {"a": "x"},
    }


def test_close_matches_ignore_case_and_come_best_first() -> None:
    names = ["C__CATG__MODEL", "C__CATG__MEMORY", "C__CATG__IP"]
    assert close_matches("c__catg__modell", names)[0] == "C__CATG__MODEL"
    assert close_matches("something else", names) == []


@pytest.mark.parametrize(
    ("name", "show_all", "text"),
    [
        ("serail", False, "There is no attribute 'serail'. Close matches: serial."),
        ("zzz", False, "There is no attribute 'zzz'"),
        ("zzz", True, "There is no attribute 'zzz'. Valid are: firmware, serial."),
    ],
)
def test_unknown_names(name: str, show_all: bool, text: str) -> None:
    error = unknown_name("attribute", name, ["serial", "firmware", "serial"], show_all=show_all)
    assert isinstance(error, InputError)
    assert str(error) == text


def test_long_lists_are_not_shown_whole() -> None:
    error = unknown_name("thing", "name1", [f"name{number}" for number in range(100)], show_all=True)
    assert str(error).count("name") <= 6
