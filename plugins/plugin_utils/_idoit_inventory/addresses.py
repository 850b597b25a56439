# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host addresses: the entries of C__CATG__IP (idoit-api.md §11.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .paths import entries
from .simple import simple

IP = "C__CATG__IP"
ADDRESS_ATTRIBUTES = ("hostaddress", "ipv4_address", "ipv6_address")


def address(entry: Mapping[str, Any]) -> str | None:
    """The address of an entry as text; None for one that has none, as DHCP entries may."""
    for attribute in ADDRESS_ATTRIBUTES:
        text = simple(entry.get(attribute))
        if isinstance(text, str):
            return text
    return None


def primary(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The entry marked as primary, None when there is none: another one is never taken in its place."""
    return next((entry for entry in entries(row, IP) if simple(entry.get("primary"))), None)


def primary_address(row: Mapping[str, Any]) -> str | None:
    """The text of the primary address."""
    entry = primary(row)
    return address(entry) if entry else None


def active_address(row: Mapping[str, Any]) -> str | None:
    """The primary address, or without one the first active one."""
    active = (entry for entry in entries(row, IP) if simple(entry.get("active")))
    return primary_address(row) or next(filter(None, map(address, active)), None)


def hostname(row: Mapping[str, Any]) -> str | None:
    """The host name at the primary address."""
    entry = primary(row)
    name = simple(entry.get("hostname")) if entry else None
    return str(name) if name else None


def fqdn(row: Mapping[str, Any]) -> str | None:
    """Host name and domain at the primary address; None unless both are there."""
    entry = primary(row)
    name = hostname(row)
    if not entry or not name:
        return None
    domains = simple(entry.get("domain")) or simple(entry.get("dns_domain"))
    domain = domains[0] if isinstance(domains, list) else domains
    return f"{name}.{domain}" if domain else None


def nets(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The layer-3 nets of all addresses, each once, as ``{"id", "title"}``."""
    found = (simple(entry.get("net")) for entry in entries(row, IP))
    return list({net["id"]: net for net in found if isinstance(net, dict)}.values())
