# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are told by the value of an attribute: a serial, an address, an inventory number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .._errors import AuthError, InputError, TransportError
from .generation import STATUS_CONSTANTS
from .rpc import Session
from .schema import Attribute, Category, Schema
from .values import Match
from .values.base import Needs
from .wire import Call

Row = dict[str, Any]

#: So many objects of a type are read to find one; more is a search that a user should narrow.
SCAN_LIMIT = 20_000
#: A search by a wrong property finds all objects (idoit-api.md §9.4); so many are read to make sure.
CANDIDATES = 200


class Matches:
    """Finds objects by an attribute; what the server finds is read and compared again on our side."""

    def __init__(self, session: Session, schema: Schema) -> None:
        self._session = session
        self._schema = schema
        self._scanned: dict[tuple[str, str], list[Row]] = {}

    def find(self, match: Match, object_type: str | None) -> list[Row]:
        """The objects that hold the value; raises :class:`InputError` for what cannot be searched.

        The server's search knows normal objects only, and old servers have none: then all objects of the type are read,
        in every record status.
        """
        category = self._schema.load(self._schema.constant(match.category))
        attribute = category.attribute(match.attribute)
        wanted = attribute.parse(match.value)
        if attribute.kind.needs(wanted) != Needs():
            raise InputError(f"{attribute} cannot be used in match: it holds no text, number, address or date")
        found = self._searched(category, attribute, wanted, match, object_type)
        if found or object_type is None:
            return found
        return [row for row in self._all(object_type, category.constant) if _holds(row, category, attribute, wanted)]

    def _searched(
        self, category: Category, attribute: Attribute, wanted: Any, match: Match, object_type: str | None
    ) -> list[Row]:
        condition = {"property": f"{category.constant}-{attribute.key}", "comparison": "=", "value": str(match.value)}
        (reply,) = self._session.batch([Call("cmdb.condition.read", {"conditions": [condition]})])
        if isinstance(reply.error, (AuthError, TransportError)):
            raise reply.error
        if reply.error is not None:
            if object_type is None:
                raise InputError(
                    "match needs the type of the object here", reason=f"The server cannot search: {reply.error}"
                )
            return []
        ids = [int(row["id"]) for row in reply.result]
        if len(ids) > CANDIDATES:
            return []
        return [
            row for row in self._read(ids, object_type, category.constant) if _holds(row, category, attribute, wanted)
        ]

    def _read(self, ids: list[int], object_type: str | None, constant: str) -> Iterable[Row]:
        if not ids:
            return []
        of_type = {} if object_type is None else {"type": object_type}
        return self._session.objects({"ids": ids, **of_type}, categories=[constant])

    def _all(self, object_type: str, constant: str) -> list[Row]:
        """All objects of a type with the entries of one category, read once."""
        if (object_type, constant) not in self._scanned:
            rows: list[Row] = []
            for status in tuple(STATUS_CONSTANTS)[1:]:
                for row in self._session.objects({"type": object_type, "status": status}, categories=[constant]):
                    rows.append(row)
                    if len(rows) > SCAN_LIMIT:
                        raise InputError(
                            f"There are more than {SCAN_LIMIT} objects of type {object_type}: too many to search"
                        )
            self._scanned[object_type, constant] = rows
        return self._scanned[object_type, constant]


def _holds(row: Mapping[str, Any], category: Category, attribute: Attribute, wanted: Any) -> bool:
    entries = (row.get("categories") or {}).get(category.constant) or []
    return any(attribute.kind.equal(wanted, attribute.kind.from_wire(entry.get(attribute.key))) for entry in entries)
