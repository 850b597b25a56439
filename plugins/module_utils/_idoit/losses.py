# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes with an object when it is purged: its entries, by category."""

from __future__ import annotations

from collections.abc import Sequence

from .reads import Reads
from .resolve import Row
from .rpc import Session
from .schema import Schema
from .wire import Call

#: What every object has, whoever made it.
_OWN = ("C__CATG__GLOBAL", "C__CATG__LOGBOOK", "C__CATG__OVERVIEW")


class Losses:
    """Counts the normal entries of objects in all categories of their types, in two batches for all of them."""

    def __init__(self, session: Session, reads: Reads, schema: Schema) -> None:
        self._session = session
        self._reads = reads
        self._schema = schema

    def ask(self, rows: Sequence[Row]) -> None:
        """Read what these objects hold."""
        for row in rows:
            self._schema.ask_type(int(row["type"]))
        self._reads.send()
        for row in rows:
            for call in self._calls(row).values():
                self._reads.ask(call)
        self._reads.send()

    def of(self, row: Row) -> dict[str, int]:
        """How many entries each category holds. Categories that cannot be read, such as views, are left out."""
        answers = {constant: self._reads.ask(call) for constant, call in self._calls(row).items()}
        counted = {constant: len(later.value() or []) for constant, later in answers.items() if later.error is None}
        return {constant: number for constant, number in sorted(counted.items()) if number}

    def _calls(self, row: Row) -> dict[str, Call]:
        constants = [each for each in self._schema.assigned(int(row["type"])) if each not in _OWN]
        return {each: self._session.generation.read_entries(row["id"], each) for each in constants}
