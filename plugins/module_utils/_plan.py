# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a task: before, after and the steps between. Changed, diff and check mode come from here only."""

from __future__ import annotations

from collections import Counter
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

    @property
    def happened(self) -> bool:
        """Like ``changed``; of a failed one only if part of it was written."""
        return self.changed and (self.error is None or any(step.done for step in self.steps))

    def check(self) -> None:
        """A change without a step, or a step without a change, is a mistake of this collection."""
        if self.error is None and not self.unresolved and self.changed != bool(self.steps):
            raise AssertionError(f"plan of {self.name}: changed={self.changed} with {len(self.steps)} steps")

    def diff(self) -> dict[str, Any]:
        """The difference in Ansible's form. Its callbacks print mappings, texts and None; a list gets a name."""
        sides = {"before": self.before, "after": self.after}
        if any(isinstance(side, list) for side in sides.values()):
            return _named_difference([self])
        return sides

    def as_result(self) -> dict[str, Any]:
        """What a module returns for this item."""
        out = {
            "changed": self.happened,
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
    ``continue_on_error``: an error stays with its item, the other items are carried out. ``secrets``: values that must
    not be shown anywhere.
    """

    items: list[Item]
    as_list: bool = False
    confirm: Callable[[Sequence[Item]], None] | None = None
    continue_on_error: bool = False
    secrets: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for item in self.items:
            item.check()

    @property
    def changed(self) -> bool:
        return any(item.happened for item in self.items)

    @property
    def steps(self) -> list[Step]:
        """The steps of all items, in order."""
        return [step for item in self.items for step in item.steps]

    def apply(self, execute: Callable[[Sequence[Step]], None]) -> None:
        """Carry the steps out and read back. An :class:`ApiError` says what was already written."""
        if self.continue_on_error:
            for item in self.items:
                _try(item, execute)
        elif self.steps:
            _carry_out(self.steps, execute)
        changed = [item for item in self.items if item.steps and item.error is None]
        if changed and self.confirm is not None:
            self.confirm(changed)

    def diff(self) -> dict[str, Any]:
        """The difference in Ansible's form: of the one item, or of the changed ones by name."""
        if self.as_list:
            return _named_difference([item for item in self.items if item.changed])
        return self.items[0].diff()

    def as_result(self, with_diff: bool = False) -> dict[str, Any]:
        """What the module returns; in diff mode each result of a list has its own, for tasks in a loop print these."""
        diff = {"diff": self.diff()} if with_diff else {}
        if not self.as_list:
            return {**self.items[0].as_result(), **diff}
        results = [item.as_result() for item in self.items]
        if with_diff:
            for item, result in zip(self.items, results):
                result["diff"] = item.diff()
        return {"changed": self.changed, "steps": [step.summary for step in self.steps], "results": results, **diff}


def _named_difference(items: Sequence[Item]) -> dict[str, Any]:
    """Before and after of items, under their names."""
    total, seen = Counter(item.name for item in items), Counter[str]()
    diff: dict[str, Any] = {"before": {}, "after": {}}
    for item in items:
        seen[item.name] += 1
        key = f"{item.name} [{seen[item.name]}]" if total[item.name] > 1 else item.name
        diff["before"][key], diff["after"][key] = item.before, item.after
    return diff


def _try(item: Item, execute: Callable[[Sequence[Step]], None]) -> None:
    try:
        _carry_out(item.steps, execute)
    except ApiError as error:
        item.error = error


def _carry_out(steps: Sequence[Step], execute: Callable[[Sequence[Step]], None]) -> None:
    try:
        execute(steps)
    except ApiError as error:
        done = [step.summary for step in steps if step.done]
        left = [step.summary for step in steps if not step.done]
        if done:
            told = f"Already done: {'; '.join(done)}. Not done: {'; '.join(left)}."
            error.reason = " ".join(filter(None, (error.reason, told)))
        raise
