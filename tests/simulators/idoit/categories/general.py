# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C__CATG__GLOBAL: a view of the object itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from ..context import Context
from ..store.dialogs import Choice
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL, Object
from ..values.base import Derived, RejectedError, Write
from ..values.dialogs import Dialog, LegacyDialog, LegacyMultiSelect, MultiSelect, shown
from ..values.references import as_id
from ..values.scalars import Description, LegacyText, Text
from .base import Behaviour, Kinds
from .person import names_follow_title

COLUMNS = {
    "title": "title",
    "sysid": "sysid",
    "type": "type",
    "cmdb_status": "cmdb_status",
    "purpose": "purpose",
    "category": "category",
    "description": "description",
}
"""Attribute -> column of the object that a write changes."""


class Shown(Derived):
    """Kept by the server, only shown."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """As stored."""
        del entry, context
        return stored


class ShownStatus(Derived):
    """The record status."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A choice of a fixed list."""
        del entry
        return shown(context.choices(self.attribute).get(stored), context, fixed=True)


class Title(Text):
    """The title of the object; it keeps markup."""

    def accept(self, value: Any, write: Write) -> Any:
        """Not sanitised (contracts/idoit/2-objects/108)."""
        del write
        if isinstance(value, (list, dict)):
            raise RejectedError("The given value needs to be a text")
        return "" if value is None else str(value)[:255]


class Sysid(Text):
    """The sysid, unique in the server."""

    def accept(self, value: Any, write: Write) -> Any:
        """Refuse one that another object has; "" gives a fresh one (idoit-api.md §13)."""
        text = str(super().accept(value, write))
        context = write.context
        owner = context.world.objects.sysid_taken(text, write.object_id) if text else None
        if owner is not None:
            where = f"{context.type_title(owner.type)} » {owner.title}"
            raise RejectedError(
                "The given value is not unique and is already being used in other objects:"
                f' <ul class="m0 mt10 list-style-none"><li><span>{where}</span></li></ul>'
            )
        return text or write.stored["sysid"]


class CmdbStatus(Dialog):
    """The CMDB status; every object has one."""

    def accept(self, value: Any, write: Write) -> Any:
        """Nothing leaves it as it is."""
        number = super().accept(value, write)
        return write.stored["cmdb_status"] if number is None else number


class TypeDialog(Dialog):
    """The object type."""

    order = 0

    def accept(self, value: Any, write: Write) -> Any:
        """An id, a constant or a title."""
        catalogue = write.context.world.catalogue
        number = as_id(value) if isinstance(value, int) else None
        for type_ in catalogue.types.values():
            if type_.id == number or (isinstance(value, str) and value in (type_.const, type_.title)):
                return type_.id
        raise RejectedError(f"The given value {value!r} does not exist.")

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A choice."""
        del entry
        type_ = context.world.catalogue.types.get(stored)
        return shown(Choice(type_.id, type_.const, type_.title, type_.title_lang), context) if type_ else None


class LegacyType(TypeDialog):
    """Digits are an id as well; nothing is refused."""

    def accept(self, value: Any, write: Write) -> Any:
        """What is unknown leaves the type alone."""
        try:
            return super().accept(int(value) if as_id(value) is not None else value, write)
        except RejectedError:
            return write.stored["type"]


class LegacyCmdbStatus(LegacyDialog):
    """A title, or a constant that is none, makes the object unreadable (contracts/idoit/3-categories/366-373)."""


def stored_form(item: Object) -> Stored:
    """The columns of an object as the attributes of the category."""
    return {
        "id": item.id,
        "title": item.title,
        "status": item.status,
        "created": item.created,
        "created_by": item.created_by,
        "changed": item.updated,
        "changed_by": item.updated_by,
        "purpose": item.purpose,
        "category": item.category,
        "sysid": item.sysid,
        "cmdb_status": item.cmdb_status,
        "type": item.type,
        "tag": json.loads(item.tags) if item.tags else [],
        "description": item.description,
    }


class General(Behaviour):
    """The one entry every object has; its id is that of the object."""

    kinds: ClassVar[Kinds] = {
        "id": Derived,
        "title": Title,
        "status": ShownStatus,
        "created": Shown,
        "created_by": Shown,
        "changed": Shown,
        "changed_by": Shown,
        "sysid": Sysid,
        "type": TypeDialog,
        "cmdb_status": CmdbStatus,
        "tag": MultiSelect,
        "description": Description,
    }

    def entry_id(self, item: Object) -> int:
        """The id of the entry of an object."""
        return item.id

    def _entry_of(self, item: Object) -> Entry:
        return Entry(self.category.table, self.entry_id(item), item.id, NORMAL, stored_form(item))

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """One for each object there is."""
        if NORMAL not in statuses:
            return []
        context.prefetch(objects)
        found = (context.object(number) for number in objects)
        return [self._entry_of(item) for item in found if item is not None and item.cmdb_status is not None]

    def entry(self, context: Context, object_id: int, number: int) -> Entry | None:
        """The one entry, if the id is its id."""
        item = context.world.objects.get(object_id)
        return self._entry_of(item) if item and self.entry_id(item) == number else None

    def shown(self, context: Context, entry: Entry) -> dict[str, Any]:
        """The id of the entry stands in place of the attribute ``id``."""
        return {**super().shown(context, entry), "id": str(entry.id)}

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """The entry is always there."""
        entry = self.only(context, object_id)
        assert entry is not None, "every object that can be written to has it"
        return self.update(context, entry, data)

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """Change the columns of the object."""
        write = Write(context, self.category, entry.object, entry, data, dict(entry.data))
        self.take(write)
        changes = {column: write.stored[key] for key, column in COLUMNS.items() if write.stored[key] != entry.data[key]}
        changes |= self.tags(write)
        if changes:
            context.world.objects.update(entry.object, **changes)
        if "title" in changes:
            names_follow_title(context, entry.object, changes["title"])
        entry.data = write.stored
        context.forget()
        return entry

    def tags(self, write: Write) -> dict[str, Any]:
        """The change of the column that holds the tags."""
        return {"tags": json.dumps(write.stored["tag"])} if "tag" in write.data else {}


class LegacyGeneral(General):
    """Entries have ids of their own; tags that are not sent again are lost (idoit-observed.md §6)."""

    kinds: ClassVar[Kinds] = {
        **General.kinds,
        "type": LegacyType,
        "cmdb_status": LegacyCmdbStatus,
        "sysid": LegacyText,
        "description": LegacyText,
        "tag": LegacyMultiSelect,
    }

    def entry_id(self, item: Object) -> int:
        """The counter of its own table."""
        return item.global_id

    def tags(self, write: Write) -> dict[str, Any]:
        """Always written."""
        return {"tags": json.dumps(write.stored["tag"] if "tag" in write.data else [])}
