# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object is meant, and which ones are doubles of it: the server has no uniqueness (idoit-api.md §6.1)."""

from __future__ import annotations

from collections.abc import Iterable

from .._errors import AmbiguousError
from .object_wishes import Wanted
from .resolve import Objects, Row, ambiguous, not_found
from .rpc import Session
from .values import ObjectWish


class Identities:
    """Finds the objects of a task by how they are named, and by how they may be called besides."""

    def __init__(self, session: Session, objects: Objects) -> None:
        self._session = session
        self._objects = objects

    def ask(self, wanted: Iterable[Wanted]) -> None:
        """Have them looked up with the next batch."""
        self._objects.ask(wish for each in wanted for wish in (each.identity, *each.others))

    def candidates(self, wanted: Wanted) -> list[Row]:
        """All objects that may be meant."""
        found = self._objects.found(wanted.identity)
        return found + [row for wish in wanted.others for row in self._also(wanted, wish)]

    def locate(self, wanted: Wanted) -> Row | None:
        """The object that is meant, None for one that is to be created or need not be there.

        Raises :class:`AmbiguousError` for several, and for a new title that another object has already,
        :class:`NotFoundError` for a name that nobody can foretell.
        """
        row = self._objects.one(wanted.identity)
        for wish in wanted.others:
            others = self._also(wanted, wish)
            if len(others) > 1 or (row and others and wanted.identity.title and others != [row]):
                raise self._taken(wanted, wish, row, others)
            row = row or (others[0] if others else None)
        if row is None and wanted.state != "absent" and not wanted.may_be_created:
            raise not_found(wanted.identity)
        return row

    def doubles(self, wanted: Wanted) -> list[Row]:
        """After a creation: all objects that answer to what was created."""
        named = self._objects.found(wanted.identity) if wanted.identity.sysid or wanted.identity.match else []
        return named or self._also(wanted, wanted.by_title)

    def _also(self, wanted: Wanted, wish: ObjectWish) -> list[Row]:
        """What is called so; one that another serial, number or address tells apart is another object."""
        identity, match = wanted.identity, wanted.identity.match
        if identity.title is None and self._objects.found(identity):
            return []
        if identity.sysid is not None and identity not in self._session.begun:
            return []
        found = self._objects.found(wish)
        return [row for row in found if match is None or not self._objects.contradicts(match, row)]

    @staticmethod
    def _taken(wanted: Wanted, wish: ObjectWish, row: Row | None, others: list[Row]) -> AmbiguousError:
        if row is None:
            return ambiguous(wish, others)
        return AmbiguousError(
            f"{wanted.identity} cannot be called {wanted.title!r}: there is one already",
            reason=f"They are the ids {', '.join(str(each['id']) for each in (row, *others))}.",
        )
