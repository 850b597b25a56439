#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_contactgroup
short_description: Manage contact groups of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes and deletes contact groups. What is not named is left alone.
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
      description: Whether the contact group is there.
      type: str
      choices: [present, absent]
    default: present
  id: &id
    description: The id of the contact group, to find it; O(name) then renames it.
    type: int
  name: &name
    description: The name of the contact group, compared exactly.
    type: str
  container: &container
    description:
      - >-
        The container the contact group is in: its path, or C({id: 5}). Needed for a new one.
      - With O(name) it tells which contact group is meant, the server accepts the same name twice.
      - A contact group cannot be moved to another container.
    type: raw
  description: &description
    description: A description.
    type: str
  contacts: &contacts
    description: >-
      The contacts in the group, at least one. A name, or C({id: 5}) for an id.
    type: list
    elements: raw
  contacts_mode:
    <<: &contacts_mode
      description: Whether O(contacts) replaces the contacts or adds to them.
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
  contactgroups:
    description:
      - Many contact groups at once, each with the options above.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      name: *name
      container: *container
      description: *description
      contacts: *contacts
      contacts_mode: *contacts_mode
      check_missing: *check_missing
"""

EXAMPLES = r"""
- name: A contact group
  cmdbops.idoit_oitc.oitc_contactgroup:
    name: on call
    container: /root/Customer A
    contacts: [alice, bob]
"""

RETURN = r"""
contactgroup:
  description: The contact group with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(contactgroups)
  type: dict
  sample:
    id: 2
    name: on call
    contacts: [alice, bob]
before:
  description: The contact group before; null if there was none.
  returned: success, without O(contactgroups)
  type: dict
after:
  description: The contact group after; null if there is none any more.
  returned: success, without O(contactgroups)
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
  description: For each item of O(contactgroups) the values above and C(changed).
  returned: with O(contactgroups)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.groups import (
    CONTACTGROUP_SPEC,
    plan_contactgroups,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(CONTACTGROUP_SPEC, connect, plan_contactgroups)


if __name__ == "__main__":
    main()
