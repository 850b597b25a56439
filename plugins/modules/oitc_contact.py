#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_contact
short_description: Manage contacts of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes and deletes contacts. What is not named is left alone.
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
      description: Whether the contact is there.
      type: str
      choices: [present, absent]
    default: present
  id: &id
    description: The id of the contact, to find it; O(name) then renames it.
    type: int
  name: &name
    description: The name of the contact, compared exactly.
    type: str
  containers: &containers
    description: >-
      The containers the contact is in, at least one, each a path or C({id: 5}).
    type: list
    elements: raw
  description: &description
    description: A description.
    type: str
  email: &email
    description: The mail address. This or O(phone) is needed.
    type: str
  phone: &phone
    description: The phone number.
    type: str
  host_timeperiod: &host_timeperiod
    description: >-
      When host notifications are sent. A name, or C({id: 5}) for an id. Needed for a new contact.
    type: raw
  service_timeperiod: &service_timeperiod
    description: >-
      When service notifications are sent. A name, or C({id: 5}) for an id. Needed for a new contact.
    type: raw
  host_notifications_enabled: &host_notifications_enabled
    description: Whether the contact is notified of hosts.
    type: bool
  service_notifications_enabled: &service_notifications_enabled
    description: Whether the contact is notified of services.
    type: bool
  host_push_notifications_enabled: &host_push_notifications_enabled
    description: Whether the browser is notified of hosts.
    type: bool
  service_push_notifications_enabled: &service_push_notifications_enabled
    description: Whether the browser is notified of services.
    type: bool
  notify_host: &notify_host
    description: The host events that are notified. A new contact gets V(recovery), V(down) and V(unreachable).
    type: list
    elements: str
    choices: [recovery, down, unreachable, flapping, downtime]
  notify_service: &notify_service
    description: The service events that are notified. A new contact gets all but V(flapping) and V(downtime).
    type: list
    elements: str
    choices: [recovery, warning, unknown, critical, flapping, downtime]
  host_commands: &host_commands
    description: >-
      The commands that notify of hosts, at least one. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  service_commands: &service_commands
    description: >-
      The commands that notify of services, at least one. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  containers_mode:
    <<: &containers_mode
      description: Whether O(containers) replaces the containers or adds to them.
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
  contacts:
    description:
      - Many contacts at once, each with the options above.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      name: *name
      containers: *containers
      description: *description
      email: *email
      phone: *phone
      host_timeperiod: *host_timeperiod
      service_timeperiod: *service_timeperiod
      host_notifications_enabled: *host_notifications_enabled
      service_notifications_enabled: *service_notifications_enabled
      host_push_notifications_enabled: *host_push_notifications_enabled
      service_push_notifications_enabled: *service_push_notifications_enabled
      notify_host: *notify_host
      notify_service: *notify_service
      host_commands: *host_commands
      service_commands: *service_commands
      containers_mode: *containers_mode
      check_missing: *check_missing
"""

EXAMPLES = r"""
- name: A contact
  cmdbops.idoit_oitc.oitc_contact:
    name: alice
    containers: [/root/Customer A]
    email: alice@example.com
    host_timeperiod: 24x7
    service_timeperiod: 24x7
    host_commands: [host-notify-by-email]
    service_commands: [service-notify-by-email]
"""

RETURN = r"""
contact:
  description: The contact with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(contacts)
  type: dict
  sample:
    id: 2
    name: alice
    email: alice@example.com
    containers: [/root/Customer A]
before:
  description: The contact before; null if there was none.
  returned: success, without O(contacts)
  type: dict
after:
  description: The contact after; null if there is none any more.
  returned: success, without O(contacts)
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
  description: For each item of O(contacts) the values above and C(changed).
  returned: with O(contacts)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.contacts import SPEC, plan_contacts
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_contacts)


if __name__ == "__main__":
    main()
