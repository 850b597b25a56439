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
  - Creates, changes, disables, enables and deletes services.
  - What is not named is left alone, contacts and the check command too.
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
        - V(absent) deletes it.
      type: str
      choices: [present, absent, enabled, disabled]
    default: present
  host: &host
    description: >-
      The host. A name, or C({id: 5}) for an id. Needed for each service.
    type: raw
  name: &name
    description: The name of the service on its host, compared exactly. Without it the name in the service template.
    type: str
  servicetemplate: &servicetemplate
    description: >-
      The service template, by its template name or C({id: 5}). Needed for a new service; it cannot be changed.
    type: raw
  servicetemplategroup: &servicetemplategroup
    description: >-
      A service template group, by name or C({id: 5}): the services it gives are created where the host lacks them.
    type: raw
  description: &description
    description: A description.
    type: str
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
  inherit: &inherit
    description: Fields that go back to the value of the service template.
    type: list
    elements: str
    choices:
      [description, check_command_args, check_interval, retry_interval, max_check_attempts, check_period, active_checks,
       freshness_checks, freshness_threshold, notify_period, notification_interval, notifications_enabled, notify_on,
       notes, service_url, tags, priority]
  services:
    description:
      - Many services at once, each with the options above.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      host: *host
      name: *name
      servicetemplate: *servicetemplate
      servicetemplategroup: *servicetemplategroup
      description: *description
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
      notes: *notes
      service_url: *service_url
      tags: *tags
      priority: *priority
      inherit: *inherit
"""

EXAMPLES = r"""
- name: A service
  cmdbops.idoit_oitc.oitc_service:
    host: web01
    name: Shop
    servicetemplate: CHECK_HTTPS
    check_interval: 60

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
  description: The service with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(services)
  type: dict
  sample:
    id: 12
    host: web01
    name: Shop
    servicetemplate: CHECK_HTTPS
    check_interval: 60
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
results:
  description: For each item of O(services) the values above and C(changed).
  returned: with O(services)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.services import SPEC, plan_services
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_services)


if __name__ == "__main__":
    main()
