# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans of single items while they grow, and what becomes of the ones that cannot be planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .._errors import ApiError, AuthError, TransportError
from .._plan import Item, Step

Wanted = TypeVar("Wanted")


@dataclass
class Draft:
    """The plan of one item while it grows."""

    name: str
    object_id: Any = None
    steps: list[Step] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)

    def miss(self, what: str) -> None:
        """Note what an earlier task may be about to create."""
        if what not in self.unresolved:
            self.unresolved.append(what)
            self.warnings.append(f"There is no {what} yet; an earlier task may be about to create it")

    def do(self, summary: str, request: Any) -> Step:
        """Add a write."""
        step = Step(summary, request)
        self.steps.append(step)
        return step

    def item(self, before: Any, after: Any) -> Item:
        """The finished plan of this item."""
        return Item(self.name, before, after, self.steps, self.result, self.warnings, self.unresolved)


def plan_each(
    wanted: Iterable[Wanted], plan_one: Callable[[Wanted], Item], name: Callable[[Wanted], str], as_list: bool
) -> list[Item]:
    """Plan each item. Of a list, one that cannot be planned fails alone, as in a loop; a server that cannot be asked
    fails them all."""

    def attempt(each: Wanted) -> Item:
        try:
            return plan_one(each)
        except (AuthError, TransportError):
            raise
        except ApiError as error:
            if not as_list:
                raise
            return Item(name(each), None, None, error=error)

    return [attempt(each) for each in wanted]
