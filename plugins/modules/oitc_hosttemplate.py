#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_hosttemplate
short_description: Manage host templates of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes and deletes host templates. What is not named is left alone.
  - Hosts that inherit a value follow its change.
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
      description: Whether the host template is there.
      type: str
      choices: [present, absent]
    default: present
  id: &id
    description: The id of the host template, to find it; O(name) then renames it.
    type: int
  name: &name
    description: The name of the host template, compared exactly.
    type: str
  container: &container
    description:
      - >-
        The container the host template is in: its path, or C({id: 5}). Needed for a new one.
      - With O(name) it tells which host template is meant, the server accepts the same name twice.
    type: raw
  description: &description
    description: A description.
    type: str
  check_command: &check_command
    description: >-
      The command that checks the hosts. A name, or C({id: 5}) for an id. Needed for a new one.
    type: raw
  check_interval: &check_interval
    description: Seconds between two checks.
    type: int
  retry_interval: &retry_interval
    description: Seconds until a failed check is repeated.
    type: int
  max_check_attempts: &max_check_attempts
    description: Failed checks until the state is hard.
    type: int
  check_period: &check_period
    description: >-
      The time period in which hosts are checked. A name, or C({id: 5}) for an id. Needed for a new one.
    type: raw
  active_checks: &active_checks
    description: Whether the monitoring checks the hosts by itself.
    type: bool
  freshness_checks: &freshness_checks
    description: Whether missing passive results are noticed.
    type: bool
  freshness_threshold: &freshness_threshold
    description: Seconds after which a passive result is too old.
    type: int
  notify_period: &notify_period
    description: >-
      The time period in which notifications are sent. A name, or C({id: 5}) for an id. Needed for a new one.
    type: raw
  notification_interval: &notification_interval
    description: Seconds between two notifications; V(0) sends one only.
    type: int
  notifications_enabled: &notifications_enabled
    description: Whether notifications are sent.
    type: bool
  notify_on: &notify_on
    description: The events that are notified.
    type: list
    elements: str
    choices: [recovery, down, unreachable, flapping, downtime]
  flap_detection: &flap_detection
    description: Whether flapping is detected; needs at least one of O(flap_detection_on).
    type: bool
  flap_detection_on: &flap_detection_on
    description: The states that flap detection looks at.
    type: list
    elements: str
    choices: [up, down, unreachable]
  contacts: &contacts
    description: >-
      The contacts. A template needs contacts or contact groups. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  contactgroups: &contactgroups
    description: >-
      The contact groups. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  hostgroups: &hostgroups
    description: >-
      The host groups of its hosts. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  notes: &notes
    description: Notes.
    type: str
  host_url: &host_url
    description: A link shown with the host; may hold macros.
    type: str
  tags: &tags
    description: Tags, in order.
    type: list
    elements: str
  priority: &priority
    description: The priority, V(1) to V(5).
    type: int
  check_command_args: &check_command_args
    description:
      - >-
        Values of the arguments of the check command by name, V($ARG1$), V(ARG1) or the name for people such as
        V(Warning).
      - Arguments that are not named keep their value.
    type: dict
  custom_variables: &custom_variables
    description: >-
      Custom variables, macros of the monitoring engine. All of them: those that are not named are removed.
    type: list
    elements: dict
    suboptions:
      name:
        description: The name, without C($_HOST).
        type: str
        required: true
      value:
        description: The value. Exactly one of this and O(custom_variables[].secret) is needed.
        type: str
      secret:
        description: A value that never shows up in logs and results; implies O(custom_variables[].password=true).
        type: str
      password:
        description: Whether the web interface blurs the value. Results hide such a value.
        type: bool
  contacts_mode:
    <<: &contacts_mode
      description: Whether O(contacts) replaces the contacts or adds to them.
      type: str
      choices: [set, append]
    default: set
  contactgroups_mode:
    <<: &contactgroups_mode
      description: Whether O(contactgroups) replaces the contact groups or adds to them.
      type: str
      choices: [set, append]
    default: set
  hostgroups_mode:
    <<: &hostgroups_mode
      description: Whether O(hostgroups) replaces the host groups or adds to them.
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
  hosttemplates:
    description:
      - Many host templates at once, each with the options above.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      name: *name
      container: *container
      description: *description
      check_command: *check_command
      check_interval: *check_interval
      retry_interval: *retry_interval
      max_check_attempts: *max_check_attempts
      check_period: *check_period
      active_checks: *active_checks
      freshness_checks: *freshness_checks
      freshness_threshold: *freshness_threshold
      notify_period: *notify_period
      notification_interval: *notification_interval
      notifications_enabled: *notifications_enabled
      notify_on: *notify_on
      flap_detection: *flap_detection
      flap_detection_on: *flap_detection_on
      contacts: *contacts
      contactgroups: *contactgroups
      hostgroups: *hostgroups
      notes: *notes
      host_url: *host_url
      tags: *tags
      priority: *priority
      check_command_args: *check_command_args
      custom_variables: *custom_variables
      contacts_mode: *contacts_mode
      contactgroups_mode: *contactgroups_mode
      hostgroups_mode: *hostgroups_mode
      check_missing: *check_missing
"""

EXAMPLES = r"""
- name: A host template
  cmdbops.idoit_oitc.oitc_hosttemplate:
    name: Linux server
    container: /root/Customer A
    check_command: check-host-alive
    check_command_args:
      Warning: 100.0,20%
      Critical: 500.0,80%
    check_interval: 120
    check_period: 24x7
    notify_period: 24x7
    contacts: [on call]
    hostgroups: [linux]
"""

RETURN = r"""
hosttemplate:
  description: The host template with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(hosttemplates)
  type: dict
  sample:
    id: 4
    name: Linux server
    container: /root/Customer A
    check_interval: 120
before:
  description: The host template before; null if there was none.
  returned: success, without O(hosttemplates)
  type: dict
after:
  description: The host template after; null if there is none any more.
  returned: success, without O(hosttemplates)
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
  description: For each item of O(hosttemplates) the values above and C(changed).
  returned: with O(hosttemplates)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosttemplates import SPEC, plan_hosttemplates
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_hosttemplates)


if __name__ == "__main__":
    main()
