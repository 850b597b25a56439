# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of categories, the links from their attributes to objects, and the relations made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .database import Database, marks, parts
from .objects import NORMAL

Stored = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One entry: ``data`` holds the stored form of each attribute, see :mod:`..values`."""

    table: str
    id: int
    object: int
    status: int = NORMAL
    data: Stored = field(default_factory=dict)


@dataclass(frozen=True)
class Relation:
    """A relation, which is an object itself (``id``), and the attribute of the entry it was made of."""

    id: int
    type: str
    master: int
    slave: int
    table: str
    entry: int
    key: str


_COLUMNS = "tbl, id, object, status, data"
_RELATION = "id, type, master, slave, tbl, entry, key"


def _entry(row: Any) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], json.loads(row[4]))


def _dump(data: Stored) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class Entries:
    """Reads and writes entries; the table names are those of the product."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, table: str, number: int) -> Entry | None:
        """The entry with this id, whatever its status."""
        row = self.database.row(f"SELECT {_COLUMNS} FROM entries WHERE tbl = ? AND id = ?", (table, number))
        return _entry(row) if row else None

    def by_ids(self, table: str, numbers: Sequence[int]) -> dict[int, Entry]:
        """Those of the entries that there are."""
        found: dict[int, Entry] = {}
        for part in parts(numbers):
            sql = f"SELECT {_COLUMNS} FROM entries WHERE tbl = ? AND id IN ({marks(part)})"
            found.update({row[1]: _entry(row) for row in self.database.rows(sql, [table, *part])})
        return found

    def of_objects(self, table: str, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The entries of some objects in the order of their ids."""
        found: list[Entry] = []
        for part in parts(objects):
            sql = (
                f"SELECT {_COLUMNS} FROM entries INDEXED BY entries_object WHERE tbl = ? AND object IN ({marks(part)})"
                f" AND status IN ({marks(statuses)})"
            )
            found += [_entry(row) for row in self.database.rows(sql, [table, *part, *statuses])]
        found.sort(key=lambda entry: entry.id)
        return found

    def of_owner(self, number: int) -> list[Entry]:
        """Every entry of one object in every category."""
        return [
            _entry(row) for row in self.database.rows(f"SELECT {_COLUMNS} FROM entries WHERE object = ?", (number,))
        ]

    def by_address(self, address: str) -> list[Entry]:
        """The host addresses that hold ``address``."""
        sql = f"SELECT {_COLUMNS} FROM entries WHERE tbl = 'isys_catg_ip_list' AND json_extract(data, '$.address') = ?"
        return [_entry(row) for row in self.database.rows(sql, (address,))]

    def linked_to(self, table: str, key: str, targets: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The entries whose attribute ``key`` refers to one of the objects ``targets``, in the order of their ids."""
        found = [entry for part in parts(targets) for entry in self._linked_to(table, key, part, statuses)]
        found.sort(key=lambda entry: entry.id)
        return found

    def _linked_to(self, table: str, key: str, targets: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        sql = (
            "SELECT e.tbl, e.id, e.object, e.status, e.data"
            " FROM links l JOIN entries e ON e.tbl = l.tbl AND e.id = l.entry"
            f" WHERE l.target IN ({marks(targets)}) AND l.tbl = ? AND l.key = ? AND e.status IN ({marks(statuses)})"
        )
        return [_entry(row) for row in self.database.rows(sql, [*targets, table, key, *statuses])]

    def insert(self, entry: Entry) -> None:
        """Keep a new entry."""
        row = (entry.table, entry.id, entry.object, entry.status, _dump(entry.data))
        self.database.run(f"INSERT INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", row)

    def insert_many(self, entries: Iterable[Entry]) -> None:
        """Keep many new entries."""
        rows = ((e.table, e.id, e.object, e.status, _dump(e.data)) for e in entries)
        self.database.run_many(f"INSERT INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)

    def update(self, entry: Entry) -> None:
        """Keep a changed entry."""
        self.database.run(
            "UPDATE entries SET status = ?, data = ? WHERE tbl = ? AND id = ?",
            (entry.status, _dump(entry.data), entry.table, entry.id),
        )

    def delete(self, entry: Entry) -> None:
        """Forget an entry and its links."""
        self.database.run("DELETE FROM entries WHERE tbl = ? AND id = ?", (entry.table, entry.id))
        self.database.run("DELETE FROM links WHERE tbl = ? AND entry = ?", (entry.table, entry.id))

    def set_links(self, entry: Entry, targets: Iterable[tuple[str, int]]) -> None:
        """Say which objects the attributes of an entry refer to."""
        self.database.run("DELETE FROM links WHERE tbl = ? AND entry = ?", (entry.table, entry.id))
        rows = [(entry.table, entry.id, key, target) for key, target in set(targets)]
        self.database.run_many("INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?)", rows)


class Relations:
    """The relations between objects."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def of_object(self, number: int, type_: str | None = None) -> list[Relation]:
        """The relations an object takes part in, the oldest first."""
        rows = self.database.rows(
            f"SELECT {_RELATION} FROM relations WHERE master = ?"
            f" UNION SELECT {_RELATION} FROM relations WHERE slave = ? ORDER BY id",
            (number, number),
        )
        return [Relation(*row) for row in rows if type_ is None or row["type"] == type_]

    def of_entry(self, table: str, entry: int) -> list[Relation]:
        """The relations made of one entry."""
        sql = f"SELECT {_RELATION} FROM relations WHERE tbl = ? AND entry = ?"
        return [Relation(*row) for row in self.database.rows(sql, (table, entry))]

    def of_objects(self, numbers: Sequence[int]) -> list[Relation]:
        """The relations some objects take part in, the oldest first."""
        found: dict[int, Relation] = {}
        for column in ("master", "slave"):
            for part in parts(numbers):
                rows = self.database.rows(f"SELECT {_RELATION} FROM relations WHERE {column} IN ({marks(part)})", part)
                found.update({row["id"]: Relation(*row) for row in rows})
        return [found[number] for number in sorted(found)]

    def insert_many(self, relations: Iterable[Relation]) -> None:
        """Keep new relations."""
        rows = ((r.id, r.type, r.master, r.slave, r.table, r.entry, r.key) for r in relations)
        self.database.run_many(f"INSERT INTO relations ({_RELATION}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def delete(self, number: int) -> None:
        """Forget a relation."""
        self.database.run("DELETE FROM relations WHERE id = ?", (number,))
