# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of everything of one kind that the user may read, and how to read their rows (oitc-api.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .client import Client
from .paging import rows_by_id

Row = Mapping[str, Any]
#: The lists that together hold every host: exported, not yet exported, disabled (oitc-observed.md §4).
HOST_LISTS = {"monitored": "hosts/index", "not_monitored": "hosts/notMonitored", "disabled": "hosts/disabled"}


def host_rows(client: Client, path: str, params: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of one of the lists of hosts, by id."""
    return rows_by_id(client, path, "all_hosts", "Hosts.id", lambda row: int(row["Host"]["id"]), params)


@dataclass(frozen=True)
class Listed:
    """A row of a list. ``containers``: where it is at home, none for a command."""

    id: int
    name: str
    containers: frozenset[int]
    record: Row


@dataclass(frozen=True)
class ListOf:
    """One list. ``noun``: how messages call what it holds; ``column``: that of the names, to filter by."""

    noun: str
    controller: str
    column: str
    record: Callable[[Row], Row]
    name: Callable[[Row], str]
    containers: Callable[[Row], Iterable[int]]

    def read(self, client: Client, part: str = "") -> list[Listed]:
        """The rows, by id: names may be there twice. With ``part`` only those with it in their names."""
        params = {f"filter[{self.column}]": part} if part else {}
        column = f"{self.controller.capitalize()}.id"
        rows = rows_by_id(client, f"{self.controller}/index", f"all_{self.controller}", column, self._id, params)
        return [self._listed(row) for row in rows]

    def _id(self, row: Row) -> int:
        return int(self.record(row)["id"])

    def _listed(self, row: Row) -> Listed:
        record = self.record(row)
        return Listed(self._id(row), str(self.name(row)), frozenset(self.containers(row)), record)


def _own(wrapper: str, noun: str, containers: Callable[[Row], Iterable[int]], name: str = "name") -> ListOf:
    """Things with a name of their own."""
    controller = f"{wrapper.lower()}s"
    return ListOf(
        noun, controller, f"{wrapper}s.{name}", lambda row: row[wrapper], lambda row: row[wrapper][name], containers
    )


def _in_container(controller: str, noun: str) -> ListOf:
    """Groups, whose name and place are those of the container that each has."""
    return ListOf(
        noun,
        controller,
        "Containers.name",
        lambda row: row,
        lambda row: row["container"]["name"],
        lambda row: [row["container"]["parent_id"]],
    )


#: The lists by the kind of thing, as references name it.
LISTS = {
    "hosttemplate": _own("Hosttemplate", "host template", lambda row: [row["Hosttemplate"]["container_id"]]),
    "contact": _own("Contact", "contact", lambda row: [one["id"] for one in row["Container"]]),
    "command": _own("Command", "command", lambda _row: []),
    "timeperiod": _own("Timeperiod", "time period", lambda row: [row["Timeperiod"]["container_id"]]),
    "servicetemplate": _own(
        "Servicetemplate", "service template", lambda row: [row["Servicetemplate"]["container_id"]], "template_name"
    ),
    "servicetemplategroup": _in_container("servicetemplategroups", "service template group"),
    "hostgroup": _in_container("hostgroups", "host group"),
    "contactgroup": ListOf(
        "contact group",
        "contactgroups",
        "Containers.name",
        lambda row: row["Contactgroup"],
        lambda row: row["Container"]["name"],
        lambda row: [row["Container"]["parent_id"]],
    ),
}
