#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_object
short_description: Manage objects of the i-doit CMDB
version_added: 1.0.0
description:
  - Creates, changes, archives, deletes, restores and purges objects, and makes templates of them.
  - What is not named is left alone. Nothing is written when nothing differs.
  - Objects are found whatever their record status is, so an archived one is brought back and not created twice.
  - An object may be created together with entries of its categories. M(cmdbops.idoit_oitc.idoit_category) does more
    with them.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.matching
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  id: &id
    description:
      - The id of the object, to find it. It must exist, unless O(state=absent).
    type: int
  sysid: &sysid
    description:
      - The SYSID of the object, to find it.
      - >-
        With O(title) and O(type) an object that does not exist is created with this SYSID, also beside another one of
        the same title.
    type: str
  title: &title
    description:
      - The title of the object. Without O(id), O(sysid) and O(match) the object is found by it, compared exactly.
      - With O(id), O(sysid) or O(match) the object is renamed.
      - Several objects that fit are an error which lists them; the first is never picked.
    type: str
  type: &type
    description:
      - The object type, by its constant such as V(C__OBJTYPE__SERVER), or by its title in the request language.
      - Needed to create an object. Together with O(title) it tells which object is meant.
      - With O(id) or O(sysid) the type of the object is changed, where the server can.
      - With O(match) it narrows the search, and is needed to archive, delete or purge what is found.
    type: str
  match: &match
    description:
      - The value of an attribute that tells the object, such as a serial or inventory number.
      - >-
        With O(title) and O(type) an object that does not exist is created. One of that title is taken for it, unless it
        holds another value.
      - >-
        With the type named, objects of every record status are found, and several that fit are an error which
        lists them. The server's search finds normal objects only, and old servers have none, so the others are
        read, as many as O(match_scan_limit) allows. Without the type only normal objects are found.
    type: dict
    suboptions:
      category:
        description: The category, by constant or title.
        type: str
        required: true
      attribute:
        description: The attribute, by key or label. It holds text, a number, an address, a date, or yes and no.
        type: str
        required: true
      value:
        description: Its value, compared exactly.
        type: raw
        required: true
  new_title: &new_title
    description:
      - The title the object is to have. An object that has it already is taken for the renamed one.
    type: str
  cmdb_status: &cmdb_status
    description:
      - "The CMDB status, by title in the request language, by constant, or C({id: 5})."
    type: raw
  purpose: &purpose
    description:
      - "The purpose, by title or C({id: 5})."
    type: raw
  category: &category
    description:
      - "The category on the I(General) page, by title or C({id: 5})."
    type: raw
  tags: &tags
    description:
      - "All tags of the object, by title or C({id: 5}). Others are taken away, the order means nothing."
    type: list
    elements: raw
  description: &description
    description:
      - The description of the object; may hold HTML.
    type: str
  clear: &clear
    description:
      - Options whose value is to be emptied.
    type: list
    elements: str
    choices: [purpose, category, tags, description]
  categories: &categories
    description:
      - >-
        Entries that the object is to have, by category. For each category, named by constant or title, the attributes
        of one entry, or a list of entries. Values are written as in O(cmdbops.idoit_oitc.idoit_category#module:data).
      - >-
        A new object gets them in the call that creates it; servers before API 1.10 do not take them there and get them
        right after it.
      - >-
        An object that is there gets what is missing and what differs, as with V(present) of
        M(cmdbops.idoit_oitc.idoit_category): what is not named is left alone. So a creation that broke off is completed
        by the next run.
      - >-
        Entries of a category that holds several are found by its natural key. Where it has none, or several of those
        that are listed share it, as many entries are made to be there as are listed, that hold all named values.
      - Only for the states that create an object. M(cmdbops.idoit_oitc.idoit_category) archives and removes entries.
    type: dict
  template: &template
    description:
      - >-
        The template object that a new object is created from, by title, or as
        C({title: …, type: …}), C({sysid: …}) or C({id: …}). It must be a template, and of the same object type.
      - >-
        What it holds becomes part of what is wanted of the new object: purpose, category, tags, description and
        CMDB status, and the entries of its categories. What the task names itself goes over it.
      - >-
        The API of i-doit names no template when it creates objects, so the entries are read and written like any
        others, and stand in the diff. Not copied, and named in a warning, are secrets and references to entries of the
        template itself, such as the interface of a port. Left out are categories in which things belong to one object
        only, such as guest systems, cluster members and cabling.
      - An object that is there already is not touched by the template.
    type: raw
  state:
    <<: &state
      description:
        - What the object is to be.
        - V(present) creates or changes it. One that is archived, deleted or a template becomes normal.
        - V(archived) and V(deleted) are record statuses of i-doit; a missing object is left missing.
        - V(template) and V(mass_change_template) create or change it, and make it that.
        - V(absent) purges it, with all its entries, for good. RV(lost) and a warning say which these are.
        - Attributes are changed by V(present), V(template) and V(mass_change_template) only.
      type: str
      choices: [present, archived, deleted, template, mass_change_template, absent]
    default: present
  create_dialog_values:
    description:
      - >-
        Whether values of O(purpose), O(category), O(tags) and of dialogs in O(categories) are created that do not
        exist. Otherwise they are errors.
    type: bool
    default: false
  check_missing:
    description:
      - >-
        What check mode does with objects that O(categories) and O(template) name by title and that do not exist: an
        earlier task may be about to create them. V(warn) warns, lists them in RV(unresolved) and reports a change;
        V(fail) fails.
      - Without check mode they are errors, and an id or a SYSID that does not exist always is.
    type: str
    choices: [warn, fail]
    default: warn
  resolve_race:
    description:
      - >-
        The server has no uniqueness, so two runs may create the same object at the same time. This is found after the
        creation and is an error that names both ids. If V(true), the younger object is purged by the run that has
        created it, which goes on with the older one, so that one remains.
      - If V(true), doubles that are found at the beginning get some seconds to give way to each other.
    type: bool
    default: false
  objects:
    description:
      - Many objects in one task, looked up and written together. Each takes the options above.
      - What is named beside it is the default of each object. One that fails does not stop the others.
    type: list
    elements: dict
    suboptions:
      id: *id
      sysid: *sysid
      title: *title
      type: *type
      match: *match
      new_title: *new_title
      cmdb_status: *cmdb_status
      purpose: *purpose
      category: *category
      tags: *tags
      description: *description
      clear: *clear
      categories: *categories
      template: *template
      state: *state
seealso:
  - module: cmdbops.idoit_oitc.idoit_category
  - module: cmdbops.idoit_oitc.idoit_dialog
notes:
  - The API of i-doit before add-on 1.10 cannot restore archived objects nor make templates; these states fail there.
"""

EXAMPLES = r"""
- name: A server in operation
  cmdbops.idoit_oitc.idoit_object:
    url: https://cmdb.example.com/i-doit
    api_key: "{{ idoit_api_key }}"
    title: web01
    type: C__OBJTYPE__SERVER
    cmdb_status: C__CMDB_STATUS__IN_OPERATION
    purpose: Production
    tags: [web, linux]
    create_dialog_values: true

- name: Connection options once for the whole play, many objects in one task
  module_defaults:
    group/cmdbops.idoit_oitc.idoit:
      url: https://cmdb.example.com/i-doit
      api_key: "{{ idoit_api_key }}"
  block:
    - name: The location tree
      cmdbops.idoit_oitc.idoit_object:
        type: C__OBJTYPE__ROOM
        objects:
          - { title: Building 1, type: C__OBJTYPE__BUILDING }
          - { title: Room 101 }
          - { title: Room 102, description: Spare }

    - name: A server with its model and its addresses, in one call
      cmdbops.idoit_oitc.idoit_object:
        title: web02
        type: C__OBJTYPE__SERVER
        categories:
          C__CATG__MODEL: { manufacturer: Dell, title: PowerEdge R750, serial: ABC124 }
          C__CATG__IP:
            - { ipv4_address: 192.0.2.7, hostname: web02, primary: true }
            - { ipv4_address: 192.0.2.8 }
          C__CATG__LOCATION: { parent: { title: Room 101, type: C__OBJTYPE__ROOM } }
        create_dialog_values: true

    - name: A server like the others, from a template
      cmdbops.idoit_oitc.idoit_object:
        title: web03
        type: C__OBJTYPE__SERVER
        template: Standard web server
        categories:
          C__CATG__MODEL: { serial: ABC125 }

    - name: Rename, and take the purpose away
      cmdbops.idoit_oitc.idoit_object:
        title: web01
        type: C__OBJTYPE__SERVER
        new_title: web01.example.com
        clear: [purpose]

    - name: Retire a server
      cmdbops.idoit_oitc.idoit_object:
        title: web01.example.com
        type: C__OBJTYPE__SERVER
        state: archived

    - name: Remove it for good
      cmdbops.idoit_oitc.idoit_object:
        sysid: SYSID_1730365404
        state: absent
"""

RETURN = r"""
object:
  description:
    - The object as it is stored, or as it would be in check mode, where the RV(object.id) of a new one is null.
    - Null when there is no such object, as after O(state=absent). With O(objects) it stands in each of RV(results).
  returned: success, without O(objects)
  type: dict
  contains:
    id:
      description: The object's id.
      type: int
      returned: always
      sample: 42
    title:
      description: Its title.
      type: str
      returned: always
      sample: web01
    type:
      description: The constant of its type.
      type: str
      returned: always
      sample: C__OBJTYPE__SERVER
    sysid:
      description: Its SYSID.
      type: str
      returned: always
      sample: SYSID_1730365404
    status:
      description: Its record status, in the words of O(state), V(normal) for V(present).
      type: str
      returned: always
      sample: normal
    cmdb_status:
      description: The title of its CMDB status.
      type: str
      returned: always
      sample: in operation
    purpose:
      description: Its purpose.
      type: str
      returned: always
      sample: Production
    category:
      description: Its category on the I(General) page.
      type: str
      returned: always
    tags:
      description: Its tags, sorted.
      type: list
      elements: str
      returned: always
      sample: [linux, web]
    description:
      description: Its description.
      type: str
      returned: always
categories:
  description:
    - >-
      The entries of O(categories) and O(template) as they are stored, or as they would be in check mode, each with all
      its attributes.
    - With O(objects) it stands in each of RV(results).
  returned: when entries are wanted, and the state creates objects
  type: dict
  sample: { C__CATG__MODEL: [{ id: 5, manufacturer: Dell, title: PowerEdge R750, serial: ABC124 }] }
unresolved:
  description: Objects that O(categories) and O(template) name and that check mode could not find.
  returned: in check mode, when there are such
  type: list
  elements: str
lost:
  description:
    - How many normal entries of each category go with the object.
    - With O(objects) it stands in each of RV(results).
  returned: when an object is purged
  type: dict
  sample: { C__CATG__CPU: 2, C__CATG__IP: 1 }
before:
  description: Title, type, status and the named attributes before; null if there was no such object.
  returned: success, without O(objects)
  type: dict
after:
  description: The same after; null if there is no such object any more.
  returned: success, without O(objects)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: ["create object 'web01' of type C__OBJTYPE__SERVER"]
results:
  description: For each object of O(objects) the values above, C(changed), and C(msg) and C(error) if it failed.
  returned: with O(objects)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.object_wishes import OBJECTS
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.objects import plan_objects
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(IDOIT_CONNECTION + OBJECTS.spec(), connect, plan_objects)


if __name__ == "__main__":
    main()
