# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""exports: launch one, watch it, verify (oitc-api.md §14)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..envelope import InternalError
from ..php import is_empty
from ..routing import action

_SUCCESS = "Refresh of monitoring configuration successfully!"


@action("exports", "index")
def index(call: Call) -> dict[str, Any]:
    """500 without gearman (contracts/oitc/224)."""
    export = call.world.export
    if not export.gearman_up:
        raise InternalError
    return {
        "gearmanReachable": True,
        "isGearmanWorkerRunning": export.worker_up,
        "exportRunning": export.running,
        "tasks": export.tasks(call.user.zone) if export.running else [],
        "useSingleInstanceSync": False,
        "satellites": [],
    }


@action("exports", "launchExport", angular=True, post=True)
def launch(call: Call) -> dict[str, Any]:
    """Returns at once; a backup is made unless it is declined."""
    call.world.export.launch(with_backup=not is_empty(call.data.get("create_backup", 1)))
    return {"success": True}


@action("exports", "broadcast", angular=True)
def broadcast(call: Call) -> dict[str, Any]:
    finished, successfully = call.world.export.verdict()
    return {
        "tasks": call.world.export.tasks(call.user.zone),
        "exportFinished": finished,
        "exportSuccessfully": successfully,
        "successMessage": _SUCCESS,
    }


@action("exports", "verifyConfig", angular=True, post=True)
def verify(_call: Call) -> dict[str, Any]:
    """What the stand-in engine of the recorded server said (contracts/oitc/223)."""
    text = "Stand-in: Things look okay - No serious problems were detected during the pre-flight check"
    return {
        "result": {"nagios": {"hasError": False, "output": [text]}, "prometheus": {"hasError": False, "output": []}}
    }
