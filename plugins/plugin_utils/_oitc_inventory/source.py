# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading an inventory from openITCOCKPIT: three lists of hosts, and the lists that give their groups names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ...module_utils._errors import AuthError, NotFoundError
from ...module_utils._oitc.client import Client, connect
from ...module_utils._oitc.host_info import Filter
from ...module_utils._oitc.lists import HOST_LISTS, host_rows
from ...module_utils._oitc.lookups import Lookups
from ...module_utils._oitc.paging import rows_by_id
from .._inventory.plugin import Fetched
from .._inventory.tolerance import Tolerance

#: Each list is read after those from which a host may move into it meanwhile, so that none is lost: by enabling it,
#: by exporting it, by disabling it.
ORDER = ("disabled", "not_monitored", "monitored", "disabled")
HOST_FIELDS = ("id", "uuid", "name", "address", "description", "hosttemplate_id", "containerId", "containerIds")
MORE_HOST_FIELDS = ("satelliteId", "satelliteName", "tags", "priority")
STATUS_FIELDS = ("currentState", "isHardstate", "problemHasBeenAcknowledged", "scheduledDowntimeDepth", "isFlapping")
Row = dict[str, Any]


class Source:
    """Reads hosts, containers, host templates and host groups. With ``allow_partial`` what fails is left out.

    ``hosttemplates``, ``hostgroups``: whether names of templates and members of groups are needed.
    """

    def __init__(
        self,
        connection: Mapping[str, Any],
        selection: Mapping[str, Any],
        *,
        hosttemplates: bool,
        hostgroups: bool,
        allow_partial: bool,
        log: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._selection = selection
        self._needs_templates = hosttemplates
        self._needs_groups = hostgroups
        self._tolerance = Tolerance(allow_partial, warn)
        self._log = log

    def read(self) -> Fetched:
        """Everything as plain JSON. Raises ``ApiError``."""
        with connect(self._connection, check_mode=True, log=self._log) as client:
            data = self._read(client, Lookups(client))
            self._tolerance.finish()
            return Fetched(data, client.requests, self._tolerance.partial)

    def _read(self, client: Client, lookups: Lookups) -> dict[str, Any]:
        hosts = self._hosts(client, lookups)
        groups = self._hostgroups(client) if self._needs_groups else []
        if self._needs_templates or self._needs_groups:
            hosts = self._completed(client, hosts, groups)
        return {
            "instance": urlsplit(self._connection["url"]).netloc,
            "hosts": hosts,
            "containers": _containers(lookups, hosts),
            "hosttemplates": _templates(lookups, hosts) if self._needs_templates else [],
            "hostgroups": groups if self._needs_groups else None,
        }

    def _hosts(self, client: Client, lookups: Lookups) -> list[Row]:
        wanted = Filter(self._selection, lookups)
        found: dict[int, Row] = {}
        for name in ORDER:
            if name in self._selection["monitoring"] and wanted.may_hold(name):
                nothing: list[Row] = []
                rows = self._tolerance.attempt(
                    f"the list of {name} hosts", partial(_list, client, name, wanted), nothing
                )
                found.update({row["id"]: row for row in rows})
        return [found[number] for number in sorted(found)]

    def _hostgroups(self, client: Client) -> list[Row]:
        """The host groups with the ids of their hosts and host templates, by one request per group, none per host.

        ``hosts`` is None for a group whose form the user may not read.
        """
        rows = rows_by_id(client, "hostgroups/index", "all_hostgroups", "Hostgroups.id", lambda row: int(row["id"]), {})
        groups = [{"id": int(row["id"]), "name": row["container"]["name"]} for row in rows]
        return [{**group, **members} for group, members in zip(groups, client.map(partial(self._form, client), groups))]

    def _form(self, client: Client, group: Row) -> Row:
        nobody: Row = {"hosts": [], "hosttemplates": []}

        def read() -> Row:
            try:
                body = client.get(f"hostgroups/edit/{group['id']}", expect=("hostgroup",))
            except AuthError:
                return {**nobody, "hosts": None}
            except NotFoundError:
                return nobody
            inner = body["hostgroup"]["Hostgroup"]
            return {key: [int(number) for number in inner[key]["_ids"]] for key in nobody}

        return self._tolerance.attempt(f"the members of host group {group['name']!r}", read, nobody)

    def _completed(self, client: Client, hosts: list[Row], groups: list[Row]) -> list[Row]:
        """The hosts, and in ``hosts`` and ``groups`` what only the pages of single hosts tell.

        These are the templates of hosts that were not exported yet (contracts/oitc/017), and the groups of all hosts
        where the user may not read the forms of the groups. Hosts that were deleted meanwhile are left out.
        """
        one_by_one = any(group["hosts"] is None for group in groups)
        asked = [host for host in hosts if one_by_one or host["hosttemplate_id"] is None]
        pages = dict(zip((host["id"] for host in asked), client.map(partial(self._page, client), asked)))
        for host in asked:
            host["hosttemplate_id"] = (pages[host["id"]] or host)["hosttemplate_id"]
        for group in groups if one_by_one else ():
            group["hosts"] = [number for number, page in pages.items() if page and group["id"] in page["hostgroups"]]
            group["hosttemplates"] = []
        return [host for host in hosts if pages.get(host["id"], host) is not None]

    def _page(self, client: Client, host: Row) -> Row | None:
        """What the page of one host shows: its template, and its groups or else those of the template
        (contracts/oitc/175). None if it is gone."""

        def read() -> Row | None:
            try:
                shown = client.get(f"hosts/browser/{host['id']}", expect=("mergedHost",))["mergedHost"]
            except NotFoundError:
                self._log(f"openITCOCKPIT: host {host['name']!r} was deleted while the inventory was read")
                return None
            groups = [int(group["id"]) for group in shown["hostgroups"]]
            return {"hosttemplate_id": shown["hosttemplate_id"], "hostgroups": groups}

        unknown: Row | None = {"hosttemplate_id": None, "hostgroups": []}
        return self._tolerance.attempt(f"the page of host {host['name']!r}", read, unknown)


def _list(client: Client, name: str, wanted: Filter) -> list[Row]:
    rows = host_rows(client, HOST_LISTS[name], wanted.query())
    return [_slim(name, row) for row in rows if wanted.matches(name, row)]


def _slim(name: str, row: Mapping[str, Any]) -> Row:
    """What of a row may be of use; most of it is made for the web interface."""
    host, status = row["Host"], row["Hoststatus"]
    return {
        **{key: host.get(key) for key in (*HOST_FIELDS, *MORE_HOST_FIELDS)},
        **({key: status.get(key) for key in STATUS_FIELDS} if name == "monitored" else {}),
        "monitoring": name,
    }


def _containers(lookups: Lookups, hosts: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """Ids and paths of the containers that hold the hosts."""
    known = lookups.containers()
    return [[number, known.name_of(number)] for number in sorted({host["containerId"] for host in hosts})]


def _templates(lookups: Lookups, hosts: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    known = lookups.listed("hosttemplate")
    used = sorted({host["hosttemplate_id"] for host in hosts if host["hosttemplate_id"] is not None})
    return [[number, known.name_of(number)] for number in used]
