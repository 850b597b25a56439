# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of actions: which function answers ``/<controller>/<action>``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .call import Call
from .envelope import Answer, MethodNotAllowedError

Handler = Callable[[Call], "dict[str, Any] | Answer"]


@dataclass(frozen=True)
class Action:
    """A handler and what is demanded before it is called."""

    handler: Handler
    angular: bool
    post: bool

    def __call__(self, call: Call) -> dict[str, Any] | Answer:
        if (self.angular and not call.angular) or (self.post and not call.is_post):
            raise MethodNotAllowedError
        return self.handler(call)


ACTIONS: dict[tuple[str, str], Action] = {}


def action(controller: str, name: str, *, angular: bool = False, post: bool = False) -> Callable[[Handler], Handler]:
    """Register a function. ``angular``: 405 without ``angular=true``; ``post``: 405 for every other method."""

    def register(handler: Handler) -> Handler:
        ACTIONS[controller, name] = Action(handler, angular, post)
        return handler

    return register
