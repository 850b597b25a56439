# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it takes to take objects out of operation: how people name them, and what there is to do for each.

Only evidence makes a monitoring host that of an object: the marker of the role oitc_monitor, or name and address both.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

ADDRESSES = "C__CATG__IP"
#: How an object is named in a text besides by its title: ``id=42``.
NAMED_BY = ("id", "sysid", "title")

Object = Mapping[str, Any]
Host = Mapping[str, Any]


def identities(given: str | Sequence[Any]) -> list[dict[str, Any]]:
    """Objects as idoit_object takes them, each once, from a list or a text with commas.

    A text is a title, unless it says otherwise: ``id=42``, ``sysid=SYSID_1``. A mapping stays what it is.
    Raises ValueError for an id that is no number.
    """
    elements = given.split(",") if isinstance(given, str) else given
    found: list[dict[str, Any]] = []
    for element in elements:
        identity = dict(element) if isinstance(element, Mapping) else _identity(str(element).strip())
        if identity and identity not in found:
            found.append(identity)
    return found


def _identity(text: str) -> dict[str, Any]:
    key, equals, value = (part.strip() for part in text.partition("="))
    if not equals or key not in NAMED_BY:
        return {"title": text} if text else {}
    if key != "id":
        return {key: value}
    if not value.isdigit():
        raise ValueError(f"{text}: an id is a number")
    return {"id": int(value)}


def plan(
    objects: Sequence[Object],
    hosts: Sequence[Host] = (),
    marker: str = "",
    cmdb: str = "",
    by_name: bool = False,
    state: str = "disabled",
) -> dict[str, Any]:
    """What there is to do.

    ``objects``: as idoit_object_info returns them, with C__CATG__IP. ``hosts``: as oitc_host_info returns those
    named as ``names`` says, with configuration. ``marker``: the custom variable that holds ``idoit_instance_id``,
    and ``cmdb`` what that begins with. ``by_name``: the name is evidence enough.
    ``state``: what the hosts are to be; a foreign one that is disabled already is no hindrance to disabling.
    """
    marks = {f"{cmdb}#{one['id']}" for one in objects}
    own = [host for host in hosts if by_name or _belongs(host, objects, marker, marks)]
    return {
        "names": sorted({name for one in objects for name in _names(one)}),
        "objects": [{"object": {"id": one["id"]}} for one in objects],
        "in_use": [{"id": one["id"]} for one in objects if one["status"] == "normal"],
        "hosts": [{"id": host["id"]} for host in own],
        "monitored": [{"id": host["id"]} for host in own if host["monitoring"] == "monitored"],
        "foreign": [host for host in hosts if host not in own and not (state == "disabled" and host["disabled"])],
        "addresses": [line for one in objects for line in _lines(one)],
    }


def _entries(one: Object) -> list[Mapping[str, Any]]:
    return list(one.get("categories", {}).get(ADDRESSES, []))


def _addresses(entry: Mapping[str, Any]) -> Iterable[str]:
    return (entry[key] for key in ("ipv4_address", "ipv6_address") if entry.get(key))


def _hostnames(entry: Mapping[str, Any]) -> Iterable[str]:
    """The host name of an address, alone and with its domains."""
    if entry.get("hostname"):
        domains = [entry.get("domain"), *(entry.get("dns_domain") or [])]
        yield entry["hostname"]
        yield from (f"{entry['hostname']}.{domain}" for domain in domains if domain)


def _names(one: Object) -> set[str]:
    """The names under which the monitoring may know an object."""
    return {one["title"], *(name for entry in _entries(one) for name in _hostnames(entry))}


def _belongs(host: Host, objects: Sequence[Object], marker: str, marks: Container[str]) -> bool:
    for variable in host["config"]["custom_variables"]:
        if variable["name"] == marker:
            return variable["value"] in marks
    return any(host["address"] in _places(one) for one in objects)


def _places(one: Object) -> set[str]:
    """What may stand as the address of an object's host."""
    return {*_names(one), *(text for entry in _entries(one) for text in _addresses(entry))}


def _lines(one: Object) -> Iterable[dict[str, Any]]:
    """A line for the logbook per address: with its entry goes what tells that the object had it."""
    for entry in _entries(one):
        for address in _addresses(entry):
            names = ", ".join(_hostnames(entry))
            yield {
                "object": {"id": one["id"]},
                "event": f"Address {address} freed",
                "description": f"{address}{f' ({names})' if names else ''}",
                "once_key": f"freed-address-{entry['id']}",
            }
