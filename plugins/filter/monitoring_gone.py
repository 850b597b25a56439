# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: monitoring_gone
short_description: Which monitoring hosts have left the CMDB
version_added: 1.0.0
description:
  - Finds the hosts that carry the marker of an object that is not in the CMDB any more, or not in use.
  - Hosts without a marker, and those of another CMDB, are never among them.
  - It fails if no object is in use, which means that the user may not see them.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: Hosts as M(cmdbops.idoit_oitc.oitc_host_info) returns them, with their configuration.
    type: list
    elements: dict
    required: true
  objects:
    description:
      - >-
        The objects of P(cmdbops.idoit_oitc.monitoring_objects#filter) as M(cmdbops.idoit_oitc.idoit_object_info)
        returns them, and for certainty one that surely is in use, such as the root location with the id V(1).
      - One that is missing here counts as gone. Of two with the same id the last counts.
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
  status_variable:
    description: The custom variable of hosts that holds the CMDB status they were last written with.
    type: str
    default: IDOIT_CMDB_STATUS
seealso:
  - module: cmdbops.idoit_oitc.idoit_object_info
  - module: cmdbops.idoit_oitc.oitc_host_info
"""

EXAMPLES = r"""
- name: Hosts that left the CMDB
  ansible.builtin.debug:
    msg: "{{ monitored.hosts | cmdbops.idoit_oitc.monitoring_gone(cmdb.objects, about.instance) }}"
"""

RETURN = r"""
_value:
  description: The hosts.
  type: dict
  contains:
    gone:
      description:
        - A dict per host with C(name), C(container), C(reason), and C(host) for M(cmdbops.idoit_oitc.oitc_host).
        - C(handled) tells whether it was disabled as gone before.
      type: list
      elements: dict
    doubtful:
      description: A sentence for each host that shares its marker with another one and is left alone.
      type: list
      elements: str
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def monitoring_gone(
    hosts: Sequence[Mapping[str, Any]],
    objects: Sequence[Mapping[str, Any]],
    instance: str,
    marker: str = "IDOIT_INSTANCE_ID",
    status_variable: str = "IDOIT_CMDB_STATUS",
) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..module_utils._errors import InputError
    from ..plugin_utils._monitoring.markers import MarkerNames
    from ..plugin_utils._monitoring.removal import gone

    try:
        return inert(gone(hosts, objects, instance, MarkerNames(marker, status_variable)))
    except InputError as error:
        raise AnsibleFilterError(str(error)) from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"monitoring_gone": monitoring_gone}
