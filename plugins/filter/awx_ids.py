# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: awx_ids
short_description: The ids of resources that were just written to AWX
version_added: 1.0.0
description:
  - Tells under which ids the resources of P(cmdbops.idoit_oitc.awx_plan#filter) can be referred to.
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
seealso:
  - plugin: cmdbops.idoit_oitc.awx_plan
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Remember them
  ansible.builtin.set_fact:
    ids: "{{ written.results | cmdbops.idoit_oitc.awx_ids }}"
"""

RETURN = r"""
_value:
  description: Id by C(kind/name). V(0) stands for what is not there, since check mode did not make it.
  type: dict
  sample: { inventories/CMDB: 2 }
"""

from typing import Any

from ..plugin_utils._inventory.trust import inert


def awx_ids(written: Any) -> Any:
    """See the documentation above."""
    from ..plugin_utils._awx import known_ids

    return inert(known_ids(written))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"awx_ids": awx_ids}
