# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object of the CMDB a monitoring host is for: only what carries a marker belongs to the automation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Stands in the variable of the CMDB status when the object is gone.
GONE = "gone"


@dataclass(frozen=True)
class Marked:
    """A monitoring host. ``marker``: the ``idoit_instance_id`` it carries, None if somebody made it by hand.

    ``status``: the CMDB status it was last written with, or :data:`GONE`.
    """

    id: int
    name: str
    container: str
    disabled: bool
    marker: str | None
    status: str | None


@dataclass(frozen=True)
class MarkerNames:
    """The custom variables that hold marker and CMDB status."""

    marker: str
    status: str

    def read(self, hosts: Iterable[Mapping[str, Any]]) -> list[Marked]:
        """Hosts as oitc_host_info returns them with their configuration, each once."""
        found: dict[int, Marked] = {}
        for host in hosts:
            variables = {one["name"].upper(): one["value"] for one in host["config"]["custom_variables"]}
            found[int(host["id"])] = Marked(
                id=int(host["id"]),
                name=str(host["name"]),
                container=str(host["container"]),
                disabled=bool(host["disabled"]),
                marker=variables.get(self.marker.upper()),
                status=variables.get(self.status.upper()),
            )
        return list(found.values())

    def variables(self, marker: str, status: str | None) -> list[dict[str, str]]:
        """Both as oitc_host takes them."""
        known = {self.marker: marker, self.status: status}
        return [{"name": name, "value": value} for name, value in known.items() if value]


def object_of(marker: str) -> tuple[str, int] | None:
    """The instance and the id of the object that a marker names; None if it is not one of ours."""
    instance, separator, number = marker.rpartition("#")
    return (instance, int(number)) if separator and number.isascii() and number.isdigit() else None
