# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server to talk to over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc import create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from .api import Api


@pytest.fixture
def api() -> Iterator[Api]:
    """A fresh server, the caller an administrator, the clock standing still."""
    simulator = create()
    with running(simulator) as url:
        client = Api(url, simulator, simulator.api_key)
        client.pass_time(0)
        yield client
    simulator.close()


@pytest.fixture
def viewer(api: Api) -> Api:
    """The same server seen by a user of the role Viewer."""
    return api.as_user(api.simulator.viewer_api_key)
