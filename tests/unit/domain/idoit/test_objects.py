# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects over their whole life, against a simulated server of each generation."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    NotStoredError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.generation import Modern

from .cmdb import SERVER, Cmdb
from .doubles import make_double

GENERAL = {
    "cmdb_status": "C__CMDB_STATUS__PLANNED",
    "purpose": "Production",
    "category": "Rented",
    "tags": ["web", "linux"],
    "description": "<p>Front end</p>",
    "create_dialog_values": True,
}


def test_an_object_with_everything(server: Cmdb) -> None:
    made = server.four_ways(server.objects, **SERVER, **GENERAL)
    assert made["before"] is None
    assert made["object"] == {
        "id": made["object"]["id"],
        "sysid": made["object"]["sysid"],
        "title": "web01",
        "type": "C__OBJTYPE__SERVER",
        "status": "normal",
        "cmdb_status": "planned",
        "purpose": "Production",
        "category": "Rented",
        "tags": ["linux", "web"],
        "description": "<p>Front end</p>",
    }


def test_what_is_not_named_is_left_alone(server: Cmdb) -> None:
    server.objects(**SERVER, **GENERAL)
    changed = server.four_ways(server.objects, **SERVER, purpose="Test")
    assert changed["before"]["purpose"] == "Production"
    assert changed["after"]["purpose"] == "Test"
    assert changed["object"]["tags"] == ["linux", "web"]
    assert changed["object"]["cmdb_status"] == "planned"


def test_clear(server: Cmdb) -> None:
    server.objects(**SERVER, **GENERAL)
    cleared = server.four_ways(server.objects, **SERVER, clear=["purpose", "tags", "description"])
    assert cleared["object"]["purpose"] is None
    assert cleared["object"]["tags"] is None
    assert cleared["object"]["category"] == "Rented"
    with pytest.raises(InputError, match="purpose is both given and named in clear"):
        server.objects(**SERVER, purpose="Test", clear=["purpose"])


def test_check_mode_counts_no_write_and_says_null_for_the_id(server: Cmdb) -> None:
    foreseen = server.objects(check=True, **SERVER)
    assert foreseen["object"]["id"] is None
    assert foreseen["changed"]
    assert server.writes == 0


def test_rename(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]["id"]
    renamed = server.four_ways(server.objects, **SERVER, new_title="web02")
    assert renamed["object"]["id"] == made
    assert renamed["object"]["title"] == "web02"
    server.objects(**SERVER)
    with pytest.raises(AmbiguousError, match="there is one already"):
        server.objects(**SERVER, new_title="web02")


def test_the_type_changes_where_the_object_is_not_told_by_it(server: Cmdb) -> None:
    made = server.objects(**SERVER)["object"]
    changed = server.four_ways(server.objects, id=made["id"], type="C__OBJTYPE__CLIENT")
    assert (changed["before"]["type"], changed["object"]["type"]) == ("C__OBJTYPE__SERVER", "C__OBJTYPE__CLIENT")
    back = server.four_ways(server.objects, sysid=made["sysid"], title="web02", type="Server")
    assert (back["object"]["id"], back["object"]["type"]) == (made["id"], "C__OBJTYPE__SERVER")
    assert back["object"]["title"] == "web02"


def test_titles_that_the_server_would_not_keep_are_refused(server: Cmdb) -> None:
    for title in ("x" * 256, "web\n01"):
        with pytest.raises(InputError, match="one line of 255 characters at most"):
            server.objects(title=title, type=SERVER["type"])
    assert server.writes == 0


def test_a_title_that_the_server_changed_is_an_error(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    create = Modern.create_object
    monkeypatch.setattr(
        Modern, "create_object", lambda self, kind, title, **more: create(self, kind, f"{title} ", **more)
    )
    with pytest.raises(NotStoredError, match=r"'web01' \(id 23\) is called 'web01 ' by the server"):
        modern.objects(**SERVER)


def test_several_matches_list_their_ids(server: Cmdb) -> None:
    first, second = make_double(server)
    with pytest.raises(AmbiguousError, match=f"id {first} .*id {second} "):
        server.objects(**SERVER)
    assert not server.objects(id=second)["changed"]


def test_many_objects_travel_together(server: Cmdb) -> None:
    objects = [{"title": f"web{number:03}"} for number in range(30)]
    many = server.four_ways(
        server.objects,
        type="C__OBJTYPE__SERVER",
        tags=["a"],
        create_dialog_values=True,
        objects=[*objects[:-1], {"title": "Room", "type": "C__OBJTYPE__ROOM"}][:9],
    )
    assert [result["object"]["title"] for result in many["results"]] == [f"web{number:03}" for number in range(9)]
    server.objects(type="C__OBJTYPE__SERVER", objects=objects)
    assert server.requests <= 4 + 10  # 150 look-ups and 30 reads in slices of 50, then writes and reading back


def test_an_id_beside_very_many_titles_of_the_type(modern: Cmdb) -> None:
    objects = [{"title": f"web{number:04}"} for number in range(200)]
    made = modern.objects(type="C__OBJTYPE__SERVER", objects=objects)["results"][0]["object"]
    again = modern.objects(type="C__OBJTYPE__SERVER", objects=[*objects[1:], {"id": made["id"]}, {"title": "web9999"}])
    assert [result["changed"] for result in again["results"]] == [False] * 200 + [True]


def test_very_many_of_one_type_are_listed_by_pages(modern: Cmdb) -> None:
    objects = [{"title": f"web{number:04}"} for number in range(300)]
    modern.objects(type="C__OBJTYPE__SERVER", objects=objects)
    again = modern.objects(type="C__OBJTYPE__SERVER", objects=objects)
    assert not again["changed"]
    # login, one page per record status, the metadata, 300 reads in slices of 50, logout
    assert modern.requests <= 16


def test_one_bad_item_does_not_stop_the_others(server: Cmdb) -> None:
    make_double(server)
    result = server.objects(type="C__OBJTYPE__SERVER", objects=[{"title": "web01"}, {"title": "web02"}])
    failed, made = result["results"]
    assert failed["failed"]
    assert "There are 2 objects" in failed["msg"]
    assert made["changed"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"title": "x", "type": "C__OBJTYPE__SERVR"},
            "no object type 'C__OBJTYPE__SERVR'. Close matches: C__OBJTYPE__SERVER",
        ),
        ({"title": "x", "type": "Servr"}, "no object type 'Servr'. Close matches: Server"),
        ({"title": "x"}, "There is no object 'x'. To create it, its type is needed"),
        ({**SERVER, "purpose": "Prod"}, "no dialog value 'Prod'.*Production.*create_dialog_values"),
        ({**SERVER, "cmdb_status": "5"}, r"If 5 is an id, write \{id: 5\}"),
        ({"type": "C__OBJTYPE__SERVER"}, "named by id, by sysid, by match, or by title"),
        ({"objects": [SERVER, SERVER]}, "named twice"),
    ],
)
def test_bad_input_is_named(server: Cmdb, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        server.objects(**params)
    assert server.writes == 0


def test_the_type_may_be_given_by_its_title(server: Cmdb) -> None:
    assert server.objects(title="web01", type="Server")["object"]["type"] == "C__OBJTYPE__SERVER"
