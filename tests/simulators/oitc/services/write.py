# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a posted service with its template, checks and stores it (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..envelope import InternalError, InvalidError
from ..hosts.rules import argument_errors, variable_errors
from ..hosts.write import save_arguments, save_variables
from ..inheritance import demand_list, ids_of, own_arguments, own_values, own_variables
from ..php import values_differ
from ..store import Row
from ..validation import Errors, at_least, between, check, integer, max_length, numeric, scalar
from ..world import World
from . import read
from .fields import GENERIC_SERVICE, INHERITABLE, SERVICE_VARIABLE, SERVICETEMPLATE_VARIABLE

_ARGUMENTS = "servicecommandargumentvalues"
_RULES = {
    "name": (scalar, max_length(255)),
    "priority": (integer, between(1, 5)),
    "max_check_attempts": (integer, at_least(1)),
    "notification_interval": (numeric, at_least(0)),
    "check_interval": (integer, at_least(1)),
    "retry_interval": (integer, at_least(1)),
    "notes": (scalar, max_length(255)),
    "tags": (scalar, max_length(255)),
    "service_url": (scalar, max_length(255)),
}


def save(world: World, posted: Row, host_id: int, template_id: int, service_id: int | None) -> int:
    """Store a posted service as new or over an existing one; basic fields that are not sent stay as they are."""
    template = read.template(world.store, template_id)
    data = _to_store(world, posted, template, host_id, service_id)
    errors = _errors(world, data)
    if errors:
        raise InvalidError(errors)
    if service_id is None:
        service_id = world.store.insert("services", {**data, "uuid": world.new_uuid(), **world.stamps()})
    else:
        world.store.update("services", service_id, {**data, **world.modified()})
    for key, ids in zip(("contacts", "contactgroups"), data["linked"], strict=True):
        world.store.relink(f"{key}_to_services", "service_id", service_id, ids, key)
    world.store.delete("customvariables", object_id=service_id, objecttype_id=SERVICE_VARIABLE)
    save_variables(world, service_id, data["customvariables"])
    save_arguments(world, _ARGUMENTS, "service_id", service_id, data[_ARGUMENTS] or [])
    return service_id


def _to_store(world: World, posted: Row, template: Row, host_id: int, service_id: int | None) -> Row:
    own = own_values(posted, template, INHERITABLE)
    data = {field: value for field, value in own.items() if field in posted}
    variables = own_variables(
        posted.get("customvariables"), template["customvariables"], SERVICE_VARIABLE, SERVICETEMPLATE_VARIABLE
    )
    whole = {"command_id": template["command_id"], _ARGUMENTS: []} | posted
    data[_ARGUMENTS] = own_arguments(whole, template, _ARGUMENTS, "servicetemplatecommandargumentvalues")
    line = read.contacts_along_the_line(
        world.store, {"id": service_id, "host_id": host_id, "servicetemplate_id": template["id"]}
    )
    del line["service"]
    linked = _own_contacts(posted, line[read.inherited_from(line)])
    owned = int(any(linked))
    return {
        **data,
        "customvariables": variables,
        "own_customvariables": int(bool(variables)),
        "linked": linked,
        "own_contacts": owned,
        "own_contactgroups": owned,
        "host_id": host_id,
        "servicetemplate_id": template["id"],
        "service_type": posted.get("service_type") or GENERIC_SERVICE,
        "usage_flag": posted.get("usage_flag") or 0,
    }


def _own_contacts(posted: Row, inherited: tuple[list[int], list[int]]) -> tuple[list[Any], list[Any]]:
    """Both lists when one differs from what would be inherited; a missing list counts as inherited."""
    lists = []
    for key, fallback in zip(("contacts", "contactgroups"), inherited, strict=True):
        ids = ids_of(posted.get(key))
        lists.append(fallback if ids is None else demand_list(ids))
    if any(values_differ(mine, theirs) for mine, theirs in zip(lists, inherited, strict=True)):
        return lists[0], lists[1]
    return [], []


def _errors(world: World, data: Row) -> Errors:
    errors = check(data, _RULES, optional=True) | variable_errors(data["customvariables"])
    return errors | argument_errors(data, _ARGUMENTS, world.store)


def create_from_templates(world: World, host_id: int, template_ids: list[Any]) -> list[int]:
    """One plain service for each template, whether the host has it already or not (contracts/oitc/198)."""
    known = world.store.existing("servicetemplates", template_ids)
    if len(known) != len({str(item) for item in template_ids}):
        raise InternalError
    order = sorted(known, key=[int(item) for item in template_ids].index)
    return [save(world, {}, host_id, template_id, None) for template_id in order]
