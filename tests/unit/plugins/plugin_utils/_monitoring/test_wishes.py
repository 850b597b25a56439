# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the CMDB wishes for."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.rules import parse_rules
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.wishes import wishes

DEFAULTS = {"address": "{ansible_host}", "container": "/root/CMDB", "hosttemplate": "default host"}


def wished(*rules: dict[str, Any], **variables: Any) -> dict[str, Any]:
    own = {"inventory_hostname": "web01", "idoit_instance_id": "cmdb#42", "ansible_host": "10.0.0.1", **variables}
    hosts = [("web01", {name: value for name, value in own.items() if value is not None})]
    return wishes(hosts, parse_rules(list(rules), DEFAULTS), ["in operation"])


def test_a_host_of_the_cmdb() -> None:
    made = wished({"add": {"hostgroups": ["web", {"id": 5}]}}, idoit_cmdb_status="stored")
    assert made == {
        "wishes": [
            {
                "name": "web01",
                "instance_id": "cmdb#42",
                "status": "stored",
                "in_operation": False,
                "options": {**DEFAULTS, "address": "10.0.0.1", "hostgroups": ["web", {"id": 5}]},
            }
        ],
        "skipped": [],
        "containers": [{"path": "/root/CMDB"}],
        "hostgroups": [{"name": "web"}],
    }


@pytest.mark.parametrize(("status", "expected"), [("in operation", True), (None, True), ("planned", False)])
def test_in_operation(status: str | None, expected: bool) -> None:
    assert wished(idoit_cmdb_status=status)["wishes"][0]["in_operation"] is expected


@pytest.mark.parametrize(
    ("variables", "rules", "reason"),
    [
        ({"ansible_host": None}, [], "it has no address"),
        ({"idoit_status": "archived"}, [], "its record status is archived"),
        ({}, [{"set": {"monitor": False}}], "a rule says so"),
        ({}, [{"set": {"monitor": "no"}}], "a rule says so"),
    ],
)
def test_a_host_that_is_not_monitored(variables: dict[str, Any], rules: list[dict[str, Any]], reason: str) -> None:
    made = wished(*rules, **variables)
    assert made["wishes"] == []
    assert made["skipped"] == [{"name": "web01", "reason": reason}]


def test_a_host_from_elsewhere_is_nobodys_business() -> None:
    made = wished(idoit_instance_id=None)
    assert made["wishes"] == made["skipped"] == []
