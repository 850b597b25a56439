# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downtimes: one-time ones go to the engine's queue, recurring ones to the database (oitc-api.md §12)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..call import Call
from ..clock import duration, in_user_format, iso, offset_seconds
from ..envelope import HttpError, InternalError, InvalidError, MethodNotAllowedError, NotFoundError
from ..filters import apply, boolean, like
from ..hosts.read import shared_containers
from ..paging import Select, paged
from ..php import is_empty, is_numeric, to_int
from ..routing import action
from ..store import Row
from ..validation import EMPTY, REQUIRED, Errors, is_blank
from ..views import short_host
from .hosts_lists import limit_to_readable

_MONTH = 30 * 86400
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DATES = (
    (re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d(:\d\d)?"), "%d.%m.%Y %H:%M"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?"), "%Y-%m-%d %H:%M"),
)
_NO_DAY = "You must select at least one day of the week or one day of the month, or both"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@action("systemdowntimes", "addHostdowntime", angular=True)
def add_host_downtime(call: Call) -> dict[str, Any]:
    """Success of a one-time downtime says only that it was queued (contracts/oitc/262-264)."""
    if call.request.method not in ("POST", "PUT"):
        return {}
    posted = call.wrapped("Systemdowntime")
    ids = posted.get("object_id")
    if is_empty(ids):
        raise InvalidError({"object_id": {"_empty": "You have to select at least on object."}})
    recurring = posted.get("is_recurring") in (1, "1") and not isinstance(posted.get("is_recurring"), bool)
    errors = _errors(call, posted, recurring=posted.get("is_recurring") == 1)
    if errors:
        raise InvalidError(errors)
    hosts = ids if isinstance(ids, list) else [ids]
    if recurring:
        return {"success": [_save_recurring(call, posted, host) for host in hosts]}
    for host in hosts:
        _queue_once(call, posted, host)
    return {"success": True}


def _errors(call: Call, posted: Row, *, recurring: bool) -> Errors:
    errors: Errors = {}
    if is_blank(posted.get("comment")):
        errors["comment"] = {"_empty": EMPTY} if "comment" in posted else {"_required": REQUIRED}
    if recurring:
        if is_empty(posted.get("weekdays")) and is_empty(posted.get("day_of_month")):
            errors |= {key: {"_empty": _NO_DAY} for key in ("weekdays", "day_of_month")}
        if not _CLOCK_TIME.fullmatch(str(posted.get("from_time"))):
            errors["from_time"] = {"custom": "Start time needs to be a valid date."}
        if not is_numeric(posted.get("duration")) or float(posted["duration"]) < 1:
            errors["duration"] = {"greaterThan": "This value need to be at least 1"}
        return errors
    start, end = (_moment(call, posted, side) for side in ("from", "to"))
    if start is None:
        errors["from_time"] = {"custom": "Start time needs to be a valid date."}
    if end is None:
        errors["to_time"] = {"custom": "End time needs to be a valid date."}
    if start is not None and end is not None and start > end:
        errors["to_time"] = {"custom": "The end date must be after the start date."}
    return errors


def _moment(call: Call, posted: Row, side: str) -> float | None:
    """A posted date and time, which is meant in the user's zone."""
    text = f"{posted.get(f'{side}_date')} {posted.get(f'{side}_time')}"
    form = next((form for pattern, form in _DATES if pattern.fullmatch(text)), None)
    if form is None:
        return None
    try:
        return datetime.strptime(text[:16], form).replace(tzinfo=ZoneInfo(call.user.zone)).timestamp()
    except ValueError:
        return None


def _queue_once(call: Call, posted: Row, host: Any) -> None:
    row = call.world.store.get("hosts", to_int(host))
    if row is None:
        raise NotFoundError
    start, end = _moment(call, posted, "from"), _moment(call, posted, "to")
    call.world.engine.queue(
        "createHostDowntime",
        {
            "hostUuid": row["uuid"],
            "author": call.user.full_name,
            "comment": posted.get("comment"),
            "start": start,
            "end": end,
            "fixed": 1,
            "duration": int((end or 0) - (start or 0)),
        },
    )


def _save_recurring(call: Call, posted: Row, host: Any) -> Row:
    """The saved entity: the time is shifted to the server's zone, the weekday is not (oitc-observed.md §9.13)."""
    days = posted.get("weekdays")
    data = {key: value for key, value in posted.items() if key != "is_recurring"}
    data |= {"weekdays": ",".join(str(day) for day in days) if isinstance(days, list) else days}
    data |= {
        "author": call.user.full_name,
        "object_id": to_int(host),
        "from_time": _shifted(call, str(posted["from_time"]), -1),
    }
    stamps = call.world.stamps()
    number = call.world.store.insert("systemdowntimes", {**data, **stamps})
    return {**data, **{key: iso(value) for key, value in stamps.items()}, "id": number}


def _shifted(call: Call, clock_time: str, sign: int) -> str:
    hours, minutes = (int(part) for part in clock_time.split(":"))
    total = (hours * 60 + minutes + sign * offset_seconds(call.world.now(), call.user.zone) // 60) % 1440
    return f"{total // 60:02d}:{total % 60:02d}"


@action("systemdowntimes", "host", angular=True)
def recurring_downtimes(call: Call) -> dict[str, Any]:
    """The recurring downtimes of hosts (contracts/oitc/265)."""
    select = Select(
        columns="d.*, h.uuid, h.name",
        source="systemdowntimes d JOIN hosts h ON h.id = d.object_id",
        where=["d.objecttype_id = 256"],
        order="d.from_time DESC, d.id",
        tables={"Systemdowntimes": ("d", "systemdowntimes"), "Hosts": ("h", "hosts")},
    )
    limit_to_readable(call, select)
    apply(
        call,
        select,
        {
            "Hosts.name": (like, "h.name"),
            "Systemdowntimes.comment": (like, "d.comment"),
            "Systemdowntimes.author": (like, "d.author"),
        },
    )
    rows, page = paged(call, select)
    return {"all_host_recurring_downtimes": [_recurring_row(call, row) for row in rows], **page}


def _recurring_row(call: Call, row: Row) -> dict[str, Any]:
    host = {"id": row["object_id"], "uuid": row["uuid"], "name": row["name"]}
    days = [day for day in (row["weekdays"] or "").split(",") if day]
    allow = call.user.may_write_any(shared_containers(call.world.store, host["id"]))
    return {
        "Host": short_host(host, allow_edit=allow),
        "Systemdowntime": {
            "id": row["id"],
            "objecttypeId": row["objecttype_id"],
            "objectId": row["object_id"],
            "downtimeTypeId": row["downtimetype_id"],
            "weekdays": days,
            "weekdaysHuman": [_WEEKDAYS[int(day) - 1] for day in days],
            "dayOfMonth": [day for day in (row["day_of_month"] or "").split(",") if day],
            "startTime": _shifted(call, row["from_time"], 1),
            "duration": row["duration"],
            "comment": row["comment"],
            "author": row["author"],
            "UserTime": {},
        },
    }


@action("systemdowntimes", "delete", post=True)
def delete_recurring(call: Call) -> dict[str, Any]:
    number = call.row_id("systemdowntimes", "Invalide Systemdowntime")
    call.world.store.delete("systemdowntimes", id=number)
    return {"success": True, "message": "Systemdowntime successfully deleted"}


@action("downtimes", "host", angular=True)
def host_downtimes(call: Call) -> dict[str, Any]:
    """Downtimes the engine knows; expired and cancelled ones are hidden unless ``filter[hideExpired]=false``."""
    now = call.world.now()
    select = Select(
        columns="d.*, h.id AS host_id, h.uuid, h.name",
        source="downtimes d JOIN hosts h ON h.uuid = d.object_uuid",
        order="d.scheduled_start DESC, d.id",
        tables={"Hosts": ("h", "hosts")},
        expressions={
            "DowntimeHosts.scheduled_start_time": "d.scheduled_start",
            "DowntimeHosts.comment_data": "d.comment",
            "DowntimeHosts.scheduled_end_time": "d.scheduled_end",
            "DowntimeHosts.author_name": "d.author",
        },
    )
    start, end = (_asked(call, side) for side in ("from", "to"))
    select.add("d.scheduled_start > ? AND d.scheduled_start < ?", start or now - _MONTH, end or now + 2 * _MONTH)
    if call.filters().get("hideExpired", "true") in ("true", "1"):
        select.add("d.scheduled_end > ? AND d.was_cancelled = 0", now)
    if call.filters().get("isRunning") in ("true", "1"):
        select.add("d.scheduled_end > ? AND d.was_started = 1 AND d.was_cancelled = 0", now)
    limit_to_readable(call, select)
    apply(
        call,
        select,
        {
            "Hosts.name": (like, "h.name"),
            "DowntimeHosts.author_name": (like, "d.author"),
            "DowntimeHosts.comment_data": (like, "d.comment"),
            "DowntimeHosts.was_cancelled": (boolean, "d.was_cancelled"),
        },
    )
    rows, page = paged(call, select)
    return {"all_host_downtimes": [_downtime_row(call, row) for row in rows], **page}


def _asked(call: Call, side: str) -> float | None:
    """``filter[from]`` and ``filter[to]``: a date and time in the user's zone."""
    date, _unused, clock_time = str(call.filters().get(side) or "").partition(" ")
    return _moment(call, {f"{side}_date": date, f"{side}_time": clock_time}, side)


def _downtime_row(call: Call, row: Row) -> dict[str, Any]:
    now, zone = call.world.now(), call.user.zone
    expired = row["scheduled_end"] <= now
    running = bool(row["was_started"]) and not row["was_cancelled"] and not expired
    host = {"id": row["host_id"], "uuid": row["uuid"], "name": row["name"]}
    allow = call.user.may_write_any(shared_containers(call.world.store, host["id"]))
    return {
        "Host": short_host(host, allow_edit=allow),
        "DowntimeHost": {
            "authorName": row["author"],
            "commentData": row["comment"],
            "entryTime": in_user_format(row["entry_time"], zone),
            "scheduledStartTime": in_user_format(row["scheduled_start"], zone),
            "scheduledEndTime": in_user_format(row["scheduled_end"], zone),
            "actualEndTime": in_user_format(None, zone),
            "duration": row["duration"],
            "wasStarted": bool(row["was_started"]),
            "internalDowntimeId": row["id"],
            "downtimehistoryId": row["id"],
            "wasCancelled": bool(row["was_cancelled"]),
            "allowEdit": allow,
            "durationHuman": duration(row["duration"]),
            "isCancellable": not expired and not row["was_cancelled"],
            "isRunning": running,
            "isExpired": expired,
        },
    }


@action("downtimes", "delete", post=True)
def delete_downtime(call: Call) -> dict[str, Any]:
    """Queue the cancelling of a downtime; 500 without ``type`` (oitc-api.md §12.3)."""
    number = to_int(call.args[0] if call.args else None)
    if number is None or call.data.get("type") is None:
        raise InternalError
    if call.world.store.get("downtimes", number) is None:
        return {"success": False, "message": "Could not find downtime"}
    call.world.engine.queue("deleteHostDowntime", {"downtime_id": number})
    return {"success": True, "message": "Downtime deleted successfully"}


@action("nagios_module/cmd", "submit")
def submit(call: Call) -> dict[str, Any]:
    """Hand an external command to the queue; uuids and times are not looked at (oitc-observed.md §9.13)."""
    if call.request.method not in ("GET", "POST"):
        raise MethodNotAllowedError
    data = call.data if call.is_post else call.query
    if data.get("command") is None:
        raise HttpError(400, "Bad Request")
    if data["command"] not in _COMMANDS:
        raise NotFoundError("Command not found")
    arguments = {
        **_COMMANDS[data["command"]],
        **{key: value for key, value in data.items() if key not in ("command", "apikey")},
    }
    if arguments.get("hostUuid") is not None:
        arguments["hostUuid"] = _resolved(call, str(arguments["hostUuid"]))
    _pass_on(call, data["command"], arguments)
    return {"message": "Command added successfully to queue", "command": data["command"], "args": arguments}


_DOWNTIME = {
    "hostUuid": None,
    "start_time": None,
    "end_time": None,
    "fixed": 1,
    "trigger_id": 0,
    "duration": None,
    "author": None,
    "comment": None,
}
_COMMANDS: dict[str, dict[str, Any]] = {
    "SCHEDULE_HOST_DOWNTIME": _DOWNTIME,
    "SCHEDULE_HOST_SVC_DOWNTIME": _DOWNTIME,
    "DEL_HOST_DOWNTIME": {"downtime_id": None, "include_services": 1},
    "SCHEDULE_FORCED_HOST_CHECK": {"hostUuid": None, "check_time": None},
}


def _resolved(call: Call, name: str) -> str:
    """A uuid as it is; a name as the uuid of the first host that has it, 400 when none has."""
    if _UUID.fullmatch(name):
        return name
    found = call.world.store.value("SELECT uuid FROM hosts WHERE sort_key(name) = sort_key(?) ORDER BY id", (name,))
    if found is None:
        raise HttpError(400, f'CmdController: Could not resolve hostname "{name}" into a UUID')
    return str(found)


def _pass_on(call: Call, command: str, arguments: dict[str, Any]) -> None:
    start, end = to_int(arguments.get("start_time")), to_int(arguments.get("end_time"))
    if command == "SCHEDULE_HOST_DOWNTIME" and start is not None and end is not None:
        fixed = to_int(arguments["fixed"]) or 0
        span = to_int(arguments["duration"]) if not fixed else None
        call.world.engine.queue(
            "createHostDowntime",
            {
                "hostUuid": arguments["hostUuid"],
                "author": arguments["author"] or "",
                "comment": arguments["comment"],
                "start": start,
                "end": end,
                "fixed": fixed,
                "duration": end - start if span is None else span,
            },
        )
    if command == "DEL_HOST_DOWNTIME" and is_numeric(arguments.get("downtime_id")):
        call.world.engine.queue("deleteHostDowntime", {"downtime_id": to_int(arguments["downtime_id"])})


@action("hostchecks", "index", angular=True)
def host_checks(call: Call) -> dict[str, Any]:
    """The history of checks, which this engine does not write (contracts/oitc/260)."""
    call.row_id("hosts", "Invalid host")
    _unused, page = paged(call, Select("h.id", "hosts h", where=["0"]))
    return {"all_hostchecks": [], **page}


@action("deleted_hosts", "index", angular=True)
def deleted_hosts(call: Call) -> dict[str, Any]:
    """Hosts that are gone (contracts/oitc/317)."""
    select = Select(
        "d.*", "deleted_hosts d", order="sort_key(d.name), d.id", tables={"DeletedHosts": ("d", "deleted_hosts")}
    )
    apply(call, select, {"DeletedHosts.name": (like, "d.name")})
    rows, page = paged(call, select)
    return {"deletedHosts": [{"DeletedHost": _deleted_row(call, row)} for row in rows], **page}


def _deleted_row(call: Call, row: Row) -> dict[str, Any]:
    moments = {key: _in_user_zone(call, row[key]) for key in ("created", "modified")}
    return {
        "id": row["id"],
        "uuid": row["uuid"],
        "hosttemplateId": row["hosttemplate_id"],
        "hostId": row["host_id"],
        "name": row["name"],
        "description": row["description"],
        "perfdataDeleted": False,
        **moments,
    }


def _in_user_zone(call: Call, value: str) -> str:
    moment = datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZoneInfo("UTC")).timestamp()
    return in_user_format(moment, call.user.zone)
