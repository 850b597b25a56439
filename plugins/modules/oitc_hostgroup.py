#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_hostgroup
short_description: Manage host groups of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes and deletes host groups. What is not named is left alone.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  state:
    <<: &state
      description: Whether the host group is there.
      type: str
      choices: [present, absent]
    default: present
  id: &id
    description: The id of the host group, to find it; O(name) then renames it.
    type: int
  name: &name
    description: The name of the host group, compared exactly.
    type: str
  container: &container
    description:
      - >-
        The container the host group is in: its path, or C({id: 5}). Needed for a new one.
      - With O(name) it tells which host group is meant, the server accepts the same name twice.
      - A host group cannot be moved to another container.
    type: raw
  description: &description
    description: A description.
    type: str
  hostgroup_url: &hostgroup_url
    description: A link shown with the host group.
    type: str
  tags: &tags
    description: Tags, in order.
    type: list
    elements: str
  hosts: &hosts
    description:
      - >-
        The member hosts. A name, or C({id: 5}) for an id.
      - >-
        Members are shown in results only when they are named here. A host can name its groups itself, see
        M(cmdbops.idoit_oitc.oitc_host).
    type: list
    elements: raw
  hosttemplates: &hosttemplates
    description: >-
      The host templates whose hosts are members. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  hosts_mode:
    <<: &hosts_mode
      description: Whether O(hosts) replaces the members or adds to them.
      type: str
      choices: [set, append]
    default: set
  hosttemplates_mode:
    <<: &hosttemplates_mode
      description: Whether O(hosttemplates) replaces the host templates or adds to them.
      type: str
      choices: [set, append]
    default: set
  check_missing:
    <<: &check_missing
      description:
        - What check mode does with a name that does not exist.
        - >-
          V(warn) takes it for something an earlier task is about to create: a warning, RV(unresolved), changed.
        - Outside check mode it always fails.
      type: str
      choices: [warn, fail]
    default: warn
  hostgroups:
    description:
      - Many host groups at once, each with the options above.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      name: *name
      container: *container
      description: *description
      hostgroup_url: *hostgroup_url
      tags: *tags
      hosts: *hosts
      hosttemplates: *hosttemplates
      hosts_mode: *hosts_mode
      hosttemplates_mode: *hosttemplates_mode
      check_missing: *check_missing
"""

EXAMPLES = r"""
- name: A host group
  cmdbops.idoit_oitc.oitc_hostgroup:
    url: https://monitoring.example.com
    api_key: "{{ oitc_api_key }}"
    name: web
    container: /root/Customer A
    description: Web servers

- name: Several host groups
  cmdbops.idoit_oitc.oitc_hostgroup:
    container: /root/Customer A
    hostgroups:
      - name: linux
      - name: database
        tags: [sql]

- name: Add a host to a group
  cmdbops.idoit_oitc.oitc_hostgroup:
    name: web
    hosts: [web01]
    hosts_mode: append
"""

RETURN = r"""
hostgroup:
  description: The host group with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(hostgroups)
  type: dict
  sample:
    id: 3
    name: web
    description: Web servers
    tags: []
before:
  description: The host group before; null if there was none.
  returned: success, without O(hostgroups)
  type: dict
after:
  description: The host group after; null if there is none any more.
  returned: success, without O(hostgroups)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
unresolved:
  description: Names that check mode did not find; an earlier task must create them.
  returned: in check mode, when there are any
  type: list
  elements: str
results:
  description: For each item of O(hostgroups) the values above and C(changed).
  returned: with O(hostgroups)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.groups import HOSTGROUP_SPEC, plan_hostgroups
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(HOSTGROUP_SPEC, connect, plan_hostgroups)


if __name__ == "__main__":
    main()
