# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which services there are on hosts, and the edit form of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import AmbiguousError
from ..client import Client
from ..inheritance.config import PAIR
from ..paging import rows_by_id

#: The lists that together hold every service of a host (oitc-observed.md §4).
SERVICE_LISTS = ("services/index", "services/notMonitored", "services/disabled")
#: Hosts that one request asks for: their ids stand in its URL.
HOSTS_AT_ONCE = 100

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """The edit form of a service. ``record``: the effective values. ``host``: the record of its host.

    ``template``: what it inherits from: the record of its service template, with the contacts of the host or of the
    host template where the service template has none (contracts/oitc/189). ``line``: those two lists of contacts.
    """

    record: Record
    template: Record
    host: Record
    line: Sequence[Record]

    @property
    def id(self) -> int:
        """The id of the service."""
        return int(self.record["id"])


def read_form(client: Client, number: int) -> Form:
    """Read the edit form. Raises :class:`NotFoundError` when there is no such service."""
    contacts = ("hostContactsAndContactgroups", "hosttemplateContactsAndContactgroups")
    body = client.get(f"services/edit/{number}", expect=("service", "servicetemplate", "host", *contacts))
    line = [body[key] for key in contacts]
    template = with_contacts(body["servicetemplate"]["Servicetemplate"], line)
    return Form(body["service"]["Service"], template, body["host"]["Host"], line)


def with_contacts(template: Record, line: Iterable[Record]) -> Record:
    """A service template with the contacts that its services inherit: the first in the line that has any counts."""
    source = next((one for one in (template, *line) if any(one[key]["_ids"] for key in PAIR)), template)
    return {**template, **{key: source[key] for key in PAIR}}


class OnHosts:
    """The services of some hosts by name, from as few pages as possible."""

    def __init__(self, client: Client, host_ids: Iterable[int]) -> None:
        wanted = sorted({*host_ids})
        parts = [wanted[start : start + HOSTS_AT_ONCE] for start in range(0, len(wanted), HOSTS_AT_ONCE)]
        pages = client.map(lambda one: _read(client, *one), [(path, part) for part in parts for path in SERVICE_LISTS])
        self._found: dict[tuple[int, str], set[int]] = defaultdict(set)
        for host_id, name, number in (row for page in pages for row in page):
            self._found[host_id, name].add(number)

    def find(self, host_id: int, name: str, label: str) -> int | None:
        """The id of the service, None when there is none. Raises :class:`AmbiguousError` for several."""
        found = sorted(self._found.get((host_id, name), ()))
        if len(found) > 1:
            raise AmbiguousError(
                f"There are {len(found)} services {label}: ids {', '.join(map(str, found))}", reason="Give id."
            )
        return found[0] if found else None


def _read(client: Client, path: str, host_ids: Sequence[int]) -> list[tuple[int, str, int]]:
    one_or_more = {"filter[Hosts.id]": host_ids[0]} if len(host_ids) == 1 else {"filter[Hosts.id][]": host_ids}
    rows = rows_by_id(client, path, "all_services", "Services.id", lambda row: int(row["Service"]["id"]), one_or_more)
    services = (row["Service"] for row in rows)
    return [(one["host_id"], one["servicename"], one["id"]) for one in services if one["host_id"] in host_ids]
