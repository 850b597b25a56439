# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C__CATG__APPLICATION, and C__CATG__OPERATING_SYSTEM as a view of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import sql_error
from ..schema.attributes import Attribute
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, RejectedError, ValueType, Write
from ..values.references import ObjectReference, Objects, as_id, shown_object
from .base import Behaviour, Kinds
from .relations import SOFTWARE, Rule

SOFTWARE_TYPE, SYSTEM_TYPE, PRIMARY = 1, 2, 1
OPERATING_SYSTEM = "C__OBJTYPE__OPERATING_SYSTEM"


class OfApplication(Derived):
    """An entry of the application's object, such as a version."""

    table = ""
    const = ""
    order = 2

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.entry_table = self.table

    def accept(self, value: Any, write: Write) -> Any:
        """The id of the entry, or its title; a version that there is not is made (idoit-api.md §11.4)."""
        if value in (None, "", []) or value == -1:
            return None
        application = (write.stored.get("application") or {}).get("object")
        entries = write.context.world.entries.of_objects(self.table, [application or 0], [NORMAL])
        for entry in entries:
            if isinstance(value, str) and entry.data.get("title") == value:
                return entry.id
            if isinstance(value, int) and entry.id == value:
                return entry.id
        if not isinstance(value, str) or not application:
            raise RejectedError(f"The given value {value!r} does not exist.")
        behaviour = write.context.world.behaviours.of(self.const)
        assert behaviour is not None, "versions and variants are categories of every server"
        return behaviour.create(write.context, application, {"title": value}).id

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The application with ``ref_id`` and ``ref_title``, or null."""
        del entry
        found = context.entry(self.table, stored) if stored else None
        owner = shown_object(found.object, context) if found else None
        if found is None or owner is None:
            return None
        del owner["sysid"], owner["type_title"]
        return {**owner, "ref_id": str(found.id), "ref_type": self.const, "ref_title": found.data.get("title")}


class Version(OfApplication):
    """The installed version."""

    table = "isys_catg_version_list"
    const = "C__CATG__VERSION"


class Variant(OfApplication):
    """The installed variant."""

    table = "isys_cats_app_variant_list"
    const = "C__CATS__APPLICATION_VARIANT"


class LegacyVersion(Version):
    """Ids only; a text is taken for one (contracts/idoit/3-categories/448, 450)."""

    def accept(self, value: Any, write: Write) -> Any:
        """An id, or a broken foreign key."""
        if value in (None, "", -1):
            return None
        number = as_id(str(value).partition(".")[0])
        if number is None or write.context.world.entries.get(self.table, number) is None:
            statement = "INSERT INTO isys_catg_application_list SET …"
            raise sql_error(
                statement, f"Cannot add or update a child row: a foreign key constraint fails ({self.table})"
            )
        return number


class LegacyVariant(LegacyVersion):
    """The same for variants."""

    table = Variant.table
    const = Variant.const


class License(ValueType):
    """One of the licences of a licence object (idoit-api.md §11.4)."""

    entry_table = "isys_cats_lic_list"

    def accept(self, value: Any, write: Write) -> Any:
        """The id of an entry of C__CATS__LICENCE_LIST."""
        if value in (None, "", []) or value == -1:
            return None
        number = as_id(value)
        if number is None or write.context.world.entries.get(self.entry_table, number) is None:
            raise RejectedError(f"The given value {value!r} does not exist.")
        return number

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of one licence with its object, or []."""
        del entry
        found = context.entry(self.entry_table, stored) if stored else None
        owner = shown_object(found.object, context) if found else None
        if found is None or owner is None:
            return []
        del owner["type_title"]
        key = found.data.get("key")
        reference = {"ref_id": str(found.id), "ref_type": "C__CATS__LICENCE_LIST", "ref_title": key}
        kept = {name: found.data.get(name) for name in ("key", "amount", "cost", "start", "expire")}
        return [{**owner, **reference, "lic_type": found.data.get("type"), **kept}]


class NothingAssigned(Derived):
    """Never filled here; empty is false."""

    empty: ClassVar[Any] = False


class Application(Behaviour):
    """Software on an object."""

    kinds: ClassVar[Kinds] = {
        "assigned_version": Version,
        "assigned_variant": Variant,
        "assigned_license": License,
        "assigned_database_schema": ObjectReference,
        "assigned_it_service": Objects,
    }
    defaults: ClassVar[Stored] = {"application_type": SOFTWARE_TYPE, "bequest_nagios_services": 0}
    relations: ClassVar[Mapping[str, Rule]] = {"application": SOFTWARE}

    def check(self, write: Write) -> None:
        """An operating system is one whoever says otherwise."""
        item = write.context.world.objects.get((write.stored.get("application") or {}).get("object") or 0)
        if item and write.context.type_const(item.type) == OPERATING_SYSTEM and "application_type" not in write.data:
            write.stored["application_type"] = SYSTEM_TYPE


class LegacyApplication(Application):
    """As 1.7.3 shows it."""

    kinds: ClassVar[Kinds] = {
        "assigned_version": LegacyVersion,
        "assigned_variant": LegacyVariant,
        "assigned_license": NothingAssigned,
        "assigned_database_schema": NothingAssigned,
        "assigned_it_service": NothingAssigned,
    }

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """A connection is made even where no application is named."""
        return super().create(context, object_id, {"application": None, **data})


class _SystemView(Behaviour):
    """The one row of the application list that is the primary operating system (idoit-api.md §13.30)."""

    def blank(self) -> Stored:
        """A new row is the primary system."""
        return {**super().blank(), "application_type": SYSTEM_TYPE, "application_priority": PRIMARY}

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """Of the rows of the objects those that are."""
        wanted = (SYSTEM_TYPE, PRIMARY)
        found = super().entries(context, objects, statuses)
        return [e for e in found if (e.data.get("application_type"), e.data.get("application_priority")) == wanted]


class OperatingSystem(_SystemView, Application):
    """Modern servers."""


class LegacyOperatingSystem(_SystemView, LegacyApplication):
    """1.7.3."""
