# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""servicetemplategroups: groups of service templates, and giving all of a group to a host (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..crud import limit_to_containers
from ..envelope import Answer, InternalError, InvalidError, NotFoundError
from ..filters import apply, like
from ..hosts.read import dated
from ..inheritance import demand_list, ids_of
from ..lookups import AJAX_LIMIT
from ..paging import Select, paged
from ..php import is_empty, is_numeric, to_int
from ..routing import action
from ..services.write import create_from_templates
from ..store import Row
from ..tree import SERVICETEMPLATEGROUP
from ..validation import BLANK, Errors, is_blank
from ..views import options

_LINK = "servicetemplates_to_servicetemplategroups"
_NOT_FOUND = "Service template group not found"
_INVALID = "Invalid service template group"
_NO_HOST = Answer({"error": True, "success": False, "message": "You have to select a host"}, 400)


def _select(call: Call, columns: str) -> Select:
    select = Select(
        columns=columns,
        source="servicetemplategroups g JOIN containers c ON c.id = g.container_id",
        order="sort_key(c.name), g.id",
        tables={"Servicetemplategroups": ("g", "servicetemplategroups"), "Containers": ("c", "containers")},
    )
    limit_to_containers(call, select, "g.container_id")
    apply(
        call,
        select,
        {"Containers.name": (like, "c.name"), "Servicetemplategroups.description": (like, "g.description")},
    )
    return select


@action("servicetemplategroups", "index", angular=True)
def index(call: Call) -> dict[str, Any]:
    rows, page = paged(call, _select(call, "g.*"))
    nodes = call.world.tree.nodes
    found = [
        {
            **dated(row),
            "container": nodes[row["container_id"]],
            "allow_edit": call.user.may_write_any([row["container_id"]]),
        }
        for row in rows
    ]
    return {"all_servicetemplategroups": found, **page}


@action("servicetemplategroups", "loadServicetemplategroupsByString", angular=True)
def load_by_string(call: Call) -> dict[str, Any]:
    select = _select(call, "g.id, c.name")
    sql = f"SELECT {select.columns}{select.tail} ORDER BY {select.order} LIMIT {AJAX_LIMIT}"
    return {"servicetemplategroups": options(call.world.store.rows(sql, select.params))}


def _errors(posted: Row, *, is_new: bool) -> Errors:
    inner = posted.get("container")
    errors: Errors = {}
    if isinstance(inner, dict) and ("name" in inner or is_new) and is_blank(inner.get("name")):
        errors["container"] = {"name": {"_empty": BLANK}}
    if (is_new or "servicetemplates" in posted) and is_empty(ids_of(posted.get("servicetemplates"))):
        errors["servicetemplates"] = {"multipleOptions": "You have to choose at least one service template."}
    return errors


@action("servicetemplategroups", "add")
def add(call: Call) -> dict[str, Any]:
    """Create a group with its container (contracts/oitc/194)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Servicetemplategroup")
    inner = posted.get("container")
    if not isinstance(inner, dict):
        raise InternalError
    errors = _errors(posted, is_new=True)
    if errors:
        raise InvalidError(errors)
    parent = to_int(inner.get("parent_id")) or 0
    if parent not in call.world.tree.nodes:
        raise NotFoundError
    container = call.world.add_container(SERVICETEMPLATEGROUP, parent, inner["name"])
    row = {"uuid": call.world.new_uuid(), "container_id": container, "description": posted.get("description")}
    group = call.world.store.insert("servicetemplategroups", {**row, **call.world.stamps()})
    _link(call, group, posted)
    return {"id": group}


def _link(call: Call, group: int, posted: Row) -> None:
    ids = demand_list(ids_of(posted["servicetemplates"]))
    call.world.store.relink(_LINK, "servicetemplategroup_id", group, ids, "servicetemplates")


def _found(call: Call, message: str) -> Row:
    return call.world.store.get("servicetemplategroups", call.row_id("servicetemplategroups", message)) or {}


@action("servicetemplategroups", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET and POST need ``angular``; POST is a patch."""
    row = _found(call, _NOT_FOUND)
    store = call.world.store
    call.demand_write([row["container_id"]])
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Servicetemplategroup")
        errors = _errors(posted, is_new=False)
        if errors:
            raise InvalidError(errors)
        inner = posted.get("container")
        if isinstance(inner, dict) and "name" in inner:
            store.update("containers", row["container_id"], {"name": inner["name"]})
            call.world.tree.refresh()
        kept = {key: posted[key] for key in ("description",) if key in posted}
        store.update("servicetemplategroups", row["id"], {**kept, **call.world.modified()})
        if "servicetemplates" in posted:
            _link(call, row["id"], posted)
        return {"id": call.args[0]}
    members = {"_ids": store.linked(_LINK, "servicetemplategroup_id", row["id"])}
    container = call.world.tree.nodes[row["container_id"]]
    return {
        "servicetemplategroup": {
            "Servicetemplategroup": {**dated(row), "container": container, "servicetemplates": members}
        }
    }


@action("servicetemplategroups", "view")
def view(call: Call) -> dict[str, Any]:
    row = _found(call, _INVALID)
    call.demand_read([row["container_id"]])
    return {"servicetemplategroup": {**dated(row), "container": call.world.tree.nodes[row["container_id"]]}}


@action("servicetemplategroups", "delete", post=True)
def delete(call: Call) -> dict[str, Any]:
    """Delete a group with its container; services made from it stay."""
    row = _found(call, _NOT_FOUND)
    call.demand_write([row["container_id"]])
    call.world.store.delete(_LINK, servicetemplategroup_id=row["id"])
    call.world.store.delete("servicetemplategroups", id=row["id"])
    call.world.drop_container(row["container_id"])
    return {"success": True}


def _target(call: Call, number: Any) -> int:
    if not is_numeric(number) or not call.world.store.existing("hosts", [number]):
        raise NotFoundError("Invalid host")
    return to_int(number) or 0


@action("servicetemplategroups", "allocateToHost", angular=True)
def allocate_to_host(call: Call) -> dict[str, Any] | Answer:
    """GET: what would be created. POST: creates, also what is there already (contracts/oitc/196-199)."""
    row = _found(call, _INVALID)
    number = call.wrapped("Host").get("id") if call.is_post else call.query.get("hostId")
    if is_empty(number):
        return _NO_HOST
    host_id = _target(call, number)
    if not call.is_post:
        return {"servicetemplatesForDeploy": _preview(call, row["id"], host_id)}
    ids = ids_of(call.wrapped("Servicetemplates"))
    if is_empty(ids):
        return {"success": False, "message": "No service template ids set"}
    created = create_from_templates(call.world, host_id, demand_list(ids))
    return {"success": True, "services": {"_ids": created}, "hostId": host_id, "errors": []}


def _preview(call: Call, group: int, host_id: int) -> list[dict[str, Any]]:
    """The templates of a group by the name of their service; those a host has already are not created."""
    store = call.world.store
    present = {row["servicetemplate_id"]: bool(row["disabled"]) for row in store.where("services", host_id=host_id)}
    rows = store.rows(
        f"SELECT t.id, t.name, t.description, l.id AS link FROM {_LINK} l JOIN servicetemplates t"
        " ON t.id = l.servicetemplate_id WHERE l.servicetemplategroup_id = ? ORDER BY sort_key(t.name), t.id",
        (group,),
    )
    found = []
    for row in rows:
        join = {"id": row["link"], "servicetemplate_id": row["id"], "servicetemplategroup_id": group}
        shown = {key: row[key] for key in ("id", "name", "description")}
        found.append(
            {
                "servicetemplate": {**shown, "_joinData": join},
                "doesServicetemplateExistsOnTargetHost": row["id"] in present,
                "doesServicetemplateExistsOnTargetHostAndIsDisabled": present.get(row["id"], False),
                "createServiceOnTargetHost": row["id"] not in present,
            }
        )
    return found


@action("servicetemplategroups", "allocateToMatchingHostgroup", post=True)
def allocate_to_matching_hostgroup(call: Call) -> dict[str, Any] | Answer:
    """To all hosts of the host group of the same name; hosts get only what they lack (oitc-observed.md §9.11)."""
    row = _found(call, _INVALID)
    name = call.world.tree.nodes[row["container_id"]]["name"]
    store = call.world.store
    group = store.value(
        "SELECT g.id FROM hostgroups g JOIN containers c ON c.id = g.container_id WHERE sort_key(c.name) = sort_key(?)",
        (name,),
    )
    if group is None:
        message = f"No host group found with name: {name}"
        return Answer({"success": False, "message": message, "id": call.args[0]}, 400)
    created: list[int] = []
    for host_id in store.linked("hosts_to_hostgroups", "hostgroup_id", group):
        lacking = [
            item["servicetemplate"]["id"]
            for item in _preview(call, row["id"], host_id)
            if item["createServiceOnTargetHost"]
        ]
        created += create_from_templates(call.world, host_id, lacking)
    return {"success": True, "services": {"_ids": created}}
