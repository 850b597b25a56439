#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_logbook
short_description: Write lines into the logbook of objects in the i-doit CMDB
version_added: 1.0.0
description:
  - Writes what a playbook did into the logbook of objects.
  - Each call writes a line, unless O(once_key) is found in the logbook of the object.
  - M(cmdbops.idoit_oitc.idoit_object_info) reads the logbook.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
attributes:
  idempotent:
    support: partial
    details:
      - Only with O(once_key).
options:
  object:
    <<: &object
      description: The object. Several objects that fit are an error which lists them.
      type: dict
      suboptions:
        id:
          description: Its id.
          type: int
        sysid:
          description: Its SYSID.
          type: str
        title:
          description: Its title, compared exactly.
          type: str
        type:
          description: The constant of its object type, or the title of the type in the request language.
          type: str
        match:
          description:
            - The value of an attribute that tells the object, such as a serial or inventory number.
            - Name the type, too, where the server cannot search; see M(cmdbops.idoit_oitc.idoit_category).
          type: dict
          suboptions:
            category:
              description: The category, by constant or title.
              type: str
              required: true
            attribute:
              description: The attribute, by key or label.
              type: str
              required: true
            value:
              description: Its value, compared exactly.
              type: raw
              required: true
  event: &event
    description: What happened, in one line.
    type: str
  description: &description
    description: A longer text.
    type: str
  comment: &comment
    description: A comment.
    type: str
  alert_level:
    <<: &alert_level
      description: The level, from V(0) to V(3), where higher is more urgent.
      type: int
      choices: [0, 1, 2, 3]
    default: 1
  once_key: &once_key
    description:
      - A text that tells this line. The comment begins with it, in brackets.
      - If the logbook of the object has a line whose comment begins so, nothing is written.
      - It must not be empty, nor hold brackets, line breaks or needless blanks.
    type: str
  check_missing:
    description:
      - >-
        What check mode does with objects that are named by title and do not exist: an earlier task may be about to
        create them. V(warn) warns, lists them in RV(unresolved) and reports a change; V(fail) fails.
    type: str
    choices: [warn, fail]
    default: warn
  objects:
    description:
      - Lines for many objects in one task. Each takes the options above.
      - What is named beside it is the default of each. One that fails does not stop the others.
    type: list
    elements: dict
    suboptions:
      object: *object
      event: *event
      description: *description
      comment: *comment
      alert_level: *alert_level
      once_key: *once_key
seealso:
  - module: cmdbops.idoit_oitc.idoit_object_info
"""

EXAMPLES = r"""
- name: Note what was done
  cmdbops.idoit_oitc.idoit_logbook:
    object: { title: web01, type: C__OBJTYPE__SERVER }
    event: Patched by Ansible
    description: "{{ updates.results | length }} packages"

- name: Note a deployment once on all hosts it touches
  cmdbops.idoit_oitc.idoit_logbook:
    event: Release 4.2 deployed
    once_key: release-4.2
    objects:
      - object: { title: web01, type: C__OBJTYPE__SERVER }
      - object: { title: web02, type: C__OBJTYPE__SERVER }
"""

RETURN = r"""
object:
  description: The object, with C(id), C(title) and C(sysid); null in check mode if it is still to be created.
  returned: success, without O(objects)
  type: dict
  sample: {id: 42, title: web01, sysid: SYSID_1730365404}
before:
  description: The line if it is there already, else null.
  returned: success, without O(objects)
  type: dict
after:
  description: The line that is there now.
  returned: success, without O(objects)
  type: dict
  sample: {event: Release 4.2 deployed, description: "", comment: "[release-4.2]", alert_level: 1}
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: ["write 'Release 4.2 deployed' into the logbook of 'web01'"]
unresolved:
  description: Objects that check mode did not find.
  returned: in check mode, when there are any
  type: list
  elements: str
results:
  description: For each object of O(objects) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(objects)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.logbook import LOGBOOK, plan_logbook
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(IDOIT_CONNECTION + LOGBOOK.spec(), connect, plan_logbook)


if __name__ == "__main__":
    main()
