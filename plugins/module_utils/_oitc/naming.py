# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the names in the options of one thing into ids, and ids into names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._errors import AmbiguousError, InputError, NotFoundError
from .lookups import Lookups
from .references import MissingName, Names, Reference


class Naming:
    """Names among everything the server lists.

    ``tolerant``: check mode, in which an unknown name is noted in ``missing`` instead of failing. ``hosts``: names of
    hosts by id, or by the placeholder of one about to be made. ``arguments``: names of arguments of commands by id.
    """

    def __init__(self, lookups: Lookups, tolerant: bool, hosts: dict[Any, str] | None = None) -> None:
        self.missing: list[str] = []
        self.arguments: dict[int, str] = {}
        self._lookups = lookups
        self._tolerant = tolerant
        self._hosts = {} if hosts is None else hosts

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
        if kind == "argument":
            return self.arguments.get(value, value)
        return self._hosts.get(value, value) if kind == "host" else self._names(kind).name_of(value)

    def learn_hosts(self, host_ids: Iterable[int]) -> None:
        """Look up the names of those hosts that are not known yet."""
        self._hosts.update(self._lookups.host_names({*host_ids} - set(self._hosts)))

    def warnings(self, label: str) -> list[str]:
        """What to tell the user about the missing names."""
        return [f"{label}: not found, an earlier task may be about to create it: {name}" for name in self.missing]

    def _names(self, kind: str) -> Names:
        return self._lookups.containers() if kind == "container" else self._lookups.listed(kind)

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
