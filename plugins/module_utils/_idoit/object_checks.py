# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads objects back after they were written, and finds the doubles that somebody else made at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._errors import NotStoredError
from .._plan import Item, Plan, Step
from . import paging, shapes
from .drafts import Draft
from .entries import check_stored
from .generation import NORMAL
from .lookups import Entry
from .object_entries import Plans
from .object_identity import Identities
from .object_views import GLOBAL, shown_object
from .object_wishes import Wanted
from .reads import Later, Reads
from .resolve import Objects, Row, ambiguous, status_name
from .rpc import Session
from .schema import Category, Schema
from .wire import Call


@dataclass
class Written:
    """What was planned for one object, to be read back. ``status``: its record status, None for a purge; ``created``:
    the step that makes it; ``wanted``: what was wanted of a new one; ``plans``: its entries."""

    draft: Draft
    status: int | None
    typed: dict[str, Any] = field(default_factory=dict)
    created: Step | None = None
    plans: Plans = field(default_factory=Plans)
    wanted: Wanted | None = None

    @property
    def id(self) -> int:
        """The id of the object, also of one that was just created."""
        number = shapes.created_id(self.created.answer) if self.created else shapes.as_id(self.draft.object_id)
        if number is None:
            raise NotStoredError(f"The server answered no id for the object {self.draft.name!r}")
        return number


class ObjectChecks:
    """Reads back what was written. ``resolve_race``: of objects that were made at the same time the oldest one stays,
    and each process that made another one purges its own; ``plan_again`` then plans the task for the one that stays."""

    def __init__(
        self, session: Session, category: Category, *, resolve_race: bool, plan_again: Callable[[], Plan]
    ) -> None:
        self._session = session
        self._category = category
        self._resolve_race = resolve_race
        self._plan_again = plan_again
        self._written: dict[int, Written] = {}

    def note(self, item: Item, written: Written) -> Item:
        """Have the object of this item read back."""
        self._written[id(item)] = written
        return item

    def confirm(self, items: Sequence[Item], all_items: Sequence[Item]) -> None:
        """Read the objects back; raises :class:`NotStoredError`, or :class:`AmbiguousError` for a double."""
        reads = Reads(self._session)
        identities = Identities(self._session, Objects(self._session, reads, Schema(self._session, reads)))
        noted = [(item, self._written[id(item)]) for item in items]
        identities.ask(written.wanted for _item, written in noted if written.wanted)
        answers = [self._ask(reads, written.id) for _item, written in noted]
        entries = [written.plans.ask(self._session, reads, written.id) for _item, written in noted]
        reads.send()
        for (item, written), answer, held in zip(noted, answers, entries):
            self._check(item, written, answer)
            item.result.update(written.plans.check(held, item.name))
        overtaken = [item for item, written in noted if self._gives_way(item, written, identities)]
        if overtaken:
            self._go_on(all_items)

    def _ask(self, reads: Reads, object_id: int) -> tuple[Later, Later]:
        read = reads.ask(Call("cmdb.object.read", {"id": object_id}))
        return read, reads.ask(self._session.generation.read_entries(object_id, GLOBAL))

    def _check(self, item: Item, written: Written, answer: tuple[Later, Later]) -> None:
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
        if written.wanted and row["title"] != written.wanted.title:
            # It would not be found by its title the next time, and made again.
            raise NotStoredError(f"The object {item.name!r} (id {written.id}) is called {row['title']!r} by the server")
        stored = Entry(self._category, entry, NORMAL)
        check_stored(self._category, written.typed, stored, item.name)
        item.result["object"] = shown_object(self._category, row, stored)
        if isinstance(item.after, dict):
            item.after["id"] = row["id"]

    def _gives_way(self, item: Item, written: Written, identities: Identities) -> bool:
        """Purge the object that was just made if somebody else has made the same one before. Each process that finds
        several keeps the oldest one, so one remains."""
        rows = identities.doubles(written.wanted) if written.wanted else []
        if written.wanted is None or len(rows) < 2:
            return False
        if not self._resolve_race:
            error = ambiguous(written.wanted.by_title, rows)
            error.message = f"{error.message}: another one was created at the same time as id {written.id}"
            raise error
        oldest = min(int(row["id"]) for row in rows)
        if oldest == written.id:
            return False
        for call in self._session.generation.purge_object(written.id):
            self._session.call(call.method, call.params)
        item.warnings.append(
            f"{written.wanted.by_title} was created at the same time by somebody else: the own one (id {written.id})"
            f" was purged again, the older one (id {oldest}) stays"
        )
        return True

    def _go_on(self, items: Sequence[Item]) -> None:
        """Bring the objects that stay to what is wanted."""
        again = self._plan_again()
        again.apply(self._session.execute)
        for item, repeated in zip(items, again.items):
            item.result, item.after, item.error = repeated.result, repeated.after, repeated.error
            item.warnings += repeated.warnings


def _answered(answer: tuple[Later, Later]) -> tuple[Row | None, dict[str, Any]]:
    """The object, None if there is none, and its entry of GLOBAL."""
    read, entries = answer[0].value(), answer[1]
    if not read:
        return None, {}
    found = entries.value()
    return paging.as_row(read), found[0] if found else {"id": shapes.as_id(read["id"])}
