# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules that only read return."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AuthError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports, host_info, info
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc.seed import add_hosts

from .conftest import Server


@pytest.fixture
def mixed(furnished: Server) -> Server:
    """Hosts that are monitored, new, and disabled."""
    common = {"container": "/root/North", "hosttemplate": "busy"}
    furnished.host(**common, hosts=[{"name": f"web{number}", "address": f"192.0.2.{number}"} for number in (1, 2)])
    furnished.run(exports.SPEC, exports.plan_export)
    furnished.host(**common, name="new", address="192.0.2.3", parents=["web1"], check_interval=33)
    furnished.host(**{**common, "container": "/root/South"}, name="off", address="192.0.2.4", state="disabled")
    return furnished


def hosts(server: Server, **params: Any) -> list[dict[str, Any]]:
    with server.connect(check_mode=True) as client:
        found: list[dict[str, Any]] = host_info.read_hosts(client, {**defaults(), **params})["hosts"]
    return found


def defaults() -> dict[str, Any]:
    """Every option of the module, as if none was given."""
    return {name: option.get("default") for name, option in host_info.SPEC.options.items()}


def test_every_host_is_in_one_of_the_lists(mixed: Server) -> None:
    assert {host["name"]: host["monitoring"] for host in hosts(mixed)} == {
        "default host": "monitored",
        "new": "not_monitored",
        "off": "disabled",
        "web1": "monitored",
        "web2": "monitored",
    }


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ({"ids": [3, 4]}, ["new", "web2"]),
        ({"ids": []}, []),
        ({"names": ["web1", "off", "we"]}, ["off", "web1"]),
        ({"names": [f"web{number}" for number in range(60)]}, ["web1", "web2"]),
        ({"name_regex": "^web|off"}, ["off", "web1", "web2"]),
        ({"address": "192.0.2.3"}, ["new"]),
        ({"address": "192.0.2"}, []),
        ({"container": "/root/North"}, ["new", "web1", "web2"]),
        ({"container": "/root", "recursive": False}, ["default host"]),
        ({"container": "/root", "monitoring": ["disabled"]}, ["off"]),
        ({"states": ["up"], "container": "/root/North"}, ["web1", "web2"]),
        ({"states": ["down"]}, []),
    ],
)
def test_filters_hold_whatever_the_server_makes_of_them(mixed: Server, wish: dict[str, Any], names: list[str]) -> None:
    assert [host["name"] for host in hosts(mixed, **wish)] == names


def test_all_pages_are_read(server: Server) -> None:
    add_hosts(server.simulator.store, 1100)
    add_hosts(server.simulator.store, 501, monitored=False)
    found = hosts(server)
    assert len({host["id"] for host in found}) == len(found) == 1 + 1100 + 501
    assert [host["name"] for host in found] == sorted(host["name"] for host in found)


def test_a_host_that_an_export_moves_meanwhile_is_there_once(mixed: Server) -> None:
    with mixed.connect() as client:
        read = client.get

        def export_after_the_first_list(path: str, *given: Any, **options: Any) -> dict[str, Any]:
            answer = read(path, *given, **options)
            if path == "hosts/notMonitored":
                mixed.run(exports.SPEC, exports.plan_export)
            return answer

        client.get = export_after_the_first_list  # type: ignore[method-assign]
        found = host_info.read_hosts(client, defaults())["hosts"]
    assert [host["monitoring"] for host in found if host["name"] == "new"] == ["monitored"]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ({"current_state": 1}, {"state": "down"}),
        ({"current_state": 2}, {"state": "unreachable"}),
        ({"problem_has_been_acknowledged": 1}, {"acknowledged": True}),
        ({"scheduled_downtime_depth": 2}, {"in_downtime": True}),
        ({"output": "CRITICAL"}, {"output": "CRITICAL"}),
    ],
)
def test_the_state_of_a_host(mixed: Server, status: dict[str, Any], shown: dict[str, Any]) -> None:
    before = hosts(mixed, names=["web1"])[0]
    row = mixed.simulator.store.where("hoststatus", hostname=before["uuid"])[0]
    mixed.simulator.store.update("hoststatus", row["id"], status)
    assert hosts(mixed, names=["web1"]) == [{**before, **shown}]
    if "state" in shown:
        assert [host["name"] for host in hosts(mixed, states=[shown["state"]])] == ["web1"]


def test_states_and_places(mixed: Server) -> None:
    web1, new = hosts(mixed, names=["web1", "new"])[::-1]
    assert (web1["state"], web1["container"], web1["in_downtime"]) == ("up", "/root/North", False)
    assert (new["state"], new["disabled"], new["in_downtime"]) == (None, False, None)


def test_the_configuration_tells_what_is_inherited(mixed: Server) -> None:
    config = hosts(mixed, names=["new"], config=True)[0]["config"]
    assert (config["check_interval"], config["priority"], config["parents"]) == (33, 4, ["web1"])
    assert "priority" in config["inherited"]
    assert "check_interval" not in config["inherited"]


def test_what_cannot_be_meant(mixed: Server) -> None:
    with pytest.raises(InputError, match="no container '/root/Nort'"):
        hosts(mixed, container="/root/Nort")
    with pytest.raises(InputError, match="not a regular expression"):
        hosts(mixed, name_regex="(")


def test_who_am_i(server: Server) -> None:
    with server.connect(check_mode=True) as client:
        result = info.read_info(client, {})
    assert (result["version"], result["has_root_privileges"]) == ("5.3.0", True)
    assert result["user"]["email"] == "admin@example.org"
    assert result["missing_rights"] == {}


def test_a_viewer_lacks_the_rights_to_write(server: Server) -> None:
    with server.connect(server.simulator.viewer_api_key) as client:
        missing = info.read_info(client, {})["missing_rights"]
    assert {"Hosts.add", "Hosts.edit", "Hosts.delete"} <= {*missing["oitc_host"]}
    assert "Hosts.index" not in missing["oitc_host"]
    assert "oitc_host_info" not in missing


def test_a_wrong_key_is_told(server: Server) -> None:
    with server.connect("0" * 160) as client, pytest.raises(AuthError, match="API key was refused"):
        info.read_info(client, {})
