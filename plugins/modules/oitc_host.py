#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_host
short_description: Manage hosts of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes, disables, enables and deletes hosts in the configuration of openITCOCKPIT.
  - What is not named is left alone. Nothing is written when nothing differs.
  - Names are resolved as the web interface does it, an object must be offered to hosts of the container.
  - The monitoring engine takes a change up with the next export, see M(cmdbops.idoit_oitc.oitc_export).
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.oitc_host
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  continue_on_error:
    description:
      - Whether the other hosts of O(hosts) are carried out when one fails. The task fails in the end.
    type: bool
    default: false
seealso:
  - module: cmdbops.idoit_oitc.oitc_export
notes:
  - The server keeps a value only where it differs from the host template's. A value equal to it is inherited.
  - Values that the server would not keep are refused before anything is written, for example an empty description
    while the template has one, or no contacts while the template has some.
  - The role of the API key's user needs the rights Hosts.index, Hosts.add, Hosts.edit, Hosts.delete, Hosts.enable and
    Hosts.deactivate, as far as they are used, and write permission on the containers.
  - For hosts in many containers the lists of host templates, host groups, contacts, contact groups and time periods
    are read once, if the role allows it (Hosttemplates.index and so on), instead of one look-up per container.
"""

EXAMPLES = r"""
- name: A host with its template, groups and contact by name
  cmdbops.idoit_oitc.oitc_host:
    url: https://monitoring.example.com
    api_key: "{{ oitc_api_key }}"
    name: web01
    address: 192.0.2.10
    container: /root/Customer A/Data centre
    hosttemplate: Linux server
    hostgroups: [web, linux]
    contacts: [on call]
    description: Web server
  notify: Export the configuration

- name: Check it more often than its template says, and take the notification interval from there again
  cmdbops.idoit_oitc.oitc_host:
    name: web01
    check_interval: 60
    inherit: [notification_interval]

- name: Many hosts with one look-up of the names
  cmdbops.idoit_oitc.oitc_host:
    container: /root/Customer A/Data centre
    hosttemplate: Linux server
    continue_on_error: true
    hosts:
      - name: web01
        address: 192.0.2.10
        custom_variables:
          - name: SNMP_COMMUNITY
            secret: "{{ snmp_community }}"
      - name: web02
        address: 192.0.2.11
        parents: [web01]
        tags: [web, production]

- name: Stop checking a host
  cmdbops.idoit_oitc.oitc_host:
    name: web02
    state: disabled

- name: Delete a host
  cmdbops.idoit_oitc.oitc_host:
    id: 17
    state: absent
"""

RETURN = r"""
host:
  description:
    - The host as it is stored, with names instead of ids, its C(id) and C(uuid), both null in check mode if it is new.
    - >-
      Where several things have the same name, C({id: 5}) tells which it is.
    - C(inherited) lists the fields whose value comes from the host template, all others are the host's own.
    - Null when the host is absent. With O(hosts) it stands in each of RV(results).
  returned: success, without O(hosts)
  type: dict
  sample:
    id: 17
    uuid: c36b8048-93ce-4385-ac19-ab5c90574b77
    name: web01
    address: 192.0.2.10
    container: /root/Customer A/Data centre
    hosttemplate: Linux server
    check_interval: 60
    notification_interval: 7200
    hostgroups: [linux, web]
    disabled: false
    inherited: [notification_interval]
before:
  description: The host before, in the form of RV(host) without C(id) and C(uuid); null if there was none.
  returned: success, without O(hosts)
  type: dict
after:
  description: The host after, in the form of RV(before); null if there is none any more.
  returned: success, without O(hosts)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: [edit host web01, deactivate host web01]
unresolved:
  description: Names that check mode did not find; an earlier task must create them.
  returned: in check mode, when there are any
  type: list
  elements: str
results:
  description: For each host of O(hosts) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(hosts)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosts.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosts.plan import plan_hosts
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_hosts)


if __name__ == "__main__":
    main()
