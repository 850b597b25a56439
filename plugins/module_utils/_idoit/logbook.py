# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of the logbook: written for objects, and read (idoit-api.md §9.5, contracts/idoit/3-categories/700-701)."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import InputError, NotStoredError
from .._plan import Item, Plan, Step
from . import shapes
from .categories import OBJECT
from .drafts import Draft, plan_each
from .reads import Reads
from .resolve import Objects, Row, may_come, not_found
from .rpc import Session
from .schema import Schema
from .secrets import without_secrets
from .values import ObjectWish, object_wish
from .wire import Call

SOURCE = "C__LOGBOOK_SOURCE__EXTERNAL"
#: The server's own limit is smaller, and cuts off the newest lines.
WHOLE = 100_000

LOG: dict[str, Any] = {
    "type": "dict",
    "options": {"since": {"type": "str"}, "limit": {"type": "int", "default": 1000}},
}
LOGBOOK = Listable(
    "objects",
    options={
        "object": OBJECT,
        "event": {"type": "str"},
        "description": {"type": "str"},
        "comment": {"type": "str"},
        "alert_level": {"type": "int", "choices": [0, 1, 2, 3], "default": 1},
        "once_key": {"type": "str", "no_log": False},
    },
    rules=ArgSpec(options={"check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"}}),
)


def read_logs(session: Session, ids: Sequence[int], options: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The lines of each object. ``options``: since (a date or a time span) and limit."""
    since = {} if options.get("since") is None else {"since": options["since"]}
    answers = session.read([_read(number, limit=options["limit"], **since) for number in ids])
    return [[_shown(line) for line in lines] for lines in answers]


def _read(object_id: int, **more: Any) -> Call:
    return Call("cmdb.logbook.read", {"object_id": object_id, **more})


def _shown(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line as readers return it. The server's ``event`` is what cmdb.logbook.create calls the message."""
    fields = ("date", "username", "event", "description", "comment")
    return {
        "id": shapes.as_id(line.get("logbook_id")),
        **{name: line.get(name) for name in fields},
        "changes": without_secrets(line.get("changes") or {}),
        "source": line.get("source_constant"),
        "alert_level": shapes.as_id(line.get("level_id")),
    }


@dataclass
class Wanted:
    """A line for one object."""

    wish: ObjectWish
    event: str
    texts: dict[str, str]
    alert_level: int
    once_key: str | None

    @property
    def name(self) -> str:
        """How messages call the object."""
        return self.wish.title or str(self.wish)

    @property
    def mark(self) -> str:
        """What the comment begins with so that the line is found again, even if the server cuts off its end."""
        return f"[{self.once_key}]"

    def line(self) -> dict[str, Any]:
        """The line in the words of the options."""
        comment = self.texts["comment"]
        if self.once_key is not None:
            comment = f"{self.mark} {comment}".strip()
        return {
            "event": self.event,
            "description": self.texts["description"],
            "comment": comment,
            "alert_level": self.alert_level,
        }


def plan_logbook(session: Session, params: Mapping[str, Any]) -> Plan:
    """Plan the lines of a task; raises an :class:`ApiError`."""
    items, as_list = LOGBOOK.items(params)
    wanted = [_wanted(item) for item in items]
    reads = Reads(session)
    objects = Objects(session, reads, Schema(session, reads))
    objects.ask(each.wish for each in wanted)
    reads.send()
    foresee = session.check_mode and params.get("check_missing") != "fail"
    planner = _Planner(session, reads, objects, foresee)
    planner.ask_logs(wanted)
    planned = plan_each(wanted, planner.plan, lambda each: each.name, as_list)
    return Plan(planned, as_list, planner.confirm)


def _wanted(item: Mapping[str, Any]) -> Wanted:
    if not item.get("object") or not item.get("event"):
        raise InputError("Each line needs object and event")
    key = item.get("once_key")
    if key is not None and (key != " ".join(key.split()) or not key or set(key) & set("[]<>")):
        # Kept in brackets in a field that the server keeps as HTML: what it might change would never be found again.
        raise InputError(f"once_key {key!r} is empty, or has brackets, line breaks or needless blanks in it")
    return Wanted(
        wish=object_wish(item["object"]),
        event=item["event"],
        texts={name: item.get(name) or "" for name in ("description", "comment")},
        alert_level=int(item["alert_level"]),
        once_key=key,
    )


class _Planner:
    """Plans single lines from what was read, and reads back what was written."""

    def __init__(self, session: Session, reads: Reads, objects: Objects, foresee: bool) -> None:
        self._session = session
        self._reads = reads
        self._objects = objects
        self._foresee = foresee
        self._written: dict[int, tuple[int, Wanted, Step]] = {}
        self._once: set[tuple[int, str]] = set()

    def ask_logs(self, wanted: Sequence[Wanted]) -> None:
        """Have the logs read in which a line is looked for."""
        for each in wanted:
            if each.once_key is not None:
                for row in self._objects.found(each.wish):
                    self._reads.ask(_read(row["id"], limit=WHOLE))
        self._reads.send()

    def plan(self, wanted: Wanted) -> Item:
        """The plan of one line."""
        draft = Draft(wanted.name)
        row = self._objects.one(wanted.wish)
        if row is None:
            if not (self._foresee and may_come(wanted.wish)):
                raise not_found(wanted.wish)
            draft.miss(str(wanted.wish))
            draft.result = {"object": None}
            return draft.item(None, wanted.line())
        draft.result = {"object": {key: row.get(key) for key in ("id", "title", "sysid")}}
        if self._is_written(wanted, row):
            return draft.item(wanted.line(), wanted.line())
        step = draft.do(f"write {wanted.event!r} into the logbook of {row['title']!r}", _create(row, wanted))
        item = draft.item(None, wanted.line())
        self._written[id(item)] = (row["id"], wanted, step)
        return item

    def _is_written(self, wanted: Wanted, row: Row) -> bool:
        """Whether the log holds the line, or an earlier item of the task is about to write it."""
        if wanted.once_key is None:
            return False
        line = (row["id"], wanted.once_key)
        if line in self._once:
            return True
        self._once.add(line)
        return any(_is_marked(each, wanted) for each in self._reads.ask(_read(row["id"], limit=WHOLE)).value())

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the logs back; raises :class:`NotStoredError`."""
        written = [self._written[id(item)] for item in items]
        logs = self._session.read([_read(object_id, limit=WHOLE) for object_id, _line, _step in written])
        for (object_id, wanted, step), lines in zip(written, logs):
            number = shapes.created_id(step.answer)
            stored = [line for line in lines if number in _numbers(line) and _says(line, wanted)]
            if number is None or not stored:
                raise NotStoredError(f"The line {wanted.event!r} is not in the logbook of object {object_id}")
            if wanted.once_key is not None and not any(_is_marked(line, wanted) for line in stored):
                raise NotStoredError(f"The once_key {wanted.once_key!r} is not in the logbook of object {object_id}")


def _create(row: Row, wanted: Wanted) -> Call:
    line = wanted.line()
    texts = {"message": line["event"], "description": line["description"], "comment": line["comment"]}
    level = f"C__LOGBOOK__ALERT_LEVEL__{line['alert_level']}"
    return Call("cmdb.logbook.create", {"object_id": row["id"], **texts, "alert_level": level, "source": SOURCE})


def _numbers(line: Mapping[str, Any]) -> tuple[int | None, ...]:
    """The ids of a line: no document says which of the two its creation answers."""
    return shapes.as_id(line.get("logbook_id")), shapes.as_id(line.get("logbook_catg_id"))


def _says(line: Mapping[str, Any], wanted: Wanted) -> bool:
    """Whether it is about this event, of which the server may keep the beginning only."""
    event = html.unescape(str(line.get("event") or "")).strip()
    return bool(event) and wanted.event.strip().startswith(event)


def _is_marked(line: Mapping[str, Any], wanted: Wanted) -> bool:
    comment = str(line.get("comment") or "")
    return any(text.startswith(wanted.mark) for text in (comment, html.unescape(comment)))
