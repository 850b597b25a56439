# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services: created, renamed, disabled, deleted; many in one task; what check mode sees ahead."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    AuthError,
    InputError,
    NotFoundError,
    TransportError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports

from ..conftest import Server
from .conftest import PING, add_template, service, stored


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


def test_the_name_of_the_template_is_the_default(server: Server) -> None:
    created = service(server, host="default host", servicetemplate="CHECK_PING", state="disabled")
    assert created.result["after"]["disabled"] is True
    assert service(server, host="default host", servicetemplate="CHECK_PING").writes == {}


def test_many_services_of_one_host(server: Server) -> None:
    wish = [{"name": f"ping {number}", "priority": 2} for number in range(5)]
    common = {"host": "default host", "servicetemplate": "CHECK_PING"}
    assert service(server, **common, services=wish).writes == {"services/add": 5}
    assert service(server, **common, services=wish).writes == {}


@pytest.mark.parametrize(
    ("wish", "kind", "message"),
    [
        ({"name": "x"}, InputError, "host is needed"),
        ({"host": "nowhere", "name": "x"}, NotFoundError, "no host 'nowhere'"),
        ({"host": "default host"}, InputError, "none of them is given"),
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


def test_a_name_used_twice_is_told_apart_by_id(server: Server) -> None:
    first = service(server, **PING).result["service"]["id"]
    second = server.post("services/add", {"Service": {"host_id": 1, "servicetemplate_id": 1, "name": "my ping"}})
    with pytest.raises(AmbiguousError, match=f"2 services default host/my ping: ids {first}, {second}"):
        service(server, **PING)
    renamed = service(server, id=second, name="your ping")
    assert (renamed.writes, renamed.result["before"]["name"]) == ({"services/edit": 1}, "my ping")
    assert service(server, id=second, name="your ping").writes == {}
    assert service(server, **PING).result["service"]["id"] == first
    assert service(server, id=second, state="absent").writes == {"services/delete": 1}
    assert service(server, id=second, state="absent").writes == {}
    with pytest.raises(NotFoundError, match=f"service id {second}"):
        service(server, id=second, notes="x")


def test_another_template_supplies_what_was_inherited(server: Server) -> None:
    """Also the fields that have no option: the form shows merged values, which must not become the service's own."""
    other = {
        "check_interval": 30,
        "priority": 4,
        "notes": "of busy",
        "low_flap_threshold": 7,
        "event_handler_enabled": 1,
    }
    add_template(server, "busy", contacts={"_ids": [1]}, **other)
    service(server, **PING, retry_interval=15, max_check_attempts=9)
    wish = {**PING, "servicetemplate": "busy"}
    changed = service(server, **wish)
    assert changed.writes == {"services/edit": 1}
    assert changed.result["after"] == {
        **changed.result["before"],
        "servicetemplate": "busy",
        **{key: other[key] for key in ("check_interval", "priority", "notes")},
        "inherited": changed.result["after"]["inherited"],
    }
    row = stored(server, changed)
    own = {"retry_interval": 15, "max_check_attempts": 9}
    template = server.get(f"servicetemplates/edit/{row['servicetemplate_id']}")["servicetemplate"]["Servicetemplate"]
    columns = [key for key in template if key in row and key not in ("id", "uuid", "name", "created", "modified")]
    kept = {key: row[key] for key in columns if row[key] not in (None, "")}
    assert {**kept, "own_contacts": row["own_contacts"]} == {**own, "own_contacts": 0}
    assert service(server, **wish).writes == {}


def test_services_of_many_hosts_take_the_same_look_ups(web01: Server) -> None:
    names = [f"host {number}" for number in range(12)]
    web01.host(
        container="/root", hosttemplate="default host", hosts=[{"name": n, "address": "192.0.2.7"} for n in names]
    )
    wish = {"servicetemplate": "CHECK_PING", "services": [{"host": name} for name in names]}
    made = service(web01, **wish)
    assert made.writes == {"services/add": 12}
    repeated = service(web01, **wish)
    assert (repeated.changed, repeated.writes) == (False, {})
    # One per host and one per service; three lists of services, the service templates, contacts and time periods.
    assert repeated.requests == 2 * 12 + 6


def test_a_repeated_task_takes_few_requests(server: Server) -> None:
    wish = {**PING, "contacts": ["info"], "check_period": "24x7", "check_command_args": {"Warning": "1,1%"}}
    service(server, **wish)
    repeated = service(server, **wish)
    assert (repeated.writes, repeated.requests) == ({}, 8)


def test_one_that_fails_does_not_stop_the_others(server: Server) -> None:
    wish = [{"name": "a"}, {"name": "b", "priority": 9}, {"name": "c", "host": "nowhere"}, {"name": "d"}]
    common = {"host": "default host", "servicetemplate": "CHECK_PING", "continue_on_error": True, "services": wish}
    outcome = service(server, **common)
    assert [bool(one.get("failed")) for one in outcome.result["results"]] == [False, True, True, False]
    assert outcome.writes == {"services/add": 2}


def test_a_service_named_twice_is_refused(server: Server) -> None:
    for twice in ([{**PING}, {**PING}], [{**PING}, {**PING, "priority": 2}]):
        with pytest.raises(InputError, match="default host/my ping is named twice"):
            service(server, services=twice)
    going_on = service(server, services=[{**PING}, {**PING}, {**PING, "name": "other"}], continue_on_error=True)
    assert [bool(one.get("failed")) for one in going_on.result["results"]] == [False, True, False]
    assert going_on.writes == {"services/add": 2}


def test_check_mode_sees_ahead(server: Server) -> None:
    """A host, a service template, a contact that earlier tasks of the play would create."""
    later = {"host": "new host", "servicetemplate": "CHECK_PING"}
    predicted = service(server, check=True, **later, name="ping")
    assert (predicted.changed, predicted.result["unresolved"]) == (True, ["host: new host"])
    assert predicted.result["after"]["host"] == "new host"
    assert "an earlier task may be about to create it: host: new host" in predicted.plan.items[0].warnings[0]
    unnamed = service(server, check=True, host="default host", servicetemplate="MY_CHECK", contacts=["new"])
    assert unnamed.result["unresolved"] == ["servicetemplate: MY_CHECK", "contacts: new"]
    group = service(server, check=True, host="new host", servicetemplategroup="Linux")
    assert group.result["unresolved"] == ["host: new host", "servicetemplategroup: Linux"]
    for strict in ({"check": True, "check_missing": "fail"}, {"check": False}):
        with pytest.raises(NotFoundError, match="no host 'new host'"):
            service(server, **later, **strict)


def test_the_services_of_a_host_that_is_gone_are_absent(server: Server) -> None:
    assert service(server, host="gone", name="x", state="absent").changed is False


def test_a_service_cannot_be_enabled_on_a_disabled_host(server: Server) -> None:
    service(server, **PING, state="disabled")
    server.host(name="default host", state="disabled")
    with pytest.raises(InputError, match="cannot be enabled while its host is disabled"):
        service(server, **PING, state="enabled")
    assert service(server, **PING, state="enabled", check=True).changed
    server.host(name="default host", state="enabled")


@pytest.mark.parametrize("check", [True, False])
def test_an_unknown_id_is_refused_before_the_write(server: Server, check: bool) -> None:
    with pytest.raises(NotFoundError, match="There is no contact with the id 99"):
        service(server, **PING, contacts=[{"id": 1}, {"id": 99}], check=check)
    assert server.simulator.counters["writes"] == 0


def test_a_service_whose_creation_got_no_answer_is_found_again(server: Server) -> None:
    server.fault(kind="reset", match="services/add")
    with pytest.raises(TransportError, match="services/add"):
        service(server, **PING)
    found = service(server, **PING, state="disabled")
    assert found.writes == {"services/deactivate": 1}
    lists = ("index", "notMonitored", "disabled")
    rows = [row["Service"] for part in lists for row in server.get(f"services/{part}")["all_services"]]
    assert [row["id"] for row in rows if row["servicename"] == "my ping"] == [found.result["service"]["id"]]


def test_the_missing_right_is_named(server: Server) -> None:
    server.fault(kind="missing_right", times=0, args={"right": "services/add"})
    with pytest.raises(AuthError, match=r"lacks the right Services\.add"):
        service(server, **PING)
