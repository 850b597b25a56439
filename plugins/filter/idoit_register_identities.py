# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit_register_identities
short_description: Which object of the CMDB each host is
version_added: 1.0.0
description:
  - Finds the object of each host by the strongest criterion that finds one.
  - >-
    What is not clear is a problem, and the host is left out. So it is where several objects fit, where two hosts would
    be one object, and where an object of the same title is known by another serial or name.
  - It is what the role P(cmdbops.idoit_oitc.idoit_register#role) goes by.
author:
  - cmdbops contributors (@cmdbops)
positional: objects, criteria
options:
  _input:
    description: Hosts as P(cmdbops.idoit_oitc.idoit_register_documents#filter) returns them.
    type: list
    elements: dict
    required: true
  objects:
    description:
      - Objects as M(cmdbops.idoit_oitc.idoit_object_info) returns them, with V(C__CATG__MODEL), V(C__CATG__IDENTIFIER)
        and V(C__CATG__IP).
      - Where a normal object fits, archived ones do not count.
    type: list
    elements: dict
    required: true
  criteria:
    description:
      - What identifies a host, the strongest first.
      - V(id) is the variable C(idoit_id), which hosts of an inventory out of the CMDB have.
    type: list
    elements: str
    choices: [id, serial, uuid, fqdn, title]
    default: [id, serial, uuid, fqdn, title]
seealso:
  - plugin: cmdbops.idoit_oitc.idoit_register_objects
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Which hosts does the CMDB not know?
  ansible.builtin.debug:
    msg: >-
      {{ (documents.hosts | cmdbops.idoit_oitc.idoit_register_identities(found.objects)).hosts
         | rejectattr('id') | map(attribute='host') }}
"""

RETURN = r"""
_value:
  description: What was found.
  type: dict
  contains:
    hosts:
      description: The hosts with C(id), which is null for a new one, and C(found_by), the criterion.
      type: list
      elements: dict
    problems:
      description: What is not clear, with the names of the hosts.
      type: list
      elements: str
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def idoit_register_identities(
    hosts: Sequence[Mapping[str, Any]],
    objects: Sequence[Mapping[str, Any]],
    criteria: Sequence[str] | None = None,
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._register.identity import CRITERIA, CriterionError, identify

    try:
        return inert(identify(hosts, objects, CRITERIA if criteria is None else criteria))
    except CriterionError as error:
        raise AnsibleFilterError(f"idoit_register_identities: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"idoit_register_identities": idoit_register_identities}
