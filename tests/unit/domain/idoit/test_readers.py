# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries, attributes, dialogs and reports, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION, ArgSpec
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError, NotFoundError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import reports
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.info import INFO
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_dialogs import (
    DIALOG_INFO,
    read_dialog,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_entries import (
    CATEGORY_INFO,
    read_category,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_objects import OBJECT_INFO

from .cmdb import SERVER, Cmdb, cmdb
from .reading import read

ACCESS = "C__CATG__ACCESS"
MODEL = "C__CATG__MODEL"


@pytest.fixture(params=["modern", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        server.objects(objects=[SERVER])
        yield server


@pytest.fixture
def demo() -> Iterator[Cmdb]:
    with cmdb("modern", "demo") as server:
        server.objects(objects=[SERVER])
        yield server


def category(server: Cmdb, **params: Any) -> dict[str, Any]:
    return read(server, CATEGORY_INFO, read_category, **params)


def dialog(server: Cmdb, **params: Any) -> dict[str, Any]:
    return read(server, DIALOG_INFO, read_dialog, **params)


def report(server: Cmdb, **params: Any) -> dict[str, Any]:
    return read(server, reports.REPORT_INFO, reports.read_reports, **params)


@pytest.mark.parametrize("spec", [CATEGORY_INFO, DIALOG_INFO, INFO, OBJECT_INFO, reports.REPORT_INFO])
def test_no_option_hides_one_of_the_connection(spec: ArgSpec) -> None:
    assert set(spec.options) & set(IDOIT_CONNECTION.options) == set()


def test_entries_by_status(server: Cmdb) -> None:
    server.entries(object=SERVER, category=ACCESS, entries=[{"title": "a"}, {"title": "b"}])
    server.entries(object=SERVER, category=ACCESS, data={"title": "b"}, state="archived")
    found = category(server, object=SERVER, category=ACCESS)
    assert found["object"]["title"] == "web01"
    assert [(each["title"], each["status"]) for each in found["entries"]] == [("a", "normal")]
    every = category(server, object=SERVER, category=ACCESS, status=["normal", "archived"], raw=True)
    assert [(each["title"], each["status"]) for each in every["entries"]] == [("a", "normal"), ("b", "archived")]
    assert [each["title"] for each in every["raw"]] == ["a", "b"]
    assert server.requests <= 4
    with pytest.raises(NotFoundError, match="web99"):
        category(server, object={**SERVER, "title": "web99"}, category=ACCESS)


def test_what_a_category_is_made_of(server: Cmdb) -> None:
    found = {each["key"]: each for each in category(server, category=MODEL, attributes=True)["attributes"]}
    assert found["serial"]["type"] == "text"
    assert found["serial"]["writable"] is True
    assert found["manufacturer"]["type"] == "dialog_plus"
    assert found["title"]["parent"] == "manufacturer"
    assert "dialog_values" not in found["manufacturer"]
    with pytest.raises(InputError, match="Name an object"):
        category(server, category=MODEL)


def test_attributes_with_their_dialog_values(server: Cmdb) -> None:
    server.dialogs(category=MODEL, attribute="manufacturer", values=["Dell"])
    found = {each["key"]: each for each in category(server, category=MODEL, dialog_values=True)["attributes"]}
    assert "Dell" in [each["title"] for each in found["manufacturer"]["dialog_values"]]
    assert "dialog_values" not in found["serial"]
    assert server.requests <= 4


def test_secret_attributes_say_so_and_nothing_else(demo: Cmdb) -> None:
    custom = "C__CATG__CUSTOM_FIELDS_OPERATIONS"
    demo.entries(object=SERVER, category=custom, data={"Emergency password": "hush", "Cost center": "7"})
    found = category(demo, object=SERVER, category=custom, attributes=True, raw=True)
    secret = [each["title"] for each in found["attributes"] if each["secret"]]
    assert secret == ["Emergency password"]
    assert "7" in str(found["entries"])
    assert "hush" not in str(found)
    assert {each["key"] for each in found["attributes"] if not each["writable"]} >= {"html_c_1700000000015"}


def test_dialog_values(server: Cmdb) -> None:
    server.dialogs(category=MODEL, attribute="manufacturer", values=["Dell", "HP"])
    found = dialog(server, category=MODEL, attribute="manufacturer")
    assert [each["title"] for each in found["dialog_values"]][-2:] == ["Dell", "HP"]
    assert found["extensible"] is True
    units = dialog(server, category="C__CATG__CPU", attribute="frequency_unit")
    assert "GHz" in [each["title"] for each in units["dialog_values"]]
    assert units["extensible"] is False
    with pytest.raises(InputError, match="no list of values"):
        dialog(server, category=MODEL, attribute="serial")


def test_nothing_is_called_like_a_method_of_dictionaries(server: Cmdb) -> None:
    """Templates would take the method: {{ found.values }}."""
    described = category(server, object=SERVER, category=MODEL, dialog_values=True)
    for found in (dialog(server, category=MODEL, attribute="manufacturer"), described, *described["attributes"]):
        assert set(found) & set(dir(dict)) == set()


def test_dialog_values_below_a_parent(demo: Cmdb) -> None:
    demo.dialogs(category=MODEL, attribute="manufacturer", values=["Dell", "HP"])
    demo.dialogs(category=MODEL, attribute="title", parent="Dell", values=["R750"])
    demo.dialogs(category=MODEL, attribute="title", parent="HP", values=["DL380"])
    below = dialog(demo, category=MODEL, attribute="title", parent="Dell")
    assert [each["title"] for each in below["dialog_values"]] == ["R750"]
    assert below["depends_on"] == "manufacturer"
    with pytest.raises(NotFoundError, match="Dall"):
        dialog(demo, category=MODEL, attribute="title", parent="Dall")
    with pytest.raises(InputError, match="depends on no other"):
        dialog(demo, category=MODEL, attribute="manufacturer", parent="Dell")


@pytest.mark.parametrize("page", [1000, 2, 1])
def test_the_rows_of_a_report(demo: Cmdb, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    monkeypatch.setattr(reports, "PAGE", page)
    demo.objects(objects=[{"title": f"web0{number}", "type": SERVER["type"]} for number in (2, 3)])
    (listed,) = [each for each in report(demo)["reports"] if each["title"] == "All servers"]
    by_id = report(demo, id=listed["id"])
    assert [row["Title"] for row in by_id["rows"]] == ["web01", "web02", "web03"]
    assert report(demo, title="All servers") == by_id
    assert [row["Title"] for row in report(demo, title="All servers", limit=2)["rows"]] == ["web01", "web02"]
    with pytest.raises(InputError, match="All servers"):
        report(demo, title="All server")


def test_a_server_without_pages_answers_a_report_once(demo: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "PAGE", 1)
    method = demo.simulator.dialect.methods["cmdb.reports.read"]
    whole = type(method)(
        lambda context, params: method.call(context, {key: params[key] for key in params if key == "id"})
    )
    monkeypatch.setitem(demo.simulator.dialect.methods, "cmdb.reports.read", whole)
    assert [row["Title"] for row in report(demo, title="All servers")["rows"]] == ["web01"]


def test_pages_that_are_the_same(demo: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report need not show anything that tells its rows apart."""
    monkeypatch.setattr(reports, "PAGE", 2)
    demo.objects(objects=[{"title": f"web0{number}", "type": SERVER["type"]} for number in (2, 3, 4, 5)])
    demo.simulator.world.database.run("UPDATE reports SET columns = 'Object type' WHERE title = 'All servers'")
    assert len(report(demo, title="All servers")["rows"]) == 5


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("<p>one</p><p>two<br/>three</p>", "one\ntwo\nthree"),
        ("5 < 6 and 8 > 7", "5 < 6 and 8 > 7"),
        ("&lt;b&gt;", "<b>"),
        (5, 5),
        (None, None),
    ],
)
def test_cells_without_markup(cell: Any, plain: Any) -> None:
    assert reports._plain(cell) == plain


def test_a_report_without_markup() -> None:
    assert reports._plain('<span data-date="1"></span>2026-11-22 - 17:00 &amp; later ') == "2026-11-22 - 17:00 & later"


def test_a_server_without_reports(server: Cmdb) -> None:
    assert report(server) == {"reports": []}
