# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persons: C__CATS__PERSON and C__CATS__PERSON_MASTER, whose names are the title of the object."""

from __future__ import annotations

from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry, Stored
from ..values.base import Derived, RejectedError, Write
from ..values.scalars import Text
from .base import Behaviour, Kinds

PERSON_TABLE = "isys_cats_person_list"
PERSON_TYPE = "C__OBJTYPE__PERSON"


def split_name(title: str) -> tuple[str, str]:
    """First and last name of a title."""
    first, _unused, last = title.strip().partition(" ")
    return first, last


def joined_name(stored: Stored) -> str:
    """The title of a person of these names."""
    return f"{stored.get('first_name') or ''} {stored.get('last_name') or ''}"


def person_entry(context: Context, object_id: int) -> Entry | None:
    """The master data of a person."""
    found = context.world.entries.of_objects(PERSON_TABLE, [object_id], [2])
    return found[0] if found else None


def make_person(context: Context, object_id: int, title: str, **more: Any) -> None:
    """A person object gets its master data when it is made (idoit-api.md §11.4)."""
    behaviour = context.world.behaviours.of("C__CATS__PERSON_MASTER")
    if behaviour is None or context.type_const(_type_of(context, object_id)) != PERSON_TYPE:
        return
    first, last = split_name(title)
    stored = {"first_name": first, "last_name": last, **FRESH, **more}
    context.world.entries.insert(Entry(PERSON_TABLE, behaviour.new_id(context), object_id, 2, stored))


FRESH: Stored = dict.fromkeys(
    ["phone_company", "phone_home", "phone_mobile", "fax", "personnel_number", "department", "ldap_dn", "description"],
    "",
)
"""What the master data of a person hold that nobody wrote to (contracts/idoit/3-categories/491)."""


def _type_of(context: Context, object_id: int) -> int:
    item = context.world.objects.get(object_id)
    return item.type if item else 0


def names_follow_title(context: Context, object_id: int, title: str) -> None:
    """The names of a person change with the title of the object."""
    entry = person_entry(context, object_id)
    if entry is not None:
        entry.data["first_name"], entry.data["last_name"] = split_name(title)
        context.world.entries.update(entry)


class Salutation(Text):
    """``m`` or ``f``; no dialog in the answer (idoit-api.md §11.4)."""

    blank: Any = None

    def accept(self, value: Any, write: Write) -> Any:
        """Refuse the rest."""
        text = super().accept(value, write)
        if text not in ("m", "f", ""):
            raise RejectedError("The given value needs to be 'm' or 'f'")
        return text or None


class Person(Behaviour):
    """Master data; the object's title follows the names."""

    kinds: ClassVar[Kinds] = {"salutation": Salutation}

    def after_write(self, context: Context, entry: Entry, before: Stored) -> None:
        """Rename the object."""
        names = ("first_name", "last_name")
        if any(entry.data.get(name) != before.get(name) for name in names):
            context.world.objects.update(entry.object, title=joined_name(entry.data).rstrip() or " ")


class LegacyPerson(Person):
    """Any salutation; writing fills every text that was never written (contracts/idoit/3-categories/493)."""

    kinds: ClassVar[Kinds] = {"ldap_id": Derived}

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """Texts are "" from the first write on."""
        entry.data = {**{key: value.blank for key, value in self.values.items() if value.blank == ""}, **entry.data}
        return super().update(context, entry, data)
