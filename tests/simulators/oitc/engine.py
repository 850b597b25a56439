# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The monitoring engine behind the server: it knows what was exported to it, and works off a queue in its own time.

The recorded server had a stand-in engine: every enabled host of an export is up at once (contracts/oitc/226).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ..wire import Faults
from .store import Row, Store

CHECK_INTERVAL = 60


class Engine:
    """``delay``: seconds until a queued command takes effect; the fault ``engine_down`` leaves the queue alone."""

    def __init__(self, store: Store, faults: Faults, now: Callable[[], float]) -> None:
        self._store = store
        self._faults = faults
        self._now = now
        self.delay = 0.2

    def load_configuration(self) -> None:
        """What the end of an export does: status rows for all enabled hosts and services, none for the others."""
        now = self._now()
        moment: Row = {
            "current_state": 0,
            "last_check": now,
            "next_check": now + CHECK_INTERVAL,
            "last_state_change": now,
        }
        times = (0, now, now + CHECK_INTERVAL, now)
        self._store.connection.execute(
            "INSERT INTO hoststatus (hostname, current_state, last_check, next_check, last_state_change, output,"
            " scheduled_downtime_depth, problem_has_been_acknowledged, notifications_enabled, active_checks_enabled)"
            " SELECT uuid, ?, ?, ?, ?, 'PING OK', 0, 0, 1, 1 FROM hosts"
            " WHERE disabled = 0 AND uuid NOT IN (SELECT hostname FROM hoststatus)",
            times,
        )
        self._store.connection.execute(
            "INSERT INTO servicestatus (service_description, current_state, last_check, next_check, last_state_change,"
            " output) SELECT uuid, ?, ?, ?, ?, 'OK' FROM services"
            " WHERE disabled = 0 AND uuid NOT IN (SELECT service_description FROM servicestatus)",
            [moment[key] for key in ("current_state", "last_check", "next_check", "last_state_change")],
        )
        self._store.connection.execute(
            "DELETE FROM hoststatus WHERE hostname NOT IN (SELECT uuid FROM hosts WHERE disabled = 0)"
        )
        self._store.connection.execute(
            "DELETE FROM servicestatus WHERE service_description NOT IN (SELECT uuid FROM services WHERE disabled = 0)"
        )

    def forget_service(self, uuid: str) -> None:
        self._store.delete("servicestatus", service_description=uuid)

    def queue(self, command: str, arguments: dict[str, Any]) -> None:
        """Hand a command to the queue; whether the engine will ever take it the caller does not learn."""
        self._store.insert(
            "queued_commands", {"due": self._now() + self.delay, "command": command, "arguments": arguments}
        )

    def work(self) -> None:
        """Do what is due: commands of the queue, downtimes that begin or end."""
        if any(fault.kind == "engine_down" for fault in self._faults.pending):
            return
        for row in self._store.rows("SELECT * FROM queued_commands WHERE due <= ? ORDER BY id", (self._now(),)):
            self._store.delete("queued_commands", id=row["id"])
            _COMMANDS[row["command"]](self, json.loads(row["arguments"]))
        if self._store.value("SELECT 1 FROM downtimes"):
            self._follow_downtimes()

    def _host_downtime(self, arguments: dict[str, Any]) -> None:
        if self._store.value("SELECT 1 FROM hoststatus WHERE hostname = ?", (arguments["hostUuid"],)) is None:
            return
        self._store.insert(
            "downtimes",
            {
                "object_uuid": arguments["hostUuid"],
                "author": arguments["author"],
                "comment": arguments["comment"],
                "entry_time": self._now(),
                "scheduled_start": arguments["start"],
                "scheduled_end": arguments["end"],
                "is_fixed": arguments["fixed"],
                "duration": arguments["duration"],
                "was_cancelled": 0,
                "was_started": 0,
            },
        )

    def _cancel_host_downtime(self, arguments: dict[str, Any]) -> None:
        self._store.update("downtimes", arguments["downtime_id"], {"was_cancelled": 1})

    def _follow_downtimes(self) -> None:
        """Begin fixed downtimes whose time has come, and count those that run for each host.

        A flexible one begins with a problem, which this engine never meets.
        """
        now = self._now()
        self._store.connection.execute(
            "UPDATE downtimes SET was_started = 1 WHERE was_started = 0 AND is_fixed = 1 AND was_cancelled = 0"
            " AND scheduled_start <= ? AND scheduled_end > ?",
            (now, now),
        )
        self._store.connection.execute(
            "UPDATE hoststatus SET scheduled_downtime_depth = (SELECT COUNT(*) FROM downtimes WHERE was_started = 1"
            " AND object_uuid = hostname AND was_cancelled = 0 AND scheduled_end > ?)"
            " WHERE hostname IN (SELECT object_uuid FROM downtimes)",
            (now,),
        )


_COMMANDS: dict[str, Callable[[Engine, dict[str, Any]], None]] = {
    "createHostDowntime": Engine._host_downtime,
    "deleteHostDowntime": Engine._cancel_host_downtime,
}
