# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export, or "refresh of monitoring configuration": the engine takes the configuration up (oitc-api.md §14)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec
from .._errors import ApiError, TransportError
from .._plan import Item, Plan, Step
from .answers import SYSTEM
from .client import Client, Write

POLL_SECONDS = 1.0

SPEC = OITC_CONNECTION + ArgSpec(
    options={
        "launch": {"type": "bool", "default": True},
        "create_backup": {"type": "bool", "default": False},
        "wait": {"type": "bool", "default": True},
        "wait_timeout": {"type": "int", "default": 600},
    }
)


def plan_export(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan to launch an export. Only reads; fails when the server could not work one off.

    Without ``launch`` it waits for one that is running and plans nothing.
    """
    state = _read_state(client)
    patience = Patience(params["wait_timeout"])
    if not params["launch"]:
        wait = params["wait"] and not client.check_mode
        progress = _followed(client, state, patience) if wait else _progress(client)
        return Plan([Item("export", {"launched": False}, {"launched": False}, result={"export": progress})])
    launch = Launch("exports/launchExport", {"create_backup": int(params["create_backup"])}, patience=patience)
    item = Item("export", {"launched": False}, {"launched": True}, [Step("launch an export", launch)], {"export": None})

    def confirm(items: Sequence[Item]) -> None:
        items[0].result["export"] = _wait_for_end(client, patience) if params["wait"] else _progress(client)

    return Plan([item], confirm=confirm)


class Patience:
    """How long may be waited, counted from the first wait; ``pause`` is for tests."""

    def __init__(self, seconds: float, pause: Callable[[float], None] = time.sleep) -> None:
        self.seconds = seconds
        self._pause = pause
        self._end: float | None = None

    def wait(self, for_what: str) -> None:
        """Let a moment pass. Raises :class:`ApiError` when the time is over."""
        now = time.monotonic()
        self._end = now + self.seconds if self._end is None else self._end
        if now >= self._end:
            raise ApiError(
                f"{for_what} after {self.seconds:g} s",
                system=SYSTEM,
                method="export",
                reason="It goes on in the background: see wait_timeout, and the Refresh configuration page.",
            )
        self._pause(POLL_SECONDS)


@dataclass(frozen=True)
class Launch(Write):
    """Launches an export, after the one that may be running: that one may have read the configuration too early."""

    patience: Patience = field(default_factory=lambda: Patience(0))

    def send(self, client: Client) -> dict[str, Any]:
        while True:
            self._wait_for_running(client)
            try:
                return super().send(client)
            except TransportError as error:
                # A launch clears the list of tasks: if the last export still stands there, this one did not arrive.
                if error.delivered is False or _progress(client)["finished"]:
                    raise
                return {}
            except ApiError as error:
                # 500 without a text is also the answer while another one runs, launched since we looked.
                if error.code != 500 or not _read_state(client)["exportRunning"]:
                    raise

    def _wait_for_running(self, client: Client) -> None:
        while _read_state(client)["exportRunning"]:
            self.patience.wait("another export is still running")


def _read_state(client: Client) -> Mapping[str, Any]:
    try:
        state = client.get("exports/index", expect=("gearmanReachable", "isGearmanWorkerRunning", "exportRunning"))
    except ApiError as error:
        if error.code == 500:
            error.reason = "Is its background job server, gearmand, running? " + str(error.reason)
        raise
    for key, service in (("gearmanReachable", "gearmand"), ("isGearmanWorkerRunning", "gearman_worker")):
        if not state[key]:
            raise ApiError(
                "an export would never finish",
                system=SYSTEM,
                method="GET /exports/index",
                reason=f"The service {service} does not run on the server.",
            )
    return state


def _progress(client: Client) -> dict[str, Any]:
    body = client.get("exports/broadcast", expect=("tasks", "exportFinished", "exportSuccessfully"))
    tasks = [_task(task) for task in body["tasks"]]
    return {"finished": body["exportFinished"], "successful": body["exportSuccessfully"], "tasks": tasks}


def _task(task: Mapping[str, Any]) -> str:
    state = "running" if not task["finished"] else "done" if task["successfully"] else "failed"
    return f"{task['text']}: {state}"


def _followed(client: Client, state: Mapping[str, Any], patience: Patience) -> dict[str, Any]:
    """How the export that is running ends, or how the last one ended."""
    progress = _progress(client)
    return _wait_for_end(client, patience) if state["exportRunning"] or progress["finished"] else progress


def _wait_for_end(client: Client, patience: Patience) -> dict[str, Any]:
    progress = _progress(client)
    while not progress["finished"]:
        patience.wait("the export has not finished")
        progress = _progress(client)
    if not progress["successful"]:
        failed = [task for task in progress["tasks"] if task.endswith(": failed")]
        raise ApiError(
            "the export failed",
            system=SYSTEM,
            method="export",
            reason=" ".join([*(f"{task}." for task in failed), "Its Refresh configuration page shows why."]),
        )
    return progress
