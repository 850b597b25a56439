#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_hosttemplate
short_description: Manage host templates of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes and deletes host templates. What is not named is left alone.
  - Hosts that inherit a value follow its change.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.oitc_host.template
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
"""

EXAMPLES = r"""
- name: A host template
  cmdbops.idoit_oitc.oitc_hosttemplate:
    name: Linux server
    container: /root/Customer A
    check_command: check-host-alive
    check_command_args:
      Warning: 100.0,20%
      Critical: 500.0,80%
    check_interval: 120
    check_period: 24x7
    notify_period: 24x7
    contacts: [on call]
    hostgroups: [linux]
"""

RETURN = r"""
hosttemplate:
  description: The host template with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(hosttemplates)
  type: dict
  sample:
    id: 4
    name: Linux server
    container: /root/Customer A
    check_interval: 120
before:
  description: The host template before; null if there was none.
  returned: success, without O(hosttemplates)
  type: dict
after:
  description: The host template after; null if there is none any more.
  returned: success, without O(hosttemplates)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
unresolved:
  description: Names that check mode did not find; an earlier task must create them.
  returned: in check mode, when there are any
  type: list
  elements: str
results:
  description: For each item of O(hosttemplates) the values above and C(changed).
  returned: with O(hosttemplates)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.hosttemplates import SPEC, plan_hosttemplates
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_hosttemplates)


if __name__ == "__main__":
    main()
