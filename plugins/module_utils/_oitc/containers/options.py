# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of one container, and which of them each kind of container has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._argspec import OITC_CONNECTION, ArgSpec, Listable
from ..._errors import InputError

#: The details of tenants and locations. Nodes have a name only.
DETAILS = {
    "tenant": ("description", "firstname", "lastname", "street", "zipcode", "city"),
    "location": ("description", "latitude", "longitude", "timezone"),
    "node": (),
}
#: The latitude and longitude of locations.
DEGREES = {"latitude": 90.0, "longitude": 180.0}

CONTAINER = Listable(
    list_name="containers",
    options={
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "id": {"type": "int"},
        "path": {"type": "str"},
        "new_name": {"type": "str"},
        "type": {"type": "str", "choices": sorted(DETAILS)},
        "create_parents": {"type": "bool", "default": False},
        **{
            name: {"type": "float" if name in DEGREES else "str"}
            for name in dict.fromkeys(name for names in DETAILS.values() for name in names)
        },
    },
    rules=ArgSpec(mutually_exclusive=[("id", "new_name")]),
)
SPEC = OITC_CONNECTION + CONTAINER.spec()


def wished_details(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """The details that the options name; an empty text clears one. Raises :class:`InputError`."""
    names = {name for names in DETAILS.values() for name in names if item.get(name) is not None}
    wrong = sorted(names - {*DETAILS[kind]})
    if wrong:
        raise InputError(f"a {kind} has no {', '.join(wrong)}")
    for name, limit in DEGREES.items():
        if name in names and abs(item[name]) > limit:
            raise InputError(f"{name} must be from {-limit:g} to {limit:g}, not {item[name]:g}")
    return {name: item[name] if item[name] != "" else None for name in DETAILS[kind] if name in names}
