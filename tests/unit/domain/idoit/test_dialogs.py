# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of dialog+ lists, against a simulated server of each generation."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    AmbiguousError,
    InputError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import usage
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.dialogs import plan_dialogs
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call

from .cmdb import SERVER, Cmdb, cmdb

ROLE = {"category": "C__CATG__CONTACT", "attribute": "role"}
MAKER = {"category": "C__CATG__MODEL", "attribute": "manufacturer"}
MODEL = {"category": "C__CATG__MODEL", "attribute": "title"}


def test_values_are_created_once(server: Cmdb) -> None:
    made = server.four_ways(server.dialogs, **ROLE, values=["Operations", "Administrator", "On-call"])
    assert made["before"] == ["Administrator"]
    assert made["after"] == ["Administrator", "On-call", "Operations"]
    assert all(value["id"] for value in made["dialog_values"])


def test_rename(server: Cmdb) -> None:
    (made,) = server.dialogs(**ROLE, value="Ops")["dialog_values"]
    renamed = server.four_ways(server.dialogs, **ROLE, value="Ops", new_value="Operations")
    assert renamed["dialog_values"] == [{**made, "title": "Operations"}]
    with pytest.raises(InputError, match="holds 'Administrator' already"):
        server.dialogs(**ROLE, value="Operations", new_value="Administrator")


def test_the_same_model_may_exist_under_several_manufacturers(modern: Cmdb) -> None:
    modern.dialogs(**MAKER, values=["Dell", "HP"])
    dell = modern.four_ways(modern.dialogs, **MODEL, parent="Dell", values=["M1", "M2"])
    hp = modern.four_ways(modern.dialogs, **MODEL, parent="HP", values=["M1"])
    assert dell["dialog_values"][0]["id"] != hp["dialog_values"][0]["id"]
    modern.four_ways(modern.dialogs, **MODEL, parent="Dell", values=["M1"], state="exact")
    assert not modern.dialogs(**MODEL, parent="HP", value="M1")["changed"]


def test_absent(server: Cmdb) -> None:
    server.dialogs(**ROLE, value="Ops")
    gone = server.four_ways(server.dialogs, **ROLE, value="Ops", state="absent", force=True)
    assert (gone["before"], gone["after"]) == (["Ops"], [])


def test_a_value_in_use_is_not_deleted_by_accident(modern: Cmdb) -> None:
    modern.objects(**SERVER)
    modern.entries(object=SERVER, category="C__CATG__MODEL", data={"manufacturer": "Dell"}, create_dialog_values=True)
    modern.dialogs(**MAKER, value="HP")
    with pytest.raises(InputError, match=r"'Dell'.*in use by 1 objects: web01.*force: true"):
        modern.dialogs(**MAKER, values=["Dell", "HP"], state="absent")
    modern.four_ways(modern.dialogs, **MAKER, values=["Dell", "HP"], state="absent", force=True)


def test_too_many_to_look_into(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search by a property that the server does not know finds every object (idoit-api.md §9.4)."""
    modern.objects(objects=[{**SERVER, "title": f"web0{number}"} for number in range(4)])
    modern.dialogs(**MAKER, value="HP")
    modern.entries(object={**SERVER, "title": "web03"}, category="C__CATG__MODEL", data={"manufacturer": "HP"})
    everything = Call("cmdb.condition.read", {"conditions": [{"property": "x-y", "comparison": "=", "value": "1"}]})
    monkeypatch.setattr(usage, "_search", lambda _attribute, _value: everything)
    monkeypatch.setattr(usage, "MOST", 1)
    with pytest.raises(InputError, match=r"cannot tell where 'HP'.*too many.*force: true"):
        modern.dialogs(**MAKER, value="HP", state="absent")


def test_custom_categories_are_not_searched() -> None:
    with cmdb("modern", "demo") as demo:
        own = {"category": "C__CATG__CUSTOM_FIELDS_OPERATIONS", "attribute": "Service tier"}
        demo.dialogs(**own, value="Ops")
        with pytest.raises(InputError, match=r"cannot tell where 'Ops'.*custom.*force: true"):
            demo.dialogs(**own, value="Ops", state="absent")
        demo.four_ways(demo.dialogs, **own, value="Ops", state="absent", force=True)


def test_an_old_server_cannot_tell_where_a_value_is_in_use() -> None:
    with cmdb("legacy") as server:
        server.dialogs(**ROLE, value="Ops")
        with pytest.raises(InputError, match=r"cannot tell where 'Ops'.*force: true"):
            server.dialogs(**ROLE, value="Ops", state="absent")


def test_exact_keeps_what_the_product_ships(server: Cmdb) -> None:
    server.dialogs(**ROLE, values=["Ops", "Dev"])
    exact = server.four_ways(server.dialogs, **ROLE, values=["Ops"], state="exact", force=True)
    assert "Dev" not in exact["after"]
    assert {"Ops", "Administrator"} <= set(exact["after"])


def test_exact_without_values_has_to_be_allowed(server: Cmdb) -> None:
    server.dialogs(**MAKER, values=["Dell", "HP"])
    for state in ("exact", "absent", "present"):
        with pytest.raises(InputError, match="allow_empty: true" if state == "exact" else "at least one value"):
            server.dialogs(**MAKER, values=[], state=state, force=True)
    server.four_ways(server.dialogs, **MAKER, values=[], state="exact", allow_empty=True, force=True)


def test_an_old_server_does_not_tell_the_manufacturer_of_a_model() -> None:
    """Values of other parents must not be deleted for ours (contracts/idoit/3-categories/626, 628)."""
    with cmdb("legacy") as server:
        server.dialogs(**MAKER, values=["Dell", "HP"])
        (made,) = server.dialogs(**MODEL, parent="Dell", value="M1")["dialog_values"]
        taken = server.dialogs(**MODEL, parent="HP", value="M1")
        assert not taken["changed"]
        for refused in (
            {"values": [], "state": "exact", "allow_empty": True},
            {"value": "M1", "state": "absent"},
            {"value": "M1", "new_value": "M2"},
        ):
            with pytest.raises(UnsupportedError, match=f"on which manufacturer 'M1' .*{{id: {made['id']}}}"):
                server.dialogs(**MODEL, parent="HP", force=True, **refused)
            assert server.writes == 0
        named = {**MODEL, "parent": "Dell", "value": {"id": made["id"]}}
        assert server.dialogs(**named, new_value="M2")["changed"]
        assert server.dialogs(**named, state="absent", force=True)["changed"]


def test_the_warning_of_an_old_server() -> None:
    with cmdb("legacy") as server, server.session() as session:
        server.dialogs(**MAKER, value="Dell")
        server.dialogs(**MODEL, parent="Dell", value="M1")
        plan = plan_dialogs(session, {**MODEL, "parent": "Dell", "value": "M1"})
        assert "taken for the one of 'Dell'" in plan.items[0].warnings[0]


def test_a_value_without_parent_is_not_ours(modern: Cmdb) -> None:
    modern.dialogs(**MAKER, value="Dell")
    with modern.session() as session:
        orphan = Call("cmdb.dialog.create", {"category": "C__CATG__MODEL", "property": "title", "value": "M1"})
        session.batch([orphan])[0].value()
    modern.dialogs(**MODEL, parent="Dell", value="M2")
    assert modern.dialogs(**MODEL, parent="Dell", value="M1")["steps"] == [
        "create dialog value 'M1' of C__CATG__MODEL.title"
    ]


def test_a_parent_of_the_same_task_or_of_an_earlier_one(server: Cmdb) -> None:
    models = {**MODEL, "parent": "Dell", "values": ["M1", "M2"]}
    foreseen = server.dialogs(check=True, **models)
    assert foreseen["changed"]
    assert "'Dell' of C__CATG__MODEL.manufacturer" in foreseen["unresolved"][0]
    for params, check in (({"check_missing": "fail"}, True), ({}, False)):
        with pytest.raises(InputError, match="no dialog value 'Dell'"):
            server.dialogs(check=check, **models, **params)
    made = server.four_ways(server.dialogs, dialogs=[{**MAKER, "value": "Dell"}, models, {**models, "values": ["M2"]}])
    assert [each["changed"] for each in made["results"]] == [True, True, False], "M2 is created once"


@pytest.mark.parametrize(
    "second",
    [{"value": "Ops", "state": "absent"}, {"value": "Ops", "new_value": "Dev"}, {"value": "On-call", "state": "exact"}],
)
def test_items_at_odds_with_each_other(server: Cmdb, second: dict[str, Any]) -> None:
    both = server.dialogs(dialogs=[{**ROLE, "value": "Ops"}, {**ROLE, "force": True, **second}])
    assert "at odds" in both["results"][1]["msg"]


def test_two_names_of_one_value(server: Cmdb) -> None:
    (made,) = server.dialogs(**ROLE, value="Ops")["dialog_values"]
    gone = server.dialogs(**ROLE, values=["Ops", {"id": made["id"]}], state="absent", force=True)
    assert gone["steps"] == ["delete dialog value 'Ops' of C__CATG__CONTACT.role"]


def test_a_nested_answer(modern: Cmdb) -> None:
    """Some releases nest the list once too deep (idoit-api.md §8)."""
    modern.dialogs(**ROLE, value="Ops")
    modern.simulator.world.faults.replace([{"kind": "nested_dialog", "match": "C__CATG__CONTACT.role"}])
    assert not modern.dialogs(**ROLE, value="Ops")["changed"]
    assert not modern.simulator.world.faults.pending, "the answer was nested"


def test_a_double_made_at_the_same_time(modern: Cmdb) -> None:
    with modern.session() as session:
        plan = plan_dialogs(session, {**ROLE, "value": "Twin"})
        modern.dialogs(**ROLE, value="Twin")
        with pytest.raises(AmbiguousError, match="'Twin' 2 times"):
            plan.apply(session.execute)


def test_a_double_is_reported(modern: Cmdb) -> None:
    # cmdb.dialog.create with an existing title makes a second one (idoit-api.md §8)
    with modern.session() as session:
        call = Call("cmdb.dialog.create", {"category": "C__CATG__CONTACT", "property": "role", "value": "Twin"})
        first, second = (reply.value()["entry_id"] for reply in session.batch([call, call]))
    assert not modern.dialogs(**ROLE, value="Twin")["changed"]
    with pytest.raises(AmbiguousError, match=f"id: {first}.*id: {second}"):
        modern.dialogs(**ROLE, value="Twin", state="absent")
    modern.four_ways(modern.dialogs, **ROLE, value={"id": second}, new_value="Other")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"category": "C__CATG__CPU", "attribute": "frequency_unit", "value": "x"},
            "plain dialog: its values belong to i-doit",
        ),
        ({"category": "C__CATG__CPU", "attribute": "title", "value": "x"}, "C__CATG__CPU.title is no dialog"),
        ({**MODEL, "value": "x"}, "depend on manufacturer"),
        ({**MODEL, "value": "x", "parent": "nope"}, "no dialog value 'nope' .*MODEL.manufacturer"),
        ({**ROLE, "value": "x", "parent": "y"}, "depend on no other dialog"),
        ({**ROLE, "value": ""}, "none may be empty"),
        ({**ROLE, "value": "x", "new_value": ""}, "new_value .* is not empty"),
        ({**ROLE, "values": ["x", "y"], "new_value": "z"}, "renames one value"),
        ({**ROLE, "value": "x", "new_value": "z", "state": "absent"}, "with state present"),
        ({**ROLE, "value": "C__CONTACT_TYPE__NOPE"}, "no value with the constant"),
        ({"category": "C__CATG__CONTACT", "attribute": "rol", "value": "x"}, "no attribute of C__CATG__CONTACT 'rol'"),
    ],
)
def test_bad_input_is_named(server: Cmdb, params: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        server.dialogs(**params)
    assert server.writes == 0
