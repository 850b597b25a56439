# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks of a host before it is stored, and their texts (oitc-api.md §7.7)."""

from __future__ import annotations

from typing import Any

from ..store import Store
from ..validation import (
    EMPTY,
    Errors,
    above_zero,
    at_least,
    between,
    boolean,
    check,
    integer,
    max_length,
    numeric,
    rows,
    scalar,
)
from .fields import FLAP_OPTIONS, NOTIFY_OPTIONS

NO_NOTIFICATION = "You must specify at least one notification option."
NO_FLAPPING = "You must specify at least one flap detection option."
UNIQUE_MACROS = "Macro name needs to be unique"

_REQUIRED = {
    "name": (scalar, max_length(255)),
    "address": (scalar, max_length(255)),
    "hosttemplate_id": (integer,),
    "container_id": (integer, at_least(1, "The provided value must be greater than or equal to `1`")),
}
_OPTIONAL = {
    "priority": (integer, between(1, 5)),
    "max_check_attempts": (integer, at_least(1)),
    "notification_interval": (numeric, at_least(0)),
    "check_interval": (integer, at_least(1)),
    "retry_interval": (integer, at_least(1)),
    "check_period_id": (integer, above_zero("Please select a check period")),
    "command_id": (integer, above_zero("Please select a check command")),
    "notify_period_id": (integer, above_zero("Please select a notify period")),
    "flap_detection_enabled": (boolean,),
    "freshness_checks_enabled": (boolean,),
    "freshness_threshold": (integer,),
    "active_checks_enabled": (boolean,),
    "notes": (scalar, max_length(255)),
    "tags": (scalar, max_length(255)),
    "host_url": (scalar, max_length(255)),
}


def errors_of(data: dict[str, Any], template: dict[str, Any], store: Store, host_id: int | None) -> Errors:
    """All errors of a host that is about to be stored; ``data`` comes from :func:`compare.to_store`."""
    errors = check(data, _REQUIRED, optional=False) | check(data, _OPTIONAL, optional=True)
    errors |= _notification_errors(data) | _flapping_errors(data, template)
    errors |= variable_errors(data["customvariables"]) | argument_errors(data, "hostcommandargumentvalues", store)
    if host_id is not None and _is_loop(data["parenthosts"], host_id, store):
        errors["parenthosts"] = {"custom": "Parent/child loop detected."}
    return errors


def _is(value: Any, number: int) -> bool:
    """PHP's ``===`` with an integer: booleans and texts are something else."""
    return isinstance(value, int) and not isinstance(value, bool) and value == number


def _notification_errors(data: dict[str, Any]) -> Errors:
    on = any(_is(data[option], 1) for option in NOTIFY_OPTIONS)
    off = sum(_is(data[option], 0) for option in NOTIFY_OPTIONS)
    if on or 0 < off < len(NOTIFY_OPTIONS):
        return {}
    return {option: {"custom": NO_NOTIFICATION} for option in NOTIFY_OPTIONS if data[option] is not None}


def _flapping_errors(data: dict[str, Any], template: dict[str, Any]) -> Errors:
    if _flapping_is_fine(data, template):
        return {}
    return {option: {"_empty" if data[option] is None else "custom": NO_FLAPPING} for option in FLAP_OPTIONS}


def _flapping_is_fine(data: dict[str, Any], template: dict[str, Any]) -> bool:
    enabled = data["flap_detection_enabled"]
    if _is(enabled, 0) or (enabled is None and template["flap_detection_enabled"] == 0):
        return True
    options = [data[option] for option in FLAP_OPTIONS]
    if any(_is(option, 1) for option in options):
        return True
    if all(option is None for option in options):
        return any(template[option] == 1 for option in FLAP_OPTIONS)
    return 0 < sum(_is(option, 0) for option in options) < len(options)


def variable_errors(variables: list[dict[str, Any]]) -> Errors:
    """Names must differ; each variable needs a name and a value."""
    names = [variable.get("name") for variable in variables]
    if len(set(names)) != len(names):
        return {"customvariables": {"custom": UNIQUE_MACROS}}
    rules = {"name": (scalar, max_length(255), _macro_name), "value": (scalar, max_length(255))}
    found = [check({"name": None, "value": None} | variable, rules, optional=False) for variable in variables]
    return {"customvariables": rows(found)} if any(found) else {}


def _macro_name(value: Any) -> dict[str, str]:
    fine = any(char.isalnum() or char == "_" for char in str(value))
    return {} if fine else {"custom": "Macro name needs to contain at least one alphanumeric character"}


def argument_errors(data: dict[str, Any], key: str, store: Store) -> Errors:
    """Arguments must belong to an existing argument of a command (oitc-observed.md §9.4)."""
    found = []
    for argument in data[key] or []:
        errors = check({"value": argument.get("value")}, {"value": (max_length(1000),)}, optional=True)
        number = argument.get("commandargument_id")
        if number is None:
            errors["commandargument_id"] = {"_empty": EMPTY}
        elif not store.existing("commandarguments", [number]):
            errors["commandargument_id"] = {"_existsIn": "This value does not exist"}
        found.append(errors)
    return {key: rows(found)} if any(found) else {}


def _is_loop(parents: list[Any], host_id: int, store: Store) -> bool:
    """True when the host would be its own parent or ancestor."""
    seen, ahead = set(), store.existing("hosts", parents)
    while ahead:
        current = ahead.pop()
        if current == host_id:
            return True
        if current not in seen:
            seen.add(current)
            ahead += store.linked("hosts_to_parenthosts", "host_id", current)
    return False
