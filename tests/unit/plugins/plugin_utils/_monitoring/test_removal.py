# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts have left the CMDB, and when that cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.markers import MarkerNames
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._monitoring.removal import gone, object_ids

from .hosts import CMDB, OTHER, stored

NAMES = MarkerNames("IDOIT_INSTANCE_ID", "IDOIT_CMDB_STATUS")
ROOT = {"id": 1, "status": "normal"}
HOSTS = [
    stored(1, "in-use", f"{CMDB}#10"),
    stored(2, "archived", f"{CMDB}#11"),
    stored(3, "purged", f"{CMDB}#12"),
    stored(4, "by-hand"),
    stored(5, "other-cmdb", f"{OTHER}#12"),
    stored(6, "nonsense", "cmdb#x"),
    stored(7, "almost", f"{CMDB}/x#12"),
]
OBJECTS = [ROOT, {"id": 10, "status": "normal"}, {"id": 11, "status": "archived"}]


def left(hosts: list[dict[str, Any]], objects: list[dict[str, Any]]) -> dict[str, str]:
    return {one["name"]: one["reason"] for one in gone(hosts, objects, CMDB, NAMES)["gone"]}


def test_only_marked_hosts_of_this_cmdb_can_be_gone() -> None:
    assert left(HOSTS, OBJECTS) == {
        "archived": "is archived in the CMDB",
        "purged": "is not in the CMDB any more",
    }


def test_the_objects_to_ask_about() -> None:
    assert object_ids(HOSTS, CMDB, NAMES) == [10, 11, 12]


def test_an_object_brought_back_meanwhile_is_in_use() -> None:
    assert left(HOSTS[1:2], [ROOT, {"id": 11, "status": "archived"}, {"id": 11, "status": "normal"}]) == {}


@pytest.mark.parametrize("objects", [[], [{"id": 11, "status": "archived"}]])
def test_a_cmdb_that_shows_nothing_in_use_is_not_believed(objects: list[dict[str, Any]]) -> None:
    with pytest.raises(InputError, match="no object in use"):
        gone(HOSTS, objects, CMDB, NAMES)


def test_a_copied_host_is_doubtful() -> None:
    found = gone([*HOSTS, stored(8, "copy", f"{CMDB}#12"), stored(9, "twin", f"{CMDB}#10")], OBJECTS, CMDB, NAMES)
    assert [one["name"] for one in found["gone"]] == ["archived"]
    assert [text.split()[0] for text in found["doubtful"]] == ["purged", "copy"]


def test_what_was_disabled_as_gone_is_handled() -> None:
    hosts = [
        stored(1, "done", f"{CMDB}#11", "gone", disabled=True),
        stored(2, "enabled-again", f"{CMDB}#12", "gone"),
        stored(3, "disabled-before", f"{CMDB}#13", "in operation", disabled=True),
    ]
    found = gone(hosts, [ROOT], CMDB, NAMES)["gone"]
    assert {one["name"]: one["handled"] for one in found} == {
        "done": True,
        "enabled-again": False,
        "disabled-before": False,
    }
    assert [one["host"] for one in found] == [{"id": 1}, {"id": 2}, {"id": 3}]
