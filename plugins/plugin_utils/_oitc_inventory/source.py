# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading an inventory from openITCOCKPIT: three lists of hosts, and the lists that give their groups names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ...module_utils._oitc.client import Client, connect
from ...module_utils._oitc.host_info import LISTS, Filter
from ...module_utils._oitc.lookups import Lookups
from .._inventory.plugin import Fetched
from .._inventory.tolerance import Tolerance

#: A host that is exported meanwhile moves from the second list to the last: it is seen once or twice, never lost.
ORDER = ("disabled", "not_monitored", "monitored")
HOST_FIELDS = ("id", "uuid", "name", "address", "description", "hosttemplate_id", "containerId", "containerIds")
MORE_HOST_FIELDS = ("satelliteId", "satelliteName", "tags", "priority")
STATUS_FIELDS = ("currentState", "isHardstate", "problemHasBeenAcknowledged", "scheduledDowntimeDepth", "isFlapping")


def read(
    connection: Mapping[str, Any],
    selection: Mapping[str, Any],
    *,
    hosttemplates: bool,
    hostgroups: bool,
    allow_partial: bool,
    log: Callable[[str], None],
    warn: Callable[[str], None],
) -> Fetched:
    """Hosts, containers, host templates and host groups as plain JSON. Raises ``ApiError``.

    ``hosttemplates``, ``hostgroups``: whether names of templates and members of groups are needed.
    """
    tolerance = Tolerance(allow_partial, warn)
    with connect(connection, check_mode=True, log=log) as client:
        lookups = Lookups(client)
        hosts = _hosts(client, lookups, selection, tolerance)
        if hosttemplates or hostgroups:
            _add_hosttemplates(client, hosts, tolerance)
        data = {
            "instance": urlsplit(connection["url"]).netloc,
            "hosts": hosts,
            "containers": _containers(lookups, hosts),
            "hosttemplates": _templates(lookups, hosts) if hosttemplates else [],
            "hostgroups": _hostgroups(client, tolerance) if hostgroups else None,
        }
        tolerance.finish()
        return Fetched(data, client.requests, tolerance.partial)


def _hosts(
    client: Client, lookups: Lookups, selection: Mapping[str, Any], tolerance: Tolerance
) -> list[dict[str, Any]]:
    wanted = Filter(selection, lookups)
    found: dict[int, dict[str, Any]] = {}
    for name in ORDER:
        if name in selection["monitoring"] and wanted.may_hold(name):
            nothing: list[dict[str, Any]] = []
            rows = tolerance.attempt(f"the list of {name} hosts", partial(_list, client, name, wanted), nothing)
            found.update({row["id"]: row for row in rows})
    return [found[number] for number in sorted(found)]


def _list(client: Client, name: str, wanted: Filter) -> list[dict[str, Any]]:
    rows = client.scroll(LISTS[name], "all_hosts", "Hosts.id", wanted.query())
    return [_slim(name, row) for row in rows if wanted.matches(name, row)]


def _slim(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row may be of use; most of it is made for the web interface."""
    host, status = row["Host"], row["Hoststatus"]
    return {
        **{key: host.get(key) for key in (*HOST_FIELDS, *MORE_HOST_FIELDS)},
        **({key: status.get(key) for key in STATUS_FIELDS} if name == "monitored" else {}),
        "monitoring": name,
    }


def _add_hosttemplates(client: Client, hosts: Iterable[dict[str, Any]], tolerance: Tolerance) -> None:
    """Ask for the templates of hosts that were not exported yet: their list leaves them out (contracts/oitc/017)."""
    without = [host for host in hosts if host["hosttemplate_id"] is None]

    def template_id(host: Mapping[str, Any]) -> Any:
        return tolerance.attempt(
            f"the template of host {host['name']!r}",
            lambda: client.get(f"hosts/edit/{host['id']}", expect=("host",))["host"]["Host"]["hosttemplate_id"],
            None,
        )

    for host, found in zip(without, client.map(template_id, without)):
        host["hosttemplate_id"] = found


def _containers(lookups: Lookups, hosts: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """Ids and paths of the containers that hold the hosts."""
    known = lookups.containers()
    return [[number, known.name_of(number)] for number in sorted({host["containerId"] for host in hosts})]


def _templates(lookups: Lookups, hosts: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    known = lookups.listed("hosttemplate")
    used = sorted({host["hosttemplate_id"] for host in hosts if host["hosttemplate_id"] is not None})
    return [[number, known.name_of(number)] for number in used]


def _hostgroups(client: Client, tolerance: Tolerance) -> list[dict[str, Any]]:
    """The host groups with the ids of their hosts and host templates: one request per group, none per host."""
    rows = client.scroll("hostgroups/index", "all_hostgroups", "Hostgroups.id")
    groups = [{"id": int(row["id"]), "name": row["container"]["name"]} for row in rows]

    def members(group: Mapping[str, Any]) -> dict[str, Any]:
        def form() -> dict[str, Any]:
            body = client.get(f"hostgroups/edit/{group['id']}", expect=("hostgroup",))
            inner = body["hostgroup"]["Hostgroup"]
            return {key: [int(number) for number in inner[key]["_ids"]] for key in ("hosts", "hosttemplates")}

        nobody: dict[str, Any] = {"hosts": [], "hosttemplates": []}
        return {**group, **tolerance.attempt(f"the members of host group {group['name']!r}", form, nobody)}

    return client.map(members, groups)
