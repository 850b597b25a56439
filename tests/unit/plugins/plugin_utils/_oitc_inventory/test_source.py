# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a monitoring that others change meanwhile, and by users with few rights."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import paging
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._oitc_inventory.source import Source
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc import OitcSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Faults, Reply, Request

EVERYTHING = {
    "container": None,
    "recursive": True,
    "monitoring": ["monitored", "not_monitored", "disabled"],
    "states": None,
    "name_regex": None,
}
HOSTS = 45


class Monitoring:
    """A simulated openITCOCKPIT with many hosts; ``between`` is done before each request of somebody else."""

    name = "oitc"

    def __init__(self) -> None:
        self.simulator: OitcSimulator = create()
        self.counters, self.faults = self.simulator.counters, self.simulator.faults or Faults()
        self.between: Callable[[str], None] = lambda _path: None
        self.paths: list[str] = []
        self.ids = [self.add(f"host{number}") for number in range(HOSTS)]

    def call(self, verb: str, path: str, body: Any = None) -> dict[str, Any]:
        headers = (("Authorization", f"X-OITC-API {self.simulator.api_key}"), ("Content-Type", "application/json"))
        sent = b"" if body is None else json.dumps(body).encode()
        reply = self.simulator.handle(Request(verb, f"/{path}.json", "angular=true", headers, sent))
        answer: dict[str, Any] = json.loads(reply.body)
        assert reply.status == 200, answer
        return answer

    def add(self, name: str, **more: Any) -> int:
        host = {"name": name, "address": "10.0.0.1", "container_id": 1, "hosttemplate_id": 1, **more}
        return int(self.call("POST", "hosts/add", {"Host": host})["id"])

    def group(self, name: str, *hosts: int) -> int:
        group = {"container": {"name": name, "parent_id": 1}, "hosts": {"_ids": list(hosts)}}
        return int(self.call("POST", "hostgroups/add", {"Hostgroup": group})["id"])

    def handle(self, request: Request) -> Reply:
        self.paths.append(request.path)
        self.between(request.path)
        return self.simulator.handle(request)

    def stats(self) -> dict[str, Any]:
        return self.simulator.stats()

    def close(self) -> None:
        self.simulator.close()

    def read(
        self, *, api_key: str | None = None, groups: bool = False, templates: bool = False, **selection: Any
    ) -> dict[str, Any]:
        """What an inventory reads; raises on any warning."""
        self.paths.clear()
        with running(self) as url:
            source = Source(
                {"url": url, "api_key": api_key or self.simulator.api_key, "retries": 0},
                {**EVERYTHING, **selection},
                hosttemplates=templates,
                hostgroups=groups,
                allow_partial=False,
                log=lambda _line: None,
                warn=pytest.fail,
            )
            return source.read().data


@pytest.fixture
def monitoring(monkeypatch: pytest.MonkeyPatch) -> Monitoring:
    monkeypatch.setattr(paging, "PAGE_SIZE", 10)
    return Monitoring()


def ids(data: dict[str, Any]) -> list[int]:
    return [host["id"] for host in data["hosts"]]


def test_pages_overlap_and_each_host_is_there_once(monitoring: Monitoring) -> None:
    found = ids(monitoring.read())
    assert found == sorted(set(found))
    assert set(monitoring.ids) <= set(found)
    assert monitoring.paths.count("/hosts/notMonitored.json") <= HOSTS // 8 + 2


@pytest.mark.parametrize("at_once", [1, 3, 12])
def test_no_host_is_lost_when_others_are_deleted_between_pages(monitoring: Monitoring, at_once: int) -> None:
    """The first ones go, which were read already: that is what shifts pages most."""
    going = iter(monitoring.ids[:24])
    gone: set[int] = set()

    def delete(path: str) -> None:
        for _unused in range(at_once if path == "/hosts/notMonitored.json" and monitoring.paths.count(path) > 1 else 0):
            host = next(going, None)
            if host is not None:
                monitoring.call("POST", f"hosts/delete/{host}")
                gone.add(host)

    monitoring.between = delete
    found = ids(monitoring.read())
    assert len(gone) >= min(4 * at_once, 24) - at_once, "the reading was not disturbed"
    assert set(monitoring.ids) - gone <= set(found)
    assert found == sorted(set(found))


def test_no_host_is_lost_that_moves_to_another_list(monitoring: Monitoring) -> None:
    moving = iter(monitoring.ids)

    def disable(path: str) -> None:
        if path == "/hosts/notMonitored.json":
            monitoring.call("POST", f"hosts/deactivate/{next(moving)}")

    monitoring.between = disable
    data = monitoring.read()
    assert set(monitoring.ids) <= set(ids(data))
    first = next(host for host in data["hosts"] if host["id"] == monitoring.ids[0])
    assert first["monitoring"] == "disabled"


def test_the_same_page_again_is_an_error(monitoring: Monitoring) -> None:
    host = {"uuid": "u", "name": "host", "address": "10.0.0.1", "containerIds": [1]}
    rows = [{"Host": {"id": number, **host}, "Hoststatus": {}} for number in range(1, 11)]
    ten = json.dumps({"all_hosts": rows, "scroll": {}})
    monitoring.faults.replace([{"kind": "http", "match": "hosts/disabled", "times": 0, "args": {"status": 200}}])
    monitoring.faults.pending[0].args["body"] = ten
    with pytest.raises(ApiError, match="same page again"):
        monitoring.read()


def test_a_host_deleted_before_its_page_is_read_is_left_out(monitoring: Monitoring) -> None:
    deleted = monitoring.ids[5]

    def delete(path: str) -> None:
        if path.startswith("/hosts/browser/") and not any("browser" in known for known in monitoring.paths[:-1]):
            monitoring.call("POST", f"hosts/delete/{deleted}")

    monitoring.between = delete
    found = monitoring.read(templates=True)
    assert set(monitoring.ids) - set(ids(found)) == {deleted}
    assert {host["hosttemplate_id"] for host in found["hosts"]} == {1}


def test_a_viewer_reads_groups_host_by_host(monitoring: Monitoring) -> None:
    members = monitoring.ids[:3]
    group = monitoring.group("linux", *members)
    as_editor = monitoring.read(groups=True)
    assert f"/hosts/browser/{members[0]}.json" in monitoring.paths, "its list names no template"
    as_viewer = monitoring.read(groups=True, templates=True, api_key=monitoring.simulator.viewer_api_key)
    for data in (as_editor, as_viewer):
        assert data["hostgroups"] == [{"id": group, "name": "linux", "hosts": members, "hosttemplates": []}]
    assert ids(as_viewer) == ids(as_editor)
    assert not any(path.startswith("/hosts/edit") for path in monitoring.paths)


def test_a_right_that_is_missing_is_named(monitoring: Monitoring) -> None:
    monitoring.group("linux", *monitoring.ids[:3])
    right = {"kind": "missing_right", "match": "never", "times": 0, "args": {"right": "hosts/browser"}}
    monitoring.faults.replace([right])
    with pytest.raises(ApiError, match=r"lacks the right Hosts\.browser"):
        monitoring.read(groups=True, api_key=monitoring.simulator.viewer_api_key)


def test_criteria(monitoring: Monitoring) -> None:
    tenant = {"Container": {"parent_id": 1, "name": "Tenant", "containertype_id": 2}}
    monitoring.call("POST", "containers/add", tenant)
    containers = monitoring.call("GET", "containers/loadContainers")["containers"]
    (container,) = [row["key"] for row in containers if row["value"] == "/root/Tenant"]
    inside = monitoring.add("inside", container_id=container)
    disabled = monitoring.add("switched off", container_id=container)
    monitoring.call("POST", f"hosts/deactivate/{disabled}")
    assert ids(monitoring.read(container="/root/Tenant")) == [inside, disabled]
    assert ids(monitoring.read(container={"id": container}, monitoring=["disabled"])) == [disabled]
    assert inside not in ids(monitoring.read(container="/root", recursive=False))
    assert ids(monitoring.read(name_regex="^(ins|switched )")) == [inside, disabled]
    assert not set(ids(monitoring.read(states=["up", "down", "unreachable"]))) & {inside, disabled}
