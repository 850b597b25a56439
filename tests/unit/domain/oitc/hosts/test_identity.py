# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which host is meant, and which things it refers to, where names do not tell: the server accepts every name twice."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    NotFoundError,
)

from ..conftest import Server


@pytest.fixture
def twins(furnished: Server) -> Server:
    """Hosts 2 and 3 of the same name in /root/North and /root/South, and 4 beside them."""
    for container in (2, 3):
        body = {"name": "twin", "address": "192.0.2.1", "container_id": container, "hosttemplate_id": 1}
        furnished.post("hosts/add", {"Host": body})
    furnished.host(name="web01", address="192.0.2.4", container="/root/North", hosttemplate="default host")
    return furnished


def test_a_name_used_twice_needs_the_container(twins: Server) -> None:
    with pytest.raises(AmbiguousError, match="id 2 in /root/North, id 3 in /root/South"):
        twins.host(name="twin", notes="x")
    with pytest.raises(AmbiguousError, match="id 2 in /root/North, id 3 in /root/South"):
        twins.host(name="twin", container="/root", notes="x")
    assert twins.host(name="twin", container="/root/South", notes="x").result["host"]["id"] == 3
    assert twins.host(name="twin", container_id=3, notes="x").writes == {}
    assert twins.get("hosts/edit/2")["host"]["Host"]["notes"] == ""


def test_an_id_or_a_uuid_tells_which(twins: Server) -> None:
    uuid = twins.get("hosts/edit/3")["host"]["Host"]["uuid"]
    assert twins.host(uuid=uuid, notes="x").result["host"]["id"] == 3
    assert twins.host(id=3, name="twin", notes="x").writes == {}
    assert twins.host(id=2, state="absent").writes == {"hosts/delete": 1}
    assert twins.host(name="twin", state="disabled").result["host"]["id"] == 3


@pytest.mark.parametrize("identity", [{"id": 99}, {"uuid": "00000000-0000-4000-8000-000000000000"}])
@pytest.mark.parametrize("check", [True, False])
def test_an_unknown_id_or_uuid_always_fails(twins: Server, identity: dict[str, Any], check: bool) -> None:
    with pytest.raises(NotFoundError, match=r"Host not found.*\(host "):
        twins.host(**identity, notes="x", check=check)
    assert twins.host(**identity, state="absent", check=check).changed is False


def test_parents_of_the_same_name_are_told_apart(twins: Server) -> None:
    with pytest.raises(AmbiguousError, match=r"2 hosts named 'twin': ids 2, 3.*Say which one with parents: \{id: …\}"):
        twins.host(name="web01", parents=["twin"])
    assert twins.host(name="web01", parents=[{"id": 2}]).changed
    other = twins.host(name="web01", parents=[{"id": 3}])
    assert (other.changed, other.writes) == (True, {"hosts/edit": 1})
    assert twins.get("hosts/edit/4")["host"]["Host"]["parenthosts"]["_ids"] == [3]
    assert twins.host(name="web01", parents=[{"id": 3}]).writes == {}


def test_groups_of_the_same_name_are_told_apart(twins: Server) -> None:
    twins.post("hostgroups/add", {"Hostgroup": {"container": {"name": "linux", "parent_id": 2}}})
    with pytest.raises(AmbiguousError, match=r"2 host groups named 'linux': ids 1, 3"):
        twins.host(name="web01", hostgroups=["linux"])
    assert twins.host(name="web01", hostgroups=[{"id": 1}]).result["after"]["hostgroups"] == [{"id": 1}]
    other = twins.host(name="web01", hostgroups=[{"id": 3}])
    assert (other.changed, other.result["after"]["hostgroups"]) == (True, [{"id": 3}])
    assert twins.host(name="web01", hostgroups=other.result["after"]["hostgroups"]).writes == {}


def test_containers_of_the_same_path_are_told_apart(twins: Server) -> None:
    twins.post("containers/add", {"Container": {"parent_id": 1, "name": "North", "containertype_id": 5}})
    with pytest.raises(AmbiguousError, match="2 containers named '/root/North'"):
        twins.host(name="web01", container="/root/North")
    moved = twins.host(name="web01", container_id=twins.get("containers/loadContainers")["containers"][2]["key"])
    assert (moved.changed, moved.writes) == (True, {"hosts/edit": 1})


def test_an_id_beside_the_list_is_a_default_that_items_replace(twins: Server) -> None:
    common = {"hosttemplate_id": 1, "container_id": 2, "address": "192.0.2.9"}
    made = twins.host(**common, hosts=[{"name": "a"}, {"name": "b", "container": "/root/South"}])
    assert [one["after"]["container"] for one in made.result["results"]] == ["/root/North", "/root/South"]
    with pytest.raises(InputError, match="container and container_id exclude each other"):
        twins.host(hosts=[{"name": "a", "container": "/root/South", "container_id": 2}])


@pytest.mark.parametrize("check", [True, False])
def test_only_a_host_in_the_named_container_is_deleted(twins: Server, check: bool) -> None:
    elsewhere = twins.host(name="web01", container="/root/South", state="absent", check=check)
    assert (elsewhere.changed, elsewhere.writes) == (False, {})
    gone = twins.host(name="web01", container="/root/Gone", state="absent", check=check)
    assert (gone.changed, gone.writes) == (False, {})
    assert gone.plan.items[0].warnings == ["host web01: there is no container /root/Gone, so the host is not in it"]
    assert twins.host(name="twin", container="/root", state="absent", check=check).changed is False
    assert twins.host(name="twin", container="/root/North", state="absent").writes == {"hosts/delete": 1}
    assert twins.get("hosts/edit/3")["host"]["Host"]["name"] == "twin"


def test_a_second_host_of_a_name_in_one_list(twins: Server) -> None:
    wanted = [{"name": "new", "container": path} for path in ("/root/North", "/root/South")]
    common = {"hosttemplate": "busy", "address": "192.0.2.9", "hosts": wanted}
    assert twins.host(**common).writes == {"hosts/add": 2}
    assert twins.host(**common).writes == {}
    child = {"name": "child", "container": "/root/North", "parents": ["new"]}
    with pytest.raises(AmbiguousError, match="2 hosts named 'new': ids 5, 6"):
        twins.host(**{**common, "hosts": [*wanted, child]})
