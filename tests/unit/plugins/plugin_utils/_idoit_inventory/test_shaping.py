# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From rows to hosts and groups, without a server."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.settings import (
    OWN_VARIABLES,
    Settings,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.shaping import shape
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.snapshot import Snapshot
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.shape import Host, Shape

from .cmdb import SINGLE, STATUSES, TYPES, address, data_centre, dialog, location, reference, row

DEFAULTS: dict[str, Any] = {
    "hostname": ["title"],
    "ansible_host": ["primary_address"],
    "without_address": "keep",
    "on_duplicate": "fail",
    "categories": [],
    "raw_categories": [],
    "hostvars": {},
    "hostvars_prefix": "idoit_",
    "group_by": [],
    "group_prefix": "",
    "group_vars": {},
}


def safe(name: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in name)


def evaluate(template: str, variables: Mapping[str, Any]) -> str:
    return template.replace("{{ idoit_id }}", str(variables["idoit_id"]))


def shaped(*rows: dict[str, Any], places: Any = (), related: Any = (), **options: Any) -> Shape:
    snapshot = Snapshot("cmdb/one", list(rows), TYPES, STATUSES, list(SINGLE), list(places), list(related))
    before = copy.deepcopy(snapshot.as_json())
    made = shape(snapshot, Settings.from_options({**DEFAULTS, **options}), safe=safe, evaluate=evaluate)
    assert snapshot.as_json() == before, "shaping must not change what is cached"
    return made


def only(made: Shape) -> Host:
    (host,) = made.hosts
    return host


def groups_of(made: Shape) -> dict[str, list[str]]:
    return {name: [host.name for host in made.hosts if name in host.groups] for name in made.groups}


def test_variables_of_every_host() -> None:
    assert only(shaped(row(40, "web01"))).variables == {
        "idoit_id": 40,
        "idoit_instance_id": "cmdb/one#40",
        "idoit_title": "web01",
        "idoit_sysid": "SYSID_40",
        "idoit_status": "normal",
        "idoit_type": "C__OBJTYPE__SERVER",
        "idoit_type_title": "Server",
        "idoit_cmdb_status": "in operation",
    }
    located = only(shaped(row(40, "web01", LOCATION=[]), group_by=["location"])).variables
    assert set(located) == set(OWN_VARIABLES)


def test_titles_that_an_old_server_leaves_out_come_from_the_lists() -> None:
    old = {**row(40, "web01"), "type_title": None, "cmdb_status_title": None}
    variables = only(shaped(old)).variables
    assert (variables["idoit_type_title"], variables["idoit_cmdb_status"]) == ("Server", "in operation")


def test_only_the_primary_address_is_taken() -> None:
    addresses = [address("10.0.0.1"), address("10.0.0.2", primary=True)]
    assert only(shaped(row(1, "a", IP=addresses))).variables["ansible_host"] == "10.0.0.2"
    assert "ansible_host" not in only(shaped(row(1, "a", IP=addresses[:1]))).variables


def test_rules_for_the_address_are_tried_in_order() -> None:
    hosts = shaped(
        row(1, "a", IP=[address("10.0.0.1")], MODEL=[{"serial": "by.serial"}]),
        row(2, "b", IP=[], MODEL=[{"serial": "by.serial"}]),
        row(3, "c", IP=[], MODEL=[]),
        ansible_host=["primary_address", "address", "C__CATG__MODEL.serial", "host-{{ idoit_id }}.example.com"],
    ).hosts
    assert [host.variables["ansible_host"] for host in hosts] == ["10.0.0.1", "by.serial", "host-3.example.com"]


def test_management_address() -> None:
    server = row(1, "a", RM_CONTROLLER=[{"connected_object": reference(7, "ilo")}])
    controller = row(7, "ilo", IP=[address("10.9.9.9", primary=True)])
    made = shaped(server, related=[controller], ansible_host=["management_address"])
    assert only(made).variables["ansible_host"] == "10.9.9.9"


def test_hosts_without_address_are_skipped_on_demand() -> None:
    made = shaped(row(1, "a", IP=[]), row(2, "b", IP=[address("10.0.0.1", primary=True)]), without_address="skip")
    assert [host.name for host in made.hosts] == ["b"]


def test_names() -> None:
    named = address("10.0.0.1", primary=True, hostname="web01", domain="example.com")
    old = address("10.0.0.1", primary=True, hostname="web02", dns_domain=[{"id": "1", "title": "example.org"}])
    bare = address("10.0.0.1", primary=True, hostname="web03", domain="")
    rows = [row(1, "A", IP=[named]), row(2, "B", IP=[old]), row(3, "C", IP=[bare]), row(4, " ", IP=[])]
    made = shaped(*rows, hostname=["fqdn", "title"])
    assert [host.name for host in made.hosts] == ["web01.example.com", "web02.example.org", "C", "idoit_4"]


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("sysid", "SYSID_1"),
        ("id", "1"),
        ("type_title", "Server"),
        ("hostname", "web01"),
        ("primary_address", "10.0.0.1"),
        ("address", "10.0.0.1"),
        ("C__CATG__ACCOUNTING.inventory_no", "INV1"),
        ("host-{{ idoit_id }}", "host-1"),
    ],
)
def test_rules_for_the_name(rule: str, name: str) -> None:
    one = row(1, "A", IP=[address("10.0.0.1", primary=True, hostname="web01")], ACCOUNTING=[{"inventory_no": "INV1"}])
    assert only(shaped(one, hostname=[rule])).name == name


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("suffix_id", ["web_5", "db", "web_9"]),
        ("skip", ["web", "db"]),
        ("warn", ["web", "db"]),
    ],
)
def test_duplicates(choice: str, names: list[str]) -> None:
    made = shaped(row(5, "web"), row(6, "db"), row(9, "web"), on_duplicate=choice)
    assert [host.name for host in made.hosts] == names
    assert made.hosts[0].variables["idoit_id"] == 5
    assert [("id 5" in warning and "id 9" in warning) for warning in made.warnings] == [True] * (choice == "warn")


def test_duplicates_fail_by_default() -> None:
    with pytest.raises(AmbiguousError, match=r"'web' \(id 5\), 'web' \(id 9\)"):
        shaped(row(5, "web"), row(9, "web"))


def test_a_suffix_that_makes_a_new_duplicate_fails() -> None:
    with pytest.raises(AmbiguousError, match="web_5"):
        shaped(row(5, "web"), row(6, "web"), row(7, "web_5"), on_duplicate="suffix_id")


def test_categories_become_variables() -> None:
    model = {"id": "3", "objID": "1", "manufacturer": dialog(1, "Dell"), "serial": "X", "firmware": ""}
    made = shaped(
        row(1, "a", MODEL=[model], IP=[address("10.0.0.1")], C__CATG__CUSTOM_FIELDS_BACKUP=[{"id": "4", "plan": "x"}]),
        categories=["C__CATG__MODEL", "C__CATG__IP", "C__CATG__CUSTOM_FIELDS_BACKUP"],
        raw_categories=["C__CATG__APPLICATION"],
        hostvars_prefix="cmdb_",
    )
    variables = only(made).variables
    assert variables["cmdb_model"] == {"id": 3, "manufacturer": "Dell", "serial": "X"}
    assert [entry["hostaddress"] for entry in variables["cmdb_ip"]] == ["10.0.0.1"]
    assert variables["cmdb_backup"] == [{"id": 4, "plan": "x"}]
    assert variables["cmdb_application"] == []


def test_raw_categories_are_as_answered() -> None:
    model = {"id": "3", "objID": "1", "manufacturer": dialog(1, "Dell")}
    made = shaped(row(1, "a", MODEL=[model]), raw_categories=["C__CATG__MODEL"])
    assert only(made).variables["idoit_model"] == model


def test_single_attributes_as_variables() -> None:
    made = shaped(
        row(1, "a", MODEL=[{"serial": "X", "manufacturer": dialog(1, "Dell")}], IP=[address("10.0.0.1")]),
        row(2, "b"),
        hostvars={"serial": "C__CATG__MODEL.serial", "all_ips": "C__CATG__IP.hostaddress", "number": "sysid"},
    )
    names = ("serial", "all_ips", "number")
    picked = [{key: host.variables[key] for key in names if key in host.variables} for host in made.hosts]
    assert picked == [
        {"serial": "X", "all_ips": ["10.0.0.1"], "number": "SYSID_1"},
        {"all_ips": [], "number": "SYSID_2"},
    ]


def test_groups_by_location_are_nested_and_kept_apart() -> None:
    rows = data_centre()
    made = shaped(*rows[5:], places=rows[1:5], group_by=["location"])
    assert groups_of(made) == {
        "location_Berlin": [],
        "location_Hamburg": [],
        "location_Room_1_31": ["web01", "web02"],
        "location_Room_1_32": ["db01"],
    }
    assert {group.name: group.parent for group in made.groups.values()} == {
        "location_Berlin": None,
        "location_Hamburg": None,
        "location_Room_1_31": "location_Berlin",
        "location_Room_1_32": "location_Hamburg",
    }
    assert made.hosts[0].variables["idoit_location_path"] == ["Berlin", "Room 1"]


def test_groups_by_location_named_by_path() -> None:
    rows = data_centre()
    made = shaped(*rows[5:], places=rows[1:5], group_by=[{"key": "location", "naming": "path", "prefix": "at"}])
    assert made.groups["at_Berlin_Room_1"].parent == "at_Berlin"
    assert made.hosts[2].groups == ["at_Hamburg_Room_1"]


def test_a_loop_of_locations_ends() -> None:
    places = [row(30, "A", 3, LOCATION=[location(31, "B")]), row(31, "B", 3, LOCATION=[location(30, "A")])]
    made = shaped(row(40, "web", LOCATION=[location(30, "A")]), places=places, group_by=["location"])
    assert made.hosts[0].groups == ["location_A"]
    assert made.groups["location_A"].parent == "location_B"
    assert made.groups["location_B"].parent is None


def test_an_archived_container_groups_by_its_title() -> None:
    made = shaped(row(40, "web", LOCATION=[location(30, "Berlin")]), group_by=["location"])
    assert groups_of(made) == {"location_Berlin": ["web"]}


def test_other_groups() -> None:
    net = reference(20, "Net 10", "C__OBJTYPE__LAYER3_NET")
    made = shaped(
        row(
            1,
            "a",
            IP=[address("10.0.0.1", net=net), address("10.0.0.2", net=net)],
            CONTACT=[{"contact_object": reference(9, "Jane Doe"), "role": dialog(1, "Admin")}],
            GLOBAL=[{"tag": [{"id": "1", "title": "web"}, {"id": "2", "title": "prod"}]}],
            OPERATING_SYSTEM=[{"application": reference(50, "Debian 12")}],
            APPLICATION=[{"application": reference(51, "nginx")}, {"application": reference(52, "nginx")}],
            MODEL=[{"manufacturer": dialog(1, "Dell")}],
            CLUSTER_MEMBERSHIPS=[{"connected_object": reference(60, "esx")}],
            VIRTUAL_MACHINE=[{"hosts": reference(61, "node1")}],
        ),
        group_by=[
            "object_type",
            "type_group",
            "cmdb_status",
            "net",
            "contact",
            "contact_role",
            "tag",
            "operating_system",
            "application",
            "C__CATG__MODEL.manufacturer",
            "cluster",
            "virtual_host",
        ],
        group_prefix="cmdb_",
    )
    assert made.hosts[0].groups == [
        "cmdb_type_server",
        "cmdb_type_group_Infrastructure",
        "cmdb_cmdb_status_in_operation",
        "cmdb_net_Net_10",
        "cmdb_contact_Jane_Doe",
        "cmdb_contact_role_Admin",
        "cmdb_tag_web",
        "cmdb_tag_prod",
        "cmdb_os_Debian_12",
        "cmdb_application_nginx_51",
        "cmdb_application_nginx_52",
        "cmdb_manufacturer_Dell",
        "cmdb_cluster_esx",
        "cmdb_virtual_host_node1",
    ]


def test_variables_of_groups_come_from_what_they_stand_for() -> None:
    net = reference(20, "Net 10", "C__OBJTYPE__LAYER3_NET")
    made = shaped(
        row(1, "a", IP=[address("10.0.0.1", net=net)], LOCATION=[location(30, "Berlin")]),
        places=[row(30, "Berlin", 3, LOCATION=[], C__CATS__ADDRESS=[{"street": "Main 1"}])],
        related=[row(20, "Net 10", 31, C__CATS__NET=[{"netmask": "255.0.0.0"}])],
        group_by=["net", "location"],
        group_vars={"net": {"netmask": "C__CATS__NET.netmask"}, "location": {"site": "sysid"}},
    )
    assert made.groups["net_Net_10"].variables == {"netmask": ["255.0.0.0"]}
    assert made.groups["location_Berlin"].variables == {"site": "SYSID_30"}


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"group_by": ["locations"]}, "There is no key of group_by or CATEGORY.attribute 'locations'"),
        ({"group_by": [{"prefix": "x"}]}, "an element of group_by"),
        ({"group_by": [{"key": "location", "naming": "id"}]}, "There is no naming 'id'"),
        ({"hostname": ["name"]}, "There is no rule, CATEGORY.attribute or template 'name'"),
        ({"hostvars": {"my-var": "title"}}, "'my-var' cannot name a variable"),
        ({"hostvars": {"x": "serial"}}, "There is no field of an object or CATEGORY.attribute 'serial'"),
        ({"categories": ["model"]}, "'model' is no category"),
        (
            {"categories": ["C__CATG__NET", "C__CATS__NET"]},
            "'idoit_net' of C__CATS__NET is that of C__CATG",
        ),
        ({"categories": ["C__CATG__CUSTOM_FIELDS_TITLE"]}, "is that of every host too"),
        ({"categories": ["C__CATG__MODEL"], "hostvars_prefix": "a-"}, "'a-model', made of hostvars_prefix"),
        ({"group_vars": {"tag": {}}}, "There is no key of group_vars 'tag'"),
    ],
)
def test_names_that_do_not_exist(options: dict[str, Any], text: str) -> None:
    with pytest.raises(InputError) as caught:
        shaped(**options)
    assert text in str(caught.value)


def test_categories_are_derived() -> None:
    settings = Settings.from_options(
        {
            **DEFAULTS,
            "hostname": ["C__CATG__ACCOUNTING.inventory_no", "title"],
            "group_by": ["location", "contact"],
            "hostvars": {"x": "C__CATG__MODEL.serial", "y": "title"},
            "group_vars": {"net": {"m": "C__CATS__NET.netmask"}},
        }
    )
    assert settings.host_categories == [
        "C__CATG__ACCOUNTING",
        "C__CATG__CONTACT",
        "C__CATG__IP",
        "C__CATG__LOCATION",
        "C__CATG__MODEL",
    ]
    assert (settings.place_categories, settings.net_categories) == (["C__CATG__LOCATION"], ["C__CATS__NET"])
