# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads entries back after they were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._errors import NotStoredError
from . import shapes
from .entries import check_stored
from .entry_plans import EntriesPlan, Saved
from .generation import NORMAL
from .lookups import Entry


def check_entries(plan: EntriesPlan, answered: Sequence[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    """The wanted entries as the server shows them after the plan was carried out.

    ``answered``: all normal entries of the object in the category. Raises :class:`NotStoredError` that names what did
    not stick. Entries that were created get their ids in the plan.
    """
    entries = [Entry(plan.category, raw, NORMAL) for raw in answered]
    for saved in plan.saved:
        stored = _read_back(plan, saved, entries)
        check_stored(plan.category, saved.typed, stored, name)
        if stored is not None:
            saved.entry_id = saved.after["id"] = stored.id
    still = {entry.id for entry in entries} & set(plan.removed)
    if still:
        raise NotStoredError(f"Entries of {plan.category.constant} of {name} are still there: {sorted(still, key=str)}")
    by_id = {entry.id: entry for entry in entries}
    return [plan.category.shown(by_id[saved.entry_id].raw) for saved in plan.saved if saved.entry_id in by_id]


def _read_back(plan: EntriesPlan, saved: Saved, entries: Sequence[Entry]) -> Entry | None:
    """The entry as it is stored now. The id that a save answers is not to be trusted for a single-value category
    (idoit-api.md §7.2), and missing from some answers."""
    if not plan.multi_value:
        return entries[0] if entries else None
    entry_id = saved.entry_id
    if entry_id is None and saved.step is not None:
        entry_id = shapes.created_id(saved.step.answer)
    return next((entry for entry in entries if entry.id == entry_id), None)


def foreseen_entries(plan: EntriesPlan) -> list[dict[str, Any]]:
    """The entries that are wanted, before they are written: whole where they are stored already."""
    stored = {entry.id: entry for entries in plan.stored.values() for entry in entries}
    shown = []
    for saved in plan.saved:
        entry = stored.get(saved.entry_id)
        held = plan.category.shown(entry.raw) if entry is not None else {}
        shown.append({**held, **saved.after})
    return shown
