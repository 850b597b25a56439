# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts: whom the monitoring notifies, of what, when and by which commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import Listable
from .._plan import Plan
from .client import Client
from .fields import Flag, Flags, Many, One, Text
from .lists import LISTS
from .objects import Kind, kind_options, plan_kind

_TEXT = {"type": "str"}
_SWITCH = {"type": "bool"}
_REFERENCE = {"type": "raw"}
_REFERENCES = {"type": "list", "elements": "raw"}

NOTIFY_HOST = Flags("notify_host", "notify_host_", ("recovery", "down", "unreachable", "flapping", "downtime"))
NOTIFY_SERVICE = Flags(
    "notify_service", "notify_service_", ("recovery", "warning", "unknown", "critical", "flapping", "downtime")
)


def _check(values: Mapping[str, Any]) -> list[str]:
    """What the server demands of every contact (contracts/oitc/053)."""
    problems = []
    if not values["email"] and not values["phone"]:
        problems.append("email or phone is needed")
    lists = ("containers", "host_commands", "service_commands", "notify_host", "notify_service")
    return problems + [f"{option} cannot be empty" for option in lists if not values[option]]


def _flags(names: Flags) -> dict[str, Any]:
    return {"type": "list", "elements": "str", "choices": list(names.choices)}


CONTACT = Kind(
    list=LISTS["contact"],
    listable=Listable(
        list_name="contacts",
        options=kind_options(
            {
                "containers": _REFERENCES,
                "description": _TEXT,
                "email": _TEXT,
                "phone": _TEXT,
                "host_timeperiod": _REFERENCE,
                "service_timeperiod": _REFERENCE,
                "host_notifications_enabled": _SWITCH,
                "service_notifications_enabled": _SWITCH,
                "host_push_notifications_enabled": _SWITCH,
                "service_push_notifications_enabled": _SWITCH,
                "notify_host": _flags(NOTIFY_HOST),
                "notify_service": _flags(NOTIFY_SERVICE),
                "host_commands": _REFERENCES,
                "service_commands": _REFERENCES,
            },
            modes=("containers",),
        ),
    ),
    wrapper="Contact",
    fields=(
        Many("containers", "containers", "container"),
        Text("description", "description"),
        Text("email", "email"),
        Text("phone", "phone"),
        One("host_timeperiod", "host_timeperiod_id", "timeperiod"),
        One("service_timeperiod", "service_timeperiod_id", "timeperiod"),
        Flag("host_notifications_enabled", "host_notifications_enabled"),
        Flag("service_notifications_enabled", "service_notifications_enabled"),
        Flag("host_push_notifications_enabled", "host_push_notifications_enabled"),
        Flag("service_push_notifications_enabled", "service_push_notifications_enabled"),
        NOTIFY_HOST,
        NOTIFY_SERVICE,
        Many("host_commands", "host_commands", "command"),
        Many("service_commands", "service_commands", "command"),
    ),
    new={
        "host_notifications_enabled": 1,
        "service_notifications_enabled": 1,
        **NOTIFY_HOST.body(frozenset({"recovery", "down", "unreachable"})),
        **NOTIFY_SERVICE.body(frozenset({"recovery", "warning", "unknown", "critical"})),
    },
    needed=("containers", "host_timeperiod", "service_timeperiod", "host_commands", "service_commands"),
    modes=("containers",),
    check=_check,
)

SPEC = CONTACT.spec()


def plan_contacts(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan of oitc_contact."""
    return plan_kind(CONTACT, client, params)
