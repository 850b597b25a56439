# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks of oitc_downtime, for a host that the engine knows."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.downtimes import options, plan

from ..conftest import Outcome, Server


def task(server: Server, **params: Any) -> Outcome:
    """One task."""
    return server.run(options.SPEC, plan.plan_downtimes, **params)


@pytest.fixture
def monitored(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(plan, "POLL_SECONDS", 0.05)
    server.run(exports.SPEC, exports.plan_export)
    return server
