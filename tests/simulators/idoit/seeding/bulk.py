# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many hosts at once, the same ones every time, for benchmarks (SIM_BULK)."""

from __future__ import annotations

from collections.abc import Iterator

from ..categories.address import IP_TABLE
from ..categories.location import LOCATION_TABLE
from ..categories.relations import ADDRESS, LOCATION, RELATION_TYPE_ID, USER, Rule
from ..context import Context
from ..store.entries import Entry, Relation
from ..store.objects import NORMAL, Object

PREFIX = "bulk-"
SERVER, ROOM, NET, PERSON_ADMIN = 5, 26, 31, 9
MODEL_TABLE, CONTACT_TABLE = "isys_catg_model_list", "isys_catg_contact_list"
TABLES = (IP_TABLE, MODEL_TABLE, LOCATION_TABLE, CONTACT_TABLE)
RULES: tuple[tuple[str, str, Rule], ...] = (
    (IP_TABLE, "net", ADDRESS),
    (LOCATION_TABLE, "parent", LOCATION),
    (CONTACT_TABLE, "contact_object", USER),
)
"""The attributes that make relations."""


def fill_hosts(context: Context, count: int) -> list[int]:
    """Make ``count`` hosts with address, model, location and contact; answers their ids.

    Titles are ``bulk-000001`` and so on, addresses count up from 10.0.0.1.
    """
    return _Bulk(context, count).fill()


class _Bulk:
    def __init__(self, context: Context, count: int) -> None:
        self.context = context
        self.world = context.world
        self.count = count
        self.now = self.world.now()
        database = self.world.database
        self.first = database.next_id("isys_obj", 2 + count * (1 + len(RULES)))
        self.room, self.net = self.first, self.first + 1
        self.hosts = range(self.first + 2, self.first + 2 + count)
        self.entry = {table: database.next_id(table, count) for table in TABLES}
        self.address = database.next_id("isys_cats_net_ip_addresses_list", count)
        self.connection = database.next_id("isys_connection", count)
        self.general = database.next_id("isys_catg_global_list", 2 + count * (1 + len(RULES)))
        self.manufacturer = context.add_choice("isys_model_manufacturer", "Bulk Inc.")
        self.model = context.add_choice("isys_model_title", "Server 1", self.manufacturer)

    def fill(self) -> list[int]:
        with self.world.database.filling():
            self.world.objects.insert_many(self._objects())
            self.world.entries.insert_many(self._entries())
            self.world.database.run_many("INSERT INTO links VALUES (?, ?, ?, ?)", self._links())
            self.world.relations.insert_many(self._relations())
        self.world.database.set_meta("sysid", str(2_000_000_000 + self.first + self.count * (1 + len(RULES))))
        return list(self.hosts)

    def _object(self, number: int, type_: int, title: str) -> Object:
        sysid = f"SYSID_{2_000_000_000 + number}"
        general = self.general + number - self.first
        who = (self.now, "admin")
        return Object(number, type_, title, sysid, NORMAL, 6, *who, *who, "", None, None, None, general, None)

    def title(self, position: int) -> str:
        return f"{PREFIX}{position + 1:06d}"

    def _objects(self) -> Iterator[Object]:
        yield self._object(self.room, ROOM, f"{PREFIX}room")
        yield self._object(self.net, NET, f"{PREFIX}net")
        for position, number in enumerate(self.hosts):
            yield self._object(number, SERVER, self.title(position))
        for relation, position in self._numbered_relations():
            yield self._object(relation.id, RELATION_TYPE_ID, f"{relation.type} {self.title(position)}")

    def _entries(self) -> Iterator[Entry]:
        for position, host in enumerate(self.hosts):
            address = position + 1
            yield Entry(IP_TABLE, self.entry[IP_TABLE] + position, host, NORMAL, {
                "net_type": 1, "primary": 1, "active": 1, "net": self.net, "ipv4_assignment": 2,
                "hostname": self.title(position),
                "address": f"10.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}",
                "address_id": self.address + position,
            })  # fmt: skip
            yield Entry(MODEL_TABLE, self.entry[MODEL_TABLE] + position, host, NORMAL, {
                "manufacturer": self.manufacturer, "title": self.model, "serial": f"SN{position + 1:08d}",
                "productid": "", "service_tag": "", "firmware": "", "description": "",
            })  # fmt: skip
            yield Entry(
                LOCATION_TABLE,
                self.entry[LOCATION_TABLE] + position,
                host,
                NORMAL,
                {"parent": self.room, "description": ""},
            )
            connection = {"connection": self.connection + position, "object": PERSON_ADMIN}
            contact = {"contact_object": connection, "role": 2, "primary": 1}
            yield Entry(CONTACT_TABLE, self.entry[CONTACT_TABLE] + position, host, NORMAL, contact)

    def _target(self, key: str) -> int:
        return {"net": self.net, "parent": self.room, "contact_object": PERSON_ADMIN}[key]

    def _links(self) -> Iterator[tuple[str, int, str, int]]:
        for table, key, _unused in RULES:
            for position in range(self.count):
                yield table, self.entry[table] + position, key, self._target(key)

    def _numbered_relations(self) -> Iterator[tuple[Relation, int]]:
        number = self.hosts.stop
        for table, key, rule in RULES:
            for position, host in enumerate(self.hosts):
                yield (
                    Relation(number, rule.type, self._target(key), host, table, self.entry[table] + position, key),
                    position,
                )
                number += 1

    def _relations(self) -> Iterator[Relation]:
        return (relation for relation, _unused in self._numbered_relations())
