# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are created from template objects, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    InputError,
    NotFoundError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import TEMPLATE, Modern
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.object_wishes import OBJECTS
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.objects import plan_objects
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.wire import Call

from .cmdb import SERVER, Cmdb, cmdb

FROM = {"title": "Standard server", "type": "C__OBJTYPE__SERVER"}
HELD: dict[str, Any] = {
    "C__CATG__MODEL": {"manufacturer": "Dell", "title": "R750", "service_tag": "T-0"},
    "C__CATG__CPU": [{"title": "Xeon", "cores": 8}] * 2,
    "C__CATG__MEMORY": [{"title": "DDR4", "capacity": 16, "unit": "GB"}] * 2,
    "C__CATG__NETWORK_INTERFACE": {"title": "Card"},
    "C__CATG__NETWORK_PORT": [{"title": "eth0", "active": True}, {"title": "eth1"}],
    "C__CATG__CONTACT": {"contact": {"title": "Jane Doe", "type": "C__OBJTYPE__PERSON"}, "role": "Administrator"},
    "C__CATG__ACCOUNTING": {"price": 2499.5, "acquirementdate": "2026-01-31"},
}
SAME = ("manufacturer", "title", "service_tag", "capacity", "unit", "active", "price", "acquirementdate", "role")


@pytest.fixture(params=["modern", "modern-doc", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param, "demo") as server:
        prepare(server)
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern", "demo") as server:
        prepare(server)
        yield server


def prepare(server: Cmdb) -> None:
    """A template, made in the pages of the product where the API cannot."""
    server.objects(title="Jane Doe", type="C__OBJTYPE__PERSON")
    general = {"purpose": "Production", "tags": ["web"], "description": "From the template"}
    made = server.objects(**FROM, **general, categories=HELD, create_dialog_values=True)
    server.simulator.world.objects.update(made["object"]["id"], status=TEMPLATE)


def named(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: entry[key] for key in SAME if key in entry} for entry in entries]


def held(server: Cmdb, title: str, constant: str) -> list[dict[str, Any]]:
    """What the server holds, as idoit_category shows it."""
    with server.session() as session:
        (row,) = session.objects({"title": title, "type": SERVER["type"]})
        return list(session.read([session.generation.read_entries(row["id"], constant)])[0])


def test_a_new_object_gets_what_the_template_holds(server: Cmdb) -> None:
    made = server.four_ways(server.objects, most_requests=5, **SERVER, template="Standard server")
    assert {key: made["object"][key] for key in ("purpose", "tags", "description", "status")} == {
        "purpose": "Production",
        "tags": ["web"],
        "description": "From the template",
        "status": "normal",
    }
    assert set(made["categories"]) == set(HELD)
    for constant, given in HELD.items():
        expected = named(given if isinstance(given, list) else [given])
        for entry, wanted in zip(made["categories"][constant], expected, strict=True):
            assert {key: entry[key] for key in wanted} == wanted, constant
        assert len(held(server, "web01", constant)) == len(expected)
        assert len(held(server, "web01", constant)) == len(made["after"]["categories"][constant])


def test_what_is_named_goes_over_what_the_template_holds(server: Cmdb) -> None:
    own = {
        "C__CATG__MODEL": {"service_tag": "T-7", "serial": "S-7"},
        "C__CATG__NETWORK_PORT": [{"title": "eth1", "active": True}, {"title": "mgmt"}],
    }
    made = server.objects(
        **SERVER, template=FROM, purpose="Test", clear=["tags"], categories=own, create_dialog_values=True
    )
    assert (made["object"]["purpose"], made["object"]["tags"]) == ("Test", None)
    model, ports = made["categories"]["C__CATG__MODEL"][0], made["categories"]["C__CATG__NETWORK_PORT"]
    assert [model[key] for key in ("manufacturer", "serial", "service_tag")] == ["Dell", "S-7", "T-7"]
    assert [port["title"] for port in ports] == ["eth0", "eth1", "mgmt"]


def test_an_object_that_is_there_is_not_touched_by_the_template(server: Cmdb) -> None:
    server.objects(**SERVER, purpose="Test")
    assert not server.objects(**SERVER, template=FROM)["changed"]


def test_secrets_and_entries_of_the_template_itself_are_named_and_not_copied(modern: Cmdb) -> None:
    template = {"object": FROM}
    modern.entries(**template, category="C__CATG__PASSWD", data={"title": "root", "password": "s3cr3t"})
    port = {"title": "eth0", "interface": "Card"}
    modern.entries(**template, category="C__CATG__NETWORK_PORT", data=port)
    made = modern.objects(**SERVER, template=FROM)
    with_interface = [each for each in held(modern, "web01", "C__CATG__NETWORK_PORT") if each.get("interface")]
    assert with_interface == []
    assert "s3cr3t" not in str(held(modern, "web01", "C__CATG__PASSWD"))
    told = made_warnings(modern)
    assert "C__CATG__PASSWD.password" in told
    assert "C__CATG__NETWORK_PORT.interface" in told
    assert made["categories"]["C__CATG__PASSWD"][0]["title"] == "root"


def made_warnings(server: Cmdb) -> str:
    with server.session(check=True) as session:
        params = {name: option.get("default") for name, option in OBJECTS.spec().options.items()}
        plan = plan_objects(session, {**params, "title": "web99", "type": SERVER["type"], "template": FROM})
        return " ".join(plan.items[0].warnings)


def test_a_template_that_cannot_be_used(modern: Cmdb) -> None:
    with pytest.raises(NotFoundError, match="no C__OBJTYPE__SERVER object 'Standrad'"):
        modern.objects(**SERVER, template="Standrad")
    modern.objects(title="web02", type=SERVER["type"])
    with pytest.raises(InputError, match="'web02' is no template: its record status is normal"):
        modern.objects(**SERVER, template="web02")
    with pytest.raises(InputError, match="is a template for C__OBJTYPE__SERVER, not for C__OBJTYPE__CLIENT"):
        modern.objects(title="pc01", type="C__OBJTYPE__CLIENT", template=FROM)
    many = modern.objects(type=SERVER["type"], objects=[{"title": "a", "template": "Standrad"}, {"title": "b"}])
    assert [bool(result.get("failed")) for result in many["results"]] == [True, False]


def test_a_view_without_attributes_is_named_and_left_out(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    info = Modern.category_info
    hidden = {"category": "C__CATG__NETWORK_PORT_OVERVIEW"}
    monkeypatch.setattr(
        Modern,
        "category_info",
        lambda self, name: Call("cmdb.category_info", hidden) if name == "C__CATG__CPU" else info(self, name),
    )
    assert "C__CATG__CPU" in made_warnings(modern)


def test_check_mode_foresees_a_template(modern: Cmdb) -> None:
    foreseen = modern.objects(check=True, **SERVER, template="To come")
    assert foreseen["unresolved"] == ["C__OBJTYPE__SERVER object 'To come'"]


def test_a_creation_that_broke_off_is_completed_from_the_template(server: Cmdb) -> None:
    params = {name: option.get("default") for name, option in OBJECTS.spec().options.items()}
    task = {**params, **SERVER, "template": FROM}
    with server.session() as session:
        first = plan_objects(session, task)
        session.call("cmdb.object.create", SERVER)
        again = plan_objects(session, task)
        again.apply(session.execute)
        assert set(again.items[0].result["categories"]) == set(HELD)
        assert not plan_objects(session, task).changed
    assert first.changed
