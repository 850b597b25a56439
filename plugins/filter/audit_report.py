# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_report
short_description: What is wrong with an inventory in the CMDB
version_added: 1.0.0
description:
  - >-
    Finds objects without address, titles, serial numbers and addresses that are there several times, and contacts
    that lead nowhere.
  - It is what the playbook C(audit_inventory) reports.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description:
      - Objects as M(cmdbops.idoit_oitc.idoit_object_info) returns them, with V(C__CATG__MODEL), V(C__CATG__IP) and
        V(C__CATG__CONTACT).
    type: list
    elements: dict
    required: true
  contacts:
    description: Whoever can be a contact, in every record status.
    type: list
    elements: dict
    required: true
"""

EXAMPLES = r"""
- name: Is an address assigned twice?
  ansible.builtin.debug:
    msg: "{{ (found.objects | cmdbops.idoit_oitc.audit_report(people.objects)).summary.addresses }}"
"""

RETURN = r"""
_value:
  description:
    - The report, as P(cmdbops.idoit_oitc.report_html#filter) takes it.
    - It has C(title), C(looked_at), C(findings), C(summary) with a number per section, and C(sections) with C(rows).
  type: dict
"""

from typing import Any

from ..plugin_utils._inventory.trust import inert


def audit_report(objects: Any, contacts: Any) -> Any:
    """See the documentation above."""
    from ..plugin_utils._reports.audit import audit

    return inert(audit(objects, contacts))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"audit_report": audit_report}
