#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_dialog
short_description: Manage the values of dialog+ attributes of i-doit
version_added: 1.0.0
description:
  - Creates, renames and deletes the values of lists that users extend, such as manufacturers or contact roles.
  - Lists that belong to i-doit itself (plain dialogs) are refused.
  - Several attributes may share one list; a change is then seen in all of them.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  category: &category
    description:
      - The category of the attribute, by its constant, or by its title in the request language.
    type: str
  attribute: &attribute
    description:
      - The attribute whose values are meant, by key or by label.
    type: str
  value: &value
    description:
      - "A value, by title in the request language, by constant, or V({id: 5}). Mutually exclusive with O(values)."
    type: raw
  values: &values
    description:
      - Several values, each as in O(value). Their order means nothing.
    type: list
    elements: raw
  parent: &parent
    description:
      - "The value that these depend on, such as the manufacturer of a model, by title, by constant, or V({id: 5})."
      - Needed where the attribute depends on another one. The same title may exist under several parents.
      - Old servers do not tell on which parent a value depends. There one of the same title is taken for that of this
        parent, with a warning; values to rename or to delete must be named by id, and O(state=exact) fails if it would
        delete any.
    type: raw
  new_value: &new_value
    description:
      - The title that O(value) is to have. A value that has it already is taken for the renamed one.
    type: str
  state:
    <<: &state
      description:
        - V(present) creates the values that are missing.
        - V(absent) deletes values.
        - V(exact) is V(present), and deletes all others but those that i-doit ships, which have a constant. Of a
          dependent dialog these are the others below O(parent).
      type: str
      choices: [present, absent, exact]
    default: present
  allow_empty:
    <<: &allow_empty
      description:
        - Whether O(state=exact) may delete all values, when O(values) is empty.
      type: bool
    default: false
  force:
    <<: &force
      description:
        - Whether values are deleted that are in use, or of which the server cannot tell. They are emptied where used.
        - The server tells of objects of status normal, and of this attribute only, not of others that share its list.
          Of custom categories it does not tell.
      type: bool
    default: false
  check_missing:
    description:
      - >-
        What check mode does with a O(parent) that is named by title and does not exist: an earlier task may be about
        to create it. V(warn) warns, lists it in RV(unresolved) and reports a change; V(fail) fails.
    type: str
    choices: [warn, fail]
    default: warn
  dialogs:
    description:
      - The values of many attributes in one task. Each takes the options above.
      - What is named beside it is the default of each. One that cannot be planned does not stop the others.
      - Manufacturers may stand before their models. Two that want the same values to differ are an error.
    type: list
    elements: dict
    suboptions:
      category: *category
      attribute: *attribute
      value: *value
      values: *values
      parent: *parent
      new_value: *new_value
      state: *state
      allow_empty: *allow_empty
      force: *force
seealso:
  - module: cmdbops.idoit_oitc.idoit_category
notes:
  - Old servers (API before add-on 1.10) do not keep the O(parent) of a value, and cannot tell where one is in use.
"""

EXAMPLES = r"""
- name: Connection options once for the whole play
  module_defaults:
    group/cmdbops.idoit_oitc.idoit:
      url: https://cmdb.example.com/i-doit
      api_key: "{{ idoit_api_key }}"
  block:
    - name: Contact roles
      cmdbops.idoit_oitc.idoit_dialog:
        category: C__CATG__CONTACT
        attribute: role
        values: [Operations, On-call]

    - name: A manufacturer and its models
      cmdbops.idoit_oitc.idoit_dialog:
        category: C__CATG__MODEL
        dialogs:
          - { attribute: manufacturer, value: Example Corp. }
          - { attribute: title, parent: Example Corp., values: [Server 1000, Server 2000] }

    - name: The same models alone, and no others of this manufacturer
      cmdbops.idoit_oitc.idoit_dialog:
        category: C__CATG__MODEL
        attribute: title
        parent: Example Corp.
        values: [Server 1000, Server 2000]
        state: exact

    - name: Rename a role
      cmdbops.idoit_oitc.idoit_dialog:
        category: C__CATG__CONTACT
        attribute: role
        value: On-call
        new_value: On call

    - name: Delete a role, used or not
      cmdbops.idoit_oitc.idoit_dialog:
        category: C__CATG__CONTACT
        attribute: role
        value: On call
        state: absent
        force: true
"""

RETURN = r"""
dialog_values:
  description: The values that were asked for, as they are stored. With O(dialogs) it stands in each of RV(results).
  returned: success, without O(dialogs)
  type: list
  elements: dict
  contains:
    id:
      description: The id of the value, null if another of O(dialogs) is about to create it.
      type: int
      returned: always
      sample: 12
    title:
      description: Its title.
      type: str
      returned: always
      sample: Operations
    const:
      description: Its constant, null for values of users.
      type: str
      returned: always
before:
  description: The titles before, of the values that were asked for, or of all with O(state=exact).
  returned: success, without O(dialogs)
  type: list
  elements: str
after:
  description: The same after.
  returned: success, without O(dialogs)
  type: list
  elements: str
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: ["create dialog value 'Operations' of C__CATG__CONTACT.role"]
unresolved:
  description: Parents that check mode did not find.
  returned: in check mode, when there are any
  type: list
  elements: str
results:
  description: For each of O(dialogs) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(dialogs)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.dialogs import DIALOGS, plan_dialogs
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(IDOIT_CONNECTION + DIALOGS.spec(), connect, plan_dialogs)


if __name__ == "__main__":
    main()
