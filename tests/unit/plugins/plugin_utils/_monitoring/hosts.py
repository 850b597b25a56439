# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts as oitc_host_info returns them."""

from __future__ import annotations

from typing import Any

CMDB = "cmdb.example.com/i-doit/ACME"
OTHER = "other.example.com/i-doit/ACME"


def stored(number: int, name: str, marker: str | None = None, status: str | None = None, **more: Any) -> dict[str, Any]:
    """A host; with a marker it was made by the role."""
    variables = [{"name": "IDOIT_INSTANCE_ID", "value": marker}, {"name": "IDOIT_CMDB_STATUS", "value": status}]
    own = [{**one, "password": False} for one in variables if one["value"] is not None]
    about = {"id": number, "name": name, "container": "/root/CMDB", "disabled": False, "monitoring": "monitored"}
    return {**about, "config": {"custom_variables": [{"name": "OTHER", "value": "x", "password": False}, *own]}, **more}
