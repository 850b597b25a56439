# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names to ids: what the server knows, each list read once (oitc-api.md §6)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from .._errors import NotFoundError
from .client import Client
from .lists import HOST_LISTS, LISTS, Listed, host_rows
from .offers import Answered, Everything, Offer, WorkedOut
from .references import Names, Reference, key_value_rows

ROOT = "/root"
#: loadHostsByString and its like never answer more rows (oitc-api.md §3.6).
SHORT_LIST = 150
#: For the offers to more containers than this it takes fewer requests to read every list once.
FEW_CONTAINERS = 6

Value = TypeVar("Value")


@dataclass(frozen=True)
class Argument:
    """An argument of a check command: ``name`` as in ``$ARG1$``, ``human_name`` as in ``Warning``."""

    id: int
    name: str
    human_name: str


class Lookups:
    """Reads lists when they are first wanted and keeps them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[Any, Any] = {}

    def containers(self) -> Names:
        """Containers that may hold hosts, by path: ``/root/Tenant/Node``."""
        return self._once("containers", self._read_containers)

    def offer(self, container_id: int) -> Offer:
        """Everything that hosts of this container may use. Raises :class:`NotFoundError` for an unknown id."""
        return self._once(("offer", container_id), lambda: self._answered(container_id))

    def offers(self, container_ids: Iterable[int]) -> None:
        """Read the offers of several containers at once, to be at hand later; unknown ids are left out."""
        wanted = sorted({*container_ids})
        if len(wanted) > FEW_CONTAINERS:
            self._work_out(wanted)
        self._client.map(self._prefetch, wanted)

    def nearest_offer(self, path: str) -> Offer:
        """The offer of the nearest container above a path that does not exist yet."""
        containers = self.containers()
        while path and path not in containers:
            path = path.rpartition("/")[0]
        return self.offer(containers.id_of(Reference(name=path or ROOT)))

    def commands(self) -> Names:
        """The commands that check hosts."""
        return self._once("commands", self._read_commands)

    def arguments(self, command_id: int) -> list[Argument]:
        """The arguments of a command, in order."""
        return self._once(("arguments", command_id), lambda: self._read_arguments(command_id))

    def hosttemplate(self, hosttemplate_id: int) -> Mapping[str, Any]:
        """The record of a host template."""
        return self._once(("hosttemplate", hosttemplate_id), lambda: self._read_hosttemplate(hosttemplate_id))

    def remember(self, hosttemplate: Mapping[str, Any], commands: Iterable[Mapping[str, Any]]) -> None:
        """Keep what came with the edit form of a host: its template and the commands that check hosts."""
        self._known.setdefault(("hosttemplate", hosttemplate["id"]), hosttemplate)
        self._known.setdefault("commands", Names("check command", key_value_rows(commands)))

    def listed(self, kind: str) -> Names:
        """Everything of one kind, wherever it may be used."""
        return self._once(("listed", kind), lambda: self._read_names(kind))

    def rows(self, kind: str) -> list[Listed]:
        """The same as rows."""
        return self._once(("rows", kind), lambda: LISTS[kind].read(self._client))

    def hosts_named(self, name: str) -> list[int]:
        """The ids of all hosts of exactly this name: new, exported and disabled ones."""
        return self._once(("hosts", name), lambda: self._find_hosts(name))

    def host_names(self, host_ids: Iterable[int]) -> dict[int, str]:
        """The names of hosts, by id; unknown ids are left out."""
        wanted = sorted({*host_ids})
        parts = [wanted[start : start + SHORT_LIST] for start in range(0, len(wanted), SHORT_LIST)]
        return {number: name for part in self._client.map(self._read_host_names, parts) for number, name in part}

    def _once(self, key: Any, read: Callable[[], Value]) -> Value:
        if key not in self._known:
            self._known[key] = read()
        value: Value = self._known[key]
        return value

    def _read_containers(self) -> Names:
        # Allowed to every role, unlike hosts/loadContainers, and the same list.
        body = self._client.get("containers/loadContainersForAngular", expect=("containers",))
        return Names("container", key_value_rows(body["containers"]))

    def _answered(self, container_id: int) -> Offer:
        return Answered(self._client, container_id, self._where(container_id))

    def _work_out(self, container_ids: Iterable[int]) -> None:
        everything = self._once("everything", lambda: Everything.read(self._client))
        if everything is not None:
            for number in container_ids:
                if number in everything:
                    offer = WorkedOut(self._client, everything, number, self._where(number))
                    self._known.setdefault(("offer", number), offer)

    def _prefetch(self, container_id: int) -> None:
        with contextlib.suppress(NotFoundError):
            self.offer(container_id)

    def _where(self, container_id: int) -> str:
        return f"for hosts in container {self.containers().name_of(container_id)}"

    def _read_commands(self) -> Names:
        return Names(
            "check command", key_value_rows(self._client.get("hosts/loadCommands", expect=("commands",))["commands"])
        )

    def _read_names(self, kind: str) -> Names:
        return Names(LISTS[kind].noun, [(row.id, row.name) for row in self.rows(kind)])

    def _read_arguments(self, command_id: int) -> list[Argument]:
        rows = self._client.get(f"hosts/loadCommandArguments/{command_id}", expect=("hostcommandargumentvalues",))
        return [
            Argument(row["commandargument_id"], row["commandargument"]["name"], row["commandargument"]["human_name"])
            for row in rows["hostcommandargumentvalues"]
        ]

    def _read_hosttemplate(self, hosttemplate_id: int) -> Mapping[str, Any]:
        body = self._client.get(f"hosts/loadHosttemplate/{hosttemplate_id}", expect=("hosttemplate",))
        record: Mapping[str, Any] = body["hosttemplate"]["Hosttemplate"]
        return record

    def _find_hosts(self, name: str) -> list[int]:
        params = {"includeDisabled": "true", "filter[Hosts.name]": name}
        rows = key_value_rows(self._client.get("hosts/loadHostsByString", params, expect=("hosts",))["hosts"])
        found = [number for number, value in rows if value == name]
        # Rows are sorted by name, so all of that name are there unless the list was cut before or among them.
        cut = len(rows) >= SHORT_LIST and (not found or rows[-1][1].casefold() == name.casefold())
        return self._find_in_lists(name) if cut else found

    def _find_in_lists(self, name: str) -> list[int]:
        found = {number for path in HOST_LISTS.values() for number, value in self._search(path, name) if value == name}
        return sorted(found)

    def _read_host_names(self, host_ids: list[int]) -> list[tuple[int, str]]:
        params = {"includeDisabled": "true", "filter[Hosts.name]": "", "selected[]": host_ids}
        rows = key_value_rows(self._client.get("hosts/loadHostsByString", params, expect=("hosts",))["hosts"])
        return [(number, name) for number, name in rows if number in host_ids]

    def _search(self, path: str, name: str) -> Iterable[tuple[int, str]]:
        params = {"filter[Hosts.name]": f"^{re.escape(name)}$", "filter[Hosts.name_regex]": "true"}
        for row in host_rows(self._client, path, params):
            yield int(row["Host"]["id"]), str(row["Host"]["name"])
