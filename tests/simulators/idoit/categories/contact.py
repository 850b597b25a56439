# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C__CATG__CONTACT: persons, groups and organisations assigned to an object in a role."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry, Stored
from ..values.base import Derived, Write
from ..values.references import Connection, LegacyConnection
from .base import Behaviour, Kinds
from .person import PERSON_TABLE
from .relations import ADMINISTRATOR, USER, Rule

ADMIN_ROLE = 1
CONTACT_TABLE = "isys_catg_contact_list"
PERSON_DETAILS = ["department", "position", "mail", "phone_company", "phone_mobile", "phone_home", "fax"]


class ContactDetails(Derived):
    """The assigned contact with everything that is known of it, a password hash among that."""

    def accept(self, value: Any, write: Write) -> Any:
        """The same as ``contact_object``."""
        reference = write.context.world.behaviours.of(write.category.const)
        assert reference is not None, "a category that is written to has a behaviour"
        write.stored["contact_object"] = reference.values["contact_object"].accept(value, write)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The details, or []."""
        del stored
        reference = entry.data.get("contact_object")
        return details(reference["object"], context) if reference and reference["object"] else []


class LegacyContactDetails(ContactDetails):
    """A list of one."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """[details], or []."""
        found = super().read(stored, entry, context)
        return [found] if found else []


def details(number: int, context: Context) -> dict[str, Any]:
    """What a contact shows of a person, a group or an organisation."""
    item = context.object(number)
    if item is None:
        return {}
    head = {"id": str(item.id), "title": item.title}
    tail = {"sysid": item.sysid, "type": context.type_const(item.type)}
    if tail["type"] != "C__OBJTYPE__PERSON":
        return {**head, "email_address": None, **tail}
    known = context.entries_of(PERSON_TABLE, number)
    data = known[0].data if known else {}
    user = next((user for user in context.world.users.values() if user.id == number), None)
    password = hashlib.md5(user.password.encode()).hexdigest() if user and user.password else None  # noqa: S324
    names = {"first_name": data.get("first_name"), "last_name": data.get("last_name", ""), "ldap_id": None}
    login = {"login": user.username if user else "", "user_pass": password}
    company = {"company": None, "company_title": ""}
    return {**head, **names, **{key: data.get(key) for key in PERSON_DETAILS}, **login, **company, **tail}


class Login(Derived):
    """The user name of an assigned person."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text; "" for persons that cannot log in."""
        del stored
        reference = entry.data.get("contact_object") or {}
        names = (user.username for user in context.world.users.values() if user.id == reference.get("object"))
        return next(names, "")


class Contact(Behaviour):
    """The relation says whether the contact administrates or uses the object."""

    kinds: ClassVar[Kinds] = {"contact": ContactDetails, "primary_contact": Derived, "contact_object": Connection}
    defaults: ClassVar[Stored] = {"primary": 0}
    null_texts = True

    def prefetch(self, context: Context, entries: Sequence[Entry]) -> None:
        """The master data of the persons as well."""
        super().prefetch(context, entries)
        context.prefetch_entries_of(PERSON_TABLE, [number for entry in entries for number in self.targets(entry)])

    def rules(self, entry: Entry) -> Mapping[str, Rule]:
        """The relation of an entry, by its role."""
        return {"contact_object": ADMINISTRATOR if entry.data.get("role") == ADMIN_ROLE else USER}


class LegacyContact(Contact):
    """A contact that is not sent again becomes the object with the id of the entry (idoit-observed.md §10)."""

    kinds: ClassVar[Kinds] = {"contact": LegacyContactDetails, "contact_object": LegacyConnection, "person": Login}

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """Loses the contact unless it is sent."""
        if not {"contact", "contact_object"} & set(data):
            data = {**data, "contact": entry.id}
        return super().update(context, entry, data)
