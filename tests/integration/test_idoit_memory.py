# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module takes of the machine it runs on when it lists very many objects."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.simulators import idoit as idoit_simulator
from tests.simulators.server import running

HOSTS, PAGE, MEGABYTES = 10_000, 500, 200

#: Runs the module as Ansible does, in a process of its own, and tells the most memory that this process ever had.
DRIVER = """
import re, sys
from ansible_collections.cmdbops.idoit_oitc.plugins.modules import idoit_object_info
try:
    idoit_object_info.main()
finally:
    status = open("/proc/self/status").read()
    print(re.search(r"VmHWM:\\s+(\\d+) kB", status).group(1), file=sys.stderr)
"""


def test_ten_thousand_objects_in_few_requests_and_little_memory(tree: Path, tmp_path: Path) -> None:
    simulator = idoit_simulator.create(hosts=HOSTS)
    with running(simulator) as url:
        connection = {"url": url, "api_key": simulator.api_key, "username": "admin", "password": "admin"}
        options = {**connection, "types": ["C__OBJTYPE__SERVER"], "_ansible_remote_tmp": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            input=json.dumps({"ANSIBLE_MODULE_ARGS": options}),
            env={**os.environ, "PYTHONPATH": str(tree)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        requests = simulator.counters["http_requests"]
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["objects"]) == HOSTS
    assert requests <= HOSTS / PAGE + 5
    assert int(done.stderr.split()[-1]) / 1024 < MEGABYTES
