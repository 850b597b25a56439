# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fact cache that holds what a test wrote into the file of JSON that GIVEN_FACTS names: facts by host."""

from __future__ import annotations

import json
import os
from typing import Any

from ansible.plugins.cache import BaseCacheModule

DOCUMENTATION = r"""
name: given_facts
short_description: Facts that a test gives
description:
  - Serves facts by host from the file of JSON that E(GIVEN_FACTS) names, and keeps what is set in memory.
"""


class CacheModule(BaseCacheModule):
    """Facts by host."""

    _persistent = False  # else ansible-core 2.19 and newer would look for a schema of their own around the facts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with open(os.environ["GIVEN_FACTS"], encoding="utf-8") as file:
            self._facts: dict[str, Any] = json.load(file)

    def get(self, key: str) -> Any:
        return self._facts[key]

    def set(self, key: str, value: Any) -> None:
        self._facts[key] = value

    def keys(self) -> Any:
        return self._facts.keys()

    def contains(self, key: str) -> bool:
        return key in self._facts

    def delete(self, key: str) -> None:
        del self._facts[key]

    def flush(self) -> None:
        self._facts.clear()

    def copy(self) -> dict[str, Any]:
        return dict(self._facts)
