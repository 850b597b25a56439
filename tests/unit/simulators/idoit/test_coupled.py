# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data that other data follow (idoit-api.md §15.11)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api


def made(api: Api, type_: str, title: str) -> int:
    return int(api.call("cmdb.object.create", type=f"C__OBJTYPE__{type_}", title=title)["id"])


def relations(api: Api, number: int) -> list[tuple[str, str, str]]:
    """Type, first and second object of the relations of an object."""
    found = api.entries(number, "C__CATG__RELATION")
    return [(e["relation_type"]["const"], e["object1"]["id"], e["object2"]["id"]) for e in found]


def test_the_title_is_the_title_of_the_object(modern: Api) -> None:
    number = modern.server("one")
    modern.save(number, "C__CATG__GLOBAL", {"title": "two", "cmdb_status": "planned"})
    item = modern.call("cmdb.object.read", id=number)
    assert (item["title"], item["cmdb_status"]) == ("two", 1)


def test_the_names_of_a_person_and_the_title_follow_each_other(modern: Api) -> None:
    number = made(modern, "PERSON", "Jane Doe")
    (person,) = modern.entries(number, "C__CATS__PERSON_MASTER")
    assert (person["first_name"], person["last_name"]) == ("Jane", "Doe")
    modern.save(number, "C__CATS__PERSON_MASTER", {"last_name": "Roe", "mail": "jane@example.org"})
    assert modern.call("cmdb.object.read", id=number)["title"] == "Jane Roe"
    modern.call("cmdb.object.update", id=number, title="John Roe")
    assert modern.entries(number, "C__CATS__PERSON")[0]["first_name"] == "John"
    assert [p["id"] for p in modern.call("cmdb.objects.read", filter={"email": "JANE@example.org"})] == [number]


def test_an_address_is_seen_from_its_net(modern: Api) -> None:
    net, number = made(modern, "LAYER3_NET", "office"), modern.server()
    modern.save(net, "C__CATS__NET", {"type": 1, "address": "10.0.0.0", "cidr_suffix": 24})
    modern.save(number, "C__CATG__IP", {"net": net, "ipv4_address": "10.0.0.5", "hostname": "web01"})
    (seen,) = modern.entries(net, "C__CATS__NET_IP_ADDRESSES")
    assert (seen["title"], seen["objID"], seen["object"]["id"]) == ("10.0.0.5", str(net), str(number))
    (network,) = modern.entries(net, "C__CATS__NET")
    assert (network["netmask"], network["range_from"], network["range_to"]) == (
        "255.255.255.0",
        "10.0.0.1",
        "10.0.0.254",
    )
    assert ("C__RELATION_TYPE__IP_ADDRESS", str(net), str(number)) in relations(modern, number)


def test_an_address_is_used_once_in_a_net(modern: Api) -> None:
    net, number = made(modern, "LAYER3_NET", "office"), modern.server()
    modern.save(number, "C__CATG__IP", {"net": net, "ipv4_address": "10.0.0.5"})
    modern.save(number, "C__CATG__IP", {"ipv4_address": "10.0.0.5", "hostname": "same"}, entry=1)
    data = {"net": net, "ipv4_address": "10.0.0.5"}
    error = modern.error("cmdb.category.save", object=modern.server("b"), category="C__CATG__IP", data=data)
    assert error["data"] == {"ipv4_address": f'The selected IP-address is already being used in "web01" (#{number}).'}


def test_an_address_without_a_net_is_in_the_global_one(modern: Api) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__IP", {"ipv4_address": "10.0.0.5"})
    modern.save(number, "C__CATG__IP", {"net_type": 1000, "ipv6_address": "FD00::5"})
    four, six = modern.entries(number, "C__CATG__IP")
    assert (four["net"]["title"], six["net"]["title"]) == ("Global v4", "Global v6")
    assert six["ipv6_address"]["ref_title"] == "fd00::5"
    assert "ipv6_address" not in four
    assert "ipv4_address" not in six


def test_there_is_one_primary_address(modern: Api) -> None:
    number = modern.server()
    for last in (1, 2):
        modern.save(number, "C__CATG__IP", {"ipv4_address": f"10.0.0.{last}", "primary": 1, "hostname": f"h{last}"})
    first, second = modern.entries(number, "C__CATG__IP")
    assert (first["primary"]["value"], second["primary"]["value"]) == (0, 1)
    assert (first["primary_hostname"], second["primary_hostname"]) == ([], "h2")


def test_changing_the_host_name_keeps_the_address(modern: Api) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__IP", {"ipv4_address": "10.0.0.5", "dns_domain": ["lan"], "primary": 1})
    modern.save(number, "C__CATG__IP", {"hostname": "x"}, entry=1)
    (found,) = modern.entries(number, "C__CATG__IP")
    assert (found["ipv4_address"]["ref_title"], found["dns_domain"][0]["title"]) == ("10.0.0.5", "lan")


def test_guests_and_hosts_see_each_other(modern: Api) -> None:
    host, guest = made(modern, "VIRTUAL_HOST", "esx"), made(modern, "VIRTUAL_SERVER", "vm")
    modern.save(guest, "C__CATG__VIRTUAL_MACHINE", {"virtual_machine": 1, "hosts": host})
    (seen,) = modern.entries(host, "C__CATG__GUEST_SYSTEMS")
    assert (seen["connected_object"]["id"], seen["runs_on"]["id"]) == (str(guest), str(host))
    other = made(modern, "VIRTUAL_SERVER", "vm2")
    modern.save(host, "C__CATG__GUEST_SYSTEMS", {"connected_object": [other]})
    (machine,) = modern.entries(other, "C__CATG__VIRTUAL_MACHINE")
    assert (machine["virtual_machine"]["title"], machine["hosts"]["id"]) == ("Yes", str(host))
    modern.call("cmdb.category.purge", object=host, category="C__CATG__GUEST_SYSTEMS", entry=int(seen["id"]))
    assert modern.entries(guest, "C__CATG__VIRTUAL_MACHINE")[0]["hosts"] == []


def test_an_operating_system_is_software(modern: Api) -> None:
    number, system = modern.server(), made(modern, "OPERATING_SYSTEM", "Debian")
    modern.save(number, "C__CATG__OPERATING_SYSTEM", {"application": system, "assigned_version": "12"})
    (software,) = modern.entries(number, "C__CATG__APPLICATION")
    assert (software["application"]["id"], software["application_type"]["id"]) == (str(system), "2")
    assert software["assigned_version"]["ref_title"] == "12"
    assert [v["title"] for v in modern.entries(system, "C__CATG__VERSION")] == ["12"]
    modern.save(number, "C__CATG__APPLICATION", {"application": made(modern, "APPLICATION", "nginx")})
    assert len(modern.entries(number, "C__CATG__OPERATING_SYSTEM")) == 1


def test_members_of_a_cluster(modern: Api) -> None:
    cluster, number = made(modern, "CLUSTER", "c"), modern.server()
    modern.save(cluster, "C__CATG__CLUSTER_MEMBERS", {"member": number})
    (seen,) = modern.entries(number, "C__CATG__CLUSTER_MEMBERSHIPS")
    assert seen["connected_object"]["id"] == str(cluster)
    data = {"member": [number, 9]}
    assert "error" in modern.send("cmdb.category.save", object=cluster, category="C__CATG__CLUSTER_MEMBERS", data=data)


def test_locations_have_a_path_and_no_loops(modern: Api) -> None:
    room, rack, number = made(modern, "ROOM", "room"), made(modern, "ENCLOSURE", "rack"), modern.server()
    modern.save(room, "C__CATG__LOCATION", {"parent": 1})
    modern.save(rack, "C__CATG__LOCATION", {"parent": room})
    modern.save(number, "C__CATG__LOCATION", {"parent": rack, "option": "Horizontal", "insertion": 0, "pos": 3})
    (found,) = modern.entries(number, "C__CATG__LOCATION")
    assert found["parent"]["location_path"] == "Root location > room > rack"
    assert (found["insertion"]["id"], found["option"]["id"], found["pos"]["visually_from"]) == ("0", "3", 3)
    for parent in (number, room):
        error = modern.error("cmdb.category.save", object=room, category="C__CATG__LOCATION", data={"parent": parent})
        assert list(error["data"]) == ["parent"]
    modern.save(number, "C__CATG__LOCATION", {"parent": None})
    assert modern.entries(number, "C__CATG__LOCATION")[0]["parent"] == []
    assert relations(modern, number) == []


def test_a_location_is_found_in_lists(modern: Api) -> None:
    room, number = made(modern, "ROOM", "room"), modern.server()
    modern.save(room, "C__CATG__LOCATION", {"parent": 1})
    modern.save(number, "C__CATG__LOCATION", {"parent": room})
    (item,) = modern.call("cmdb.objects.read", filter={"ids": [number], "location": True})
    assert item["location"] == ["room"]


@pytest.mark.parametrize(("role", "type_"), [("Administrator", "ADMIN"), ("User", "USER")])
def test_the_role_of_a_contact_is_its_relation(modern: Api, role: str, type_: str) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__CONTACT", {"contact": 9, "role": role})
    (found,) = modern.entries(number, "C__CATG__CONTACT")
    assert (found["contact_object"]["id"], found["contact"]["user_pass"]) == ("9", "21232f297a57a5a743894a0e4a801fc3")
    assert relations(modern, number) == [(f"C__RELATION_TYPE__{type_}", "9", str(number))]


def test_a_port_knows_its_addresses_and_the_other_end(modern: Api) -> None:
    one, two = modern.server("one"), modern.server("two")
    address = modern.save(one, "C__CATG__IP", {"ipv4_address": "10.0.0.1", "hostname": "one"})
    modern.save(one, "C__CATG__NETWORK_PORT", {"title": "eth0", "addresses": [address], "mac": "00:50:56:9A:2E:37"})
    (port,) = modern.entries(one, "C__CATG__NETWORK_PORT")
    assert port["addresses"] == [{"id": str(address), "title": "10.0.0.1", "type": "C__CATG__IP", "hostname": "one"}]
    assert modern.entries(one, "C__CATG__IP")[0]["assigned_port"]["title"] == "eth0"
    modern.save(two, "C__CATG__NETWORK_PORT", {"title": "eth9", "assigned_connector": int(port["connector"])})
    assert modern.entries(one, "C__CATG__NETWORK_PORT")[0]["assigned_connector"]["name"] == "eth9"


def test_memory_adds_up(modern: Api) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__MEMORY", {"capacity": 64, "unit": "GB"})
    (found,) = modern.entries(number, "C__CATG__MEMORY")
    assert (found["capacity"], found["total_capacity"]) == ({"title": 64}, 68719476736)


class TestDialogs:
    """cmdb.dialog (idoit-api.md §8)."""

    model: dict[str, Any] = {"category": "C__CATG__MODEL"}  # noqa: RUF012 - never changed

    def test_values_are_listed(self, modern: Api) -> None:
        found = modern.call("cmdb.dialog", category="C__CATG__CPU", property="manufacturer")
        assert found[:2] == [{"id": "1", "const": "", "title": "AMD"}, {"id": "2", "const": "", "title": "Intel"}]

    def test_a_value_is_made_renamed_and_removed(self, modern: Api) -> None:
        cpu = {"category": "C__CATG__CPU", "property": "manufacturer"}
        number = modern.call("cmdb.dialog.create", **cpu, value="Ampere")["entry_id"]
        assert modern.call("cmdb.dialog.update", **cpu, entry_id=number, value="Ampere Inc.")["entry_id"] == number
        assert modern.call("cmdb.dialog.read", **cpu)[-1]["title"] == "Ampere Inc."
        assert modern.call("cmdb.dialog.delete", **cpu, entry_id=number)["success"] is True
        assert modern.error("cmdb.dialog.delete", **cpu, entry_id=number)["code"] == -32603

    def test_removing_a_value_empties_what_refers_to_it(self, modern: Api) -> None:
        number = modern.server()
        modern.save(number, "C__CATG__MODEL", {"manufacturer": "Dell"})
        modern.call("cmdb.dialog.delete", **self.model, property="manufacturer", entry_id=2)
        assert modern.entries(number, "C__CATG__MODEL")[0]["manufacturer"] is None

    def test_a_dependent_value_names_its_parent(self, modern: Api) -> None:
        dell = modern.call("cmdb.dialog.create", **self.model, property="manufacturer", value="Dell")["entry_id"]
        for value, parent in (("A", dell), ("B", "Dell"), ("C", None)):
            modern.call("cmdb.dialog.create", **self.model, property="title", value=value, parent=parent)
        found = modern.call("cmdb.dialog.read", **self.model, property="title")
        assert [row["parent"]["title"] for row in found] == ["Dell", "Dell", ""]
        for parent in (str(dell), "IBM", 99):
            error = modern.error("cmdb.dialog.create", **self.model, property="title", value="D", parent=parent)
            assert error["code"] == -32603

    @pytest.mark.parametrize(
        ("params", "code"),
        [
            ({"category": "C__CATG__CPU", "property": "frequency_unit", "value": "PHz"}, -32603),
            ({"category": "C__CATG__CPU", "property": "nonsense", "value": "x"}, -32603),
            ({"category": "C__CATG__CPU", "value": "x"}, -32602),
            ({"category": "C__CATG__CPU", "property": "type"}, -32602),
            ({"category": "C__CATG__CPU", "property": "type", "value": ""}, -32603),
        ],
    )
    def test_what_cannot_be_added(self, modern: Api, params: dict[str, Any], code: int) -> None:
        assert modern.error("cmdb.dialog.create", **params)["code"] == code

    def test_faults_a_nested_list(self, modern: Api) -> None:
        modern.faults({"kind": "nested_dialog"})
        assert len(modern.call("cmdb.dialog.read", category="C__CATG__CPU", property="manufacturer")[0]) == 4
