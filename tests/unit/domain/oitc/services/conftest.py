# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks of oitc_service."""

from __future__ import annotations

from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.services.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.services.plan import plan_services

from ..conftest import Outcome, Server

PING: dict[str, Any] = {"host": "default host", "name": "my ping", "servicetemplate": "CHECK_PING"}


def service(server: Server, **params: Any) -> Outcome:
    """One task."""
    return server.run(SPEC, plan_services, **params)


def stored(server: Server, outcome: Outcome) -> dict[str, Any]:
    """The raw row of the service that a task dealt with: null is inherited."""
    row: dict[str, Any] = server.get(f"services/view/{outcome.result['service']['id']}")["service"]
    return row


def add_template(server: Server, name: str, **changes: Any) -> int:
    """A service template like CHECK_PING with some changes."""
    template = server.get("servicetemplates/edit/1")["servicetemplate"]["Servicetemplate"]
    new = {**template, "name": name, "template_name": name, **changes}
    return server.post("servicetemplates/add", {"Servicetemplate": {k: v for k, v in new.items() if k != "id"}})
