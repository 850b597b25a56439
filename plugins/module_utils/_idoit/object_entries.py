# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries that are wanted together with their object: in the call that creates it where the server takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .._errors import InputError
from .._plan import Result, Step
from . import shapes
from .drafts import Draft
from .elements import elements, secrets_in
from .entries import matching
from .entry_checks import check_entries, foreseen_entries
from .entry_plans import ENTRY_STATUSES, EntriesPlan, Saved
from .generation import NORMAL
from .known import NATURAL_KEYS
from .lookups import Element, Entry, Lookups, settled
from .object_wishes import Entries, Wanted
from .reads import Later, Reads
from .resolve import Row
from .rpc import Session
from .schema import Schema
from .values import EMPTY
from .wire import Call


@dataclass
class Born:
    """An entry that came with its object: the step that made both, and its place among those of its category."""

    saved: Saved
    step: Step
    number: int


@dataclass
class Plans:
    """What becomes of the entries of one object, by category."""

    by_category: dict[str, EntriesPlan] = field(default_factory=dict)
    born: dict[str, list[Born]] = field(default_factory=dict)

    def before(self) -> dict[str, Any]:
        """The wanted entries before, as a part of the object."""
        return self._part({constant: plan.before for constant, plan in self.by_category.items()})

    def after(self) -> dict[str, Any]:
        """The same after."""
        return self._part({constant: plan.after for constant, plan in self.by_category.items()})

    def foreseen(self) -> dict[str, Any]:
        """What the module returns of them before they are written."""
        return self._part({constant: foreseen_entries(plan) for constant, plan in self.by_category.items()})

    def ask(self, session: Session, reads: Reads, object_id: int) -> dict[str, Later]:
        """Have the entries read back."""
        read = session.generation.read_entries
        return {constant: reads.ask(read(object_id, constant)) for constant in self.by_category}

    def check(self, answers: dict[str, Later], name: str) -> dict[str, Any]:
        """What the module returns of them after; raises :class:`NotStoredError` for what did not stick."""
        shown = {}
        for constant, plan in self.by_category.items():
            answered = answers[constant].value()
            self._find_born(plan, answered)
            shown[constant] = check_entries(plan, answered, name)
        return self._part(shown)

    def come_with(self, session: Session, draft: Draft, made: Step, creation: Call) -> None:
        """Put the new entries into the creation of their object, as far as the server takes them there."""
        new = [(plan, saved, saved.step) for plan in self.by_category.values() for saved in plan.saved if saved.step]
        made.request, left = session.generation.with_entries(creation, [step.request for _plan, _saved, step in new])
        if left or not new:
            return
        for plan, saved, step in new:
            born = self.born.setdefault(plan.category.constant, [])
            born.append(Born(saved, made, len(born)))
            saved.step = None
            draft.steps.remove(step)
        made.summary += f" with {', '.join(self.born)}"

    def _find_born(self, plan: EntriesPlan, answered: Sequence[dict[str, Any]]) -> None:
        """Entries that came with their object get their ids: those the creation answered, else by their values."""
        constant = plan.category.constant
        left = [Entry(plan.category, raw, NORMAL) for raw in answered]
        for born in self.born.get(constant, []):
            wanted = {key: settled(value) for key, value in born.saved.typed.items()}
            number = shapes.entry_of_created(born.step.answer, constant, born.number)
            fitting = [entry for entry in left if entry.id == number] or matching(wanted, left)
            if fitting:
                left.remove(fitting[0])
                born.saved.entry_id = fitting[0].id

    @staticmethod
    def _part(by_category: dict[str, Any]) -> dict[str, Any]:
        return {"categories": by_category} if by_category else {}


class ObjectEntries:
    """Asks for what the entries of a task need, and plans them."""

    def __init__(self, session: Session, reads: Reads, schema: Schema, lookups: Lookups) -> None:
        self._session = session
        self._reads = reads
        self._schema = schema
        self._lookups = lookups

    def ask_categories(self, wanted: Wanted, object_type: str | None) -> None:
        """Have the attributes read, and where the type is named the categories it has."""
        for entries in wanted.entries:
            self._schema.ask(entries.constant)
            for given in entries.given:
                self._lookups.ask_owners(entries.constant, given)
        if (wanted.entries or wanted.template) and object_type:
            self._schema.ask_type(object_type)

    def ask_entries(self, wanted: Wanted, rows: Sequence[Row]) -> None:
        """Check the entries, and have everything read that they name, and what the objects hold already."""
        for entries in wanted.entries:
            entries.elements = elements(self._schema.category(entries.constant), entries.given)
            for each in entries.elements:
                if each.entry_id is not None:
                    raise InputError("categories takes no id of an entry; idoit_category does")
                self._lookups.ask(each, rows[0]["id"] if rows else None)
            for row in rows:
                self._schema.ask_type(int(row["type"]))
                for status in ENTRY_STATUSES:
                    self._reads.ask(self._session.generation.read_entries(row["id"], entries.constant, status))

    def secrets(self, wanted: Sequence[Wanted]) -> frozenset[str]:
        """What was given for secret attributes."""
        given = [entries for each in wanted for entries in each.entries]
        return frozenset().union(*(secrets_in(self._schema.category(each.constant), each.given) for each in given))

    def plan(self, wanted: Wanted, draft: Draft, object_id: Any, object_type: str | int) -> Plans:
        """The plans for the entries of one object, whose id is ``Result`` of its creation if it is new."""
        plans = Plans()
        for entries in wanted.entries:
            category = self._schema.category(entries.constant)
            if not self._schema.is_assigned(entries.constant, object_type):
                draft.warnings.append(
                    f"The type of {wanted.name} lacks the category {entries.constant}: i-doit's pages will not show it"
                )
            multi_value = self._schema.is_multi_value(entries.constant, object_type)
            stored = {} if isinstance(object_id, Result) else self._stored(object_id, entries)
            plan = EntriesPlan(category, object_id, multi_value, stored, self._lookups, draft)
            plans.by_category[entries.constant] = plan
            _carry(plan, entries)
        return plans

    def _stored(self, object_id: int, entries: Entries) -> dict[int, list[Entry]]:
        category, read = self._schema.category(entries.constant), self._session.generation.read_entries
        answers = {each: self._reads.ask(read(object_id, entries.constant, each)) for each in ENTRY_STATUSES}
        return {each: [Entry(category, raw, each) for raw in later.value()] for each, later in answers.items()}


def _carry(plan: EntriesPlan, entries: Entries) -> None:
    if plan.multi_value:
        keys = [_natural_key(each) for each in entries.elements]
        told = [key is not None and keys.count(key) == 1 for key in keys]
        plan.present([each for each, is_told in zip(entries.elements, told) if is_told])
        plan.present_alike([each for each, is_told in zip(entries.elements, told) if not is_told])
        return
    if len(entries.elements) > 1:
        raise InputError(f"{entries.constant} holds one entry per object, {len(entries.elements)} were given")
    for each in entries.elements:
        plan.single(each)


def _natural_key(wanted: Element) -> list[tuple[str, Any]] | None:
    """What tells the entry from others of its category; None if it does not hold that."""
    held = {key: wish for key, wish in wanted.wishes.items() if wish is not EMPTY}
    for keys in NATURAL_KEYS.get(wanted.category.constant, ()):
        if held.keys() >= set(keys):
            return [(key, held[key]) for key in keys]
    return None
