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
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  state:
    <<: &state
      description:
        - What the host is to be.
        - V(present) creates or changes it and leaves it enabled or disabled as it is.
        - >-
          V(enabled) and V(disabled) are V(present), and switch the host. Enabling also enables every service of the
          host, those too that were disabled on their own.
        - V(absent) deletes it with its services.
      type: str
      choices: [present, absent, enabled, disabled]
    default: present
  id: &id
    description: The id of the host, to find it.
    type: int
  uuid: &uuid
    description: The UUID of the host, to find it.
    type: str
  name: &name
    description:
      - >-
        The name of the host. Without O(id) and O(uuid) the host is found by it, compared exactly; the server accepts
        the same name twice, then O(container) tells which host is meant.
      - With O(id) or O(uuid) the host is renamed.
    type: str
  address: &address
    description: The IP address or host name that is checked. Needed for a new host.
    type: str
  container: &container
    description:
      - >-
        The container of the host: its path, such as V(/root/Tenant/Node), or C({id: 5}). Needed for a new host.
      - A host in V(/root) cannot be moved.
    type: raw
  container_id: &container_id
    description: The id of the container of the host.
    type: int
  shared_containers: &shared_containers
    description: >-
      The containers the host is shared with, each a path or C({id: 5}), without its own container.
    type: list
    elements: raw
  hosttemplate: &hosttemplate
    description:
      - >-
        The host template: a name, or C({id: 5}) for an id. Needed for a new host.
      - With another template all inherited fields take its values, the others stay.
    type: raw
  hosttemplate_id: &hosttemplate_id
    description: The id of the host template.
    type: int
  satellite: &satellite
    description: >-
      The satellite that checks the host. A name, or C({id: 5}) for an id.
    type: raw
  satellite_id: &satellite_id
    description: The id of the satellite; V(0) is the master.
    type: int
  description: &description
    description: A description. It cannot be emptied while the template has one.
    type: str
  check_command: &check_command
    description: >-
      The command that checks the host. A name, or C({id: 5}) for an id.
    type: raw
  check_command_args: &check_command_args
    description:
      - >-
        Values of the arguments of the check command by name, V($ARG1$), V(ARG1) or the name for people such as
        V(Warning).
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
      The time period in which the host is checked. A name, or C({id: 5}) for an id.
    type: raw
  active_checks: &active_checks
    description: Whether the monitoring checks the host by itself.
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
    description:
      - >-
        The contacts. A name, or C({id: 5}) for an id.
      - Contacts and contact groups are inherited together or not at all.
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
  hostgroups: &hostgroups
    description:
      - >-
        The host groups. A name, or C({id: 5}) for an id.
      - Own host groups replace those of the template.
    type: list
    elements: raw
  hostgroups_mode:
    <<: &hostgroups_mode
      description: Whether O(hostgroups) replaces the host groups or adds to them.
      type: str
      choices: [set, append]
    default: set
  parents: &parents
    description:
      - >-
        The parent hosts. A name, or C({id: 5}) for an id.
      - A host further up in O(hosts) may be named before it exists.
    type: list
    elements: raw
  parents_mode:
    <<: &parents_mode
      description: Whether O(parents) replaces the parents or adds to them.
      type: str
      choices: [set, append]
    default: set
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
  sla: &sla
    description: >-
      The service level agreement. A name, or C({id: 5}) for an id.
    type: raw
  prometheus_exporters: &prometheus_exporters
    description: >-
      The Prometheus exporters. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  custom_variables: &custom_variables
    description: Custom variables, macros of the engine. Those of the template can only be overridden, not removed.
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
  custom_variables_mode:
    <<: &custom_variables_mode
      description: V(append) adds and overrides variables, V(set) also removes the host's own ones that are not named.
      type: str
      choices: [set, append]
    default: append
  inherit: &inherit
    description: Fields that go back to the value of the host template.
    type: list
    elements: str
    choices:
      [description, check_command, check_command_args, check_interval, retry_interval, max_check_attempts,
       check_period, active_checks, freshness_checks, freshness_threshold, notify_period,
       notification_interval, notifications_enabled, notify_on, flap_detection, flap_detection_on,
       contacts, contactgroups, hostgroups, notes, host_url, tags, priority, sla, prometheus_exporters,
       custom_variables]
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
  hosts:
    description:
      - Many hosts at once, each with the options above. What is given beside the list is the default for each item.
      - Names are looked up once for all of them, and reads run side by side.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      uuid: *uuid
      name: *name
      address: *address
      container: *container
      container_id: *container_id
      shared_containers: *shared_containers
      hosttemplate: *hosttemplate
      hosttemplate_id: *hosttemplate_id
      satellite: *satellite
      satellite_id: *satellite_id
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
      hostgroups: *hostgroups
      hostgroups_mode: *hostgroups_mode
      parents: *parents
      parents_mode: *parents_mode
      notes: *notes
      host_url: *host_url
      tags: *tags
      priority: *priority
      sla: *sla
      prometheus_exporters: *prometheus_exporters
      custom_variables: *custom_variables
      custom_variables_mode: *custom_variables_mode
      inherit: *inherit
      check_missing: *check_missing
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
