# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that would become their own ancestors. The server finds that only after the other hosts are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..._errors import InputError
from ..inheritance.writes import Planned


def check_loops(planned: Sequence[Planned]) -> None:
    """Raise :class:`InputError` when the parents wished for in one task form a loop."""
    parents = {one.key: one.desired.values["parents"] for one in planned if one.desired is not None}
    labels = {one.key: one.item.name for one in planned}
    done: set[Any] = set()

    def visit(key: Any, path: tuple[Any, ...]) -> None:
        if key in path:
            names = " → ".join(labels[one] for one in (*path[path.index(key) :], key))
            raise InputError(f"parents form a loop: {names}")
        if key in parents and key not in done:
            for parent in parents[key]:
                visit(parent, (*path, key))
            done.add(key)

    for key in parents:
        visit(key, ())
