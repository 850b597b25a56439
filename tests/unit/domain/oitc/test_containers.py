# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers by path: created with their parents, changed, predicted, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    ApiError,
    InputError,
    NotFoundError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.containers.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.containers.plan import plan_containers

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


def put_host(server: Server, state: str) -> None:
    server.post("hosts/add", {"Host": {"name": "web01", "address": "x", "container_id": 2, "hosttemplate_id": 1}})
    if state == "disabled":
        server.host(name="web01", state="disabled")
    if state == "exported":
        server.run(exports.SPEC, exports.plan_export)


def put_group(server: Server) -> None:
    server.post("hostgroups/add", {"Hostgroup": {"container": {"name": "web", "parent_id": 2}}})


@pytest.mark.parametrize(
    ("put", "held"),
    [
        (put_group, "host group web"),
        (lambda server: put_host(server, "new"), "host web01"),
        (lambda server: put_host(server, "disabled"), "host web01"),
        (lambda server: put_host(server, "exported"), "host web01"),
    ],
    ids=["group", "new host", "disabled host", "exported host"],
)
def test_a_container_that_holds_something_is_kept(server: Server, put: Callable[[Server], None], held: str) -> None:
    container(server, path="/root/N")
    put(server)
    for check in (True, False):
        with pytest.raises(InputError, match=f"/root/N is not empty: it holds {held}"):
            container(server, path="/root/N", state="absent", check=check)
    assert server.simulator.counters["write containers/delete"] == 0


def test_content_that_the_user_may_not_list_is_for_the_server_to_refuse(server: Server) -> None:
    container(server, path="/root/N")
    put_group(server)
    server.fault(kind="missing_right", args={"right": "hostgroups/index"}, times=0)
    with pytest.raises(ApiError, match="Container is not empty"):
        container(server, path="/root/N", state="absent")


@pytest.mark.parametrize("kind", ["node", "tenant", "location"])
def test_renaming_by_path_and_by_id(server: Server, kind: str) -> None:
    container(server, path="/root/Old", type=kind)
    server.post("containers/add", {"Container": {"parent_id": 2, "name": "Below", "containertype_id": 5}})
    wish = {"path": "/root/Old", "new_name": "New"}
    predicted, renamed = container(server, check=True, **wish), container(server, **wish)
    assert (predicted.writes, renamed.writes) == ({}, {f"{'container' if kind == 'node' else kind}s/edit": 1})
    assert predicted.result["steps"] == renamed.result["steps"] == [f"rename {kind} /root/Old to New"]
    assert renamed.result["before"]["path"] == "/root/Old"
    assert renamed.result["after"] == predicted.result["after"] == {**renamed.result["before"], "path": "/root/New"}
    paths = [row["value"] for row in server.get("containers/loadContainersForAngular")["containers"]]
    assert paths == ["/root", "/root/New", "/root/New/Below"]
    assert container(server, **wish).writes == {}
    assert container(server, id=2, path="/root/New").writes == {}
    again = container(server, id=2, path="/root/Newer")
    assert again.result["container"] == {**renamed.result["container"], "path": "/root/Newer"}


def test_renaming_and_details_in_one_write(server: Server) -> None:
    container(server, path="/root/T", type="tenant", city="Fulda")
    wish = {"path": "/root/T", "new_name": "U", "city": "Kassel"}
    assert container(server, **wish).writes == {"tenants/edit": 1}
    assert container(server, **wish).writes == {}
    assert container(server, path="/root/U", type="tenant", street="x").result["after"]["city"] == "Kassel"


def test_later_items_find_what_was_renamed(server: Server) -> None:
    container(server, path="/root/A/B", create_parents=True)
    wish = {"containers": [{"path": "/root/A", "new_name": "X"}, {"path": "/root/X/B"}, {"path": "/root/X/C"}]}
    predicted, done = container(server, check=True, **wish), container(server, **wish)
    assert predicted.result["steps"] == done.result["steps"] == ["rename tenant /root/A to X", "create node /root/X/C"]
    assert container(server, **wish).writes == {}
    with pytest.raises(InputError, match="no container '/root/X' to put"):
        container(server, containers=[{"path": "/root/X", "new_name": "Y"}, {"path": "/root/X/D"}])


def test_what_a_rename_cannot_mean(server: Server) -> None:
    for path in ("/root/A", "/root/B", "/root/B/C"):
        container(server, path=path)
    for wish, message in (
        ({"path": "/root/A", "new_name": "B"}, "/root/B exists already"),
        ({"path": "/root/A", "new_name": "B/A"}, "not move it below another"),
        ({"id": 2, "path": "/root/B/A"}, "2 is /root/A and cannot become /root/B/A.*not move it below another"),
        ({"id": 2, "path": "/elsewhere"}, "must be below /root"),
        ({"containers": [{"id": 2, "new_name": "B"}]}, "exclude each other"),
    ):
        for check in (True, False):
            with pytest.raises(InputError, match=message):
                container(server, check=check, **wish)
    assert server.simulator.counters["write containers/edit"] == 0


def test_a_rename_of_what_is_not_there(server: Server) -> None:
    wish = {"path": "/root/Old", "new_name": "New"}
    with pytest.raises(NotFoundError, match="no container /root/Old to rename to /root/New"):
        container(server, **wish)
    looked_ahead = container(server, check=True, **wish)
    assert (looked_ahead.changed, looked_ahead.result["unresolved"]) == (True, ["/root/Old"])
    with pytest.raises(NotFoundError, match="no container with the id 9"):
        container(server, check=True, id=9)
    assert container(server, id=9, state="absent").changed is False


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"path": "/elsewhere/N"}, "must be below /root"),
        ({"path": "/root"}, "must be below /root"),
        ({"state": "absent"}, "must be below /root"),
        ({"path": "/root/N/T", "type": "tenant"}, "a tenant is directly below /root"),
        ({"path": "/root/N", "type": "location"}, "is a node; it cannot become a location"),
        ({"path": "/root/N/M", "city": "Fulda"}, "a node has no city"),
        ({"path": "/root/L", "type": "location", "latitude": 90.5}, "latitude must be from -90 to 90, not 90.5"),
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
    with pytest.raises(AmbiguousError, match=r"ids 2, 3.*Say which one with id"):
        container(server, path="/root/N", state="absent")
    assert container(server, id=3, state="absent").writes == {"containers/delete": 1}
    assert container(server, path="/root/N").result["container"]["id"] == 2


def test_check_mode_trusts_an_earlier_task_with_the_parent(server: Server) -> None:
    looked_ahead = container(server, check=True, path="/root/A/B")
    assert looked_ahead.result["unresolved"] == ["/root/A"]
    assert looked_ahead.changed
