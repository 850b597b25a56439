# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host templates: the values that hosts inherit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import Listable
from .._plan import Plan
from .client import Client
from .hosts.fields import CONTAINER, FIELDS, FLAP_DETECTION_ON, NOTIFY_ON
from .hosts.options import HOST
from .inheritance.config import command_arguments
from .inheritance.macros import HOSTTEMPLATE_VARIABLE, Arguments, Variables, wished_arguments
from .lists import LISTS
from .lookups import Lookups
from .naming import Naming
from .objects import Kind, kind_options, plan_kind

ARGUMENTS = Arguments("check_command_args", "hosttemplatecommandargumentvalues")
VARIABLES = Variables("custom_variables", objecttype_id=HOSTTEMPLATE_VARIABLE)
#: Of commercial modules, which a template keeps as they are.
KEPT = ("sla", "prometheus_exporters")
TEMPLATE_FIELDS = (
    CONTAINER,
    *(one for one in FIELDS if one.inherits and one.option not in (ARGUMENTS.option, VARIABLES.option, *KEPT)),
    ARGUMENTS,
    VARIABLES,
)
MODES = ("contacts", "contactgroups", "hostgroups")


def _check(values: Mapping[str, Any]) -> list[str]:
    """What the server demands of every template (contracts/oitc/156)."""
    problems = []
    if not values["contacts"] and not values["contactgroups"]:
        problems.append("contacts or contactgroups are needed")
    if not values["notify_on"]:
        problems.append("notify_on cannot be empty")
    if values["flap_detection"] and not values["flap_detection_on"]:
        problems.append("flap_detection needs at least one of flap_detection_on")
    return problems


def _finish(values: dict[str, Any], current: Mapping[str, Any], lookups: Lookups, naming: Naming) -> None:
    """The values of all arguments of the command: those named, those that were set, empty ones."""
    command, wished = values["check_command"], values[ARGUMENTS.option]
    if not isinstance(command, int):
        values[ARGUMENTS.option] = {}
        return
    known = command_arguments(command, {}, lookups)
    naming.arguments.update({argument.id: argument.name for argument in known})
    kept = current.get(ARGUMENTS.option, {}) if current.get("check_command") == command else {}
    if wished is not kept:
        given = wished_arguments(wished, known, ARGUMENTS.option) if any(isinstance(key, str) for key in wished) else {}
        values[ARGUMENTS.option] = {**{argument.id: "" for argument in known}, **kept, **given}


HOSTTEMPLATE = Kind(
    list=LISTS["hosttemplate"],
    listable=Listable(
        list_name="hosttemplates",
        options=kind_options({one.option: HOST.options[one.option] for one in TEMPLATE_FIELDS}, modes=MODES),
    ),
    wrapper="Hosttemplate",
    fields=TEMPLATE_FIELDS,
    # The server has no defaults of its own and wants nearly every field; these are those of its web interface.
    new={
        "hosttemplatetype_id": 1,
        "check_interval": 7200,
        "retry_interval": 60,
        "max_check_attempts": 3,
        "notification_interval": 7200,
        "notifications_enabled": 1,
        "active_checks_enabled": 1,
        "passive_checks_enabled": 1,
        "event_handler_enabled": 0,
        "low_flap_threshold": 0,
        "high_flap_threshold": 0,
        "priority": 1,
        **NOTIFY_ON.body(frozenset({"recovery", "down", "unreachable"})),
        **FLAP_DETECTION_ON.body(frozenset()),
        "prometheus_exporters": {"_ids": []},
    },
    needed=("container", "check_command", "check_period", "notify_period"),
    modes=MODES,
    check=_check,
    finish=_finish,
)

SPEC = HOSTTEMPLATE.spec()


def plan_hosttemplates(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan of oitc_hosttemplate."""
    return plan_kind(HOSTTEMPLATE, client, params)
