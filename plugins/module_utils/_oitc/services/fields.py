# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a service (contracts/oitc/189): like those of a host, with the states of services."""

from __future__ import annotations

from typing import Any

from ..fields import Flag, Flags, Many, Number, One, Tags, Text
from ..inheritance.heir import CHECKED, Heir
from ..inheritance.macros import SERVICE_VARIABLE, Arguments, Variables

CHECK_COMMAND = One("check_command", "command_id", "command")
CHECK_COMMAND_ARGS = Arguments(
    "check_command_args", "servicecommandargumentvalues", "servicetemplatecommandargumentvalues"
)
CUSTOM_VARIABLES = Variables("custom_variables", objecttype_id=SERVICE_VARIABLE)
NOTIFY_ON = Flags("notify_on", "notify_on_", ("recovery", "warning", "unknown", "critical", "flapping", "downtime"))
FLAP_DETECTION = Flag("flap_detection", "flap_detection_enabled")
FLAP_DETECTION_ON = Flags("flap_detection_on", "flap_detection_on_", ("ok", "warning", "unknown", "critical"))

#: Every field of a service, in the order in which results show them.
FIELDS: tuple[Any, ...] = (
    Text("name", "name", required=True, inherits=False),
    One("servicetemplate", "servicetemplate_id", "servicetemplate", inherits=False),
    Text("description", "description"),
    CHECK_COMMAND,
    CHECK_COMMAND_ARGS,
    *CHECKED,
    NOTIFY_ON,
    FLAP_DETECTION,
    FLAP_DETECTION_ON,
    Many("contacts", "contacts", "contact"),
    Many("contactgroups", "contactgroups", "contactgroup"),
    Flag("is_volatile", "is_volatile"),
    Flag("sla_relevant", "sla_relevant"),
    Text("notes", "notes"),
    Text("service_url", "service_url"),
    Tags("tags", "tags"),
    Number("priority", "priority", lowest=1, highest=5),
    CUSTOM_VARIABLES,
)
HEIR = Heir(
    noun="service",
    template="service template",
    controller="services",
    wrapper="Service",
    fields=FIELDS,
    check_command=CHECK_COMMAND,
    arguments=CHECK_COMMAND_ARGS,
    variables=CUSTOM_VARIABLES,
    notify_on=NOTIFY_ON,
    flap_detection=FLAP_DETECTION,
    flap_detection_on=FLAP_DETECTION_ON,
)
