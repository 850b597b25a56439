# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C__CATS__NET: a layer-3 net."""

from __future__ import annotations

import ipaddress
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry, Stored
from ..values.base import Derived, RejectedError, Write
from ..values.dialogs import MultiSelect
from ..values.references import Objects, as_id
from .address import IP_TABLE, IPV6, DnsServers
from .base import Behaviour, Kinds


class Gateway(Derived):
    """One of the host addresses of the net."""

    entry_table = IP_TABLE

    def accept(self, value: Any, write: Write) -> Any:
        """The id of a host address."""
        if value in (None, "", -1):
            return None
        number = as_id(value)
        if number is None or write.context.world.entries.get(IP_TABLE, number) is None:
            raise RejectedError(f"The given value {value!r} does not exist.")
        return number

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The owner of the address with ``ref_id`` and ``ref_title``, or null."""
        del entry
        found = context.entry(IP_TABLE, stored) if stored else None
        owner = context.object(found.object) if found else None
        if found is None or owner is None:
            return None
        type_ = context.type_const(owner.type)
        shown = {"id": str(owner.id), "sysid": owner.sysid, "type": type_, "title": owner.title}
        return {**shown, "ref_id": str(found.id), "ref_title": found.data.get("address"), "ref_type": "C__CATG__IP"}


class Layer2Nets(Objects):
    """The layer-2 nets it runs on."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list, or null."""
        return super().read(stored, entry, context) or None


class StoredNet(Behaviour):
    """Stores what it is told."""

    kinds: ClassVar[Kinds] = {
        "gateway": Gateway,
        "dns_server": DnsServers,
        "dns_domain": MultiSelect,
        "layer2_assignments": Layer2Nets,
    }
    defaults: ClassVar[Stored] = {"address_v6": None}


class LegacyNet(StoredNet):
    """A change loses or mixes up what it does not name (idoit-observed.md §10).

    The note does not say whether one end of the range alone swaps too; the end that is named is taken as sent.
    """

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """The DNS domains are gone, the ends of the range change places."""
        before = entry.data
        swapped = {"range_from": before.get("range_to"), "range_to": before.get("range_from")}
        return super().update(context, entry, {"dns_domain": [], **swapped, **data})


class Net(StoredNet):
    """Derives netmask, suffix and range from what is given (idoit-api.md §11.4)."""

    def check(self, write: Write) -> None:
        """Fill in what follows from address and suffix or mask."""
        stored, data = write.stored, write.data
        address = stored.get("address")
        if not address or not {"address", "netmask", "cidr_suffix"} & set(data):
            return
        mask = data.get("cidr_suffix") or data.get("netmask") or stored.get("cidr_suffix") or stored.get("netmask")
        try:
            net = ipaddress.ip_network(f"{address}/{mask}", strict=False)
        except ValueError:
            self.refuse({"address": "Field value is invalid."})
            return
        stored["cidr_suffix"] = net.prefixlen
        stored["netmask"] = str(net.netmask)
        hosts = net.num_addresses > 2 and stored.get("type") != IPV6
        first, last = (net[1], net[-2]) if hosts else (net[0], net[-1])
        stored["range_from"] = data.get("range_from") or str(first)
        stored["range_to"] = data.get("range_to") or str(last)
