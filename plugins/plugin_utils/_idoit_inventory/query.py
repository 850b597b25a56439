# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions on attributes: the server's search narrows what is read, the comparison that counts is made here.

A server that does not know a property finds everything (idoit-api.md §9.4): too many hosts, without a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._errors import InputError, unknown_name
from ...module_utils._idoit.lookups import Lookups
from ...module_utils._idoit.readers_query import COMPARISONS, QUERY, Condition, all_met, candidates
from ...module_utils._idoit.reads import Reads
from ...module_utils._idoit.resolve import Objects
from ...module_utils._idoit.rpc import Session
from ...module_utils._idoit.schema import Schema
from ...module_utils._idoit.secrets import is_secret
from .snapshot import Row

KEYS: Mapping[str, Mapping[str, Any]] = QUERY["options"]


@dataclass(frozen=True)
class Query:
    """``candidates``: the objects that may meet the conditions; None where the server cannot tell."""

    conditions: list[Condition] = field(default_factory=list)
    candidates: set[int] | None = None

    @property
    def categories(self) -> set[str]:
        """What has to be read of an object to compare it."""
        return {condition.attribute.category for condition in self.conditions}

    def met_by(self, row: Row) -> bool:
        """Whether an object, read with :attr:`categories`, meets the conditions."""
        return all_met(self.conditions, row)


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """One condition as the user wrote it, with its defaults; raises :class:`InputError`."""
    for key in given:
        if key not in KEYS:
            raise unknown_name("key of query", key, KEYS, show_all=True)
    missing = [key for key, option in KEYS.items() if option.get("required") and given.get(key) is None]
    if missing:
        raise InputError(f"query: {dict(given)!r} needs {' and '.join(missing)}")
    complete = {**{key: option["default"] for key, option in KEYS.items() if "default" in option}, **given}
    if complete["comparison"] not in COMPARISONS:
        raise unknown_name("comparison", complete["comparison"], COMPARISONS, show_all=True)
    if complete["operator"] not in KEYS["operator"]["choices"]:
        raise unknown_name("operator", complete["operator"], KEYS["operator"]["choices"], show_all=True)
    return complete


def read_query(session: Session, given: Sequence[Mapping[str, Any]], *, narrow: bool) -> Query:
    """The conditions with the metadata they need. ``narrow``: have the server search, which knows normal objects only.

    Raises :class:`ApiError` for a category or an attribute that does not exist, or that no condition may ask for.
    """
    if not given:
        return Query()
    reads = Reads(session)
    schema = Schema(session, reads)
    lookups = Lookups(session, reads, Objects(session, reads, schema))
    for each in given:
        schema.ask(schema.constant(each["category"]))
    reads.send()
    conditions = [Condition.parse(each, schema) for each in given]
    for condition in conditions:
        if is_secret(condition.attribute.key):
            raise InputError(f"{condition.attribute} is a secret, which no condition may ask for")
    return Query(conditions, candidates(session, lookups, conditions) if narrow else None)
