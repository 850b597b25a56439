# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .database import Database, fold, marks, parts, sort_key

MAX_TITLE = 255


@dataclass(frozen=True)
class Status:
    """The record status of objects and entries (idoit-api.md §4)."""

    id: int
    const: str
    title: str
    title_lang: str


BIRTH, NORMAL, ARCHIVED, DELETED, PURGE, TEMPLATE, MASS_CHANGES_TEMPLATE = range(1, 8)
STATUSES = {
    number: Status(number, f"C__RECORD_STATUS__{name}", title, f"LC__CMDB__RECORD_STATUS__{name}")
    for number, name, title in (
        (BIRTH, "BIRTH", "Unfinished"),
        (NORMAL, "NORMAL", "Normal"),
        (ARCHIVED, "ARCHIVED", "Archived"),
        (DELETED, "DELETED", "Deleted"),
        (PURGE, "PURGE", "Purged"),
        (TEMPLATE, "TEMPLATE", "Template"),
        (MASS_CHANGES_TEMPLATE, "MASS_CHANGES_TEMPLATE", "Mass change template"),
    )
}
STATUS_OF_CONST = {status.const: status.id for status in STATUSES.values()}


@dataclass(slots=True)
class Object:
    """One row of objects."""

    id: int
    type: int
    title: str
    sysid: str
    status: int
    cmdb_status: int | None
    created: str
    created_by: str
    updated: str
    updated_by: str
    description: str | None
    purpose: int | None
    category: int | None
    tags: str | None
    global_id: int
    const: str | None


COLUMNS = ", ".join(Object.__slots__)
_INSERT = f"INSERT INTO objects ({COLUMNS}, title_fold, title_sort) VALUES ({marks(Object.__slots__)}, ?, ?)"


def _values(item: Object) -> list[Any]:
    return [*(getattr(item, name) for name in Object.__slots__), fold(item.title), sort_key(item.title)]


class Objects:
    """Reads and writes objects; knows nothing of calls and dialects."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, number: int) -> Object | None:
        """The object, whatever its status; None if there is none."""
        row = self.database.row(f"SELECT {COLUMNS} FROM objects WHERE id = ?", (number,))
        return Object(*row) if row else None

    def by_ids(self, numbers: Iterable[int]) -> dict[int, Object]:
        """Those of the objects that there are."""
        found: dict[int, Object] = {}
        for part in parts(list(numbers)):
            for row in self.database.rows(f"SELECT {COLUMNS} FROM objects WHERE id IN ({marks(part)})", part):
                found[row["id"]] = Object(*row)
        return found

    def select(self, where: str, values: Sequence[Any], tail: str = "") -> list[Object]:
        """The objects of a condition; ``tail``: order and limit."""
        return [
            Object(*row) for row in self.database.rows(f"SELECT {COLUMNS} FROM objects WHERE {where} {tail}", values)
        ]

    def insert(self, item: Object) -> None:
        """Keep a new object; its id must be a fresh one."""
        self.database.run(_INSERT, _values(item))

    def insert_many(self, items: Iterable[Object]) -> None:
        """Keep many new objects."""
        self.database.run_many(_INSERT, (_values(item) for item in items))

    def update(self, number: int, **changes: Any) -> None:
        """Change columns of an object."""
        if "title" in changes:
            changes["title_fold"], changes["title_sort"] = fold(changes["title"]), sort_key(changes["title"])
        columns = ", ".join(f"{name} = ?" for name in changes)
        self.database.run(f"UPDATE objects SET {columns} WHERE id = ?", [*changes.values(), number])

    def delete(self, number: int) -> None:
        """Forget an object."""
        self.database.run("DELETE FROM objects WHERE id = ?", (number,))

    def sysid_taken(self, sysid: str, but: int = 0) -> Object | None:
        """The other object that has this sysid."""
        row = self.database.row(
            f"SELECT {COLUMNS} FROM objects WHERE sysid = ? COLLATE NOCASE AND id != ?", (sysid, but)
        )
        return Object(*row) if row else None
