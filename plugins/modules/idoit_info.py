#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_info
short_description: Tell version, user, tenant and catalogues of an i-doit server
version_added: 1.0.0
description:
  - Reads the release of i-doit, which generation of the API it has, and who the calls run as.
  - On request it lists what the server knows, such as object types and categories with their constants.
  - A good first task to check a connection with.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  gather:
    description:
      - What to list, each under its own name in the result. All of it comes in one request.
    type: list
    elements: str
    choices: [addons, categories, cmdb_statuses, constants, object_type_groups, object_types]
    default: []
seealso:
  - module: cmdbops.idoit_oitc.idoit_category_info
  - module: cmdbops.idoit_oitc.idoit_object_info
"""

EXAMPLES = r"""
- name: Check the connection
  cmdbops.idoit_oitc.idoit_info:
    url: https://cmdb.example.com/i-doit
    api_key: "{{ idoit_api_key }}"
  register: cmdb

- name: Stop if objects could not be brought back from the archive
  ansible.builtin.assert:
    that: cmdb.api_generation == 'modern'

- name: The constants of object types and categories
  cmdbops.idoit_oitc.idoit_info:
    gather: [object_types, categories]
  register: catalogue
"""

RETURN = r"""
version:
  description: The release of i-doit.
  returned: success
  type: str
  sample: "33"
edition:
  description: The edition, V(PRO) or V(OPEN).
  returned: success
  type: str
  sample: PRO
api_generation:
  description:
    - The generation of the API. V(modern) is the API add-on 1.10 and later.
    - V(legacy) ones can neither bring objects back from the archive nor make templates.
  returned: success
  type: str
  sample: modern
api_version:
  description: The version of the API add-on, null where the server does not tell.
  returned: success
  type: str
  sample: "2.3"
tenant:
  description: The tenant that the API key belongs to.
  returned: success
  type: str
  sample: ACME IT Solutions
instance:
  description:
    - What names this server and tenant among all, by the address in O(url).
    - The variable C(idoit_instance_id) of inventory hosts is made of it, V(#) and the id of the object.
  returned: success
  type: str
  sample: cmdb.example.com/i-doit/ACME IT Solutions
user:
  description: Who the calls run as.
  returned: success
  type: dict
  contains:
    id:
      description: The id of the person's object.
      type: int
      returned: always
      sample: 9
    username:
      description: The login name.
      type: str
      returned: always
      sample: admin
    name:
      description: First and last name.
      type: str
      returned: always
      sample: admin
language:
  description: The language of titles.
  returned: success
  type: str
  sample: en
addons:
  description: The add-ons that are installed, null where the server does not tell.
  returned: with V(addons) in O(gather)
  type: list
  elements: dict
categories:
  description: The categories, with C(constant), C(title), and C(group), which is V(g), V(s) or V(g_custom).
  returned: with V(categories) in O(gather)
  type: list
  elements: dict
  sample: [{constant: C__CATG__MODEL, title: Model, group: g}]
cmdb_statuses:
  description: The CMDB statuses.
  returned: with V(cmdb_statuses) in O(gather)
  type: list
  elements: dict
  sample: [{id: 6, const: C__CMDB_STATUS__IN_OPERATION, title: in operation}]
constants:
  description: All constants, as C(idoit.constants) answers them.
  returned: with V(constants) in O(gather)
  type: dict
object_type_groups:
  description: The groups of object types.
  returned: with V(object_type_groups) in O(gather)
  type: list
  elements: dict
  sample: [{id: 2, title: Infrastructure, const: C__OBJTYPE_GROUP__INFRASTRUCTURE, status: 2}]
object_types:
  description: The object types.
  returned: with V(object_types) in O(gather)
  type: list
  elements: dict
  sample: [{id: 5, title: Server, const: C__OBJTYPE__SERVER, type_group: 2, type_group_title: Infrastructure}]
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.info import INFO, read_info
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(IDOIT_CONNECTION + INFO, connect, read_info)


if __name__ == "__main__":
    main()
