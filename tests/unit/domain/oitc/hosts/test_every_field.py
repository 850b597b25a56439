# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of a host (oitc-api.md §18) alone: changed, repeated, set back to its template, repeated.

``changed`` is compared with what the server stored: it must be true exactly when that is something else afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError, NotStoredError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import hosttemplates
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosts.fields import FIELDS
from ansible_collections.cmdbops.idoit_oitc.tests.simulators import oitc
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc.hosts import read
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from ..conftest import Outcome, Server, furnish

#: A template in which no field is empty, nor what the server would take for its default.
TEMPLATE: dict[str, Any] = {
    "name": "rich",
    "container": "/root",
    "description": "of the template",
    "check_command": "check-host-alive",
    "check_command_args": {"$ARG1$": "1,1%", "$ARG2$": "2,2%"},
    "check_interval": 300,
    "retry_interval": 30,
    "max_check_attempts": 4,
    "check_period": "24x7",
    "active_checks": True,
    "freshness_checks": True,
    "freshness_threshold": 900,
    "notify_period": "24x7",
    "notification_interval": 3600,
    "notifications_enabled": True,
    "notify_on": ["recovery", "down"],
    "flap_detection": True,
    "flap_detection_on": ["up"],
    "contacts": ["info"],
    "contactgroups": ["on call"],
    "hostgroups": ["linux"],
    "notes": "7",
    "host_url": "https://example.org/",
    "tags": ["a", "b"],
    "priority": 4,
    "custom_variables": [{"name": "SITE", "value": "north"}],
}
#: By option: values that differ from the template's, and what the server then stores.
INHERITED: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "description": [("mine", {"description": "mine"})],
    "check_command": [("check-host-alive-oitc-agent-push", {"command_id": 58})],
    "check_command_args": [
        ({"Warning": "9,9%"}, {"arguments": {3: "9,9%", 4: "2,2%"}}),
        ({"$ARG2$": ""}, {"arguments": {3: "1,1%", 4: ""}}),
        ({"ARG1": "2,2%", "ARG2": "3,3%"}, {"arguments": {3: "2,2%", 4: "3,3%"}}),
    ],
    "check_interval": [(60, {"check_interval": 60})],
    "retry_interval": [(1, {"retry_interval": 1})],
    "max_check_attempts": [(1, {"max_check_attempts": 1})],
    "check_period": [("none", {"check_period_id": 2}), ({"id": 2}, {"check_period_id": 2})],
    "active_checks": [(False, {"active_checks_enabled": 0})],
    "freshness_checks": [(False, {"freshness_checks_enabled": 0})],
    "freshness_threshold": [(60, {"freshness_threshold": 60}), (0, {"freshness_threshold": 0})],
    "notify_period": [("none", {"notify_period_id": 2})],
    "notification_interval": [(60, {"notification_interval": 60}), (0, {"notification_interval": 0})],
    "notifications_enabled": [(False, {"notifications_enabled": 0})],
    "notify_on": [
        (["down"], {"notify_on_recovery": 0, "notify_on_down": None}),
        (["recovery", "down", "unreachable", "flapping", "downtime"], {"notify_on_flapping": 1}),
        ([], {"notify_on_recovery": 0, "notify_on_down": 0, "notify_on_downtime": None}),
    ],
    "flap_detection": [(False, {"flap_detection_enabled": 0})],
    "flap_detection_on": [
        (["down"], {"flap_detection_on_up": 0, "flap_detection_on_down": 1}),
        ([], {"flap_detection_on_up": 0, "flap_detection_on_down": None}),
        (["up", "unreachable"], {"flap_detection_on_up": None, "flap_detection_on_unreachable": 1}),
    ],
    "contacts": [
        (["ops"], {"contacts": [2], "contactgroups": [1], "own_contacts": 1}),
        ([], {"contacts": [], "contactgroups": [1], "own_contacts": 1}),
    ],
    "contactgroups": [([], {"contacts": [1], "contactgroups": [], "own_contactgroups": 1})],
    "hostgroups": [(["web"], {"hostgroups": [2]}), (["linux", "web"], {"hostgroups": [1, 2]})],
    "notes": [("mine", {"notes": "mine"})],
    "host_url": [("https://example.org/$HOSTNAME$", {"host_url": "https://example.org/$HOSTNAME$"})],
    "tags": [(["b", "a"], {"tags": "b,a"}), (["a"], {"tags": "a"})],
    "priority": [(5, {"priority": 5})],
    "sla": [({"id": 7}, {"sla_id": 7})],
    "custom_variables": [
        ([{"name": "SITE", "value": "south"}], {"variables": {"SITE": ("south", 0)}}),
        ([{"name": "RACK", "value": "12", "password": True}], {"variables": {"RACK": ("12", 1)}}),
    ],
}
#: Fields that no template holds: another value, what the server then stores, and a value that leads back.
OWN: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "name": ({"name": "other"}, {"name": "other"}, {"name": "before"}),
    "address": ({"address": "192.0.2.99"}, {"address": "192.0.2.99"}, {"address": "192.0.2.1"}),
    "container": ({"container": "/root/South"}, {"container_id": 3, "sharing": [3]}, {"container_id": 2}),
    "shared_containers": ({"shared_containers": ["/root/South"]}, {"sharing": [2, 3]}, {"shared_containers": []}),
    "hosttemplate": ({"hosttemplate": "busy"}, {"hosttemplate_id": 4}, {"hosttemplate": "rich"}),
    "satellite": ({"satellite": {"id": 3}}, {"satellite_id": 3}, {"satellite_id": 0}),
    "parents": ({"parents": ["default host"]}, {"parenthosts": [1]}, {"parents": []}),
    "state": ({"state": "disabled"}, {"disabled": 1}, {"state": "enabled"}),
}
CANNOT_BE_EMPTIED: list[dict[str, Any]] = [
    {"description": ""},
    {"notes": ""},
    {"host_url": ""},
    {"tags": []},
    {"hostgroups": []},
    {"contacts": [], "contactgroups": []},
]


@pytest.fixture(scope="module")
def rich() -> Iterator[Server]:
    """A server with that template; every test works on a host of its own."""
    simulator = oitc.create()
    with running(simulator) as url:
        server = Server(simulator, url)
        furnish(server)
        made = server.run(hosttemplates.SPEC, hosttemplates.plan_hosttemplates, **TEMPLATE)
        assert made.writes == {"hosttemplates/add": 1}
        yield server
    simulator.close()


class Host:
    """A host that inherits all it can, and what is stored of it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        made = server.host(name="before", address="192.0.2.1", container="/root/North", hosttemplate="rich")
        self.inherited: list[str] = made.result["after"]["inherited"]
        self.id: int = made.result["host"]["id"]
        self.fresh = self.stored()

    def stored(self) -> dict[str, Any]:
        """The rows of the server, without ids and times, which every write renews."""
        row = read.own(self._server.simulator.store, self.id)
        ids = {
            name: sorted(value["_ids"]) for name, value in row.items() if isinstance(value, dict) and "_ids" in value
        }
        return {
            **{name: value for name, value in row.items() if name not in ("created", "modified")},
            **ids,
            "sharing": ids["hosts_to_containers_sharing"],
            "hostcommandargumentvalues": None,
            "arguments": {one["commandargument_id"]: one["value"] for one in row["hostcommandargumentvalues"]},
            "customvariables": None,
            "variables": {one["name"]: (one["value"], one["password"]) for one in row["customvariables"]},
        }

    def run(self, **options: Any) -> Outcome:
        """One task and the same in check mode before it: both must tell what the server then does."""
        before = self.stored()
        predicted = self._server.host(id=self.id, check=True, **options)
        outcome = self._server.host(id=self.id, **options)
        differs = before != self.stored()
        assert (predicted.changed, outcome.changed, sum(outcome.writes.values())) == (differs, differs, int(differs))
        assert predicted.writes == {}
        assert predicted.result["after"] == outcome.result["after"]
        return outcome


@pytest.fixture
def host(rich: Server) -> Iterator[Host]:
    host = Host(rich)
    yield host
    rich.host(id=host.id, state="absent")


def test_no_field_is_left_out() -> None:
    without_module = {"prometheus_exporters"}
    assert {one.option for one in FIELDS if one.inherits} == {*INHERITED} | without_module
    assert {one.option for one in FIELDS if not one.inherits} == {*OWN} - {"state"}


def test_a_new_host_inherits_all(host: Host) -> None:
    assert {*host.inherited} == {*INHERITED} | {"prometheus_exporters"}


@pytest.mark.parametrize(
    ("option", "value", "columns"),
    [(option, value, columns) for option, cases in INHERITED.items() for value, columns in cases],
)
def test_overridden_and_inherited_again(host: Host, option: str, value: Any, columns: dict[str, Any]) -> None:
    changed = host.run(**{option: value})
    assert changed.changed
    assert {name: host.stored()[name] for name in columns} == columns
    assert option in changed.result["before"]["inherited"]
    assert option not in changed.result["after"]["inherited"]
    assert host.run(**{option: value}).changed is False

    assert host.run(inherit=[option]).changed
    assert host.stored() == host.fresh
    assert host.run(inherit=[option]).changed is False

    of_template = changed.result["before"][option]
    if of_template is None:
        return
    assert host.run(**{option: of_template}).changed is False, "a value equal to the template's is no change"
    host.run(**{option: value})
    mode = {"custom_variables_mode": "set"} if option == "custom_variables" else {}
    back = host.run(**{option: of_template}, **mode)
    assert back.changed
    assert {*back.result["after"]["inherited"]} == {*host.inherited}


@pytest.mark.parametrize("option", OWN)
def test_what_no_template_holds(host: Host, option: str) -> None:
    there, columns, back = OWN[option]
    assert host.run(**there).changed
    assert {name: host.stored()[name] for name in columns} == columns
    assert host.run(**there).changed is False
    assert host.run(**back).changed
    assert host.stored() == host.fresh
    assert host.run(**back).changed is False


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("wish", CANNOT_BE_EMPTIED, ids=",".join)
def test_what_is_inherited_cannot_be_emptied(rich: Server, host: Host, wish: dict[str, Any], check: bool) -> None:
    written = rich.simulator.counters["writes"]
    with pytest.raises(InputError, match=r"cannot (both )?be empty while "):
        rich.host(id=host.id, check=check, **wish)
    assert rich.simulator.counters["writes"] == written
    assert host.stored() == host.fresh


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"notes": "7.0"}, "the server takes '7.0' for the host template's '7'"),
        ({"check_command_args": {"ARG1": "2,2%", "ARG2": "1,1%"}}, "takes swapped values for the host template's"),
        ({"custom_variables": [{"name": "SITE", "value": "north", "password": True}]}, "which has an equal value"),
        (
            {"check_command": "check-host-alive-oitc-agent-push", "inherit": ["check_command_args"]},
            "check_command_args can only be inherited together with check_command",
        ),
    ],
)
def test_what_the_server_mistakes(rich: Server, host: Host, wish: dict[str, Any], message: str, check: bool) -> None:
    written = rich.simulator.counters["writes"]
    with pytest.raises(InputError, match=message):
        rich.host(id=host.id, check=check, **wish)
    assert rich.simulator.counters["writes"] == written


def test_exporters_need_their_module(rich: Server, host: Host) -> None:
    """Without it the server drops them and answers success."""
    with pytest.raises(NotStoredError, match=r"prometheus_exporters: asked for \[7\], stored is \[\]"):
        rich.host(id=host.id, prometheus_exporters=[{"id": 7}])
    assert host.stored() == host.fresh


def test_the_template_changes_and_only_what_is_the_host_s_own_stays(host: Host) -> None:
    """Every inherited field takes the values of the new template, whose fields all differ (oitc-api.md §9.8)."""
    own = {"retry_interval": 33, "custom_variables": [{"name": "RACK", "value": "12"}], "hostgroups": ["web"]}
    host.run(**own)
    before = host.stored()
    changed = host.run(hosttemplate="busy")
    assert {name: value for name, value in host.stored().items() if before[name] != value} == {"hosttemplate_id": 4}
    assert {*host.inherited} - {*changed.result["after"]["inherited"]} == {*own}
    assert changed.result["after"]["notes"] == "from the template"
    assert host.run(hosttemplate="busy").changed is False
    assert host.run(hosttemplate="rich", inherit=[*own]).changed
    assert host.stored() == host.fresh
