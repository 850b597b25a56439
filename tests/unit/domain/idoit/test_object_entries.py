# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are created with entries of their categories, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError, NotStoredError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import Modern
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call

from .cmdb import SERVER, Cmdb, cmdb

CATEGORIES: dict[str, Any] = {
    "C__CATG__MODEL": {"manufacturer": "Dell", "title": "R750", "serial": "AB-1"},
    "C__CATG__NETWORK_PORT": [{"title": "eth0", "mac": "00:50:56:9a:2e:37"}, {"title": "eth1"}],
    "C__CATG__MEMORY": [{"title": "DDR4", "capacity": 16, "unit": "GB"}] * 2,
}
WITH_ENTRIES = {**SERVER, "categories": CATEGORIES, "create_dialog_values": True}


@pytest.fixture(params=["modern", "modern-doc", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param, "demo") as server:
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern", "demo") as server:
        yield server


def test_an_object_is_created_with_its_entries(server: Cmdb) -> None:
    made = server.four_ways(server.objects, **WITH_ENTRIES)
    assert made["before"] is None
    model, ports, memory = (made["categories"][constant] for constant in CATEGORIES)
    assert model == made["after"]["categories"]["C__CATG__MODEL"]
    assert [(model[0][key], model[0]["id"] > 0) for key in ("manufacturer", "title", "serial")] == [
        ("Dell", True),
        ("R750", True),
        ("AB-1", True),
    ]
    assert [port["title"] for port in ports] == ["eth0", "eth1"]
    assert len({port["id"] for port in ports}) == 2
    assert [module["capacity"] for module in memory] == [16, 16]
    assert len({module["id"] for module in memory}) == 2


def test_new_servers_make_object_and_entries_in_one_call(modern: Cmdb) -> None:
    made = modern.objects(**{**WITH_ENTRIES, "categories": {"C__CATG__CPU": [{"title": "A"}, {"title": "B"}]}})
    assert modern.writes == 1
    assert made["steps"] == ["create object 'web01' of type C__OBJTYPE__SERVER with C__CATG__CPU"]


def test_an_object_that_is_there_gets_what_is_missing_and_keeps_the_rest(server: Cmdb) -> None:
    server.objects(**SERVER)
    server.entries(object=SERVER, category="C__CATG__NETWORK_PORT", entries=[{"title": "eth1"}, {"title": "mgmt"}])
    server.entries(object=SERVER, category="C__CATG__MODEL", data={"serial": "OLD", "productid": "P"})
    changed = server.four_ways(server.objects, **WITH_ENTRIES)
    assert changed["before"]["categories"]["C__CATG__MODEL"][0]["serial"] == "OLD"
    assert changed["categories"]["C__CATG__MODEL"][0]["productid"] == "P"
    ports = server.entries(
        check=True, object=SERVER, category="C__CATG__NETWORK_PORT", entries=[{"title": "mgmt"}, {"title": "eth0"}]
    )
    assert not ports["changed"]


def test_entries_are_made_up_for_after_a_creation_that_broke_off(server: Cmdb) -> None:
    # an old server makes the entries in calls of their own: the object may be there without them
    with server.session() as session:
        session.call("cmdb.object.create", SERVER)
    assert server.objects(**WITH_ENTRIES)["changed"]
    assert not server.objects(**WITH_ENTRIES)["changed"]


def test_entries_that_share_their_natural_key_are_counted(server: Cmdb) -> None:
    processors = [{"title": "Xeon", "cores": 8}, {"title": "Xeon", "cores": 8}, {"title": "Xeon", "cores": 16}]
    made = server.four_ways(server.objects, **SERVER, categories={"C__CATG__CPU": processors})
    assert [entry["cores"] for entry in made["categories"]["C__CATG__CPU"]] == [8, 8, 16]
    more = server.objects(**SERVER, categories={"C__CATG__CPU": [*processors, {"title": "Xeon", "cores": 16}]})
    assert [step.startswith("create") for step in more["steps"]] == [True]


def test_a_template_is_made_with_its_entries(modern: Cmdb) -> None:
    made = modern.four_ways(modern.objects, **WITH_ENTRIES, state="template")
    assert made["object"]["status"] == "template"
    assert made["categories"]["C__CATG__MODEL"][0]["serial"] == "AB-1"


def test_states_that_do_not_change_attributes_leave_the_entries_alone(server: Cmdb) -> None:
    server.objects(**SERVER)
    archived = server.objects(**WITH_ENTRIES, state="archived")
    assert archived["steps"] == ["move object 'web01' from normal to archived"]


def test_custom_categories_by_title_and_passwords_hidden(modern: Cmdb) -> None:
    wanted = {
        "Operations": {"Cost center": "4711", "Go live": "2026-11-22"},
        "C__CATG__PASSWD": {"title": "root", "username": "root", "password": "s3cr3t"},
    }
    made = modern.four_ways(modern.objects, **SERVER, categories=wanted)
    assert made["categories"]["C__CATG__CUSTOM_FIELDS_OPERATIONS"]
    assert "s3cr3t" not in str(made)


def test_many_objects_with_entries(server: Cmdb) -> None:
    objects = [
        {"title": f"web{number}", "categories": {"C__CATG__MODEL": {"serial": f"S-{number}"}}} for number in range(5)
    ]
    made = server.four_ways(server.objects, type=SERVER["type"], objects=objects)
    serials = [result["categories"]["C__CATG__MODEL"][0]["serial"] for result in made["results"]]
    assert serials == [f"S-{number}" for number in range(5)]


def test_references_are_foreseen_in_check_mode(modern: Cmdb) -> None:
    located = {**SERVER, "categories": {"C__CATG__LOCATION": {"parent": {"title": "R1", "type": "C__OBJTYPE__ROOM"}}}}
    foreseen = modern.objects(check=True, **located)
    assert foreseen["unresolved"] == ["C__OBJTYPE__ROOM object 'R1'"]
    modern.objects(title="R1", type="C__OBJTYPE__ROOM")
    made = modern.four_ways(modern.objects, **located)
    assert made["categories"]["C__CATG__LOCATION"][0]["parent"]["title"] == "R1"


@pytest.mark.parametrize(
    ("categories", "message"),
    [
        ({"C__CATG__MODLE": {}}, "no category 'C__CATG__MODLE'. Close matches: C__CATG__MODEL"),
        ({"C__CATG__MODEL": {"serail": "1"}}, "no attribute of C__CATG__MODEL 'serail'"),
        ({"C__CATG__MODEL": [{"serial": "1"}, {"serial": "2"}]}, "holds one entry per object, 2 were given"),
        ({"C__CATG__MODEL": "AB-1"}, "takes attributes for C__CATG__MODEL"),
        ({"C__CATG__GLOBAL": {"title": "x"}}, "options of their own"),
        ({"C__CATG__MODEL": {}, "Model": {}}, "C__CATG__MODEL is named twice"),
        ({"C__CATG__CPU": [{"id": 5, "title": "A"}]}, "no id of an entry"),
    ],
)
def test_bad_input_is_named(modern: Cmdb, categories: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        modern.objects(**SERVER, categories=categories)
    assert modern.writes == 0


def test_an_entry_that_did_not_stick_is_an_error(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Modern.with_entries

    def forgetful(self: Modern, creation: Call, saves: Sequence[Call]) -> tuple[Call, Sequence[Call]]:
        for save in saves:
            save.params["data"]["serial"] = "other"
        return whole(self, creation, saves)

    monkeypatch.setattr(Modern, "with_entries", forgetful)
    with pytest.raises(NotStoredError, match="serial: asked AB-1, stored other"):
        modern.objects(**SERVER, categories={"C__CATG__MODEL": {"serial": "AB-1"}})
