# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that would become their own ancestors. The server finds that only after the other hosts are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..._errors import InputError
from ..inheritance.writes import Planned
from .fields import PARENTS


def check_loops(planned: Sequence[Planned], stored: Callable[[int], tuple[str, frozenset[int]]]) -> None:
    """Raise :class:`InputError` when the parents wished for in one task form a loop.

    ``stored``: reads the name and the parents of a host that the task does not name; only asked about those above a
    host that gets new parents.
    """
    parents: dict[Any, frozenset[Any]] = {
        one.key: one.desired.values[PARENTS.option] for one in planned if one.desired is not None
    }
    labels = {one.key: one.item.name for one in planned}
    done: set[Any] = set()

    def above(key: Any) -> frozenset[Any]:
        if key not in parents and isinstance(key, int):
            labels[key], parents[key] = stored(key)
        return parents.get(key, frozenset())

    def visit(key: Any, path: tuple[Any, ...]) -> None:
        if key in path:
            names = " → ".join(labels[one] for one in (*path[path.index(key) :], key))
            raise InputError(f"parents form a loop: {names}")
        if key not in done:
            for parent in above(key):
                visit(parent, (*path, key))
            done.add(key)

    for one in planned:
        if _gets_parents(one):
            visit(one.key, ())


def _gets_parents(planned: Planned) -> bool:
    """Whether a host that exists gets parents. A new one is above no other host yet."""
    if planned.desired is None or planned.current is None:
        return False
    return bool(planned.desired.values[PARENTS.option] - planned.current.values[PARENTS.option])
