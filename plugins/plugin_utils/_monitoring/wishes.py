# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the CMDB wishes for: a monitoring host for each host of the inventory, as the rules describe it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .rules import MONITOR, Rule, options_for
from .traits import Traits, Variables

#: Without these a monitoring host cannot be made.
NEEDED = ("address", "container", "hosttemplate")
IN_USE = "normal"


def wishes(
    hosts: Iterable[tuple[str, Variables]], rules: Sequence[Rule], in_operation: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """What is to be monitored, and what is not and why.

    ``hosts``: name and variables. ``in_operation``: the titles of CMDB statuses that mean so; a host without a status
    counts as in operation. Returns ``wishes``, each with ``name``, ``instance_id``, ``status``, ``in_operation`` and
    ``options`` (of oitc_host), ``skipped``, each with ``name`` and ``reason``, and the ``containers`` and
    ``hostgroups`` that the wishes name, as the modules take them. Hosts that do not come from the CMDB are left out.
    """
    made: dict[str, list[dict[str, Any]]] = {"wishes": [], "skipped": []}
    for name, variables in hosts:
        instance_id = variables.get("idoit_instance_id")
        if instance_id is None:
            continue
        options = options_for(Traits(variables), rules)
        monitor = options.pop(MONITOR, True)
        reason = _reason_to_skip(variables, options, monitor)
        if reason:
            made["skipped"].append({"name": name, "reason": reason})
            continue
        status = variables.get("idoit_cmdb_status")
        made["wishes"].append(
            {
                "name": str(name),
                "instance_id": str(instance_id),
                "status": None if status is None else str(status),
                "in_operation": status is None or str(status) in in_operation,
                "options": options,
            }
        )
    options_of_all = [wish["options"] for wish in made["wishes"]]
    made["containers"] = [{"path": path} for path in _texts(options.get("container") for options in options_of_all)]
    groups = (group for options in options_of_all for group in options.get("hostgroups") or ())
    made["hostgroups"] = [{"name": name} for name in _texts(groups)]
    return made


def _texts(values: Iterable[Any]) -> list[str]:
    """Each name once, in order; what is given by id is there already."""
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _reason_to_skip(variables: Variables, options: Mapping[str, Any], monitor: Any) -> str | None:
    if str(monitor).lower() in ("false", "no"):
        return "a rule says so"
    status = variables.get("idoit_status", IN_USE)
    if status != IN_USE:
        return f"its record status is {status}"
    missing = [name for name in NEEDED if not options.get(name)]
    return f"it has no {', '.join(missing)}" if missing else None
