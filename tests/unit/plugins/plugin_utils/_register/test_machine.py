# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine is described by, for facts of several systems."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register import values
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register.machine import describe

from . import shapes

HARDWARE = ("vendor", "product", "serial", "uuid", "firmware")


def described(facts: dict[str, Any]) -> dict[str, Any]:
    return describe("inventory-name", facts, {})


@pytest.mark.parametrize(
    ("facts", "kind", "vm_type"),
    [
        (shapes.debian_server(), "physical", None),
        (shapes.redhat_vmware(), "virtual", "VMWare ESX"),
        (shapes.suse_kvm(), "virtual", "KVM"),
        (shapes.alpine_container(), "container", "docker"),
        (shapes.windows_server(), "virtual", "VMWare ESX"),
        (shapes.windows_client(), "physical", None),
        ({"hostname": "x"}, "unknown", None),
        ({"hostname": "x", "virtualization_role": "guest", "virtualization_type": "Hyper-V"}, "virtual", "Hyper-V"),
        (
            {"hostname": "x", "system_vendor": "Microsoft Corporation", "product_name": "Virtual Machine"},
            "virtual",
            "Hyper-V",
        ),
    ],
)
def test_what_kind_of_machine_it_is(facts: dict[str, Any], kind: str, vm_type: str | None) -> None:
    machine = described(facts)
    assert (machine["kind"], machine.get("vm_type")) == (kind, vm_type)


def test_a_container_shows_nothing_of_the_machine_underneath() -> None:
    machine = described(shapes.alpine_container())
    assert not set(HARDWARE) & set(machine)
    assert machine["drives"] == [
        {
            "title": "overlay",
            "mount_point": "/",
            "filesystem": "overlay",
            "system_drive": True,
            "capacity": 100.0,
            "unit": "GB",
        }
    ]


def test_hardware_of_a_server() -> None:
    machine = described(shapes.debian_server())
    assert {key: machine[key] for key in HARDWARE} == {
        "vendor": "Dell Inc.",
        "product": "PowerEdge R650",
        "serial": "4XK2PQ3",
        "uuid": "4c4c4544-0058-4b10-8032-b4c04f505133",
        "firmware": "1.14.1",
    }
    assert machine["memory"] == {"capacity": 257550, "unit": "MB"}


def test_a_processor_per_socket_and_one_for_a_virtual_machine() -> None:
    sockets = described(shapes.debian_server())["processors"]
    assert [each["title"] for each in sockets] == ["CPU 1", "CPU 2"]
    assert sockets[0] == {
        "title": "CPU 1",
        "manufacturer": "Intel",
        "type": "Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz",
        "cores": 28,
        "frequency": 2.0,
        "frequency_unit": "GHz",
    }
    assert described(shapes.redhat_vmware())["processors"] == [
        {"title": "CPU 1", "manufacturer": "Intel", "type": "Intel(R) Xeon(R) Gold 6330", "cores": 2}
    ]


def test_drives_are_local_and_one_per_device() -> None:
    def mounts(facts: dict[str, Any]) -> dict[str, Any]:
        return {each["mount_point"]: each.get("capacity") for each in described(facts)["drives"]}

    assert mounts(shapes.debian_server()) == {"/": 100.0, "/srv/data": 1500.0}
    assert mounts(shapes.suse_kvm()) == {"/": 30.0}
    assert mounts(shapes.windows_server()) == {"C:": 60.0}


def test_a_pool_is_one_drive() -> None:
    mounts = [
        {"mount": each, "device": device, "fstype": "zfs", "size_total": shapes.GIB}
        for each, device in {"/": "rpool/ROOT", "/home": "rpool/home", "/tank": "tank"}.items()
    ]
    assert [each["mount_point"] for each in described({"mounts": mounts})["drives"]] == ["/", "/tank"]


def test_ports_are_cards_and_not_what_software_makes() -> None:
    assert described(shapes.debian_server())["ports"] == [
        {
            "title": "eno1",
            "mac": "b0:7b:25:00:00:01",
            "mtu": 9000,
            "active": True,
            "speed": 25000,
            "speed_type": "Mbit/s",
        },
        {"title": "eno2", "mac": "b0:7b:25:00:00:02", "mtu": 1500, "active": False},
    ]
    assert [each["title"] for each in described(shapes.windows_server())["ports"]] == ["Ethernet0"]


def test_addresses_that_others_can_reach() -> None:
    found = described(shapes.debian_server())["addresses"]
    assert [each.get("ipv4_address") or each["ipv6_address"] for each in found] == [
        "10.20.0.31",
        "10.20.0.32",
        "2001:db8:20::31",
        "10.30.0.31",
    ]
    primary = [each for each in found if each.get("primary")]
    assert primary == [
        {
            "family": "ipv4",
            "ipv4_address": "10.20.0.31",
            "net_type": "C__CATS_NET_TYPE__IPV4",
            "hostname": "db01",
            "domain": "example.com",
            "primary": True,
        }
    ]


def test_the_address_of_windows_with_a_gateway_is_the_primary_one() -> None:
    assert described(shapes.windows_server())["addresses"] == [
        {
            "family": "ipv4",
            "ipv4_address": "10.20.0.51",
            "net_type": "C__CATS_NET_TYPE__IPV4",
            "port": "Ethernet0",
            "hostname": "WIN01",
            "domain": "corp.example.com",
            "primary": True,
        }
    ]


def test_operating_systems() -> None:
    system = described(shapes.windows_client())["operating_system"]
    assert system["title"] == "Microsoft Windows"
    assert described(shapes.suse_kvm())["operating_system"] == {
        "title": "SLES",
        "version": "15.5",
        "object": {"title": "SLES", "type": "C__OBJTYPE__OPERATING_SYSTEM"},
    }


def test_sparse_facts_describe_little_and_break_nothing() -> None:
    machine = described({"hostname": "x", "mounts": None, "interfaces": None, "processor": None, "disks": [None]})
    assert set(machine) == {"name", "hostname", "kind", "facts", "vars"}


@pytest.mark.parametrize(
    "placeholder",
    [
        *("", "NA", "None", "0", "00000000", "Not Specified", "To be filled by O.E.M.", "System Serial Number"),
        *("Default string", "0123456789", "123456789", "xxxxxxxx", "................", " N/A ", None, 7),
    ],
)
def test_placeholders_are_no_serials(placeholder: Any) -> None:
    assert values.serial(placeholder) is None


@pytest.mark.parametrize("real", ["4XK2PQ3", "VMware-42 1c 5a", "2M2ABCD", "007"])
def test_serials(real: str) -> None:
    assert values.serial(f" {real} ") == real


@pytest.mark.parametrize(
    "unset",
    [
        *("NA", "Not Settable", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"),
        *("03000200-0400-0500-0006-000700080009", "4c4c4544", None),
    ],
)
def test_placeholders_are_no_uuids(unset: Any) -> None:
    assert values.uuid(unset) is None


@pytest.mark.parametrize(
    "bare", ["web01", "localhost", "localhost.localdomain", "10.20.0.1", "2001:db8::1", "a..b", None]
)
def test_names_without_a_domain_are_no_identity(bare: Any) -> None:
    assert values.fqdn(bare) is None


def test_an_fqdn_is_compared_in_lower_case() -> None:
    assert values.fqdn("WEB01.Example.COM.") == "web01.example.com"
