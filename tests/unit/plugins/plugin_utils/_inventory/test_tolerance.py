# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A failed part of a reading."""

from __future__ import annotations

from typing import NoReturn

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.tolerance import Tolerance


def fail() -> NoReturn:
    raise ApiError("no right")


def test_fails_closed() -> None:
    tolerance = Tolerance(False, pytest.fail)
    with pytest.raises(ApiError, match="no right"):
        tolerance.attempt("page 2", fail, None)


def test_warns_when_allowed() -> None:
    warnings: list[str] = []
    tolerance = Tolerance(True, warnings.append)
    assert tolerance.attempt("page 1", lambda: 1, 0) == 1
    assert not tolerance.partial
    assert tolerance.attempt("page 2", fail, 0) == 0
    assert tolerance.partial
    tolerance.finish()
    assert ["page 2" in warning and "no right" in warning for warning in warnings] == [True]


def test_nothing_at_all_is_an_error() -> None:
    tolerance = Tolerance(True, lambda _unused: None)
    assert tolerance.attempt("page 1", fail, 0) == 0
    with pytest.raises(ApiError, match="no right"):
        tolerance.finish()
