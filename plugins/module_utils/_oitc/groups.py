# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host groups and contact groups. Their names are those of the containers they live in (oitc-observed.md §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import Listable
from .._plan import Plan
from .client import Client
from .fields import Many, Tags, Text
from .lists import LISTS
from .objects import Kind, kind_options, plan_kind

_TEXT = {"type": "str"}
_REFERENCES = {"type": "list", "elements": "raw"}


HOSTGROUP = Kind(
    list=LISTS["hostgroup"],
    listable=Listable(
        list_name="hostgroups",
        options=kind_options(
            {
                "container": {"type": "raw"},
                "description": _TEXT,
                "hostgroup_url": _TEXT,
                "tags": {"type": "list", "elements": "str"},
                "hosts": _REFERENCES,
                "hosttemplates": _REFERENCES,
            },
            modes=("hosts", "hosttemplates"),
        ),
    ),
    wrapper="Hostgroup",
    fields=(
        Text("description", "description"),
        Text("hostgroup_url", "hostgroup_url"),
        Tags("tags", "tags"),
        Many("hosts", "hosts", "host"),
        Many("hosttemplates", "hosttemplates", "hosttemplate"),
    ),
    needed=("container",),
    in_container=True,
    modes=("hosts", "hosttemplates"),
)

CONTACTGROUP = Kind(
    list=LISTS["contactgroup"],
    listable=Listable(
        list_name="contactgroups",
        options=kind_options(
            {"container": {"type": "raw"}, "description": _TEXT, "contacts": _REFERENCES}, modes=("contacts",)
        ),
    ),
    wrapper="Contactgroup",
    fields=(Text("description", "description"), Many("contacts", "contacts", "contact")),
    needed=("container", "contacts"),
    in_container=True,
    modes=("contacts",),
    check=lambda values: [] if values["contacts"] else ["a contact group needs at least one contact"],
)

HOSTGROUP_SPEC = HOSTGROUP.spec()
CONTACTGROUP_SPEC = CONTACTGROUP.spec()


def plan_hostgroups(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan of oitc_hostgroup."""
    return plan_kind(HOSTGROUP, client, params)


def plan_contactgroups(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan of oitc_contactgroup."""
    return plan_kind(CONTACTGROUP, client, params)
