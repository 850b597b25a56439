# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The logbook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .database import Database


@dataclass(frozen=True)
class Record:
    """One line of the logbook. ``changes``: attribute -> {"from", "to"}, or None."""

    object: int
    date: str
    event: str
    username: str
    title: str
    description: str = ""
    comment: str = ""
    changes: dict[str, Any] | None = None
    source: str = "C__LOGBOOK_SOURCE__INTERNAL"
    level: int = 1
    id: int = 0


class Logbook:
    """Reads and writes lines."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, record: Record) -> int:
        """Keep a line; answers its id."""
        number = self.database.next_id("isys_logbook")
        changes = None if record.changes is None else json.dumps(record.changes, ensure_ascii=False)
        self.database.run(
            "INSERT INTO logbook VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, record.object, record.date, record.event, record.username, record.title, record.description,
             record.comment, changes, record.source, record.level),
        )  # fmt: skip
        return number

    def lines(self, object_id: int | None, since: str | None, limit: int) -> list[Record]:
        """The lines of one object, or of all, the oldest first."""
        where, values = ["1"], []
        if object_id is not None:
            where.append("object = ?")
            values.append(str(object_id))
        if since is not None:
            where.append("date >= ?")
            values.append(since)
        rows = self.database.rows(
            "SELECT object, date, event, username, title, description, comment, changes, source, level, id FROM logbook"
            f" WHERE {' AND '.join(where)} ORDER BY id LIMIT ?",
            [*values, limit],
        )
        return [_record(row) for row in rows]


def _record(row: Any) -> Record:
    changes = None if row["changes"] is None else json.loads(row["changes"])
    return Record(**{**{name: row[name] for name in row.keys()}, "changes": changes})  # noqa: SIM118 - a row has no others
