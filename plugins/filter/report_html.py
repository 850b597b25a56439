# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: report_html
short_description: A report as a page that a browser shows
version_added: 1.0.0
description:
  - Renders a report with a Jinja2 template. Every value is escaped, and none is evaluated.
  - It is what the playbooks C(drift) and C(audit_inventory) write their pages with.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: The report. The template knows it as C(report).
    type: dict
    required: true
  template:
    description: The text of the template.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Write the page
  ansible.builtin.copy:
    content: "{{ report | cmdbops.idoit_oitc.report_html(lookup('ansible.builtin.file', 'report.html.j2')) }}"
    dest: /var/www/html/report.html
    mode: "0644"
"""

RETURN = r"""
_value:
  description: The page.
  type: str
"""

from typing import Any

from ansible.errors import AnsibleFilterError
from jinja2 import TemplateError

from ..plugin_utils._inventory.trust import inert


def report_html(report: Any, template: str) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..plugin_utils._reports.html import render

    try:
        return inert(render(template, report))
    except TemplateError as error:
        raise AnsibleFilterError(f"report_html: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"report_html": report_html}
