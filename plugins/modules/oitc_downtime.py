#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_downtime
short_description: Schedule and cancel downtimes of openITCOCKPIT hosts
version_added: 1.0.0
description:
  - Schedules or cancels one downtime for hosts. A downtime is known by its host, start, end and comment, to the minute.
  - The server only queues it for the monitoring engine, so the module looks until the engine lists it.
  - A downtime that the engine has not taken within O(wait) is reported as pending in RV(results), which is no failure.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  state:
    description: Whether the downtime is scheduled. V(absent) cancels it.
    type: str
    choices: [present, absent]
    default: present
  hosts:
    description:
      - "The hosts, each a name or C({id: 5})."
      - They must be monitored, so new ones need an export first.
    type: list
    elements: raw
    required: true
  start:
    description:
      - When it begins, such as V(2026-11-22T20:00) or V(2026-11-22T20:00+01:00).
      - Without an offset it is meant in the time zone of the API key's user.
    type: str
    required: true
  end:
    description: When it ends, in the form of O(start). A downtime that is over is not scheduled.
    type: str
    required: true
  comment:
    description: Why. It is part of what the downtime is known by.
    type: str
    required: true
  duration:
    description:
      - Seconds that a flexible downtime lasts once a problem begins between O(start) and O(end).
      - Without it the downtime is fixed.
    type: int
  include_services:
    description: Whether the services of the hosts are in downtime too.
    type: bool
    default: true
  author:
    description: Who is shown as the author.
    type: str
    default: Ansible
  wait:
    description: Seconds to wait at most until the engine has taken it up. V(0) does not wait.
    type: int
    default: 30
notes:
  - The role of the API key's user needs the rights Hosts.index, Downtimes.host, Downtimes.delete, and submit
    of NagiosModule's Cmd. The server does not check container rights for downtimes.
"""

EXAMPLES = r"""
- name: Tonight's maintenance
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: [web01, web02]
    start: "2026-11-22T20:00"
    end: "2026-11-22T22:00"
    comment: Update of the operating system

- name: It is cancelled
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: [web01, web02]
    start: "2026-11-22T20:00"
    end: "2026-11-22T22:00"
    comment: Update of the operating system
    state: absent
"""

RETURN = r"""
steps:
  description: What was queued, or would be in check mode.
  returned: success
  type: list
  elements: str
results:
  description: What came of it for each host.
  returned: success
  type: list
  elements: dict
  contains:
    host:
      description: The name of the host.
      type: str
    changed:
      description: Whether the downtime was queued or cancelled.
      type: bool
    downtime:
      description: The downtime with its C(id) in the engine, null while it is pending; null if there is none.
      type: dict
    pending:
      description: Whether the engine has not yet taken up what was queued.
      type: bool
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.downtimes import SPEC, plan_downtimes
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_downtimes)


if __name__ == "__main__":
    main()
