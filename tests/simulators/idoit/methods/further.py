# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The smaller calls: several categories of an object, CMDB status, contacts, work places (idoit-api.md §9.5)."""

from __future__ import annotations

from typing import Any

from ..categories.contact import CONTACT_TABLE
from ..categories.person import person_entry
from ..context import Context
from ..protocol.errors import internal, invalid
from ..store.dialogs import Choice
from ..store.objects import NORMAL
from ..values.references import as_id
from .common import Method, Methods, Params, category_of, head
from .relations import STATUS_COLORS

STATUS_TABLE = "isys_cmdb_status"
FIXED_STATUSES = ("C__CMDB_STATUS__IN_OPERATION", "C__CMDB_STATUS__INOPERATIVE")


def categories(context: Context, params: Params) -> Any:
    """Several categories of one object: single-value ones as an entry, others as a list, empty ones not at all."""
    number = as_id(params.get("objID"))
    if not number:
        raise invalid("Object id invalid. ID must be positive and higher than one.")
    found: dict[str, dict[str, Any]] = {}
    for name in ("catgID", "catsID"):
        given = params.get(name)
        for item in given if isinstance(given, list) else [] if given is None else [given]:
            behaviour = category_of(context, {name: item})
            entries = behaviour.render(context, behaviour.entries(context, [number], [NORMAL]))
            if entries:
                shown = entries if behaviour.category.multiple else entries[0]
                found.setdefault(name, {})[behaviour.category.const] = shown
    return found or []


def status_read(context: Context, params: Params) -> list[dict[str, Any]]:
    """Every CMDB status."""
    del params
    return [
        {
            "id": choice.id,
            "title": context.translate(choice.title),
            "constant": choice.const,
            "color": context.world.database.meta(_color_of(choice.id)) or STATUS_COLORS.get(choice.id, "FFFFFF"),
            "editable": choice.const not in FIXED_STATUSES,
        }
        for choice in context.choices_of(STATUS_TABLE).values()
    ]


def _color_of(number: int) -> str:
    return f"color of CMDB status {number}"


def status_save(context: Context, params: Params) -> dict[str, Any]:
    """Make a CMDB status, or change one."""
    title, const = params.get("title"), params.get("constant")
    if not isinstance(title, str) or not isinstance(const, str):
        raise invalid("Parameters title and constant have to be strings.")
    number = as_id(params.get("id"))
    dialogs = context.world.dialogs
    done = "created" if number is None else "saved"
    if number is None:
        number = dialogs.insert(STATUS_TABLE, title, const=const)
    elif dialogs.delete(STATUS_TABLE, number):
        dialogs.put(STATUS_TABLE, Choice(number, const, title, title))
    else:
        raise internal(f"Status with id {number} does not exist.")
    if isinstance(params.get("color"), str):
        context.world.database.set_meta(_color_of(number), params["color"])
    context.forget()
    return {"success": True, "message": f"Status {done}", "id": number}


def status_delete(context: Context, params: Params) -> dict[str, Any]:
    """Remove a CMDB status."""
    number = as_id(params.get("id"))
    choice = context.choices_of(STATUS_TABLE).get(number or 0)
    if choice is None or choice.const in FIXED_STATUSES:
        raise internal(f"Status with id {params.get('id')} can not be deleted.")
    context.world.dialogs.delete(STATUS_TABLE, choice.id)
    context.forget()
    return {"success": True, "message": "Status deleted"}


def contact(context: Context, params: Params) -> Any:
    """The objects a person or group is assigned to."""
    if params.get("method") != "assigned_objects_by_contact":
        raise internal('You need to specify the parameter "method"')
    given = params.get("filter")
    number = as_id(given.get("id")) if isinstance(given, dict) else None
    entries = context.world.entries.linked_to(CONTACT_TABLE, "contact_object", [number or 0], [NORMAL])
    context.prefetch(entry.object for entry in entries)
    found: dict[str, Any] = {}
    for entry in entries:
        item = context.object(entry.object)
        if item is not None:
            role = context.choices_of("isys_contact_tag").get(entry.data.get("role") or 0)
            more = {"type_title": context.type_title(item.type), "primary": str(entry.data.get("primary") or 0)}
            found[str(item.id)] = {
                **head(context, item),
                "type": str(item.type),
                **more,
                "role": role.title if role else None,
            }
    return found or []


def workstation_components(context: Context, params: Params) -> dict[str, Any]:
    """Persons with what belongs to their work places, which is nothing here."""
    given = params.get("filter")
    if not isinstance(given, dict) or not given:
        raise internal("Invalid parameter. At least one filter is required.")
    numbers = [as_id(item) for item in given.get("ids") or [given.get("id")]]
    found: dict[str, Any] = {}
    for number in numbers:
        item = context.object(number) if number else None
        person = person_entry(context, number) if number else None
        if item is not None and person is not None:
            data = {
                **head(context, item),
                "type": str(item.type),
                "type_title": None,
                "status": str(item.status),
                "email": person.data.get("mail"),
                "first_name": person.data.get("first_name"),
                "last_name": person.data.get("last_name"),
            }
            found[str(item.id)] = {"data": data, "children": False}
    return found


def report_filter(context: Context, params: Params) -> Any:
    """Asks for an option that nothing documents."""
    del context, params
    raise internal("Required parameter option not set.")


METHODS: Methods = {
    "cmdb.categories.read": Method(categories),
    "cmdb.contact.read": Method(contact),
    "cmdb.workstation_components.read": Method(workstation_components),
    "cmdb.filter.read": Method(report_filter),
}
STATUS_METHODS: Methods = {
    "cmdb.status.read": Method(status_read),
    "cmdb.status.save": Method(status_save, writes=True),
    "cmdb.status.delete": Method(status_delete, writes=True),
}
