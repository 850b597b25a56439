#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_export
short_description: Export the configuration of openITCOCKPIT to the monitoring engine
version_added: 1.0.0
description:
  - Launches an export, which the web interface calls "refresh of monitoring configuration", and waits until it is
    finished.
  - New, changed, disabled and deleted objects take effect with it. New hosts are monitored and listed only then.
  - An export that is running already is waited for first, because it may have read the configuration before the change.
  - It launches an export each time it runs, so it is best used as a handler. An export with nothing new in it does no
    harm.
  - With C(-v) the progress is shown while it runs.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  idempotent:
    support: none
    details:
      - Each run launches an export. Use it as a handler.
options:
  launch:
    description:
      - Whether to launch an export. Without it the module waits for the one that is running and changes nothing.
      - When none is running, it tells how the last one ended, and fails if that failed.
    type: bool
    default: true
  create_backup:
    description: Whether the server makes a backup of its configuration first, which takes its time.
    type: bool
    default: false
  wait:
    description: Whether to wait for the end. The task fails when the export did. Check mode never waits.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most, for a running export and for the one launched together.
    type: int
    default: 600
seealso:
  - module: cmdbops.idoit_oitc.oitc_host
notes:
  - The role of the API key's user needs the right Exports.index.
"""

EXAMPLES = r"""
- name: Monitor the servers
  hosts: localhost
  tasks:
    - name: Register the host
      cmdbops.idoit_oitc.oitc_host:
        name: web01
        address: 192.0.2.10
        container: /root/Customer A
        hosttemplate: Linux server
      notify: Export the configuration
  handlers:
    - name: Export the configuration
      cmdbops.idoit_oitc.oitc_export:
      run_once: true

- name: Use what is exported
  hosts: localhost
  tasks:
    - name: Wait for an export that somebody else may have launched
      cmdbops.idoit_oitc.oitc_export:
        launch: false
        wait_timeout: 1800
"""

RETURN = r"""
steps:
  description: What was done, or would be in check mode.
  returned: success
  type: list
  elements: str
  sample: [launch an export]
export:
  description: What the export came to; null in check mode if one would be launched.
  returned: success
  type: dict
  contains:
    finished:
      description: Whether it is finished. Can be false without O(wait).
      type: bool
    successful:
      description: Whether it is finished without an error.
      type: bool
    tasks:
      description: The parts of the export and how each went.
      type: list
      elements: str
  sample:
    finished: true
    successful: true
    tasks: ["Create host configuration: done", "Verifying new configuration: done"]
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.exports import SPEC, plan_export
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_export)


if __name__ == "__main__":
    main()
