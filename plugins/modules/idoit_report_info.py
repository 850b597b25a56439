#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: idoit_report_info
short_description: List reports of the i-doit CMDB, or read the rows of one
version_added: 1.0.0
description:
  - Without O(id) and O(title) it lists the reports, else it reads the rows of one, page by page.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_idoit
options:
  id:
    description: The id of a report. Mutually exclusive with O(title).
    type: int
  title:
    description: The title of a report, compared exactly. Several reports of the same title are an error.
    type: str
  strip_html:
    description: Whether to take the markup out of cells and to decode entities. Line breaks stay.
    type: bool
    default: false
  limit:
    description: The most rows to return.
    type: int
notes:
  - A report shows what its author put into it; this module hides nothing of it.
seealso:
  - plugin: cmdbops.idoit_oitc.idoit
    plugin_type: inventory
    description: Makes hosts of the objects in a report.
"""

EXAMPLES = r"""
- name: Which reports are there?
  cmdbops.idoit_oitc.idoit_report_info:
  register: all

- name: The rows of one
  cmdbops.idoit_oitc.idoit_report_info:
    title: Servers without contract
    strip_html: true
  register: servers

- name: Their titles
  ansible.builtin.debug:
    msg: "{{ servers.rows | map(attribute='Title') }}"
"""

RETURN = r"""
reports:
  description: The reports.
  returned: without O(id) and O(title)
  type: list
  elements: dict
  sample:
    - id: 11
      category: Global
      title: All servers
      description: Every server with its SYSID
      created: "2026-08-31 15:23:17"
report:
  description: The report that was read.
  returned: with O(id) or O(title)
  type: dict
rows:
  description: Its rows. The keys are the titles of the columns.
  returned: with O(id) or O(title)
  type: list
  elements: dict
  sample: [{Title: web01, SYSID: SYSID_1730365404}]
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.reports import REPORT_INFO, read_reports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(IDOIT_CONNECTION + REPORT_INFO, connect, read_reports)


if __name__ == "__main__":
    main()
