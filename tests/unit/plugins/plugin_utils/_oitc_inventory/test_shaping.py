# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From rows of openITCOCKPIT to hosts and groups, without a server."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.shape import Shape
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._oitc_inventory.shaping import check, shape

OPTIONS: dict[str, Any] = {"hostname": ["name"], "on_duplicate": "fail", "group_by": [], "group_prefix": ""}
STATUS = {
    "currentState": 1,
    "isHardstate": True,
    "problemHasBeenAcknowledged": False,
    "scheduledDowntimeDepth": 2,
    "isFlapping": False,
}


def row(number: int, name: str, monitoring: str = "monitored", **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "uuid": f"uuid-{number}",
        "name": name,
        "address": f"10.0.0.{number}",
        "description": "",
        "hosttemplate_id": 1,
        "containerId": 3,
        "containerIds": [3],
        "satelliteId": 0,
        "satelliteName": "Mastersystem",
        "tags": None,
        "priority": 1,
        "monitoring": monitoring,
        **(STATUS if monitoring == "monitored" else {}),
        **more,
    }


def shaped(*rows: dict[str, Any], hostgroups: list[dict[str, Any]] | None = None, **options: Any) -> Shape:
    data = {
        "instance": "monitoring.example.com",
        "hosts": list(rows),
        "containers": [[1, "/root"], [2, "/root/A"], [3, "/root/A/Linux"], [4, "/root/B/Linux"]],
        "hosttemplates": [[1, "server"]],
        "hostgroups": hostgroups,
    }
    before = copy.deepcopy(data)
    made = shape(
        data, {**OPTIONS, **options}, safe=lambda name: name.replace(" ", "_"), evaluate=lambda text, _unused: text
    )
    assert data == before, "shaping must not change what is cached"
    return made


def test_variables() -> None:
    monitored, new = shaped(row(1, "web", tags="a, b"), row(2, "new", "not_monitored", description="x")).hosts
    assert monitored.variables == {
        "ansible_host": "10.0.0.1",
        "oitc_id": 1,
        "oitc_uuid": "uuid-1",
        "oitc_instance_id": "monitoring.example.com#uuid-1",
        "oitc_name": "web",
        "oitc_address": "10.0.0.1",
        "oitc_container": "/root/A/Linux",
        "oitc_hosttemplate": "server",
        "oitc_satellite": "Mastersystem",
        "oitc_tags": ["a", "b"],
        "oitc_priority": 1,
        "oitc_monitoring": "monitored",
        "oitc_enabled": True,
        "oitc_state": "down",
        "oitc_hard_state": True,
        "oitc_acknowledged": False,
        "oitc_in_downtime": True,
    }
    assert "oitc_state" not in new.variables
    assert new.variables["oitc_description"] == "x"


def test_a_disabled_host_can_be_told_by_awx() -> None:
    (host,) = shaped(row(1, "web", "disabled")).hosts
    assert host.variables["oitc_enabled"] is False


def test_containers_are_nested_and_named_by_their_path() -> None:
    made = shaped(row(1, "web"), row(2, "db", containerId=4), group_by=["container"])
    assert [host.groups for host in made.hosts] == [["container_root_A_Linux"], ["container_root_B_Linux"]]
    assert {group.name: group.parent for group in made.groups.values()} == {
        "container_root": None,
        "container_root_A": "container_root",
        "container_root_A_Linux": "container_root_A",
        "container_root_B": "container_root",
        "container_root_B_Linux": "container_root_B",
    }


def test_a_host_without_host_groups_has_those_of_its_template() -> None:
    groups = [
        {"id": 1, "name": "own", "hosts": [1], "hosttemplates": []},
        {"id": 2, "name": "of template", "hosts": [], "hosttemplates": [1]},
    ]
    made = shaped(row(1, "web"), row(2, "db"), hostgroups=groups, group_by=["hostgroup"])
    assert [host.variables["oitc_hostgroups"] for host in made.hosts] == [["own"], ["of template"]]
    assert [host.groups for host in made.hosts] == [["hostgroup_own"], ["hostgroup_of_template"]]


def test_other_groups() -> None:
    made = shaped(
        row(1, "web", tags="prod,web"),
        row(2, "new", "not_monitored"),
        group_by=["state", "monitoring", "hosttemplate", "satellite", "tag"],
        group_prefix="m_",
    )
    assert [host.groups for host in made.hosts] == [
        [
            "m_state_down",
            "m_monitoring_monitored",
            "m_hosttemplate_server",
            "m_satellite_Mastersystem",
            "m_tag_prod",
            "m_tag_web",
        ],
        ["m_monitoring_not_monitored", "m_hosttemplate_server", "m_satellite_Mastersystem"],
    ]


def test_names() -> None:
    assert [host.name for host in shaped(row(1, "web"), hostname=["uuid"]).hosts] == ["uuid-1"]
    assert [host.name for host in shaped(row(1, "web"), hostname=["{{ x }}"]).hosts] == ["{{ x }}"]
    with pytest.raises(AmbiguousError, match=r"'web' \(id 1\), 'web' \(id 2\)"):
        shaped(row(1, "web"), row(2, "web"))


@pytest.mark.parametrize("options", [{"hostname": ["title"]}, {"group_by": ["location"]}])
def test_names_that_do_not_exist(options: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Valid are"):
        check({**OPTIONS, **options})
