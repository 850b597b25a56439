#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_dialog_info
short_description: Read the values of a dialog of the i-doit CMDB
version_added: 1.0.0
description:
  - Reads the values of a dialog or dialog+ attribute with their ids and constants.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  category:
    description: The category, by constant or by its title in the request language.
    type: str
    required: true
  attribute:
    description: The attribute, by key or label.
    type: str
    required: true
  parent:
    description:
      - "Only the values that depend on this one of the other dialog: a title, a constant or V({id: 5})."
      - Old servers do not tell which values depend on which; there all are returned.
    type: raw
seealso:
  - module: cmdbops.idoit_oitc.idoit_dialog
"""

EXAMPLES = r"""
- name: The manufacturers of models
  cmdbops.idoit_oitc.idoit_dialog_info:
    category: C__CATG__MODEL
    attribute: manufacturer
  register: manufacturers

- name: The models of one of them
  cmdbops.idoit_oitc.idoit_dialog_info:
    category: C__CATG__MODEL
    attribute: title
    parent: Dell
"""

RETURN = r"""
category:
  description: The constant of the category, in the words of modern servers.
  returned: success
  type: str
  sample: C__CATG__MODEL
attribute:
  description: The key of the attribute.
  returned: success
  type: str
  sample: title
extensible:
  description: Whether it is a dialog+, to which M(cmdbops.idoit_oitc.idoit_dialog) can add values.
  returned: success
  type: bool
depends_on:
  description: The attribute that the dialog depends on, null if there is none.
  returned: success
  type: str
  sample: manufacturer
dialog_values:
  description: The values.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The id.
      type: int
      returned: always
      sample: 7
    title:
      description: The title in the request language.
      type: str
      returned: always
      sample: PowerEdge R750
    const:
      description: The constant, null for values that users added.
      type: str
      returned: always
    parent_id:
      description: The id of the value it depends on, null if there is none or the server does not tell.
      type: int
      returned: always
      sample: 3
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_dialogs import DIALOG_INFO, read_dialog
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(IDOIT_CONNECTION + DIALOG_INFO, connect, read_dialog)


if __name__ == "__main__":
    main()
