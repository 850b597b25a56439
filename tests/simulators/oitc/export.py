# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export ("refresh of the monitoring configuration"), worked off in the background (oitc-api.md §14)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..wire import Faults
from .clock import in_user_format
from .engine import Engine
from .envelope import InternalError
from .store import Row, Store

# Task and text in the order of the worker; the shares of the duration at which each begins and ends.
_STEPS = (
    ("export_started", "Started refresh of monitoring configuration", 0.2, 1.0),
    ("export_delete_old_configuration", "Delete old configuration", 0.25, 0.4),
    ("before_export_external_tasks", "Execute pre export tasks", 0.4, 0.4),
    ("export_create_default_config", "Create default configuration", 0.4, 0.6),
    ("export_hosttemplates", "Create hosttemplate configuration", 0.4, 0.6),
    ("export_hosts", "Create host configuration", 0.4, 0.6),
    ("export_commands", "Create command configuration", 0.4, 0.6),
    ("export_contacts", "Create contact configuration", 0.4, 0.6),
    ("export_contactgroups", "Create contact group configuration", 0.4, 0.6),
    ("export_timeperiods", "Create timeperiod configuration", 0.4, 0.6),
    ("export_hostgroups", "Create host group configuration", 0.4, 0.6),
    ("export_hostescalations", "Create host escalation configuration", 0.4, 0.6),
    ("export_servicetemplates", "Create servicetemplate configuration", 0.4, 0.6),
    ("export_services", "Create service configuration", 0.4, 0.6),
    ("export_serviceescalations", "Create service escalation configuration", 0.4, 0.6),
    ("export_servicegroups", "Create service group configuration", 0.4, 0.6),
    ("export_hostdependencies", "Create host dependency configuration", 0.4, 0.6),
    ("export_servicedependencies", "Create service dependency configuration", 0.4, 0.6),
    ("export_userdefinedmacros", "Export user defined macros", 0.4, 0.6),
    ("after_export_external_tasks", "Execute post export tasks", 0.6, 0.7),
    ("export_verify_new_configuration", "Verifying new configuration", 0.7, 0.8),
    ("is_monitoring_engine_running", "Check if monitoring engine is running", 0.8, 0.8),
    ("export_reload_monitoring", "Reloading monitoring engine", 0.8, 0.9),
    ("export_after_export_command", "Execute after export command", 0.9, 1.0),
    ("export_finished", "Refresh of configuration finished", 1.0, 1.0),
)
_BACKUP = ("export_create_backup", "Create Backup of current configuration", 0.2, 0.3)
_VERIFY = "export_verify_new_configuration"
_GOOD, _HANGS, _FAILS = 0, 1, 2
"""The column ``outcome``: how a task ends. ``run`` becomes 0 once the engine has the configuration."""


class Export:
    """One export at a time, but for the gap right after a launch. ``seconds``: how long one takes.

    Faults: ``export_hangs`` (never ends), ``export_fails`` (the new configuration is wrong), ``gearman_down``,
    ``no_worker``, ``slow_export`` with ``args: {"seconds": n}``.
    """

    def __init__(self, store: Store, faults: Faults, engine: Engine, now: Callable[[], float]) -> None:
        self._store = store
        self._faults = faults
        self._engine = engine
        self._now = now
        self.seconds = 0.5
        self.launched = 0

    @property
    def gearman_up(self) -> bool:
        return not self._has_fault("gearman_down")

    @property
    def worker_up(self) -> bool:
        return not self._has_fault("no_worker")

    @property
    def running(self) -> bool:
        """True as long as a visible ``export_started`` has not ended (contracts/oitc/214)."""
        return any(row["task"] == "export_started" and not self._ended(row) for row in self._visible())

    def launch(self, *, with_backup: bool) -> None:
        """Start an export in the background; 500 while one is seen running, or without gearman."""
        if not self.gearman_up or self.running:
            raise InternalError
        if not any(not self._begun(row) for row in self._store.where("export_tasks")):
            self._store.connection.execute("DELETE FROM export_tasks")
        self.launched += 1
        if self.worker_up:
            self._plan([_STEPS[0], _BACKUP, *_STEPS[1:]] if with_backup else list(_STEPS))

    def work(self) -> None:
        """Give the new configuration to the engine when an export has ended since the last request."""
        for row in self._store.where("export_tasks", task="export_finished"):
            if self._ended(row) and row["run"] and not self._failed(row["run"]):
                self._store.connection.execute("UPDATE export_tasks SET run = 0 WHERE run = ?", (row["run"],))
                self._engine.load_configuration()

    def tasks(self, zone: str) -> list[dict[str, Any]]:
        """The tasks that have begun, as exports/broadcast shows them."""
        return [self._shown({**row, "id": number}, zone) for number, row in enumerate(self._visible(), 1)]

    def verdict(self) -> tuple[bool, bool]:
        """Whether the export has finished, and successfully."""
        rows = self._visible()
        finished = any(row["task"] == "export_finished" and self._ended(row) for row in rows)
        return finished, finished and not any(self._is_failure(row) for row in rows)

    def _plan(self, steps: list[tuple[str, str, float, float]]) -> None:
        start, seconds = self._now(), self._duration()
        run = (self._store.value("SELECT MAX(run) FROM export_tasks") or 0) + 1
        outcome = _HANGS if self._faults.take(("export_hangs",), "export") else _GOOD
        fails = self._faults.take(("export_fails",), "export") is not None
        for task, text, begins, ends in steps:
            if fails and begins > 0.7 and task != "export_finished":
                continue
            row: Row = {
                "run": run,
                "task": task,
                "text": text,
                "outcome": _FAILS if fails and task == _VERIFY else outcome,
            }
            row |= {"started": start + begins * seconds, "ends": start + ends * seconds}
            self._store.insert("export_tasks", row)

    def _duration(self) -> float:
        slow = self._faults.take(("slow_export",), "export")
        return float(slow.args["seconds"]) if slow else self.seconds

    def _has_fault(self, kind: str) -> bool:
        return any(fault.kind == kind for fault in self._faults.pending)

    def _begun(self, row: Row) -> bool:
        return bool(
            row["started"] <= self._now() and not (row["outcome"] == _HANGS and row["task"] == "export_finished")
        )

    def _ended(self, row: Row) -> bool:
        return bool(row["ends"] <= self._now() and row["outcome"] != _HANGS)

    def _is_failure(self, row: Row) -> bool:
        return bool(row["outcome"] == _FAILS and self._ended(row))

    def _failed(self, run: int) -> bool:
        return any(row["outcome"] == _FAILS for row in self._store.where("export_tasks", run=run))

    def _visible(self) -> list[Row]:
        return [row for row in self._store.rows("SELECT * FROM export_tasks ORDER BY started, id") if self._begun(row)]

    def _shown(self, row: Row, zone: str) -> dict[str, Any]:
        done = int(self._ended(row))
        times = (row["started"], row["ends"] if done else row["started"])
        created, modified = (in_user_format(moment, zone)[:8] for moment in times)
        good = done and not self._is_failure(row)
        return {
            "id": row["id"],
            "task": row["task"],
            "text": row["text"],
            "finished": done,
            "successfully": int(good),
            "created": created,
            "modified": modified,
        }
