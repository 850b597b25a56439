# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports: C__CATG__NETWORK_PORT and C__CATG__NETWORK_LOG_PORT."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from ..context import Context
from ..schema.attributes import Attribute
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, DerivedList, RejectedError, ValueType, Write
from ..values.dialogs import Dialog
from ..values.references import LegacyObjects, ObjectReference, Objects, as_id, shown_object
from ..values.scalars import LegacyText, Text
from .address import IP_TABLE
from .base import Behaviour, Kinds

PORT_TABLE = "isys_catg_port_list"
MAC = re.compile(r"([0-9A-Fa-f]{2}:){5}([0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:)?[0-9A-Fa-f]{2}")


class Mac(Text):
    """EUI-48 or EUI-64 with colons; kept as written (idoit-api.md §11.4)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Refuse other forms."""
        text = super().accept(value, write)
        if text and not MAC.fullmatch(text):
            raise RejectedError("The given value is no valid MAC address")
        return text


class EntriesOfObject(ValueType):
    """Entries of another category of the same object, by id or title."""

    table = ""
    const = ""
    shown_as = "title"

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self.owner_table = self.table

    def accept(self, value: Any, write: Write) -> Any:
        """The ids of entries that there are."""
        items = value if isinstance(value, list) else [] if value in (None, "") else [value]
        entries = write.context.world.entries.of_objects(self.table, [write.object_id], [NORMAL])
        return [self._one(item, entries) for item in items]

    def _one(self, item: Any, entries: list[Entry]) -> int:
        for entry in entries:
            if entry.id == as_id(item) or entry.data.get(self.shown_as) == item:
                return entry.id
        raise RejectedError(f"The given value {item!r} does not exist.")

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of {"id", "title", "type", …}."""
        found = {e.id: e for e in context.entries_of(self.table, entry.object)} if stored else {}
        return [self.one_shown(found[number]) for number in stored or [] if number in found]

    def one_shown(self, entry: Entry) -> dict[str, Any]:
        """One of them."""
        return {"id": str(entry.id), "title": entry.data.get(self.shown_as), "type": self.const}


class AddressesOfPort(EntriesOfObject):
    """Host addresses of the same object."""

    table = IP_TABLE
    const = "C__CATG__IP"
    shown_as = "address"

    def one_shown(self, entry: Entry) -> dict[str, Any]:
        """With the host name."""
        return {**super().one_shown(entry), "hostname": entry.data.get("hostname") or None}


class PortsOfObject(EntriesOfObject):
    """Physical ports of the same object."""

    table = PORT_TABLE
    const = "C__CATG__NETWORK_PORT"


class ConnectorId(Derived):
    """The id others connect to."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """Digits, or null."""
        del context, entry
        return None if stored is None else str(stored)


class AssignedConnector(Derived):
    """The connector at the other end."""

    def accept(self, value: Any, write: Write) -> Any:
        """The id of another port's connector."""
        if value in (None, "", []):
            return None
        number = as_id(value[0] if isinstance(value, list) else value)
        if number is None or port_of_connector(write.context, number) is None:
            raise RejectedError(f"The given value {value!r} does not exist.")
        return number

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The other port and its object, or []."""
        del entry
        port = port_of_connector(context, stored) if stored else None
        owner = context.object(port.object) if port else None
        if port is None or owner is None:
            return []
        return {
            "connector_type": "1",
            "name": port.data.get("title"),
            "id": str(owner.id),
            "title": owner.title,
            "sysid": owner.sysid,
            "type": context.type_const(owner.type),
            "assigned_category": "C__CATG__NETWORK_PORT",
            "ref_id": str(stored),
            "ref_title": port.data.get("title"),
            "ref_type": "C__CATG__CONNECTOR",
            "con_type": None,
        }


def port_of_connector(context: Context, number: int) -> Entry | None:
    """The port whose connector this is."""
    row = context.world.database.row(
        "SELECT id FROM entries WHERE tbl = ? AND json_extract(data, '$.connector') = ?", (PORT_TABLE, number)
    )
    return context.world.entries.get(PORT_TABLE, row["id"]) if row else None


class Cable(ObjectReference):
    """The cable of a connection."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of one cable, or []."""
        found = super().read(stored, entry, context)
        if not found:
            return []
        del found["type_title"]
        return [{**found, "cable_id": found["id"]}]


class DefaultVlan(ObjectReference):
    """One of the layer-2 nets of the port."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The net without its title (idoit-api.md §11.4)."""
        found = super().read(stored, entry, context)
        return {**found, "title": None} if found else None


class NetworkPort(Behaviour):
    """Every port is a connector; a connection is known at both ends."""

    kinds: ClassVar[Kinds] = {
        "mac": Mac,
        "addresses": AddressesOfPort,
        "connector": ConnectorId,
        "assigned_connector": AssignedConnector,
        "cable": Cable,
        "default_vlan": DefaultVlan,
        "layer2_assignment": Objects,
        "port_mode": Dialog,
    }
    defaults: ClassVar[Stored] = {"port_mode": 1, "active": 1}

    def check(self, write: Write) -> None:
        """A new port gets a connector."""
        if write.entry is None:
            write.stored["connector"] = write.context.world.database.next_id("isys_catg_connector_list")

    def after_write(self, context: Context, entry: Entry, before: Stored) -> None:
        """The other end and the addresses know the port."""
        self._connect(context, entry, before)
        self._assign(context, entry, before)

    def _connect(self, context: Context, entry: Entry, before: Stored) -> None:
        old, new = before.get("assigned_connector"), entry.data.get("assigned_connector")
        if old == new:
            return
        for connector, end in ((old, None), (new, entry.data["connector"])):
            port = port_of_connector(context, connector) if connector else None
            if port is not None:
                port.data["assigned_connector"] = end
                context.world.entries.update(port)

    def _assign(self, context: Context, entry: Entry, before: Stored) -> None:
        old, new = set(before.get("addresses") or ()), set(entry.data.get("addresses") or ())
        changed = context.world.entries.by_ids(IP_TABLE, sorted(old ^ new)) if old != new else {}
        for address in changed.values():
            address.data["assigned_port"] = entry.id if address.id in new else None
            context.world.entries.update(address)


class NullText(LegacyText):
    """Null until it is written."""

    blank: Any = None


class LegacyPort(NetworkPort):
    """Takes any MAC, shows empty lists."""

    kinds: ClassVar[Kinds] = {
        "interface": DerivedList,
        "addresses": AddressesOfPort,
        "assigned_connector": DerivedList,
        "connector_sibling": DerivedList,
        "cable": DerivedList,
        "layer2_assignment": Objects,
        "hba": DerivedList,
        "mtu": NullText,
    }


class AssignedLogicalPort(ValueType):
    """The logical port at the other end."""

    entry_table = "isys_catg_log_port_list"

    def accept(self, value: Any, write: Write) -> Any:
        """The id of another logical port."""
        if value in (None, "", []):
            return None
        number = as_id(value)
        if number is None or write.context.world.entries.get(self.entry_table, number) is None:
            raise RejectedError(f"The given value {value!r} does not exist.")
        return number

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The object of the other port with ``logPortID`` and ``logPortTitle``, or null."""
        del entry
        port = context.entry(self.entry_table, stored) if stored else None
        owner = shown_object(port.object, context) if port else None
        if port is None or owner is None:
            return None
        return {**owner, "logPortID": str(port.id), "logPortTitle": port.data.get("title")}


class LogicalPort(Behaviour):
    """A port made of software."""

    kinds: ClassVar[Kinds] = {
        "mac": Mac,
        "net": Objects,
        "ports": PortsOfObject,
        "addresses": AddressesOfPort,
        "assigned_connector": AssignedLogicalPort,
    }
    defaults: ClassVar[Stored] = {"active": 1}


class LegacyLogicalPort(Behaviour):
    """Keeps its nets only as long as nothing else is changed (idoit-observed.md §10)."""

    kinds: ClassVar[Kinds] = {"net": LegacyObjects}

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """The nets are gone unless they are sent again."""
        return super().update(context, entry, {"net": [], **data})
