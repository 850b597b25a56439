# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SQLite database of one simulator."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS objects (
    id INTEGER PRIMARY KEY, type INTEGER NOT NULL, title TEXT NOT NULL, title_fold TEXT NOT NULL,
    title_sort TEXT NOT NULL, sysid TEXT, status INTEGER NOT NULL, cmdb_status INTEGER,
    created TEXT, created_by TEXT, updated TEXT, updated_by TEXT, description TEXT,
    purpose INTEGER, category INTEGER, tags TEXT, global_id INTEGER, const TEXT);
CREATE TABLE IF NOT EXISTS entries (
    tbl TEXT NOT NULL, id INTEGER NOT NULL, object INTEGER NOT NULL, status INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (tbl, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (
    tbl TEXT NOT NULL, entry INTEGER NOT NULL, key TEXT NOT NULL, target INTEGER NOT NULL,
    PRIMARY KEY (tbl, entry, key, target)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS relations (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, master INTEGER NOT NULL, slave INTEGER NOT NULL,
    tbl TEXT NOT NULL, entry INTEGER NOT NULL, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS dialogs (
    tbl TEXT NOT NULL, id INTEGER NOT NULL, const TEXT, title TEXT NOT NULL, title_lang TEXT NOT NULL,
    parent INTEGER, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS logbook (
    id INTEGER PRIMARY KEY, object INTEGER, date TEXT, event TEXT, username TEXT, title TEXT, description TEXT,
    comment TEXT, changes TEXT, source TEXT, level INTEGER);
CREATE TABLE IF NOT EXISTS reports (
    id INTEGER PRIMARY KEY, category TEXT, title TEXT, description TEXT, created TEXT, columns TEXT, types TEXT,
    statuses TEXT);
"""

INDEXES = {
    "objects_type": "objects (type, status)",
    "objects_title": "objects (title_fold)",
    "objects_sort": "objects (title_sort)",
    "objects_sysid": "objects (sysid COLLATE NOCASE)",
    "entries_object": "entries (tbl, object, status)",
    "entries_owner": "entries (object)",
    "entries_address": "entries (json_extract(data, '$.address')) WHERE tbl = 'isys_catg_ip_list'",
    "links_target": "links (target, tbl, key)",
    "relations_master": "relations (master)",
    "relations_slave": "relations (slave)",
    "relations_entry": "relations (tbl, entry)",
    "logbook_object": "logbook (object)",
}
"""Name -> table and columns."""

PUNCTUATION_FIRST = {code: f"\x01{chr(code)}" for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """``text`` as utf8_unicode_ci compares it: case and accents ignored (idoit-observed.md §5)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def sort_key(text: str) -> str:
    """A key that sorts as utf8_unicode_ci does: punctuation before digits before letters."""
    return fold(text).translate(PUNCTUATION_FIRST)


def marks(values: Sequence[Any]) -> str:
    """``?,?,?`` for as many values."""
    return ",".join("?" * len(values))


def parts(values: Sequence[int], size: int = 900) -> Iterator[Sequence[int]]:
    """``values`` in parts that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Database:
    """A connection that rows are read from by name, with savepoints and MySQL's counters of ids."""

    def __init__(self, directory: str | None = None) -> None:
        path = ":memory:"
        if directory is not None:
            Path(directory).mkdir(parents=True, exist_ok=True)
            path = str(Path(directory) / "idoit.sqlite")
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, cached_statements=512)
        self.connection.row_factory = sqlite3.Row
        self.connection.create_function("fold", 1, lambda text: fold(text or ""), deterministic=True)
        self.connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA cache_size=-65536;")
        self.connection.executescript(TABLES)
        self._make_indexes()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Every row of a query."""
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found: sqlite3.Row | None = self.connection.execute(sql, values).fetchone()
        return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement; answers how many rows it touched."""
        return self.connection.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Execute one statement with many sets of values."""
        self.connection.executemany(sql, values)

    def next_id(self, name: str, count: int = 1) -> int:
        """The first of ``count`` new ids of a table; like an AUTO_INCREMENT they are never given again."""
        row = self.row(
            "INSERT INTO sequences VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + ? RETURNING value",
            (name, count, count),
        )
        return int(row["value"]) - count + 1 if row else count

    def raise_id(self, name: str, value: int) -> None:
        """No new id of a table will be ``value`` or less."""
        self.run(
            "INSERT INTO sequences VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
            (name, value),
        )

    def meta(self, key: str) -> str | None:
        """A note on this database, or None."""
        row = self.row("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row["value"]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Write a note on this database."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction; an exception takes back what was written."""
        self.run("BEGIN")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that an exception takes back by itself."""
        self.run("SAVEPOINT call")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK TO call")
            self.run("RELEASE call")
            raise
        self.run("RELEASE call")

    def _make_indexes(self) -> None:
        for name, columns in INDEXES.items():
            self.run(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Many rows come: the indexes are made again when they are in, which is faster."""
        for name in INDEXES:
            self.run(f"DROP INDEX {name}")
        yield
        self._make_indexes()

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()
