# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of categories, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    InputError,
    NotFoundError,
    NotStoredError,
)

from .cmdb import SERVER, Cmdb, cmdb

OBJECTS = [
    SERVER,
    *({"title": title, "type": "C__OBJTYPE__SERVER"} for title in ("web02", "web03")),
    {"title": "Room", "type": "C__OBJTYPE__ROOM"},
    {"title": "Rack", "type": "C__OBJTYPE__ENCLOSURE"},
    {"title": "Net", "type": "C__OBJTYPE__LAYER3_NET"},
    {"title": "Jane Doe", "type": "C__OBJTYPE__PERSON"},
    {"title": "nginx", "type": "C__OBJTYPE__APPLICATION"},
    {"title": "Debian", "type": "C__OBJTYPE__OPERATING_SYSTEM"},
    {"title": "esx1", "type": "C__OBJTYPE__VIRTUAL_HOST"},
]
CPU = {"category": "C__CATG__CPU", "object": SERVER}
NETWORK = {"type": "C__CATS_NET_TYPE__IPV4", "address": "10.0.0.0", "netmask": "255.255.255.0"}

#: Category, object, and the attributes to set, change (or clear), in one go each.
CASES = [
    (
        "C__CATG__MODEL",
        "web01",
        {"manufacturer": "Dell", "title": "R750", "serial": "AB", "productid": 7, "description": "<p>x</p>"},
        {"serial": None, "firmware": 1.5, "title": "R760"},
    ),
    (
        "C__CATG__CPU",
        "web01",
        {"title": "Xeon", "manufacturer": "Intel", "frequency": 2.4, "frequency_unit": "GHz", "cores": "16"},
        {"title": "Xeon", "frequency": "3,1", "cores": None, "manufacturer": "AMD"},
    ),
    ("C__CATG__FORMFACTOR", "Rack", {"formfactor": '19"', "rackunits": 42}, {"rackunits": 47}),
    ("C__CATG__LOCATION", "Rack", {"parent": {"title": "Room", "type": "C__OBJTYPE__ROOM"}}, {"parent": None}),
    (
        "C__CATG__ACCOUNTING",
        "web01",
        {"price": 1234.5, "acquirementdate": "28.02.2024", "inventory_no": "I1", "guarantee_period": 12},
        {"price": 99, "acquirementdate": None, "guarantee_period": "24"},
    ),
    (
        "C__CATG__CONTACT",
        "web01",
        {"contact": "Jane Doe", "role": "Administrator", "primary": True},
        {"contact": "Jane Doe", "role": "Administrator", "description": "On call"},
    ),
    (
        "C__CATG__APPLICATION",
        "web01",
        {"application": {"title": "nginx"}},
        {"application": "nginx", "description": "x"},
    ),
    ("C__CATG__OPERATING_SYSTEM", "web01", {"application": "Debian"}, {"description": "x"}),
    (
        "C__CATG__DRIVE",
        "web01",
        {"mount_point": "/", "title": "root", "capacity": 100, "unit": "GB", "filesystem": "ext4"},
        {"mount_point": "/", "capacity": 0.5, "unit": "TB"},
    ),
    ("C__CATG__ACCESS", "web01", {"title": "Web", "type": "HTTPS", "url": "https://x"}, {"title": "Web", "url": None}),
    ("C__CATG__VIRTUAL_MACHINE", "web01", {"virtual_machine": True, "hosts": "esx1"}, {"system": "KVM"}),
    ("C__CATG__PASSWD", "web01", {"title": "root", "password": "s3cret"}, {"title": "root", "password": "0ther"}),
    ("C__CATS__NET", "Net", NETWORK, {"description": "x"}),
    (
        "C__CATS__PERSON_MASTER",
        "Jane Doe",
        {"salutation": "f", "mail": "jane@example.com"},
        {"mail": None, "function": "Admin"},
    ),
]


@pytest.fixture(scope="module", params=["modern", "modern-doc", "legacy"])
def world(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    """A server that the tests of this file share; each works on entries of its own."""
    with cmdb(request.param) as server:
        server.objects(objects=OBJECTS)
        server.entries(object={"title": "Net"}, category="C__CATS__NET", data={**NETWORK, "cidr_suffix": 24})
        server.entries(object={"title": "Net"}, category="C__CATS__NET", state="absent")
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern") as server:
        server.objects(objects=OBJECTS)
        yield server


def cpus(*titles: str) -> list[dict[str, Any]]:
    return [{"title": title} for title in titles]


@pytest.mark.parametrize(("category", "title", "first", "second"), CASES, ids=[case[0] for case in CASES])
def test_create_change_and_clear_four_ways(
    world: Cmdb, category: str, title: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    task = {"object": {"title": title}, "category": category, "create_dialog_values": True}
    made = world.four_ways(world.entries, **task, data=first)
    changed = world.four_ways(world.entries, **task, data=second)
    assert changed["before"][0]["id"] == made["after"][0]["id"]
    (entry,) = changed["entries"]
    for key, value in second.items():
        assert (entry.get(key) is None) == (value is None), key
    for key in first.keys() - second.keys():
        assert entry[key] == made["entries"][0][key], f"{key} was not named"


def test_addresses_and_ports(modern: Cmdb) -> None:
    modern.entries(object={"title": "Net"}, category="C__CATS__NET", data=NETWORK)
    port = {"title": "eth0", "mac": "00:50:56:9A:2E:37", "speed": 1, "speed_type": "Gbit/s", "active": True}
    modern.four_ways(modern.entries, object=SERVER, category="C__CATG__NETWORK_PORT", data=port)
    addresses = [
        {"ipv4_address": "10.0.0.5", "net": "Net", "primary": True, "hostname": "web01", "assigned_port": "eth0"},
        {"ipv4_address": "10.0.0.6", "net": {"title": "Net"}, "primary": False},
    ]
    modern.four_ways(modern.entries, object=SERVER, category="C__CATG__IP", entries=addresses)
    assert not modern.entries(object=SERVER, category="C__CATG__IP", entries=addresses[::-1])["changed"]
    renamed = {"ipv4_address": "10.0.0.5", "hostname": "web02"}
    changed = modern.four_ways(modern.entries, object=SERVER, category="C__CATG__IP", data=renamed)
    assert changed["entries"][0]["net"]["title"] == "Net"
    assert changed["entries"][0]["assigned_port"] == "eth0"
    modern.four_ways(
        modern.entries,
        object=SERVER,
        category="C__CATG__NETWORK_PORT",
        data={"title": "eth0", "addresses": ["10.0.0.6"]},
    )
    other_case = {**port, "mac": port["mac"].lower(), "active": "yes", "speed": "1,0"}
    assert not modern.entries(object=SERVER, category="C__CATG__NETWORK_PORT", data=other_case)["changed"]


def test_four_entries_on_an_object_by_title_take_four_requests(world: Cmdb) -> None:
    entries = [{"title": f"Four {number}", "manufacturer": "Intel", "frequency_unit": "GHz"} for number in range(4)]
    world.entries(**CPU, entries=entries)
    assert not world.entries(**CPU, entries=entries)["changed"]
    assert world.requests == 4
    assert world.writes == 0


def test_references_to_four_other_objects_take_four_requests_too(modern: Cmdb) -> None:
    switches = [f"switch{number}" for number in range(4)]
    nets = [{"title": title, "type": "C__OBJTYPE__LAYER2_NET"} for title in ("VLAN 1", "VLAN 2")]
    modern.objects(objects=[*({"title": title, "type": "C__OBJTYPE__SWITCH"} for title in switches), *nets])
    port = {"category": "C__CATG__NETWORK_PORT", "data": {"title": "uplink"}}
    modern.entries(**port, objects=[{"object": {"title": title}} for title in switches])
    entries = [
        {
            "title": f"eth{number}",
            "port_type": "Ethernet",
            "plug_type": "RJ-45",
            "duplex": "Full",
            "speed": 10,
            "speed_type": "Gbit/s",
            "layer2_assignment": ["VLAN 1", "VLAN 2"],
            "assigned_connector": {"object": {"title": title, "type": "C__OBJTYPE__SWITCH"}, "title": "uplink"},
        }
        for number, title in enumerate(switches)
    ]
    for named in (SERVER, {"title": "web01"}):
        task = {"object": named, "category": "C__CATG__NETWORK_PORT", "entries": entries}
        modern.entries(**task)
        assert not modern.entries(**task)["changed"]
        assert modern.writes == 0
        assert modern.requests == 4


def test_what_an_old_server_loses_is_sent_along() -> None:
    with cmdb("legacy") as server:
        server.objects(objects=OBJECTS)
        net = {"object": {"title": "Net"}, "category": "C__CATS__NET"}
        server.entries(**net, data={**NETWORK, "range_from": "10.0.0.1", "range_to": "10.0.0.9"})
        (kept,) = server.four_ways(server.entries, **net, data={"description": "x"})["entries"]
        assert (kept["range_from"], kept["range_to"]) == ("10.0.0.1", "10.0.0.9")
        address = {"object": SERVER, "category": "C__CATG__IP"}
        server.entries(**address, data={"ipv4_address": "10.0.0.5", "net": "Net"})
        (kept,) = server.four_ways(server.entries, **address, data={"ipv4_address": "10.0.0.5", "hostname": "x"})[
            "entries"
        ]
        assert kept.keys().isdisjoint({"dns_server", "dns_domain"}), "an address is not its own DNS server"


def test_an_old_server_that_takes_a_text_for_a_constant_is_found_out() -> None:
    # 1.7.3 stores the value of the constant of PHP (idoit-observed.md §6).
    with cmdb("legacy") as server:
        server.objects(**SERVER)
        model = {"object": SERVER, "category": "C__CATG__MODEL"}
        for text, stored in (("C__OBJTYPE__SERVER", "5"), ("PHP_OS", "Linux")):
            with pytest.raises(NotStoredError, match=f"serial: asked {text}, stored {stored}"):
                server.entries(**model, data={"serial": text})


def test_dialog_values_are_created_only_when_allowed_and_only_once(modern: Cmdb) -> None:
    entries = [{"title": title, "type": "Epyc"} for title in "AB"]
    with pytest.raises(InputError, match=r"no dialog value 'Epyc'.*create_dialog_values"):
        modern.entries(**CPU, entries=entries)
    made = modern.four_ways(modern.entries, **CPU, entries=entries, create_dialog_values=True)
    assert made["steps"].count("create dialog value 'Epyc' of C__CATG__CPU.type") == 1


def test_a_model_belongs_to_its_manufacturer(modern: Cmdb) -> None:
    model = {"category": "C__CATG__MODEL", "create_dialog_values": True}
    objects = [
        {"object": {"title": title}, "data": {"manufacturer": maker, "title": "M1"}}
        for title, maker in (("web01", "Dell"), ("web02", "HP"), ("web03", "Dell"))
    ]
    made = modern.four_ways(modern.entries, **model, objects=objects)
    assert sum("'M1'" in step for step in made["steps"]) == 2
    assert not modern.entries(object=SERVER, category="C__CATG__MODEL", data={"title": "M1"})["changed"]
    with pytest.raises(InputError, match=r"C__CATG__MODEL.title.*Valid are: M1"):
        modern.entries(object=SERVER, category="C__CATG__MODEL", data={"title": "M2"})


def test_a_number_and_its_unit_stay_together(modern: Cmdb) -> None:
    drive = {"object": SERVER, "category": "C__CATG__DRIVE"}
    modern.entries(**drive, data={"mount_point": "/", "capacity": 100, "unit": "GB"})
    modern.entries(**drive, data={"mount_point": "/", "unit": "MB"})
    assert modern.entries(**drive, data={"mount_point": "/"})["entries"][0]["capacity"] == 100


def test_check_mode_looks_ahead(modern: Cmdb) -> None:
    new = {"title": "new", "type": "C__OBJTYPE__ROOM"}
    foreseen = modern.entries(check=True, object=new, category="C__CATG__LOCATION", data={"parent": "Room"})
    assert foreseen["changed"]
    assert foreseen["unresolved"] == ["C__OBJTYPE__ROOM object 'new'"]
    reference = {"object": SERVER, "category": "C__CATG__LOCATION", "data": {"parent": new}}
    assert modern.entries(check=True, **reference)["unresolved"] == ["C__OBJTYPE__ROOM object 'new'"]
    for check, extra in ((True, {"check_missing": "fail"}), (False, {})):
        with pytest.raises(NotFoundError, match="There is no C__OBJTYPE__ROOM object 'new'"):
            modern.entries(check=check, **reference, **extra)
    for missing in ({"id": 999}, {"sysid": "SYSID_0"}):
        with pytest.raises(NotFoundError):
            modern.entries(check=True, object=SERVER, category="C__CATG__LOCATION", data={"parent": missing})
    port = {"object": SERVER, "category": "C__CATG__IP", "data": {"ipv4_address": "10.0.0.9", "assigned_port": "eth9"}}
    assert modern.entries(check=True, **port)["unresolved"] == ["entry 'eth9' for C__CATG__IP.assigned_port"]


def test_check_mode_looks_ahead_for_values_of_a_dialog_plus(world: Cmdb) -> None:
    model = {
        "object": {"title": "web03"},
        "category": "C__CATG__MODEL",
        "data": {"manufacturer": "Acme", "title": "M9"},
    }
    foreseen = world.entries(check=True, **model)
    assert foreseen["changed"]
    assert foreseen["unresolved"] == [
        "dialog value 'Acme' of C__CATG__MODEL.manufacturer",
        "dialog value 'M9' of C__CATG__MODEL.title",
    ]
    assert foreseen["after"] == [{"id": None, "manufacturer": "Acme", "title": "M9"}]
    assert "unresolved" not in world.entries(check=True, **model, create_dialog_values=True)
    for check, extra in ((True, {"check_missing": "fail"}), (False, {})):
        with pytest.raises(InputError, match=r"no dialog value 'Acme'.*create_dialog_values"):
            world.entries(check=check, **model, **extra)
    for value in ({"manufacturer": "C__MANUFACTURER__ACME"}, {"manufacturer": {"id": 4711}}):
        with pytest.raises(InputError, match="no dialog value"):
            world.entries(check=True, **{**model, "data": value})
    with pytest.raises(InputError, match="no dialog value 'PHz'"):
        world.entries(check=True, **CPU, data={"title": "x", "frequency_unit": "PHz"})
    world.dialogs(category="C__CATG__MODEL", attribute="manufacturer", value="Acme")
    world.dialogs(category="C__CATG__MODEL", attribute="title", parent="Acme", value="M9")
    world.four_ways(world.entries, **model)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"category": "C__CATG__MODL", "data": {}}, "no category 'C__CATG__MODL'. Close matches: C__CATG__MODEL"),
        ({"category": "Modell", "data": {}}, "no category 'Modell'. Close matches: Model"),
        ({"category": "C__CATG__MODEL", "data": {"seriall": 1}}, "no attribute of C__CATG__MODEL 'seriall'.*serial"),
        (
            {"category": "C__CATG__CPU", "data": {"title": "x", "cores": "many"}},
            "'many' is not a whole number .*CPU.cores",
        ),
        (
            {"category": "C__CATG__CPU", "data": {"title": "x", "frequency_unit": 3}},
            r"'3'.*If 3 is an id, write \{id: 3\}",
        ),
        ({"category": "C__CATG__CPU", "data": {"cores": 3}}, "Nothing tells which entry.*Name title, or say match_by"),
        (
            {"category": "C__CATG__CPU", "data": {"title": "x"}, "match_by": ["cores"]},
            "does not name cores of match_by",
        ),
        ({"category": "C__CATG__CPU", "entries": cpus("x", "x")}, "Two of the entries are the same: title x"),
        ({"category": "C__CATG__MEMORY", "data": {"quantity": 3}}, "cannot be written.*MEMORY.quantity"),
        ({"category": "C__CATG__GLOBAL", "data": {"created": "2020-01-01"}}, "cannot be written.*GLOBAL.created"),
        ({"category": "C__CATG__MODEL", "data": {}, "state": "archived"}, "its states are present and absent"),
        ({"category": "C__CATG__GLOBAL", "state": "absent"}, "C__CATG__GLOBAL cannot be removed"),
        (
            {"category": "C__CATG__MODEL", "entries": [{"serial": "a"}, {"serial": "b"}]},
            "one entry per object, 2 were given",
        ),
        (
            {"category": "C__CATG__LOCATION", "data": {"parent": "23"}},
            r"no object '23'.*If 23 is an id, write \{id: 23\}",
        ),
        ({"category": "C__CATG__IP", "data": {"ipv4_address": "10.0.0.300"}}, "'10.0.0.300' is not an IP address"),
    ],
)
def test_bad_input_is_named(world: Cmdb, params: dict[str, Any], message: str) -> None:
    with pytest.raises(ApiError, match=message):
        world.entries(object=SERVER, **params)
    assert world.writes == 0


def test_categories_and_attributes_go_by_their_titles_too(world: Cmdb) -> None:
    changed = world.four_ways(world.entries, object={"title": "web03"}, category="Model", data={"Serial number": "S1"})
    assert changed["entries"][0]["serial"] == "S1"


def test_secrets_are_in_no_result(world: Cmdb) -> None:
    data = {"title": "db", "password": "v3ry-s3cret"}
    result = world.four_ways(world.entries, object=SERVER, category="C__CATG__PASSWD", data=data)
    assert "v3ry-s3cret" not in str(result)


def test_many_objects_in_one_task(modern: Cmdb) -> None:
    objects = [
        {"object": {"title": title, "type": "C__OBJTYPE__SERVER"}} for title in ("web01", "web02", "nope", "web03")
    ]
    result = modern.entries(category="C__CATG__CPU", data={"title": "Xeon"}, objects=objects)
    assert [each["changed"] for each in result["results"]] == [True, True, False, True]
    assert "no C__OBJTYPE__SERVER object 'nope'" in result["results"][2]["msg"]
    repeated = modern.entries(
        category="C__CATG__CPU", data={"title": "Xeon"}, objects=[objects[0], objects[1], objects[3]]
    )
    assert not repeated["changed"]
    assert modern.requests == 4


def test_of_many_objects_one_that_cannot_be_planned_fails_alone(modern: Cmdb) -> None:
    bad = [{"ipv4_address": "10.0.0.300"}, {"hostname": "x", "nett": "y"}, {"hostname": "x", "net": "No net"}]
    objects = [{"object": {"title": "web02"}, "data": data} for data in bad]
    good = {"object": SERVER, "data": {"hostname": "web01", "ipv4_address": "10.0.0.8"}}
    unknown = {"object": {"title": "web03", "type": "C__OBJTYPE__NONE"}, "data": {"hostname": "x"}}
    results = modern.entries(category="C__CATG__IP", objects=[*objects, unknown, good])["results"]
    assert [each["changed"] for each in results] == [False] * 4 + [True]
    said = ("not an IP address", "'nett'", "'No net'", "C__OBJTYPE__NONE")
    assert [words for words, result in zip(said, results[:4], strict=True) if words not in result["msg"]] == []


def test_two_items_never_pull_at_the_same_entry(modern: Cmdb) -> None:
    def told(category: str, *data: dict[str, Any]) -> list[str]:
        objects = [{"object": SERVER, "data": one} for one in data]
        return [result.get("msg", "") for result in modern.entries(category=category, objects=objects)["results"]]

    assert told("C__CATG__MODEL", {"serial": "1"}, {"firmware": "2"}, {"serial": "1"}) == ["", "", ""]
    (first, second) = told("C__CATG__MODEL", {"serial": "3"}, {"serial": "4"})
    assert first == ""
    assert "want C__CATG__MODEL.serial of the same entry to differ" in second
    assert told("C__CATG__CPU", *cpus("A", "B")) == ["", ""]
    (first, second) = told("C__CATG__CPU", *cpus("C", "C"))
    assert first == ""
    assert "Two of the entries are the same: title C" in second
    (first, second) = told("C__CATG__CPU", {"title": "A", "cores": 2}, {"title": "A", "cores": 4})
    assert first == ""
    assert "want C__CATG__CPU.cores of the same entry to differ" in second


def test_a_dialog_value_is_created_although_the_first_that_wants_it_fails(modern: Cmdb) -> None:
    data = {"title": "A", "manufacturer": "NewCo"}
    objects = [
        {"object": {"title": "web02"}, "data": {**data, "frequency_unit": "PHz"}},
        {"object": SERVER, "data": data},
    ]
    result = modern.entries(category="C__CATG__CPU", objects=objects, create_dialog_values=True)
    assert [each["changed"] for each in result["results"]] == [False, True]
    assert result["results"][1]["entries"][0]["manufacturer"] == "NewCo"
