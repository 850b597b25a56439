# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network ports and addresses out of the facts of Linux and of Windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from .values import known, listed, text, whole

#: Interfaces that software makes up for itself; their addresses are the same on many machines.
INTERNAL = (
    "br-",
    "cali",
    "cilium",
    "cni",
    "docker",
    "flannel",
    "kube",
    "lxc",
    "lxdbr",
    "podman",
    "tap",
    "tun",
    "veth",
    "virbr",
    "vnet",
)
#: What a port is called in the CMDB; the speed of facts is in Mbit/s.
SPEED_UNIT = "Mbit/s"


def interfaces(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One shape for both systems: device, mac, mtu, speed, active, physical, addresses."""
    found = []
    for one in listed(facts.get("interfaces")):
        if isinstance(one, Mapping):
            found.append(_windows(one))
        elif (raw := _raw(facts, str(one))) is not None and raw.get("type") != "loopback":
            found.append(_linux(str(one), raw))
    return [one for one in found if not one["device"].startswith(INTERNAL)]


def ports(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The network ports: title, mac, mtu, active and, where a link tells it, speed with speed_type."""
    out = []
    for one in interfaces(facts):
        if one["physical"]:
            speed = {"speed": one["speed"], "speed_type": SPEED_UNIT} if one["speed"] else {}
            out.append({**known(title=one["device"], mac=one["mac"], mtu=one["mtu"], active=one["active"]), **speed})
    return out


def addresses(facts: Mapping[str, Any], hostname: str | None, domain: str | None) -> list[dict[str, Any]]:
    """The addresses others can reach: family, address by its attribute, port; the primary one with the name."""
    shown = {port["title"] for port in ports(facts)}
    primary = _primary(facts)
    out: dict[str, dict[str, Any]] = {}
    for one in interfaces(facts):
        for address in one["addresses"]:
            found: dict[str, Any] = _address(address)
            found.update(known(port=one["device"] if one["device"] in shown else None))
            if str(address) == primary:
                found.update(known(hostname=hostname, domain=domain), primary=True)
            out.setdefault(str(address), found)
    return list(out.values())


def _address(address: IPv4Address | IPv6Address) -> dict[str, Any]:
    family = f"ipv{address.version}"
    net_type = "C__CATS_NET_TYPE__IPV4" if address.version == 4 else "C__CATS_NET_TYPE__IPV6"
    return {"family": family, f"{family}_address": str(address), "net_type": net_type}


def _raw(facts: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The facts of an interface, whose name stands in their key with underscores."""
    for key in (name, name.replace("-", "_"), name.replace("-", "_").replace(":", "_").replace(".", "_")):
        if isinstance(facts.get(key), Mapping):
            return dict(facts[key])
    return None


def _linux(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    active = bool(raw.get("active"))
    mac = text(raw.get("macaddress"))
    # Network cards are on a bus, also without a link; what has neither is made up by the kernel.
    real = bool(raw.get("pciid") or raw.get("module") or active)
    device = str(raw.get("device") or name)
    plain = raw.get("type") == "ether" and not any(mark in device for mark in ".:@")
    held = [*listed(raw.get("ipv4")), *listed(raw.get("ipv4_secondaries")), *listed(raw.get("ipv6"))]
    return {
        "device": device,
        "mac": mac,
        "mtu": whole(raw.get("mtu")),
        "speed": whole(raw.get("speed")),
        "active": active,
        "physical": bool(plain and mac and real),
        "addresses": list(_reachable(held)),
    }


def _windows(raw: Mapping[str, Any]) -> dict[str, Any]:
    held = [*listed(raw.get("ipv4")), *listed(raw.get("ipv6"))]
    mac = text(raw.get("macaddress"))
    return {
        "device": text(raw.get("connection_name"))
        or text(raw.get("interface_name"))
        or str(raw.get("interface_index")),
        "mac": mac,
        "mtu": whole(raw.get("mtu")),
        "speed": whole(raw.get("speed")),
        "active": True,
        "physical": mac is not None,
        "addresses": list(_reachable(held)),
    }


def _reachable(held: list[Any]) -> Iterator[IPv4Address | IPv6Address]:
    for one in held:
        try:
            address = ip_address(str(one.get("address")).partition("%")[0])
        except (AttributeError, ValueError):
            continue
        if not (address.is_loopback or address.is_link_local or address.is_unspecified):
            yield address


def _primary(facts: Mapping[str, Any]) -> str | None:
    """The address of the way out: the default route's, on Windows that of the interface with a gateway."""
    for default in ("default_ipv4", "default_ipv6"):
        for address in _reachable([facts.get(default)]):
            return str(address)
    for raw in listed(facts.get("interfaces")):
        if isinstance(raw, Mapping) and text(raw.get("default_gateway")):
            found = list(_reachable([*listed(raw.get("ipv4")), *listed(raw.get("ipv6"))]))
            if found:
                return str(found[0])
    return None
