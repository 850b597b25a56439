# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services: created, changed, inherited again, disabled, deleted; allocated by a group only where missing."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    NotFoundError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports, services

from .conftest import Outcome, Server

PING: dict[str, Any] = {"host": "default host", "name": "my ping", "servicetemplate": "CHECK_PING"}


def service(server: Server, **params: Any) -> Outcome:
    return server.run(services.SPEC, services.plan_services, **params)


def test_create_repeat_change_inherit_delete(server: Server) -> None:
    predicted = service(server, check=True, **PING, check_interval=60)
    assert predicted.writes == {}
    created = service(server, **PING, check_interval=60)
    assert created.writes == {"services/add": 1}
    assert created.result["after"] == predicted.result["after"]
    assert "check_interval" not in created.result["after"]["inherited"]
    assert service(server, **PING, check_interval=60).writes == {}
    server.run(exports.SPEC, exports.plan_export)
    assert service(server, **PING, check_interval=60).writes == {}
    back = service(server, **PING, inherit=["check_interval"])
    assert back.writes == {"services/edit": 1}
    assert "check_interval" in back.result["after"]["inherited"]
    assert service(server, **PING, inherit=["check_interval"]).writes == {}
    off = service(server, **PING, state="disabled")
    assert off.writes == {"services/deactivate": 1}
    assert service(server, **PING, state="disabled").writes == {}
    assert service(server, **PING, state="enabled").writes == {"services/enable": 1}
    assert service(server, **PING, state="absent").writes == {"services/delete": 1}
    assert service(server, **PING, state="absent").writes == {}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("description", "mine"),
        ("retry_interval", 33),
        ("max_check_attempts", 7),
        ("check_period", "none"),
        ("active_checks", False),
        ("freshness_threshold", 77),
        ("notify_period", "none"),
        ("notification_interval", 0),
        ("notifications_enabled", False),
        ("notify_on", ["critical"]),
        ("notes", "a note"),
        ("service_url", "https://example.org/"),
        ("tags", ["b", "a"]),
        ("priority", 4),
        ("check_command_args", {"$ARG1$": "1,1%"}),
    ],
)
def test_a_field_is_overridden_and_inherited_again(server: Server, option: str, value: Any) -> None:
    created = service(server, **PING)
    changed = service(server, **PING, **{option: value})
    assert changed.writes == {"services/edit": 1}
    assert option not in changed.result["after"]["inherited"]
    assert service(server, **PING, **{option: value}).writes == {}
    assert service(server, **PING, inherit=[option]).result["after"] == created.result["after"]


def test_the_name_of_the_template_is_the_default(server: Server) -> None:
    created = service(server, host="default host", servicetemplate="CHECK_PING", state="disabled")
    assert created.result["after"]["disabled"] is True
    assert service(server, host="default host", servicetemplate="CHECK_PING").writes == {}


def test_many_services_of_one_host(server: Server) -> None:
    wish = [{"name": f"ping {number}", "priority": 2} for number in range(5)]
    common = {"host": "default host", "servicetemplate": "CHECK_PING"}
    assert service(server, **common, services=wish).writes == {"services/add": 5}
    assert service(server, **common, services=wish).writes == {}


def test_a_group_gives_only_what_is_missing(server: Server) -> None:
    templates = [row["Servicetemplate"]["id"] for row in server.get("servicetemplates/index")["all_servicetemplates"]]
    group = {"container": {"name": "standard", "parent_id": 1}, "servicetemplates": {"_ids": templates[:2]}}
    server.post("servicetemplategroups/add", {"Servicetemplategroup": group})
    wish = {"host": "default host", "servicetemplategroup": "standard"}
    predicted = service(server, check=True, **wish)
    assert (predicted.changed, predicted.writes) == (True, {})
    done = service(server, **wish)
    assert done.writes == {"servicetemplategroups/allocateToHost": 1}
    assert done.result["after"] == predicted.result["after"]
    assert len(done.result["after"]["services"]) == 2
    assert (service(server, **wish).changed, service(server, **wish).writes) == (False, {})


@pytest.mark.parametrize(
    ("wish", "kind", "message"),
    [
        ({"name": "x"}, InputError, "host is needed"),
        ({"host": "nowhere", "name": "x"}, NotFoundError, "no host 'nowhere'"),
        ({"host": "default host"}, InputError, "neither is given"),
        ({"host": "default host", "name": "x"}, InputError, "a new one needs servicetemplate"),
        ({**PING, "servicetemplate": "CHECK_PINK"}, InputError, "Close matches: CHECK_PING"),
        ({**PING, "priority": 9}, InputError, "priority must be from 1 to 5"),
        ({**PING, "check_command_args": {"x": "1"}}, InputError, "no argument of the check command 'x'"),
        ({**PING, "notes": "x", "inherit": ["notes"]}, InputError, "named in inherit and given a value"),
    ],
)
def test_what_cannot_be_meant(server: Server, wish: dict[str, Any], kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        service(server, **wish)


def test_a_name_used_twice_and_another_template_are_refused(server: Server) -> None:
    service(server, **PING)
    with pytest.raises(InputError, match="has the service template CHECK_PING"):
        service(server, **{**PING, "servicetemplate": "CHECK_LOCAL_DISK"})
    number = server.get("servicetemplates/index")["all_servicetemplates"][0]["Servicetemplate"]["id"]
    server.post("services/add", {"Service": {"host_id": 1, "servicetemplate_id": number, "name": "my ping"}})
    with pytest.raises(AmbiguousError, match="2 services default host/my ping"):
        service(server, **PING)
