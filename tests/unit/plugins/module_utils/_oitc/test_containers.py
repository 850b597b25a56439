# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers by path: created with their parents, changed, predicted, deleted."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, ApiError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.containers import SPEC, plan_containers

from .conftest import Outcome, Server

DEEP = {"path": "/root/Customer A/Data centre/Rack 1", "create_parents": True}
LOCATION = {
    "path": "/root/Berlin",
    "type": "location",
    "latitude": 0.0,
    "timezone": "Europe/Berlin",
    "description": "x",
}


def container(server: Server, **params: Any) -> Outcome:
    return server.run(SPEC, plan_containers, **params)


def test_parents_are_made_on_request(server: Server) -> None:
    with pytest.raises(InputError, match="no container '/root/Customer A/Data centre' to put"):
        container(server, path=DEEP["path"])
    predicted = container(server, check=True, **DEEP)
    assert predicted.writes == {}
    created = container(server, **DEEP)
    assert created.writes == {"tenants/add": 1, "containers/add": 2}
    assert created.result["steps"] == predicted.result["steps"]
    assert created.result["after"] == predicted.result["after"] == {"path": DEEP["path"], "type": "node"}
    paths = [row["value"] for row in server.get("containers/loadContainersForAngular")["containers"]]
    assert paths == ["/root", "/root/Customer A", "/root/Customer A/Data centre", DEEP["path"]]
    repeated = container(server, **DEEP)
    assert (repeated.changed, repeated.writes, repeated.requests) == (False, {}, 1)
    assert repeated.result["container"]["id"] == created.result["container"]["id"]


@pytest.mark.parametrize(
    ("wish", "change"),
    [({"path": "/root/T", "type": "tenant", "city": "Fulda"}, {"city": "Kassel"}), (LOCATION, {"latitude": 50.5})],
)
def test_details_of_tenants_and_locations(server: Server, wish: dict[str, Any], change: dict[str, Any]) -> None:
    created = container(server, **wish)
    assert {key: created.result["after"][key] for key in wish} == wish
    assert container(server, **wish).writes == {}
    predicted = container(server, check=True, **{**wish, **change})
    changed = container(server, **{**wish, **change})
    assert changed.writes == {f"{wish['type']}s/edit": 1}
    assert changed.result["after"] == predicted.result["after"] == {**created.result["after"], **change}
    assert container(server, **{**wish, **change}).writes == {}


def test_a_list_is_built_and_taken_down_in_its_order(server: Server) -> None:
    up = [{"path": "/root/B", "type": "tenant"}, {"path": "/root/B/L", "type": "location"}, {"path": "/root/B/L/N"}]
    assert container(server, containers=up).writes == {"tenants/add": 1, "locations/add": 1, "containers/add": 1}
    assert container(server, containers=up).writes == {}
    with pytest.raises(InputError, match="/root/B is not empty: it holds /root/B/L"):
        container(server, path="/root/B", state="absent")
    down = [{"path": item["path"]} for item in reversed(up)]
    gone = container(server, state="absent", containers=down)
    assert gone.writes == {"containers/delete": 1, "locations/delete": 1, "tenants/delete": 1}
    assert gone.result["results"][2]["before"]["type"] == "tenant"
    assert container(server, state="absent", containers=down).writes == {}


def test_a_container_that_holds_something_else_is_kept(server: Server) -> None:
    container(server, path="/root/N")
    server.post("hostgroups/add", {"Hostgroup": {"container": {"name": "web", "parent_id": 2}}})
    with pytest.raises(ApiError, match="not empty"):
        container(server, path="/root/N", state="absent")


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"path": "/elsewhere/N"}, "must be below /root"),
        ({"path": "/root"}, "must be below /root"),
        ({"state": "absent"}, "must be below /root"),
        ({"path": "/root/N/T", "type": "tenant"}, "a tenant is directly below /root"),
        ({"path": "/root/N", "type": "location"}, "is a node; it cannot become a location"),
        ({"path": "/root/N/M", "city": "Fulda"}, "a node has no city"),
    ],
)
def test_what_cannot_be_meant(server: Server, wish: dict[str, Any], message: str) -> None:
    container(server, path="/root/N")
    with pytest.raises(InputError, match=message):
        container(server, **wish)
    assert server.simulator.counters["write containers/add"] == 1


def test_a_path_that_exists_twice_is_not_guessed(server: Server) -> None:
    for _again in range(2):
        server.post("containers/add", {"Container": {"parent_id": 1, "name": "N", "containertype_id": 5}})
    with pytest.raises(AmbiguousError, match="ids 2, 3"):
        container(server, path="/root/N")


def test_check_mode_trusts_an_earlier_task_with_the_parent(server: Server) -> None:
    looked_ahead = container(server, check=True, path="/root/A/B")
    assert looked_ahead.result["unresolved"] == ["/root/A"]
    assert looked_ahead.changed
