# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host addresses: C__CATG__IP, and the list of them that a net shows, C__CATS__NET_IP_ADDRESSES."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry, Stored
from ..store.objects import NORMAL
from ..values.base import Derived, DerivedList, RejectedError, Write
from ..values.dialogs import MultiSelect
from ..values.references import as_id, shown_object
from .base import Behaviour, Kinds
from .relations import ADDRESS, Rule

IP_TABLE = "isys_catg_ip_list"
IPV4, IPV6 = 1, 1000
STATIC = 2
GLOBAL_NETS = {IPV4: 20, IPV6: 21}
CHECK_ADDRESS = "Please check your entered IP address!"


def reference(entry: Entry, context: Context) -> dict[str, Any] | None:
    """An address as the callback exportIpReference shows it: the net, and the address in ``ref_title``."""
    net = context.object(entry.data.get("net") or 0)
    if net is None or not entry.data.get("address"):
        return None
    return {
        "id": str(net.id),
        "type": context.type_const(net.type),
        "title": net.title,
        "sysid": net.sysid,
        "ref_id": str(entry.data["address_id"]),
        "ref_title": entry.data["address"],
        "ref_type": "C__CATS__NET_IP_ADDRESSES",
    }


def normalised(text: Any, version: int) -> str:
    """An address as it is compared and stored; raises RejectedError."""
    try:
        address = ipaddress.ip_address(str(text).strip())
    except ValueError:
        raise RejectedError(CHECK_ADDRESS) from None
    if address.version != version:
        raise RejectedError(CHECK_ADDRESS)
    return str(address)


class Address(Derived):
    """The address in its net; several attributes show the same one."""

    version = 4

    def accept(self, value: Any, write: Write) -> Any:
        """Checked; "" and null give the address up."""
        write.stored["address"] = None if value in (None, "") else normalised(value, self.version)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The reference, or []."""
        del stored
        return reference(entry, context) or []


class AddressV6(Address):
    """An IPv6 address."""

    version = 6


class ShownAddress(Address):
    """Only shown."""

    def accept(self, value: Any, write: Write) -> Any:
        """Ignored."""
        del value, write


class PrimaryAddress(ShownAddress):
    """Filled on the primary entry only."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The reference, or []."""
        return super().read(stored, entry, context) if entry.data.get("primary") else []


class PrimaryHostname(Derived):
    """Filled on the primary entry only."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The name, or []."""
        del stored, context
        return entry.data.get("hostname") if entry.data.get("primary") else []


class PrimaryFqdn(Derived):
    """Name and domain of the primary entry."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """[{"id", "title"}], or []."""
        del stored, context
        parts = [entry.data.get("hostname"), entry.data.get("domain")]
        title = ".".join(part for part in parts if part)
        return [{"id": str(entry.id), "title": title}] if entry.data.get("primary") and title else []


class DnsServers(DerivedList):
    """Other host addresses that resolve names."""

    entry_table = IP_TABLE

    def accept(self, value: Any, write: Write) -> Any:
        """A list of ids of host addresses."""
        items = value if isinstance(value, list) else [] if value in (None, "") else [value]
        numbers = [as_id(item) for item in items]
        known = write.context.world.entries.by_ids(IP_TABLE, [number for number in numbers if number])
        if any(number not in known for number in numbers):
            raise RejectedError(f"The given value {value!r} does not exist.")
        return numbers

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of references to host addresses."""
        del entry
        found = (context.entry(IP_TABLE, number) for number in stored or [])
        return [_as_server(server, context) for server in found if server is not None]


def _as_server(entry: Entry, context: Context) -> dict[str, Any]:
    owner = shown_object(entry.object, context) or {}
    owner.pop("type_title", None)
    return {**owner, "ref_id": str(entry.id), "ref_title": entry.data.get("address"), "ref_type": "C__CATG__IP"}


class HostAddress(Behaviour):
    """C__CATG__IP."""

    kinds: ClassVar[Kinds] = {
        "ipv4_address": Address,
        "ipv6_address": AddressV6,
        "hostaddress": ShownAddress,
        "primary_hostaddress": PrimaryAddress,
        "primary_hostname": PrimaryHostname,
        "primary_fqdn": PrimaryFqdn,
        "dns_server": DnsServers,
        "dns_domain": MultiSelect,
        "aliases": DerivedList,
    }
    defaults: ClassVar[Stored] = {
        "net_type": IPV4,
        "primary": 0,
        "ipv4_assignment": STATIC,
        "ipv6_assignment": 1,
        "ipv6_scope": 1,
    }
    relations: ClassVar[Mapping[str, Rule]] = {"net": ADDRESS}

    def shown(self, context: Context, entry: Entry) -> dict[str, Any]:
        """Attributes of the other address family are left out (idoit-api.md §7.1)."""
        found = super().shown(context, entry)
        family = "ipv4" if entry.data.get("net_type") == IPV6 else "ipv6"
        return {key: value for key, value in found.items() if not key.startswith(family)}

    def check(self, write: Write) -> None:
        """Every address is in a net, and there only once."""
        stored = write.stored
        if not stored.get("net"):
            stored["net"] = GLOBAL_NETS.get(stored.get("net_type") or IPV4, GLOBAL_NETS[IPV4])
        owner = self._other_owner(write)
        if owner is not None:
            text = f'The selected IP-address is already being used in "{owner.title}" (#{owner.id}).'
            self.refuse({"ipv4_address" if stored.get("net_type") != IPV6 else "ipv6_address": text})
        if stored.get("address") and not stored.get("address_id"):
            stored["address_id"] = write.context.world.database.next_id("isys_cats_net_ip_addresses_list")

    def _other_owner(self, write: Write) -> Any:
        net, address = write.stored["net"], write.stored.get("address")
        if not address or net in GLOBAL_NETS.values():
            return None
        for other in write.context.world.entries.by_address(address):
            if other.data.get("net") == net and (write.entry is None or other.id != write.entry.id):
                return write.context.world.objects.get(other.object)
        return None

    def after_write(self, context: Context, entry: Entry, before: Stored) -> None:
        """There is one primary address."""
        if entry.data.get("primary") and not before.get("primary"):
            for other in self.entries(context, [entry.object], [NORMAL]):
                if other.id != entry.id and other.data.get("primary"):
                    other.data["primary"] = 0
                    context.world.entries.update(other)


class LegacyGateway(Derived):
    """Shows the id of the entry in place of the flag, with a title where that happens to be 0 or 1."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"value"}, and perhaps "title"."""
        del stored, context
        return {"value": str(entry.id), **({"title": "Yes"} if entry.id == 1 else {})}


class EveryHostname(Derived):
    """The name of the entry, primary or not."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A text."""
        del stored, context
        return entry.data.get("hostname")


class LegacyAddress(Address):
    """Of either family."""

    def accept(self, value: Any, write: Write) -> Any:
        """Checked; nothing is no address."""
        if value not in (None, ""):
            version = 4 if ":" not in str(value) else 6
            write.stored["address"] = normalised(value, version)


class LegacyDnsDomains(MultiSelect):
    """A list of titles, or titles with commas between; a single one is dropped (contracts/idoit/3-categories/717)."""

    def accept(self, value: Any, write: Write) -> Any:
        """A list of ids."""
        return [] if isinstance(value, str) and "," not in value else super().accept(value, write)


class LegacyHostAddress(HostAddress):
    """As 1.7.3 takes it: what is left out of a change is lost (idoit-observed.md §6)."""

    null_texts = True
    kinds: ClassVar[Kinds] = {
        "ipv4_address": LegacyAddress,
        "ipv6_address": LegacyAddress,
        "hostaddress": ShownAddress,
        "primary_hostaddress": ShownAddress,
        "primary_hostname": EveryHostname,
        "dns_server": DnsServers,
        "dns_domain": LegacyDnsDomains,
        "use_standard_gateway": LegacyGateway,
        "assigned_port": DerivedList,
        "assigned_logical_port": DerivedList,
    }

    def shown(self, context: Context, entry: Entry) -> dict[str, Any]:
        """Every attribute shows the one address there is."""
        return Behaviour.shown(self, context, entry)

    def check(self, write: Write) -> None:
        """A new IPv6 entry lacks some of the defaults."""
        if write.entry is None and write.stored.get("net_type") == IPV6:
            for key in {"ipv4_assignment", "ipv6_scope"} - write.data.keys():
                write.stored.pop(key, None)
        super().check(write)

    def update(self, context: Context, entry: Entry, data: dict[str, Any]) -> Entry:
        """The address has to be sent; without servers and domains the id of the entry stands in for them."""
        if not data.get("ipv4_address") and not data.get("ipv6_address"):
            self.refuse({"ipv4_address": CHECK_ADDRESS})
        domain = self.category.attributes["dns_domain"]
        lost = {"dns_server": [entry.id], "dns_domain": [n for n in [entry.id] if n in context.choices(domain)]}
        return super().update(context, entry, {**lost, **data})


class NetAddresses(Behaviour):
    """C__CATS__NET_IP_ADDRESSES: flagged single-value, shows every address of the net (idoit-api.md §13)."""

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The host addresses of the nets, seen from the nets."""
        found = context.world.entries.linked_to(IP_TABLE, "net", objects, statuses)
        return [self._seen(entry) for entry in found if entry.data.get("address")]

    def _seen(self, entry: Entry) -> Entry:
        keys = ("net_type", "ipv4_assignment", "ipv6_assignment")
        data = {**{key: entry.data.get(key) for key in keys}, "title": entry.data["address"], "object": entry.object}
        return Entry(self.category.table, entry.data["address_id"], entry.data["net"], entry.status, data)

    def targets(self, entry: Entry) -> Iterable[int]:
        """The object that has the address."""
        return (entry.data["object"],)
