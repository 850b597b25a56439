# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""services: add, edit, view, delete, enable, deactivate (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..envelope import Answer, InternalError, InvalidError, NotFoundError
from ..hosts.read import dated, raw, shared_containers
from ..hosts.write import remove_service
from ..php import is_empty, is_numeric, to_int
from ..routing import action
from ..services import read, write
from ..status import unknown
from ..store import Row
from ..validation import EMPTY
from ..views import GENERIC_SERVICE_TYPE

_USED_BY = {1: "AUTOREPORT_MODULE", 2: "EVENTCORRELATION_MODULE"}


@action("services", "add")
def add(call: Call) -> dict[str, Any]:
    """Create a service; the same one twice is accepted, no container right is asked for (contracts/oitc/183-188)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Service")
    missing = {key: {"empty": EMPTY} for key in ("host_id", "servicetemplate_id") if is_empty(posted.get(key))}
    if missing:
        raise InvalidError(missing)
    template_id = _existing(call, "servicetemplates", posted["servicetemplate_id"], "Invalid service template")
    host_id = _existing(call, "hosts", posted["host_id"], "Not Found")
    return {"id": write.save(call.world, posted, host_id, template_id, None)}


def _existing(call: Call, table: str, number: Any, message: str) -> int:
    if not is_numeric(number):
        raise InternalError
    if not call.world.store.existing(table, [number]):
        raise NotFoundError(message)
    return to_int(number) or 0


def _writable(call: Call, message: str) -> Row:
    """The service of the path, on a host the user may write."""
    row = call.world.store.get("services", call.row_id("services", message)) or {}
    call.demand_write(shared_containers(call.world.store, row["host_id"]))
    return row


@action("services", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET with ``angular``: the merged service. POST: ``host_id`` of the body is ignored (oitc-observed.md §9.11)."""
    row = _writable(call, "Service not found")
    if call.is_post:
        posted = call.wrapped("Service")
        wanted = posted.get("servicetemplate_id")
        if wanted is None:
            raise InternalError
        template_id = _existing(call, "servicetemplates", wanted, "Invalid service template")
        return {"id": write.save(call.world, posted, row["host_id"], template_id, row["id"])}
    return _shown(call, row) if call.is_get and call.angular else {}


def _shown(call: Call, row: Row) -> dict[str, Any]:
    store = call.world.store
    service, template, line = read.merged(store, row["id"])
    host = dated(store.get("hosts", row["host_id"]) or {})
    host["hosts_to_containers_sharing"] = {"_ids": shared_containers(store, host["id"])}
    source = read.inherited_from(line)
    contacts = {
        kind: {"id": number, "contacts": {"_ids": line[kind][0]}, "contactgroups": {"_ids": line[kind][1]}}
        for kind, number in (("host", host["id"]), ("hosttemplate", host["hosttemplate_id"]))
    }
    return {
        "service": {"Service": service},
        "host": {"Host": host},
        "servicetemplate": {"Servicetemplate": template},
        "hostContactsAndContactgroups": contacts["host"],
        "hosttemplateContactsAndContactgroups": contacts["hosttemplate"],
        "areContactsInheritedFromHosttemplate": source == "hosttemplate",
        "areContactsInheritedFromHost": source == "host",
        "areContactsInheritedFromServicetemplate": source == "servicetemplate",
        "serviceType": GENERIC_SERVICE_TYPE,
        "isSlaHost": False,
    }


@action("services", "view")
def view(call: Call) -> dict[str, Any]:
    """The raw rows of service, template and host (contracts/oitc/190)."""
    row = _writable(call, "Invalid service")
    store = call.world.store
    template = dated(store.get("servicetemplates", row["servicetemplate_id"]) or {})
    host = raw(store, call.world.tree, row["host_id"])
    return {"service": {**dated(row), "servicetemplate": template, "host": host}, "servicestatus": unknown()}


@action("services", "byUuid")
def by_uuid(call: Call) -> dict[str, Any]:
    row = call.world.store.row("SELECT * FROM services WHERE uuid = ?", (call.args[0] if call.args else "",))
    if row is None:
        raise NotFoundError("Service not found")
    call.demand_read(shared_containers(call.world.store, row["host_id"]))
    return {"service": dated(row)}


@action("services", "delete", post=True)
def delete(call: Call) -> dict[str, Any] | Answer:
    row = _writable(call, "Invalid service")
    used = {
        name: {"baseUrl": "#", "state": "ServiceUsedBy", "message": "Used by module", "module": name, "id": row["id"]}
        for bit, name in _USED_BY.items()
        if row["usage_flag"] & bit
    }
    if used:
        body = {"success": False, "id": call.args[0], "message": "Issue while deleting service", "usedBy": used}
        return Answer(body, 400)
    remove_service(call.world, row)
    call.world.engine.forget_service(row["uuid"])
    return {"success": True}


@action("services", "deactivate", post=True)
def deactivate(call: Call) -> dict[str, Any]:
    row = _writable(call, "Invalid service")
    call.world.store.update("services", row["id"], {"disabled": 1})
    return {"success": True}


@action("services", "enable", post=True)
def enable(call: Call) -> dict[str, Any] | Answer:
    """400 while the host is disabled (oitc-observed.md §9.11)."""
    row = _writable(call, "Invalid service")
    if (call.world.store.get("hosts", row["host_id"]) or {})["disabled"]:
        message = "Could not enable service, because associated host is also disabled."
        return Answer({"success": False, "id": call.args[0], "message": message}, 400)
    call.world.store.update("services", row["id"], {"disabled": 0})
    return {"success": True}


@action("services", "serviceList")
def service_list(call: Call) -> dict[str, Any]:
    """Answers nothing at all (contracts/oitc/192)."""
    call.row_id("hosts", "Invalid host")
    return {}
