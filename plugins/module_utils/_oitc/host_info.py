# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts read from the three lists that together hold them all (oitc-observed.md §4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec
from .._errors import InputError
from .client import Client
from .hosts.config import config_of
from .hosts.finding import Form, read_form
from .hosts.naming import HostNaming
from .hosts.one import identity, shown
from .lists import HOST_LISTS, host_rows
from .lookups import Lookups
from .naming import HostNames
from .references import Reference

#: The lists by what the hosts in them have in common.
STATES = {0: "up", 1: "down", 2: "unreachable"}
#: More names or ids than this make the URL too long for some servers: all rows are read then.
MOST_NAMES = 50

SPEC = OITC_CONNECTION + ArgSpec(
    options={
        "ids": {"type": "list", "elements": "int"},
        "uuids": {"type": "list", "elements": "str"},
        "names": {"type": "list", "elements": "str"},
        "name_regex": {"type": "str"},
        "address": {"type": "str"},
        "container": {"type": "raw"},
        "recursive": {"type": "bool", "default": True},
        "states": {"type": "list", "elements": "str", "choices": list(STATES.values())},
        "monitoring": {"type": "list", "elements": "str", "choices": list(HOST_LISTS), "default": list(HOST_LISTS)},
        "config": {"type": "bool", "default": False},
    }
)


def read_hosts(client: Client, params: Mapping[str, Any]) -> dict[str, Any]:
    """The result of oitc_host_info: ``{"hosts": [...]}``, ordered by name and id."""
    lookups = Lookups(client)
    wanted = Filter(params, lookups)
    lists = [name for name in HOST_LISTS if name in params["monitoring"] and wanted.may_hold(name)]
    # The last list first: an export moves hosts to the first one, where they are met again instead of missed.
    lists.reverse()
    rows = {row["Host"]["id"]: (name, row) for name in lists for row in _read(client, name, wanted)}
    hosts = [_host(name, row, lookups) for name, row in rows.values() if wanted.matches(name, row)]
    if params["config"]:
        _add_configs(client, lookups, hosts)
    return {"hosts": sorted(hosts, key=lambda host: (host["name"], host["id"]))}


class Filter:
    """What the user asked for. All of it is compared here: the server ignores filters it does not know (§4)."""

    def __init__(self, params: Mapping[str, Any], lookups: Lookups) -> None:
        self._ids = params.get("ids")
        self._uuids = params.get("uuids")
        self._names = params.get("names")
        self._address = params.get("address")
        self._states = params.get("states")
        self._pattern = _compiled(params.get("name_regex"))
        self._containers = _containers(params, lookups)

    def may_hold(self, name: str) -> bool:
        """Whether hosts of this list can match at all: only monitored ones have a state."""
        return not self._states or name == "monitored"

    def query(self) -> dict[str, Any]:
        """The part that the server can filter by, to read fewer rows."""
        if self._ids and len(self._ids) <= MOST_NAMES:
            return {"filter[Hosts.id][]": self._ids}
        if self._names and len(self._names) <= MOST_NAMES:
            names = "|".join(re.escape(name) for name in self._names)
            return {"filter[Hosts.name]": f"^({names})$", "filter[Hosts.name_regex]": "true"}
        return {"filter[Hosts.address]": self._address} if self._address else {}

    def matches(self, name: str, row: Mapping[str, Any]) -> bool:
        """Whether a row of a list is wanted."""
        host = row["Host"]
        return (
            _within(host["id"], self._ids)
            and _within(host["uuid"], self._uuids)
            and _within(host["name"], self._names)
            and self._address in (None, host["address"])
            and (self._pattern is None or bool(self._pattern.search(host["name"])))
            and (self._containers is None or bool(self._containers.intersection(host["containerIds"] or ())))
            and _within(_state(name, row), self._states)
        )


def _within(value: Any, wanted: Any) -> bool:
    return wanted is None or value in wanted


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error as error:
        raise InputError(f"name_regex is not a regular expression: {error}") from None


def _containers(params: Mapping[str, Any], lookups: Lookups) -> set[int] | None:
    if params.get("container") is None:
        return None
    known = lookups.containers()
    number = known.id_of(Reference.parse(params["container"], "container"), "container")
    below = known.ids_below(str(known.name_of(number))) if params["recursive"] else []
    return {number, *below}


def _read(client: Client, name: str, wanted: Filter) -> Iterator[Mapping[str, Any]]:
    return host_rows(client, HOST_LISTS[name], wanted.query())


def _state(name: str, row: Mapping[str, Any]) -> str | None:
    return STATES.get(row["Hoststatus"].get("currentState")) if name == "monitored" else None


def _host(name: str, row: Mapping[str, Any], lookups: Lookups) -> dict[str, Any]:
    host, status = row["Host"], row["Hoststatus"]
    containers = lookups.containers()
    shared = [number for number in host["containerIds"] or () if number != host["containerId"]]
    return {
        "id": host["id"],
        "uuid": host["uuid"],
        "name": host["name"],
        "address": host["address"],
        "container": containers.name_of(host["containerId"]),
        "shared_containers": [containers.name_of(number) for number in shared],
        "satellite_id": host["satelliteId"],
        "monitoring": name,
        "disabled": name == "disabled",
        "state": _state(name, row),
        "hard_state": status.get("isHardstate"),
        "output": status.get("output"),
        "acknowledged": status.get("problemHasBeenAcknowledged"),
        "in_downtime": bool(status["scheduledDowntimeDepth"]) if "scheduledDowntimeDepth" in status else None,
        "flapping": status.get("isFlapping"),
    }


def _add_configs(client: Client, lookups: Lookups, hosts: list[dict[str, Any]]) -> None:
    forms = client.map(lambda host: read_form(client, lookups, host["id"]), hosts)
    lookups.offers(form.record["container_id"] for form in forms)
    names = HostNames()
    names.learn({host["id"]: host["name"] for host in hosts})
    names.learn(lookups.host_names(names.unknown(_parents(forms))))
    for host, form in zip(hosts, forms):
        naming = HostNaming(lookups, lookups.offer(form.record["container_id"]), False, names)
        config = config_of(form.record, form.template)
        host["config"] = {**identity(form), **shown(config, bool(form.record["disabled"]), form, lookups, naming)}


def _parents(forms: list[Form]) -> set[int]:
    return {number for form in forms for number in form.record["parenthosts"]["_ids"]}
