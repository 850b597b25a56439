# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: monitoring_objects
short_description: Which objects of the CMDB monitoring hosts are for
version_added: 1.0.0
description:
  - Reads the markers of hosts. Those of another CMDB are left out.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: Hosts as M(cmdbops.idoit_oitc.oitc_host_info) returns them, with their configuration.
    type: list
    elements: dict
    required: true
  instance:
    description: The name of that CMDB, as M(cmdbops.idoit_oitc.idoit_info) returns it.
    type: str
    required: true
  marker:
    description: The custom variable of hosts that holds C(idoit_instance_id).
    type: str
    default: IDOIT_INSTANCE_ID
seealso:
  - plugin: cmdbops.idoit_oitc.monitoring_gone
    plugin_type: filter
"""

EXAMPLES = r"""
- name: What has become of them
  cmdbops.idoit_oitc.idoit_object_info:
    ids: "{{ monitored.hosts | cmdbops.idoit_oitc.monitoring_objects(about.instance) }}"
    status: [archived, deleted, normal]
"""

RETURN = r"""
_value:
  description: The ids of the objects.
  type: list
  elements: int
"""

from collections.abc import Mapping, Sequence
from typing import Any


def monitoring_objects(hosts: Sequence[Mapping[str, Any]], instance: str, marker: str = "IDOIT_INSTANCE_ID") -> Any:
    """See the documentation above."""
    from ..plugin_utils._monitoring.markers import MarkerNames
    from ..plugin_utils._monitoring.removal import object_ids

    return object_ids(hosts, instance, MarkerNames(marker, ""))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"monitoring_objects": monitoring_objects}
