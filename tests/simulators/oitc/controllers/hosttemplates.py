# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hosttemplates: all values are their own; an edit is a patch (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..crud import in_use, is_used, limit_to_containers, settable
from ..envelope import Answer, InvalidError, NotFoundError
from ..filters import apply, like, number
from ..hosts import read
from ..hosts.fields import FLAP_OPTIONS, HOSTTEMPLATE_VARIABLE, NOTIFY_OPTIONS
from ..hosts.rules import NO_FLAPPING, NO_NOTIFICATION, argument_errors, variable_errors
from ..hosts.write import save_arguments, save_variables
from ..inheritance import demand_list, ids_of
from ..lookups import by_name, check_commands
from ..paging import Select, paged
from ..php import is_empty, loosely_equal
from ..routing import action
from ..store import Row
from ..validation import (
    Errors,
    above_zero,
    at_least,
    between,
    boolean,
    check,
    integer,
    max_length,
    missing,
    numeric,
    scalar,
)
from ..views import options, template_type

_ARGUMENTS = "hosttemplatecommandargumentvalues"
_NO_CONTACT = "You must specify at least one contact or contact group."
_RULES = {
    "name": (scalar, max_length(255)),
    "priority": (integer, between(1, 5)),
    "container_id": (integer, at_least(1, "The provided value must be greater than or equal to `1`")),
    "max_check_attempts": (integer, at_least(1)),
    "notification_interval": (numeric, at_least(0)),
    "check_interval": (integer, at_least(1)),
    "retry_interval": (integer, at_least(1)),
    "check_period_id": (integer, above_zero("Please select a check period")),
    "command_id": (integer, above_zero("Please select a check command")),
    "notify_period_id": (integer, above_zero("Please select a notify period")),
    **dict.fromkeys(NOTIFY_OPTIONS, (boolean,)),
    "flap_detection_enabled": (boolean,),
    **dict.fromkeys(FLAP_OPTIONS, (boolean,)),
    "low_flap_threshold": (numeric,),
    "high_flap_threshold": (numeric,),
    "passive_checks_enabled": (boolean,),
    "event_handler_enabled": (boolean,),
    "active_checks_enabled": (boolean,),
}
_TEXTS = {key: (scalar, max_length(255)) for key in ("notes", "tags", "host_url")}
_RELATIONS = (
    ("hostgroups", "hosttemplates_to_hostgroups"),
    ("contacts", "contacts_to_hosttemplates"),
    ("contactgroups", "contactgroups_to_hosttemplates"),
)


@action("hosttemplates", "index", angular=True)
def index(call: Call) -> dict[str, Any]:
    select = Select(
        "t.*", "hosttemplates t", order="sort_key(t.name), t.id", tables={"Hosttemplates": ("t", "hosttemplates")}
    )
    limit_to_containers(call, select, "t.container_id")
    apply(
        call,
        select,
        {
            "Hosttemplates.name": (like, "t.name"),
            "Hosttemplates.id": (number, "t.id"),
            "Hosttemplates.hosttemplatetype_id": (number, "t.hosttemplatetype_id"),
        },
    )
    rows, page = paged(call, select)
    found = [
        {
            **row,
            "allow_edit": call.user.may_write_any([row["container_id"]]),
            "type": template_type(row["hosttemplatetype_id"]),
        }
        for row in rows
    ]
    return {"all_hosttemplates": [{"Hosttemplate": row} for row in found], **page}


@action("hosttemplates", "loadHosttemplates", angular=True)
def load_hosttemplates(call: Call) -> dict[str, Any]:
    rows = by_name(call.world.store, "hosttemplates", list(call.world.tree.nodes))
    wanted = str(call.filters().get("Hosttemplates.name") or "").lower()
    return {"hosttemplates": options(row for row in rows if wanted in row["name"].lower())}


@action("hosttemplates", "view")
def view(call: Call) -> dict[str, Any]:
    """The raw rows in the old form with capital names (contracts/oitc/024)."""
    template_id = call.row_id("hosttemplates", "Invalid host template")
    store = call.world.store
    row = store.get("hosttemplates", template_id) or {}
    call.demand_read([row["container_id"]])
    linked = {
        name: [store.get(name, item) for item in store.linked(link, "hosttemplate_id", template_id)]
        for name, link in _RELATIONS
    }
    # The recorded server shows no contacts here, though the template has some.
    return {
        "hosttemplate": {
            "Hosttemplate": row,
            "Contactgroup": linked["contactgroups"],
            "Contact": [],
            "Hostgroup": linked["hostgroups"],
            "Container": call.world.tree.nodes[row["container_id"]],
            "Customvariable": store.where(
                "customvariables", object_id=template_id, objecttype_id=HOSTTEMPLATE_VARIABLE
            ),
            "Hosttemplatecommandargumentvalue": store.where(_ARGUMENTS, hosttemplate_id=template_id),
            "Host": [],
        }
    }


@action("hosttemplates", "add", angular=False)
def add(call: Call) -> dict[str, Any]:
    """Create a template; nearly every field is required (contracts/oitc/155, 156)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Hosttemplate")
    required = ("name", *(key for key in _RULES if key != "name"))
    errors = missing(posted, required) | _errors(call, posted)
    if errors:
        raise InvalidError(errors)
    row = {**settable(posted), "uuid": call.world.new_uuid(), **call.world.stamps()}
    template_id = call.world.store.insert("hosttemplates", row)
    _save_parts(call, template_id, posted)
    return {"id": template_id}


def _errors(call: Call, posted: Row) -> Errors:
    """The errors of the posted fields alone: a rule over several fields does not see the stored ones."""
    errors = check(posted, _RULES, optional=False) | check(posted, _TEXTS, optional=True)
    if not any(loosely_equal(posted.get(option), 1) for option in NOTIFY_OPTIONS):
        errors |= {
            option: {"custom": NO_NOTIFICATION}
            for option in NOTIFY_OPTIONS
            if option in posted and option not in errors
        }
    flapping = not is_empty(posted.get("flap_detection_enabled"))
    if flapping and not any(loosely_equal(posted.get(option), 1) for option in FLAP_OPTIONS):
        errors |= {
            option: {"custom": NO_FLAPPING} for option in FLAP_OPTIONS if option in posted and option not in errors
        }
    if is_empty(ids_of(posted.get("contacts"))) and is_empty(ids_of(posted.get("contactgroups"))):
        errors |= {key: {"custom": _NO_CONTACT} for key in ("contacts", "contactgroups") if key in posted}
    if posted.get("customvariables"):
        errors |= variable_errors(posted["customvariables"])
    if posted.get(_ARGUMENTS):
        errors |= argument_errors(posted, _ARGUMENTS, call.world.store)
    return errors


def _save_parts(call: Call, template_id: int, posted: Row) -> None:
    """Relations and rows that were sent; the others stay."""
    world = call.world
    for key, link in _RELATIONS:
        ids = ids_of(posted.get(key))
        if ids is not None:
            world.store.relink(link, "hosttemplate_id", template_id, demand_list(ids), key)
    if isinstance(posted.get("customvariables"), list):
        world.store.delete("customvariables", object_id=template_id, objecttype_id=HOSTTEMPLATE_VARIABLE)
        save_variables(
            world, template_id, [{"objecttype_id": HOSTTEMPLATE_VARIABLE} | v for v in posted["customvariables"]]
        )
    if isinstance(posted.get(_ARGUMENTS), list):
        save_arguments(world, _ARGUMENTS, "hosttemplate_id", template_id, posted[_ARGUMENTS])


@action("hosttemplates", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET and POST both need ``angular``; the id comes back as a text (contracts/oitc/157-159)."""
    template_id = call.row_id("hosttemplates", "Host template not found")
    store = call.world.store
    row = store.get("hosttemplates", template_id) or {}
    call.demand_write([row["container_id"]])
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Hosttemplate")
        errors = _errors(call, posted)
        if errors:
            raise InvalidError(errors)
        store.update("hosttemplates", template_id, {**settable(posted), **call.world.modified()})
        _save_parts(call, template_id, posted)
        return {"id": call.args[0]}
    types = [{"key": 1, "value": template_type(1)}]
    template = {"Hosttemplate": read.template(store, template_id)}
    return {"hosttemplate": template, "commands": check_commands(store), "types": types} if call.is_get else {}


@action("hosttemplates", "delete", post=True)
def delete(call: Call) -> dict[str, Any] | Answer:
    """Refused while a host uses the template (contracts/oitc/276)."""
    template_id = call.row_id("hosttemplates", "Host template not found")
    store = call.world.store
    call.demand_write([(store.get("hosttemplates", template_id) or {})["container_id"]])
    if is_used(call, template_id, (("hosts", "hosttemplate_id"),)):
        return in_use(call, "host template", "HosttemplatesUsedBy")
    for _unused, link in _RELATIONS:
        store.delete(link, hosttemplate_id=template_id)
    store.delete(_ARGUMENTS, hosttemplate_id=template_id)
    store.delete("customvariables", object_id=template_id, objecttype_id=HOSTTEMPLATE_VARIABLE)
    store.delete("hosttemplates", id=template_id)
    return {"success": True}


@action("hosttemplates", "loadContainers", angular=True)
def load_containers(call: Call) -> dict[str, Any]:
    tree = call.world.tree
    found = [node for node in tree.nodes if call.user.is_root or node in call.user.writable]
    if not found:
        raise NotFoundError
    return {"containers": options(({"id": node, "path": tree.path(node)} for node in found), "path")}
