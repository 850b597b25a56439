# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that make a host's name or its address: the first one that gives a text wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...module_utils._errors import unknown_name
from .._inventory.trust import looks_like_template
from . import addresses
from .addresses import IP
from .paths import CATEGORY_PREFIX, FIELDS, Keys, Path, as_text, entries
from .simple import simple
from .snapshot import Row, Snapshot

CONTROLLER = "C__CATG__RM_CONTROLLER"
#: Evaluates a Jinja template with a host's variables; None when it fails or is empty.
Evaluate = Callable[[str, Mapping[str, Any]], "str | None"]

_BY_ADDRESS: dict[str, Callable[[Row], str | None]] = {
    "primary_address": addresses.primary_address,
    "address": addresses.active_address,
    "hostname": addresses.hostname,
    "fqdn": addresses.fqdn,
}
MANAGEMENT = "management_address"


@dataclass(frozen=True)
class Rule:
    """One rule as the user wrote it; raises :class:`InputError` when it is none."""

    text: str

    def __post_init__(self) -> None:
        known = [*_BY_ADDRESS, MANAGEMENT, *FIELDS]
        if not (self._is_template or self.text in known or self._is_path):
            raise unknown_name("rule, CATEGORY.attribute or template", self.text, known, show_all=True)

    @property
    def _is_template(self) -> bool:
        return looks_like_template(self.text)

    @property
    def _is_path(self) -> bool:
        return self.text.startswith(CATEGORY_PREFIX) and "." in self.text

    @property
    def path(self) -> Path | None:
        """The value it names, if it names one."""
        named = self._is_template or self.text in _BY_ADDRESS or self.text == MANAGEMENT
        return None if named else Path.parse(self.text)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the object it needs."""
        if self.text in _BY_ADDRESS:
            return (IP,)
        if self.text == MANAGEMENT:
            return (CONTROLLER,)
        return (self.path.category,) if self.path and self.path.category else ()

    def by_key(self, keys: Keys) -> Rule:
        """The same with the key of a custom attribute that was named by its label."""
        return Rule(str(self.path.by_key(keys))) if self.path else self

    def apply(self, row: Row, snapshot: Snapshot, variables: Mapping[str, Any], evaluate: Evaluate) -> str | None:
        """The text it makes for one object."""
        if self._is_template:
            return evaluate(self.text, variables)
        if self.text in _BY_ADDRESS:
            return _BY_ADDRESS[self.text](row)
        if self.text == MANAGEMENT:
            return _management_address(row, snapshot)
        values = Path.parse(self.text).values(row)
        return as_text(values[0]) or None if values else None


def first(
    rules: Sequence[Rule], row: Row, snapshot: Snapshot, variables: Mapping[str, Any], evaluate: Evaluate
) -> str | None:
    """What the first rule that gives a text makes of an object."""
    return next(filter(None, (rule.apply(row, snapshot, variables, evaluate) for rule in rules)), None)


def controllers(row: Row) -> list[int]:
    """The ids of the management controllers assigned to an object."""
    found = (simple(entry.get("connected_object")) for entry in entries(row, CONTROLLER))
    return [reference["id"] for reference in found if isinstance(reference, dict)]


def _management_address(row: Row, snapshot: Snapshot) -> str | None:
    known = (snapshot.related_by_id.get(object_id, {}) for object_id in controllers(row))
    return next(filter(None, map(addresses.active_address, known)), None)
