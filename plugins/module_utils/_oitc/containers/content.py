# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What containers hold: the server deletes empty ones only, which check mode must know too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..._errors import AuthError
from ..client import Client
from ..lists import HOST_LISTS, LISTS, host_rows

#: What may be at home in a container, beside other containers and hosts.
KINDS = (
    "hostgroup",
    "contactgroup",
    "hosttemplate",
    "servicetemplategroup",
    "servicetemplate",
    "timeperiod",
    "contact",
)
MONITORED, *OTHERS = HOST_LISTS.values()


class Content:
    """The things in containers, as messages call them. What the user may not list is left to the server to refuse."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: Mapping[int, list[str]] | None = None

    def of(self, container: int) -> list[str]:
        """The first of them."""
        if self._known is None:
            self._known = self._read()
        return [*self._monitored(container), *self._known.get(container, ())][:5]

    def _monitored(self, container: int) -> list[str]:
        """Hosts in the list that can be limited to a container, which also names those shared with it."""
        rows = self._hosts(MONITORED, {"BrowserContainerId": container})
        return [name for home, name in rows if home == container]

    def _read(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for path in OTHERS:
            for home, name in self._hosts(path, {}):
                found[home].append(name)
        for listed in (LISTS[kind] for kind in KINDS):
            try:
                rows = listed.read(self._client)
            except AuthError:
                continue
            for row in rows:
                if len(row.containers) == 1:
                    found[next(iter(row.containers))].append(f"{listed.noun} {row.name}")
        return found

    def _hosts(self, path: str, params: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
        try:
            for row in host_rows(self._client, path, params):
                yield row["Host"]["containerId"], f"host {row['Host']['name']}"
        except AuthError:
            return
