# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stores a compared and checked host with its relations, and removes one with all that hangs on it."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..envelope import InternalError, InvalidError
from ..store import Row
from ..validation import is_blank
from ..world import World
from . import read, rules
from .compare import to_store
from .fields import HOST_VARIABLE

RELATIONS = (
    ("hostgroups", "hosts_to_hostgroups", "hostgroups"),
    ("contacts", "contacts_to_hosts", "contacts"),
    ("contactgroups", "contactgroups_to_hosts", "contactgroups"),
    ("parenthosts", "hosts_to_parenthosts", "hosts"),
    ("hosts_to_containers_sharing", "hosts_to_containers", "containers"),
)
_STAMPED = ("created", "modified")


def save(call: Call, posted: Row, template_id: int, host_id: int | None) -> int:
    """Store a posted host as new (``host_id`` None) or over an existing one; answers its id."""
    world = call.world
    template = read.template(world.store, template_id)
    data = to_store(posted, template, is_new=host_id is None)
    dropped = world.faults.take(("drop_value",), call.request.path)
    if dropped:
        data[dropped.args["field"]] = None
    errors = rules.errors_of(data, template, world.store, host_id)
    if errors:
        raise InvalidError(errors)
    if host_id is None:
        host_id = world.store.insert("hosts", {**data, "uuid": world.new_uuid(), **world.stamps()})
    else:
        world.store.update("hosts", host_id, {**data, **world.modified()})
    for key, link, target in RELATIONS:
        owner = "host_id"
        world.store.relink(link, owner, host_id, data[key] or [], target)
    _save_variables(world, host_id, data["customvariables"])
    if data["hostcommandargumentvalues"] is not None:
        save_arguments(world, "hostcommandargumentvalues", "host_id", host_id, data["hostcommandargumentvalues"])
    return host_id


def _save_variables(world: World, host_id: int, variables: list[dict[str, Any]]) -> None:
    world.store.delete("customvariables", object_id=host_id, objecttype_id=HOST_VARIABLE)
    save_variables(world, host_id, variables)


def save_variables(world: World, owner_id: int, variables: list[dict[str, Any]]) -> None:
    """Insert custom variables anew; one without an integer ``password`` crashes the server (oitc-observed.md §9.2)."""
    for variable in variables:
        if isinstance(variable.get("password"), bool) or is_blank(variable.get("password")):
            raise InternalError
        known = {key: variable.get(key) for key in ("name", "value", "password", "objecttype_id")}
        world.store.insert("customvariables", {**known, "object_id": owner_id, **world.stamps()})


def save_arguments(world: World, table: str, owner: str, owner_id: int, arguments: list[dict[str, Any]]) -> None:
    """Replace command argument rows: ids are new each time, posted times are kept (contracts/oitc/122)."""
    world.store.delete(table, **{owner: owner_id})
    for argument in arguments:
        row = {"commandargument_id": argument["commandargument_id"], "value": argument.get("value"), owner: owner_id}
        for name, moment in world.stamps().items():
            row[name] = _as_stored(argument.get(name)) or moment
        world.store.insert(table, row)


def _as_stored(value: Any) -> str | None:
    return value.replace("T", " ")[:19] if isinstance(value, str) and value else None


def remove(world: World, host_id: int) -> None:
    """Delete a host: services, memberships and links to children go silently; it is listed as deleted."""
    store = world.store
    host = store.get("hosts", host_id) or {}
    for service in store.where("services", host_id=host_id):
        remove_service(world, service)
    for _unused, link, _unused in RELATIONS:
        store.delete(link, host_id=host_id)
    store.delete("hosts_to_parenthosts", parenthost_id=host_id)
    store.delete("hostcommandargumentvalues", host_id=host_id)
    store.delete("customvariables", object_id=host_id, objecttype_id=HOST_VARIABLE)
    store.delete("hosts", id=host_id)
    kept = {key: host[key] for key in ("uuid", "hosttemplate_id", "name", "description")}
    store.insert("deleted_hosts", {**kept, "host_id": host_id, **world.stamps()})


def remove_service(world: World, service: Row) -> None:
    """Delete a service with its relations."""
    store = world.store
    for table in ("servicecommandargumentvalues", "contacts_to_services", "contactgroups_to_services"):
        store.delete(table, service_id=service["id"])
    store.delete("customvariables", object_id=service["id"], objecttype_id=2048)
    store.delete("services", id=service["id"])


def set_disabled(world: World, host_id: int, disabled: int) -> None:
    """Switch a host with all its services, also those that were disabled singly (oitc-observed.md §9.11)."""
    world.store.update("hosts", host_id, {"disabled": disabled})
    world.store.connection.execute("UPDATE services SET disabled = ? WHERE host_id = ?", (disabled, host_id))
