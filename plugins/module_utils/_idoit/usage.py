# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a dialog value is in use, as far as the API tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._errors import AuthError, InputError, TransportError
from .generation import NORMAL
from .lookups import Entry
from .rpc import Session
from .schema import Attribute, Category
from .values import EMPTY, Choice
from .wire import Call

#: More objects than this are not read to make sure: the value is in use, or the server cannot tell.
MOST = 50


class Usage:
    """Asks which objects hold a value. Deleting one that is in use empties the attribute in all of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def refuse(self, category: Category, attribute: Attribute, values: Sequence[Choice]) -> None:
        """Raise :class:`InputError` if one of the values is in use, or if the server cannot tell."""
        if attribute.category.startswith("C__CATG__CUSTOM_FIELDS") and values:
            # Not searched at all for long (idoit-api.md §9.4): no answer would look as if nobody used the value.
            raise _cannot_tell(attribute, values[0], "custom categories are not searched")
        calls = [_search(attribute, each) for each in values]
        for value, reply in zip(values, self._session.batch(calls)):
            if isinstance(reply.error, (AuthError, TransportError)):
                raise reply.error
            if reply.error is not None:
                raise _cannot_tell(attribute, value, reply.error.message)
            users = self._holding(category, attribute, value, reply.result)
            if users:
                raise _in_use(attribute, value, users)
            if len(reply.result) > MOST:
                found = f"its search finds {len(reply.result)} objects, too many to look into each"
                raise _cannot_tell(attribute, value, found)

    def _holding(
        self, category: Category, attribute: Attribute, value: Choice, rows: Sequence[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Of the objects found, those that hold it: a search by a wrong property finds all (idoit-api.md §9.4)."""
        generation = self._session.generation
        asked = rows[:MOST]
        answers = self._session.read(
            [generation.read_entries(int(row["id"]), category.constant, NORMAL) for row in asked]
        )
        return [
            row
            for row, entries in zip(asked, answers)
            if any(_holds(Entry(category, raw, NORMAL).value(attribute.key), value) for raw in entries)
        ]


def _search(attribute: Attribute, value: Choice) -> Call:
    condition = {"property": f"{attribute.category}-{attribute.key}", "comparison": "=", "value": str(value.id)}
    return Call("cmdb.condition.read", {"conditions": [condition]})


def _holds(stored: Any, value: Choice) -> bool:
    if stored is EMPTY:
        return False
    return any(each.id == value.id for each in (stored if isinstance(stored, tuple) else (stored,)))


def _in_use(attribute: Attribute, value: Choice, users: Sequence[dict[str, Any]]) -> InputError:
    names = ", ".join(f"{row.get('title')} (id {row.get('id')})" for row in users[:10])
    return InputError(
        f"{value.title!r} of {attribute} is in use by {len(users)} objects: {names}",
        reason="Deleting it empties the attribute there; if so, say force: true.",
    )


def _cannot_tell(attribute: Attribute, value: Choice, why: str) -> InputError:
    return InputError(
        f"The server cannot tell where {value.title!r} of {attribute} is in use: {why}",
        reason="To delete it all the same, say force: true.",
    )
