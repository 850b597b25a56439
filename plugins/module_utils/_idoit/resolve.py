# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object is meant: by id, by sysid, by title and type, or by the value of an attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .._argspec import ArgSpec
from .._errors import AmbiguousError, InputError, NotFoundError, unknown_name
from . import paging
from .generation import ARCHIVED, DELETED, MASS_CHANGE_TEMPLATE, NORMAL, TEMPLATE
from .match import SCAN_LIMIT, Matches
from .reads import Later, Reads
from .rpc import Session
from .schema import Schema
from .values import Match, ObjectWish
from .wire import Call

Row = dict[str, Any]

#: The server hides all but the first unless asked, and has no word for all of them (idoit-api.md §6.5).
STATUSES = {
    NORMAL: "normal",
    ARCHIVED: "archived",
    DELETED: "deleted",
    TEMPLATE: "template",
    MASS_CHANGE_TEMPLATE: "mass_change_template",
}
#: The option that names an object by an attribute.
MATCH: dict[str, Any] = {
    "type": "dict",
    "options": {
        "category": {"type": "str", "required": True},
        "attribute": {"type": "str", "required": True},
        "value": {"type": "raw", "required": True},
    },
}
MATCHING = ArgSpec(options={"match_scan_limit": {"type": "int", "default": SCAN_LIMIT}})
#: From this many titles of one type on, listing the type by pages takes fewer calls than looking each one up.
MANY_TITLES = 200


class Objects:
    """Objects that are named by the user, looked up together. ``scan_limit``: see :class:`Matches`."""

    def __init__(self, session: Session, reads: Reads, schema: Schema, *, scan_limit: int | None = None) -> None:
        self._session = session
        self._reads = reads
        self.schema = schema
        self._matches = Matches(session, schema, limit=SCAN_LIMIT if scan_limit is None else scan_limit)
        self._answers: dict[ObjectWish, list[Later]] = {}
        self._listed: dict[str | None, dict[str, list[Row]]] = {}

    def ask(self, wishes: Iterable[ObjectWish]) -> None:
        """Have the objects looked up with the next batch; very many of one type are listed at once."""
        new = []
        for wish in dict.fromkeys(wishes):
            if wish.match is not None:
                self._matches.ask(wish.match, self.type_constant(wish.type))
            elif wish not in self._answers:
                new.append(wish)
        titles = defaultdict(list)
        for wish in new:
            if wish.id is None and wish.sysid is None and wish.title is not None:
                titles[self.type_constant(wish.type)].append(wish)
        for object_type, named in titles.items():
            if object_type and len(named) >= MANY_TITLES and object_type not in self._listed:
                self._listed[object_type] = self._list(object_type)
        for wish in new:
            if wish.id is not None or wish.sysid is not None or self.type_constant(wish.type) not in self._listed:
                self._answers[wish] = [self._reads.ask(call) for call in self._lookups(wish)]

    def is_known(self, wish: ObjectWish) -> bool:
        """Whether :meth:`found` can tell without asking the server."""
        if wish.match is not None:
            return not self._reads.is_waiting
        return all(later.reply is not None for later in self._answers.get(wish, ()))

    def found(self, wish: ObjectWish) -> list[Row]:
        """All objects that fit, whatever their status; raises :class:`InputError` for an unknown object type."""
        object_type = self.type_constant(wish.type)
        self.check_type(object_type)
        if wish.match is not None:
            return self._matches.found(wish.match, object_type)
        if wish not in self._answers:
            return self._listed[object_type].get(str(wish.title), [])
        if wish.id is not None:
            answer = self._answers[wish][0].value()
            return [paging.as_row(answer)] if answer else []
        rows = [row for later in self._answers[wish] for row in later.value()]
        return paging.matching({"title": wish.title} if wish.sysid is None else {"sysid": wish.sysid}, rows)

    def contradicts(self, match: Match, row: Row) -> bool:
        """Whether the object holds other values of that attribute only, so that it is another object."""
        return self._matches.contradicts(match, row)

    def one(self, wish: ObjectWish) -> Row | None:
        """The object that is meant, None if there is none; raises :class:`AmbiguousError` if there are several."""
        rows = self.found(wish)
        if len(rows) > 1:
            raise ambiguous(wish, rows)
        return rows[0] if rows else None

    def type_constant(self, name: str | None) -> str | None:
        """The constant of an object type that is named by constant or by its title in the request language."""
        if name is None or name.startswith("C__"):
            return name
        types = self._types()
        constants = [constant for constant, title in types.items() if title == name]
        if len(constants) == 1:
            return constants[0]
        if constants:
            raise InputError(
                f"Several object types are called {name!r}", reason=f"Write one of: {', '.join(constants)}."
            )
        raise unknown_name("object type", name, types.values())

    def type_of(self, row: Row, wish: ObjectWish) -> str | None:
        """The constant of an object's type, as far as wish and row tell; old servers leave its title out."""
        named = self.type_constant(wish.type)
        constants = [constant for constant, title in self._types().items() if title == row.get("type_title")]
        return named or (constants[0] if len(constants) == 1 else None)

    def check_type(self, constant: str | None) -> None:
        """Raise :class:`InputError` for an object type that the server does not have."""
        # Any constant that is a number would pass as a type (idoit-observed.md §10.9).
        if constant is not None and constant not in self._types():
            raise unknown_name("object type", constant, self._types())

    def _types(self) -> Mapping[str, str]:
        types = self._session.constants.get("objectTypes")
        return types if isinstance(types, Mapping) else {}

    def _lookups(self, wish: ObjectWish) -> Sequence[Call]:
        if wish.id is not None:
            return [Call("cmdb.object.read", {"id": wish.id})]
        by: dict[str, Any] = {"sysid": wish.sysid} if wish.sysid is not None else {"title": wish.title}
        if wish.sysid is None and wish.type is not None:
            by["type"] = self.type_constant(wish.type)
        return [paging.lookup({**by, "status": status}) for status in STATUSES]

    def _list(self, object_type: str) -> dict[str, list[Row]]:
        self.check_type(object_type)
        by_title: dict[str, list[Row]] = defaultdict(list)
        for status in STATUSES:
            for row in self._session.objects({"type": object_type, "status": status}):
                by_title[str(row["title"])].append(row)
        return by_title


def ambiguous(wish: ObjectWish, rows: Sequence[Row]) -> AmbiguousError:
    """The error that lists the candidates."""
    candidates = "; ".join(_describe(row) for row in rows)
    return AmbiguousError(
        f"There are {len(rows)} objects that fit {wish}",
        reason=f"Candidates: {candidates}. Name it by id or sysid.",
        details={},
    )


def not_found(wish: ObjectWish) -> NotFoundError:
    """The error for an object that does not exist."""
    advice = None
    if wish.title is not None and wish.title.isdigit() and wish.type is None:
        advice = f"If {wish.title} is an id, write {{id: {wish.title}}}."
    return NotFoundError(f"There is no {wish}", reason=advice)


def may_come(wish: ObjectWish) -> bool:
    """Whether an earlier task may be about to create it: nobody can foretell an id or a sysid (design rule 12)."""
    return wish.id is None and wish.sysid is None and wish.title is not None


def status_name(row: Mapping[str, Any]) -> str:
    """The record status of an object in the words of the options."""
    return STATUSES.get(row.get("status") or 0, "unfinished")


def _describe(row: Row) -> str:
    kind = row.get("type_title") or f"type {row.get('type')}"
    return f"id {row['id']} ({kind}, {status_name(row)}, sysid {row.get('sysid')})"
