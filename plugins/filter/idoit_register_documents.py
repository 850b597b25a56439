# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit_register_documents
short_description: What the CMDB should hold of hosts, out of their facts
version_added: 1.0.0
description:
  - Describes hosts by their facts, those of Linux distributions and of Windows, and maps the description to entries.
  - What the facts do not tell is not named, so that it is left alone in the CMDB.
  - It is what the role P(cmdbops.idoit_oitc.idoit_register#role) goes by.
author:
  - cmdbops contributors (@cmdbops)
positional: hostvars, mapping, types, title, generation
options:
  _input:
    description: The names of the hosts.
    type: list
    elements: str
    required: true
  hostvars:
    description: The variable C(hostvars), which holds the facts.
    type: dict
    required: true
  mapping:
    description:
      - Rules by category. Each has C(attributes), which are paths into the description of a machine.
      - The README of the role tells what else there is.
    type: dict
    required: true
  types:
    description: Rules for the object type. The first that fits counts.
    type: list
    elements: dict
    required: true
  title:
    description: Paths into the description. The first that tells something is the title of the object.
    type: list
    elements: str
    default: [hostname]
  generation:
    description: The generation of the server's API, as M(cmdbops.idoit_oitc.idoit_info) tells it.
    type: str
    default: modern
seealso:
  - plugin: cmdbops.idoit_oitc.idoit_register_identities
    plugin_type: filter
  - plugin: cmdbops.idoit_oitc.idoit_register_entries
    plugin_type: filter
"""

EXAMPLES = r"""
- name: What would be written about the model of each host?
  ansible.builtin.debug:
    msg: "{{ ansible_play_batch | cmdbops.idoit_oitc.idoit_register_documents(hostvars, mapping, types) }}"
  run_once: true
  vars:
    types: [{ type: C__OBJTYPE__SERVER }]
    mapping:
      C__CATG__MODEL:
        attributes: { manufacturer: vendor, title: product, serial: serial }
"""

RETURN = r"""
_value:
  description: What there is to register.
  type: dict
  contains:
    hosts:
      description:
        - Each with C(host), C(title), C(type), C(identity), C(entries) by category, and C(others), which are entries of
          objects that it refers to.
      type: list
      elements: dict
    without_facts:
      description: Hosts without facts.
      type: list
      elements: str
    problems:
      description: Hosts for which no object type fits or no title is told, with the reason.
      type: list
      elements: str
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def idoit_register_documents(
    hosts: Sequence[str],
    hostvars: Mapping[str, Any],
    mapping: Mapping[str, Any],
    types: Sequence[Mapping[str, Any]],
    title: Sequence[str] | str = ("hostname",),
    generation: str = "modern",
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._register.documents import documents
    from ..plugin_utils._register.mapping import MappingError

    try:
        return inert(documents(hosts, hostvars, mapping, types, title, generation))
    except MappingError as error:
        raise AnsibleFilterError(f"idoit_register_documents: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"idoit_register_documents": idoit_register_documents}
