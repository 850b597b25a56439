# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was prepared outside of the API before single exchanges."""

from __future__ import annotations

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator

from .replay import Prepare


def _age_sessions(simulator: IdoitSimulator) -> None:
    """Every session is too old; each is taken once more unless somebody cleans up (idoit-observed.md §3)."""
    simulator.sessions.expiring = dict(simulator.sessions.open)
    simulator.sessions.open.clear()


def _setting(name: str, value: bool) -> Prepare:
    def prepare(simulator: IdoitSimulator) -> None:
        simulator.world.settings[name] = value

    return prepare


def _without_users(simulator: IdoitSimulator) -> None:
    simulator.world.settings |= {"api.authenticated-users-only": False, "api.status": False}


def _report(simulator: IdoitSimulator) -> None:
    simulator.world.database.run(
        "INSERT INTO reports VALUES (1, 'Global', 'All servers', 'd', '2026-11-22 16:41:37', 'Title,SYSID',"
        " 'C__OBJTYPE__SERVER', '2,3')"
    )


PREPARED: dict[str, dict[str, Prepare]] = {
    "1-protocol": {
        "016": _age_sessions,
        "064": _setting("api.authenticated-users-only", True),
        "066": _without_users,
        "067": _setting("api.status", True),
    },
    "2-objects": {"203": _setting("cmdb.quickpurge", False), "204": _setting("cmdb.quickpurge", True)},
    "3-categories": {"682": _report},
}
"""Sequence -> number of an exchange -> what to do before it."""
