# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""tenants and locations: containers with an address, in flat bodies without a wrapper (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..envelope import Answer, ContainerForbiddenError, InvalidError, NotFoundError
from ..filters import apply, like
from ..hosts.read import dated
from ..paging import Select, paged
from ..php import to_int
from ..routing import action
from ..store import Row
from ..tree import LOCATION, ROOT, TENANT
from ..validation import BLANK, is_blank
from .containers import is_unused


def _container(call: Call) -> dict[str, Any]:
    inner = call.wrapped("container")
    if is_blank(inner.get("name")):
        raise InvalidError({"container": {"name": {"_empty": BLANK}}})
    return inner


@action("tenants", "add")
def add_tenant(call: Call) -> dict[str, Any]:
    """Root users only; saves nothing without ``angular=true``; answers the id of the tenant, not of its container."""
    if not (call.is_post and call.angular):
        return {}
    if not call.user.is_root:
        raise ContainerForbiddenError
    number = call.world.add_container(TENANT, ROOT, _container(call)["name"])
    return {"id": call.world.store.insert("tenants", {**call.data, "container_id": number, **call.world.stamps()})}


@action("locations", "add")
def add_location(call: Call) -> dict[str, Any]:
    """Like tenants, below the parent container of the body."""
    if not (call.is_post and call.angular):
        return {}
    inner = _container(call)
    parent = to_int(inner.get("parent_id")) or 0
    if parent not in call.world.tree.nodes:
        raise NotFoundError
    call.demand_write([parent])
    number = call.world.add_container(LOCATION, parent, inner["name"])
    row = {**call.data, "uuid": call.world.new_uuid(), "container_id": number, **call.world.stamps()}
    return {"id": call.world.store.insert("locations", row)}


def _index(call: Call, table: str, alias: str) -> tuple[list[Row], dict[str, Any]]:
    select = Select(
        columns="o.*",
        source=f"{table} o JOIN containers c ON c.id = o.container_id",
        order="sort_key(c.name), o.id",
        tables={alias: ("o", table), "Containers": ("c", "containers")},
    )
    if not call.user.is_root:
        readable = list(call.user.levels)
        select.add(f"o.container_id IN ({', '.join('?' for _unused in readable)})", *readable)
    apply(call, select, {"Containers.name": (like, "c.name"), f"{alias}.description": (like, "o.description")})
    return paged(call, select)


def _rows(call: Call, rows: list[Row], wrapper: str) -> list[dict[str, Any]]:
    nodes = call.world.tree.nodes
    return [
        {
            wrapper: {**row, "allowEdit": call.user.may_write_any([row["container_id"]])},
            "Container": nodes[row["container_id"]],
        }
        for row in rows
    ]


@action("tenants", "index", angular=True)
def tenants(call: Call) -> dict[str, Any]:
    rows, page = _index(call, "tenants", "Tenants")
    return {"all_tenants": _rows(call, rows, "Tenant"), "hasRootPrivileges": call.user.is_root, **page}


@action("locations", "index", angular=True)
def locations(call: Call) -> dict[str, Any]:
    rows, page = _index(call, "locations", "Locations")
    return {"all_locations": _rows(call, rows, "Location"), **page}


def _edit(call: Call, table: str, message: str) -> Row:
    """The object to edit, changed if this is a POST: a patch of the row and of its container's name."""
    number = call.row_id(table, message)
    row = call.world.store.get(table, number) or {}
    call.demand_write([row["container_id"]])
    if call.is_post and call.angular:
        inner = call.wrapped("container")
        if "name" in inner:
            call.world.store.update("containers", row["container_id"], {"name": _container(call)["name"]})
            call.world.tree.refresh()
        kept = {
            key: value for key, value in call.data.items() if key not in ("container_id", "uuid", "created", "modified")
        }
        call.world.store.update(table, number, {**kept, **call.world.modified()})
    return dated(row)


@action("tenants", "edit")
def edit_tenant(call: Call) -> dict[str, Any]:
    row = _edit(call, "tenants", "Tenant not found")
    if call.is_post:
        return {"id": row["id"]} if call.angular else {}
    return {"tenant": {**row, "container": call.world.tree.nodes[row["container_id"]]}} if call.angular else {}


@action("locations", "edit")
def edit_location(call: Call) -> dict[str, Any]:
    """The container of a location shows only three of its fields (contracts/oitc/359)."""
    row = _edit(call, "locations", "Location not found")
    if call.is_post:
        return {"id": row["id"]} if call.angular else {}
    node = call.world.tree.nodes[row["container_id"]]
    shown = {key: node[key] for key in ("id", "parent_id", "name")}
    return {"location": {**row, "container": shown}} if call.angular else {}


def _delete(call: Call, table: str, message: str) -> dict[str, Any] | Answer:
    """Delete by the id of the CONTAINER (contracts/oitc/358)."""
    number = to_int(call.args[0] if call.args else None) or 0
    if call.world.store.value(f"SELECT 1 FROM {table} WHERE container_id = ?", (number,)) is None:
        raise NotFoundError(message)
    call.demand_write([number])
    if not is_unused(call, number):
        return Answer({"success": False, "message": "Container is not empty", "containerId": call.args[0]}, 400)
    call.world.store.delete(table, container_id=number)
    call.world.drop_container(number)
    return {}


@action("tenants", "delete", post=True)
def delete_tenant(call: Call) -> dict[str, Any] | Answer:
    return _delete(call, "tenants", "Invalid tenant") or {"message": "Tenant deleted successfully"}


@action("locations", "delete", post=True)
def delete_location(call: Call) -> dict[str, Any] | Answer:
    return _delete(call, "locations", "Invalid location") or {"success": True}
