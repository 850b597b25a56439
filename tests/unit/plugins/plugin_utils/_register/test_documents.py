# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From facts to what the modules take, with the mapping and the rules that the role brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register import items
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register.documents import documents
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._register.mapping import MappingError

from . import shapes

DEFAULTS = Path(__file__).resolve().parents[5] / "roles" / "idoit_register" / "defaults" / "main"
ROLE = yaml.safe_load((DEFAULTS / "main.yml").read_text())
RULES = yaml.safe_load((DEFAULTS / "mapping.yml").read_text())["idoit_register_mapping_defaults"]
OS = "C__OBJTYPE__OPERATING_SYSTEM"


def documented(hostvars: dict[str, Any], generation: str = "modern", **changes: Any) -> dict[str, Any]:
    types, title = ROLE["idoit_register_types"], ROLE["idoit_register_title_from"]
    given = {"rules": RULES, "types": types, "title": title, "generation": generation, **changes}
    return documents(list(hostvars), hostvars, **given)


def one(facts: dict[str, Any], generation: str = "modern", **variables: Any) -> dict[str, Any]:
    (document,) = documented({"inventory-name": {"ansible_facts": facts, **variables}}, generation)["hosts"]
    return document


@pytest.mark.parametrize(
    ("facts", "object_type"),
    [
        (shapes.debian_server(), "C__OBJTYPE__SERVER"),
        (shapes.redhat_vmware(), "C__OBJTYPE__VIRTUAL_SERVER"),
        (shapes.alpine_container(), "C__OBJTYPE__VIRTUAL_SERVER"),
        (shapes.windows_server(), "C__OBJTYPE__VIRTUAL_SERVER"),
        (shapes.windows_client(), "C__OBJTYPE__CLIENT"),
        ({**shapes.debian_server(), "form_factor": "Notebook"}, "C__OBJTYPE__CLIENT"),
        ({"hostname": "x"}, "C__OBJTYPE__SERVER"),
    ],
)
def test_object_types(facts: dict[str, Any], object_type: str) -> None:
    assert one(facts)["type"] == object_type


def test_variables_of_a_host_win() -> None:
    document = one(
        shapes.debian_server(), idoit_register_type="C__OBJTYPE__SAN", idoit_register_title="Storage", idoit_id=7
    )
    assert (document["type"], document["title"], document["identity"]["id"]) == ("C__OBJTYPE__SAN", "Storage", 7)


def test_what_the_defaults_make_of_a_server() -> None:
    document = one(shapes.debian_server(), idoit_register_location="Rack A1")
    entries = document["entries"]
    assert list(entries) == [
        *("C__CATG__OPERATING_SYSTEM", "C__CATG__MODEL", "C__CATG__CPU", "C__CATG__MEMORY", "C__CATG__DRIVE"),
        *("C__CATG__NETWORK_PORT", "C__CATG__IP", "C__CATG__LOCATION"),
    ]
    assert entries["C__CATG__MODEL"] == [
        {"manufacturer": "Dell Inc.", "title": "PowerEdge R650", "serial": "4XK2PQ3", "firmware": "1.14.1"}
    ]
    assert entries["C__CATG__LOCATION"] == [{"parent": "Rack A1"}]
    assert entries["C__CATG__MEMORY"] == [{"title": "System memory", "capacity": 257550, "unit": "MB"}]
    assert document["others"] == [
        {"category": "C__CATG__VERSION", "object": {"title": "Debian", "type": OS}, "entries": [{"title": "12.11"}]}
    ]


def test_what_has_no_serial_gets_its_uuid() -> None:
    assert one(shapes.suse_kvm())["entries"]["C__CATG__IDENTIFIER"] == [
        {"key": "system_uuid", "value": "0a5e9c3d-94c4-4b7a-8d6f-2f0c3f1f9a10"}
    ]


def test_a_virtual_machine_knows_its_host() -> None:
    entries = one(shapes.suse_kvm(), idoit_register_vm_host="hv01")["entries"]
    assert entries["C__CATG__VIRTUAL_MACHINE"] == [{"virtual_machine": True, "system": "KVM", "hosts": "hv01"}]


def test_a_legacy_server_gets_no_attribute_that_it_lacks() -> None:
    modern, legacy = (one(shapes.redhat_vmware(), each)["entries"]["C__CATG__IP"][0] for each in ("modern", "legacy"))
    assert set(modern) - set(legacy) == {"domain", "assigned_port"}


def test_hosts_without_facts_are_named_and_left_out() -> None:
    answer = documented({"a": {"ansible_facts": shapes.suse_kvm()}, "b": {}, "c": {"ansible_facts": {"local": {}}}})
    assert [each["host"] for each in answer["hosts"]] == ["a"]
    assert answer["without_facts"] == ["b", "c"]


def test_no_type_and_no_title_are_problems() -> None:
    hostvars = {"a": {"ansible_facts": {"hostname": "a"}}}
    assert documented(hostvars, types=[{"type": "X", "when": {"kind": ["virtual"]}}])["problems"] == [
        "a: no object type fits"
    ]
    assert documented(hostvars, title=["vars.title"])["problems"] == ["a: no title is told"]


def test_a_rule_that_is_none() -> None:
    with pytest.raises(MappingError, match="type and when"):
        documented({"a": {"ansible_facts": {"hostname": "a"}}}, types=[{"constant": "X"}])


def test_items_of_new_and_known_hosts() -> None:
    answer = documented(
        {each["hostname"]: {"ansible_facts": each} for each in (shapes.debian_server(), shapes.suse_kvm())}
    )
    hosts = [{**host, "id": number} for host, number in zip(answer["hosts"], (42, None), strict=True)]
    status = "C__CMDB_STATUS__IN_OPERATION"
    assert items.object_items(hosts, cmdb_status=status) == [
        {"id": 42},
        {"title": "mail01", "type": "C__OBJTYPE__VIRTUAL_SERVER", "cmdb_status": status},
        {"title": "Debian", "type": OS},
        {"title": "SLES", "type": OS},
    ]
    renamed = items.object_items(hosts, rename=True, change_type=True)
    assert renamed[0] == {"id": 42, "title": "db01", "type": "C__OBJTYPE__SERVER"}


def test_entries_by_category_for_all_hosts() -> None:
    facts = {name: {"ansible_facts": {**shapes.suse_kvm(), "hostname": name}} for name in ("a", "b", "c")}
    facts["b"]["ansible_facts"]["distribution_version"] = "15.6"
    hosts = [{**host, "id": None} for host in documented(facts)["hosts"]]
    results = [{"object": {"id": 5, "title": "a"}}, {"object": {"id": None}}, {"failed": True, "msg": "no"}]
    by_category = {each["category"]: each["objects"] for each in items.category_items(hosts, RULES, results)}
    assert [each["object"] for each in by_category["C__CATG__MODEL"]] == [
        {"id": 5, "title": "a"},
        {"title": "b", "type": "C__OBJTYPE__VIRTUAL_SERVER"},
    ]
    assert by_category["C__CATG__VERSION"] == [
        {"object": {"title": "SLES", "type": OS}, "entries": [{"title": "15.5"}, {"title": "15.6"}]}
    ]
    assert by_category["C__CATG__MEMORY"][0]["match_by"] == ["title"]
