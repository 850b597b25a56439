# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a host, and of a host template as far as hosts inherit them (oitc-api.md §18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..fields import Flag, Flags, Many, Number, One, Tags, Text
from ..inheritance.heir import CHECKED, Heir
from ..inheritance.macros import Arguments, Variables


@dataclass(frozen=True)
class Shared(Many):
    """The containers a host is shared with. The server counts the primary one in, here it is left out."""

    inherits: bool = field(default=False)

    def read(self, record: Mapping[str, Any]) -> frozenset[Any]:
        return super().read(record) - {record.get("container_id")}


CONTACTS = Many("contacts", "contacts", "contact")
CONTACTGROUPS = Many("contactgroups", "contactgroups", "contactgroup")
CHECK_COMMAND = One("check_command", "command_id", "command")
CHECK_COMMAND_ARGS = Arguments("check_command_args")
CUSTOM_VARIABLES = Variables("custom_variables")
CONTAINER = One("container", "container_id", "container", inherits=False)
HOSTTEMPLATE = One("hosttemplate", "hosttemplate_id", "hosttemplate", inherits=False)
SHARED_CONTAINERS = Shared("shared_containers", "hosts_to_containers_sharing", "container")
PARENTS = Many("parents", "parenthosts", "host", inherits=False)
NOTIFY_ON = Flags("notify_on", "notify_on_", ("recovery", "down", "unreachable", "flapping", "downtime"))
FLAP_DETECTION = Flag("flap_detection", "flap_detection_enabled")
FLAP_DETECTION_ON = Flags("flap_detection_on", "flap_detection_on_", ("up", "down", "unreachable"))

#: Every field of a host, in the order in which results show them.
FIELDS: tuple[Any, ...] = (
    Text("name", "name", required=True, inherits=False),
    Text("address", "address", longest=128, required=True, inherits=False),
    CONTAINER,
    SHARED_CONTAINERS,
    HOSTTEMPLATE,
    One("satellite", "satellite_id", "satellite", none=0, inherits=False),
    Text("description", "description"),
    CHECK_COMMAND,
    CHECK_COMMAND_ARGS,
    *CHECKED,
    NOTIFY_ON,
    FLAP_DETECTION,
    FLAP_DETECTION_ON,
    CONTACTS,
    CONTACTGROUPS,
    Many("hostgroups", "hostgroups", "hostgroup"),
    PARENTS,
    Text("notes", "notes"),
    Text("host_url", "host_url"),
    Tags("tags", "tags"),
    Number("priority", "priority", lowest=1, highest=5),
    One("sla", "sla_id", "sla"),
    Many("prometheus_exporters", "prometheus_exporters", "exporter"),
    CUSTOM_VARIABLES,
)

HEIR = Heir(
    noun="host",
    template="host template",
    controller="hosts",
    wrapper="Host",
    fields=FIELDS,
    check_command=CHECK_COMMAND,
    arguments=CHECK_COMMAND_ARGS,
    variables=CUSTOM_VARIABLES,
    notify_on=NOTIFY_ON,
    flap_detection=FLAP_DETECTION,
    flap_detection_on=FLAP_DETECTION_ON,
)
