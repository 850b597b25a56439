#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_category_info
short_description: Read the entries of an object in a category, and what a category is made of
version_added: 1.0.0
description:
  - Reads the entries of one object in any category, custom ones included.
  - Describes the attributes of a category, on request with the values of their dialogs.
  - Secrets, such as passwords, are never returned.
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
  object:
    description: The object whose entries are read. Several objects that fit are an error which lists them.
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
  status:
    description: The record statuses of entries to read.
    type: list
    elements: str
    choices: [normal, archived, deleted]
    default: [normal]
  raw:
    description: Whether to return the entries as the server answered them, too, under C(raw).
    type: bool
    default: false
  attributes:
    description: Whether to describe the attributes of the category.
    type: bool
    default: false
  dialog_values:
    description: Whether to describe the attributes with the values of their dialogs. Implies O(attributes).
    type: bool
    default: false
seealso:
  - module: cmdbops.idoit_oitc.idoit_category
  - module: cmdbops.idoit_oitc.idoit_object_info
    description: Reads the entries of many objects.
  - module: cmdbops.idoit_oitc.idoit_dialog_info
"""

EXAMPLES = r"""
- name: The addresses of a server
  cmdbops.idoit_oitc.idoit_category_info:
    object: { title: web01, type: C__OBJTYPE__SERVER }
    category: C__CATG__IP
  register: addresses

- name: Which attributes can be written?
  cmdbops.idoit_oitc.idoit_category_info:
    category: C__CATG__MODEL
    attributes: true
  register: model

- name: By label, those of a custom category as well
  ansible.builtin.debug:
    msg: "{{ model.attributes | selectattr('writable') | items2dict(key_name='title', value_name='key') }}"
"""

RETURN = r"""
category:
  description: The constant of the category, in the words of modern servers.
  returned: success
  type: str
  sample: C__CATG__MODEL
object:
  description: The object, with C(id), C(title) and C(sysid).
  returned: with O(object)
  type: dict
  sample: {id: 42, title: web01, sysid: SYSID_1730365404}
entries:
  description:
    - The entries, always a list, with all attributes that hold something, and the record C(status) of each.
    - Dialog values are titles, objects are dicts of C(id), C(title) and C(type).
  returned: with O(object)
  type: list
  elements: dict
  sample: [{id: 5, manufacturer: Dell, title: PowerEdge R750, serial: ABC123, status: normal}]
raw:
  description: The same entries in the same order as the server answered them.
  returned: with O(object) and O(raw)
  type: list
  elements: dict
attributes:
  description: The attributes of the category.
  returned: with O(attributes) or O(dialog_values)
  type: list
  elements: dict
  contains:
    key:
      description: The key.
      type: str
      returned: always
      sample: manufacturer
    title:
      description: The label.
      type: str
      returned: always
      sample: Manufacturer
    type:
      description: The type, as the server calls it.
      type: str
      returned: always
      sample: dialog_plus
    writable:
      description: Whether the attribute can be written.
      type: bool
      returned: always
    why_not_writable:
      description: Why it cannot be written.
      type: str
      returned: always
      sample: it is read-only
    mandatory:
      description: Whether the server requires it.
      type: bool
      returned: always
    multiple:
      description: Whether it holds several values.
      type: bool
      returned: always
    secret:
      description: Whether it is a secret, which is never returned.
      type: bool
      returned: always
    unit:
      description: The attribute that holds the unit of this number.
      type: str
      returned: always
    parent:
      description: The attribute that the dialog depends on, such as the manufacturer of a model.
      type: str
      returned: always
      sample: manufacturer
    dialog_values:
      description: The values of a dialog, null where the server does not list them.
      type: list
      elements: dict
      returned: for dialogs, with O(dialog_values)
      sample: [{id: 1, title: Dell, const: null, parent_id: null}]
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_entries import (
    CATEGORY_INFO,
    read_category,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(IDOIT_CONNECTION + CATEGORY_INFO, connect, read_category)


if __name__ == "__main__":
    main()
