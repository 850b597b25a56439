# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: oitc
short_description: Hosts, groups and variables from openITCOCKPIT
version_added: 1.0.0
author:
  - cmdbops contributors (@cmdbops)
description:
  - Makes an inventory of the hosts of openITCOCKPIT. The name of the inventory file must end in C(oitc.yml) or
    C(oitc.yaml).
  - The lists of hosts are read in scroll mode, page by page. Hosts that were not exported yet and disabled hosts are
    in it, too.
  - If any part cannot be read, the inventory fails instead of losing hosts in silence; see O(allow_partial).
  - Text of the monitoring is never evaluated as a template; see O(trusted_vars).
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - Every option may be a template, for example a lookup of a secret. O(hostname) and the constructed options are
    evaluated per host.
  - Set E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) to V(true), so that Ansible ends when an inventory fails.
options:
  plugin:
    description: The name of this plugin.
    type: str
    required: true
    choices: [cmdbops.idoit_oitc.oitc]
  container:
    description:
      - Only hosts in this container, by its path such as V(/root/Tenant), or a dict with C(id).
    type: raw
  recursive:
    description:
      - Whether O(container) includes the containers in it.
    type: bool
    default: true
  monitoring:
    description:
      - Which hosts to read. V(monitored) ones were exported, V(not_monitored) ones were not yet.
    type: list
    elements: str
    choices: [monitored, not_monitored, disabled]
    default: [monitored, not_monitored, disabled]
  states:
    description:
      - Only hosts in one of these states.
    type: list
    elements: str
    choices: [up, down, unreachable]
  name_regex:
    description:
      - Only hosts whose name matches this regular expression.
    type: str
  hostname:
    description:
      - Rules for the name of a host in the inventory, V(name), V(address), V(uuid), or a template with the variables of
        the host. The first that gives a text wins.
    type: list
    elements: str
    default: [name]
  on_duplicate:
    description:
      - What to do when several hosts get the same name in the inventory.
      - V(fail) lists them. V(suffix_id) appends the host's id to each of the names. V(warn) and V(skip) keep the host
        with the lowest id, with and without a warning.
    type: str
    choices: [fail, warn, suffix_id, skip]
    default: fail
  trusted_vars:
    description:
      - Names of variables whose text may hold templates. Whoever may edit the host in openITCOCKPIT then runs code on
        the controller.
    type: list
    elements: str
    default: []
  group_by:
    description:
      - What to group hosts by, in plain Python. Containers are nested.
      - The API key of a user with the role C(Viewer) will do for all of them. V(hostgroup) costs one request per host
        group if the user may edit all host groups, because only their forms name their members, else one per host.
    type: list
    elements: str
    choices: [container, hostgroup, hosttemplate, satellite, state, monitoring, tag]
    default: []
  group_prefix:
    description:
      - What the names of all groups of O(group_by) begin with.
    type: str
    default: ''
  hosttemplates:
    description:
      - Whether to set the variable C(oitc_hosttemplate).
    type: bool
    default: false
  hostgroups:
    description:
      - Whether to set the variable C(oitc_hostgroups).
    type: bool
    default: false
  allow_partial:
    description:
      - Leave out what cannot be read, with a warning, instead of failing. What is incomplete is not cached.
    type: bool
    default: false
    env:
      - name: OITC_ALLOW_PARTIAL
seealso:
  - module: cmdbops.idoit_oitc.oitc_host
  - plugin: cmdbops.idoit_oitc.idoit
    plugin_type: inventory
"""

EXAMPLES = r"""
# prod.oitc.yml, with OITC_URL and OITC_API_KEY in the environment
plugin: cmdbops.idoit_oitc.oitc
group_by: [container, hostgroup, state]

# Everything that is monitored, to compare it with the CMDB:
#   ansible -i prod.idoit.yml -i prod.oitc.yml 'monitored:!documented' --list-hosts
# where prod.idoit.yml has the same with the group documented
---
plugin: cmdbops.idoit_oitc.oitc
monitoring: [monitored]
groups:
  monitored: true
"""

from typing import Any

from ..plugin_utils._inventory.plugin import Fetched, InventoryPlugin
from ..plugin_utils._inventory.shape import Shape
from ..plugin_utils._oitc_inventory import shaping
from ..plugin_utils._oitc_inventory.source import Source

CONNECTION = (
    "url",
    "api_key",
    "validate_certs",
    "ca_path",
    "client_cert",
    "client_key",
    "proxy",
    "timeout",
    "retries",
)
SELECTION = ("container", "recursive", "monitoring", "states", "name_regex")
SHAPING = ("hostname", "on_duplicate", "group_by", "group_prefix")


class InventoryModule(InventoryPlugin):
    NAME = "cmdbops.idoit_oitc.oitc"
    SUFFIXES = ("oitc.yml", "oitc.yaml")
    ENVIRONMENT = "OITC_"

    def fetch(self) -> Fetched:
        return Source(
            self.get_options_named(CONNECTION),
            self.get_options_named(SELECTION),
            **self._needed(),
            allow_partial=self.get_option("allow_partial"),
            log=self.log_call,
            warn=self.display.warning,
        ).read()

    def answer_options(self) -> dict[str, Any]:
        return {**self.get_options_named(("url", *SELECTION)), **self._needed()}

    def shape(self, data: dict[str, Any]) -> Shape:
        return shaping.shape(data, self.get_options_named(SHAPING), safe=self.safe_group_name, evaluate=self.evaluate)

    def check_options(self) -> None:
        shaping.check(self.get_options_named(SHAPING))

    def _needed(self) -> dict[str, bool]:
        """Which lists beside the hosts have to be read: by option, or because a group needs them."""
        group_by = self.get_option("group_by")
        return {f"{key}s": self.get_option(f"{key}s") or key in group_by for key in ("hosttemplate", "hostgroup")}
