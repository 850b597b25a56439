# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be registered of each host: its object, what identifies it, and its entries by category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import mapping
from .machine import describe
from .values import is_empty, text

#: Variables of hosts that win over the rules.
TYPE_VARIABLE = "idoit_register_type"
#: The id of the object, by the inventory plugin cmdbops.idoit_oitc.idoit.
ID_VARIABLE = "idoit_id"


def documents(
    hosts: Iterable[str],
    hostvars: Mapping[str, Any],
    rules: Mapping[str, Any],
    types: Sequence[Mapping[str, Any]],
    title: Any,
    generation: str,
) -> dict[str, Any]:
    """``{"hosts": [...], "without_facts": [...], "problems": [...]}``; raises :class:`mapping.MappingError`.

    ``generation``: of the server's API, modern or legacy, which has fewer attributes.
    """
    checked = mapping.checked(rules, generation)
    out: dict[str, Any] = {"hosts": [], "without_facts": [], "problems": []}
    for name in hosts:
        variables = hostvars[name]
        facts = variables.get("ansible_facts") or {}
        if text(facts.get("hostname")) is None and text(facts.get("nodename")) is None:
            out["without_facts"].append(name)
            continue
        machine = describe(name, facts, variables)
        object_type, called = _type(machine, types), mapping.first_value(title, machine)
        if object_type is None or is_empty(called):
            missing = "object type fits" if object_type is None else "title is told"
            out["problems"].append(f"{name}: no {missing}")
            continue
        out["hosts"].append(_document(machine, object_type, str(called), checked))
    return out


def _document(
    machine: Mapping[str, Any], object_type: str, title: str, rules: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    own, others = {}, []
    for category, rule in rules.items():
        made = mapping.entries(rule, machine)
        if not made:
            continue
        if rule.get("of"):
            others.append({"category": category, "object": mapping.first_value(rule["of"], machine), "entries": made})
        else:
            own[category] = made
    identity = {key: machine.get(key) for key in ("serial", "uuid", "fqdn")}
    return {
        "host": machine["name"],
        "title": title,
        "type": object_type,
        "identity": {"id": _id(machine["vars"].get(ID_VARIABLE)), **identity, "title": title},
        "entries": own,
        "others": [each for each in others if isinstance(each["object"], Mapping)],
    }


def _type(machine: Mapping[str, Any], types: Sequence[Mapping[str, Any]]) -> str | None:
    """The object type by the host's own variable, else by the first rule that fits."""
    own = machine["vars"].get(TYPE_VARIABLE)
    if own:
        return str(own)
    for rule in types:
        if set(rule) - {"type", "when"} or not rule.get("type"):
            raise mapping.MappingError(f"A rule for object types has type and when, not {dict(rule)}")
        if mapping.fits(rule.get("when"), machine):
            return str(rule["type"])
    return None


def _id(value: Any) -> int | None:
    return int(value) if str(value).isdigit() else None
