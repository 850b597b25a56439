# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object of the CMDB each host is: by what tells machines from each other, the strongest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .values import fqdn, serial, text, uuid

#: What may identify a host. ``id`` is known from the inventory, the others are looked up.
CRITERIA = ("id", "serial", "uuid", "fqdn", "title")
MODEL, IDENTIFIER, ADDRESS = "C__CATG__MODEL", "C__CATG__IDENTIFIER", "C__CATG__IP"
#: The categories that hold them.
CATEGORIES = (MODEL, IDENTIFIER, ADDRESS)


class CriterionError(ValueError):
    """A criterion that does not exist."""


def identify(
    hosts: Sequence[Mapping[str, Any]], objects: Iterable[Mapping[str, Any]], criteria: Sequence[str]
) -> dict[str, Any]:
    """``{"hosts": [...], "problems": [...]}``: hosts with ``id`` (null: still to be created) and ``found_by``.

    A host with a problem is not among the hosts. ``objects`` are those of idoit_object_info with :data:`CATEGORIES`.
    """
    unknown = [each for each in criteria if each not in CRITERIA]
    if unknown:
        raise CriterionError(f"{', '.join(unknown)} identifies no host; these do: {', '.join(CRITERIA)}")
    index = _Index(objects)
    problems: list[str] = []
    found = []
    for host in hosts:
        try:
            number, by = index.find(host, criteria)
        except _UnclearError as unclear:
            problems.append(f"{host['host']}: {unclear}")
        else:
            found.append({**host, "id": number, "found_by": by})
    twice = _told_twice(found, criteria)
    return {
        "hosts": [host for host in found if host["host"] not in twice],
        "problems": [*problems, *dict.fromkeys(twice.values())],
    }


class _UnclearError(Exception):
    """Nobody can tell which object is meant."""


class _Index:
    """Objects by what identifies them; normal ones hide archived ones."""

    def __init__(self, objects: Iterable[Mapping[str, Any]]) -> None:
        self._by: dict[tuple[str, str], dict[int, Mapping[str, Any]]] = defaultdict(dict)
        for each in objects:
            for criterion, value in _told(each):
                self._by[criterion, value][each["id"]] = each

    def find(self, host: Mapping[str, Any], criteria: Sequence[str]) -> tuple[int | None, str | None]:
        """The id of the object and what it was found by; raises :class:`_UnclearError`."""
        for criterion in criteria:
            value = _key(criterion, host["identity"].get(criterion))
            if value is None:
                continue
            if criterion == "id":
                return int(value), criterion
            rows = self._rows(criterion, value)
            if len(rows) > 1:
                raise _UnclearError(f"several objects have the {criterion} {value!r}: {_listed(rows)}")
            if rows:
                if criterion == "title":
                    _check_not_another(host, rows[0])
                return int(rows[0]["id"]), criterion
        return None, None

    def _rows(self, criterion: str, value: str) -> list[Mapping[str, Any]]:
        rows = list(self._by.get((criterion, value), {}).values())
        normal = [row for row in rows if row.get("status") == "normal"]
        return normal or rows


def _told(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What identifies an object, as pairs of criterion and comparable value."""
    entries = found.get("categories") or {}
    values: list[tuple[str, Any]] = [("title", found.get("title"))]
    values += [("serial", serial(_text(entry.get("serial")))) for entry in entries.get(MODEL) or []]
    values += [("uuid", uuid(entry.get("value"))) for entry in entries.get(IDENTIFIER) or []]
    for entry in entries.get(ADDRESS) or []:
        parts = [text(entry.get("hostname")), text(entry.get("domain"))]
        values.append(("fqdn", fqdn(".".join(part for part in parts if part))))
    keys = [(criterion, _key(criterion, value)) for criterion, value in values]
    return [(criterion, key) for criterion, key in keys if key is not None]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _key(criterion: str, value: Any) -> str | None:
    """The value in the form in which it is compared: titles exactly, the others whatever their case."""
    if value is None or value == "":
        return None
    return str(value) if criterion == "title" else str(value).lower()


def _check_not_another(host: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """A title alone is weak: an object that is known by another serial or name is another machine."""
    told = defaultdict(set)
    for criterion, value in _told(row):
        told[criterion].add(value)
    for criterion in ("serial", "fqdn"):
        own = _key(criterion, host["identity"].get(criterion))
        if own is not None and told[criterion] and own not in told[criterion]:
            stored = ", ".join(sorted(told[criterion]))
            raise _UnclearError(
                f"{_listed([row])} has its title, but the {criterion} {stored}, not {own}. "
                "Say which object it is by the variable idoit_id, or correct the object."
            )


def _told_twice(hosts: Sequence[Mapping[str, Any]], criteria: Sequence[str]) -> dict[str, str]:
    """By host the problem of those that would be one object."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for host in hosts:
        for key in _claims(host, criteria):
            together[key].append(host["host"])
    problems: dict[str, str] = {}
    for (what, value), names in together.items():
        if len(names) > 1:
            problem = f"{', '.join(names)}: they all have the {what} {value!r}, so they would be one object"
            for name in names:
                problems.setdefault(name, problem)
    return problems


def _claims(host: Mapping[str, Any], criteria: Sequence[str]) -> set[tuple[str, str]]:
    """What the host has for itself: the object, the strongest criterion, and, if it is new, title and type."""
    claims = set()
    if host["id"] is not None:
        claims.add(("object id", str(host["id"])))
    else:
        claims.add(("title", f"{host['title']} ({host['type']})"))
    for criterion in criteria:
        value = _key(criterion, host["identity"].get(criterion))
        if value is not None:
            if criterion != "title":
                claims.add((criterion, value))
            break
    return claims


def _listed(rows: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(f"{row['title']!r} (id {row['id']}, {row.get('type')}, {row.get('status')})" for row in rows)
