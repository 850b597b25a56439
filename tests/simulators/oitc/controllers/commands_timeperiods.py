# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""commands and timeperiods (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..crud import in_use, is_used, limit_to_containers, settable
from ..envelope import Answer, InvalidError
from ..filters import apply, like, number
from ..hosts.read import command_of, dated
from ..lookups import by_name
from ..paging import Select, paged
from ..php import to_int
from ..routing import action
from ..store import Row
from ..validation import BLANK, Errors, check, integer, is_blank, max_length, missing, rows, scalar
from ..views import options

_TYPES = {1: "Service check command", 2: "Host check command", 3: "Notification command", 4: "Eventhandler command"}
_COMMAND_RULES = {"name": (scalar, max_length(255)), "command_type": (integer,)}
_COMMAND_USERS = tuple(
    (table, "command_id")
    for table in (
        "hosts",
        "hosttemplates",
        "services",
        "servicetemplates",
        "contacts_to_host_commands",
        "contacts_to_service_commands",
    )
)
_PERIOD_RULES = {"container_id": (integer,), "name": (scalar, max_length(255))}
_PERIOD_USERS = (
    *(
        (table, column)
        for table in ("hosts", "hosttemplates", "services", "servicetemplates")
        for column in ("check_period_id", "notify_period_id")
    ),
    ("contacts", "host_timeperiod_id"),
    ("contacts", "service_timeperiod_id"),
)


@action("commands", "index", angular=True)
def commands(call: Call) -> dict[str, Any]:
    """All commands; they belong to no container."""
    select = Select("k.*", "commands k", order="sort_key(k.name), k.id", tables={"Commands": ("k", "commands")})
    apply(
        call,
        select,
        {
            "Commands.name": (like, "k.name"),
            "Commands.id": (number, "k.id"),
            "Commands.command_type": (number, "k.command_type"),
        },
    )
    found, page = paged(call, select)
    return {"all_commands": [{"Command": {**row, "type": _TYPES.get(row["command_type"])}} for row in found], **page}


def _command_errors(call: Call, posted: Row, number_: int | None) -> Errors:
    errors = (missing(posted, ("command_type",)) if number_ is None else {}) | check(
        posted, _COMMAND_RULES, optional=False
    )
    if "command_line" in posted and is_blank(posted["command_line"]):
        errors["command_line"] = {"_empty": BLANK}
    twin = call.world.store.value(
        "SELECT id FROM commands WHERE sort_key(name) = sort_key(?) AND id <> ?",
        (str(posted.get("name", "")), number_ or 0),
    )
    if twin is not None and "name" not in errors:
        errors["name"] = {"unique": "This command name has already been taken."}
    return errors


def _save_arguments(call: Call, command: int, arguments: list[Row]) -> None:
    """Arguments keep their id when they send it; those left out go."""
    store = call.world.store
    known = {row["id"] for row in store.where("commandarguments", command_id=command)}
    kept = {to_int(argument.get("id")) for argument in arguments}
    for gone in known - kept:
        store.delete("commandarguments", id=gone)
    for argument in arguments:
        row = {"name": argument.get("name"), "human_name": argument.get("human_name"), "command_id": command}
        if to_int(argument.get("id")) in known:
            store.update("commandarguments", int(argument["id"]), {**row, **call.world.modified()})
        else:
            store.insert("commandarguments", {**row, **call.world.stamps()})


@action("commands", "add")
def add_command(call: Call) -> dict[str, Any]:
    """Names are unique; without ``angular`` nothing is saved (contracts/oitc/072-074)."""
    if not (call.is_post and call.angular):
        return {}
    posted = call.wrapped("Command")
    errors = _command_errors(call, posted, None)
    if errors:
        raise InvalidError(errors)
    command = call.world.store.insert("commands", {**settable(posted), "uuid": call.world.new_uuid()})
    _save_arguments(call, command, posted.get("commandarguments") or [])
    return {"id": command}


@action("commands", "edit")
def edit_command(call: Call) -> dict[str, Any]:
    """The list of default macros is left empty here (contracts/oitc/075)."""
    command = call.row_id("commands", "Command not found")
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Command")
        errors = _command_errors(call, posted, command)
        if errors:
            raise InvalidError(errors)
        call.world.store.update("commands", command, settable(posted))
        if isinstance(posted.get("commandarguments"), list):
            _save_arguments(call, command, posted["commandarguments"])
        return {"id": call.args[0]}
    return {"command": command_of(call.world.store, command), "defaultMacros": []}


@action("commands", "view")
def view_command(call: Call) -> dict[str, Any]:
    return {"command": {"Command": call.world.store.get("commands", call.row_id("commands", "Invalid command"))}}


@action("commands", "delete", post=True)
def delete_command(call: Call) -> dict[str, Any] | Answer:
    """Refused while a host, service, template or contact uses the command (contracts/oitc/277)."""
    command = call.row_id("commands", "Invalid command")
    if is_used(call, command, _COMMAND_USERS):
        return in_use(call, "command", "CommandsUsedBy")
    call.world.store.delete("commandarguments", command_id=command)
    call.world.store.delete("commands", id=command)
    return {"success": True}


@action("timeperiods", "index")
def timeperiods(call: Call) -> dict[str, Any]:
    """The paged list; without ``angular`` a short one of all (oitc-observed.md §4)."""
    if not call.angular:
        return {"timeperiods": options(by_name(call.world.store, "timeperiods", list(call.world.tree.nodes)))}
    select = Select(
        "p.*", "timeperiods p", order="sort_key(p.name), p.id", tables={"Timeperiods": ("p", "timeperiods")}
    )
    limit_to_containers(call, select, "p.container_id")
    apply(
        call,
        select,
        {
            "Timeperiods.name": (like, "p.name"),
            "Timeperiods.description": (like, "p.description"),
            "Timeperiods.id": (number, "p.id"),
        },
    )
    found, page = paged(call, select)
    shown = [{**row, "allow_edit": call.user.may_write_any([row["container_id"]])} for row in found]
    return {"all_timeperiods": [{"Timeperiod": row} for row in shown], **page}


def _period_errors(posted: Row, *, is_new: bool) -> Errors:
    errors = missing(posted, ("container_id", "name") if is_new else ("name",)) | check(
        posted, _PERIOD_RULES, optional=False
    )
    found = [_range_errors(item) for item in posted.get("timeperiod_timeranges") or []]
    return errors | ({"timeperiod_timeranges": rows(found)} if any(found) else {})


def _range_errors(item: Row) -> Errors:
    if str(item.get("start", "")) < str(item.get("end", "")):
        return {}
    return {
        "start": {"custom": "The start time must be before the end time."},
        "end": {"custom": "The end time must be after the start time."},
    }


def _save_ranges(call: Call, period: int, ranges: list[Row]) -> list[Row]:
    store = call.world.store
    store.delete("timeperiod_timeranges", timeperiod_id=period)
    for item in ranges:
        store.insert("timeperiod_timeranges", {**item, "id": None, "timeperiod_id": period})
    return store.where("timeperiod_timeranges", timeperiod_id=period)


@action("timeperiods", "add")
def add_timeperiod(call: Call) -> dict[str, Any]:
    """Answers the whole object, unlike the other controllers (contracts/oitc/077)."""
    if not (call.is_post and call.angular):
        return {}
    posted = call.wrapped("Timeperiod")
    errors = _period_errors(posted, is_new=True)
    if errors:
        raise InvalidError(errors)
    store = call.world.store
    row = {**settable(posted), "uuid": call.world.new_uuid(), **call.world.stamps()}
    period = store.insert("timeperiods", row)
    ranges = _save_ranges(call, period, posted.get("timeperiod_timeranges") or [])
    return {"timeperiod": {**dated(store.get("timeperiods", period) or {}), "timeperiod_timeranges": ranges}}


@action("timeperiods", "edit")
def edit_timeperiod(call: Call) -> dict[str, Any]:
    period = call.row_id("timeperiods", "Time period not found")
    store = call.world.store
    row = store.get("timeperiods", period) or {}
    call.demand_write([row["container_id"]])
    if not call.angular:
        return {}
    if call.is_post:
        posted = call.wrapped("Timeperiod")
        errors = _period_errors(posted, is_new=False)
        if errors:
            raise InvalidError(errors)
        store.update("timeperiods", period, {**settable(posted), **call.world.modified()})
        if isinstance(posted.get("timeperiod_timeranges"), list):
            _save_ranges(call, period, posted["timeperiod_timeranges"])
        row = store.get("timeperiods", period) or {}
    return {
        "timeperiod": {
            **dated(row),
            "timeperiod_timeranges": store.where("timeperiod_timeranges", timeperiod_id=period),
        }
    }


@action("timeperiods", "view")
def view_timeperiod(call: Call) -> dict[str, Any]:
    row = call.world.store.get("timeperiods", call.row_id("timeperiods", "Invalid timeperiod")) or {}
    call.demand_read([row["container_id"]])
    return {"timeperiod": dated(row)}


@action("timeperiods", "delete", post=True)
def delete_timeperiod(call: Call) -> dict[str, Any] | Answer:
    """Refused while a host, service, template or contact uses the period (contracts/oitc/278)."""
    period = call.row_id("timeperiods", "Timeperiod not found")
    call.demand_write([(call.world.store.get("timeperiods", period) or {})["container_id"]])
    if is_used(call, period, _PERIOD_USERS):
        return in_use(call, "timeperiod", "TimeperiodsUsedBy")
    call.world.store.delete("timeperiod_timeranges", timeperiod_id=period)
    call.world.store.delete("timeperiods", id=period)
    return {"success": True}
