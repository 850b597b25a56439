#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_object_info
short_description: Read objects of the i-doit CMDB with their entries
version_added: 1.0.0
description:
  - Reads objects by filters, by search text and by conditions on attributes; an object has to meet all that is given.
  - Categories come in the same calls, page by page, so that ten thousand objects take a hundred requests at most.
  - Secrets, such as passwords, are never returned.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  ids:
    description: Ids of objects. Those that do not exist are left out.
    type: list
    elements: int
  types:
    description: Object types, by their constants or by their titles in the request language.
    type: list
    elements: str
  exclude_type:
    description: An object type whose objects are left out, by its constant or by its title in the request language.
    type: str
  title:
    description: The title, compared exactly.
    type: str
  sysid:
    description: The SYSID, compared exactly.
    type: str
  type_group:
    description: The constant of a group of object types, such as V(C__OBJTYPE_GROUP__INFRASTRUCTURE).
    type: str
  first_name:
    description: The first name of persons; upper and lower case count the same.
    type: str
  last_name:
    description: The last name of persons; upper and lower case count the same.
    type: str
  email:
    description: The e-mail address of persons, person groups and organizations.
    type: str
  login_name:
    description: The user name of persons.
    type: str
  created_by:
    description: The user who created the object.
    type: str
  changed_by:
    description: The user who last changed the object.
    type: str
  created_after:
    description: Objects created at this time or later, as C(YYYY-MM-DD HH:MM:SS).
    type: str
  changed_after:
    description: Objects changed at this time or later, as C(YYYY-MM-DD HH:MM:SS).
    type: str
  search:
    description:
      - Words that the server's search finds in any text of a normal object.
      - The search is a fuzzy one; do not use it to tell which object is meant.
    type: str
  query:
    description:
      - Conditions on attributes. Each is joined by its O(query[].operator) to all before it.
      - >-
        They are compared on the side of Ansible. Where the server's search can be trusted it narrows what is read;
        elsewhere (numbers, dates, custom categories, other record statuses, old servers) all objects are read that the
        other options leave, so name O(types) too.
      - An object that holds nothing in the attribute does not meet a condition on it, not even V(!=).
    type: list
    elements: dict
    suboptions:
      category:
        description: The category, by constant or title.
        type: str
        required: true
      attribute:
        description: The attribute, by key or label.
        type: str
        required: true
      comparison:
        description:
          - How to compare. In V(like) and V(not like) V(*) stands for any text; upper and lower case differ.
          - Dates and numbers have an order, other values are compared as texts.
        type: str
        choices: ["=", "!=", "<>", like, not like, ">", ">=", "<", "<="]
        default: "="
      value:
        description: "The value. Dialog values and objects go by title, by constant, or by V({id: 5})."
        type: raw
        required: true
      operator:
        description: How to join the condition to those before it.
        type: str
        choices: [AND, OR]
        default: AND
  status:
    description: The record statuses to read.
    type: list
    elements: str
    choices: [normal, archived, deleted, template, mass_change_template]
    default: [normal]
  cmdb_status:
    description: "CMDB statuses, by title, constant or V({id: 6})."
    type: list
    elements: raw
  categories:
    description: The categories to read, by constant or title.
    type: list
    elements: str
    default: []
  raw:
    description: Whether to return the entries as the server answered them, too, under C(raw).
    type: bool
    default: false
  location:
    description: Whether to return what each object is in, from the outermost location on.
    type: bool
    default: false
  logbook:
    description: Read the logbook of each object, too. V({}) takes the defaults.
    type: dict
    suboptions:
      since:
        description: Lines from this time on, as C(YYYY-MM-DD HH:MM:SS) or in the words of PHP, such as V(-1 week).
        type: str
      limit:
        description: The most lines per object.
        type: int
        default: 1000
  limit:
    description: The most objects to return. No more pages are read than this takes.
    type: int
  page_size:
    description:
      - How many objects to read at a time. Without it, 100 with categories and 500 without.
      - A page that is too large for the server is tried again at half the size.
    type: int
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
  - module: cmdbops.idoit_oitc.idoit_category_info
  - plugin: cmdbops.idoit_oitc.idoit
    plugin_type: lookup
  - plugin: cmdbops.idoit_oitc.idoit
    plugin_type: inventory
"""

EXAMPLES = r"""
- name: All servers with model and addresses
  cmdbops.idoit_oitc.idoit_object_info:
    types: [C__OBJTYPE__SERVER, C__OBJTYPE__VIRTUAL_SERVER]
    categories: [C__CATG__MODEL, C__CATG__IP]
  register: servers

- name: Serial numbers by title
  ansible.builtin.debug:
    msg: "{{ item.title }} has {{ (item.categories.C__CATG__MODEL | first).serial | default('none') }}"
  loop: "{{ servers.objects }}"
  loop_control:
    label: "{{ item.id }}"

- name: Servers of a manufacturer with an inventory number
  cmdbops.idoit_oitc.idoit_object_info:
    types: [C__OBJTYPE__SERVER]
    query:
      - { category: C__CATG__MODEL, attribute: manufacturer, value: Dell }
      - { category: C__CATG__ACCOUNTING, attribute: inventory_no, comparison: like, value: "INV-*" }

- name: What has an object like this ever been?
  cmdbops.idoit_oitc.idoit_object_info:
    title: web01
    status: [normal, archived, deleted]
    logbook: { since: -1 month }
"""

RETURN = r"""
objects:
  description: The objects, ordered by id within each object type and record status.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Its id.
      type: int
      returned: always
      sample: 42
    title:
      description: Its title.
      type: str
      returned: always
      sample: web01
    sysid:
      description: Its SYSID.
      type: str
      returned: always
      sample: SYSID_1730365404
    type:
      description: The constant of its object type.
      type: str
      returned: always
      sample: C__OBJTYPE__SERVER
    type_title:
      description: The title of its object type.
      type: str
      returned: always
      sample: Server
    status:
      description: Its record status.
      type: str
      returned: always
      sample: normal
    cmdb_status:
      description: The title of its CMDB status.
      type: str
      returned: always
      sample: in operation
    created:
      description: When it was created.
      type: str
      returned: always
      sample: "2026-11-22 17:41:30"
    updated:
      description: When it was last changed.
      type: str
      returned: always
      sample: "2026-11-22 17:41:30"
    categories:
      description:
        - The entries of each category by its constant, always a list, with all attributes that hold something.
        - Dialog values are titles, objects are dicts of C(id), C(title) and C(type).
      type: dict
      returned: with O(categories)
      sample: {C__CATG__MODEL: [{id: 5, manufacturer: Dell, title: PowerEdge R750, serial: ABC123}]}
    raw:
      description: The same entries as the server answered them.
      type: dict
      returned: with O(raw)
    location:
      description: The titles of what it is in, from the outermost location on, without the root.
      type: list
      elements: str
      returned: with O(location)
      sample: [Building A, Room 1, Rack 3]
    logbook:
      description: The lines of its logbook.
      type: list
      elements: dict
      returned: with O(logbook)
      sample:
        - id: 17
          date: "2026-11-22 17:41:30"
          username: admin
          event: C__LOGBOOK_EVENT__CATEGORY_CHANGED
          description: ""
          comment: ""
          changes: { "isys_cmdb_dao_category_g_model::serial": { from: "", to: ABC123 } }
          source: C__LOGBOOK_SOURCE__INTERNAL
          alert_level: 1
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_objects import (
    OBJECT_INFO,
    read_objects,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(IDOIT_CONNECTION + OBJECT_INFO, connect, read_objects)


if __name__ == "__main__":
    main()
