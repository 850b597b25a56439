# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit
short_description: Hosts, groups and variables from the i-doit CMDB
version_added: 1.0.0
author:
  - cmdbops contributors (@cmdbops)
description:
  - Makes an inventory of objects of i-doit. The name of the inventory file must end in C(idoit.yml) or C(idoit.yaml).
  - Objects and their categories are read page by page, never one by one, and grouped in plain Python.
  - If any part cannot be read, the inventory fails instead of losing hosts in silence; see O(allow_partial).
  - Text of the CMDB is never evaluated as a template; see O(trusted_vars).
  - Password attributes are removed on arrival, unless an option names the attribute.
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - Every option may be a template, for example a lookup of a secret. O(hostname), O(ansible_host) and the constructed
    options are evaluated per host.
  - In AWX and Automation Controller, give the connection by a credential that sets the environment variables.
    Inventory updates take no extra variables.
  - Set E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) to V(true), so that Ansible ends when an inventory fails.
  - Ansible keeps what is in the inventory when an expression fails with O(strict); everything else is checked
    before the first host is added.
options:
  plugin:
    description: The name of this plugin.
    type: str
    required: true
    choices: [cmdbops.idoit_oitc.idoit]
  object_types:
    description:
      - Constants of object types, for example V(C__OBJTYPE__SERVER). Objects of any of them are hosts.
      - At least one of O(object_types), O(filter), O(query), O(ids), O(report), O(location) and O(relation) is needed.
        Objects have to meet all that are given.
    type: list
    elements: str
    default: []
    env:
      - name: IDOIT_OBJECT_TYPES
  filter:
    description:
      - A filter as C(cmdb.objects.read) knows it, with the keys C(type), C(type_group), C(title), C(sysid), C(email),
        C(changed_after) and others. Titles are matched exactly.
      - Objects that the server answers although their type, title, sysid, status or dates are others are left out, with
        a warning.
    type: dict
    default: {}
  query:
    description:
      - Conditions on attributes, each joined to all before it by its O(query[].operator), as in
        M(cmdbops.idoit_oitc.idoit_object_info).
      - The search of the server only narrows what is read; the comparison that counts is made by the plugin.
      - Where the server cannot search, for example in custom categories or for operators other than V(=) and V(like),
        another criterion is needed, too.
    type: list
    elements: dict
    default: []
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
          - How to compare. V(like) takes V(*) for any text. An attribute that is empty meets no comparison.
          - What has a title, such as a dialog, is compared with its title or constant, or as a dict with its C(id).
        type: str
        choices: ["=", "!=", "<>", like, not like, ">", ">=", "<", "<="]
        default: "="
      value:
        description: What to compare with.
        type: raw
        required: true
      operator:
        description: How the condition is joined to those before it.
        type: str
        choices: [AND, OR]
        default: AND
  ids:
    description:
      - Ids of objects. One that does not exist is an error.
    type: list
    elements: int
  report:
    description:
      - A report of i-doit whose rows choose the objects.
    type: dict
    suboptions:
      id:
        description: The id of the report.
        type: int
        required: true
      id_column:
        description: The title of the column that holds the ids of the objects.
        type: str
        required: true
  location:
    description:
      - Only what is in this location, at any depth. A title, or a dict with C(id), or with C(title) and C(type).
    type: raw
  relation:
    description:
      - Only objects that are related to this one.
    type: dict
    suboptions:
      object:
        description: A title, or a dict with C(id), or with C(title) and C(type).
        type: raw
        required: true
      type:
        description: The constant of a relation type, for example V(C__RELATION_TYPE__SOFTWARE). All types if not given.
        type: str
      direction:
        description: V(out) leads from the master of a relation to the slave, V(in) the other way.
        type: str
        choices: [both, out, in]
        default: both
      depth:
        description: How many relations away the objects may be.
        type: int
        default: 1
  cmdb_status:
    description:
      - Only objects with one of these CMDB statuses, by constant, title or id.
    type: list
    elements: str
    default: []
  status:
    description:
      - The record status of the objects. The variable C(idoit_status) tells it, for example for AWX's C(enabled_var).
    type: list
    elements: str
    choices: [normal, archived, deleted, template, mass_change_template]
    default: [normal]
  categories:
    description:
      - Constants of categories that become variables, for example V(C__CATG__MODEL) the variable C(idoit_model).
      - A category that holds one entry is a dict, one that holds several is a list of dicts.
      - What is empty in i-doit is not defined, so that the filter C(default) applies.
      - A dialog is its title, a reference to an object a dict with C(id) and C(title), an IP address its text.
      - What O(hostname), O(ansible_host), O(hostvars), O(group_by) and O(group_vars) need is read without being named
        here.
    type: list
    elements: str
    default: []
  raw_categories:
    description:
      - The same, with the attributes as the API answers them.
    type: list
    elements: str
    default: []
  hostname:
    description:
      - Rules for the name of a host. The first that gives a text wins; without any the name is made of the object's id.
      - V(title), V(sysid), V(id), V(fqdn) and V(hostname) (both of the primary address), V(primary_address),
        an attribute such as V(C__CATG__ACCOUNTING.inventory_no), or a template with the variables of the host.
      - An attribute of a custom category is named by its key or by its label, here as in all options.
    type: list
    elements: str
    default: [title]
  ansible_host:
    description:
      - Rules for the variable C(ansible_host). The first that gives a text wins; without any it is not set.
      - V(primary_address), V(address) (the primary, or else the first active one), V(management_address) (of the
        assigned management controller), or any rule of O(hostname).
    type: list
    elements: str
    default: [primary_address]
  without_address:
    description:
      - What to do with objects for which O(ansible_host) finds nothing.
    type: str
    choices: [keep, skip]
    default: keep
  on_duplicate:
    description:
      - What to do when several objects get the same host name.
      - V(fail) lists them. V(suffix_id) appends the object's id to each of the names. V(warn) and V(skip) keep
        the object with the lowest id, with and without a warning.
    type: str
    choices: [fail, warn, suffix_id, skip]
    default: fail
  hostvars:
    description:
      - Further variables, by name, for example C(serial) with the value V(C__CATG__MODEL.serial).
      - A category that holds several entries gives a list.
    type: dict
    default: {}
  hostvars_prefix:
    description:
      - What the variables of O(categories) begin with.
    type: str
    default: idoit_
  trusted_vars:
    description:
      - Names of variables whose text may hold templates. Whoever may edit the object in i-doit then runs
        code on the controller.
    type: list
    elements: str
    default: []
  group_by:
    description:
      - What to group hosts by, in plain Python, some hundred times as fast as O(keyed_groups).
      - Keys are V(object_type), V(type_group), V(cmdb_status), V(location) (nested), V(contact), V(contact_role),
        V(tag), V(net), V(operating_system), V(application), V(cluster), V(virtual_host), or any attribute such as
        V(C__CATG__MODEL.manufacturer), also of custom categories, by key or by label.
      - An element is a key, or a dict with C(key), C(prefix) (of the groups' names, instead of one that tells the key)
        and, for V(location), C(naming), V(title) or V(path).
      - Different objects with the same title make different groups, told apart by their ids.
    type: list
    elements: raw
    default: []
  group_prefix:
    description:
      - What the names of all groups of O(group_by) begin with.
    type: str
    default: ''
  group_vars:
    description:
      - Variables of the groups of O(group_by). Keys are V(location) and V(net); the value is a dict of variables, as in
        O(hostvars), of the container or the layer-3 net that the group stands for.
    type: dict
    default: {}
  page_size:
    description:
      - How many objects are read with their categories in one request. Less if the server runs out of memory.
    type: int
    default: 100
    env:
      - name: IDOIT_PAGE_SIZE
  workers:
    description:
      - How many connections read at the same time.
    type: int
    default: 4
    env:
      - name: IDOIT_WORKERS
  allow_partial:
    description:
      - Leave out what cannot be read, with a warning, instead of failing. What is incomplete is not cached.
    type: bool
    default: false
    env:
      - name: IDOIT_ALLOW_PARTIAL
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
  - module: cmdbops.idoit_oitc.idoit_category
"""

EXAMPLES = r"""
# prod.idoit.yml, with IDOIT_URL, IDOIT_API_KEY, IDOIT_USERNAME and IDOIT_PASSWORD in the environment
plugin: cmdbops.idoit_oitc.idoit
object_types: [C__OBJTYPE__SERVER, C__OBJTYPE__VIRTUAL_SERVER]
group_by: [object_type, cmdb_status, location]

# The key from a vault, variables, and groups that only Jinja can make
---
plugin: cmdbops.idoit_oitc.idoit
url: https://cmdb.example.com/i-doit
api_key: "{{ lookup('ansible.builtin.file', '~/.idoit-key') }}"
object_types: [C__OBJTYPE__SERVER]
cmdb_status: [C__CMDB_STATUS__IN_OPERATION]
hostname: [fqdn, title]
ansible_host: [management_address, primary_address]
categories: [C__CATG__MODEL, C__CATG__CPU]
hostvars:
  serial: C__CATG__MODEL.serial
  backup_plan: C__CATG__CUSTOM_FIELDS_BACKUP.Backup plan
group_by:
  - key: location
    prefix: site
    naming: path
  - C__CATG__MODEL.manufacturer
group_vars:
  net:
    netmask: C__CATS__NET.netmask
groups:
  large: idoit_cpu | length > 4
compose:
  ansible_user: "'root' if idoit_type == 'C__OBJTYPE__SERVER' else 'admin'"
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: ~/.cache/idoit

# Servers of one manufacturer; objects that the search of i-doit finds are compared again
---
plugin: cmdbops.idoit_oitc.idoit
object_types: [C__OBJTYPE__SERVER]
query:
  - category: C__CATG__MODEL
    attribute: manufacturer
    value: Dell

# Everything in one data centre that runs an application, for AWX: enabled_var idoit_status, enabled_value normal
---
plugin: cmdbops.idoit_oitc.idoit
location: {title: Berlin 1, type: C__OBJTYPE__BUILDING}
relation:
  object: {title: PostgreSQL, type: C__OBJTYPE__APPLICATION}
  type: C__RELATION_TYPE__SOFTWARE
status: [normal, archived]
on_duplicate: suffix_id
"""

from typing import Any

from ..module_utils._errors import InputError
from ..plugin_utils._idoit_inventory.selection import Selection
from ..plugin_utils._idoit_inventory.settings import Settings
from ..plugin_utils._idoit_inventory.shaping import shape
from ..plugin_utils._idoit_inventory.snapshot import Snapshot
from ..plugin_utils._idoit_inventory.source import Source
from ..plugin_utils._inventory.plugin import Fetched, InventoryPlugin
from ..plugin_utils._inventory.shape import Shape

CONNECTION = (
    "url",
    "api_key",
    "username",
    "password",
    "language",
    "validate_certs",
    "ca_path",
    "client_cert",
    "client_key",
    "proxy",
    "timeout",
    "retries",
)
SELECTION = ("object_types", "filter", "query", "ids", "report", "location", "relation", "cmdb_status", "status")
SETTINGS = (
    "hostname",
    "ansible_host",
    "without_address",
    "on_duplicate",
    "categories",
    "raw_categories",
    "hostvars",
    "hostvars_prefix",
    "group_by",
    "group_prefix",
    "group_vars",
)


class InventoryModule(InventoryPlugin):
    NAME = "cmdbops.idoit_oitc.idoit"
    SUFFIXES = ("idoit.yml", "idoit.yaml")
    ENVIRONMENT = "IDOIT_"

    def check_options(self) -> None:
        for name in ("workers", "page_size"):
            if self.get_option(name) < 1:
                raise InputError(f"{name} must be at least 1")
        Selection.from_options(self.get_options_named(SELECTION))
        self._settings()

    def fetch(self) -> Fetched:
        source = Source(
            self.get_options_named(CONNECTION),
            Selection.from_options(self.get_options_named(SELECTION)),
            self._settings(),
            workers=self.get_option("workers"),
            page_size=self.get_option("page_size"),
            allow_partial=self.get_option("allow_partial"),
            log=self.log_call,
            warn=self.display.warning,
        )
        return source.read()

    def answer_options(self) -> dict[str, Any]:
        settings = self._settings()
        return {
            **self.get_options_named(SELECTION),
            **self.get_options_named(("url", "username", "language")),
            "categories": settings.host_categories,
            "place_categories": settings.place_categories,
            "net_categories": settings.net_categories,
            "controllers": settings.needs_controllers,
            "named": sorted(settings.named),
            "custom": sorted(settings.custom),
        }

    def shape(self, data: dict[str, Any]) -> Shape:
        return shape(Snapshot.from_json(data), self._settings(), safe=self.safe_group_name, evaluate=self.evaluate)

    def _settings(self) -> Settings:
        return Settings.from_options(self.get_options_named(SETTINGS))
