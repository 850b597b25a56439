# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds, state that is kept, many hosts, and the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from .api import Api

ROOT = Path(__file__).parents[4]


def test_state_is_kept_in_a_directory(tmp_path: Path) -> None:
    for expected in ([], ["kept"]):
        simulator = create(seed="demo", state_dir=str(tmp_path))
        with running(simulator) as url:
            api = Api(url, simulator)
            assert [item["title"] for item in api.call("cmdb.objects.read", filter={"type": 5})] == expected
            if not expected:
                api.server("kept")
        simulator.close()


def test_many_hosts_are_the_same_every_time() -> None:
    seen = []
    for _unused in range(2):
        simulator = create(hosts=300)
        with running(simulator) as url:
            wanted = ["C__CATG__IP", "C__CATG__MODEL", "C__CATG__LOCATION", "C__CATG__CONTACT"]
            page = Api(url, simulator).call("cmdb.objects.read", filter={"type": 5}, categories=wanted, limit="255,2")
            seen.append(
                [(i["id"], i["title"], i["categories"]["C__CATG__IP"][0]["ipv4_address"]["ref_title"]) for i in page]
            )
            assert all(len(item["categories"][const]) == 1 for item in page for const in wanted)
        simulator.close()
    assert seen[0] == seen[1] == [(280, "bulk-000256", "10.0.1.0"), (281, "bulk-000257", "10.0.1.1")]


def test_new_objects_follow_the_many(modern: Api) -> None:
    simulator = create(hosts=10)
    with running(simulator) as url:
        api = Api(url, simulator)
        number = api.server("after")
        assert api.call("cmdb.object.read", id=number)["title"] == "after"
        assert api.save(number, "C__CATG__MODEL", {"serial": "x"}) == 11
    simulator.close()
    assert modern.server() == 23


@pytest.mark.parametrize("profile", ["modern", "modern-doc", "legacy"])
def test_the_command_says_where_it_is_and_ends_with_its_stdin(profile: str) -> None:
    environment = {**os.environ, "SIM_EXIT_WITH_STDIN": "1", "SIM_ONLY": "idoit", "IDOIT_PROFILE": profile}
    command = [sys.executable, "-m", "tests.simulators"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        ready = json.loads(process.stdout.readline())
        assert set(ready["idoit"]) == {"url", "api_key", "username", "password"}
        process.stdin.close()
        assert process.wait(timeout=10) == 0
