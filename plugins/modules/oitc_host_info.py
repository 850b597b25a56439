#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_host_info
short_description: Read hosts of openITCOCKPIT and their states
version_added: 1.0.0
description:
  - Reads hosts with their current state, and if wanted their configuration with what comes from the host template.
  - All filters must match. Without any, all hosts are returned that the user may read.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  ids:
    description: Ids of hosts.
    type: list
    elements: int
  uuids:
    description: UUIDs of hosts.
    type: list
    elements: str
  names:
    description: Exact names of hosts.
    type: list
    elements: str
  name_regex:
    description: A regular expression of Python that is searched in the name.
    type: str
  address:
    description: The exact address.
    type: str
  container:
    description: "A container, by its path or C({id: 5}): hosts in it or shared with it."
    type: raw
  recursive:
    description: Whether containers below O(container) count too.
    type: bool
    default: true
  states:
    description: Current states. Only monitored hosts have one.
    type: list
    elements: str
    choices: [up, down, unreachable]
  monitoring:
    description:
      - Which hosts to read. V(monitored) ones are known to the monitoring engine.
      - V(not_monitored) ones are new and wait for an export, see M(cmdbops.idoit_oitc.oitc_export).
    type: list
    elements: str
    choices: [monitored, not_monitored, disabled]
    default: [monitored, not_monitored, disabled]
  config:
    description: Whether to read the configuration too, which takes one request per host.
    type: bool
    default: false
seealso:
  - module: cmdbops.idoit_oitc.oitc_host
"""

EXAMPLES = r"""
- name: Which hosts of a customer are down?
  cmdbops.idoit_oitc.oitc_host_info:
    container: /root/Customer A
    states: [down, unreachable]
  register: broken

- name: What does a host inherit?
  cmdbops.idoit_oitc.oitc_host_info:
    names: [web01]
    config: true
"""

RETURN = r"""
hosts:
  description: The hosts, ordered by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The id.
      type: int
    uuid:
      description: The UUID.
      type: str
    name:
      description: The name.
      type: str
    address:
      description: The address.
      type: str
    container:
      description: The path of its container.
      type: str
    shared_containers:
      description: The paths of the containers it is shared with.
      type: list
      elements: str
    satellite_id:
      description: The id of its satellite, V(0) for the master.
      type: int
    monitoring:
      description: V(monitored), V(not_monitored) or V(disabled).
      type: str
    disabled:
      description: Whether it is disabled.
      type: bool
    state:
      description: V(up), V(down) or V(unreachable); null if it is not monitored.
      type: str
    hard_state:
      description: Whether the state is confirmed.
      type: bool
    output:
      description: What the last check said.
      type: str
    acknowledged:
      description: Whether the problem is acknowledged.
      type: bool
    in_downtime:
      description: Whether a downtime is in effect.
      type: bool
    flapping:
      description: Whether the host is flapping.
      type: bool
    config:
      description: The configuration in the form that M(cmdbops.idoit_oitc.oitc_host) returns it, with O(config=true).
      type: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.host_info import SPEC, read_hosts
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(SPEC, connect, read_hosts)


if __name__ == "__main__":
    main()
