# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading many objects: what a filter may say, pages, chunks, and servers that get in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError, TransportError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import paging
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Session, connect
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply, Request
from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import ScriptedIdoit


class Shelf(ScriptedIdoit):
    """Objects in pages, as cmdb.objects.read gives them; ``between`` runs after each page."""

    def __init__(self, count: int) -> None:
        super().__init__({"cmdb.objects.read": self.read})
        self.rows = [{"id": str(number), "title": f"host{number}", "type": "5"} for number in range(1, count + 1)]
        self.between: Callable[[], None] = lambda: None
        self.largest = 10_000

    def read(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        ids = params["filter"].get("ids")
        rows = [row for row in self.rows if ids is None or int(row["id"]) in ids]
        offset, count = map(int, params.get("limit", "0,10000").split(","))
        page = rows[offset : offset + count]
        if "categories" in params:
            page = [{**row, "categories": {constant: [] for constant in params["categories"]}} for row in page]
        self.between()
        return page

    def answer(self, request: Request) -> Reply:
        reply = super().answer(request)
        counts = [
            max(int(params.get("limit", "0,0").split(",")[1]), len(params.get("filter", {}).get("ids", ())))
            for params in (member["params"] for member in self.batches[-1])
        ]
        return Reply(500) if max(counts) > self.largest else reply

    @property
    def limits(self) -> list[str]:
        return [params["limit"] for _unused, params in self.calls]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(25)


@pytest.fixture
def session(shelf: Shelf) -> Iterator[Session]:
    with shelf.running() as url, connect({"url": url, "api_key": "key-1", "retries": 0}) as session:
        yield session


def ids(rows: Any) -> list[int]:
    return [row["id"] for row in rows]


def test_pages_until_a_short_one(shelf: Shelf, session: Session) -> None:
    assert ids(session.objects({"type": 5}, page_size=10)) == list(range(1, 26))
    assert shelf.limits == ["0,10", "9,11", "19,11"]
    assert all((params["order_by"], params["sort"]) == ("id", "ASC") for _unused, params in shelf.calls)


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (9, 1), (10, 2), (11, 2)])
def test_the_last_page(count: int, requests: int) -> None:
    shelf = Shelf(count)
    with shelf.running() as url, connect({"url": url, "api_key": "key-1"}) as session:
        assert ids(session.objects({}, page_size=10)) == list(range(1, count + 1))
    assert len(shelf.calls) == requests


@pytest.mark.parametrize("gone", [[3], [1, 2, 3, 4, 5], [10], [8, 9, 10], list(range(1, 11))])
def test_objects_archived_between_two_pages_hide_no_other(shelf: Shelf, session: Session, gone: list[int]) -> None:
    def archive() -> None:
        shelf.rows = [row for row in shelf.rows if int(row["id"]) not in gone]

    shelf.between = archive
    assert ids(session.objects({}, page_size=10)) == list(range(1, 26))


def test_everything_archived_between_two_pages(shelf: Shelf, session: Session) -> None:
    shelf.between = shelf.rows.clear
    assert ids(session.objects({}, page_size=10)) == list(range(1, 11))


def test_objects_created_between_two_pages_come_once(shelf: Shelf, session: Session) -> None:
    new = iter(range(26, 30))

    def create() -> None:
        number = next(new, None)
        if number:
            shelf.rows.append({"id": str(number), "title": "new", "type": "5"})

    shelf.between = create
    found = ids(session.objects({}, page_size=10))
    assert found == sorted(set(found))
    assert found[:25] == list(range(1, 26))


def test_a_server_that_ignores_the_limit_is_noticed(shelf: Shelf, session: Session) -> None:
    shelf.answers["cmdb.objects.read"] = shelf.rows
    with pytest.raises(TransportError, match="same page"):
        list(session.objects({}, page_size=10))


def test_a_page_the_server_breaks_down_on_is_halved(shelf: Shelf, session: Session) -> None:
    shelf.largest = 6
    assert ids(session.objects({}, page_size=20)) == list(range(1, 26))


def test_a_server_that_breaks_down_on_every_page(shelf: Shelf, session: Session) -> None:
    shelf.largest = 0
    with pytest.raises(TransportError, match="HTTP 500"):
        list(session.objects({}, page_size=20))


def test_other_failures_end_the_reading(shelf: Shelf, session: Session) -> None:
    shelf.between = lambda: shelf.replies.append(Reply(200, {}, b"<html>"))
    with pytest.raises(TransportError, match="HTTP 200"):
        list(session.objects({}, page_size=10))


def test_no_ids_ask_for_nothing(shelf: Shelf, session: Session) -> None:
    assert list(session.objects({"ids": []})) == []
    assert paging.read_rows(session, []) == ([], [])
    assert shelf.requests == []


def test_rows_have_numbers_for_ids(session: Session) -> None:
    assert next(session.objects({})) == {"id": 1, "title": "host1", "type": 5}


def test_titles_are_compared_exactly(shelf: Shelf, session: Session) -> None:
    shelf.rows = [{"id": "1", "title": "web01"}, {"id": "2", "title": "WEB01"}, {"id": "3", "title": "web01 "}]
    assert ids(session.objects({"title": "WEB01"})) == [2]
    assert [row["id"] for row in paging.matching({"title": "web01", "sysid": None}, shelf.rows)] == [1]


def test_categories_come_with_the_rows(shelf: Shelf, session: Session) -> None:
    rows = list(session.objects({}, categories=["C__CATG__IP"]))
    assert rows[0]["categories"] == {"C__CATG__IP": []}
    assert shelf.calls[0][1]["categories"] == ["C__CATG__IP"]
    assert shelf.limits == ["0,100"]


def test_reading_in_two_phases(shelf: Shelf, session: Session) -> None:
    wanted = paging.read_ids(session, {"type": 5})
    assert wanted == list(range(1, 26))
    shelf.rows = [row for row in shelf.rows if row["id"] not in ("4", "20")]
    rows, missing = paging.read_rows(session, [*reversed(wanted)], ["C__CATG__IP"], status=2, size=10)
    assert missing == [20, 4]
    assert ids(rows) == [number for number in reversed(wanted) if number not in missing]
    chunks = [params["filter"] for _unused, params in shelf.calls[1:]]
    assert [len(chunk["ids"]) for chunk in chunks] == [10, 10, 5]
    assert {chunk["status"] for chunk in chunks} == {"C__RECORD_STATUS__NORMAL"}
    assert paging.read_rows(session, [3, 4]) == ([{"id": 3, "title": "host3", "type": 5}], [4])


def test_a_chunk_the_server_breaks_down_on_is_halved(shelf: Shelf, session: Session) -> None:
    shelf.largest = 6
    rows, missing = paging.read_rows(session, list(range(1, 27)))
    assert (ids(rows), missing) == (list(range(1, 26)), [26])
    shelf.largest = 0
    with pytest.raises(TransportError, match="HTTP 500"):
        paging.read_rows(session, [1, 2, 3])


def test_a_lookup_rides_in_a_batch() -> None:
    call = paging.lookup({"title": "a", "type": "C__OBJTYPE__SERVER"})
    assert call.method == "cmdb.objects.read"
    assert not call.writes
    assert call.params["filter"] == {"title": "a", "type": "C__OBJTYPE__SERVER"}


@pytest.mark.parametrize(
    ("given_filter", "sent"),
    [
        ({"title": "100%_a\\b"}, {"title": "100\\%\\_a\\\\b"}),
        ({"title": "plain", "type": None}, {"title": "plain"}),
        ({"sysid": "A_1"}, {"sysid": "A_1"}),
        ({"ids": ["1", 2]}, {"ids": [1, 2]}),
        ({"ids": 7}, {"ids": [7]}),
        ({"ids": {7}}, {"ids": [7]}),
        ({"type": [5, "6"]}, {"type": [5, 6]}),
        ({"type": "C__OBJTYPE__SERVER"}, {"type": "C__OBJTYPE__SERVER"}),
        ({"status": 3}, {"status": "C__RECORD_STATUS__ARCHIVED"}),
        ({"status": "4"}, {"status": "C__RECORD_STATUS__DELETED"}),
        ({"status": "C__RECORD_STATUS__TEMPLATE"}, {"status": "C__RECORD_STATUS__TEMPLATE"}),
    ],
)
def test_filters_as_the_server_takes_them(given_filter: dict[str, Any], sent: dict[str, Any]) -> None:
    assert paging.checked_filter(given_filter) == sent


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"titel": "x"}, "There is no filter 'titel'.*title"),
        ({"status": "archived"}, "record status 'archived'.*C__RECORD_STATUS__ARCHIVED"),
        ({"status": 99}, "record status 99"),
        ({"ids": ["7a"]}, "'7a' is no id"),
        ({"ids": [None]}, "None is no id"),
        ({"type": ["C__OBJTYPE__SERVER"]}, "is no id"),
    ],
)
def test_filters_that_cannot_be_meant(shelf: Shelf, session: Session, wrong: dict[str, Any], text: str) -> None:
    with pytest.raises(InputError, match=text):
        list(session.objects(wrong))
    assert shelf.requests == []


@given(st.text(alphabet="ab%_\\*?[]", max_size=8), st.text(alphabet="ab%_\\*?[]", max_size=8))
def test_an_escaped_title_matches_itself_only(title: str, other: str) -> None:
    pattern = paging.checked_filter({"title": title})["title"]
    assert _like(pattern, title)
    assert _like(pattern, other) == (title == other)


def _like(pattern: str, text: str) -> bool:
    """SQL's LIKE, by way of a regular expression."""
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    regex = "".join({"%": ".*", "_": "."}.get(part, re.escape(part[-1])) for part in parts)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def test_the_objects_types_have_two_names() -> None:
    assert paging.as_row({"id": "3", "objecttype": "5", "status": "2", "cmdb_status": None, "title": "x"}) == {
        "id": 3,
        "type": 5,
        "status": 2,
        "cmdb_status": None,
        "title": "x",
    }
