# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions on attributes: the server's search narrows, the comparison that counts is made on our side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._errors import InputError, UnsupportedError
from . import shapes
from .lookups import Lookups
from .resolve import Row
from .rpc import Session
from .schema import Attribute, Schema
from .values import EMPTY, Choice, EntryReference, ObjectReference, Text
from .values.base import identifier
from .values.text import Mac, Password
from .wire import Call

#: The operators of cmdb.condition.read (idoit-api.md §9.4).
COMPARISONS = ("=", "!=", "<>", "like", "not like", ">", ">=", "<", "<=")
NEGATIONS = {"!=": "=", "<>": "=", "not like": "like"}
QUERY: dict[str, Any] = {
    "type": "list",
    "elements": "dict",
    "options": {
        "category": {"type": "str", "required": True},
        "attribute": {"type": "str", "required": True},
        "comparison": {"type": "str", "choices": list(COMPARISONS), "default": "="},
        "value": {"type": "raw", "required": True},
        "operator": {"type": "str", "choices": ["AND", "OR"], "default": "AND"},
    },
}


@dataclass(frozen=True)
class Condition:
    """One condition. ``wanted``: the value in the words of its kind, where a typed comparison needs it."""

    attribute: Attribute
    comparison: str
    value: Any
    operator: str
    wanted: Any = None

    @classmethod
    def parse(cls, given: Mapping[str, Any], schema: Schema) -> Condition:
        """Check what the user wrote; raises :class:`InputError` naming the attribute."""
        attribute = schema.category(schema.constant(given["category"])).attribute(given["attribute"])
        if attribute.kind.secret:
            raise InputError(f"{attribute} is a secret, which no condition may ask for")
        comparison = given["comparison"]
        typed = NEGATIONS.get(comparison, comparison) == "=" and attribute.kind.refused is None
        wanted = attribute.parse(given["value"]) if typed else None
        return cls(attribute, comparison, given["value"], given["operator"], wanted)

    def met_by(self, row: Row) -> bool:
        """Whether an entry of the object meets it. One that holds nothing there never does, as in SQL."""
        kind = self.attribute.kind
        entries = row["categories"].get(self.attribute.category) or []
        typed = (kind.from_wire(entry.get(self.attribute.key)) for entry in entries)
        return any(self._accepts(value) for value in typed if value is not EMPTY)

    def _accepts(self, typed: Any) -> bool:
        values = typed if isinstance(typed, tuple) else (typed,)
        negated = self.comparison in NEGATIONS
        return negated != any(self._fits(NEGATIONS.get(self.comparison, self.comparison), each) for each in values)

    def _fits(self, comparison: str, typed: Any) -> bool:
        if comparison == "=":
            return self.is_value(typed)
        if comparison == "like":
            return any(_like(name, str(self.value)) for name in self._names(typed))
        return any(_ordered(comparison, name, self.value) for name in self._names(typed)[:1])

    def is_value(self, typed: Any) -> bool:
        """Whether this is the value that is meant."""
        if isinstance(self.value, Mapping):
            return getattr(typed, "id", None) == identifier(self.value.get("id"))
        if isinstance(typed, (Choice, ObjectReference, EntryReference)) or self.attribute.kind.refused:
            return str(self.value) in self._names(typed)
        return self.attribute.kind.equal(self.wanted, typed)

    def _names(self, typed: Any) -> list[str]:
        """What the value is called."""
        if isinstance(typed, Choice):
            return [name for name in (typed.title, typed.const, typed.title_lang) if name]
        if isinstance(typed, (ObjectReference, EntryReference)):
            return [typed.title or ""]
        return [str(self.attribute.kind.show(typed))]

    def for_server(self, lookups: Lookups) -> dict[str, Any] | None:
        """The same for cmdb.condition.read; None where its comparison may miss objects that meet ours.

        Numbers are stored in another unit, dates in another form, dialogs as ids, and custom categories were not
        searched at all for long (idoit-api.md §9.4).
        """
        attribute = self.attribute
        if self.comparison not in ("=", "like") or attribute.category.startswith("C__CATG__CUSTOM_FIELDS"):
            return None
        value = _searched(self, lookups)
        if value is None:
            return None
        own = lookups.session.generation.category_constant(attribute.category)
        condition = {"property": f"{own}-{attribute.key}", "comparison": self.comparison, "value": value}
        return {**condition, "operator": self.operator}


def _searched(condition: Condition, lookups: Lookups) -> str | None:
    kind = condition.attribute.kind
    if isinstance(kind, Text) and not isinstance(kind, (Mac, Password)):
        return str(condition.value)
    if condition.comparison != "=" or not getattr(kind, "creatable", False):
        return None
    known = lookups.choices(condition.attribute) or []
    found = [each for each in known if condition.is_value(each)]
    return str(found[0].id) if len(found) == 1 else None


def all_met(conditions: Sequence[Condition], row: Row) -> bool:
    """Whether an object meets the conditions; each is joined to all before it."""
    met = True
    for number, condition in enumerate(conditions):
        this = condition.met_by(row)
        met = (met or this) if number and condition.operator == "OR" else (met and this)
    return met


def candidates(session: Session, lookups: Lookups, conditions: Sequence[Condition]) -> set[int] | None:
    """The objects that may meet the conditions, by the server's search, which knows normal objects only.

    None where it cannot narrow: all objects that the other filters leave have to be read.
    """
    sent = [condition.for_server(lookups) for condition in conditions]
    usable = [one for one in sent if one is not None]
    if not usable or (len(usable) < len(sent) and any(each.operator == "OR" for each in conditions[1:])):
        return None
    (reply,) = session.batch([Call("cmdb.condition.read", {"conditions": usable})])
    if isinstance(reply.error, UnsupportedError):
        return None
    return {number for row in reply.value() if (number := shapes.as_id(row.get("id"))) is not None}


def _like(text: str, pattern: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) is not None


def _ordered(comparison: str, stored: str, wanted: Any) -> bool:
    """As numbers where both are, else as texts, which is right for dates."""
    one: Any
    other: Any
    try:
        one, other = float(stored), float(wanted)
    except (TypeError, ValueError):
        one, other = stored, str(wanted)
    return bool({">": one > other, ">=": one >= other, "<": one < other, "<=": one <= other}[comparison])
