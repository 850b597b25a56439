# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: monitoring_plan
short_description: What to do in the monitoring to fulfil the wishes of the CMDB
version_added: 1.0.0
description:
  - Brings wishes and monitoring hosts together by the marker that hosts carry, so that a renamed object keeps its host.
  - A host made by hand is never taken for that of an object because of its name, unless O(adopt) says so.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: The C(wishes) of P(cmdbops.idoit_oitc.monitoring_wishes#filter).
    type: list
    elements: dict
    required: true
  hosts:
    description:
      - Hosts as M(cmdbops.idoit_oitc.oitc_host_info) returns them, with their configuration.
      - Those with the names of the wishes, and where RV(_value.unknown) names some, all that could have been renamed.
    type: list
    elements: dict
    required: true
  adopt:
    description: Whether a host made by hand becomes that of the object whose name it has.
    type: bool
    default: false
  disable:
    description: Whether hosts that are not in operation are disabled.
    type: bool
    default: false
  in_operation:
    description: The titles of CMDB statuses that mean that a host is in operation.
    type: list
    elements: str
    default: [in operation, in Betrieb]
  marker:
    description: The custom variable of hosts that holds C(idoit_instance_id).
    type: str
    default: IDOIT_INSTANCE_ID
  status_variable:
    description: The custom variable of hosts that holds the CMDB status they were last written with.
    type: str
    default: IDOIT_CMDB_STATUS
seealso:
  - plugin: cmdbops.idoit_oitc.monitoring_wishes
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Fulfil the wishes
  cmdbops.idoit_oitc.oitc_host:
    hosts: "{{ (wishes | cmdbops.idoit_oitc.monitoring_plan(found.hosts)).hosts }}"
"""

RETURN = r"""
_value:
  description: What there is to do.
  type: dict
  contains:
    hosts:
      description: The hosts as M(cmdbops.idoit_oitc.oitc_host) takes them, with their marker.
      type: list
      elements: dict
    conflicts:
      description: A sentence for each wish that cannot be fulfilled without touching a host of somebody else.
      type: list
      elements: str
    unknown:
      description: The names of wishes that none of the hosts is marked for. They are new, or had another name.
      type: list
      elements: str
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..plugin_utils._inventory.trust import inert

IN_OPERATION = ("in operation", "in Betrieb")


def monitoring_plan(
    wishes: Sequence[Mapping[str, Any]],
    hosts: Sequence[Mapping[str, Any]],
    adopt: bool = False,
    disable: bool = False,
    in_operation: Sequence[str] = IN_OPERATION,
    marker: str = "IDOIT_INSTANCE_ID",
    status_variable: str = "IDOIT_CMDB_STATUS",
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._monitoring.markers import MarkerNames
    from ..plugin_utils._monitoring.matching import Matching, Policy

    matching = Matching(hosts, Policy(MarkerNames(marker, status_variable), in_operation, adopt, disable))
    return inert({**matching.plan(wishes), "unknown": matching.unknown(wishes)})


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"monitoring_plan": monitoring_plan}
