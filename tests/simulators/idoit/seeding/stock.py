# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fresh installation: stock objects, values of dialogs, accounts."""

from __future__ import annotations

from typing import Any

from ..categories.location import LOCATION_TABLE
from ..categories.person import FRESH, PERSON_TABLE, split_name
from ..context import Context
from ..protocol.sessions import Account, User
from ..schema.catalogue import load
from ..store.dialogs import Choice
from ..store.entries import Entry
from ..store.objects import NORMAL, Object

API_KEY = "c1ia5q"
ACCOUNTS = {"guest": 4, "reader": 5, "editor": 6, "author": 7, "archivar": 8, "admin": 9}
"""User name, which is the password as well, -> person."""

SYSTEM = User(22, "systemapi", None)
CONSTANTS = {
    1: "ROOT_LOCATION",
    **{number: f"PERSON_{name.upper()}" for name, number in ACCOUNTS.items()},
    10: "PERSON_GROUP_READER",
    11: "PERSON_GROUP_EDITOR",
    12: "PERSON_GROUP_AUTHOR",
    13: "PERSON_GROUP_ARCHIVAR",
    14: "PERSON_GROUP_ADMIN",
    20: "NET_GLOBAL_IPV4",
    21: "NET_GLOBAL_IPV6",
    22: "PERSON_API_SYSTEM",
}
LAST_OBJECT = 22
COUNTERS = {
    "isys_obj": LAST_OBJECT,
    "isys_catg_global_list": 23,
    "isys_connection": 7,
    "isys_cats_net_list": 2,
    "isys_logbook": 7,
    LOCATION_TABLE: 1,
}
"""The ids a fresh server has given already; the next ones are recorded (contracts/idoit)."""

ROOT = 1


def stock_account() -> Account:
    """The API key and the users of a fresh server."""
    users = {name: User(number, name, name) for name, number in ACCOUNTS.items()}
    return Account(API_KEY, users, SYSTEM)


def fill_stock(context: Context) -> None:
    """Put everything into an empty database."""
    _dialogs(context)
    _objects(context)
    for name, value in COUNTERS.items():
        context.world.database.raise_id(name, value)


def _dialogs(context: Context) -> None:
    langs: dict[str, str] = load("language_constants.json")
    dialogs = context.world.dialogs
    for table, rows in {**load("dialogs.json"), **load("unlisted_dialogs.json")}.items():
        for number, const, title in rows:
            lang = langs.get(const) or langs.get(f"{table}.{number}") or title
            dialogs.put(table, Choice(number, const, title, lang))
    for table, rows in load("fixed_choices.json").items():
        for number, const, title, lang in rows:
            dialogs.put(table, Choice(number, const, title, lang))


def _objects(context: Context) -> None:
    world = context.world
    now = world.now()
    for row in load("objects.json").values():
        number = int(row["objID"])
        const = f"C__OBJ__{CONSTANTS[number]}"
        category = int(row["category"]["id"]) if row["category"] else None
        world.objects.insert(
            Object(number, int(row["type"]["id"]), row["title"], row["sysid"], NORMAL, int(row["cmdb_status"]["id"]),
                   now, "system", now, "system", row["description"], None, category, None, int(row["id"]), const)
        )  # fmt: skip
        _specific(context, number, row)


def _specific(context: Context, number: int, row: dict[str, Any]) -> None:
    """The entries the stock objects have in specific categories."""
    world = context.world
    if row["type"]["const"] == "C__OBJTYPE__PERSON":
        first, last = split_name(row["title"])
        logins = {number: name for name, number in {**ACCOUNTS, SYSTEM.username: SYSTEM.id}.items()}
        data = {"title": logins[number], "first_name": first, "last_name": last, **FRESH}
        world.entries.insert(Entry(PERSON_TABLE, world.database.next_id(PERSON_TABLE), number, NORMAL, data))
    if row["type"]["const"] == "C__OBJTYPE__LAYER3_NET":
        version = 1 if row["title"].endswith("v4") else 1000
        address, mask, suffix = ("0.0.0.0", "0.0.0.0", 0) if version == 1 else ("::", "::", 0)  # noqa: S104
        data = {"type": version, "address": address, "netmask": mask, "cidr_suffix": suffix}
        world.entries.insert(
            Entry("isys_cats_net_list", world.database.next_id("isys_cats_net_list"), number, NORMAL, data)
        )
    if number == ROOT:
        world.entries.insert(Entry(LOCATION_TABLE, 1, number, NORMAL, {}))
