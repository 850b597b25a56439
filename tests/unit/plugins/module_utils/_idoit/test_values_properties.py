# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every value of every kind, found out by trying many."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values import (
    EMPTY,
    Choice,
    EntryReference,
    FixedDialog,
    Kind,
    ObjectReference,
    ObjectType,
    Refused,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.base import is_empty
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.dates import Date, DateTime
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.dialogs import (
    Dialog,
    DialogPlus,
    MultiSelect,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.numbers import (
    CustomYesNo,
    Float,
    GuestFlag,
    Integer,
    Money,
    RackPosition,
    YesNo,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.references import (
    EntryRef,
    EntryRefs,
    ObjectRef,
    ObjectRefs,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.text import (
    Html,
    IpAddress,
    Mac,
    Password,
    Text,
    TimeOfDay,
)

ids = st.integers(min_value=0, max_value=2**31)
lines = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=255)
choices = st.builds(Choice, ids, lines)
objects = st.builds(ObjectReference, ids, lines)
entries = st.builds(EntryReference, ids, lines)

#: A kind and what a user may write for it.
PARSED: list[st.SearchStrategy[tuple[Kind, Any]]] = [
    st.tuples(st.sampled_from([Text(), Html(), Mac(), Password()]), lines),
    st.tuples(st.just(IpAddress()), st.ip_addresses().map(str)),
    st.tuples(st.just(TimeOfDay()), st.times().map(lambda time: time.strftime("%H:%M"))),
    st.tuples(st.sampled_from([Integer(), RackPosition()]), st.integers() | st.integers().map(str)),
    st.tuples(st.just(Float()), st.floats(allow_nan=False, allow_infinity=False, width=32)),
    st.tuples(st.just(Money()), st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(float)),
    st.tuples(st.sampled_from([YesNo(), CustomYesNo(), GuestFlag()]), st.booleans()),
    st.tuples(st.sampled_from([Date(), DateTime()]), st.dates().map(str)),
    st.tuples(st.just(DateTime()), st.datetimes().map(lambda when: when.replace(microsecond=0).isoformat(" "))),
]
#: A kind and a value of it whose names are looked up already.
RESOLVED: list[st.SearchStrategy[tuple[Kind, Any]]] = [
    st.tuples(st.sampled_from([Dialog(), DialogPlus()]), choices),
    st.tuples(st.just(FixedDialog(Choice(0, "Rear"), Choice(1, "Front"))), choices),
    st.tuples(st.just(ObjectType()), lines),
    st.tuples(st.just(ObjectRef()), objects),
    st.tuples(st.just(EntryRef(None)), entries),
    st.tuples(st.just(MultiSelect()), st.lists(choices, min_size=1).map(tuple)),
    st.tuples(st.just(ObjectRefs()), st.lists(objects, min_size=1).map(tuple)),
    st.tuples(st.just(EntryRefs(None)), st.lists(entries, min_size=1).map(tuple)),
]
typed = st.one_of(*[each.map(lambda pair: (pair[0], pair[0].parse(pair[1]))) for each in PARSED], *RESOLVED)
#: Anything JSON can carry: no answer of a server may break the reading.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "const", "value", "ref_id", "ref_title", "prop_type"]), inner, max_size=4
        )
    ),
    max_leaves=6,
)
KINDS: list[Kind] = [
    *(Text(), Html(), Mac(), Password(), IpAddress(), TimeOfDay(), Integer(), RackPosition(), Float(), Money()),
    *(YesNo(), CustomYesNo(), GuestFlag(), Date(), DateTime(), Dialog(), DialogPlus(), MultiSelect()),
    *(FixedDialog(), ObjectType(), ObjectRef(), ObjectRefs(), EntryRef(None), EntryRefs(None)),
]
kinds = st.sampled_from(KINDS)


def test_no_kind_is_left_out() -> None:
    def below(kind: type[Kind]) -> set[type[Kind]]:
        return {kind}.union(*(below(each) for each in kind.__subclasses__()))

    in_use = {each for each in below(Kind) if not each.__name__.startswith("_")}
    assert in_use - {Kind, Refused} == {type(kind) for kind in KINDS}


@given(typed)
def test_what_is_sent_reads_as_the_same(pair: tuple[Kind, Any]) -> None:
    kind, value = pair
    assert kind.equal(value, kind.from_wire(kind.to_wire(value)))


@given(typed)
def test_a_value_equals_itself_and_differs_from_nothing(pair: tuple[Kind, Any]) -> None:
    kind, value = pair
    assert kind.equal(value, value)
    assert kind.equal(value, EMPTY) == (value is False)
    assert kind.equal(EMPTY, value) == (value is False or value == 0)


@given(kinds)
def test_what_clears_reads_as_nothing(kind: Kind) -> None:
    assert is_empty(kind.to_wire(EMPTY))
    assert kind.equal(EMPTY, kind.from_wire(kind.to_wire(EMPTY)))


@given(st.sampled_from([MultiSelect(), ObjectRefs(), EntryRefs(None)]), st.data())
def test_the_order_of_sets_means_nothing(kind: Kind, data: st.DataObject) -> None:
    several = data.draw(
        st.lists({MultiSelect: choices, ObjectRefs: objects, EntryRefs: entries}[type(kind)], min_size=1)
    )
    shuffled = data.draw(st.permutations(several))
    assert kind.equal(tuple(several), tuple(shuffled))
    assert kind.show(tuple(several)) == kind.show(tuple(shuffled))


@given(kinds, json_values)
def test_no_answer_breaks_the_reading(kind: Kind, raw: Any) -> None:
    value = kind.from_wire(raw)
    kind.show(value)
    kind.show_apart(value)
    kind.equal(EMPTY, value)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_dates_are_the_same_in_both_spellings(day: datetime.date) -> None:
    kind = Date()
    assert kind.parse(day.strftime("%d.%m.%Y")) == kind.parse(day.isoformat())


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_money_is_the_same_in_both_locales(amount: Any) -> None:
    kind = Money()
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert kind.equal(kind.parse(float(amount)), kind.from_wire(f"{english} €"))
    assert kind.equal(kind.parse(float(amount)), kind.from_wire(f"{german} €"))
