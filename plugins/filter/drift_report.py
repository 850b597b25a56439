# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: drift_report
short_description: Where CMDB, facts and monitoring differ
version_added: 1.0.0
description:
  - Makes a report out of what the modules would change, as they say it in check mode.
  - It is what the playbook C(drift) reports.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description:
      - The C(hosts) and C(problems) of P(cmdbops.idoit_oitc.idoit_register_identities#filter), C(without_facts), and
        what the modules returned.
      - C(objects) are the results of M(cmdbops.idoit_oitc.idoit_object).
      - >-
        C(categories) is what P(cmdbops.idoit_oitc.idoit_register_entries#filter) returned, C(entries) the results of a
        loop over it with M(cmdbops.idoit_oitc.idoit_category).
    type: dict
    required: true
  monitoring:
    description:
      - C(wishes) as P(cmdbops.idoit_oitc.monitoring_plan#filter) returns its hosts, and as C(results) what
        M(cmdbops.idoit_oitc.oitc_host) returned for them.
      - C(gone) and C(skipped) are lists of hosts with a reason, C(problems) sentences.
    type: dict
    required: true
  looked_at:
    description: How many hosts there are.
    type: int
    required: true
"""

EXAMPLES = r"""
- name: Write the page
  ansible.builtin.copy:
    content: >-
      {{ documentation | cmdbops.idoit_oitc.drift_report(monitoring, 10) | cmdbops.idoit_oitc.report_html(page) }}
    dest: /var/www/html/drift.html
    mode: "0644"
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


def drift_report(documentation: Any, monitoring: Any, looked_at: int) -> Any:
    """See the documentation above."""
    from ..plugin_utils._reports.drift import drift

    return inert(drift(documentation, monitoring, looked_at))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"drift_report": drift_report}
