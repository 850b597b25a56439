# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Categories with an attribute or two of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, Write
from ..values.references import shown_object
from ..values.scalars import Integer, LegacyMeasure, plain
from .base import Behaviour, Kinds
from .relations import TYPES, Rule, make_relation, type_const

BYTES = {1: 1024, 2: 1024**2, 3: 1024**3, 4: 1024**4, 1000: 1}
MONTHS, DAYS, WEEKS, YEARS = 1, 2, 3, 4


class TotalCapacity(Derived):
    """Bytes."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A number, or null."""
        del stored, context
        capacity, unit = entry.data.get("capacity"), entry.data.get("unit")
        return None if capacity is None or unit is None else plain(capacity * BYTES.get(unit, 1))


class Memory(Behaviour):
    """Memory modules."""

    kinds: ClassVar[Kinds] = {"total_capacity": TotalCapacity, "quantity": Integer}


class Capacity(LegacyMeasure):
    """Two decimals as a text (contracts/idoit/3-categories/427)."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title": "16.00"}, or []."""
        del entry, context
        return [] if stored is None else {"title": f"{stored:.2f}"}


class LegacyMemory(Behaviour):
    """The quantity is not kept."""

    kinds: ClassVar[Kinds] = {"capacity": Capacity, "quantity": Derived}


class WarrantyStatus(Derived):
    """What is left of the warranty."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text, or null where nothing is known."""
        del stored
        end = warranty_end(entry.data)
        today = context.world.clock().date()
        if entry.data.get("guarantee_period") is None:
            return None
        if end is None or end < today:
            return "Warranty expired"
        months = (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)
        passed = add_months(today, months)
        return f"{months} Months and {(end - passed).days} Days"


def add_months(day: date, months: int) -> date:
    """A day some months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def warranty_end(data: Stored) -> date | None:
    """The last day of the warranty."""
    period, unit = data.get("guarantee_period"), data.get("guarantee_period_unit")
    start = data.get("acquirementdate")
    if not start or period is None or unit is None:
        return None
    first = date.fromisoformat(start)
    if unit in (DAYS, WEEKS):
        return date.fromordinal(first.toordinal() + period * (7 if unit == WEEKS else 1))
    return add_months(first, period * (12 if unit == YEARS else 1))


class WarrantyDate(Derived):
    """The end of the warranty."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """ISO, or null."""
        del stored, context
        end = warranty_end(entry.data)
        return end.isoformat() if end else None


class Accounting(Behaviour):
    """Money and warranty."""

    kinds: ClassVar[Kinds] = {"guarantee_period_status": WarrantyStatus, "guarantee_date": WarrantyDate}
    null_texts = True


class NullTexts(Behaviour):
    """A category whose texts are null until they are written."""

    null_texts = True


class FormattedUrl(Derived):
    """The URL with its placeholders filled in."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text."""
        del stored
        url = entry.data.get("url") or ""
        owner = context.object(entry.object) if "%" in url else None
        return url.replace("%objectname%", owner.title).replace("%objid%", str(owner.id)) if owner else url


class Access(Behaviour):
    """Ways to get at an object; of the primary ones there is one."""

    kinds: ClassVar[Kinds] = {"formatted_url": FormattedUrl}


class Processor(Behaviour):
    """1.7.3 fills in the unit (contracts/idoit/3-categories/346)."""

    defaults: ClassVar[Stored] = {"frequency_unit": 3}

    def check(self, write: Write) -> None:
        """Without a unit there is no frequency (contracts/idoit/3-categories/419)."""
        if write.stored.get("frequency_unit") is None:
            write.stored["frequency"] = None


class LastEdited(Derived):
    """When the entry was written."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A time."""
        del entry, context
        return stored


class Identifier(Behaviour):
    """Ids that other systems have for the object."""

    kinds: ClassVar[Kinds] = {"last_edited": LastEdited}

    def check(self, write: Write) -> None:
        """Note the time."""
        write.stored["last_edited"] = write.context.world.now()


class RelationView(Behaviour):
    """C__CATG__RELATION: the relations of an object; the entry belongs to the relation's own object."""

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The relations the objects take part in."""
        if NORMAL not in statuses:
            return []
        found = context.world.relations.of_objects(objects)
        context.prefetch(number for r in found for number in (r.master, r.slave))
        own = context.world.entries.by_ids(self.category.table, [r.id for r in found])
        return [
            Entry(
                self.category.table,
                r.id,
                r.id,
                NORMAL,
                {**(own[r.id].data if r.id in own else {}), "master": r.master, "slave": r.slave, "type": r.type},
            )
            for r in found
        ]

    def entry(self, context: Context, object_id: int, number: int) -> Entry | None:
        """A relation is one of both its objects."""
        return next((e for e in self.entries(context, [object_id], [NORMAL]) if e.id == number), None)

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """A relation that no other category makes; its id is that of its object."""
        write = Write(context, self.category, object_id, None, data, self.blank())
        self.take(write)
        type_ = type_const(write.stored.get("relation_type"))
        if type_ is None:
            self.refuse({"relation_type": "Mandatory field is empty."})
        pair = (self.required(write, "object1"), self.required(write, "object2"))
        number = make_relation(context, Rule(str(type_), TYPES[str(type_)][2]), pair, self.category.table)
        entry = Entry(self.category.table, number, number, NORMAL, write.stored)
        context.world.entries.insert(entry)
        context.forget()
        return entry

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """What describes a relation changes; relations of other categories get an entry with it."""
        write = Write(context, self.category, entry.object, entry, data, dict(entry.data))
        self.take(write)
        known = context.world.entries.get(entry.table, entry.id)
        entry.data = write.stored
        if known is None:
            context.world.entries.insert(entry)
        else:
            context.world.entries.update(entry)
        context.forget()
        return entry

    def by_owner(self, context: Context, objects: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        """A relation is shown with both of its objects."""
        wanted = set(objects)
        found: dict[int, list[dict[str, Any]]] = {}
        entries = self.entries(context, objects, [NORMAL])
        for entry, shown in zip(entries, self.render(context, entries), strict=True):
            for owner in {entry.data["master"], entry.data["slave"]} & wanted:
                found.setdefault(owner, []).append(shown)
        return found

    def shown(self, context: Context, entry: Entry) -> dict[str, Any]:
        """Both objects and the type."""
        const = entry.data["type"]
        number, title, _unused = TYPES[const]
        return {
            **super().shown(context, entry),
            "object1": shown_object(entry.data["master"], context),
            "object2": shown_object(entry.data["slave"], context),
            "relation_type": {"id": str(number), "title": title, "const": const, "title_lang": title},
        }
