# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine is, out of its facts: the same words for every distribution and for Windows.

The shapes of the facts are those of ansible.builtin.setup and of ansible.windows.setup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from . import network, storage
from .values import fqdn, known, listed, serial, text, uuid, whole

OPERATING_SYSTEM = "C__OBJTYPE__OPERATING_SYSTEM"
#: Kinds of virtualization in which the firmware facts are those of another machine, the one underneath.
CONTAINERS = frozenset(
    {"container", "containerd", "docker", "jail", "linux_vserver", "lxc", "openvz", "podman", "systemd-nspawn", "zone"}
)
#: By vendor or product, for machines whose facts name no virtualization (ansible.windows.setup knows few VMware ones).
HYPERVISORS = {"vmware": "VMware", "qemu": "kvm", "innotek": "virtualbox", "virtual machine": "Hyper-V", "xen": "xen"}
#: What i-doit ships in its dialog of VM types, which is VMWare's own spelling there.
VM_TYPES = {"kvm": "KVM", "qemu": "QEMU", "xen": "XEN", "vmware": "VMWare ESX"}


def describe(name: str, facts: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
    """The machine: what mappings and rules take their values from. What the facts do not tell is not in it."""
    virtualization = _virtualization(facts)
    container = (virtualization or "").lower() in CONTAINERS
    hostname = text(facts.get("hostname")) or text(facts.get("nodename"))
    full = fqdn(facts.get("fqdn")) or fqdn(facts.get("nodename"))
    domain = full.partition(".")[2] if full else text(facts.get("domain"))
    return {
        **known(name=name, hostname=hostname, domain=domain, fqdn=full),
        **({} if container else _hardware(facts)),
        "kind": "container" if container else _kind(facts, virtualization),
        **known(vm_type=VM_TYPES.get((virtualization or "").lower(), virtualization)),
        **known(processors=_processors(facts, virtual=virtualization is not None), memory=_memory(facts)),
        **known(operating_system=_operating_system(facts)),
        **known(drives=storage.drives(facts, container=container), ports=network.ports(facts)),
        **known(addresses=network.addresses(facts, hostname, domain)),
        "facts": facts,
        "vars": variables,
    }


def _virtualization(facts: Mapping[str, Any]) -> str | None:
    """What a guest runs in; None for what is no guest."""
    if facts.get("virtualization_role") == "guest":
        return text(facts.get("virtualization_type"))
    if facts.get("virtualization_role") == "host":
        return None
    maker = f"{text(facts.get('system_vendor')) or ''} {text(facts.get('product_name')) or ''}".lower()
    return next((kind for word, kind in HYPERVISORS.items() if word in maker), None)


def _kind(facts: Mapping[str, Any], virtualization: str | None) -> str:
    if virtualization is not None or facts.get("virtualization_role") == "guest":
        return "virtual"
    return "physical" if "virtualization_role" in facts else "unknown"


def _hardware(facts: Mapping[str, Any]) -> dict[str, Any]:
    return known(
        vendor=text(facts.get("system_vendor")),
        product=text(facts.get("product_name")),
        firmware=text(facts.get("bios_version")),
        serial=serial(facts.get("product_serial")),
        uuid=uuid(facts.get("product_uuid")),
    )


def _processors(facts: Mapping[str, Any], *, virtual: bool) -> list[dict[str, Any]]:
    """One per socket, a virtual machine's as one: its sockets are a setting. The title stays when the model changes."""
    model = _processor_name(facts)
    sockets = 1 if virtual else whole(facts.get("processor_count")) or 1
    cores = whole(facts.get("processor_vcpus" if virtual else "processor_cores"))
    shown = known(type=model, manufacturer=_maker(facts), cores=cores, **_frequency(model))
    return [{"title": f"CPU {number}", **shown} for number in range(1, sockets + 1)] if shown else []


def _processor_name(facts: Mapping[str, Any]) -> str | None:
    """The fact lists number, maker and name of each thread; ARM and POWER leave some of them out."""
    words = [str(each).strip() for each in listed(facts.get("processor"))]
    names = [word for word in words if not word.isdigit() and word not in MAKERS]
    return re.sub(r"\s+", " ", names[-1]) if names else None


MAKERS = {"GenuineIntel": "Intel", "AuthenticAMD": "AMD", "ARM": "ARM", "IBM": "IBM"}


def _maker(facts: Mapping[str, Any]) -> str | None:
    return next((MAKERS[word] for word in map(str, listed(facts.get("processor"))) if word in MAKERS), None)


def _frequency(model: str | None) -> dict[str, Any]:
    found = re.search(r"@ ([0-9.]+) ?GHz", model or "")
    return {"frequency": float(found.group(1)), "frequency_unit": "GHz"} if found else {}


def _memory(facts: Mapping[str, Any]) -> dict[str, Any]:
    total = whole(facts.get("memtotal_mb"))
    return {} if total is None else {"capacity": total, "unit": "MB"}


def _operating_system(facts: Mapping[str, Any]) -> dict[str, Any]:
    title = text(facts.get("distribution"))
    if title is None and facts.get("os_family") == "Windows":
        title = "Microsoft Windows"  # only administrators are told more
    if title is None:
        return {}
    version = text(facts.get("distribution_version"))
    return known(title=title, version=version, object={"title": title, "type": OPERATING_SYSTEM})
