# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail closed: half an inventory is worse than none, because hosts that are missing get deleted elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from ...module_utils._errors import ApiError

Result = TypeVar("Result")


class Tolerance:
    """Decides what a failed part of a reading means. Used by several threads.

    Without ``allow_partial`` every failure is raised. With it a failure becomes a warning, as long as anything was
    read at all.
    """

    def __init__(self, allow_partial: bool, warn: Callable[[str], None]) -> None:
        self._allow = allow_partial
        self._warn = warn
        self._lock = threading.Lock()
        self._read_something = False
        self._failures: list[ApiError] = []

    @property
    def partial(self) -> bool:
        """Whether something is missing."""
        return bool(self._failures)

    def attempt(self, what: str, job: Callable[[], Result], instead: Result) -> Result:
        """What the job brings, or ``instead`` when it fails and that is allowed."""
        try:
            brought = job()
        except ApiError as error:
            self.failed(what, error)
            return instead
        self._read_something = True
        return brought

    def failed(self, what: str, error: ApiError) -> None:
        """A part is missing: raises the error, or warns."""
        if not self._allow:
            raise error
        with self._lock:
            self._failures.append(error)
            self._warn(f"Not read, and left out because allow_partial is set: {what}. {error}")

    def finish(self) -> None:
        """At the end: raises the first failure if nothing could be read at all."""
        if self._failures and not self._read_something:
            raise self._failures[0]
