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
  - Schedules or cancels downtimes of hosts, one or many in one task. A downtime is known by its host, start, end and
    comment, to the minute.
  - The server only queues it for the monitoring engine, so the module looks until the engine lists it.
  - A downtime that the engine has not taken within O(wait) is reported as pending in RV(results), which is no failure.
  - Recurring downtimes are kept by the server itself. One is known by its host and comment.
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
      description:
        - Whether the downtime is scheduled. V(absent) cancels it.
        - On a host that does not exist or is not monitored every downtime is absent.
      type: str
      choices: [present, absent]
    default: present
  hosts: &hosts
    description:
      - "The hosts, each a name or C({id: 5}). Needed for each downtime."
      - They must be monitored, so new ones need an export first. A recurring downtime can be for any host.
    type: list
    elements: raw
  start: &start
    description:
      - When it begins, such as V(2026-11-22T20:00) or V(2026-11-22T20:00+01:00). V(now) is the default.
      - Without an offset it is meant in the time zone of the API key's user.
      - With V(now) or V(+2h) a downtime of the host with this comment counts as the same until it is over.
      - With O(state=absent) and without O(start) or O(end) any will do.
    type: str
  end: &end
    description:
      - When it ends, in the form of O(start), or V(+90m), V(+2h), V(+1d) from the start on. Needed to schedule one.
      - A downtime that is over is not scheduled.
    type: str
  comment: &comment
    description: Why. Needed, because it is part of what the downtime is known by.
    type: str
  duration: &duration
    description:
      - Seconds that a flexible downtime lasts once a problem begins between O(start) and O(end).
      - Without it the downtime is fixed.
    type: int
  recurring: &recurring
    description:
      - Makes it a recurring downtime, in place of O(start) and O(end).
      - The server cannot change one. Another with the same comment is replaced.
    type: dict
    suboptions:
      weekdays:
        description: The days of the week on which it begins.
        type: list
        elements: str
        choices: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
      days_of_month:
        description: The days of the month on which it begins.
        type: list
        elements: int
      time:
        description:
          - When it begins, such as V(20:00), in the time zone of the API key's user.
          - The server keeps the time in its own zone, but not the day. A warning tells when that makes it another day.
          - If the two zones change to summer time differently, the next run of the task sets the time right again.
        type: str
      minutes:
        description: How many minutes it lasts.
        type: int
  include_services:
    <<: &include_services_bare
      description: Whether the services of the hosts are in downtime too.
      type: bool
    default: true
  author:
    <<: &author
      description: Who is shown as the author. For a recurring downtime it is the API key's user.
      type: str
    default: Ansible
  check_missing:
    <<: &check_missing
      description:
        - What check mode does with the name of a host that does not exist or is not monitored.
        - >-
          V(warn) takes it for one that an earlier task is about to create or export: a warning, C(unresolved), changed.
        - Outside check mode it always fails.
      type: str
      choices: [warn, fail]
    default: warn
  downtimes:
    description:
      - Many downtimes at once, each with the options above. What is given beside the list is the default for each item.
      - Hosts and downtimes are looked up once for all of them.
    type: list
    elements: dict
    suboptions:
      state: *state
      hosts: *hosts
      start: *start
      end: *end
      comment: *comment
      duration: *duration
      recurring: *recurring
      include_services: *include_services_bare
      author: *author
      check_missing: *check_missing
  wait:
    description: Seconds to wait at most until the engine has taken all of it up. V(0) looks once.
    type: int
    default: 30
seealso:
  - module: cmdbops.idoit_oitc.oitc_export
notes:
  - The role of the API key's user needs the rights Hosts.index, Downtimes.host, Downtimes.delete, and submit
    of NagiosModule's Cmd; for recurring downtimes also host, addHostdowntime and delete of Systemdowntimes,
    Hosts.notMonitored and Hosts.disabled. The server does not check container rights for downtimes.
  - A command whose answer is lost is not sent again, since the engine would hold two downtimes then. The module looks
    whether the engine lists it, and warns if it does not.
"""

EXAMPLES = r"""
- name: Tonight's maintenance
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: [web01, web02]
    start: "2026-11-22T20:00"
    end: "2026-11-22T22:00"
    comment: Update of the operating system

- name: From now on, while the play works on the hosts
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: "{{ ansible_play_hosts_all }}"
    end: +2h
    comment: Update of the application
  run_once: true

- name: The work is done early
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: "{{ ansible_play_hosts_all }}"
    comment: Update of the application
    state: absent
  run_once: true

- name: Every Saturday night, and the first of each month
  cmdbops.idoit_oitc.oitc_downtime:
    hosts: [db01]
    downtimes:
      - comment: Backup of the database
        recurring:
          weekdays: [saturday]
          time: "22:00"
          minutes: 120
      - comment: Monthly report
        recurring:
          days_of_month: [1]
          time: "06:00"
          minutes: 30

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
  description: What came of it for each host of each downtime, in order.
  returned: success
  type: list
  elements: dict
  contains:
    host:
      description: The name of the host.
      type: str
    changed:
      description: Whether the downtime was queued, added, replaced or cancelled.
      type: bool
    downtime:
      description: The downtime with its C(id) in the engine, null while it is pending; null if there is none.
      type: dict
    pending:
      description: Whether the engine has not yet taken up what was queued.
      type: bool
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.downtimes.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.downtimes.plan import plan_downtimes
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_downtimes)


if __name__ == "__main__":
    main()
