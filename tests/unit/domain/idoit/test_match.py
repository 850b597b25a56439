# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that are named by the value of an attribute, as the object of a task and inside of attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    ApiError,
    InputError,
    NotFoundError,
)

from .cmdb import SERVER, Cmdb, cmdb

RACK = "C__OBJTYPE__ENCLOSURE"
RACKS = ("R1", "R2", "R3", "R4")
#: Login, metadata, search, candidates, entries, logout; old servers search nothing: a page and more in five statuses.
MOST_REQUESTS = 12
LOCATION = {"object": SERVER, "category": "C__CATG__LOCATION"}


@pytest.fixture(scope="module", params=["modern", "legacy"])
def world(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    """Racks, each with an inventory number, and two of one price."""
    with cmdb(request.param) as server:
        server.objects(objects=[SERVER, *({"title": title, "type": RACK} for title in RACKS)])
        server.objects(objects=[{"title": title, "type": "C__OBJTYPE__APPLICATION"} for title in ("nginx", "apache")])
        server.entries(
            category="C__CATG__ACCOUNTING",
            objects=[
                {"object": {"title": title}, "data": {"inventory_no": f"INV-{title}", "order_no": "O-1"}}
                for title in (*RACKS, "nginx")
            ],
        )
        for title, maker in (("R1", "Rittal"), ("R2", "Knuerr")):
            model = {"object": {"title": title}, "category": "C__CATG__MODEL", "create_dialog_values": True}
            server.entries(**model, data={"manufacturer": maker})
        server.entries(object={"title": "nginx"}, category="C__CATG__VERSION", data={"title": "1.0"})
        yield server


def by(attribute: str, value: Any, category: str = "C__CATG__ACCOUNTING", type_: str | None = RACK) -> dict[str, Any]:
    match = {"category": category, "attribute": attribute, "value": value}
    return {"match": match, **({"type": type_} if type_ else {})}


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        (by("inventory_no", "INV-R1"), "R1"),
        (by("Inventory number", "INV-R2", category="Accounting"), "R2"),
        (by("manufacturer", "Rittal", "C__CATG__MODEL"), "R1"),
        (by("manufacturer", "Knuerr", "C__CATG__MODEL"), "R2"),
    ],
)
def test_a_reference_by_the_value_of_an_attribute(world: Cmdb, reference: dict[str, Any], title: str) -> None:
    world.entries(**LOCATION, data={"parent": None})
    made = world.four_ways(world.entries, **LOCATION, data={"parent": reference}, most_requests=MOST_REQUESTS)
    assert made["entries"][0]["parent"]["title"] == title


def test_the_owner_of_entries_by_the_value_of_an_attribute(world: Cmdb) -> None:
    software = {
        "application": by("inventory_no", "INV-nginx", type_="C__OBJTYPE__APPLICATION"),
        "assigned_version": "1.0",
    }
    task = {"object": SERVER, "category": "C__CATG__APPLICATION", "data": software}
    made = world.four_ways(world.entries, **task, most_requests=MOST_REQUESTS)
    assert made["entries"][0]["assigned_version"] == "1.0"


@pytest.mark.parametrize(
    ("reference", "error", "message"),
    [
        (by("order_no", "O-1"), AmbiguousError, "There are 4 objects that fit .*order_no 'O-1'.*Candidates: id "),
        (by("inventory_no", "inv-r1"), NotFoundError, "no C__OBJTYPE__ENCLOSURE object with .*'inv-r1'"),
        (by("inventory_no", ""), InputError, "needs a value"),
        (by("inventory", "x"), InputError, "no attribute of C__CATG__ACCOUNTING 'inventory'"),
        (by("contact", "x"), InputError, "ACCOUNTING.contact cannot be used in match"),
        (
            by("manufacturer", "Rittal", "C__CATG__MODEL", None),
            InputError,
            "match needs the type .*searches no dialogs",
        ),
        (by("inventory_no", "INV-R1", "C__CATG__NONE"), InputError, "no category 'C__CATG__NONE'"),
        ({"match": {"category": "C__CATG__MODEL"}}, InputError, "match takes category, attribute and value"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_what_cannot_be_told_by_an_attribute(
    world: Cmdb, check: bool, reference: dict[str, Any], error: type[ApiError], message: str
) -> None:
    with pytest.raises(error, match=message):
        world.entries(check=check, **LOCATION, data={"parent": reference})
    assert world.writes == 0


def test_many_objects_are_searched_at_once(world: Cmdb) -> None:
    wanted = [{"object": by("inventory_no", f"INV-{title}"), "data": {"serial": title}} for title in RACKS]
    world.entries(category="C__CATG__MODEL", objects=wanted)
    again = world.entries(category="C__CATG__MODEL", objects=[*wanted, {**wanted[0], "object": by("nonsense", "1")}])
    assert [each["changed"] for each in again["results"]] == [False] * 5
    assert "no attribute" in again["results"][4]["msg"]
    assert world.requests <= MOST_REQUESTS
    assert world.writes == 0
