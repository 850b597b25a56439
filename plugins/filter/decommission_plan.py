# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: decommission_plan
short_description: What there is to do to take objects out of operation
version_added: 1.0.0
description:
  - Brings objects of the CMDB and hosts of the monitoring together and says what is left to do for them.
  - It is what the role P(cmdbops.idoit_oitc.idoit_decommission#role) goes by.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: Objects as M(cmdbops.idoit_oitc.idoit_object_info) returns them, with C(C__CATG__IP).
    type: list
    elements: dict
    required: true
  hosts:
    description:
      - Hosts as M(cmdbops.idoit_oitc.oitc_host_info) returns them, with their configuration.
      - >-
        A host belongs to an object that it is marked with. One without a marker belongs to an object if both its name
        and its address say so.
    type: list
    elements: dict
    default: []
  marker:
    description: The custom variable of hosts that holds C(idoit_instance_id).
    type: str
    default: ''
  cmdb:
    description: What the C(idoit_instance_id) of this CMDB begin with, see M(cmdbops.idoit_oitc.idoit_info).
    type: str
    default: ''
  by_name:
    description: Whether every one of O(hosts) belongs to the objects, because it has the name of one.
    type: bool
    default: false
  state:
    description: What the hosts are to be. A foreign one that is disabled already is no hindrance to disabling.
    type: str
    choices: [disabled, absent, keep]
    default: disabled
seealso:
  - module: cmdbops.idoit_oitc.idoit_object_info
  - module: cmdbops.idoit_oitc.oitc_host_info
"""

EXAMPLES = r"""
- name: Under which names may the monitoring know them?
  ansible.builtin.debug:
    msg: "{{ (found.objects | cmdbops.idoit_oitc.decommission_plan).names }}"
"""

RETURN = r"""
_value:
  description: Lists, most of them as modules take them.
  type: dict
  contains:
    names:
      description: Titles and host names of the objects.
      type: list
      elements: str
    objects:
      description: All objects, as M(cmdbops.idoit_oitc.idoit_category) takes them.
      type: list
      elements: dict
      sample: [{ object: { id: 42 } }]
    in_use:
      description: Those whose record status is normal, as M(cmdbops.idoit_oitc.idoit_object) takes them.
      type: list
      elements: dict
      sample: [{ id: 42 }]
    hosts:
      description: Hosts that belong to the objects, as M(cmdbops.idoit_oitc.oitc_host) takes them.
      type: list
      elements: dict
      sample: [{ id: 17 }]
    monitored:
      description: Those that the monitoring engine knows.
      type: list
      elements: dict
      sample: [{ id: 17 }]
    foreign:
      description: Hosts that belong to none of the objects and are not yet as they are to be, as they came in.
      type: list
      elements: dict
    addresses:
      description: A line for the logbook per address, as M(cmdbops.idoit_oitc.idoit_logbook) takes it.
      type: list
      elements: dict
"""

from typing import Any

from ..plugin_utils._inventory.trust import inert


def decommission_plan(
    objects: Any,
    hosts: Any = (),
    marker: str = "",
    cmdb: str = "",
    by_name: bool = False,
    state: str = "disabled",
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._decommission import plan

    return inert(plan(objects, hosts, marker, cmdb, by_name, state))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"decommission_plan": decommission_plan}
