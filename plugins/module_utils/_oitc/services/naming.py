# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids as services see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..lookups import Lookups
from ..naming import HostNames, Naming
from ..references import Names

#: ``command_type`` of the commands that check services (oitc-api.md §6).
SERVICE_CHECK = 1


class ServiceNaming(Naming):
    """Names among everything the server lists; of commands those that check services.

    ``learnt``: names by kind and id that came along with records, so that no list is read only to show them.
    """

    def __init__(self, lookups: Lookups, tolerant: bool, hosts: HostNames, learnt: Mapping[Any, str]) -> None:
        super().__init__(lookups, tolerant, hosts)
        self._learnt = learnt

    def show(self, kind: str, value: Any) -> Any:
        return self._learnt.get((kind, value)) or super().show(kind, value)

    def _names(self, kind: str) -> Names:
        if kind != "command":
            return super()._names(kind)
        rows = [row for row in self._lookups.rows("command") if row.record["command_type"] == SERVICE_CHECK]
        return Names("service check command", [(row.id, row.name) for row in rows])
