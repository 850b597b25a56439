# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rights that modules need: a user who lacks one is told its name, and oitc_info knows them all."""

from __future__ import annotations

import importlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins import modules
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AuthError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import info
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.rights import MODULE_RIGHTS, rights_for

from .conftest import Server

#: What every role may call (oitc-api.md §16), as the counters of the simulator spell it.
ALWAYS = {
    "containers/loadContainersForAngular",
    "containers/loadContainersByContainerId",
    "hosts/byUuid",
    "hosts/view",
    "services/byUuid",
    "profile/edit",
    "users/getUserPermissions",
}
#: What a module tries and does without.
OPTIONAL = {
    "oitc_host_info": {"Hosts.edit"},
    "oitc_container": {
        "Hosts.index",
        "Hosts.notMonitored",
        "Hosts.disabled",
        "Hostgroups.index",
        "Contactgroups.index",
        "Contacts.index",
        "Hosttemplates.index",
        "Servicetemplates.index",
        "Servicetemplategroups.index",
        "Timeperiods.index",
    },
}
START = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
END = (datetime.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
HOST = {"address": "192.0.2.1", "container": "/root", "hosttemplate": "busy"}
COMMON = {
    "check_command": "check-host-alive",
    "check_period": "24x7",
    "notify_period": "24x7",
    "contacts": ["info"],
    "contactgroups": ["on call"],
    "hostgroups": ["web"],
}
CONTACT = {
    "containers": ["/root"],
    "email": "alice@example.org",
    "host_timeperiod": "24x7",
    "service_timeperiod": "24x7",
    "host_commands": ["host-notify-by-email"],
    "service_commands": ["service-notify-by-email"],
}
#: One life of what each module keeps: everything that it may have to call.
LIVES: dict[str, list[dict[str, Any]]] = {
    "oitc_host": [
        {**HOST, **COMMON, "name": "a", "state": "disabled", "parents": ["default host"]},
        {"name": "a", "state": "enabled", "check_command_args": {"ARG1": "x"}, "hosttemplate": "default host"},
        {"name": "a", "state": "absent"},
    ],
    "oitc_host_info": [{"config": True, "container": "/root"}],
    "oitc_container": [
        {"path": "/root/T/N", "create_parents": True},
        {"path": "/root/T", "type": "tenant", "city": "Fulda"},
        {"path": "/root/L", "type": "location", "latitude": 1.5},
        {"path": "/root/L", "type": "location", "latitude": 2.5},
        {"path": "/root/T/N", "new_name": "M"},
        {"state": "absent", "containers": [{"path": path} for path in ("/root/T/M", "/root/T", "/root/L")]},
    ],
    "oitc_hostgroup": [
        {"name": "g", "container": "/root", "hosts": ["default host"], "hosttemplates": ["busy"]},
        {"name": "g", "description": "x"},
        {"name": "g", "state": "absent"},
    ],
    "oitc_hosttemplate": [
        {**COMMON, "name": "t", "container": "/root", "check_command_args": {"ARG1": "x"}},
        {"name": "t", "notes": "x"},
        {"name": "t", "state": "absent"},
    ],
    "oitc_contact": [{**CONTACT, "name": "c"}, {"name": "c", "phone": "1"}, {"name": "c", "state": "absent"}],
    "oitc_contactgroup": [
        {"name": "g", "container": "/root", "contacts": ["info"]},
        {"name": "g", "description": "x"},
        {"name": "g", "state": "absent"},
    ],
    "oitc_service": [
        {"host": "default host", "servicetemplate": "CHECK_PING", "check_interval": 77, "state": "disabled"},
        {"host": "default host", "servicetemplate": "CHECK_PING", "contacts": ["info"], "state": "enabled"},
        {"host": "default host", "name": "CHECK_PING", "state": "absent"},
    ],
    "oitc_downtime": [
        {"hosts": ["default host"], "start": START, "end": END, "comment": "x"},
        {"hosts": ["default host"], "start": START, "end": END, "comment": "x", "state": "absent"},
    ],
    "oitc_export": [{"wait": True}],
    "oitc_info": [{}],
}
#: What the stock role Viewer is told when it tries the first of these.
REFUSED_TO_VIEWERS = {
    "oitc_host": r"Hosts\.add or Hosts\.edit",
    "oitc_container": r"Tenants\.add",
    "oitc_hostgroup": r"Hostgroups\.add",
    "oitc_hosttemplate": r"Hosts\.add or Hosts\.edit",
    "oitc_contact": r"Contacts\.add",
    "oitc_contactgroup": r"Contactgroups\.add",
    "oitc_service": r"Services\.edit",
    "oitc_downtime": r"Downtimes\.host",
    "oitc_export": r"Exports\.index",
    "oitc_host_info": r"Hosts\.edit",
}


class Module:
    """A module of this collection, run on the simulated server."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        module = importlib.import_module(f"{modules.__name__}.{name}")
        self.writes = hasattr(module, "run")
        given: list[tuple[Any, ...]] = []
        monkeypatch.setattr(module, "run" if self.writes else "run_info", lambda *parts: given.append(parts))
        module.main()
        self._spec, _connect, self._work = given[0]

    def run(self, server: Server, task: dict[str, Any], **options: Any) -> None:
        if self.writes:
            server.run(self._spec, self._work, **options, **task)
        else:
            server.read(self._spec, self._work, **options, **task)


def test_every_module_is_tried() -> None:
    found = {path.stem for path in Path(modules.__path__[0]).glob("oitc_*.py")}
    assert {*LIVES} == found
    assert {*MODULE_RIGHTS} == found - {"oitc_info"}
    assert {*REFUSED_TO_VIEWERS} == {*MODULE_RIGHTS}


@pytest.mark.parametrize("name", LIVES)
def test_oitc_info_knows_every_right_that_is_used(
    furnished: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = Module(name, monkeypatch)
    Module("oitc_export", monkeypatch).run(furnished, {})
    furnished.simulator.counters.clear()
    for task in LIVES[name]:
        module.run(furnished, task)
    calls = {key.partition(" ")[2] for key in furnished.simulator.counters if key.startswith(("read ", "write "))}
    assert calls
    known = {*MODULE_RIGHTS.get(name, ())} | OPTIONAL.get(name, set())
    unknown = {call: rights_for(call) for call in calls - ALWAYS if not known.intersection(rights_for(call))}
    assert unknown == {}


@pytest.mark.parametrize("name", REFUSED_TO_VIEWERS)
def test_a_viewer_is_told_which_right_is_missing(furnished: Server, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = Module(name, monkeypatch)
    with pytest.raises(AuthError, match=rf"lacks the right ({REFUSED_TO_VIEWERS[name]})"):
        module.run(furnished, LIVES[name][0], api_key=furnished.simulator.viewer_api_key)


def test_a_right_that_was_taken_away_is_listed_where_it_is_needed(server: Server) -> None:
    rights = {right for rights in MODULE_RIGHTS.values() for right in rights}
    listed = {}
    for right in rights:
        server.fault(kind="missing_right", args={"right": right.replace(".", "/")}, times=0)
        with server.connect() as client:
            listed[right] = info.read_info(client, {})["missing_rights"]
    assert listed == {
        right: {name: [right] for name, needed in MODULE_RIGHTS.items() if right in needed} for right in rights
    }
