# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hosts: add, edit, view, delete, enable, deactivate, sharing, copy (oitc-api.md §7, §8, §10)."""

from __future__ import annotations

from typing import Any

from ..access import User
from ..call import Call
from ..envelope import (
    Answer,
    ContainerForbiddenError,
    InternalError,
    InvalidError,
    MethodNotAllowedError,
    NotFoundError,
)
from ..hosts import read, write
from ..hosts.fields import GENERIC_HOST, HOST_VARIABLE
from ..inheritance import demand_list, ids_of
from ..lookups import check_commands
from ..php import is_empty, is_numeric
from ..routing import action
from ..status import host_in_view
from ..store import Row
from ..tree import HOST_HOLDERS, ROOT
from ..validation import EMPTY, is_blank
from ..views import GENERIC_HOST_TYPE, options

_USED_BY = {1: "AUTOREPORT_MODULE", 2: "EVENTCORRELATION_MODULE", 4: "IMPORT_MODULE", 8: "SLA_MODULE", 16: "SCM_MODULE"}


def template_of(call: Call, posted: Row) -> int:
    """The id of an existing host template; 404 for an unknown, 500 for one that is no number (contracts/oitc/098)."""
    number = posted.get("hosttemplate_id")
    if not is_numeric(number):
        raise InternalError
    if not call.world.store.exists("hosttemplates", int(float(str(number)))):
        raise NotFoundError("Invalid host template")
    return int(float(str(number)))


@action("hosts", "add")
def add(call: Call) -> dict[str, Any]:
    """Create a host. No right on the container is asked for (contracts/oitc/291)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Host")
    missing = {key: {"empty": EMPTY} for key in ("container_id", "hosttemplate_id") if is_empty(posted.get(key))}
    if missing:
        raise InvalidError(missing)
    if not is_numeric(posted["container_id"]):
        raise InternalError
    return {"id": write.save(call, posted, template_of(call, posted), None)}


@action("hosts", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET with ``angular``: the merged host. POST: replaces the host. Else nothing (contracts/oitc/019, 134)."""
    host_id = call.row_id("hosts", "Host not found")
    own = read.own(call.world.store, host_id)
    call.demand_write(_containers_or_primary(call.user, own))
    if call.is_post:
        return _replace(call, own)
    return _shown(call, own) if call.is_get and call.angular else {}


def _containers_or_primary(user: User, own: Row) -> list[int]:
    """A host whose containers are unknown is open to root users only (contracts/oitc/152)."""
    return own["hosts_to_containers_sharing"]["_ids"] or ([ROOT] if user.is_root else [])


def _shown(call: Call, own: Row) -> dict[str, Any]:
    store = call.world.store
    of_template = read.template(store, own["hosttemplate_id"])
    return {
        "host": {"Host": read.merged(own, of_template)},
        "commands": check_commands(store),
        "hosttemplate": {"Hosttemplate": of_template},
        "isPrimaryContainerChangeable": primary_is_changeable(call.user, own["container_id"]),
        "allowSharing": sharing_is_allowed(call.user, own),
        "fakeDisplayContainers": [],
        "isHostOnlyEditableDueToHostSharing": _editable_by_sharing_only(call.user, own),
        "areContactsInheritedFromHosttemplate": read.inherits_contacts(own),
        "hostType": GENERIC_HOST_TYPE,
    }


def primary_is_changeable(user: User, container: int) -> bool:
    """A host in the root container can never be moved (oitc-api.md §8.3)."""
    return container != ROOT and (user.is_root or container in user.writable)


def sharing_is_allowed(user: User, own: Row) -> bool:
    primary, shared = own["container_id"], own["hosts_to_containers_sharing"]["_ids"]
    if own["host_type"] != GENERIC_HOST or (primary == ROOT and not user.is_root):
        return False
    return primary in user.levels and all(container in user.levels for container in shared)


def _editable_by_sharing_only(user: User, own: Row) -> bool | None:
    if own["container_id"] in user.writable:
        return False
    return True if user.may_write_any(own["hosts_to_containers_sharing"]["_ids"]) else None


def _replace(call: Call, own: Row) -> dict[str, Any]:
    posted = dict(call.wrapped("Host"))
    if posted.get("hosttemplate_id") is None:
        raise InternalError
    template_id = template_of(call, posted)
    sharing = ids_of(posted.get("hosts_to_containers_sharing"))
    if not isinstance(sharing, (list, dict)) or isinstance(posted.get("container_id"), (list, dict)):
        raise InternalError
    if not primary_is_changeable(call.user, own["container_id"]):
        posted["container_id"] = own["container_id"]
    if not is_blank(posted.get("container_id")) and not is_numeric(posted["container_id"]):
        raise InternalError
    if not sharing_is_allowed(call.user, own):
        posted["hosts_to_containers_sharing"] = own["hosts_to_containers_sharing"]
    return {"id": write.save(call, posted, template_id, own["id"])}


@action("hosts", "view")
def view(call: Call) -> dict[str, Any]:
    """The raw row. An unknown id crashes the query of the server (contracts/oitc/171-173)."""
    try:
        host_id = call.row_id("hosts", "")
    except NotFoundError:
        raise InternalError from None
    host = read.raw(call.world.store, call.world.tree, host_id)
    call.demand_write([container["id"] for container in host["hosts_to_containers_sharing"]])
    return {"host": host, "hoststatus": host_in_view(status_row(call, host["uuid"]))}


def status_row(call: Call, uuid: str) -> Row | None:
    return call.world.store.row("SELECT * FROM hoststatus WHERE hostname = ?", (uuid,))


@action("hosts", "delete", post=True)
def delete(call: Call) -> dict[str, Any] | Answer:
    """Delete a host; refused only while a module uses it (oitc-api.md §10)."""
    host_id = call.row_id("hosts", "Invalid host")
    own = read.own(call.world.store, host_id)
    call.demand_write(_containers_or_primary(call.user, own))
    used = {
        name: {"baseUrl": "#", "state": "HostUsedBy", "message": "Used by module", "module": name, "id": host_id}
        for bit, name in _USED_BY.items()
        if own["usage_flag"] & bit
    }
    if used:
        return Answer(
            {"success": False, "id": call.args[0], "message": "Issue while deleting host", "usedBy": used}, 400
        )
    write.remove(call.world, host_id)
    return {"success": True}


@action("hosts", "deactivate", post=True)
def deactivate(call: Call) -> dict[str, Any]:
    """Disable a host with its services. No container right is asked for (oitc-observed.md §9.12)."""
    write.set_disabled(call.world, call.row_id("hosts", "Host not found"), 1)
    return {"success": True}


@action("hosts", "enable", post=True)
def enable(call: Call) -> dict[str, Any]:
    """Enable a host and all its services."""
    host_id = call.row_id("hosts", "Host not found")
    host = call.world.store.get("hosts", host_id)
    was_disabled = bool(host and host["disabled"])
    write.set_disabled(call.world, host_id, 0)
    if host and was_disabled:
        # It stays out of hosts/index until the next export (oitc-observed.md §9.8).
        call.world.store.delete("hoststatus", hostname=host["uuid"])
    return {"success": True}


@action("hosts", "sharing", angular=True)
def sharing(call: Call) -> dict[str, Any]:
    """Read or replace the shared containers alone; the primary one is always added."""
    host_id = call.row_id("hosts", "Host not found")
    own = read.own(call.world.store, host_id)
    call.demand_write(_containers_or_primary(call.user, own))
    if not sharing_is_allowed(call.user, own):
        raise ContainerForbiddenError
    if call.is_post:
        ids = demand_list(ids_of(call.wrapped("Host").get("hosts_to_containers_sharing")) or [])
        call.world.store.relink("hosts_to_containers", "host_id", host_id, [*ids, own["container_id"]], "containers")
        call.world.store.update("hosts", host_id, call.world.modified())
        return {"id": host_id}
    tree = call.world.tree
    keys = ("id", "uuid", "name", "container_id", "host_type", "hosts_to_containers_sharing")
    holders = [
        {"id": node, "name": tree.path(node)} for node in tree.of_types(HOST_HOLDERS) if node in call.user.levels
    ]
    others = sorted((row for row in holders if row["id"] != own["container_id"]), key=lambda row: str(row["name"]))
    primary = {"key": own["container_id"], "value": tree.path(own["container_id"])}
    return {
        "host": {"Host": {key: own[key] for key in keys}},
        "primaryContainerPathSelect": [primary],
        "sharingContainers": options(others),
    }


@action("hosts", "copy", angular=True)
def copy(call: Call) -> dict[str, Any] | Answer:
    """GET: the sources. POST: one new host for each, with its relations (contracts/oitc/209, 210)."""
    store = call.world.store
    if call.is_get:
        keys = ("id", "name", "description", "address", "host_url")
        found = [store.get("hosts", number) for number in store.existing("hosts", call.args)]
        return {"hosts": [{"Host": {key: row[key] for key in keys}} for row in found if row]}
    if not call.is_post:
        raise MethodNotAllowedError
    result, failed = [], False
    for item in demand_list(call.data.get("data")):
        source = item.get("Source", {}).get("id")
        if not store.existing("hosts", [source]):
            continue
        errors = {key: {"_empty": EMPTY} for key in ("name", "address") if is_blank(item["Host"].get(key))}
        failed = failed or bool(errors)
        new = {} if errors else {"id": _copy_of(call, int(source), item["Host"])}
        result.append({**item, "Host": {**item["Host"], **new}, "Error": errors or []})
    return Answer({"result": result}, 400 if failed else 200)


def _copy_of(call: Call, source: int, named: Row) -> int:
    store, world = call.world.store, call.world
    own = read.own(store, source)
    fresh = {"uuid": world.new_uuid(), "usage_flag": 0, "disabled": 0, **world.stamps()}
    new_id = store.insert("hosts", {**{k: v for k, v in own.items() if k != "id"}, **fresh, **named, "id": None})
    for key, link, target in write.RELATIONS:
        store.relink(link, "host_id", new_id, own[key]["_ids"], target)
    variables = [{**variable, "objecttype_id": HOST_VARIABLE} for variable in own["customvariables"]]
    write.save_variables(world, new_id, variables)
    write.save_arguments(world, "hostcommandargumentvalues", "host_id", new_id, own["hostcommandargumentvalues"])
    return new_id
