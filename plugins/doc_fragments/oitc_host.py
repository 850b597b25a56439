# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of hosts and of host templates, which share most of their fields."""

from __future__ import annotations

import re

_SHARED = r"""
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
  freshness_checks: &freshness_checks
    description: Whether missing passive results are noticed.
    type: bool
  freshness_threshold: &freshness_threshold
    description: Seconds after which a passive result is too old.
    type: int
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
  hostgroups_mode:
    <<: &hostgroups_mode
      description: Whether O(hostgroups) replaces the host groups or adds to them.
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
"""

#: Follows ``custom_variables``, the last of the options of each.
_VARIABLE = r"""
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
"""

_HOST = r"""
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
      - A host that is in another container is moved there. A host in V(/root) cannot be moved.
      - With O(state=absent) only a host in this container is deleted.
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
  check_period: &check_period
    description: >-
      The time period in which the host is checked. A name, or C({id: 5}) for an id.
    type: raw
  active_checks: &active_checks
    description: Whether the monitoring checks the host by itself.
    type: bool
  notify_period: &notify_period
    description: >-
      The time period in which notifications are sent. A name, or C({id: 5}) for an id.
    type: raw
  contacts: &contacts
    description:
      - >-
        The contacts. A name, or C({id: 5}) for an id.
      - Contacts and contact groups are inherited together or not at all.
    type: list
    elements: raw
  hostgroups: &hostgroups
    description:
      - >-
        The host groups. A name, or C({id: 5}) for an id.
      - Own host groups replace those of the template.
    type: list
    elements: raw
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
  sla: &sla
    description: >-
      The service level agreement. A name, or C({id: 5}) for an id.
    type: raw
  prometheus_exporters: &prometheus_exporters
    description: >-
      The Prometheus exporters. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
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
  custom_variables: &custom_variables
    description:
      - Custom variables, macros of the engine. Those of the template can only be overridden, not removed.
      - Names are compared exactly; one that is there in another case is refused, it would not override that.
    type: list
    elements: dict
"""

_TEMPLATE = r"""
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
  check_period: &check_period
    description: >-
      The time period in which hosts are checked. A name, or C({id: 5}) for an id. Needed for a new one.
    type: raw
  active_checks: &active_checks
    description: Whether the monitoring checks the hosts by itself.
    type: bool
  notify_period: &notify_period
    description: >-
      The time period in which notifications are sent. A name, or C({id: 5}) for an id. Needed for a new one.
    type: raw
  contacts: &contacts
    description: >-
      The contacts. A template needs contacts or contact groups. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  hostgroups: &hostgroups
    description: >-
      The host groups of its hosts. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  custom_variables: &custom_variables
    description: >-
      Custom variables, macros of the monitoring engine. All of them: those that are not named are removed.
    type: list
    elements: dict
"""

_HOSTS = r"""
    description:
      - Many hosts at once, each with the options above. What is given beside the list is the default for each item.
      - Names are looked up once for all of them, and reads run side by side.
"""

_TEMPLATES = r"""
    description:
      - Many host templates at once, each with the options above.
      - What is given beside the list is the default for each item.
"""


def _listable(own: str, list_name: str, description: str) -> str:
    """The options of one thing, and the list of many that takes each of them."""
    options = "".join(part.strip("\n") + "\n" for part in (_SHARED, own, _VARIABLE))
    suboptions = [f"      {name}: *{name}\n" for name in re.findall(r"^  (\w+):", options, re.MULTILINE)]
    listed = f"  {list_name}:{description}    type: list\n    elements: dict\n    suboptions:\n"
    return "options:\n" + options + listed + "".join(suboptions)


class ModuleDocFragment:
    """C(DOCUMENTATION) is for hosts, C(TEMPLATE) for host templates."""

    # Annotated, because ansible-test takes what is plainly assigned for a literal; ansible-doc reads the value.
    DOCUMENTATION: str = _listable(_HOST, "hosts", _HOSTS)
    TEMPLATE: str = _listable(_TEMPLATE, "hosttemplates", _TEMPLATES)
