# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""containers: nodes of the tree, and the lists of containers (oitc-api.md §6, §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..envelope import FORBIDDEN, Answer, InvalidError, MethodNotAllowedError, NotFoundError
from ..php import to_int
from ..routing import action
from ..tree import HOST_HOLDERS, NODE, TENANT, Tree
from ..validation import BLANK, is_blank
from .hosts_lookup import container_options


@action("containers", "loadContainers", angular=True)
def load_containers(call: Call) -> dict[str, Any]:
    return {"containers": container_options(call, writable_only=False)}


@action("containers", "loadContainersForAngular", angular=True)
def load_for_angular(call: Call) -> dict[str, Any]:
    return {"containers": container_options(call, writable_only=False)}


@action("containers", "add")
def add(call: Call) -> dict[str, Any]:
    """A node below a parent; the same name twice is accepted (contracts/oitc/043)."""
    if not call.is_post:
        raise MethodNotAllowedError
    posted = call.wrapped("Container")
    parent = to_int(posted.get("parent_id")) or 0
    if parent not in call.world.tree.nodes:
        raise NotFoundError
    call.demand_write([parent])
    if is_blank(posted.get("name")):
        raise InvalidError({"name": {"_empty": BLANK}})
    return {"id": call.world.add_container(to_int(posted.get("containertype_id")) or NODE, parent, posted["name"])}


@action("containers", "edit")
def edit(call: Call) -> dict[str, Any]:
    """POST with the id in the body renames; the parent stays (contracts/oitc/049, 355)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Container")
    number = to_int(posted.get("id")) or 0
    if number not in call.world.tree.nodes:
        raise NotFoundError("Invalid container")
    call.demand_write([number])
    if "name" in posted and is_blank(posted["name"]):
        raise InvalidError({"name": {"_empty": BLANK}})
    call.world.store.update("containers", number, {"name": posted["name"]} if "name" in posted else {})
    call.world.tree.refresh()
    return {"id": number}


@action("containers", "delete")
def delete(call: Call) -> dict[str, Any] | Answer:
    """Delete an empty container; the method is not looked at: GET deletes as well (oitc-observed.md §9.7)."""
    number = to_int(call.args[0] if call.args else None) or 0
    if number not in call.world.tree.nodes or not call.user.may_write_any([number]):
        return FORBIDDEN
    if not is_unused(call, number):
        message = {"success": False, "message": "Container is not empty"}
        return Answer({**message, "containerId": call.args[0], "id": call.args[0]}, 400)
    call.world.store.delete("tenants", container_id=number)
    call.world.store.delete("locations", container_id=number)
    call.world.drop_container(number)
    return {"success": True}


def is_unused(call: Call, number: int) -> bool:
    """True when nothing lives in the container or below it."""
    store = call.world.store
    if call.world.tree.children.get(number):
        return False
    held = ("hosts", "hosttemplates", "servicetemplates", "timeperiods")
    links = ("hosts_to_containers", "contacts_to_containers")
    return not any(store.value(f"SELECT 1 FROM {table} WHERE container_id = ?", (number,)) for table in held + links)


@action("containers", "view")
def view(call: Call) -> dict[str, Any]:
    number = call.row_id("containers", "Invalid container")
    call.demand_write([number])
    return {"container": call.world.tree.nodes[number]}


@action("containers", "loadContainersByContainerId")
def load_below(call: Call) -> dict[str, Any]:
    """The tree below a container, each node with the id of its tenant or location (contracts/oitc/047)."""
    number = call.row_id("containers", "Invalid container")
    call.demand_read([number])
    return {"nest": [_nested(call, call.world.tree, number)]}


def _nested(call: Call, tree: Tree, number: int) -> dict[str, Any]:
    children = [
        child for child in tree.children.get(number, []) if tree.nodes[child]["containertype_id"] in HOST_HOLDERS
    ]
    row = tree.nodes[number]
    table = {TENANT: "tenants", 3: "locations"}.get(row["containertype_id"])
    linked = call.world.store.value(f"SELECT id FROM {table} WHERE container_id = ?", (number,)) if table else number
    shown = {**row, "linkedId": linked, "allowEdit": call.user.may_write_any([number]), "elements": len(children)}
    return {"Container": shown, "children": [_nested(call, tree, child) for child in children]}
