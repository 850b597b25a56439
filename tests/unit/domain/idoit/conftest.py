# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Empty servers; a file that needs them filled has fixtures of its own under the same names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .cmdb import Cmdb, cmdb


@pytest.fixture(params=["modern", "modern-doc", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    """One of each profile."""
    with cmdb(request.param) as server:
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    """A modern one."""
    with cmdb("modern") as server:
        yield server
