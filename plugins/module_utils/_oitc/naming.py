# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the names in the options of one thing into ids, and ids into names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .._errors import AmbiguousError, InputError, NotFoundError
from .lookups import Lookups
from .references import MissingName, Names, Reference


class HostNames:
    """The names of the hosts that a task has met, by id or by the placeholder of one about to be made."""

    def __init__(self) -> None:
        self._names: dict[Any, str] = {}
        self._keys: dict[str, set[Any]] = defaultdict(set)

    def learn(self, names: Mapping[Any, str]) -> None:
        """Add names by id or placeholder."""
        for key, name in names.items():
            self._keys[self._names.get(key, name)].discard(key)
            self._keys[name].add(key)
        self._names.update(names)

    def made(self, placeholder: Any, number: int) -> None:
        """A host that was about to be made has an id now."""
        name = self._names.pop(placeholder)
        self._keys[name].discard(placeholder)
        self.learn({number: name})

    def unknown(self, host_ids: Iterable[int]) -> set[int]:
        """Those that were not met yet."""
        return {*host_ids} - self._names.keys()

    def planned(self, name: str) -> list[Any]:
        """The placeholders of hosts of this name that are about to be made."""
        return [key for key in self._keys.get(name, ()) if not isinstance(key, int)]

    def show(self, key: Any) -> Any:
        """The name, or ``{"id": 5}`` where several hosts have it; the id itself when it was not met."""
        name = self._names.get(key)
        if name is None:
            return key
        return name if len(self._keys[name]) == 1 or not isinstance(key, int) else {"id": key}


class Naming:
    """Names among everything the server lists.

    ``tolerant``: check mode, in which an unknown name is noted in ``missing`` instead of failing. ``hosts``: the hosts
    that the task has met. ``arguments``: names of arguments of commands by id.
    """

    def __init__(self, lookups: Lookups, tolerant: bool, hosts: HostNames | None = None) -> None:
        self.missing: list[str] = []
        self.arguments: dict[int, str] = {}
        self._lookups = lookups
        self._tolerant = tolerant
        self._hosts = HostNames() if hosts is None else hosts

    def resolve(self, kind: str, given: Any, option: str) -> Any:
        """The id; in tolerant mode :class:`MissingName` for an unknown name.

        Raises :class:`InputError`, and :class:`NotFoundError` for an unknown id: the server would drop it, or store it.
        """
        reference = Reference.parse(given, option)
        if reference.id is not None and not self._exists(kind, reference.id):
            raise NotFoundError(f"There is no {self._noun(kind)} with the id {reference.id}", subject=option)
        try:
            return self._host(reference, option) if kind == "host" else self._names(kind).id_of(reference, option)
        except (InputError, NotFoundError):
            if not self._tolerant or reference.name is None:
                raise
            self.missing.append(f"{option}: {reference.name}")
            return MissingName(reference.name)

    def resolve_all(self, kind: str, given: Iterable[Any], option: str) -> frozenset[Any]:
        """The ids of several things; those of hosts are looked up at once."""
        references = [Reference.parse(one, option) for one in given]
        if kind == "host":
            self.learn_hosts(reference.id for reference in references if reference.id is not None)
        return frozenset(self.resolve(kind, one, option) for one in given)

    def show(self, kind: str, value: Any) -> Any:
        """The name, ``{"id": 5}`` where it would not tell which, the id where no name is known; None for none."""
        if not value or isinstance(value, str):
            return value or None
        if kind == "argument":
            return self.arguments.get(value, value)
        return self._hosts.show(value) if kind == "host" else self._names(kind).show(value)

    def learn_hosts(self, host_ids: Iterable[int]) -> None:
        """Look up the names of those hosts that are not known yet."""
        self._hosts.learn(self._lookups.host_names(self._hosts.unknown(host_ids)))

    def warnings(self, label: str) -> list[str]:
        """What to tell the user about the missing names."""
        return [f"{label}: not found, an earlier task may be about to create it: {name}" for name in self.missing]

    def _exists(self, kind: str, number: int) -> bool:
        if kind == "host":
            self.learn_hosts([number])
            return not self._hosts.unknown([number])
        return self._names(kind).knows(number)

    def _noun(self, kind: str) -> str:
        return "host" if kind == "host" else self._names(kind).kind

    def _names(self, kind: str) -> Names:
        return self._lookups.containers() if kind == "container" else self._lookups.listed(kind)

    def _host(self, reference: Reference, option: str) -> Any:
        if reference.id is not None:
            return reference.id
        name = str(reference.name)
        known, planned = self._lookups.hosts_named(name), self._hosts.planned(name)
        found = [*known, *planned]
        if len(found) > 1:
            ids = ", ".join([*map(str, known), *["one about to be made"] * len(planned)])
            raise AmbiguousError(
                f"There are {len(found)} hosts named {name!r}: ids {ids}",
                reason=f"Say which one with {option}: {{id: …}}.",
            )
        if not found:
            raise NotFoundError(f"There is no host {name!r}", subject=option)
        self._hosts.learn({found[0]: name})
        return found[0]
