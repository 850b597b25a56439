# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What objects hold: their normal entries, by category. A purge takes it with them, a template hands it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._errors import AuthError, TransportError
from .reads import Reads
from .resolve import Row
from .rpc import Session
from .schema import Schema
from .wire import Call

#: What every object has, whoever made it.
_OWN = ("C__CATG__GLOBAL", "C__CATG__LOGBOOK")
#: Folders of the object's page, which show what the categories in them hold (idoit-api.md §11.3).
_FOLDERS = ("C__CATG__NETWORK", "C__CATG__SANPOOL", "C__CATG__STORAGE")
_GATHERING = ("_FOLDER", "_OVERVIEW", "_ROOT", "_VIEW")


class Contents:
    """Reads the entries of objects in all categories of their types, in two batches for all of them."""

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

    def of(self, row: Row) -> dict[str, list[dict[str, Any]]]:
        """The entries by category. Categories that cannot be read, such as views, and empty ones are left out, and so
        is the second one of two that show the same: C__CATS__PERSON has the entry of PERSON_MASTER. Raises what says
        that the user lacks a right, or that no answer came: nobody knows then what there is."""
        found: dict[str, list[dict[str, Any]]] = {}
        for constant, call in sorted(self._calls(row).items(), key=lambda item: -len(item[0])):
            later = self._reads.ask(call)
            if isinstance(later.error, (AuthError, TransportError)):
                raise later.error
            if later.error is None and later.value() and later.value() not in found.values():
                found[constant] = list(later.value())
        return dict(sorted(found.items()))

    def _calls(self, row: Row) -> dict[str, Call]:
        assigned = self._schema.assigned(int(row["type"]))
        constants = [each for each in assigned if each not in _OWN + _FOLDERS and not each.endswith(_GATHERING)]
        return {each: self._session.generation.read_entries(row["id"], each) for each in constants}
