# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts as whole: created, repeated, predicted, disabled, deleted, found, and how many requests that takes."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    InputError,
    NotFoundError,
    NotStoredError,
)

from ..conftest import Server

WEB = {
    "name": "web01",
    "address": "192.0.2.1",
    "container": "/root/North",
    "hosttemplate": "default host",
    "hostgroups": ["linux", "web"],
    "contacts": ["ops"],
    "description": "Web server",
}


def test_create_repeat_and_change(furnished: Server) -> None:
    created = furnished.host(**WEB)
    assert created.writes == {"hosts/add": 1}
    assert created.result["before"] is None
    assert {key: created.result["after"][key] for key in WEB} == WEB
    assert created.result["host"]["id"] == 2
    assert created.result["host"]["uuid"]

    repeated = furnished.host(**WEB)
    assert (repeated.changed, repeated.writes, repeated.result["steps"]) == (False, {}, [])
    assert repeated.result["before"] == repeated.result["after"] == created.result["after"]
    assert repeated.requests <= 5

    changed = furnished.host(name="web01", description="Shop")
    assert changed.result["before"] == {**created.result["after"], "description": "Web server"}
    assert changed.plan.diff()["after"]["description"] == "Shop"
    assert furnished.host(name="web01", description="Shop").requests <= 4


def test_check_mode_predicts_what_then_happens(furnished: Server) -> None:
    for task in (
        WEB,
        {"name": "web01", "check_interval": 60, "state": "disabled"},
        {"name": "web01", "state": "absent"},
    ):
        predicted = furnished.host(check=True, **task)
        assert predicted.writes == {}
        done = furnished.host(**task)
        assert done.writes
        assert predicted.result["after"] == done.result["after"]
        assert predicted.result["steps"] == done.result["steps"]


def test_the_id_of_a_predicted_host_is_null(furnished: Server) -> None:
    host = furnished.host(check=True, **WEB).result["host"]
    assert (host["id"], host["uuid"]) == (None, None)


def test_disabled_and_enabled(furnished: Server) -> None:
    assert furnished.host(**WEB, state="disabled").writes == {"hosts/add": 1, "hosts/deactivate": 1}
    assert furnished.host(**WEB, state="disabled").writes == {}
    assert furnished.host(**WEB, state="present").result["after"]["disabled"] is True
    enabled = furnished.host(name="web01", state="enabled", priority=2)
    assert enabled.writes == {"hosts/edit": 1, "hosts/enable": 1}
    assert enabled.result["after"]["disabled"] is False
    assert furnished.host(name="web01", state="enabled").writes == {}


def test_absent(furnished: Server) -> None:
    furnished.host(**WEB)
    gone = furnished.host(name="web01", state="absent")
    assert gone.writes == {"hosts/delete": 1}
    assert gone.result["before"]["description"] == "Web server"
    assert gone.result["after"] is None
    assert furnished.host(name="web01", state="absent").writes == {}
    assert furnished.host(id=2, state="absent").changed is False
    with pytest.raises(NotFoundError, match="Host not found"):
        furnished.host(id=2, description="x")


def test_a_host_is_found_wherever_the_server_lists_it(furnished: Server) -> None:
    from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.exports import SPEC, plan_export

    furnished.host(**WEB)
    uuid = furnished.get("hosts/edit/2")["host"]["Host"]["uuid"]
    for state in ("new", "exported", "disabled"):
        for identity in ({"name": "web01"}, {"id": 2}, {"uuid": uuid}):
            assert furnished.host(**identity, description="Web server").result["host"]["id"] == 2
        if state == "new":
            furnished.run(SPEC, plan_export)
            assert [row["Host"]["id"] for row in furnished.get("hosts/index")["all_hosts"]] == [1, 2]
        furnished.host(id=2, state="disabled" if state == "exported" else "present")


def test_a_name_that_is_part_of_others_is_told_from_them(furnished: Server) -> None:
    hosts = [{"name": name, "address": "192.0.2.1"} for name in ("web01.example.com", "WEB01", "web0_", "xweb01")]
    furnished.host(container="/root", hosttemplate="default host", hosts=hosts)
    assert furnished.host(check=True, **WEB).result["before"] is None
    assert furnished.host(name="web0_", notes="x").result["host"]["id"] == 4


def test_many_hosts_of_similar_names(furnished: Server) -> None:
    """The look-up answers 150 rows; the one that is meant may be behind them."""
    hosts = [{"name": f"a-{number:03}-web01", "address": "192.0.2.1"} for number in range(151)]
    furnished.host(container="/root", hosttemplate="default host", hosts=[*hosts, {"name": "web01", "address": "x"}])
    assert furnished.host(name="web01", notes="x").result["host"]["address"] == "x"


def test_renaming_by_id(web01: Server) -> None:
    assert web01.host(id=2, name="web02").result["after"]["name"] == "web02"
    assert web01.host(id=2, name="web02").writes == {}


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("container", "/root/Nort", "no container '/root/Nort'. Close matches: /root/North"),
        ("hosttemplate", "default hosts", "no host template 'default hosts' for hosts in container /root/North"),
        ("hostgroups", ["linus"], "no host group 'linus' for hosts in container /root/North. Close matches: linux"),
        ("contacts", ["inf"], "no contact 'inf'"),
        ("contactgroups", ["call"], "no contact group 'call'"),
        ("check_command", "check-host", "no check command 'check-host'. Close matches: check-host-alive"),
        ("check_period", "24x8", "no time period '24x8'"),
        ("parents", ["nowhere"], "no host 'nowhere'"),
    ],
)
def test_unknown_names_fail_and_are_only_noted_in_check_mode(
    furnished: Server, option: str, value: Any, message: str
) -> None:
    with pytest.raises(ApiError) as caught:
        furnished.host(**{**WEB, option: value})
    assert message in str(caught.value).replace(" (host web01)", "")
    with pytest.raises(ApiError, match="There is no"):
        furnished.host(check=True, **{**WEB, option: value}, check_missing="fail")
    looked_ahead = furnished.host(check=True, **{**WEB, option: value})
    assert looked_ahead.changed
    assert looked_ahead.result["unresolved"] == [f"{option}: {value if isinstance(value, str) else value[0]}"]
    assert furnished.simulator.counters["write hosts/add"] == 0


def test_what_a_new_host_lacks_is_named(furnished: Server) -> None:
    with pytest.raises(InputError, match="needs address, hosttemplate"):
        furnished.host(name="web01", container="/root")
    with pytest.raises(InputError, match="needs a container"):
        furnished.host(name="web01")
    with pytest.raises(InputError, match="id, uuid or name"):
        furnished.host(state="absent")


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("option", "noun"),
    [
        ("hostgroups", "host group"),
        ("contacts", "contact"),
        ("contactgroups", "contact group"),
        ("parents", "host"),
        ("shared_containers", "container"),
        ("check_command", "check command"),
        ("check_period", "time period"),
        ("hosttemplate", "host template"),
    ],
)
def test_ids_that_the_server_would_drop_or_store_unseen(web01: Server, option: str, noun: str, check: bool) -> None:
    wish: Any = {"id": 999}
    with pytest.raises(NotFoundError, match=f"There is no {noun} with the id 999"):
        web01.host(name="web01", check=check, **{option: [wish] if option.endswith("s") else wish})
    assert web01.simulator.counters["write hosts/edit"] == 0


def test_an_id_of_another_place_is_taken_as_given(web01: Server) -> None:
    """The web interface would not offer it to hosts of this container, but the server takes it."""
    number = web01.post("hostgroups/add", {"Hostgroup": {"container": {"name": "south", "parent_id": 3}}})
    with pytest.raises(InputError, match="no host group 'south' for hosts in container /root/North"):
        web01.host(name="web01", hostgroups=["south"])
    assert web01.host(name="web01", hostgroups=[{"id": number}]).writes == {"hosts/edit": 1}
    assert web01.host(name="web01", hostgroups=[{"id": number}]).writes == {}


def test_a_value_that_did_not_stick_is_reported(web01: Server) -> None:
    web01.fault(kind="drop_value", match="hosts/edit", args={"field": "notes"})
    with pytest.raises(NotStoredError, match="notes: asked for 'mine', stored is ''"):
        web01.host(name="web01", notes="mine")


def test_a_user_without_the_right_gets_its_name(web01: Server) -> None:
    with pytest.raises(AuthError, match=r"lacks the right Hosts\.edit"):
        web01.host(api_key=web01.simulator.viewer_api_key, name="web01", notes="x")
