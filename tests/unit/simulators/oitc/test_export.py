# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export and its faults (oitc-api.md §14)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api


def launch(api: Api) -> int:
    return api.send("POST", "/exports/launchExport.json", {"angular": "true"}, {"create_backup": 0}).status_code


def progress(api: Api) -> dict[str, Any]:
    return api.get("/exports/broadcast.json")


def test_runs_in_the_background(api: Api) -> None:
    assert launch(api) == 200
    assert progress(api)["tasks"] == []
    assert api.get("/exports/index.json")["exportRunning"] is False
    api.pass_time(0.3)
    running = progress(api)
    assert (running["exportFinished"], api.get("/exports/index.json")["exportRunning"]) == (False, True)
    assert {task["finished"] for task in running["tasks"]} == {0, 1}
    api.pass_time(0.3)
    assert (progress(api)["exportFinished"], progress(api)["exportSuccessfully"]) == (True, True)
    assert api.get("/exports/index.json")["exportRunning"] is False


def test_second_launch_is_refused_only_once_the_first_is_seen(api: Api) -> None:
    assert (launch(api), launch(api)) == (200, 200)
    api.pass_time(0.3)
    assert launch(api) == 500
    api.pass_time(0.3)
    assert launch(api) == 200
    assert api.simulator.counters["exports_launched"] == 3


def test_the_next_export_starts_with_a_clean_list(api: Api) -> None:
    api.export()
    first = progress(api)["tasks"]
    api.pass_time(1)
    launch(api)
    assert progress(api)["exportFinished"] is False
    api.pass_time(1)
    assert [task["task"] for task in progress(api)["tasks"]] == [task["task"] for task in first]


def test_backup_is_made_unless_declined(api: Api) -> None:
    api.post("/exports/launchExport.json", {})
    api.pass_time(1)
    assert "export_create_backup" in [task["task"] for task in progress(api)["tasks"]]


@pytest.mark.parametrize("fault", ["gearman_down", "no_worker", "export_hangs", "export_fails"])
def test_faults(api: Api, fault: str) -> None:
    host = api.add_host()
    api.simulator.faults.replace([{"kind": fault, "times": 0}])
    assert launch(api) == (500 if fault == "gearman_down" else 200)
    api.pass_time(3600)
    end = progress(api)
    assert (end["exportFinished"], end["exportSuccessfully"]) == (fault == "export_fails", False)
    assert [row["Host"]["id"] for row in api.get("/hosts/notMonitored.json")["all_hosts"]] == [1, host]


def test_a_slow_export(api: Api) -> None:
    api.simulator.faults.replace([{"kind": "slow_export", "args": {"seconds": 60}}])
    launch(api)
    api.pass_time(50)
    assert progress(api)["exportFinished"] is False
    api.pass_time(11)
    assert progress(api)["exportFinished"] is True


def test_an_edit_alone_changes_nothing_for_the_engine(api: Api) -> None:
    api.add_host()
    api.pass_time(3600)
    assert api.get("/hosts/index.json")["all_hosts"] == []
