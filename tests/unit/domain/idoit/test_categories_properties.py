# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for all values of all kinds when they are written to a server: whatever is wished is stored once."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.reads import Reads
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.schema import Attribute, Category, Schema
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values import (
    Kind,
    choices,
    dialogs,
    numbers,
    references,
    text,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.dates import Date, DateTime

from .cmdb import Cmdb
from .furniture import TABLE, furnished

Wishes = st.SearchStrategy[Any]

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
amounts = st.integers(0, 10**8).map(lambda cents: cents / 100)
days = st.dates(datetime.date(1971, 1, 1), datetime.date(2037, 1, 1))
moments = st.datetimes(datetime.datetime(1971, 1, 1), datetime.datetime(2037, 1, 1))
german = "%d.%m.%Y"

#: What a user may write for a kind of value that names nothing, in all accepted spellings.
PLAIN: dict[type[Kind], Wishes] = {
    text.Text: lines,
    text.Password: lines,
    text.Html: lines | lines.map("<p>{}</p>".format) | st.lists(lines, max_size=3).map("\n".join),
    text.Mac: st.integers(0, 2**48 - 1)
    .map(lambda number: f"{number:012x}")
    .map(lambda digits: ":".join(digits[start : start + 2] for start in range(0, 12, 2)))
    | st.just("00:50:56:9A:2E:37"),
    text.TimeOfDay: st.times().map(lambda time: time.strftime("%H:%M")),
    numbers.Integer: st.integers(0, 999) | st.integers(0, 999).map(str),
    numbers.RackPosition: st.integers(1, 40),
    numbers.Float: amounts | amounts.map(str) | amounts.map(lambda amount: f"{amount:.2f}".replace(".", ",")),
    numbers.Money: amounts | amounts.map(lambda amount: f"{amount:.2f}") | amounts.map("{:,.2f} €".format),
    numbers.YesNo: st.sampled_from([True, False, "yes", "no", 1, 0, "1", "0", "ja", "nein"]),
    numbers.CustomYesNo: st.sampled_from([True, False, "yes", "no", 1, 0]),
    numbers.GuestFlag: st.booleans(),
    Date: days.map(str) | days.map(lambda day: day.strftime(german)),
    DateTime: moments.map(lambda moment: moment.isoformat(" ", "minutes"))
    | moments.map(lambda moment: moment.strftime(f"{german} %H:%M")),
}
#: Objects and entries of the furniture; each entry has this name on web01.
OBJECTS = [{"title": "web02"}, "nginx", {"title": "Jane Doe", "type": "C__OBJTYPE__PERSON"}, "Acme"]
ENTRIES = {
    "C__CATG__CONTROLLER": "SCSI 0",
    "C__CATG__HBA": "hba0",
    "C__CATG__IP": {"ipv4_address": "10.0.0.4"},
    "C__CATG__NETWORK_INTERFACE": {"title": "Card"},
    "C__CATG__RAID": "md0",
    "C__CATG__STORAGE_DEVICE": "sda",
}
PORT_LEFT_OUT = "layer2_assignment default_vlan cable assigned_connector connector_sibling"
#: Category, object, what tells its entries apart (None: it holds one), what every entry holds, what is left out.
CATEGORIES: list[tuple[str, str, str | None, dict[str, Any], str]] = [
    ("C__CATG__ACCOUNTING", "web01", None, {}, "guarantee_period_base"),
    ("C__CATG__CPU", "web01", "title", {}, ""),
    ("C__CATG__CUSTOM_FIELDS_CHECKS", "web01", "check_name", {}, ""),
    ("C__CATG__CUSTOM_FIELDS_OPERATIONS", "web01", None, {}, ""),
    ("C__CATG__DRIVE", "web01", "mount_point", {}, "drive_type ldev"),
    ("C__CATG__FORMFACTOR", "web01", None, {}, ""),
    ("C__CATG__GLOBAL", "web01", None, {}, "title type sysid cmdb_status"),
    ("C__CATG__LOCATION", "web01", None, {"parent": "Rack"}, "option"),
    ("C__CATG__MODEL", "web01", None, {}, ""),
    ("C__CATG__NETWORK_PORT", "web01", "title", {}, PORT_LEFT_OUT),
    ("C__CATG__PASSWD", "web01", "title", {}, ""),
    ("C__CATG__VIRTUAL_MACHINE", "guest01", None, {"virtual_machine": True}, "state hosts primary"),
]


@pytest.fixture(scope="module", params=["modern", "legacy"])
def world(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    """A server that all examples share: each changes what the one before has left."""
    with furnished(request.param) as server:
        yield server


@pytest.fixture(scope="module", params=CATEGORIES, ids=lambda each: each[0])
def draw_entries(request: pytest.FixtureRequest, world: Cmdb) -> tuple[dict[str, Any], Wishes]:
    """A task without entries, and the entries it may have."""
    constant, title, told_by, always, left_out = request.param
    with world.session() as session:
        refused = TABLE["legacy"]["refused"] if session.generation.name == "legacy" else {}
        category = Schema(session, Reads(session)).load(constant)
        wishes = {}
        for key in category.writable():
            if key not in (told_by, *always, *left_out.split()) and f"{constant}.{key}" not in refused:
                wishes[key] = wishes_for(session, category.attributes[key])
    optional = {key: each if is_of_unit(category, key) else each | st.none() for key, each in wishes.items()}
    entry = st.fixed_dictionaries({}, optional=optional).map(lambda data: coherent(category, {**data, **always}))
    task = {"object": {"title": title}, "category": constant, "create_dialog_values": True}
    if told_by is None:
        return task, entry.map(lambda data: [data])
    named = st.tuples(st.sampled_from(["one", "two", "three"]), entry).map(lambda pair: {told_by: pair[0], **pair[1]})
    return {**task, "match_by": [told_by]}, st.lists(named, min_size=1, max_size=3, unique_by=lambda one: one[told_by])


def wishes_for(session: Any, attribute: Attribute) -> Wishes:
    """All that a user may write for an attribute of this server."""
    kind = attribute.kind
    if isinstance(kind, dialogs.FixedDialog):
        return st.sampled_from(["Rear", "front", {"id": 2}, "C__INSERTION__BOTH", {"id": 1}])
    if isinstance(kind, dialogs.Dialog):
        known = choices(session.read([session.generation.read_dialog(attribute.category, attribute.key)])[0])
        if attribute.parent is None:
            spelled = [spelling for one in known for spelling in ({"id": one.id}, one.title, one.const) if spelling]
        else:
            spelled = ["M1", "M2"]
        one = st.sampled_from(spelled) if spelled else st.nothing()
        one = one | st.sampled_from(["new 1", "new 2", "5", 5]) if kind.creatable else one
        return st.lists(one, max_size=3) if isinstance(kind, dialogs.MultiSelect) else one
    if isinstance(kind, references.EntryRefs):
        return st.lists(st.just(ENTRIES[str(kind.category)]), max_size=2)
    if isinstance(kind, references.EntryRef):
        return st.just(ENTRIES[str(kind.category)])
    if isinstance(kind, references.ObjectRef):
        one = st.sampled_from(OBJECTS)
        return st.lists(one, max_size=3) if isinstance(kind, references.ObjectRefs) else one
    return PLAIN[kind.__class__]


def is_of_unit(category: Category, key: str) -> bool:
    """Whether it is a number with a unit, or the unit: one without the other means nothing."""
    units = {each.unit for each in category.attributes.values()}
    return category.attributes[key].unit is not None or key in units


def coherent(category: Category, data: dict[str, Any]) -> dict[str, Any]:
    """A number comes with its unit, a dialog with the one it depends on."""
    needed = {key: category.attributes[key].unit or category.attributes[key].parent for key in data}
    return {key: value for key, value in data.items() if needed[key] is None or data.get(needed[key]) is not None}


def permuted(entries: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The same entries with everything in another order whose order means nothing."""
    shuffled = random.Random(seed)

    def mixed(values: list[Any]) -> list[Any]:
        return shuffled.sample(values, len(values))

    return mixed(
        [
            {key: mixed(value) if isinstance(value, list) else value for key, value in mixed(list(one.items()))}
            for one in entries
        ]
    )


def without_new_ids(entries: list[dict[str, Any]], foreseen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries as they were foreseen: one that was still to be created had no id."""
    return [{**one, "id": before["id"] and one["id"]} for one, before in zip(entries, foreseen, strict=True)]


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
)
@given(data=st.data(), seed=st.integers(0, 99))
def test_whatever_is_wished_is_stored_once(
    world: Cmdb, draw_entries: tuple[dict[str, Any], Wishes], data: st.DataObject, seed: int
) -> None:
    task, strategy = draw_entries
    entries = data.draw(strategy)
    foreseen = world.entries(check=True, **task, entries=entries)
    assert world.writes == 0
    made = world.entries(**task, entries=entries)
    assert (made["changed"], made["steps"], made["before"]) == (
        foreseen["changed"],
        foreseen["steps"],
        foreseen["before"],
    )
    assert without_new_ids(made["after"], foreseen["after"]) == foreseen["after"]
    for again in (entries, permuted(entries, seed)):
        repeated = world.entries(**task, entries=again)
        assert repeated["steps"] == []
        assert not repeated["changed"]
        assert world.writes == 0
