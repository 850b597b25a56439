# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a task: before, after and the steps between. Changed, diff and check mode come from here only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._errors import ApiError


@dataclass(eq=False)
class Step:
    """One write.

    ``summary``: what a user reads ("create object web01"). ``request``: what the client's ``execute`` takes; a step
    that needs the answer of another one holds ``Result(step)`` where the value goes. ``answer``: what the server said.
    """

    summary: str
    request: Any
    done: bool = False
    answer: Any = None


@dataclass(frozen=True)
class Result:
    """Stands in a request for the id that the answer of ``step`` will bring."""

    step: Step


@dataclass(eq=False)
class Item:
    """One thing the user asked for: an object, the entries of a category, a host, …

    ``name``: how messages call it. ``before``/``after``: plain data, free of secrets, in the same form on both sides:
    equal means nothing to do. ``result``: what the module returns for it beside these two. ``unresolved``: names that
    check mode could not find because an earlier task may be about to create them.
    """

    name: str
    before: Any
    after: Any
    steps: list[Step] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    error: ApiError | None = None

    @property
    def changed(self) -> bool:
        """Whether the stored state is (or was) about to change."""
        return self.before != self.after or bool(self.unresolved)

    def check(self) -> None:
        """A change without a step, or a step without a change, is a mistake of this collection."""
        if self.error is None and not self.unresolved and self.changed != bool(self.steps):
            raise AssertionError(f"plan of {self.name}: changed={self.changed} with {len(self.steps)} steps")

    def as_result(self) -> dict[str, Any]:
        """What a module returns for this item."""
        out = {
            "changed": self.changed and self.error is None,
            "before": self.before,
            "after": self.after,
            "steps": [step.summary for step in self.steps],
            **self.result,
        }
        if self.unresolved:
            out["unresolved"] = self.unresolved
        if self.error is not None:
            out.update(failed=True, msg=str(self.error), error=self.error.as_result())
        return out


@dataclass(eq=False)
class Plan:
    """All items of one task.

    ``as_list``: the user gave a list, so results come per item. ``confirm``: reads the changed items back, puts ids and
    stored values into ``item.result`` and raises :class:`NotStoredError` when a value did not stick.
    """

    items: list[Item]
    as_list: bool = False
    confirm: Callable[[Sequence[Item]], None] | None = None

    def __post_init__(self) -> None:
        for item in self.items:
            item.check()

    @property
    def changed(self) -> bool:
        return any(item.changed and item.error is None for item in self.items)

    @property
    def steps(self) -> list[Step]:
        """The steps of all items, in order."""
        return [step for item in self.items for step in item.steps]

    def apply(self, execute: Callable[[Sequence[Step]], None]) -> None:
        """Carry the steps out and read back. An :class:`ApiError` says what was already written."""
        if self.steps:
            try:
                execute(self.steps)
            except ApiError as error:
                self._tell_what_was_done(error)
                raise
        changed = [item for item in self.items if item.steps]
        if changed and self.confirm is not None:
            self.confirm(changed)

    def _tell_what_was_done(self, error: ApiError) -> None:
        done = [step.summary for step in self.steps if step.done]
        left = [step.summary for step in self.steps if not step.done]
        if done:
            error.reason = " ".join(
                filter(None, (error.reason, f"Already done: {'; '.join(done)}. Not done: {'; '.join(left)}."))
            )

    def diff(self) -> dict[str, Any]:
        """The difference in Ansible's form: of the one item, or of the changed ones by name."""
        if not self.as_list:
            item = self.items[0]
            return {"before": item.before, "after": item.after}
        changed = [item for item in self.items if item.changed]
        return {
            "before": [{"name": item.name, "state": item.before} for item in changed],
            "after": [{"name": item.name, "state": item.after} for item in changed],
        }

    def as_result(self) -> dict[str, Any]:
        """What the module returns."""
        if not self.as_list:
            return self.items[0].as_result()
        return {
            "changed": self.changed,
            "steps": [step.summary for step in self.steps],
            "results": [item.as_result() for item in self.items],
        }
