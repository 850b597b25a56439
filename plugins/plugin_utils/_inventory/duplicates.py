# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host names that several things share. Ansible would merge them without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ...module_utils._errors import AmbiguousError

Item = TypeVar("Item")
#: More are not listed in a message.
MOST_LISTED = 10


def without_duplicates(
    named: list[tuple[str, Item]],
    choice: str,
    *,
    id_of: Callable[[Item], int],
    describe: Callable[[Item], str],
    warn: Callable[[str], None],
) -> list[tuple[str, Item]]:
    """Names and things, each name once, as the option ``on_duplicate`` has it.

    ``fail`` raises :class:`AmbiguousError`; ``suffix_id`` appends the id to each of the names; ``warn`` and ``skip``
    keep the first, which should be the one with the lowest id.
    """
    by_name: dict[str, list[Item]] = {}
    for name, item in named:
        by_name.setdefault(name, []).append(item)
    shared = {name: items for name, items in by_name.items() if len(items) > 1}
    if not shared:
        return named
    listed = "; ".join(f"{name!r}: {', '.join(map(describe, shared[name]))}" for name in list(shared)[:MOST_LISTED])
    if choice == "fail":
        raise AmbiguousError(
            f"{len(shared)} host names are used more than once: {listed}",
            reason="Choose a hostname that is unique, or another on_duplicate.",
        )
    if choice == "suffix_id":
        suffixed = [(f"{name}_{id_of(item)}" if name in shared else name, item) for name, item in named]
        return without_duplicates(suffixed, "fail", id_of=id_of, describe=describe, warn=warn)
    if choice == "warn":
        warn(f"Of those that share a host name only the first is in the inventory: {listed}")
    return [(name, items[0]) for name, items in by_name.items()]
