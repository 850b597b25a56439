# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual machines and their hosts: C__CATG__VIRTUAL_MACHINE, and seen from the host C__CATG__GUEST_SYSTEMS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry
from ..values.base import Derived, Write
from ..values.dialogs import Dialog, LegacyDialog
from ..values.references import ObjectReference, shown_object
from .address import IP_TABLE
from .base import Behaviour, Kinds
from .relations import GUEST, Rule

GUEST_YES, GUEST_NO = 2, 3
VM_CONST = "C__CATG__VIRTUAL_MACHINE"


class IsGuest(Dialog):
    """Sent as 1 or 0, kept as 2 or 3 (idoit-api.md §11.4)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Yes or no in any form."""
        return super().accept({1: GUEST_YES, 0: GUEST_NO}.get(value, value) if isinstance(value, int) else value, write)


class LegacyIsGuest(LegacyDialog):
    """The same in the old generation."""

    def accept(self, value: Any, write: Write) -> Any:
        """Yes or no as digits."""
        mapped = {"1": GUEST_YES, "0": GUEST_NO}.get(str(value), value)
        return super().accept(mapped, write)


class VirtualMachine(Behaviour):
    """A guest and its host."""

    kinds: ClassVar[Kinds] = {"virtual_machine": IsGuest}
    relations: ClassVar[Mapping[str, Rule]] = {"hosts": GUEST}


class LegacyVirtualMachine(VirtualMachine):
    """As 1.7.3 takes it."""

    kinds: ClassVar[Kinds] = {"virtual_machine": LegacyIsGuest}


class GuestHostname(Derived):
    """Name and address of a guest."""

    owner_table = IP_TABLE

    def owner(self, entry: Entry) -> int | None:
        """The guest."""
        return int(entry.data["connected_object"])

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "ip"} of its primary address, or null."""
        del stored
        addresses = context.entries_of(IP_TABLE, entry.data["connected_object"])
        primary = next((e for e in addresses if e.data.get("primary")), addresses[0] if addresses else None)
        return {"title": primary.data.get("hostname"), "ip": primary.data.get("address")} if primary else None


class RunsOn(Derived):
    """The host itself."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The object."""
        del stored
        return shown_object(entry.object, context)


class GuestSystems(Behaviour):
    """The guests of a host; each entry is that of the guest's category."""

    kinds: ClassVar[Kinds] = {"connected_object": ObjectReference, "hostname": GuestHostname, "runs_on": RunsOn}

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The guests of the hosts."""
        table = self._machines(context).category.table
        found = context.world.entries.linked_to(table, "hosts", objects, statuses)
        return [self._seen(entry) for entry in found]

    def entry(self, context: Context, object_id: int, number: int) -> Entry | None:
        """One guest of a host."""
        found = self._machines(context).category.table
        entry = context.world.entries.get(found, number)
        host = ((entry.data.get("hosts") or {}).get("object")) if entry else None
        return self._seen(entry) if entry and host == object_id else None

    def targets(self, entry: Entry) -> Iterable[int]:
        """Guest and host."""
        return (entry.data["connected_object"], entry.object)

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """Write the host into the guest's category."""
        write = Write(context, self.category, object_id, None, data, {})
        self.take(write)
        guest = self.required(write, "connected_object")
        machines = self._machines(context)
        there = machines.only(context, guest)
        wanted = {"virtual_machine": 1, "hosts": object_id}
        made = machines.update(context, there, wanted) if there else machines.create(context, guest, wanted)
        return self._seen(made)

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """Another guest in place of this one."""
        if "connected_object" in data:
            self.purge(context, entry)
            return self.create(context, entry.object, data)
        return entry

    def rank(self, context: Context, entry: Entry, status: int) -> None:
        """The entry of the guest gets the status."""
        machine = context.world.entries.get(self._machines(context).category.table, entry.id)
        if machine is not None:
            self._machines(context).rank(context, machine, status)

    def purge(self, context: Context, entry: Entry) -> None:
        """The guest has no host any more."""
        machines = self._machines(context)
        machine = context.world.entries.get(machines.category.table, entry.id)
        if machine is not None:
            machines.update(context, machine, {"hosts": None})

    @staticmethod
    def _machines(context: Context) -> Behaviour:
        found = context.world.behaviours.of(VM_CONST)
        assert found is not None, "every server has the category"
        return found

    @staticmethod
    def _seen(entry: Entry) -> Entry:
        host = (entry.data.get("hosts") or {}).get("object")
        return Entry(entry.table, entry.id, host or 0, entry.status, {"connected_object": entry.object})
