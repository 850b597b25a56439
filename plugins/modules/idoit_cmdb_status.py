#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_cmdb_status
short_description: Manage CMDB statuses of the i-doit CMDB
version_added: 1.0.0
description:
  - Creates, changes and deletes CMDB statuses of your own. Those that are built into i-doit are refused.
  - It needs the API add-on 1.10.4 or later; older servers do not know the calls.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  constant: &constant
    description: The constant, such as V(C__CMDB_STATUS__STAGING). It tells the status and cannot be changed.
    type: str
  title: &title
    description: The title. Needed to create a status.
    type: str
  color: &color
    description: The colour as C(RRGGBB). Needed to create a status.
    type: str
  state:
    <<: &state
      description: Whether there is to be such a status.
      type: str
      choices: [present, absent]
    default: present
  force:
    description:
      - Whether a status is deleted that objects have, or of which the server cannot tell whether they have it.
    type: bool
    default: false
  statuses:
    description:
      - Many statuses in one task. Each takes the options above.
      - What is named beside it is the default of each. One that fails does not stop the others.
    type: list
    elements: dict
    suboptions:
      constant: *constant
      title: *title
      color: *color
      state: *state
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
  - module: cmdbops.idoit_oitc.idoit_info
    description: Lists the CMDB statuses.
"""

EXAMPLES = r"""
- name: A status of our own
  cmdbops.idoit_oitc.idoit_cmdb_status:
    constant: C__CMDB_STATUS__STAGING
    title: Staging
    color: FFAA00

- name: Two statuses less
  cmdbops.idoit_oitc.idoit_cmdb_status:
    state: absent
    statuses:
      - constant: C__CMDB_STATUS__STAGING
      - constant: C__CMDB_STATUS__QUARANTINE
"""

RETURN = r"""
cmdb_status:
  description: The status, null after O(state=absent).
  returned: success, without O(statuses)
  type: dict
  contains:
    id:
      description: Its id, null in check mode if it is new.
      type: int
      returned: always
      sample: 15
    constant:
      description: Its constant.
      type: str
      returned: always
      sample: C__CMDB_STATUS__STAGING
    title:
      description: Its title.
      type: str
      returned: always
      sample: Staging
    color:
      description: Its colour.
      type: str
      returned: always
      sample: FFAA00
before:
  description: The status before, null if there was none.
  returned: success, without O(statuses)
  type: dict
after:
  description: The status after, null if there is none.
  returned: success, without O(statuses)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: ["create CMDB status C__CMDB_STATUS__STAGING"]
results:
  description: For each status of O(statuses) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(statuses)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.cmdb_status import STATUSES, plan_statuses
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(IDOIT_CONNECTION + STATUSES.spec(), connect, plan_statuses)


if __name__ == "__main__":
    main()
