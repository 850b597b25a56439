# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of lookups, kept for the run of Ansible that asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any


class RunCache:
    """Keeps JSON in the folder of one run, which Ansible makes for its user alone and removes at the end.

    Tasks are templated in processes of their own, so what is kept in memory would be forgotten after each task.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is kept under a key, or is made now. ``key``: plain JSON; only its hash is written."""
        name = sha256(json.dumps(key, sort_keys=True, default=str).encode()).hexdigest()
        path = self._folder / f"idoit_lookup_{name}.json"
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            value = make()
        # Other processes see all of it or nothing.
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(value), encoding="utf-8")
        part.replace(path)
        return value
