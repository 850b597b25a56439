# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which right of a role allows a call (oitc-api.md §16): the names the role editor shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_HOST_FORMS = ("Hosts.add", "Hosts.edit")

#: Calls that have no right of their own: any of these rights grants them.
GRANTED_BY: Mapping[str, tuple[str, ...]] = {
    "hosts/loadHostsByString": ("Hosts.index",),
    "hosts/loadContainers": _HOST_FORMS,
    "hosts/loadCommands": _HOST_FORMS,
    "hosts/loadElementsByContainerId": _HOST_FORMS,
    "hosts/loadHosttemplate": _HOST_FORMS,
    "hosts/loadCommandArguments": _HOST_FORMS,
    "exports/broadcast": ("Exports.index",),
    "exports/launchExport": ("Exports.index",),
    "exports/verifyConfig": ("Exports.index",),
    "hostgroups/append": ("Hostgroups.add", "Hostgroups.edit"),
}

#: What each module of this collection calls that a role may lack.
MODULE_RIGHTS: Mapping[str, tuple[str, ...]] = {
    "oitc_host": (
        "Hosts.index",
        "Hosts.notMonitored",
        "Hosts.disabled",
        "Hosts.add",
        "Hosts.edit",
        "Hosts.delete",
        "Hosts.deactivate",
        "Hosts.enable",
    ),
    "oitc_host_info": ("Hosts.index", "Hosts.notMonitored", "Hosts.disabled"),
    "oitc_container": (
        "Containers.view",
        "Containers.add",
        "Containers.edit",
        "Containers.delete",
        "Tenants.index",
        "Tenants.add",
        "Tenants.edit",
        "Tenants.delete",
        "Locations.index",
        "Locations.add",
        "Locations.edit",
        "Locations.delete",
    ),
    "oitc_hostgroup": (
        "Hostgroups.index",
        "Hostgroups.add",
        "Hostgroups.edit",
        "Hostgroups.delete",
        "Hosts.index",
        "Hosttemplates.index",
    ),
    "oitc_hosttemplate": (
        "Hosttemplates.index",
        "Hosttemplates.add",
        "Hosttemplates.edit",
        "Hosttemplates.delete",
        "Hosts.edit",
        "Commands.index",
        "Contacts.index",
        "Contactgroups.index",
        "Hostgroups.index",
        "Timeperiods.index",
    ),
    "oitc_contact": (
        "Contacts.index",
        "Contacts.add",
        "Contacts.edit",
        "Contacts.delete",
        "Commands.index",
        "Timeperiods.index",
    ),
    "oitc_contactgroup": (
        "Contactgroups.index",
        "Contactgroups.add",
        "Contactgroups.edit",
        "Contactgroups.delete",
        "Contacts.index",
    ),
    "oitc_service": (
        "Services.index",
        "Services.notMonitored",
        "Services.disabled",
        "Services.add",
        "Services.edit",
        "Services.delete",
        "Services.deactivate",
        "Services.enable",
        "Servicetemplates.index",
        "Servicetemplates.edit",
        "Servicetemplategroups.index",
        "Servicetemplategroups.allocateToHost",
        "Commands.index",
        "Contacts.index",
        "Contactgroups.index",
        "Timeperiods.index",
        "Hosts.index",
        "Hosts.edit",
    ),
    "oitc_downtime": (
        "Hosts.index",
        "Hosts.notMonitored",
        "Hosts.disabled",
        "Downtimes.host",
        "Downtimes.delete",
        "NagiosModule.Cmd.submit",
        "Systemdowntimes.host",
        "Systemdowntimes.addHostdowntime",
        "Systemdowntimes.delete",
    ),
    "oitc_export": ("Exports.index",),
}


def rights_for(path: str) -> tuple[str, ...]:
    """The rights of which one allows the call: ``("Hosts.add",)`` for ``hosts/add``."""
    parts = path.split("/")
    depth = 3 if parts[0].endswith("_module") else 2
    granted = GRANTED_BY.get("/".join(parts[:depth]))
    return granted or (".".join([*map(_spelt, parts[: depth - 1]), parts[depth - 1]]),)


def missing_rights(permissions: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    """Those of ``wanted`` that ``users/getUserPermissions`` does not list; it writes all names in lower case."""
    return [right for right in wanted if not _has(permissions, right)]


def _has(permissions: Mapping[str, Any], right: str) -> bool:
    known: Any = permissions
    for part in right.lower().split("."):
        if part not in known:
            return False
        known = known[part]
    return True


def _spelt(controller: str) -> str:
    return "".join(part.capitalize() for part in controller.split("_"))
