# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: awx_additions
short_description: Members and surveys that resources of AWX lack
version_added: 1.0.0
description:
  - Compares members and surveys with those that P(cmdbops.idoit_oitc.awx_plan#filter) was given.
  - Members that are not described are left alone.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description:
      - The results of a loop with M(ansible.builtin.uri) over what P(cmdbops.idoit_oitc.awx_plan#filter) returned.
      - Items with nothing to write are skipped.
    type: list
    elements: dict
    required: true
  ids:
    description: Ids by C(kind/name), as P(cmdbops.idoit_oitc.awx_ids#filter) returns them.
    type: dict
    required: true
  read:
    description: The results of a loop with M(ansible.builtin.uri) over the C(reads) of the plan.
    type: list
    elements: dict
    required: true
seealso:
  - plugin: cmdbops.idoit_oitc.awx_plan
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Add what is missing
  ansible.builtin.uri:
    url: "{{ controller }}{{ item.url }}"
    method: POST
    body: "{{ item.body }}"
    body_format: json
    status_code: [200, 204]
  loop: "{{ written.results | cmdbops.idoit_oitc.awx_additions(ids, read.results) }}"
"""

RETURN = r"""
_value:
  description: What is to be sent with POST.
  type: list
  elements: dict
  contains:
    label:
      description: What it is.
      type: str
      sample: credentials/i-doit of job_templates/CMDB register
    url:
      description: Path of the relation or survey. Empty for a resource that check mode did not make.
      type: str
    body:
      description: The id of the member, or the survey.
      type: dict
"""

from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def awx_additions(written: Any, ids: Any, read: Any) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..plugin_utils._awx import additions

    try:
        return inert(additions(written, ids, read))
    except ValueError as error:
        raise AnsibleFilterError(f"awx_additions: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"awx_additions": awx_additions}
