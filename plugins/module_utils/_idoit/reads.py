# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads that travel together: ask first, send once, then look at the answers."""

from __future__ import annotations

import json
from typing import Any

from .._errors import ApiError
from .rpc import Session
from .wire import Call, Reply


class Later:
    """The answer to a question that may not have been sent yet."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.reply: Reply | None = None

    def value(self) -> Any:
        """The result; raises the error of the call."""
        return self._reply().value()

    @property
    def error(self) -> ApiError | None:
        """The error of the call, if it failed."""
        return self._reply().error

    def _reply(self) -> Reply:
        if self.reply is None:
            raise AssertionError(f"{self.call.method} was asked for, but not sent")
        return self.reply


class Reads:
    """Collects questions; the same one is sent once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[str, Later] = {}
        self._waiting: list[Later] = []

    @property
    def is_waiting(self) -> bool:
        """Whether anything was asked that is not sent yet."""
        return bool(self._waiting)

    def ask(self, call: Call) -> Later:
        """Note a read for the next batch."""
        key = json.dumps([call.method, call.params], sort_keys=True)
        if key not in self._known:
            self._known[key] = Later(call)
            self._waiting.append(self._known[key])
        return self._known[key]

    def send(self) -> None:
        """Send what was asked since the last time, in one batch."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            for later, reply in zip(waiting, self.session.batch([later.call for later in waiting])):
                later.reply = reply
