# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hosts that downtimes are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..._errors import AmbiguousError, NotFoundError
from ..client import Client
from ..host_info import SPEC as HOST_FILTERS
from ..host_info import read_hosts
from ..lists import HOST_LISTS
from ..references import Reference

Host = Mapping[str, Any]


class Targets:
    """The hosts that any item names, read once. ``monitored``: only those that the engine knows are meant."""

    def __init__(self, client: Client, references: Sequence[Reference], monitored: bool) -> None:
        lists = ["monitored"] if monitored else [*HOST_LISTS]
        self._monitored = monitored
        anything = {name: option.get("default") for name, option in HOST_FILTERS.options.items()}
        filters = {
            "names": sorted({one.name for one in references if one.name is not None}),
            "ids": sorted({one.id for one in references if one.id is not None}),
        }
        self._hosts: dict[int, Host] = {}
        for name, values in filters.items():
            if values:
                found = read_hosts(client, {**anything, "monitoring": lists, name: values})["hosts"]
                self._hosts.update({host["id"]: host for host in found})

    def find(self, reference: Reference) -> Host:
        """The host. Raises :class:`NotFoundError` or :class:`AmbiguousError`."""
        matches = [
            host for host in self._hosts.values() if reference.name == host["name"] or reference.id == host["id"]
        ]
        label = label_of(reference)
        if not matches:
            raise self._missing(label)
        if len(matches) > 1:
            ids = ", ".join(str(host["id"]) for host in matches)
            raise AmbiguousError(f"there are {len(matches)} hosts named {label}: ids {ids}", reason="Give {id: …}.")
        return matches[0]

    def _missing(self, label: str) -> NotFoundError:
        if not self._monitored:
            return NotFoundError(f"there is no host {label}")
        return NotFoundError(
            f"there is no monitored host {label}",
            reason="A new host is monitored after an export, a disabled one is not.",
        )


def label_of(reference: Reference) -> str:
    """How messages call the host."""
    return reference.name or f"id {reference.id}"
