# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: awx_plan
short_description: What there is to write to AWX or Automation Controller
version_added: 1.0.0
description:
  - Compares descriptions of resources with the rows of the Controller.
  - It is what the playbook C(awx_setup) goes by; the files of C(extensions/awx) hold such descriptions.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description:
      - Descriptions of resources of one kind. C(kind/name) stands for another resource.
      - C(key) is the name of a resource, C(within) names resources within which it is unique.
      - C(fields) is what it holds, C(links) are fields that hold another resource.
      - C(needs) are names in C(fields.inputs) that a new one must have.
      - C(members) are a list of C(relation) and C(resource) that it must have; it may have others.
      - C(survey) is its survey, as a whole. C(awaits) is the status to wait for.
      - With C(existing) it must be there and is never made.
    type: list
    elements: dict
    required: true
  kind:
    description: The kind as the URLs of the API name it, such as V(job_templates).
    type: str
    required: true
  answer:
    description: The page that holds all rows of these names, as the API returns it.
    type: dict
    required: true
  ids:
    description: The ids of other resources, by C(kind/name). V(0) stands for one that check mode did not make.
    type: dict
    required: true
  update_secrets:
    description: Whether secrets are written that are there already. AWX does not show them, so they always differ.
    type: bool
    default: false
seealso:
  - plugin: cmdbops.idoit_oitc.awx_ids
    plugin_type: filter
  - plugin: cmdbops.idoit_oitc.awx_additions
    plugin_type: filter
"""

EXAMPLES = r"""
- name: What would be written
  ansible.builtin.debug:
    msg: "{{ inventories | cmdbops.idoit_oitc.awx_plan('inventories', answer.json, {'organizations/Default': 1}) }}"
  vars:
    inventories:
      - key: { name: CMDB }
        within: { organization: organizations/Default }
        fields: { description: Hosts as the CMDB documents them }
"""

RETURN = r"""
_value:
  description: One item per resource, in order.
  type: list
  elements: dict
  contains:
    label:
      description: C(kind/name).
      type: str
      sample: inventories/CMDB
    row:
      description: The row on the Controller. Empty if there is none.
      type: dict
    body:
      description: The fields that differ. Empty if there are none.
      type: dict
    problems:
      description: Why it cannot be written.
      type: list
      elements: str
    reads:
      description: URLs of members and survey that are to be read for P(cmdbops.idoit_oitc.awx_additions#filter).
      type: list
      elements: str
    awaits:
      description: The status to wait for, if any.
      type: str
"""

from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def awx_plan(resources: Any, kind: str, answer: Any, ids: Any, update_secrets: bool = False) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..plugin_utils._awx import plan

    try:
        return inert(plan(resources, kind, answer, ids, update_secrets))
    except ValueError as error:
        raise AnsibleFilterError(f"awx_plan: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"awx_plan": awx_plan}
