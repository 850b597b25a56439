# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated openITCOCKPIT per test, and tasks that are run against it as a module would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import ArgSpec
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.answers import created_id
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import Client, connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosts.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosts.plan import plan_hosts
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Plan
from ansible_collections.cmdbops.idoit_oitc.tests.simulators import oitc
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc.simulator import OitcSimulator
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

Planner = Callable[[Client, Mapping[str, Any]], Plan]
Reader = Callable[[Client, Mapping[str, Any]], dict[str, Any]]


@dataclass
class Outcome:
    """What one task did."""

    plan: Plan
    result: dict[str, Any]
    counters: Counter[str]

    @property
    def changed(self) -> bool:
        return bool(self.result["changed"])

    @property
    def requests(self) -> int:
        return self.counters["http_requests"]

    @property
    def writes(self) -> dict[str, int]:
        """How often each call changed the database of the server."""
        return {name[6:]: number for name, number in self.counters.items() if name.startswith("write ") and number}


class Server:
    """The server and its key; :meth:`run` is one task."""

    def __init__(self, simulator: OitcSimulator, url: str) -> None:
        self.simulator = simulator
        self.url = url

    def connect(self, api_key: str | None = None, **options: Any) -> Client:
        return connect({"url": self.url, "api_key": api_key or self.simulator.api_key}, **options)

    def run(
        self, spec: ArgSpec, planner: Planner, *, check: bool = False, api_key: str | None = None, **params: Any
    ) -> Outcome:
        """One task: options checked by Ansible's own validator, planned, and unless ``check`` carried out."""
        before = Counter(self.simulator.counters)
        options = self._options(spec, api_key, params)
        with connect(options, check_mode=check) as client:
            plan = planner(client, options)
            if not check:
                plan.apply(client.execute)
        return Outcome(plan, plan.as_result(), self.simulator.counters - before)

    def read(self, spec: ArgSpec, reader: Reader, *, api_key: str | None = None, **params: Any) -> dict[str, Any]:
        """One task of a module that only reads."""
        options = self._options(spec, api_key, params)
        with connect(options, check_mode=True) as client:
            return reader(client, options)

    def _options(self, spec: ArgSpec, api_key: str | None, params: Mapping[str, Any]) -> dict[str, Any]:
        key = api_key or self.simulator.api_key
        given = ArgumentSpecValidator(**spec.for_module()).validate({"url": self.url, "api_key": key, **params})
        assert not given.error_messages
        options: dict[str, Any] = given.validated_parameters
        return options

    def host(self, **params: Any) -> Outcome:
        """One task of oitc_host."""
        return self.run(SPEC, plan_hosts, **params)

    def post(self, path: str, body: Mapping[str, Any]) -> int:
        """Add something by a bare call; gives its id."""
        with self.connect() as client:
            return int(created_id(client.post(path, body, returns_id=True)) or 0)

    def get(self, path: str) -> dict[str, Any]:
        with self.connect() as client:
            return client.get(path)

    def fault(self, **fault: Any) -> None:
        self.simulator.faults.replace([fault])


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "POLL_SECONDS", 0.05)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server as it comes from the installation: one container, one host template in use, one contact."""
    simulator = oitc.create()
    with running(simulator) as url:
        yield Server(simulator, url)
    simulator.close()


def furnish(server: Server) -> None:
    """Add what hosts can refer to: containers, groups, contacts, a command with one argument, a second template."""
    for parent, name in ((1, "North"), (1, "South")):
        server.post("containers/add", {"Container": {"parent_id": parent, "name": name, "containertype_id": 5}})
    for name in ("linux", "web"):
        server.post("hostgroups/add", {"Hostgroup": {"container": {"name": name, "parent_id": 1}}})
    contact = {**server.get("contacts/edit/1")["contact"]["Contact"], "name": "ops"}
    server.post("contacts/add", {"Contact": contact})
    group = {"description": "", "container": {"name": "on call", "parent_id": 1}, "contacts": {"_ids": [1]}}
    server.post("contactgroups/add", {"Contactgroup": group})
    template = server.get("hosttemplates/edit/1")["hosttemplate"]["Hosttemplate"]
    changes = {
        "name": "busy",
        "description": "busy host",
        "check_interval": 60,
        "notes": "from the template",
        "priority": 4,
    }
    rows = [{"commandargument_id": 3, "value": "1,1%"}, {"commandargument_id": 4, "value": "2,2%"}]
    variables = [{"name": "SITE", "value": "north", "password": 0, "objecttype_id": 512}]
    new = {**template, **changes, "hosttemplatecommandargumentvalues": rows, "customvariables": variables}
    server.post("hosttemplates/add", {"Hosttemplate": {key: value for key, value in new.items() if key != "id"}})


@pytest.fixture
def furnished(server: Server) -> Server:
    """The server with all this."""
    furnish(server)
    return server


@pytest.fixture
def web01(furnished: Server) -> Server:
    """With a host that inherits everything."""
    furnished.host(name="web01", address="192.0.2.1", container="/root/North", hosttemplate="default host")
    return furnished
