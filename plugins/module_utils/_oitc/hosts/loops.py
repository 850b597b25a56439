# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that would become their own ancestors. The server finds that only after the other hosts are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..._errors import InputError
from ..inheritance.writes import Planned
from .fields import PARENTS


def find_loops(
    planned: Sequence[Planned], stored: Callable[[int], tuple[str, frozenset[int]]]
) -> Iterator[tuple[Planned, InputError]]:
    """Each host whose new parents would close a loop, with the error that says which.

    ``stored``: reads the name and the parents of a host that the task does not name; only asked about those above a
    host that gets new parents.
    """
    ancestry = _Ancestry(planned, stored)
    for one in planned:
        loop = ancestry.loop_over(one.key) if _gets_parents(one) else ()
        if loop:
            yield one, InputError(f"parents form a loop: {' → '.join(loop)}", subject=f"host {one.item.name}")


class _Ancestry:
    """Who is above whom once the task is done."""

    def __init__(self, planned: Sequence[Planned], stored: Callable[[int], tuple[str, frozenset[int]]]) -> None:
        self._parents: dict[Any, frozenset[Any]] = {
            one.key: one.desired.values[PARENTS.option] for one in planned if one.desired is not None
        }
        self._labels = {one.key: one.item.name for one in planned}
        self._stored = stored

    def loop_over(self, start: Any) -> list[str]:
        """The way from a host up to itself; empty when there is none."""
        ways: list[tuple[Any, ...]] = [(start,)]
        seen = {start}
        while ways:
            way = ways.pop()
            for parent in self._above(way[-1]):
                if parent == start:
                    return [self._labels[one] for one in (*way, parent)]
                if parent not in seen:
                    seen.add(parent)
                    ways.append((*way, parent))
        return []

    def _above(self, key: Any) -> frozenset[Any]:
        if key not in self._parents and isinstance(key, int):
            self._labels[key], self._parents[key] = self._stored(key)
        return self._parents.get(key, frozenset())


def _gets_parents(planned: Planned) -> bool:
    """Whether a host that exists gets parents. A new one is above no other host yet."""
    if planned.desired is None or planned.current is None:
        return False
    return bool(planned.desired.values[PARENTS.option] - planned.current.values[PARENTS.option])
