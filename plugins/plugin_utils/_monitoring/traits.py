# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What rules know about a host: the variables that the inventory ``cmdbops.idoit_oitc.idoit`` gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Variables = Mapping[str, Any]


def _places(variables: Variables) -> Iterable[Any]:
    """What contains the host, innermost first."""
    return list(variables.get("idoit_location_path") or ())[::-1]


def _of_contacts(key: str) -> Callable[[Variables], Iterable[Any]]:
    def values(variables: Variables) -> Iterable[Any]:
        entries = variables.get("idoit_contact") or []
        for entry in [entries] if isinstance(entries, Mapping) else entries:
            # Older servers call the person contact_object.
            yield from _flat(entry.get(key) or entry.get(f"{key}_object"))

    return values


#: The values of each trait; a condition holds if any of them matches, a placeholder takes the first or all.
TRAITS: Mapping[str, Callable[[Variables], Iterable[Any]]] = {
    "name": lambda variables: [variables.get("inventory_hostname")],
    "type": lambda variables: [variables.get("idoit_type"), variables.get("idoit_type_title")],
    "status": lambda variables: [variables.get("idoit_cmdb_status")],
    "location": _places,
    "contact": _of_contacts("contact"),
    "contact_role": _of_contacts("role"),
    "group": lambda variables: variables.get("group_names") or (),
}


class Traits:
    """A host as rules see it."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self._known: dict[str, list[str]] = {}

    def values(self, trait: str) -> list[str]:
        """The texts of a trait of :data:`TRAITS`."""
        if trait not in self._known:
            self._known[trait] = _texts(TRAITS[trait](self._variables))
        return self._known[trait]

    def variable(self, path: str) -> list[str]:
        """The texts of a variable, or with dots of what is inside; none if it is not defined."""
        name, *inside = path.split(".")
        values = list(_flat(self._variables.get(name)))
        for key in inside:
            values = [found for value in values if isinstance(value, Mapping) for found in _flat(value.get(key))]
        return _texts(values)

    def named(self, name: str) -> list[str]:
        """The texts of a trait, or of a variable if there is no such trait."""
        return self.values(name) if name in TRAITS else self.variable(name)


def _flat(value: Any) -> Iterable[Any]:
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _flat(one)
    elif value is not None:
        yield value


def _texts(values: Iterable[Any]) -> list[str]:
    """As texts, each once; a reference to an object goes by its title."""
    found: dict[str, None] = {}
    for value in values:
        one = value.get("title") if isinstance(value, Mapping) else value
        if one is not None and one != "":
            found[str(one)] = None
    return list(found)
