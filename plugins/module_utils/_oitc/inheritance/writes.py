# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The writes for a host or a service, and what its read-back needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import NotStoredError
from ..._plan import Item, Result, Step
from ..answers import SYSTEM
from ..client import Write, id_from
from ..naming import Naming
from .config import Config
from .heir import Heir

#: The states that say whether it is disabled; with the others it stays as it is.
SWITCHES = {"disabled": True, "enabled": False}


@dataclass(frozen=True, eq=False)
class Planned:
    """An item and what its read-back needs. ``key``: the id of the host or service, or the placeholder for it.

    ``desired``: None for what is deleted. ``current``: what it was, None if new: with it a result tells that a secret
    has changed.
    """

    item: Item
    key: int | Result
    desired: Config | None
    disabled: bool
    naming: Naming
    current: Config | None = None

    def number(self) -> int:
        """The id, once it is created."""
        return id_from(self.key.step) if isinstance(self.key, Result) else self.key


def creation(heir: Heir, label: str, body: Mapping[str, Any]) -> Step:
    """The step that creates it."""
    write = Write(f"{heir.controller}/add", {heir.wrapper: body}, returns_id=True)
    return Step(f"create {heir.noun} {label}", write)


def edit(heir: Heir, label: str, number: int, body: Mapping[str, Any]) -> Step:
    """The step that replaces everything the server stores of it."""
    write = Write(f"{heir.controller}/edit/{{id}}", {heir.wrapper: body}, {"id": number}, returns_id=True)
    return Step(f"edit {heir.noun} {label}", write)


def switch(heir: Heir, label: str, key: int | Result, disabled: bool) -> Step:
    """The step that disables or enables it; ``disabled`` in a body is ignored (oitc-observed.md §5)."""
    action = "deactivate" if disabled else "enable"
    return Step(f"{action} {heir.noun} {label}", Write(f"{heir.controller}/{action}/{{id}}", ids={"id": key}))


def deletion(heir: Heir, label: str, number: int) -> Step:
    """The step that deletes it."""
    return Step(f"delete {heir.noun} {label}", Write(f"{heir.controller}/delete/{{id}}", ids={"id": number}))


def check_stored(planned: Planned, desired: Config, stored: Config, disabled: bool) -> None:
    """Compare what was asked for with what was read back. Raises :class:`NotStoredError`."""
    details: dict[str, str] = {}
    for one in desired.heir.fields:
        wanted, got = _with_ids(desired.values[one.option]), stored.values[one.option]
        if wanted != got:
            asked, kept = (one.show(value, planned.naming) for value in (wanted, got))
            details[one.option] = f"asked for {asked!r}, stored is {kept!r}"
    if planned.disabled != disabled:
        details["disabled"] = f"asked for {planned.disabled}"
    if details:
        raise NotStoredError(
            "the server answered success, but did not store everything",
            system=SYSTEM,
            subject=f"{desired.heir.noun} {planned.item.name}",
            details=details,
            reason="Ids that do not exist are dropped silently; a user without the rights may not change all fields.",
        )


def _with_ids(value: Any) -> Any:
    if isinstance(value, frozenset):
        return frozenset(id_from(one.step) if isinstance(one, Result) else one for one in value)
    return value
