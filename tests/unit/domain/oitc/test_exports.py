# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports: launched, awaited, predicted; one that runs already is waited for."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, AuthError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import exports

from .conftest import Outcome, Server


def export(server: Server, **params: Any) -> Outcome:
    return server.run(exports.SPEC, exports.plan_export, **params)


def test_an_export_is_launched_and_awaited(server: Server) -> None:
    assert server.get("hosts/index")["all_hosts"] == []
    done = export(server)
    assert done.changed
    assert done.counters["exports_launched"] == 1
    assert done.result["export"]["finished"] is done.result["export"]["successful"] is True
    assert "Create host configuration: done" in done.result["export"]["tasks"]
    assert [row["Host"]["name"] for row in server.get("hosts/index")["all_hosts"]] == ["default host"]


def test_nothing_new_to_export_is_fine(server: Server) -> None:
    assert [export(server).changed for _twice in range(2)] == [True, True]


def test_check_mode_predicts_it(server: Server) -> None:
    predicted = export(server, check=True)
    assert predicted.changed
    assert predicted.result["export"] is None
    assert (predicted.writes, predicted.counters["exports_launched"]) == ({}, 0)


def test_without_launching_it_is_only_followed(server: Server) -> None:
    assert export(server, launch=False).result["export"] == {"finished": False, "successful": False, "tasks": []}
    export(server, wait=False)
    while not server.get("exports/index")["exportRunning"]:
        pass
    for check in (True, False):
        followed = export(server, launch=False, check=check)
        assert (followed.changed, followed.counters["exports_launched"]) == (False, 0)
        assert followed.result["export"]["finished"] is not check
    server.fault(kind="export_fails")
    with pytest.raises(ApiError, match="the export failed"):
        export(server)
    with pytest.raises(ApiError, match="the export failed"):
        export(server, launch=False)


def test_a_launch_whose_answer_is_lost_is_not_repeated(server: Server) -> None:
    server.fault(kind="reset", match="exports/launchExport")
    done = export(server)
    assert (done.changed, done.counters["exports_launched"]) == (True, 1)
    assert done.result["export"]["successful"] is True


def test_without_waiting(server: Server) -> None:
    assert export(server, wait=False).result["export"]["finished"] is False


def test_a_running_export_is_waited_for(server: Server) -> None:
    with server.connect() as client:
        client.post("exports/launchExport", {"create_backup": 0})
        while not client.get("exports/index")["exportRunning"]:
            pass
    done = export(server)
    assert done.counters["exports_launched"] == 1
    assert done.result["export"]["tasks"].count("Refresh of configuration finished: done") == 1


def test_an_export_that_fails_is_a_failure(server: Server) -> None:
    server.fault(kind="export_fails")
    with pytest.raises(ApiError, match=r"the export failed\. Verifying new configuration: failed"):
        export(server)


def test_an_export_that_never_ends_is_given_up(server: Server) -> None:
    server.fault(kind="export_hangs")
    with pytest.raises(ApiError, match="has not finished after 1 s"):
        export(server, wait_timeout=1)


@pytest.mark.parametrize(
    ("fault", "message"), [("gearman_down", "gearmand, running"), ("no_worker", "gearman_worker does not run")]
)
def test_a_server_without_its_services_is_told_apart(server: Server, fault: str, message: str) -> None:
    server.fault(kind=fault, times=0)
    for check in (True, False):
        with pytest.raises(ApiError, match=message):
            export(server, check=check)
    assert server.simulator.counters["exports_launched"] == 0


def test_the_missing_right_is_named(server: Server) -> None:
    server.fault(kind="missing_right", times=0, args={"right": "exports/index"})
    with pytest.raises(AuthError, match=r"lacks the right Exports\.index"):
        export(server)
