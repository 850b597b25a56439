# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What facts hold: texts that say nothing, paths into them, lists that may be a single value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: What firmware and ansible.builtin.setup write where there is nothing to tell.
PLACEHOLDERS = frozenset(
    {
        "",
        "-",
        "chassis serial number",
        "default string",
        "empty",
        "filled by oem",
        "invalid",
        "n/a",
        "na",
        "no asset tag",
        "none",
        "not applicable",
        "not available",
        "not present",
        "not settable",
        "not specified",
        "null",
        "o.e.m.",
        "oem",
        "serial number",
        "system manufacturer",
        "system product name",
        "system serial number",
        "system version",
        "to be filled by o.e.m",
        "to be filled by o.e.m.",
        "undefined",
        "unknown",
        "unspecified",
    }
)
#: Serials that many machines share: one character repeated, or digits counted up.
_NO_SERIAL = re.compile(r"(.?)\1*|0?123456789?0?")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: UUIDs that firmware ships unset.
_NO_UUIDS = frozenset(
    {
        "00020003-0004-0005-0006-000700080009",
        "03000200-0400-0500-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
    }
)
_NAMELESS = ("localhost", "localhost.localdomain", "localhost4", "localhost6")


def text(value: Any) -> str | None:
    """A text that says something; None for placeholders, and for what is no text."""
    if not isinstance(value, str):
        return None
    stripped = value.strip()
    return None if stripped.lower() in PLACEHOLDERS else stripped


def serial(value: Any) -> str | None:
    """A serial number that tells one machine from all others."""
    found = text(value)
    if found is None or _NO_SERIAL.fullmatch(re.sub(r"[\s.-]", "", found)):
        return None
    return found


def uuid(value: Any) -> str | None:
    """The UUID of a machine, in lower case."""
    found = (text(value) or "").lower()
    if not _UUID.fullmatch(found) or found in _NO_UUIDS or len(set(found) - {"-"}) < 3:
        return None
    return found


def fqdn(value: Any) -> str | None:
    """A name with a domain, in lower case."""
    found = (text(value) or "").lower().rstrip(".")
    labels = found.split(".")
    if len(labels) < 2 or not all(labels) or labels[0] in _NAMELESS or labels[-1].isdigit() or ":" in found:
        return None
    return found


def listed(value: Any) -> list[Any]:
    """A list, also where there is only one element, as PowerShell writes it, or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def whole(value: Any) -> int | None:
    """A number above zero; None for anything else, such as the speed -1 of a port without a link."""
    try:
        number = int(float(value))
    except (TypeError, ValueError):
        return None
    return number if number > 0 else None


def is_empty(value: Any) -> bool:
    """Whether nothing is told."""
    return value is None or value == "" or (isinstance(value, (Mapping, list, tuple)) and not value)


def at(path: str, scope: Mapping[str, Any]) -> Any:
    """What lies at ``facts.devices.sda.size``; None where there is nothing, and for a placeholder."""
    value: Any = scope
    for key in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, (list, tuple)) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return text(value) if isinstance(value, str) else value


def known(**values: Any) -> dict[str, Any]:
    """The values that tell something."""
    return {key: value for key, value in values.items() if not is_empty(value)}
