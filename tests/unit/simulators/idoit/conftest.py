# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers to talk to over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from .api import Api


def serve(simulator: IdoitSimulator) -> Iterator[Api]:
    """A client of a simulator that runs as long as the test."""
    with running(simulator) as url:
        yield Api(url, simulator)
    simulator.close()


@pytest.fixture
def modern() -> Iterator[Api]:
    """A fresh modern server."""
    yield from serve(create("modern"))


@pytest.fixture
def demo() -> Iterator[Api]:
    """A modern server with custom categories and reports."""
    yield from serve(create("modern", seed="demo"))


@pytest.fixture
def documented() -> Iterator[Api]:
    """A modern server that answers as the examples of the specification."""
    yield from serve(create("modern-doc"))


@pytest.fixture
def legacy() -> Iterator[Api]:
    """A fresh server of 1.7.3."""
    yield from serve(create("legacy"))
