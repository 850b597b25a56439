# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carries planned steps out, in as few batches as their dependence on one another allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .._errors import ApiError
from .._plan import Result, Step
from . import shapes
from .wire import Call, Reply


def carry_out(steps: Sequence[Step], replies: Callable[[Sequence[Call]], Iterator[Reply]]) -> None:
    """Carry the steps out in rounds; what a round holds does not depend on one another.

    A request is a :class:`Call` or a list of them, of which each waits for the one before. Marks each step done as soon
    as its answer is there, so that an exception from ``replies`` leaves a true record. Raises the first error after all
    that does not depend on it was tried.
    """
    waiting = {step: _calls(step) for step in steps if not step.done}
    failed: dict[Step, ApiError] = {}
    while ready := [step for step in waiting if all(other.done for other in _needs(waiting[step][0].params))]:
        calls = [_placed(waiting[step][0]) for step in ready]
        for step, reply in zip(ready, replies(calls)):
            if reply.error is not None:
                failed[step] = reply.error
                del waiting[step]
                continue
            step.answer = reply.result
            waiting[step] = waiting[step][1:]
            if not waiting[step]:
                step.done = True
                del waiting[step]
    if failed:
        raise _first(failed)
    if waiting:
        raise AssertionError(f"'{next(iter(waiting)).summary}' waits for a step that is not part of the plan")


def _calls(step: Step) -> list[Call]:
    return [step.request] if isinstance(step.request, Call) else list(step.request)


def _needs(value: Any) -> Iterable[Step]:
    """The steps whose answers the value waits for."""
    if isinstance(value, Result):
        yield value.step
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _needs(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _needs(part)


def _placed(call: Call) -> Call:
    return Call(call.method, _with_ids(call.params))


def _with_ids(value: Any) -> Any:
    """The same value with the answered ids in place of :class:`Result`."""
    if isinstance(value, Result):
        number = shapes.created_id(value.step.answer)
        if number is None:
            raise ApiError(f"'{value.step.summary}' answered no id", system="i-doit")
        return number
    if isinstance(value, Mapping):
        return {key: _with_ids(part) for key, part in value.items()}
    return [_with_ids(part) for part in value] if isinstance(value, (list, tuple)) else value


def _first(failed: Mapping[Step, ApiError]) -> ApiError:
    """The first error; it names the other steps that failed."""
    (step, error), *others = failed.items()
    error.subject = error.subject or step.summary
    if others:
        also = "; ".join(f"{other.summary}: {cause.message}" for other, cause in others)
        error.reason = " ".join(filter(None, (error.reason, f"Also failed: {also}.")))
    return error
