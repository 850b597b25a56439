# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of dialogs, each in the table the product keeps it in."""

from __future__ import annotations

from dataclasses import dataclass

from .database import Database


@dataclass(slots=True)
class Choice:
    """One value of a dialog. ``const``: "" for values that users made; ``parent``: the value it depends on."""

    id: int
    const: str
    title: str
    title_lang: str
    parent: int | None = None


def _counted(table: str) -> str:
    """The table whose counter gives the ids; the parts of one table share it."""
    return table.partition(":")[0]


class Dialogs:
    """Reads and writes dialog values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def table(self, name: str) -> dict[int, Choice]:
        """Every value of a table, in the order of the ids."""
        rows = self.database.rows(
            "SELECT id, const, title, title_lang, parent FROM dialogs WHERE tbl = ? ORDER BY id", (name,)
        )
        return {row["id"]: Choice(*row) for row in rows}

    def insert(
        self, table: str, title: str, parent: int | None = None, const: str = "", lang: str | None = None
    ) -> int:
        """Keep a new value; answers its id."""
        number = self.database.next_id(_counted(table))
        self.put(table, Choice(number, const, title, title if lang is None else lang, parent))
        return number

    def put(self, table: str, choice: Choice) -> None:
        """Keep a value under the id it has."""
        row = (table, choice.id, choice.const, choice.title, choice.title_lang, choice.parent)
        self.database.run("INSERT INTO dialogs VALUES (?, ?, ?, ?, ?, ?)", row)
        self.database.raise_id(_counted(table), choice.id)

    def rename(self, table: str, number: int, title: str) -> bool:
        """Change a title; False if there is no such value."""
        sql = "UPDATE dialogs SET title = ?, title_lang = ? WHERE tbl = ? AND id = ?"
        return self.database.run(sql, (title, title, table, number)) > 0

    def delete(self, table: str, number: int) -> bool:
        """Forget a value; False if there was none."""
        return self.database.run("DELETE FROM dialogs WHERE tbl = ? AND id = ?", (table, number)) > 0
