# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: monitoring_wishes
short_description: Which monitoring hosts the CMDB wishes for, by rules
version_added: 1.0.0
description:
  - Makes options of M(cmdbops.idoit_oitc.oitc_host) out of the variables that the inventory
    P(cmdbops.idoit_oitc.idoit#inventory) gives to hosts.
  - It is what the role P(cmdbops.idoit_oitc.oitc_monitor#role) goes by.
  - Texts of the CMDB are filled in, never evaluated.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: Names of hosts. Those that have no C(idoit_instance_id) are left out.
    type: list
    elements: str
    required: true
  hostvars:
    description: The variable C(hostvars).
    type: dict
    required: true
  rules:
    description:
      - The rules in order, as the role describes them. Each has C(when), and C(set) or C(add).
    type: list
    elements: dict
    default: []
  defaults:
    description: Options of every host, unless a rule sets them.
    type: dict
    default: {}
  in_operation:
    description: The titles of CMDB statuses that mean that a host is in operation.
    type: list
    elements: str
    default: [in operation, in Betrieb]
seealso:
  - plugin: cmdbops.idoit_oitc.monitoring_plan
    plugin_type: filter
"""

EXAMPLES = r"""
- name: What would become of the hosts of this play?
  ansible.builtin.debug:
    msg: "{{ ansible_play_hosts | cmdbops.idoit_oitc.monitoring_wishes(hostvars, rules, defaults) }}"
  run_once: true
  vars:
    defaults: { address: "{ansible_host}", container: /root/CMDB, hosttemplate: default host }
    rules:
      - when: { type: C__OBJTYPE__VIRTUAL_SERVER, location: Berlin* }
        add: { hostgroups: [virtual, "{location}"], contacts: ["{contact}"] }
"""

RETURN = r"""
_value:
  description: What is to be monitored, and what is not.
  type: dict
  contains:
    wishes:
      description: A dict per host with C(name), C(instance_id), C(status), C(in_operation) and C(options).
      type: list
      elements: dict
    skipped:
      description: A dict per host that is not monitored, with C(name) and C(reason).
      type: list
      elements: dict
    containers:
      description: The containers that the wishes name, as M(cmdbops.idoit_oitc.oitc_container) takes them.
      type: list
      elements: dict
    hostgroups:
      description: The host groups that the wishes name, as M(cmdbops.idoit_oitc.oitc_hostgroup) takes them.
      type: list
      elements: dict
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert

IN_OPERATION = ("in operation", "in Betrieb")


def monitoring_wishes(
    names: Sequence[str],
    hostvars: Mapping[str, Any],
    rules: Any = (),
    defaults: Any = None,
    in_operation: Sequence[str] = IN_OPERATION,
) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..module_utils._errors import InputError
    from ..plugin_utils._monitoring.rules import parse_rules
    from ..plugin_utils._monitoring.wishes import wishes

    try:
        return inert(wishes(((name, hostvars[name]) for name in names), parse_rules(rules, defaults), in_operation))
    except InputError as error:
        raise AnsibleFilterError(str(error)) from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"monitoring_wishes": monitoring_wishes}
