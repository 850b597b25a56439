# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.logbook (idoit-api.md §9.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..context import TIME, Context
from ..protocol.errors import internal
from ..store.logbook import Record
from ..values.references import as_id
from ..values.scalars import parse_time
from .common import Method, Methods, Params, object_of

DEFAULT_LIMIT = 1000
EXTERNAL = "C__LOGBOOK_SOURCE__EXTERNAL"


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The lines of one object, or of all."""
    number = as_id(params.get("object_id", params.get("id")))
    lines = context.world.logbook.lines(
        number, _since(params.get("since")), as_id(params.get("limit")) or DEFAULT_LIMIT
    )
    context.prefetch(line.object for line in lines)
    return [_shown(context, line) for line in lines]


def _since(given: Any) -> str | None:
    if given is None:
        return None
    number = as_id(given)
    moment = datetime.fromtimestamp(number) if number is not None else parse_time(given)
    return moment.strftime(TIME) if moment else None


def _shown(context: Context, line: Record) -> dict[str, Any]:
    item = context.object(line.object)
    return {
        "logbook_id": str(line.id),
        "logbook_catg_id": str(line.id),
        "comment": line.comment,
        "description": line.description,
        "changes": line.changes,
        "date": line.date,
        "username": line.username,
        "event": line.event,
        "object_id": str(line.object),
        "object_title": item.title if item else None,
        "object_title_static": line.title,
        "source": line.source.removeprefix("C__LOGBOOK_SOURCE__").capitalize(),
        "source_constant": line.source,
        "level_id": str(line.level),
    }


def create(context: Context, params: Params) -> dict[str, Any]:
    """Write a line for one object or several."""
    given = params.get("object_ids") or [params.get("object_id")]
    if params.get("message") is None:
        raise internal("Parameter message is missing.")
    number = 0
    for object_id in given:
        item = object_of(context, {"object_id": object_id}, "object_id")
        level = int(str(params.get("alert_level") or "1")[-1])
        record = Record(
            item.id,
            context.world.now(),
            str(params["message"]),
            context.user_title,
            item.title,
            str(params.get("description") or ""),
            str(params.get("comment") or ""),
            source=str(params.get("source") or EXTERNAL),
            level=level,
        )
        number = context.world.logbook.add(record)
    identifier = context.world.dialect.number(number)
    return {"success": True, "id": identifier, "message": "Logbook entry/entries successfully created."}


METHODS: Methods = {
    "cmdb.logbook.read": Method(read),
    "cmdb.logbook.create": Method(create, writes=True),
}
