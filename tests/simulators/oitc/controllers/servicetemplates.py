# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""servicetemplates: index, view, edit, delete (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..crud import limit_to_containers, settable
from ..envelope import InvalidError
from ..filters import apply, like, number
from ..hosts.write import remove_service, save_arguments, save_variables
from ..inheritance import demand_list, ids_of
from ..lookups import SERVICE_CHECK, check_commands
from ..paging import Select, paged
from ..routing import action
from ..services import read
from ..services.fields import SERVICETEMPLATE_VARIABLE
from ..store import Row
from ..validation import at_least, between, check, integer, max_length, missing, numeric, scalar
from ..views import AGENT_TEMPLATE, template_type

_ARGUMENTS = "servicetemplatecommandargumentvalues"
_RULES = {
    "template_name": (scalar, max_length(255)),
    "name": (scalar, max_length(255)),
    "container_id": (integer,),
    "command_id": (integer, at_least(1)),
    "check_interval": (integer, at_least(1)),
    "retry_interval": (integer, at_least(1)),
    "max_check_attempts": (integer, at_least(1)),
    "notification_interval": (numeric, at_least(0)),
    "priority": (integer, between(1, 5)),
    "check_period_id": (integer, at_least(1)),
    "notify_period_id": (integer, at_least(1)),
}


@action("servicetemplates", "index", angular=True)
def index(call: Call) -> dict[str, Any]:
    """Sorted by the name of the service, not by that of the template (contracts/oitc/179)."""
    select = Select(
        "t.*",
        "servicetemplates t",
        order="sort_key(t.name), t.id",
        tables={"Servicetemplates": ("t", "servicetemplates")},
    )
    limit_to_containers(call, select, "t.container_id")
    texts = {f"Servicetemplates.{name}": (like, f"t.{name}") for name in ("name", "template_name", "description")}
    numbers = {f"Servicetemplates.{name}": (number, f"t.{name}") for name in ("id", "servicetemplatetype_id")}
    apply(call, select, texts | numbers)
    rows, page = paged(call, select)
    found = [
        {
            **row,
            "allow_edit": call.user.may_write_any([row["container_id"]]),
            "type": template_type(row["servicetemplatetype_id"]),
        }
        for row in rows
    ]
    return {"all_servicetemplates": [{"Servicetemplate": row} for row in found], **page}


def _found(call: Call, message: str) -> Row:
    return call.world.store.get("servicetemplates", call.row_id("servicetemplates", message)) or {}


@action("servicetemplates", "view")
def view(call: Call) -> dict[str, Any]:
    """The raw rows in the old form with capital names (contracts/oitc/181)."""
    row = _found(call, "Invalid service template")
    store = call.world.store
    call.demand_read([row["container_id"]])
    variables = store.where("customvariables", object_id=row["id"], objecttype_id=SERVICETEMPLATE_VARIABLE)
    return {
        "servicetemplate": {
            "Servicetemplate": row,
            "Contactgroup": [],
            "Contact": [],
            "Servicegroup": [],
            "Servicetemplategroup": [],
            "Agentcheck": [],
            "Container": call.world.tree.nodes[row["container_id"]],
            "Customvariable": variables,
            "Servicetemplatecommandargumentvalue": store.where(_ARGUMENTS, servicetemplate_id=row["id"]),
            "Servicetemplateeventcommandargumentvalue": [],
            "Service": [],
        }
    }


@action("servicetemplates", "add")
def add(call: Call) -> dict[str, Any]:
    if not call.is_post:
        return {}
    posted = call.wrapped("Servicetemplate")
    errors = missing(posted, tuple(_RULES)) | check(posted, _RULES, optional=False)
    if errors:
        raise InvalidError(errors)
    row = {**settable(posted), "uuid": call.world.new_uuid(), **call.world.stamps()}
    template_id = call.world.store.insert("servicetemplates", row)
    _save_parts(call, template_id, posted)
    return {"id": template_id}


def _save_parts(call: Call, template_id: int, posted: Row) -> None:
    for key in ("contacts", "contactgroups"):
        ids = ids_of(posted.get(key))
        if ids is not None:
            call.world.store.relink(
                f"{key}_to_servicetemplates", "servicetemplate_id", template_id, demand_list(ids), key
            )
    if isinstance(posted.get("customvariables"), list):
        call.world.store.delete("customvariables", object_id=template_id, objecttype_id=SERVICETEMPLATE_VARIABLE)
        typed = [{"objecttype_id": SERVICETEMPLATE_VARIABLE} | variable for variable in posted["customvariables"]]
        save_variables(call.world, template_id, typed)
    if isinstance(posted.get(_ARGUMENTS), list):
        save_arguments(call.world, _ARGUMENTS, "servicetemplate_id", template_id, posted[_ARGUMENTS])


@action("servicetemplates", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET and POST need ``angular``; POST is a patch (contracts/oitc/182)."""
    row = _found(call, "Service template not found")
    store = call.world.store
    call.demand_write([row["container_id"]])
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Servicetemplate")
        errors = check(posted, _RULES, optional=False)
        if errors:
            raise InvalidError(errors)
        store.update("servicetemplates", row["id"], {**settable(posted), **call.world.modified()})
        _save_parts(call, row["id"], posted)
        return {"id": call.args[0]}
    types = [{"key": kind, "value": template_type(kind)} for kind in (1, AGENT_TEMPLATE)]
    return {
        "servicetemplate": {"Servicetemplate": read.template(store, row["id"])},
        "commands": check_commands(store, SERVICE_CHECK),
        "eventhandlerCommands": [{"key": 0, "value": "None"}],
        "types": types,
    }


@action("servicetemplates", "delete", post=True)
def delete(call: Call) -> dict[str, Any]:
    """Deletes a template in use with all its services (oitc-observed.md §9.7)."""
    row = _found(call, "Service template not found")
    store = call.world.store
    call.demand_write([row["container_id"]])
    for service in store.where("services", servicetemplate_id=row["id"]):
        remove_service(call.world, service)
        call.world.engine.forget_service(service["uuid"])
    for table in (
        _ARGUMENTS,
        "contacts_to_servicetemplates",
        "contactgroups_to_servicetemplates",
        "servicetemplates_to_servicetemplategroups",
    ):
        store.delete(table, servicetemplate_id=row["id"])
    store.delete("customvariables", object_id=row["id"], objecttype_id=SERVICETEMPLATE_VARIABLE)
    store.delete("servicetemplates", id=row["id"])
    return {"success": True}
