# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A value that is stored already is never written again, whichever accepted spelling it comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.categories import plan_entries
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values import choices

from .cmdb import Cmdb
from .furniture import furnished

#: A spelling, or what looks an id up that the server gave.
Spelling = Any | Callable[[Cmdb], Any]
PERSON = {"title": "Jane Doe", "type": "C__OBJTYPE__PERSON"}
YES = [True, "yes", 1, "1", "true", "True", "on", "ja"]
NO = [False, "no", 0, "0", "false", "off", "nein", None]


@pytest.fixture(scope="module")
def world() -> Iterator[Cmdb]:
    with furnished() as server:
        yield server


def dialog_id(category: str, attribute: str, title: str, kind: type = int) -> Callable[[Cmdb], dict[str, Any]]:
    """``{id: …}`` of a dialog value."""

    def found(server: Cmdb) -> dict[str, Any]:
        with server.session() as session:
            (rows,) = session.read([session.generation.read_dialog(category, attribute)])
        return {"id": next(kind(choice.id) for choice in choices(rows) if choice.title == title)}

    return found


def object_key(title: str, key: str, kind: type = int) -> Callable[[Cmdb], dict[str, Any]]:
    """``{id: …}`` or ``{sysid: …}`` of an object."""

    def found(server: Cmdb) -> dict[str, Any]:
        with server.session() as session:
            (row,) = session.objects({"title": title})
        return {key: kind(row[key])}

    return found


def entry_id(title: str, category: str, key: str, value: str) -> Callable[[Cmdb], dict[str, Any]]:
    """``{id: …}`` of an entry of an object."""

    def found(server: Cmdb) -> dict[str, Any]:
        data = {key: value}
        return {"id": server.entries(object={"title": title}, category=category, data=data)["entries"][0]["id"]}

    return found


def spelled(spelling: Spelling, server: Cmdb) -> Any:
    if callable(spelling):
        return spelling(server)
    return [spelled(one, server) for one in spelling] if isinstance(spelling, list) else spelling


MODEL, CPU, ACCOUNTING = "C__CATG__MODEL", "C__CATG__CPU", "C__CATG__ACCOUNTING"
OPERATIONS = "C__CATG__CUSTOM_FIELDS_OPERATIONS"
GHZ = (CPU, "frequency_unit", "GHz")
TECHNOLOGY = (OPERATIONS, "f_popup_c_1700000000011")
#: Category, object, what else each entry says, attribute, the spellings of one value. The first is what is stored.
SPELLINGS: list[tuple[str, str, dict[str, Any], str, list[Spelling]]] = [
    (MODEL, "web01", {}, "serial", ["1.5", 1.5]),
    (MODEL, "web01", {}, "productid", ["5", 5]),
    (MODEL, "web01", {}, "description", ["<p>a &amp; b</p>", "a & b", "<p>a &amp; b</p>\r\n", "<b>a</b> & b"]),
    (MODEL, "web01", {}, "manufacturer", ["Dell", {"title": "Dell"}, dialog_id(MODEL, "manufacturer", "Dell")]),
    (MODEL, "web01", {}, "manufacturer", ["5", 5, {"title": "5"}, {"title": 5}, dialog_id(MODEL, "manufacturer", "5")]),
    (MODEL, "web02", {"manufacturer": "HP"}, "title", ["M1", {"title": "M1"}, dialog_id(MODEL, "title", "M1")]),
    (CPU, "web01", {"title": "A"}, "cores", [16, "16", 16.0, " 16 "]),
    (CPU, "web01", {"title": "A", "frequency_unit": "GHz"}, "frequency", [2.4, "2.4", "2,4", 2.40001, "2.40"]),
    (
        CPU,
        "web01",
        {"title": "A", "frequency": 2.4},
        "frequency_unit",
        ["GHz", "C__FREQUENCY_UNIT__GHZ", {"title": "GHz"}, dialog_id(*GHZ), dialog_id(*GHZ, str)],
    ),
    (ACCOUNTING, "web01", {}, "price", [1234.5, "1234.50", "1234,5", "1,234.50 €", "1.234,50 €", "€ 1234.50"]),
    (ACCOUNTING, "web01", {}, "acquirementdate", ["2024-02-28", "28.02.2024", "28.2.24", "2024-02-28 10:00"]),
    (ACCOUNTING, "web01", {"guarantee_period_unit": "Months"}, "guarantee_period", [36, "36"]),
    (ACCOUNTING, "web01", {}, "guarantee_period_base", [{"id": 1}, {"id": "1"}]),
    (
        ACCOUNTING,
        "web01",
        {},
        "contact",
        [["Acme", PERSON], [PERSON, "Acme"], ["Acme", "Jane Doe", "Acme"], [object_key("Acme", "id"), PERSON]],
    ),
    (
        "C__CATG__GLOBAL",
        "web01",
        {},
        "cmdb_status",
        ["planned", "C__CMDB_STATUS__PLANNED", dialog_id("C__CATG__GLOBAL", "cmdb_status", "planned")],
    ),
    (
        "C__CATG__GLOBAL",
        "web01",
        {},
        "purpose",
        ["Production", {"title": "Production"}, dialog_id("C__CATG__GLOBAL", "purpose", "Production")],
    ),
    (
        "C__CATG__GLOBAL",
        "web01",
        {},
        "tag",
        [["one", "two"], ["two", "one"], ["one", "two", "one"], [dialog_id("C__CATG__GLOBAL", "tag", "two"), "one"]],
    ),
    (
        "C__CATG__LOCATION",
        "web01",
        {},
        "parent",
        [
            "Rack",
            {"title": "Rack"},
            ["Rack"],
            {"title": "Rack", "type": "C__OBJTYPE__ENCLOSURE"},
            {"title": "Rack", "type": "Rack"},
            object_key("Rack", "id"),
            object_key("Rack", "id", str),
            object_key("Rack", "sysid", str),
            {"match": {"category": "C__CATG__FORMFACTOR", "attribute": "rackunits", "value": "42"}},
        ],
    ),
    (
        "C__CATG__LOCATION",
        "web01",
        {"parent": "Rack"},
        "insertion",
        ["Rear", "rear", "C__INSERTION__REAR", {"id": 0}, {"id": "0"}],
    ),
    ("C__CATG__LOCATION", "web01", {"option": "Horizontal", "parent": "Rack"}, "pos", [12, "12"]),
    ("C__CATG__ACCESS", "web01", {"title": "A"}, "primary", YES),
    ("C__CATG__ACCESS", "web01", {"title": "B"}, "primary", NO),
    ("C__CATG__VIRTUAL_MACHINE", "guest01", {}, "virtual_machine", YES),
    ("C__CATG__DRIVE", "web01", {"mount_point": "/x", "unit": "TB"}, "capacity", [1.5, "1,5"]),
    (
        "C__CATG__DRIVE",
        "web01",
        {"mount_point": "/x"},
        "raid",
        ["md0", {"title": "md0"}, entry_id("web01", "C__CATG__RAID", "title", "md0")],
    ),
    (
        "C__CATG__APPLICATION",
        "web01",
        {"application": "nginx"},
        "assigned_version",
        ["1.0", 1.0, {"title": "1.0"}, entry_id("nginx", "C__CATG__VERSION", "title", "1.0")],
    ),
    ("C__CATG__NETWORK_PORT", "web01", {"title": "A"}, "mac", ["00:50:56:9A:2E:37", "00:50:56:9a:2e:37"]),
    (
        "C__CATG__NETWORK_PORT",
        "web01",
        {"title": "A"},
        "addresses",
        [["10.0.0.4"], "10.0.0.4", [{"ipv4_address": "10.0.0.4"}], [{"title": "10.0.0.4"}]],
    ),
    (
        "C__CATG__NETWORK_PORT",
        "web01",
        {"title": "A"},
        "assigned_connector",
        [{"object": "web02", "title": "port2"}, {"object": {"title": "web02"}, "mtu": None, "title": "port2"}],
    ),
    (
        "C__CATG__IP",
        "web01",
        {"net_type": "C__CATS_NET_TYPE__IPV6", "net": "Net v6"},
        "ipv6_address",
        ["2001:db8::5", "2001:DB8::5", "2001:db8:0:0:0:0:0:5", "2001:0db8::0005"],
    ),
    (
        "C__CATG__IP",
        "web01",
        {"ipv4_address": "10.0.0.9", "net": "Net"},
        "dns_server",
        [
            [{"object": "web02", "title": "10.0.0.53"}],
            {"object": {"title": "web02"}, "ipv4_address": "10.0.0.53"},
            [entry_id("web02", "C__CATG__IP", "ipv4_address", "10.0.0.53")],
        ],
    ),
    (OPERATIONS, "web01", {}, "Out of hours", YES),
    (OPERATIONS, "web02", {}, "Out of hours", NO),
    (OPERATIONS, "web01", {}, "Go live", ["2024-05-01", "01.05.2024", "1.5.2024"]),
    (OPERATIONS, "web01", {}, "Backup window", ["02:30", "2:30", "02:30:00"]),
    (OPERATIONS, "web01", {}, "Rack power", [350, "350", 350.0, "350,0"]),
    (OPERATIONS, "web01", {}, "Service tier", ["Gold", dialog_id(OPERATIONS, "f_popup_c_1700000000010", "Gold")]),
    (
        OPERATIONS,
        "web01",
        {},
        "Technology",
        [["Java", ".NET"], [".NET", "Java"], [dialog_id(*TECHNOLOGY, "Java"), ".NET"]],
    ),
    (OPERATIONS, "web01", {}, "Owner", [PERSON, "Jane Doe", object_key("Jane Doe", "id")]),
    (OPERATIONS, "web01", {}, "Depends on", [["web02", "nginx"], ["nginx", object_key("web02", "id")]]),
    (OPERATIONS, "web01", {}, "Emergency password", ["12345", 12345]),
    (OPERATIONS, "web01", {}, "Documentation", ["https://example.com/"]),
]


@pytest.mark.parametrize(
    ("category", "title", "beside", "attribute", "spellings"),
    SPELLINGS,
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_no_spelling_of_what_is_stored_is_a_change(
    world: Cmdb, category: str, title: str, beside: dict[str, Any], attribute: str, spellings: list[Spelling]
) -> None:
    task = {"object": {"title": title}, "category": category, "create_dialog_values": True}
    world.entries(**task, data={**beside, attribute: spellings[0]})
    for spelling in spellings:
        value = spelled(spelling, world)
        again = world.entries(**task, data={**beside, attribute: value})
        assert again["steps"] == [], value
        assert not again["changed"], value
        assert world.writes == 0


@pytest.mark.parametrize(
    ("category", "title", "beside", "attribute", "spellings"),
    [case for case in SPELLINGS if case[3] not in ("ipv6_address", "cmdb_status", "virtual_machine")],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_null_clears_and_so_does_the_empty_value(
    world: Cmdb, category: str, title: str, beside: dict[str, Any], attribute: str, spellings: list[Spelling]
) -> None:
    task = {"object": {"title": title}, "category": category, "create_dialog_values": True}
    world.entries(**task, data={**beside, attribute: spelled(spellings[0], world)})
    world.entries(**task, data={**beside, attribute: None})
    for nothing in (None, [] if isinstance(spellings[0], list) else ""):
        again = world.entries(**task, data={**beside, attribute: nothing})
        assert again["steps"] == [], nothing
        assert world.writes == 0


def test_a_constant_is_never_the_title_of_a_new_value(world: Cmdb) -> None:
    task = {"object": {"title": "web01"}, "category": "C__CATG__GLOBAL", "create_dialog_values": True}
    for constant in ("C__PURPOSE__NONE", "LC__CMDB__CATG__PURPOSE_NONE"):
        for check in (True, False):
            with pytest.raises(InputError, match=f"no value with the constant {constant}"):
                world.entries(check=check, **task, data={"purpose": constant})


def test_dialog_values_in_the_language_of_the_request(world: Cmdb) -> None:
    task = {"object": {"title": "web02"}, "category": "C__CATG__GLOBAL"}
    world.entries(**task, data={"cmdb_status": "planned"})
    options = {"url": world.url, "api_key": "c1ia5q", "username": "admin", "password": "admin", "language": "de"}
    for title, changed in (("geplant", False), ("in Betrieb", True)):
        with connect(options, check_mode=True) as session:
            assert plan_entries(session, {**task, "data": {"cmdb_status": title}}).changed is changed
