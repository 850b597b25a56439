# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SQLite behind the simulator: rows in and out, links of n:m relations, nothing of HTTP."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from . import collation
from .schema import DEFAULTS, LINKS, TABLES, statements

Row = dict[str, Any]


def marks(values: Sequence[Any]) -> str:
    """The placeholders of an SQL list."""
    return ", ".join("?" for _unused in values)


class Store:
    """One database: in memory, or a file that keeps the state between starts."""

    def __init__(self, path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA synchronous=OFF")
        self.connection.execute("PRAGMA case_sensitive_like=OFF")
        self.connection.create_function("sort_key", 1, collation.sort_key, deterministic=True)
        self.connection.create_function("like", 2, collation.like, deterministic=True)
        self.connection.create_function("rlike", 2, collation.rlike, deterministic=True)
        for statement in statements():
            self.connection.execute(statement)

    def close(self) -> None:
        self.connection.close()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        return [dict(row) for row in self.connection.execute(sql, params)]

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        found = self.connection.execute(sql, params).fetchone()
        return dict(found) if found else None

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        found = self.connection.execute(sql, params).fetchone()
        return found[0] if found else None

    def values(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        return [row[0] for row in self.connection.execute(sql, params)]

    def get(self, table: str, row_id: int | None) -> Row | None:
        return self.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))

    def exists(self, table: str, row_id: int) -> bool:
        return self.value(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)) is not None

    def where(self, table: str, **equal: Any) -> list[Row]:
        """The rows whose columns equal these values, by id."""
        condition = " AND ".join(f'"{key}" = ?' for key in equal) or "1"
        return self.rows(f"SELECT * FROM {table} WHERE {condition} ORDER BY id", list(equal.values()))

    def insert(self, table: str, values: Row) -> int:
        """Store a row: unknown keys are ignored, values cast to the columns' types; answers the id."""
        known = {key: TABLES[table][key].cast(value) for key, value in values.items() if key in TABLES[table]}
        for key, default in DEFAULTS.get(table, {}).items():
            if known.get(key) is None:
                known[key] = default
        names = ", ".join(f'"{name}"' for name in known)
        sql = (
            f"INSERT INTO {table} ({names}) VALUES ({marks(list(known))})"
            if known
            else f"INSERT INTO {table} DEFAULT VALUES"
        )
        return int(self.connection.execute(sql, list(known.values())).lastrowid or 0)

    def insert_many(self, table: str, rows: list[Row]) -> None:
        """Store rows that all have the same, correctly typed columns."""
        if rows:
            names, values = ", ".join(rows[0]), [list(row.values()) for row in rows]
            self.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks(values[0])})", values)

    def update(self, table: str, row_id: int, values: Row) -> None:
        """Overwrite the given columns of a row; unknown keys and ``id`` are ignored."""
        columns = TABLES[table]
        known = {key: columns[key].cast(value) for key, value in values.items() if key in columns and key != "id"}
        if known:
            setters = ", ".join(f'"{key}" = ?' for key in known)
            self.connection.execute(f"UPDATE {table} SET {setters} WHERE id = ?", [*known.values(), row_id])

    def delete(self, table: str, **equal: Any) -> None:
        condition = " AND ".join(f'"{key}" = ?' for key in equal)
        self.connection.execute(f"DELETE FROM {table} WHERE {condition}", list(equal.values()))

    def linked(self, link: str, owner: str, owner_id: int) -> list[int]:
        """The ids on the other side of an n:m relation, smallest first."""
        other = _other(link, owner)
        return sorted(self.values(f"SELECT {other} FROM {link} WHERE {owner} = ?", (owner_id,)))

    def relink(self, link: str, owner: str, owner_id: int, ids: Iterable[Any], target: str) -> None:
        """Replace a relation: known links keep their row, unknown ids of ``target`` are dropped without a word."""
        other = _other(link, owner)
        wanted = self.existing(target, ids)
        present = set(self.linked(link, owner, owner_id))
        for gone in present - set(wanted):
            self.delete(link, **{owner: owner_id, other: gone})
        for new in wanted:
            if new not in present:
                self.insert(link, {owner: owner_id, other: new})

    def existing(self, table: str, ids: Iterable[Any]) -> list[int]:
        """Those of the ids that exist, in the order of the primary key."""
        numbers = [number for number in (TABLES[table]["id"].cast(item) for item in ids) if number is not None]
        return self.values(f"SELECT id FROM {table} WHERE id IN ({marks(numbers)}) ORDER BY id", numbers)


def _other(link: str, owner: str) -> str:
    first, second = LINKS[link]
    return second if owner == first else first
