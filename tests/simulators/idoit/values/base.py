# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every value type can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..context import Context
from ..schema.attributes import Attribute
from ..schema.catalogue import Category
from ..store.entries import Entry, Stored


class RejectedError(Exception):
    """A value an attribute does not take; the text goes to the client as a validation error."""


@dataclass
class Write:
    """One write on its way. ``data``: as sent; ``stored``: what will be kept; ``entry``: None while it is new."""

    context: Context
    category: Category
    object_id: int
    entry: Entry | None
    data: dict[str, Any]
    stored: Stored = field(default_factory=dict)


class ValueType:
    """How the values of one attribute are accepted, stored and shown.

    ``blank``: what a new entry stores where the attribute is not named. ``order``: attributes with a lower one are
    taken first, because others depend on them. ``entry_table``: the stored form holds ids of entries in this table.
    ``owner_table``: reading looks at the entries that :meth:`owner` has in this table.
    """

    blank: Any = None
    order = 1
    entry_table = ""
    owner_table = ""

    def __init__(self, attribute: Attribute) -> None:
        self.attribute = attribute

    @property
    def key(self) -> str:
        """The name of the attribute."""
        return self.attribute.key

    def accept(self, value: Any, write: Write) -> Any:
        """The stored form of a value that was sent; raises RejectedError or RpcError."""
        raise NotImplementedError

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """What category.read shows of the stored form."""
        raise NotImplementedError

    def targets(self, stored: Any) -> Iterable[int]:
        """The objects the stored form refers to."""
        del stored
        return ()

    def owner(self, entry: Entry) -> int | None:
        """The object whose entries in ``owner_table`` are looked at; None where nothing is stored."""
        return entry.object if entry.data.get(self.key) else None


class Derived(ValueType):
    """Shown by the server, never stored: what is sent for it is ignored."""

    empty: ClassVar[Any] = None

    def accept(self, value: Any, write: Write) -> Any:
        """Ignore it."""
        del value, write

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """Empty, unless a category knows better."""
        del stored, entry, context
        return self.empty


class DerivedList(Derived):
    """Shown as a list."""

    empty: ClassVar[Any] = []
