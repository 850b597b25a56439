# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""contacts and contactgroups (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..crud import in_use, is_used, limit_to_containers, settable
from ..envelope import Answer, InternalError, InvalidError, NotFoundError
from ..filters import apply, like, number
from ..hosts.read import variables
from ..hosts.rules import variable_errors
from ..hosts.write import save_variables
from ..inheritance import demand_list, ids_of
from ..paging import Select, paged
from ..php import is_empty, loosely_equal, to_int
from ..routing import action
from ..store import Row, marks
from ..tree import CONTACTGROUP
from ..validation import (
    BLANK,
    REQUIRED,
    Errors,
    Rule,
    above_zero,
    at_least,
    check,
    integer,
    is_blank,
    max_length,
    missing,
    scalar,
)

CONTACT_VARIABLE = 32
_CHOOSE_COMMAND, _CHOOSE_OPTION = "You have to choose at least one command.", "You have to choose at least one option."
_CHOOSE_CONTACT = "You have to choose at least one contact."
_NO_ADDRESS = "You must at least specify either the email address or the phone number."
_FLAGS = (
    "host_notifications_enabled",
    "service_notifications_enabled",
    "notify_service_warning",
    "notify_service_unknown",
    "notify_service_critical",
    "notify_service_flapping",
    "notify_service_downtime",
    "notify_host_down",
    "notify_host_unreachable",
    "notify_host_flapping",
    "notify_host_downtime",
    "host_push_notifications_enabled",
    "service_push_notifications_enabled",
)
_COUNT_MEMBERS = "SELECT COUNT(*) FROM contacts_to_contactgroups l WHERE l.contactgroup_id = g.id"
_HOST_EVENTS = tuple(f"notify_host_{event}" for event in ("recovery", "down", "unreachable", "flapping", "downtime"))
_PERIOD = above_zero("The provided value must be greater than `0`")
_RULES: dict[str, tuple[Rule, ...]] = {
    "name": (scalar, max_length(64)),
    "host_timeperiod_id": (integer, _PERIOD),
    "service_timeperiod_id": (integer, _PERIOD),
    **dict.fromkeys(_FLAGS, (integer, at_least(0))),
}
_RELATIONS = (
    ("service_commands", "contacts_to_service_commands", "commands", _CHOOSE_COMMAND),
    ("host_commands", "contacts_to_host_commands", "commands", _CHOOSE_COMMAND),
    ("containers", "contacts_to_containers", "containers", _CHOOSE_OPTION),
)
_USERS = tuple(
    (f"contacts_to_{kind}", "contact_id")
    for kind in ("contactgroups", "hosttemplates", "hosts", "servicetemplates", "services")
)
_GROUP_USERS = tuple(
    (f"contactgroups_to_{kind}", "contactgroup_id")
    for kind in ("hosttemplates", "hosts", "servicetemplates", "services")
)


@action("contacts", "index", angular=True)
def index(call: Call) -> dict[str, Any]:
    select = Select("k.*", "contacts k", order="sort_key(k.name), k.id", tables={"Contacts": ("k", "contacts")})
    if not call.user.is_root:
        ids = list(call.user.levels)
        select.add(
            f"k.id IN (SELECT contact_id FROM contacts_to_containers WHERE container_id IN ({marks(ids)}))", *ids
        )
    filters = {f"Contacts.{name}": (like, f"k.{name}") for name in ("name", "email", "phone")}
    apply(call, select, {**filters, "Contacts.id": (number, "k.id")})
    rows, page = paged(call, select)
    found = []
    for row in rows:
        links = call.world.store.where("contacts_to_containers", contact_id=row["id"])
        containers = [{**call.world.tree.nodes[link["container_id"]], "_joinData": link} for link in links]
        contact: Row = {**row, "allow_edit": call.user.may_write_any([link["container_id"] for link in links])}
        found.append({"Contact": contact, "Container": containers})
    return {"all_contacts": found, **page, "isLdapAuth": False}


def _errors(posted: Row, *, is_new: bool) -> Errors:
    required = ("name", "description", "host_timeperiod_id", "service_timeperiod_id")
    errors = (missing(posted, required) if is_new else {}) | check(posted, _RULES, optional=False)
    if {"email", "phone"} & posted.keys() and is_empty(posted.get("email")) and is_empty(posted.get("phone")):
        errors |= {key: {"_empty": _NO_ADDRESS} for key in ("email", "phone") if key in posted}
    for key, _unused, _unused, text in _RELATIONS:
        if key in posted and is_empty(ids_of(posted[key])):
            errors[key] = {"multipleOptions": text}
        elif key == "containers" and is_new and key not in posted:
            errors[key] = {"_required": text}
    for key in ("notify_host_recovery", "notify_service_recovery"):
        if key not in posted and is_new:
            errors[key] = {"_required": _CHOOSE_OPTION}
        elif key in posted and not any(loosely_equal(posted.get(event), 1) for event in _HOST_EVENTS):
            errors[key] = {"custom": _CHOOSE_OPTION}
    return errors | (variable_errors(posted["customvariables"]) if posted.get("customvariables") else {})


def _save_parts(call: Call, contact: int, posted: Row) -> None:
    for key, link, target, _unused in _RELATIONS:
        ids = ids_of(posted.get(key))
        if ids is not None:
            call.world.store.relink(link, "contact_id", contact, demand_list(ids), target)
    if isinstance(posted.get("customvariables"), list):
        call.world.store.delete("customvariables", object_id=contact, objecttype_id=CONTACT_VARIABLE)
        save_variables(
            call.world, contact, [{"objecttype_id": CONTACT_VARIABLE} | v for v in posted["customvariables"]]
        )


@action("contacts", "add")
def add(call: Call) -> dict[str, Any]:
    """Create a contact (contracts/oitc/052, 053)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Contact")
    errors = _errors(posted, is_new=True)
    if errors:
        raise InvalidError(errors)
    contact = call.world.store.insert("contacts", {**settable(posted), "uuid": call.world.new_uuid()})
    _save_parts(call, contact, posted)
    return {"id": contact}


@action("contacts", "edit")
def edit(call: Call) -> dict[str, Any]:
    """GET and POST need ``angular``; POST is a patch (contracts/oitc/054)."""
    contact = call.row_id("contacts", "Contact not found")
    store = call.world.store
    containers = store.linked("contacts_to_containers", "contact_id", contact)
    call.demand_write(containers)
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Contact")
        errors = _errors(posted, is_new=False)
        if errors:
            raise InvalidError(errors)
        store.update("contacts", contact, settable(posted))
        _save_parts(call, contact, posted)
        return {"id": call.args[0]}
    shown = {**(store.get("contacts", contact) or {}), "customvariables": variables(store, CONTACT_VARIABLE, contact)}
    shown |= {key: {"_ids": store.linked(link, "contact_id", contact)} for key, link, _unused, _unused in _RELATIONS}
    required = containers if is_used(call, contact, _USERS) else []
    return {"contact": {"Contact": shown}, "areContainersChangeable": True, "requiredContainers": required}


@action("contacts", "view")
def view(call: Call) -> dict[str, Any]:
    contact = call.row_id("contacts", "Invalid contact")
    call.demand_read(call.world.store.linked("contacts_to_containers", "contact_id", contact))
    return {"contact": {"Contact": call.world.store.get("contacts", contact)}}


@action("contacts", "delete", post=True)
def delete(call: Call) -> dict[str, Any] | Answer:
    """Refused while a group, host, service or template uses the contact (contracts/oitc/275)."""
    contact = call.row_id("contacts", "Contact not found")
    store = call.world.store
    call.demand_write(store.linked("contacts_to_containers", "contact_id", contact))
    if is_used(call, contact, _USERS):
        return in_use(call, "contact", "ContactsUsedBy")
    for _unused, link, _unused, _unused in _RELATIONS:
        store.delete(link, contact_id=contact)
    store.delete("customvariables", object_id=contact, objecttype_id=CONTACT_VARIABLE)
    store.delete("contacts", id=contact)
    return {"success": True}


@action("contactgroups", "index", angular=True)
def groups(call: Call) -> dict[str, Any]:
    select = Select(
        columns=f"g.*, ({_COUNT_MEMBERS}) AS contact_count",
        source="contactgroups g JOIN containers c ON c.id = g.container_id",
        order="sort_key(c.name), g.id",
        tables={"Contactgroups": ("g", "contactgroups"), "Containers": ("c", "containers")},
    )
    limit_to_containers(call, select, "g.container_id")
    apply(
        call,
        select,
        {
            "Containers.name": (like, "c.name"),
            "Contactgroups.description": (like, "g.description"),
            "Contactgroups.id": (number, "g.id"),
        },
    )
    rows, page = paged(call, select)
    nodes = call.world.tree.nodes
    found = [
        {
            "Contactgroup": {**row, "allow_edit": call.user.may_write_any([row["container_id"]])},
            "Container": nodes[row["container_id"]],
        }
        for row in rows
    ]
    return {"all_contactgroups": found, **page}


def _group_errors(posted: Row, *, is_new: bool) -> Errors:
    inner = posted.get("container")
    errors: Errors = {}
    if isinstance(inner, dict) and is_blank(inner.get("name")) and ("name" in inner or is_new):
        errors["container"] = {"name": {"_empty": BLANK} if "name" in inner else {"_required": REQUIRED}}
    if "contacts" not in posted:
        errors["contacts"] = {"_required": _CHOOSE_CONTACT}
    elif is_empty(ids_of(posted["contacts"])):
        errors["contacts"] = {"multipleOptions": _CHOOSE_CONTACT}
    return errors


@action("contactgroups", "add")
def add_group(call: Call) -> dict[str, Any]:
    """Create a group with its container (contracts/oitc/055)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Contactgroup")
    inner = posted.get("container")
    if not isinstance(inner, dict):
        raise InternalError
    errors = _group_errors(posted, is_new=True)
    if errors:
        raise InvalidError(errors)
    parent = to_int(inner.get("parent_id")) or 0
    if parent not in call.world.tree.nodes:
        raise NotFoundError
    container = call.world.add_container(CONTACTGROUP, parent, inner["name"])
    row = {**settable(posted), "uuid": call.world.new_uuid(), "container_id": container}
    group = call.world.store.insert("contactgroups", row)
    _link_contacts(call, group, posted)
    return {"id": group}


def _link_contacts(call: Call, group: int, posted: Row) -> None:
    ids = demand_list(ids_of(posted["contacts"]))
    call.world.store.relink("contacts_to_contactgroups", "contactgroup_id", group, ids, "contacts")


def _group(call: Call, message: str) -> Row:
    return call.world.store.get("contactgroups", call.row_id("contactgroups", message)) or {}


@action("contactgroups", "edit")
def edit_group(call: Call) -> dict[str, Any]:
    """GET and POST need ``angular`` (contracts/oitc/057)."""
    row = _group(call, "Contact group not found")
    store = call.world.store
    call.demand_write([row["container_id"]])
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Contactgroup")
        errors = _group_errors(posted, is_new=False)
        if errors:
            raise InvalidError(errors)
        inner = posted.get("container")
        if isinstance(inner, dict) and "name" in inner:
            store.update("containers", row["container_id"], {"name": inner["name"]})
            call.world.tree.refresh()
        store.update("contactgroups", row["id"], {key: posted[key] for key in ("description",) if key in posted})
        _link_contacts(call, row["id"], posted)
        return {"id": call.args[0]}
    members = {"_ids": store.linked("contacts_to_contactgroups", "contactgroup_id", row["id"])}
    container = call.world.tree.nodes[row["container_id"]]
    return {"contactgroup": {"Contactgroup": {**row, "contacts": members, "container": container}}}


@action("contactgroups", "view")
def view_group(call: Call) -> dict[str, Any]:
    row = _group(call, "Invalid contact group")
    call.demand_read([row["container_id"]])
    return {"contactgroup": {"Contactgroup": row, "Container": call.world.tree.nodes[row["container_id"]]}}


@action("contactgroups", "delete", post=True)
def delete_group(call: Call) -> dict[str, Any] | Answer:
    """Refused while a host, service or template uses the group."""
    row = _group(call, "Contact group not found")
    call.demand_write([row["container_id"]])
    if is_used(call, row["id"], _GROUP_USERS):
        return in_use(call, "contact group", "ContactgroupsUsedBy")
    call.world.store.delete("contacts_to_contactgroups", contactgroup_id=row["id"])
    call.world.store.delete("contactgroups", id=row["id"])
    call.world.drop_container(row["container_id"])
    return {"success": True}
