# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an inventory: objects without address, doubles, contacts that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from .sections import Section, report, section

MODEL, IP, CONTACT = "C__CATG__MODEL", "C__CATG__IP", "C__CATG__CONTACT"

Object = Mapping[str, Any]
#: What may be there twice, with what that is called: ``(key, shown)`` of each.
Values = Callable[[Object], Iterator[tuple[Hashable, str]]]


def audit(objects: Sequence[Object], contacts: Sequence[Object]) -> dict[str, Any]:
    """The report.

    ``objects``: as idoit_object_info returns them, with model, addresses and contacts. ``contacts``: whoever can be
    one, in every record status.
    """
    doubles = [
        _doubles("titles", "Titles that several objects have", "Title", objects, _titles),
        _doubles("serials", "Serial numbers that several objects have", "Serial number", objects, _serials),
        _doubles("addresses", "Addresses that are assigned several times", "Address", objects, _net_addresses),
    ]
    return report(
        "Audit of the inventory",
        len(objects),
        [_without_address(objects), *doubles, _dead_contacts(objects, contacts)],
        [_idle_contacts(objects, contacts)],
    )


def _entries(one: Object, category: str) -> list[Mapping[str, Any]]:
    return list(one.get("categories", {}).get(category, []))


def _told(one: Object) -> tuple[Any, ...]:
    return one["title"], one["id"], one["type_title"]


def _addresses(entry: Mapping[str, Any]) -> list[str]:
    return [entry[key] for key in ("ipv4_address", "ipv6_address") if entry.get(key)]


def _without_address(objects: Sequence[Object]) -> Section:
    found = [one for one in objects if not any(_addresses(entry) for entry in _entries(one, IP))]
    return section("without_address", "Objects without address", ("Object", "Id", "Type"), map(_told, found))


def _titles(one: Object) -> Iterator[tuple[Hashable, str]]:
    yield (one["type"], one["title"]), f"{one['title']} ({one['type_title']})"


def _serials(one: Object) -> Iterator[tuple[Hashable, str]]:
    for entry in _entries(one, MODEL):
        if entry.get("serial"):
            yield entry["serial"], entry["serial"]


def _net_addresses(one: Object) -> Iterator[tuple[Hashable, str]]:
    """Every net has its own addresses."""
    for entry in _entries(one, IP):
        net = entry.get("net") or {}
        for address in _addresses(entry):
            yield (net.get("id"), address), f"{address} in {net['title']}" if net.get("title") else address


def _doubles(key: str, title: str, column: str, objects: Sequence[Object], values: Values) -> Section:
    """A row per value that is there more than once, also within one object."""
    found: dict[tuple[Hashable, str], list[str]] = defaultdict(list)
    for one in objects:
        for value in values(one):
            found[value].append(f"{one['title']} (id {one['id']})")
    rows = [(shown, ", ".join(owners)) for (_key, shown), owners in found.items() if len(owners) > 1]
    return section(key, title, (column, "Objects"), rows)


def _dead_contacts(objects: Sequence[Object], contacts: Sequence[Object]) -> Section:
    status = {one["id"]: one["status"] for one in contacts}
    rows = []
    for one in objects:
        for entry in _entries(one, CONTACT):
            person = entry.get("contact") or {}
            state = status.get(person.get("id"), "gone") if person else "nobody"
            if state != "normal":
                rows.append((one["title"], one["id"], person.get("title", ""), entry.get("role", ""), state))
    columns = ("Object", "Id", "Contact", "Role", "What is wrong")
    about = "Nobody answers there: the contact is archived, deleted, or nobody at all."
    return section("dead_contacts", "Dead contacts", columns, rows, about)


def _idle_contacts(objects: Sequence[Object], contacts: Sequence[Object]) -> Section:
    named = {(entry.get("contact") or {}).get("id") for one in objects for entry in _entries(one, CONTACT)}
    idle = [one for one in contacts if one["status"] == "normal" and one["id"] not in named]
    about = "For information: they may be contacts of other objects."
    return section(
        "idle_contacts", "Contacts of none of these objects", ("Contact", "Id", "Type"), map(_told, idle), about
    )
