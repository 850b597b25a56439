# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects by filters, search and conditions, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_objects import (
    OBJECT_INFO,
    read_objects,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_query import Condition
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from .cmdb import Cmdb, cmdb
from .reading import read

SERVER = "C__OBJTYPE__SERVER"
MODEL = "C__CATG__MODEL"


@pytest.fixture(params=["modern", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        fill(server)
        yield server


@pytest.fixture
def modern() -> Iterator[Cmdb]:
    with cmdb("modern", "demo") as server:
        fill(server)
        yield server


def fill(server: Cmdb) -> None:
    """Three servers of two makers and a room; the third server is archived."""
    named: list[dict[str, Any]] = [{"title": f"web{number}", "type": SERVER} for number in (1, 2, 3)]
    server.objects(objects=[*named, {"title": "Room 1", "type": "C__OBJTYPE__ROOM"}])
    makers = ("Dell", "HP", "Dell")
    models = [{"manufacturer": maker, "serial": f"S{number}"} for number, maker in enumerate(makers, 1)]
    server.entries(
        category=MODEL,
        objects=[{"object": wish, "data": data} for wish, data in zip(named, models, strict=True)],
        create_dialog_values=True,
    )
    server.objects(**named[2], state="archived")


def objects(server: Cmdb, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(server, OBJECT_INFO, read_objects, **params)["objects"]
    return found


def titles(server: Cmdb, **params: Any) -> list[str]:
    return [each["title"] for each in objects(server, **params)]


def condition(attribute: str, comparison: str, value: Any, category: str = MODEL, **more: Any) -> dict[str, Any]:
    return {"category": category, "attribute": attribute, "comparison": comparison, "value": value, **more}


def test_an_object_is_whole_on_each_generation(server: Cmdb) -> None:
    (found,) = objects(server, title="web1", categories=[MODEL])
    (model,) = found.pop("categories")[MODEL]
    assert found.pop("sysid").startswith("SYSID_")
    assert {found.pop("created"), found.pop("updated")} != {None}
    assert found == {
        "id": found["id"],
        "title": "web1",
        "type": SERVER,
        "type_title": "Server",
        "status": "normal",
        "cmdb_status": "in operation",
    }
    assert model == {"id": model["id"], "manufacturer": "Dell", "serial": "S1"}


def test_filters(server: Cmdb) -> None:
    assert titles(server, types=[SERVER]) == ["web1", "web2"]
    assert titles(server, types=["Server", "Room"]) == ["web1", "web2", "Room 1"]
    assert titles(server, title="WEB1") == []
    assert titles(server, types=[SERVER], status=["archived"]) == ["web3"]
    assert titles(server, types=[SERVER], status=["normal", "archived"]) == ["web1", "web2", "web3"]
    assert titles(server, types=[SERVER], limit=1) == ["web1"]
    assert titles(server, types=[SERVER], page_size=1) == ["web1", "web2"]
    assert titles(server, types=[SERVER], cmdb_status=["in operation"]) == ["web1", "web2"]
    assert titles(server, types=[SERVER], cmdb_status=["C__CMDB_STATUS__INOPERATIVE"]) == []


def test_a_type_is_left_out(server: Cmdb) -> None:
    named = {"changed_after": "2000-01-01 00:00:00"}
    everything, rest = titles(server, **named), titles(server, exclude_type="Server", **named)
    assert {"web1", "web2", "Room 1"} <= set(everything)
    assert sorted(rest) == sorted(title for title in everything if title not in ("web1", "web2"))


def test_locations(server: Cmdb) -> None:
    placed = {"object": {"title": "web1", "type": SERVER}, "data": {"parent": {"title": "Room 1"}}}
    server.entries(category="C__CATG__LOCATION", **placed)
    inside, outside = objects(server, types=[SERVER], location=True)
    assert (inside["title"], inside["location"]) == ("web1", ["Room 1"])
    assert (outside["title"], outside["location"]) == ("web2", [])


def test_filters_of_persons(server: Cmdb) -> None:
    assert objects(server, login_name="nobody") == []
    (admin,) = objects(server, login_name="admin")
    assert admin["type"] == "C__OBJTYPE__PERSON"


def test_ids(server: Cmdb) -> None:
    ids = [each["id"] for each in objects(server, types=[SERVER])]
    assert titles(server, ids=[ids[1], 987654]) == ["web2"]
    assert titles(server, ids=ids, types=["C__OBJTYPE__ROOM"]) == []
    assert titles(server, ids=[]) == []
    assert titles(server, ids=ids, categories=[MODEL], page_size=1) == ["web1", "web2"]


def test_search(server: Cmdb) -> None:
    assert titles(server, search="S2") == ["web2"]
    assert titles(server, search="S2", types=["C__OBJTYPE__ROOM"]) == []


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([condition("serial", "=", "S1")], ["web1"]),
        ([condition("serial", "!=", "S1")], ["web2"]),
        ([condition("serial", "like", "S*")], ["web1", "web2"]),
        ([condition("serial", "like", "s*")], []),
        ([condition("serial", "not like", "*2")], ["web1"]),
        ([condition("serial", ">", "S1")], ["web2"]),
        ([condition("manufacturer", "=", "HP")], ["web2"]),
        ([condition("manufacturer", "<>", "HP")], ["web1"]),
        ([condition("manufacturer", "=", "HP"), condition("serial", "=", "S1")], []),
        ([condition("manufacturer", "=", "HP"), condition("serial", "=", "S1", operator="OR")], ["web1", "web2"]),
        ([condition("productid", "!=", "X")], []),
        ([condition("cmdb_status", "=", "in operation", "C__CATG__GLOBAL")], ["web1", "web2"]),
    ],
)
def test_conditions(server: Cmdb, conditions: list[dict[str, Any]], expected: list[str]) -> None:
    assert titles(server, types=[SERVER], query=conditions) == expected


def test_conditions_on_archived_objects(server: Cmdb) -> None:
    dell = [condition("manufacturer", "=", "Dell")]
    assert titles(server, types=[SERVER], query=dell, status=["normal", "archived"]) == ["web1", "web3"]


def test_conditions_without_types(modern: Cmdb) -> None:
    assert titles(modern, query=[condition("serial", "=", "S2")]) == ["web2"]
    with cmdb("legacy") as old, pytest.raises(InputError, match="Name types, ids or another filter"):
        titles(old, query=[condition("serial", "=", "S2")])


def test_a_search_that_finds_everything_is_compared_again(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A condition on a property that the server does not know is met by every object (idoit-api.md §9.4)."""
    everything = {"property": f"{MODEL}-unknown", "comparison": "=", "value": "S2"}
    monkeypatch.setattr(Condition, "for_server", lambda _self, _lookups: everything)
    assert titles(modern, query=[condition("serial", "=", "S2")]) == ["web2"]


@pytest.mark.parametrize("profile", ["modern", "legacy"])
def test_ten_thousand_objects_take_one_request_per_page(profile: str) -> None:
    simulator = create(profile, hosts=10_000)
    with running(simulator) as url:
        server = Cmdb(simulator, url)
        assert len(titles(server, types=[SERVER])) == 10_000
        assert server.requests <= 10_000 / 500 + 5
        assert len(titles(server, types=[SERVER], limit=600)) == 600
        assert server.requests <= 5


@pytest.mark.parametrize(("profile", "per_page"), [("modern", 1), ("legacy", 4)])
def test_categories_take_no_request_per_object(profile: str, per_page: int) -> None:
    simulator = create(profile, hosts=1_000)
    with running(simulator) as url:
        server = Cmdb(simulator, url)
        found = objects(server, types=[SERVER], categories=[MODEL, "C__CATG__IP"])
        assert [len(each["categories"][MODEL]) for each in found] == [1] * 1_000
        assert server.requests <= per_page * 2 * 11 + 4


def test_secrets_stay_on_the_server(modern: Cmdb) -> None:
    web = {"title": "web1", "type": SERVER}
    custom = "C__CATG__CUSTOM_FIELDS_OPERATIONS"
    modern.entries(object=web, category="C__CATG__PASSWD", data={"title": "root", "password": "hush1"})
    modern.entries(object=web, category=custom, data={"Emergency password": "hush2", "Cost center": "7"})
    modern.objects(title="Ann Other", type="C__OBJTYPE__PERSON")
    contact = {"contact": {"title": "Ann Other", "type": "C__OBJTYPE__PERSON"}}
    modern.entries(object=web, category="C__CATG__CONTACT", data=contact)
    wanted = ["C__CATG__PASSWD", custom, "C__CATG__CONTACT"]
    (found,) = objects(modern, title="web1", categories=wanted, raw=True, logbook={})
    (account,) = found["categories"]["C__CATG__PASSWD"]
    assert account == {"id": account["id"], "title": "root"}
    assert found["categories"][custom][0]["f_text_c_1700000000001"] == "7"
    assert found["raw"]["C__CATG__CONTACT"][0]["contact"]
    for secret in ("hush1", "hush2", "user_pass", "********"):
        assert secret not in str(found)
    with pytest.raises(InputError, match="secret"):
        objects(modern, types=[SERVER], query=[condition("password", "like", "h*", "C__CATG__PASSWD")])


def test_the_logbook(server: Cmdb) -> None:
    (found,) = objects(server, title="web1", logbook={})
    assert found["logbook"][0]["event"] == "C__LOGBOOK_EVENT__OBJECT_CREATED"
    (short,) = objects(server, title="web1", logbook={"limit": 1})
    assert short["logbook"] == found["logbook"][:1]
    (none,) = objects(server, title="web1", logbook={"since": "2099-01-01 00:00:00"})
    assert none["logbook"] == []


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"types": ["C__OBJTYPE__SERVRE"]}, "C__OBJTYPE__SERVER"),
        ({"types": [SERVER], "categories": ["C__CATG__MODLE"]}, MODEL),
        ({"types": [SERVER], "query": [condition("serail", "=", "x")]}, "serial"),
        ({"types": [SERVER], "cmdb_status": ["in operatoin"]}, "in operation"),
        ({"types": [SERVER], "limit": 0}, "limit"),
    ],
)
def test_names_that_do_not_exist(server: Cmdb, params: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        objects(server, **params)
