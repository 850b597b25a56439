# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as a page. The texts in it are of the CMDB, where anybody may have written them: all of them are escaped.

Ansible's own templating escapes nothing, and would evaluate what looks like a template: this environment is apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


def render(template: str, report: Mapping[str, Any]) -> str:
    """The page that a Jinja2 template makes of a report; raises jinja2.TemplateError."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(template).render(report=report)
