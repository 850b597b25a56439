#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_category
short_description: Manage entries of any category of the i-doit CMDB
version_added: 1.0.0
description:
  - Creates, changes, archives, deletes, restores and purges the entries of an object in one category.
  - One module for all categories, custom ones included. The metadata of the server tells which attributes there are.
  - What is not named is left alone, an attribute that is V(null) is cleared. Nothing is written when nothing differs.
  - What was written is read back. A value that did not stick is a failure that names the attribute.
  - >-
    Old servers (API add-on 1.7) do not tell which manufacturer a model belongs to, so a model of another manufacturer
    with the wanted title counts as the wanted one.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.matching
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  object:
    <<: &object
      description:
        - The object whose entries are meant. Several objects that fit are an error which lists them.
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
          description: The constant of its object type, or the type's title in the request language.
          type: str
        match:
          description:
            - The value of an attribute that tells the object, such as a serial or inventory number.
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
              description:
                - The attribute, by key or label. It holds text, a number, an address, a date, yes or no, or a dialog.
                - One that refers to objects or entries is refused, one that holds a dialog needs the type.
              type: str
              required: true
            value:
              description: Its value, compared exactly.
              type: raw
              required: true
  category: &category
    description:
      - The category, by its constant such as V(C__CATG__IP), or by its title in the request language.
      - Constants are the ones of modern servers, such as V(C__CATG__NETWORK_PORT); for old servers they are translated.
    type: str
  data: &data
    description:
      - The attributes of one entry, by key or by label. Mutually exclusive with O(entries).
      - "Values of dialogs are named by title in the request language, or by constant; an id is written V({id: 5})."
      - >-
        Objects are named by title, or by V({title: …, type: …}), V({sysid: …}), V({id: …}) or
        V({match: {category: …, attribute: …, value: …}, type: …}).
      - >-
        Entries of categories are named by what they are called, by attributes such as V({mount_point: /}), or by
        V({id: …}).
      - >-
        Where they belong to other objects, such as DNS servers, gateways, the other ends of ports and licences, the
        object is named, too: V({object: dns01, ipv4_address: 192.0.2.53}), or
        V({object: {title: …, type: …}, title: eth0}).
      - The key C(id), which is no attribute, names an existing entry by its id.
    type: dict
  entries: &entries
    description:
      - The attributes of several entries, each as in O(data). Their order means nothing.
      - In assignments such as V(C__CATG__CONTACT) a list of objects is as many entries.
    type: list
    elements: dict
  match_by: &match_by
    description:
      - The attributes that tell which entry is meant, in categories that hold several. They are compared exactly.
      - Needed where the category has no natural key, or where the natural key is not given.
      - >-
        Natural keys are C(title) for C__CATG__ACCESS, BACKUP, CONNECTOR, CONTROLLER, CPU, GRAPHIC, MAIL_ADDRESSES,
        NETWORK_INTERFACE, NETWORK_LOG_PORT, PASSWD, POWER_CONSUMER, RAID, UNIVERSAL_INTERFACE and VERSION;
        C(title) or C(mac) for NETWORK_PORT; C(title) or C(unc_path) for SHARES; C(mount_point) or C(title) for DRIVE;
        C(serial) or C(title) for STORAGE_DEVICE; C(ipv4_address), C(ipv6_address) or C(hostname) for IP;
        C(application) with C(assigned_version), or C(application) for APPLICATION; C(contact) with C(role), or
        C(contact) for CONTACT; C(type) with C(key), or C(key) for IDENTIFIER; C(common_name) for CERTIFICATE;
        C(file) for FILE; C(member) for CLUSTER_MEMBERS; C(connected_object) for CLUSTER_MEMBERSHIPS, GROUP_MEMBERSHIPS,
        GUEST_SYSTEMS, IT_SERVICE_COMPONENTS and C__CATS__GROUP, PERSON_ASSIGNED_GROUPS, PERSON_GROUP_MEMBERS;
        C(object) for C__CATS__APPLICATION_ASSIGNED_OBJ and ORGANIZATION_PERSONS; C(variant) for
        C__CATS__APPLICATION_VARIANT; C(key) for C__CATS__LICENCE_LIST. The first one that is given whole counts.
    type: list
    elements: str
  state:
    <<: &state
      description:
        - What the entries are to be.
        - V(present) creates and changes them. One that is archived or deleted is brought back.
        - V(exact) is V(present), and takes away the other entries as O(purge_mode) says.
        - V(archived) and V(deleted) are record statuses of i-doit. A missing entry is left missing.
        - V(absent) purges them for good.
        - Categories that hold one entry per object know V(present) and V(absent) only.
      type: str
      choices: [present, absent, archived, deleted, exact]
    default: present
  purge_mode:
    <<: &purge_mode
      description:
        - What O(state=exact) does with entries that are not listed.
      type: str
      choices: [archive, delete, purge]
    default: archive
  allow_empty:
    <<: &allow_empty
      description:
        - Whether O(state=exact) may take away all entries, when O(entries) is empty.
      type: bool
    default: false
  create_dialog_values:
    description:
      - Whether values of a dialog+ that do not exist are created. Otherwise they are errors.
    type: bool
    default: false
  check_missing:
    description:
      - >-
        What check mode does with objects and entries, and with values of a dialog+, that are named by title and do not
        exist: an earlier task may be about to create them. V(warn) warns, lists them in RV(unresolved) and reports a
        change; V(fail) fails.
      - Without check mode they are errors. An id, a SYSID and a value of a plain dialog that do not exist always are.
    type: str
    choices: [warn, fail]
    default: warn
  objects:
    description:
      - Entries of many objects in one task, looked up and written together. Each takes the options above.
      - What is named beside it is the default of each. One that fails does not stop the others.
    type: list
    elements: dict
    suboptions:
      object: *object
      category: *category
      data: *data
      entries: *entries
      match_by: *match_by
      state: *state
      purge_mode: *purge_mode
      allow_empty: *allow_empty
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
  - module: cmdbops.idoit_oitc.idoit_dialog
notes:
  - Numbers may be given as numbers or text, dates as C(YYYY-MM-DD), money as a number, yes and no as booleans.
  - A bare number for a dialog is a title, never an id.
  - Passwords are compared, but not shown.
"""

EXAMPLES = r"""
- name: Connection options once for the whole play
  module_defaults:
    group/cmdbops.idoit_oitc.idoit:
      url: https://cmdb.example.com/i-doit
      api_key: "{{ idoit_api_key }}"
  block:
    - name: A category that holds one entry
      cmdbops.idoit_oitc.idoit_category:
        object: { title: web01, type: C__OBJTYPE__SERVER }
        category: C__CATG__MODEL
        data:
          manufacturer: Dell
          title: PowerEdge R750
          serial: ABC123
          service_tag: null # cleared
        create_dialog_values: true

    - name: Exactly these addresses, others are archived
      cmdbops.idoit_oitc.idoit_category:
        object: { title: web01, type: C__OBJTYPE__SERVER }
        category: C__CATG__IP
        entries:
          - ipv4_address: 192.0.2.5
            net: { title: Server net, type: C__OBJTYPE__LAYER3_NET }
            hostname: web01
            primary: true
          - ipv4_address: 192.0.2.6
            net: { title: Server net, type: C__OBJTYPE__LAYER3_NET }
        state: exact

    - name: Memory modules are told apart by their slot
      cmdbops.idoit_oitc.idoit_category:
        object: { sysid: SYSID_1730365404 }
        category: C__CATG__MEMORY
        entries:
          - { title: DIMM A1, capacity: 64, unit: GB }
          - { title: DIMM B1, capacity: 64, unit: GB }
        match_by: [title]
        create_dialog_values: true

    - name: The locations of many objects
      cmdbops.idoit_oitc.idoit_category:
        category: C__CATG__LOCATION
        objects:
          - object: { title: Room 101, type: C__OBJTYPE__ROOM }
            data: { parent: { title: Building 1, type: C__OBJTYPE__BUILDING } }
          - object: { title: Rack 1, type: C__OBJTYPE__ENCLOSURE }
            data: { parent: { title: Room 101, type: C__OBJTYPE__ROOM } }

    - name: A custom category, its fields by label
      cmdbops.idoit_oitc.idoit_category:
        object: { title: web01, type: C__OBJTYPE__SERVER }
        category: C__CATG__CUSTOM_FIELDS_MONITORING
        data:
          Monitored: true
          Notes: Not at night

    - name: Take an entry away for good
      cmdbops.idoit_oitc.idoit_category:
        object: { title: web01, type: C__OBJTYPE__SERVER }
        category: C__CATG__IP
        data: { ipv4_address: 192.0.2.6 }
        state: absent
"""

RETURN = r"""
object:
  description: The object, null in check mode if it is still to be created.
  returned: success, without O(objects)
  type: dict
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
entries:
  description:
    - The entries that were asked for, with all attributes that hold something.
    - The C(id) of a new one is null in check mode.
    - Dialog values are titles, objects are dicts of C(id), C(title) and C(type).
    - Empty after O(state=absent), O(state=archived) and O(state=deleted). With O(objects) in each of RV(results).
  returned: success, without O(objects)
  type: list
  elements: dict
  sample:
    - id: 5
      ipv4_address: 192.0.2.5
      net: { id: 26, title: Server net, type: C__OBJTYPE__LAYER3_NET }
      primary: true
before:
  description:
    - The entries before, each with C(id) and the named attributes.
    - Entries that are moved are whole, with their record C(status).
  returned: success, without O(objects)
  type: list
  elements: dict
after:
  description: The same after. The C(id) of a new one is null in check mode.
  returned: success, without O(objects)
  type: list
  elements: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: ["create C__CATG__IP of web01 (ipv4_address 192.0.2.5)"]
unresolved:
  description: Objects, entries and dialog values that check mode did not find.
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
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.categories import ENTRIES, plan_entries
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(IDOIT_CONNECTION + ENTRIES.spec(), connect, plan_entries)


if __name__ == "__main__":
    main()
