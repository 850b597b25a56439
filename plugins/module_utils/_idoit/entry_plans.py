# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for the entries of one object in one category: which is meant, what becomes of it, what of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._errors import InputError, NotFoundError, UnsupportedError
from .._plan import Step
from .claims import Claims
from .drafts import Draft
from .entries import changed_data, describe, differing, entry_data, key_attributes, matching, only, views
from .generation import ARCHIVED, DELETED, NORMAL, Generation
from .known import NATURAL_KEYS
from .lookups import Element, Entry, Lookups
from .resolve import STATUSES
from .schema import Category
from .values import EMPTY

#: Where an entry is looked for, the likeliest first: an archived one is brought back only if no normal one fits.
ENTRY_STATUSES = (NORMAL, ARCHIVED, DELETED)
PURGED = 0
TARGETS = {"archived": ARCHIVED, "deleted": DELETED, "absent": PURGED}
PURGE_MODES = {"archive": ARCHIVED, "delete": DELETED, "purge": PURGED}


@dataclass
class Saved:
    """An entry that is wanted, to be read back: its values, its id unless it is new, and the step that writes it."""

    typed: dict[str, Any]
    entry_id: int | None
    step: Step | None
    after: dict[str, Any]


@dataclass
class EntriesPlan:
    """What becomes of the entries of one object in one category."""

    category: Category
    object_id: Any
    multi_value: bool
    stored: dict[int, list[Entry]]
    lookups: Lookups
    draft: Draft
    match_by: Sequence[str] | None = None
    claims: Claims = field(default_factory=Claims)
    before: list[dict[str, Any]] = field(default_factory=list)
    after: list[dict[str, Any]] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    @property
    def generation(self) -> Generation:
        """How the server is spoken to."""
        return self.lookups.session.generation

    # What the states ask for.

    def single(self, wanted: Element) -> None:
        """The one entry of a single-value category."""
        entry = self._normal()[0] if self._normal() else None
        typed = self.lookups.resolve(wanted, list(wanted.wishes), entry, self.draft)
        self._save(typed, entry)

    def single_absent(self) -> None:
        """Empty a single-value category."""
        for entry in self._normal()[:1]:
            self._move(entry, PURGED)

    def present(self, wanted: Sequence[Element], *, rest: int | None = None) -> None:
        """Entries that shall be there. ``rest``: the status that others are moved to; None leaves them alone."""
        taken: list[Entry] = []
        for each in wanted:
            keys, entry = self._find(each)
            typed = self.lookups.resolve(each, list(each.wishes), entry, self.draft)
            if entry is None:
                self.claims.create(self.object_id, self.category, keys)
            elif any(entry is other for other in taken):
                raise InputError(f"Two of the entries mean the same one (id {entry.id})")
            else:
                taken.append(entry)
            self._save(typed, entry)
        if rest is not None:
            for entry in self._normal():
                if not any(entry is other for other in taken):
                    self._move(entry, rest)

    def present_alike(self, wanted: Sequence[Element]) -> None:
        """Entries that nothing tells apart, such as memory modules: as many that hold these values as are wanted."""
        free = list(self._normal())
        for each in wanted:
            typed = self.lookups.resolve(each, list(each.wishes), None, self.draft)
            entry = next(iter(matching(typed, free)), None)
            if entry is not None:
                free.remove(entry)
            self._save(typed, entry)

    def move(self, wanted: Sequence[Element], target: int) -> None:
        """Entries that shall be archived, marked as deleted or gone."""
        for each in wanted:
            for entry in list(self._to_move(each, target)):
                self._move(entry, target)

    # Which entry is meant.

    def _normal(self) -> list[Entry]:
        return self.stored.get(NORMAL, [])

    def _find(self, wanted: Element) -> tuple[dict[str, Any], Entry | None]:
        """The entry that is meant, with the values it was found by."""
        if wanted.entry_id is not None:
            return {}, self._by_id(wanted.entry_id)
        keys = self.lookups.resolve(wanted, key_attributes(wanted, self.match_by), None, self.draft)
        for status in ENTRY_STATUSES:
            found = only(matching(keys, self.stored.get(status, [])), describe(self.category, keys))
            if found is not None:
                return keys, found if status == NORMAL or self._can_recycle(found) else None
        return keys, None

    def _by_id(self, entry_id: int) -> Entry:
        for entries in self.stored.values():
            for entry in entries:
                if entry.id == entry_id:
                    return entry
        raise NotFoundError(f"There is no entry with id {entry_id} in {self.category.constant}")

    def _to_move(self, wanted: Element, target: int) -> Iterator[Entry]:
        if wanted.entry_id is not None:
            yield from (entry for each in self.stored.values() for entry in each if entry.id == wanted.entry_id)
            return
        natural = any(set(keys) <= set(wanted.wishes) for keys in NATURAL_KEYS.get(self.category.constant, ()))
        keys = key_attributes(wanted, self.match_by) if self.match_by or natural else list(wanted.wishes)
        if not keys:
            raise InputError(f"Nothing tells which entry of {self.category.constant} is meant")
        typed = self.lookups.resolve(wanted, keys, None, self.draft)
        for status in ENTRY_STATUSES:
            found = only(matching(typed, self.stored.get(status, [])), describe(self.category, typed))
            if found is not None:
                yield found
                if target != PURGED:
                    return

    def _can_recycle(self, entry: Entry) -> bool:
        """An old server cannot bring an entry back: there a new one is made."""
        try:
            self.generation.recycle_entry(self.object_id, self.category.constant, entry.id or 0)
        except UnsupportedError:
            return False
        return True

    # What is written.

    def _save(self, typed: dict[str, Any], entry: Entry | None) -> None:
        if entry is not None or not self.multi_value:
            self.claims.want(self.object_id, self.category, entry and entry.id, typed)
        before, after = views(self.category, typed, entry)
        step = None
        if entry is not None and entry.status != NORMAL:
            before["status"], after["status"] = STATUSES[entry.status], STATUSES[NORMAL]
            calls = self.generation.recycle_entry(self.object_id, self.category.constant, entry.id or 0)
            step = self.draft.do(f"bring back {self._called(entry, typed)}", calls)
        if differing(self.category, typed, entry) or (entry is None and self.multi_value):
            step = self._write(typed, entry)
        if entry is not None:
            self.before.append({"id": entry.id, **before})
            self.after.append({"id": entry.id, **after})
        elif step is not None:
            self.after.append({"id": None, **after})
        if entry is not None or step is not None:
            self.saved.append(Saved(typed, entry.id if entry else None, step, self.after[-1]))

    def _write(self, typed: dict[str, Any], entry: Entry | None) -> Step:
        constant = self.category.constant
        if entry is None:
            data = entry_data(self.category, typed)
            summary = f"create {self._called(None, typed)}"
        else:
            data = changed_data(self.category, typed, entry, self.generation.name)
            changed = ", ".join(differing(self.category, typed, entry))
            summary = f"change {changed} in {self._called(entry, typed)}"
        entry_id = entry.id if entry else None
        return self.draft.do(
            summary, self.generation.save_entry(self.object_id, constant, data, entry_id, multi_value=self.multi_value)
        )

    def _move(self, entry: Entry, target: int) -> None:
        shown = self.category.shown(entry.raw)
        entry_id = shown.pop("id")
        status = {"status": STATUSES[entry.status]} if self.multi_value else {}
        self.before.append({"id": entry_id, **status, **shown})
        if target == entry.status:
            self.after.append({"id": entry_id, **status, **shown})
            return
        verb, calls = self._removal(entry, entry_id, target)
        if target != PURGED:
            self.after.append({"id": entry_id, "status": STATUSES[target], **shown})
        self.draft.do(f"{verb} {self._called(entry, {})}", calls)
        self.removed.append(entry_id)

    def _removal(self, entry: Entry, entry_id: int, target: int) -> tuple[str, Any]:
        of = (self.object_id, self.category.constant, entry_id, entry.status)
        if target == ARCHIVED:
            return "archive", self.generation.archive_entry(*of)
        if target == DELETED:
            return "delete", self.generation.delete_entry(*of)
        return "purge", self.generation.purge_entry(*of, multi_value=self.multi_value)

    def _called(self, entry: Entry | None, typed: dict[str, Any]) -> str:
        """How a step calls the entry: by what tells it from others, never by a secret."""
        where = f"{self.category.constant} of {self.draft.name}"
        if not self.multi_value:
            return where
        stored = {key: entry.value(key) for key in self.category.attributes} if entry else {}
        kinds = {key: each.kind for key, each in self.category.attributes.items()}
        named = {
            key: value for key, value in {**stored, **typed}.items() if value is not EMPTY and not kinds[key].secret
        }
        natural = [keys for keys in NATURAL_KEYS.get(self.category.constant, ()) if set(keys) <= set(named)]
        keys = natural[0] if natural else tuple(named)[:2]
        label = describe(self.category, {key: named[key] for key in keys})
        return " ".join(filter(None, (where, f"({label})" if label else "", f"id {entry.id}" if entry else "")))
