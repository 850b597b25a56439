#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_service
short_description: Manage services of openITCOCKPIT hosts
version_added: 1.0.0
description:
  - Creates, changes, disables, enables and deletes services, one or many in one task.
  - What is not named is left alone. Each value is the service's own or inherited from the service template; results
    tell which.
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
        - What the service is to be.
        - >-
          V(present) creates or changes it and leaves it enabled or disabled as it is. V(enabled) and V(disabled)
          are V(present), and switch it.
        - V(absent) deletes it. On a host that does not exist every service is absent.
      type: str
      choices: [present, absent, enabled, disabled]
    default: present
  host: &host
    description: >-
      The host. A name, or C({id: 5}) for an id. Needed for each service that is not named by O(id).
    type: raw
  id: &id
    description: The id of a service that exists. With O(name) beside it the service is renamed.
    type: int
  name: &name
    description: The name of the service on its host, compared exactly. Without it the name in the service template.
    type: str
  servicetemplate: &servicetemplate
    description:
      - >-
        The service template, by its template name or C({id: 5}). Needed for a new service.
      - With another template all inherited fields take its values, the others stay.
    type: raw
  servicetemplategroup: &servicetemplategroup
    description: >-
      A service template group, by name or C({id: 5}): the services it gives are created where the host lacks them.
    type: raw
  description: &description
    description: A description. It cannot be emptied while the service template has one.
    type: str
  check_command: &check_command
    description: >-
      The command that checks the service. A name, or C({id: 5}) for an id.
    type: raw
  check_command_args: &check_command_args
    description:
      - Values of the arguments of the check command by name, V($ARG1$), V(ARG1) or the name for people.
      - Arguments that are not named keep their value.
    type: dict
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
      The time period in which the service is checked. A name, or C({id: 5}) for an id.
    type: raw
  active_checks: &active_checks
    description: Whether the monitoring checks the service by itself.
    type: bool
  freshness_checks: &freshness_checks
    description: Whether missing passive results are noticed.
    type: bool
  freshness_threshold: &freshness_threshold
    description: Seconds after which a passive result is too old.
    type: int
  notify_period: &notify_period
    description: >-
      The time period in which notifications are sent. A name, or C({id: 5}) for an id.
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
    choices: [recovery, warning, unknown, critical, flapping, downtime]
  flap_detection: &flap_detection
    description: Whether flapping is detected; needs at least one of O(flap_detection_on).
    type: bool
  flap_detection_on: &flap_detection_on
    description: The states that flap detection looks at.
    type: list
    elements: str
    choices: [ok, warning, unknown, critical]
  contacts: &contacts
    description:
      - >-
        The contacts. A name, or C({id: 5}) for an id.
      - Contacts and contact groups are inherited together or not at all, from the service template, or from the host if
        that has none, or from its host template.
    type: list
    elements: raw
  contacts_mode:
    <<: &contacts_mode
      description: Whether O(contacts) replaces the contacts or adds to them.
      type: str
      choices: [set, append]
    default: set
  contactgroups: &contactgroups
    description: >-
      The contact groups. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  contactgroups_mode:
    <<: &contactgroups_mode
      description: Whether O(contactgroups) replaces the contact groups or adds to them.
      type: str
      choices: [set, append]
    default: set
  is_volatile: &is_volatile
    description: Whether each result that is not OK counts as a new problem.
    type: bool
  sla_relevant: &sla_relevant
    description: Whether the service counts for service level agreements.
    type: bool
  notes: &notes
    description: Notes.
    type: str
  service_url: &service_url
    description: A link shown with the service.
    type: str
  tags: &tags
    description: Tags, in order.
    type: list
    elements: str
  priority: &priority
    description: The priority, V(1) to V(5).
    type: int
  custom_variables: &custom_variables
    description: Custom variables, macros of the engine. Those of the template can only be overridden, not removed.
    type: list
    elements: dict
    suboptions:
      name:
        description: The name, without C($_SERVICE).
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
  custom_variables_mode:
    <<: &custom_variables_mode
      description: V(append) adds and overrides variables, V(set) also removes own ones that are not named.
      type: str
      choices: [set, append]
    default: append
  inherit: &inherit
    description: Fields that go back to the value of the service template.
    type: list
    elements: str
    choices:
      [description, check_command, check_command_args, check_interval, retry_interval, max_check_attempts,
       check_period, active_checks, freshness_checks, freshness_threshold, notify_period,
       notification_interval, notifications_enabled, notify_on, flap_detection, flap_detection_on,
       contacts, contactgroups, is_volatile, sla_relevant, notes, service_url, tags, priority, custom_variables]
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
  services:
    description:
      - Many services at once, each with the options above. What is given beside the list is the default for each item.
      - Names are looked up once for all of them, and reads run side by side.
    type: list
    elements: dict
    suboptions:
      state: *state
      host: *host
      id: *id
      name: *name
      servicetemplate: *servicetemplate
      servicetemplategroup: *servicetemplategroup
      description: *description
      check_command: *check_command
      check_command_args: *check_command_args
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
      contacts_mode: *contacts_mode
      contactgroups: *contactgroups
      contactgroups_mode: *contactgroups_mode
      is_volatile: *is_volatile
      sla_relevant: *sla_relevant
      notes: *notes
      service_url: *service_url
      tags: *tags
      priority: *priority
      custom_variables: *custom_variables
      custom_variables_mode: *custom_variables_mode
      inherit: *inherit
      check_missing: *check_missing
  continue_on_error:
    description:
      - Whether the other services of O(services) are carried out when one fails. The task fails in the end.
    type: bool
    default: false
seealso:
  - module: cmdbops.idoit_oitc.oitc_host
  - module: cmdbops.idoit_oitc.oitc_export
notes:
  - The server keeps a value only where it differs from the service template's. A value equal to it is inherited.
  - Values that the server would not keep are refused before anything is written, for example an empty description
    while the template has one, or no contacts while some are inherited.
  - Enabling a host enables all its services, also those that were disabled one by one.
"""

EXAMPLES = r"""
- name: A service
  cmdbops.idoit_oitc.oitc_service:
    host: web01
    name: Shop
    servicetemplate: CHECK_HTTPS
    check_interval: 60

- name: Check it more often than its template says, and tell others
  cmdbops.idoit_oitc.oitc_service:
    host: web01
    name: Shop
    check_interval: 60
    check_command_args:
      Warning: "5"
      Critical: "10"
    contactgroups: [shop team]
    inherit: [notification_interval]

- name: Several services of a host
  cmdbops.idoit_oitc.oitc_service:
    host: web01
    services:
      - servicetemplate: CHECK_PING
      - servicetemplate: CHECK_SSH
        state: disabled

- name: The services that every Linux server has
  cmdbops.idoit_oitc.oitc_service:
    host: web01
    servicetemplategroup: Linux
"""

RETURN = r"""
service:
  description:
    - The service with names instead of ids, its C(id) and C(uuid), both null in check mode if it is new.
    - C(inherited) lists the fields whose value comes from the service template, all others are the service's own.
    - Null when the service is absent. With O(servicetemplategroup) the names of the services that the group gives.
  returned: success, without O(services)
  type: dict
  sample:
    id: 12
    host: web01
    name: Shop
    servicetemplate: CHECK_HTTPS
    check_interval: 60
    disabled: false
    inherited: [description, notes]
before:
  description: The service before; null if there was none.
  returned: success, without O(services)
  type: dict
after:
  description: The service after; null if there is none any more.
  returned: success, without O(services)
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
  description: For each item of O(services) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(services)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.services.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.services.plan import plan_services
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_services)


if __name__ == "__main__":
    main()
