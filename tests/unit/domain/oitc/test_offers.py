# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hosts of many containers may use: as the server would answer for each, in fewer requests."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import paging
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import Client
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.lists import LISTS
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.offers import (
    WORKED_OUT,
    Answered,
    Everything,
    WorkedOut,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.references import Names

from .conftest import Outcome, Server

COMMON = {"hosttemplate": "default host", "hostgroups": ["linux", "web"], "contacts": ["ops"], "check_period": "none"}


@pytest.fixture
def branched(furnished: Server) -> Server:
    """Every kind of thing in every container of a tree: below a tenant, and below a node that has no tenant."""
    tenant = furnished.post("tenants/add", {"container": {"name": "Tenant"}})
    tree = [1, furnished.get(f"tenants/edit/{tenant}")["tenant"]["container_id"], 2]
    for parent, name in ((tree[1], "A"), (tree[1], "B"), (2, "C")):
        tree.append(node(furnished, parent, name))
    tree.append(node(furnished, tree[3], "A"))
    for container in tree:
        put_one_of_each(furnished, container)
    return furnished


def node(server: Server, parent: int, name: str) -> int:
    return server.post("containers/add", {"Container": {"parent_id": parent, "name": name, "containertype_id": 5}})


def put_one_of_each(server: Server, container: int) -> None:
    """The same names everywhere: the server accepts that."""
    inside = {"name": "there", "parent_id": container}
    server.post("hostgroups/add", {"Hostgroup": {"container": inside}})
    server.post(
        "contactgroups/add", {"Contactgroup": {"description": "", "container": inside, "contacts": {"_ids": [1]}}}
    )
    contact = {**server.get("contacts/edit/1")["contact"]["Contact"], "name": "there"}
    server.post("contacts/add", {"Contact": {**contact, "containers": {"_ids": [container, 3]}}})
    for kind in (1, 2):
        template = server.get("hosttemplates/edit/1")["hosttemplate"]["Hosttemplate"]
        new = {**template, "id": None, "name": "there", "container_id": container, "hosttemplatetype_id": kind}
        server.post("hosttemplates/add", {"Hosttemplate": new})
    period = {"name": "there", "container_id": container, "description": "", "calendar_id": 0}
    ranges = [{"day": "1", "start": "00:00", "end": "24:00"}]
    server.post("timeperiods/add", {"Timeperiod": {**period, "timeperiod_timeranges": ranges}})


def test_lists_are_read_by_id_in_pages(branched: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with branched.connect() as client:
        whole = {kind: listed.read(client) for kind, listed in LISTS.items()}
        monkeypatch.setattr(paging, "PAGE_SIZE", 10)
        assert {kind: listed.read(client) for kind, listed in LISTS.items()} == whole
    for rows_of_kind in whole.values():
        assert [row.id for row in rows_of_kind] == sorted({row.id for row in rows_of_kind})
    assert max(map(len, whole.values())) > 20, "one list at least has several pages"


def rows(names: Names) -> dict[int, str]:
    return dict(vars(names)["_names"])


def test_worked_out_is_what_the_server_answers(branched: Server) -> None:
    with branched.connect() as client:
        everything = Everything.read(client)
        assert everything is not None
        seen = [compared(client, everything, container) for container in range(1, 9)]
    assert len({frozenset(one.items()) for one in seen}) > 4, "the containers do not differ"


def compared(client: Client, everything: Everything, container: int) -> dict[str, int]:
    """How many of each kind hosts of a container may use, the same by both ways."""
    if container not in everything:
        return {}
    answered = Answered(client, container, "")
    worked_out = WorkedOut(client, everything, container, "")
    for kind in WORKED_OUT:
        assert rows(worked_out.names(kind)) == rows(answered.names(kind)), (container, kind)
    assert rows(worked_out.names("satellite")) == rows(answered.names("satellite"))
    return {kind: len(rows(answered.names(kind))) for kind in WORKED_OUT}


def hosts(server: Server, containers: int, **options: Any) -> Outcome:
    """A hundred hosts in so many containers, with everything by name."""
    paths = [f"/root/North/N{number}" for number in range(containers)]
    wanted = [
        {"name": f"web{number:03}", "address": f"192.0.2.{number}", "container": paths[number % containers]}
        for number in range(100)
    ]
    return server.host(hosts=wanted, **COMMON, **options)


def furnish(server: Server, containers: int) -> None:
    for number in range(containers):
        node(server, 2, f"N{number}")
    assert hosts(server, containers).writes == {"hosts/add": 100}


@pytest.mark.parametrize("containers", [1, 20, 100])
def test_look_ups_do_not_grow_with_the_containers(furnished: Server, containers: int) -> None:
    furnish(furnished, containers)
    repeated = hosts(furnished, containers)
    assert repeated.writes == {}
    kinds_of_names = 5 if containers == 1 else 7
    assert repeated.requests <= kinds_of_names + 2 * 100


def test_a_role_without_the_lists_asks_container_by_container(furnished: Server) -> None:
    furnish(furnished, 20)
    for right in ("contacts/index", "containers/loadContainersByContainerId"):
        furnished.fault(kind="missing_right", args={"right": right}, times=0)
        repeated = hosts(furnished, 20)
        assert repeated.writes == {}
        assert repeated.requests <= 1 + 6 + 20 + 2 * 100


def test_an_unknown_container_is_told_of_its_host(furnished: Server) -> None:
    wanted = [{"name": "a", "container": "/root/North"}, {"name": "b", "container": {"id": 999}}]
    outcome = furnished.host(hosts=wanted, address="x", **COMMON, continue_on_error=True)
    assert [result.get("failed", False) for result in outcome.result["results"]] == [False, True]
    assert "Invalid container" in outcome.result["results"][1]["msg"]
    assert "host b" in outcome.result["results"][1]["msg"]
