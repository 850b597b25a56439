# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids as one host sees them: what may be used depends on its container."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._errors import AmbiguousError, InputError, NotFoundError
from ..lookups import Lookups, Offer
from ..references import MissingName, Names, Reference


class HostNaming:
    """Resolves the names in the options of one host, and shows ids as names.

    ``offer``: what hosts of its container may use. ``tolerant``: check mode, in which an unknown name is noted in
    ``missing`` instead of failing. ``hosts``: names of hosts by id, or by the placeholder of one about to be made.
    ``arguments``: names of command arguments by id.
    """

    def __init__(self, lookups: Lookups, offer: Offer, tolerant: bool, hosts: dict[Any, str]) -> None:
        self.missing: list[str] = []
        self.arguments: dict[int, str] = {}
        self._lookups = lookups
        self._offer = offer
        self._tolerant = tolerant
        self._hosts = hosts

    def resolve(self, kind: str, given: Any, option: str) -> Any:
        """The id; in tolerant mode :class:`MissingName` for an unknown name. Raises :class:`InputError`."""
        reference = Reference.parse(given, option)
        try:
            return self._host(reference, option) if kind == "host" else self._names(kind).id_of(reference, option)
        except (InputError, NotFoundError):
            if not self._tolerant or reference.name is None:
                raise
            self.missing.append(f"{option}: {reference.name}")
            return MissingName(reference.name)

    def show(self, kind: str, value: Any) -> Any:
        """The name; the id itself where no name is known; None for none."""
        if not value or isinstance(value, str):
            return value or None
        if kind == "host":
            return self._hosts.get(value, value)
        if kind == "argument":
            return self.arguments.get(value, value)
        return self._names(kind).name_of(value)

    def _host(self, reference: Reference, option: str) -> Any:
        if reference.id is not None:
            return reference.id
        name = str(reference.name)
        planned = [key for key, known in self._hosts.items() if known == name and not isinstance(key, int)]
        found = [*self._lookups.hosts_named(name), *planned]
        if len(found) > 1:
            raise AmbiguousError(
                f"There are {len(found)} hosts named {name!r}: ids {', '.join(map(str, found))}",
                reason=f"Say which one with {option}: {{id: …}}.",
            )
        if not found:
            raise NotFoundError(f"There is no host {name!r}", subject=option)
        self._hosts[found[0]] = name
        return found[0]

    def _names(self, kind: str) -> Names:
        if kind == "container":
            return self._lookups.containers()
        if kind == "command":
            return self._lookups.commands()
        offered: Mapping[str, Names] = vars(self._offer)
        return offered[f"{kind}s"]
