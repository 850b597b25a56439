# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads objects back after they were written, and finds the doubles that somebody else made at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .._errors import NotStoredError
from .._plan import Item, Step
from . import paging, shapes
from .drafts import Draft
from .entries import check_stored
from .generation import NORMAL
from .lookups import Entry
from .object_entries import Plans
from .object_views import GLOBAL, shown_object
from .reads import Later, Reads
from .resolve import Objects, Row, ambiguous, status_name
from .rpc import Session
from .schema import Category, Schema
from .values import ObjectWish
from .wire import Call


@dataclass
class Written:
    """What was planned for one object, to be read back. ``status``: its record status, None for a purge; ``created``:
    the step that makes it; ``plans``: its entries; ``wish``: how another one like it is found."""

    draft: Draft
    status: int | None
    typed: dict[str, Any] = field(default_factory=dict)
    created: Step | None = None
    plans: Plans = field(default_factory=Plans)
    wish: ObjectWish | None = None

    @property
    def id(self) -> int:
        """The id of the object, also of one that was just created."""
        number = shapes.created_id(self.created.answer) if self.created else shapes.as_id(self.draft.object_id)
        if number is None:
            raise NotStoredError(f"The server answered no id for the object {self.draft.name!r}")
        return number


class ObjectChecks:
    """``resolve_race``: of two objects that were made at the same time, the younger one is purged if it is ours."""

    def __init__(self, session: Session, category: Category, *, resolve_race: bool) -> None:
        self._session = session
        self._category = category
        self._resolve_race = resolve_race
        self._written: dict[int, Written] = {}

    def note(self, item: Item, written: Written) -> Item:
        """Have the object of this item read back."""
        self._written[id(item)] = written
        return item

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the objects back; raises :class:`NotStoredError`, or :class:`AmbiguousError` for a double."""
        reads = Reads(self._session)
        objects = Objects(self._session, reads, Schema(self._session, reads))
        noted = [(item, self._written[id(item)]) for item in items]
        objects.ask(written.wish for _item, written in noted if written.wish)
        answers = [self._ask(reads, written.id) for _item, written in noted]
        entries = [written.plans.ask(self._session, reads, written.id) for _item, written in noted]
        reads.send()
        for (item, written), answer, held in zip(noted, answers, entries):
            self._check(item, written, answer, objects)
            item.result.update(written.plans.check(held, item.name))

    def _ask(self, reads: Reads, object_id: int) -> tuple[Later, Later]:
        read = reads.ask(Call("cmdb.object.read", {"id": object_id}))
        return read, reads.ask(self._session.generation.read_entries(object_id, GLOBAL))

    def _check(self, item: Item, written: Written, answer: tuple[Later, Later], objects: Objects) -> None:
        row, entry = _answered(answer)
        if written.status is None:
            if row is not None:
                raise NotStoredError(f"The object {item.name!r} (id {written.id}) is still there after the purge")
            return
        if row is None:
            raise NotStoredError(f"The object {item.name!r} (id {written.id}) is not there after it was written")
        if row["status"] != written.status:
            raise NotStoredError(
                f"The object {item.name!r} (id {written.id}) is {status_name(row)} after it was written"
            )
        stored = Entry(self._category, entry, NORMAL)
        check_stored(self._category, written.typed, stored, item.name)
        older = self._older(item, written, objects)
        if older is not None:
            row, stored = older
        item.result["object"] = shown_object(self._category, row, stored)
        if isinstance(item.after, dict):
            item.after["id"] = row["id"]

    def _older(self, item: Item, written: Written, objects: Objects) -> tuple[Row, Entry] | None:
        """The object to go on with, if somebody else has made the same one before ours (there is no uniqueness,
        idoit-api.md §6.1). Every process that finds both keeps the older one, so one remains."""
        rows = objects.found(written.wish) if written.wish else []
        if written.wish is None or len(rows) < 2:
            return None
        if not self._resolve_race:
            error = ambiguous(written.wish, rows)
            error.message = f"{error.message}: another one was created at the same time as id {written.id}"
            raise error
        oldest = min(int(row["id"]) for row in rows)
        if oldest == written.id:
            return None
        for call in self._session.generation.purge_object(written.id):
            self._session.call(call.method, call.params)
        item.warnings.append(
            f"{written.wish} was created at the same time by somebody else: the own one (id {written.id}) was purged"
            f" again, the older one (id {oldest}) stays"
        )
        reads = Reads(self._session)
        answer = self._ask(reads, oldest)
        reads.send()
        row, entry = _answered(answer)
        if row is None:
            raise NotStoredError(f"The older object {item.name!r} (id {oldest}) is gone")
        return row, Entry(self._category, entry, NORMAL)


def _answered(answer: tuple[Later, Later]) -> tuple[Row | None, dict[str, Any]]:
    """The object, None if there is none, and its entry of GLOBAL."""
    read, entries = answer[0].value(), answer[1]
    if not read:
        return None, {}
    found = entries.value()
    return paging.as_row(read), found[0] if found else {"id": shapes.as_id(read["id"])}
