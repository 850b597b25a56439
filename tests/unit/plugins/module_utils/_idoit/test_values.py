# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of value: what a user may write, what the server is sent, what it reads, and what counts as equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from ipaddress import ip_address
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values import (
    EMPTY,
    Choice,
    EntryReference,
    EntryWish,
    FixedDialog,
    GuestFlag,
    Kind,
    ObjectReference,
    ObjectWish,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.base import is_empty
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.dates import Date, DateTime, Moment
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.dialogs import (
    Dialog,
    DialogPlus,
    MultiSelect,
    choices,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.numbers import (
    CustomYesNo,
    Float,
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
    find_entry,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.text import (
    Html,
    IpAddress,
    Mac,
    Password,
    Text,
    TimeOfDay,
)

GHZ = {"id": "3", "title": "GHz", "const": "C__FREQUENCY_UNIT__GHZ", "title_lang": "GHz"}
ROOM = {"id": "24", "title": "Room", "sysid": "SYSID_1", "type": "C__OBJTYPE__ROOM", "type_title": "Room"}
ADDRESS = {"id": "26", "title": "Net", "ref_id": "9", "ref_title": "10.0.0.5", "ref_type": "C__CATS__NET_IP_ADDRESSES"}
CUSTOM_EMPTY = [{"prop_type": "calendar"}, {"identifier": "OS"}, {"title": "-1", "prop_type": "yes-no"}]


class Scope:
    """What a server would tell."""

    def __init__(self, known: Sequence[Choice] | None = None, parent: Choice | None = None) -> None:
        self._known = known
        self._parent = parent
        self.created: list[str] = []

    def choices(self) -> Sequence[Choice] | None:
        return self._known

    def parent(self) -> Choice | None:
        return self._parent

    def new_choice(self, title: str, parent: Choice | None, _known: Sequence[Choice]) -> Choice:
        self.created.append(title)
        return Choice(None, title, parent_id=parent.id if parent else None, pending="later")

    def object(self, wish: ObjectWish) -> ObjectReference:
        return ObjectReference(wish.id or 1, wish.title)

    def entry(self, wish: EntryWish) -> EntryReference:
        return EntryReference(wish.id or 2, wish.name)


@pytest.mark.parametrize(
    "raw",
    [
        *(None, "", [], {}, False, [None, None], {"value": None, "title": "No"}, {"title": None}),
        *({"latitude": None, "longitude": None, "0": None, "1": None}, {"id": None, "const": "", "title": ""}),
        *CUSTOM_EMPTY,
    ],
)
def test_every_empty_of_the_server_is_empty(raw: Any) -> None:
    # idoit-api.md §10.2
    assert is_empty(raw)
    assert Kind().from_wire(raw) is EMPTY


@pytest.mark.parametrize(
    "raw", [0, "0", {"title": 0}, {"id": "0", "title": ""}, {"value": "0", "title": "No"}, [{"id": 1}]]
)
def test_zero_is_not_nothing(raw: Any) -> None:
    assert not is_empty(raw)


#: kind, what the user writes, what is sent, what is read back
STORED = [
    (Text(), "web01", "web01", "web01"),
    (Text(), 1.5, "1.5", "1.5"),
    (Text(), "<b>web</b>\n01", "<b>web</b>\n01", "web01"),  # sanitised by modern servers, idoit-api.md §10
    (Text(), "1 < 2 > 0", "1 < 2 > 0", "1 < 2 > 0"),  # PHP's strip_tags takes no "< " for a tag
    (Text(), "rack <5> unit", "rack <5> unit", "rack  unit"),
    (Text(), "<a title='>'>x</a>", "<a title='>'>x</a>", "x"),
    (Text(), "below <5", "below <5", "below "),
    (Html(), "<p>x</p>", "<p>x</p>", "<p>x</p>\r\n"),
    (Html(), "a & b\nc", "a & b\nc", "<p>a &amp; b\r\nc</p>"),
    (Mac(), "00:50:56:9a:2e:37", "00:50:56:9a:2e:37", "00:50:56:9A:2E:37"),
    (IpAddress(), "10.0.0.5", "10.0.0.5", ADDRESS),
    (IpAddress(), "2001:DB8::0:1", "2001:db8::1", {**ADDRESS, "ref_title": "2001:0db8::1"}),
    (Integer(), "16", 16, "16"),
    (Integer(), 16.0, 16, {"title": 16}),
    (Float(), "2,4", 2.4, {"title": 2.4}),
    (Float(), 16, 16.0, {"title": "16.00"}),
    (Float(), 2.40001, 2.40001, {"title": 2.4}),
    (Money(), 2499, 2499.0, "2,499.00 €"),
    (Money(), "2.499,00 €", 2499.0, "2.499,00 €"),
    (Money(), 0, 0.0, "0.00 €"),
    (YesNo(), True, 1, {"value": "1", "title": "Yes"}),
    (YesNo(), "no", 0, {"value": None, "title": "No"}),
    (YesNo(), "1", 1, {"value": 1, "title": "Yes"}),
    (CustomYesNo(), True, "LC__UNIVERSAL__YES", {"title": "LC__UNIVERSAL__YES", "prop_type": "yes-no"}),
    (CustomYesNo(), False, "LC__UNIVERSAL__NO", {"title": "-1", "prop_type": "yes-no"}),
    (GuestFlag(), True, 1, {"id": "2", "title": "Yes", "const": "", "title_lang": "LC__UNIVERSAL__YES"}),
    (GuestFlag(), False, 0, {"id": "3", "title": "No", "const": "", "title_lang": "LC__UNIVERSAL__NO"}),
    (RackPosition(), 1, 1, {"title": "42", "obj_id": "770", "visually_from": 1, "visually_to": 1}),
    (RackPosition(), "3", 3, {"title": "3", "obj_id": "23"}),
    (Date(), "2023-02-28", "2023-02-28", "2023-02-28"),
    (Date(), "28.02.2023", "2023-02-28", "28.02.23"),
    (DateTime(), "2020-02-14 08:34", "2020-02-14 08:34", "2020-02-14 - 08:34"),
    (DateTime(), "2020-02-14T08:34:05", "2020-02-14 08:34:05", "2020-02-14 08:34"),
    (DateTime(), "2019-06-18", "2019-06-18", {"title": "2019-06-18", "prop_type": "calendar"}),
    (TimeOfDay(), "8:05", "08:05", "08:05:00"),
    (Password(), "s3cret", "s3cret", "s3cret"),
    (ObjectRef(), {"id": "24"}, 24, ROOM),
    (ObjectRef(), {"id": 24}, 24, [{**ROOM, "connection_id": "14"}]),
    (ObjectRefs(), [{"id": 24}, {"id": 7}], [24, 7], [{"id": "7", "title": "x"}, ROOM]),
    (EntryRef("C__CATG__NETWORK_PORT"), {"id": 78}, 78, {"id": "78", "title": "eth0", "type": "C__CATG__NETWORK_PORT"}),
    (EntryRef("C__CATG__VERSION", "application"), {"id": 5}, 5, {"id": "9", "ref_id": "5", "ref_title": "1.0"}),
    (
        EntryRefs("C__CATG__IP"),
        [{"id": 5}],
        [5],
        [{"id": "5", "title": "10.1.2.3", "hostname": None, "type": "C__CATG__IP"}],
    ),
    (Dialog(), {"id": 3}, 3, GHZ),
    (MultiSelect(), [{"id": 3}], [3], [{"id": "3", "title": "GHz"}]),
]


@pytest.mark.parametrize(("kind", "given", "sent", "read"), STORED)
def test_what_is_written_reads_back_as_equal(kind: Kind, given: Any, sent: Any, read: Any) -> None:
    wanted = kind.resolve(kind.parse(given), Scope(choices([GHZ])))
    assert kind.to_wire(wanted) == sent
    assert kind.equal(wanted, kind.from_wire(read))


@pytest.mark.parametrize(("kind", "read"), [(kind, read) for kind, _given, _sent, read in STORED])
def test_cleared_is_not_equal_to_something(kind: Kind, read: Any) -> None:
    assert kind.parse(None) is EMPTY
    assert kind.to_wire(EMPTY) in (None, "", [])
    assert kind.equal(EMPTY, kind.from_wire(None))
    stored = kind.from_wire(read)
    # An unset yes/no reads as No, and some numbers cannot be anything but 0.
    assert kind.equal(EMPTY, stored) == (stored is EMPTY or stored is False or stored == 0)


@pytest.mark.parametrize(
    ("kind", "given", "read"),
    [
        (Text(), "x", "<b>x</b>"),
        (Text(), "x", " x"),
        (Text(), "Web", "web"),
        (Integer(), 0, None),
        (Integer(), 16, "17"),
        (Float(), 2.4, {"title": 2.41}),
        (Money(), 10, "10.01 €"),
        (YesNo(), True, {"value": None, "title": "No"}),
        (Date(), "2023-02-28", "2023-03-28"),
        (Date(), "2023-02-28", "-"),
        (DateTime(), "2020-02-14 08:34:05", "2020-02-14 08:34:06"),
        (IpAddress(), "10.0.0.5", {**ADDRESS, "ref_title": "10.0.0.6"}),
        (Password(), "s3cret", "S3cret"),
        (ObjectRef(), {"id": 25}, ROOM),
        (ObjectRefs(), [{"id": 24}], [ROOM, {"id": "7"}]),
        (ObjectRefs(), [{"id": 24}, {"id": 7}], [ROOM]),
        (Dialog(), {"id": 3}, {**GHZ, "id": "2"}),
        (MultiSelect(), [{"id": 3}], [{"id": "3"}, {"id": "4", "title": "x"}]),
    ],
)
def test_what_differs_is_not_equal(kind: Kind, given: Any, read: Any) -> None:
    wanted = kind.resolve(kind.parse(given), Scope(choices([GHZ])))
    assert not kind.equal(wanted, kind.from_wire(read))


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Text(), True),
        (Text(), ["x"]),
        (Text(), "x" * 256),
        (Integer(), "many"),
        (Integer(), 2.7),
        (Integer(), True),
        (Float(), "fast"),
        (Float(), "inf"),
        (Money(), "1.234"),  # thousands or decimals
        (Money(), "lots"),
        (YesNo(), "perhaps"),
        (Date(), "2023-02-30"),
        (Date(), "tomorrow"),
        (TimeOfDay(), 510),  # what YAML makes of an unquoted 08:30
        (TimeOfDay(), "25:00"),
        (IpAddress(), "10.0.0.256"),
        (Dialog(), True),
        (Dialog(), {"id": "GHz"}),
        (Dialog(), {"name": "GHz"}),
        (ObjectRef(), {"id": -1}),
        (ObjectRef(), {"type": "C__OBJTYPE__ROOM"}),
        (ObjectRef(), {"titel": "Room"}),
        (EntryRef("C__CATG__IP"), {"object": "x"}),
        (EntryRef("C__CATG__IP", elsewhere=True), "10.0.0.5"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: Kind, given: Any) -> None:
    with pytest.raises(InputError):
        kind.parse(given)


def test_typed_values() -> None:
    assert Money().from_wire("-1,234.50 €") == Decimal("-1234.50")
    assert Money().from_wire(" €") is EMPTY
    assert IpAddress().from_wire([ADDRESS]) == ip_address("10.0.0.5")
    assert Date().from_wire("2023-02-28 10:00:00") == Moment(datetime(2023, 2, 28), 3)
    assert DateTime().from_wire("0000-00-00 00:00:00") is EMPTY


@pytest.mark.parametrize("given", ["GHz", "C__FREQUENCY_UNIT__GHZ", {"title": "GHz"}, {"id": 3}, {"id": "3"}])
def test_a_dialog_value_has_several_names(given: Any) -> None:
    assert Dialog().resolve(Dialog().parse(given), Scope(choices([GHZ]))).id == 3


@pytest.mark.parametrize("given", ["3", 3])
def test_a_bare_number_is_a_title_never_an_id(given: Any) -> None:
    # design rule 3; as a numeric string it would create an entry called "3" (idoit-api.md §10.1)
    kind = Dialog()
    with pytest.raises(InputError, match=r"If 3 is an id, write \{id: 3\}"):
        kind.resolve(kind.parse(given), Scope(choices([GHZ])))
    titled = Choice(9, "3")
    assert kind.resolve(kind.parse(given), Scope([*choices([GHZ]), titled])) == titled


def test_dialog_titles_are_compared_exactly_and_the_first_of_several_is_never_picked() -> None:
    kind = DialogPlus()
    scope = Scope([Choice(1, "Dell"), Choice(2, "dell"), Choice(3, "HP"), Choice(4, "HP")])
    assert kind.resolve(kind.parse("dell"), scope).id == 2
    with pytest.raises(AmbiguousError, match=r"\{id: 3\}, \{id: 4\}"):
        kind.resolve(kind.parse("HP"), scope)
    assert kind.resolve(kind.parse("DELL"), scope).pending == "later"
    assert scope.created == ["DELL"]


def test_a_dependent_value_is_looked_up_below_its_parent() -> None:
    kind = DialogPlus()
    known = [Choice(1, "M1", parent_id=10), Choice(2, "M1", parent_id=20)]
    assert kind.resolve(kind.parse("M1"), Scope(known, Choice(20, "HP"))).id == 2
    assert kind.resolve(kind.parse("M1"), Scope(known, Choice(30, "IBM"))).pending == "later"


def test_nested_dialog_lists_are_understood() -> None:
    assert [each.id for each in choices([[{"id": "1", "title": "a", "const": ""}, {"id": 2, "title": "b"}]])] == [1, 2]
    nested = {"id": "5", "title": "M1", "const": "", "parent": {"id": "2", "const": "", "title": "Dell"}}
    assert choices([nested])[0].parent_id == 2


def test_fixed_dialogs() -> None:
    kind = FixedDialog(Choice(0, "Rear"), Choice(1, "Front"))
    assert kind.to_wire(kind.resolve(kind.parse("rear"), Scope())) == 0
    with pytest.raises(InputError, match="Front, Rear"):
        kind.resolve(kind.parse("top"), Scope())
    unknown = FixedDialog()
    assert unknown.to_wire(unknown.resolve(unknown.parse({"id": 7}), Scope())) == 7
    with pytest.raises(InputError, match=r"Write \{id: …\}"):
        unknown.resolve(unknown.parse("seven"), Scope())


def test_entries_are_found_by_name() -> None:
    known = [EntryReference(1, "eth0"), EntryReference(2, "eth1"), EntryReference(3, "eth1")]
    assert find_entry(EntryWish(name="eth0"), known).id == 1
    with pytest.raises(AmbiguousError, match=r"\{id: 2\}, \{id: 3\}"):
        find_entry(EntryWish(name="eth1"), known)


def test_secrets_are_not_shown() -> None:
    kind = Password()
    assert "s3cret" not in f"{kind.show('s3cret')}{kind.show_apart('s3cret')}"
    assert kind.show("a") != kind.show_apart("b")


def test_contacts_do_not_carry_their_password_hash_further() -> None:
    # idoit-observed.md §4
    read = ObjectRef().from_wire(
        {"id": "37", "title": "Jane Doe", "user_pass": "5f4dcc3b", "type": "C__OBJTYPE__PERSON"}
    )
    assert "5f4dcc3b" not in repr(read)
    assert ObjectRef().show(read) == {"id": 37, "title": "Jane Doe", "type": "C__OBJTYPE__PERSON"}


def test_a_computed_name_reads_as_its_title() -> None:
    """idoit-api.md §11.4, primary_fqdn."""
    assert Text().from_wire([{"id": "3", "title": "srv1.example.com"}]) == "srv1.example.com"
