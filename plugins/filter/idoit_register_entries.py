# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit_register_entries
short_description: Hosts as lists of entries, one list per category
version_added: 1.0.0
description:
  - Makes the lists that M(cmdbops.idoit_oitc.idoit_category) takes, in the order of the mapping.
  - It is what the role P(cmdbops.idoit_oitc.idoit_register#role) goes by.
author:
  - cmdbops contributors (@cmdbops)
positional: mapping, results
options:
  _input:
    description: Hosts as P(cmdbops.idoit_oitc.idoit_register_identities#filter) returns them.
    type: list
    elements: dict
    required: true
  mapping:
    description: The mapping that P(cmdbops.idoit_oitc.idoit_register_documents#filter) took.
    type: dict
    required: true
  results:
    description:
      - What M(cmdbops.idoit_oitc.idoit_object) returned for the list of
        P(cmdbops.idoit_oitc.idoit_register_objects#filter). Hosts that failed there are left out.
    type: list
    elements: dict
    required: true
seealso:
  - module: cmdbops.idoit_oitc.idoit_category
"""

EXAMPLES = r"""
- name: Entries, one task per category
  cmdbops.idoit_oitc.idoit_category:
    category: "{{ item.category }}"
    objects: "{{ item.objects }}"
  loop: "{{ known.hosts | cmdbops.idoit_oitc.idoit_register_entries(mapping, objects.results) }}"
  loop_control:
    label: "{{ item.category }}"
"""

RETURN = r"""
_value:
  description: Each with C(category), and C(objects) as M(cmdbops.idoit_oitc.idoit_category) takes them.
  type: list
  elements: dict
  sample:
    - category: C__CATG__MODEL
      objects: [{ object: { id: 42 }, entries: [{ serial: ABC123 }] }]
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..plugin_utils._inventory.trust import inert


def idoit_register_entries(
    hosts: Sequence[Mapping[str, Any]],
    mapping: Mapping[str, Any],
    results: Sequence[Mapping[str, Any]],
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._register.items import category_items

    return inert(category_items(hosts, mapping, results))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"idoit_register_entries": idoit_register_entries}
