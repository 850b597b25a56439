#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_info
short_description: Tell version, user and missing rights of an openITCOCKPIT server
version_added: 1.0.0
description:
  - Reads who the API key acts as, the version of the server, and which rights the modules of this collection lack.
  - A good first task to check a connection with.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.reads
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
"""

EXAMPLES = r"""
- name: Check the connection
  cmdbops.idoit_oitc.oitc_info:
    url: https://monitoring.example.com
    api_key: "{{ oitc_api_key }}"
  register: server

- name: Stop if hosts cannot be managed with this key
  ansible.builtin.assert:
    that: server.missing_rights.oitc_host is not defined
    fail_msg: "The role lacks {{ server.missing_rights.oitc_host | default([]) | join(', ') }}"
"""

RETURN = r"""
version:
  description: The version of openITCOCKPIT.
  returned: success
  type: str
  sample: 5.3.0
user:
  description: The user of the API key.
  returned: success
  type: dict
  sample: {id: 1, email: admin@example.org, firstname: Demo, lastname: Admin, timezone: Europe/Berlin, i18n: en_US}
has_root_privileges:
  description: Whether the user has rights on the container V(/root).
  returned: success
  type: bool
modules:
  description: The modules of the server that are installed.
  returned: success
  type: list
  elements: str
missing_rights:
  description: Per module of this collection the rights that the user's role lacks; modules that lack none are left out.
  returned: success
  type: dict
  sample: {oitc_export: [Exports.index]}
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.info import SPEC, read_info
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run_info


def main() -> None:
    run_info(SPEC, connect, read_info)


if __name__ == "__main__":
    main()
