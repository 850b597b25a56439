# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reading of a scripted CMDB, which a test may disturb."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.selection import Selection
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.settings import Settings
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.snapshot import Snapshot
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.source import Source
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.plugin import Fetched

from .cmdb import Cmdb
from .test_shaping import DEFAULTS

EVERYTHING = {
    "object_types": (),
    "filter": {},
    "query": [],
    "ids": None,
    "report": None,
    "location": None,
    "relation": None,
    "cmdb_status": [],
    "status": ["normal"],
}


class Reading:
    """One reading of a scripted CMDB, with what it logged and warned of."""

    def __init__(self, cmdb: Cmdb) -> None:
        self.cmdb = cmdb
        self.log: list[str] = []
        self.warnings: list[str] = []

    def fetch(
        self, settings: Mapping[str, Any] | None = None, *, user: bool = False, partial: bool = False, **selection: Any
    ) -> Fetched:
        wanted = {"object_types": ["C__OBJTYPE__SERVER"]} if not selection else {}
        login = {"username": "admin", "password": "geheim"} if user else {}
        with self.cmdb.running() as url:
            return Source(
                {"url": url, "api_key": "k3y", "retries": 0, **login},
                Selection.from_options({**EVERYTHING, **wanted, **selection}),
                Settings.from_options({**DEFAULTS, **(settings or {})}),
                workers=2,
                page_size=2,
                allow_partial=partial,
                log=self.log.append,
                warn=self.warnings.append,
            ).read()

    def snapshot(self, settings: Mapping[str, Any] | None = None, **more: Any) -> Snapshot:
        return Snapshot.from_json(self.fetch(settings, **more).data)

    def titles(self, settings: Mapping[str, Any] | None = None, **more: Any) -> list[str]:
        return [one["title"] for one in self.snapshot(settings, **more).objects]


def when(cmdb: Cmdb, method: str, number: int, do: Callable[[], None]) -> None:
    """Do something just before the CMDB answers the n-th call of a method."""
    answer, seen, lock = cmdb.answers[method], [], threading.Lock()

    def disturbed(params: Mapping[str, Any]) -> Any:
        with lock:
            seen.append(params)
            if len(seen) == number:
                do()
        return answer(params)

    cmdb.answers[method] = disturbed
