# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validation of writes and its switch, descriptions without markup (idoit-api.md §1.1, §2, §7.2)."""

from __future__ import annotations

import pytest

from .api import Api

MODEL = "C__CATG__MODEL"
ORGANIZATION = "C__CATS__ORGANIZATION"
IMAGES = "C__CATG__IMAGES"
HTML = "<p>one &amp; <b>two</b></p>\r\n<p>three</p>"


def switch(api: Api, name: str, value: object) -> None:
    """Change a setting of the server, as its administrator would."""
    assert name in api.simulator.world.settings
    api.simulator.world.settings[name] = value


def test_without_validation_an_unknown_attribute_is_ignored(modern: Api) -> None:
    number = modern.server()
    data = {"serial": "S-5", "colour": "red"}
    error = modern.error("cmdb.category.save", object=number, category=MODEL, data=data)
    assert error["data"] == {"colour": "(unknown) Property 'colour' is unknown."}
    switch(modern, "api.validation", 0)
    modern.save(number, MODEL, data)
    (entry,) = modern.entries(number, MODEL)
    assert entry["serial"] == "S-5"
    assert "colour" not in entry


def test_without_validation_a_value_that_does_not_fit_leaves_what_was_stored(modern: Api) -> None:
    number = modern.server()
    entry = modern.save(number, "C__CATG__CPU", {"title": "first", "cores": 4})
    params = {"object": number, "category": "C__CATG__CPU", "entry": entry}
    changed = {"title": "second", "cores": "many"}
    assert set(modern.error("cmdb.category.save", **params, data=changed)["data"]) == {"cores"}
    switch(modern, "api.validation", 0)
    modern.call("cmdb.category.save", **params, data=changed)
    (shown,) = modern.entries(number, "C__CATG__CPU")
    assert (shown["title"], shown["cores"]) == ("second", "4")


@pytest.mark.parametrize("data", [{}, {"name": ""}, {"name": None}])
def test_a_new_entry_needs_its_mandatory_attributes(modern: Api, data: dict[str, object]) -> None:
    number = modern.server()
    error = modern.error("cmdb.category.save", object=number, category=IMAGES, data=data)
    assert (error["code"], set(error["data"])) == (-32603, {"name"})
    assert modern.entries(number, IMAGES) == []
    switch(modern, "api.validation", 0)
    modern.save(number, IMAGES, data)
    assert len(modern.entries(number, IMAGES)) == 1


def test_a_change_may_not_empty_a_mandatory_attribute(modern: Api) -> None:
    number = modern.server()
    modern.save(number, ORGANIZATION, {"title": "ACME"})
    params = {"object": number, "category": ORGANIZATION}
    assert set(modern.error("cmdb.category.save", **params, data={"title": ""})["data"]) == {"title"}
    modern.call("cmdb.category.save", **params, data={"website": "https://acme.example"})
    (shown,) = modern.entries(number, ORGANIZATION)
    assert (shown["title"], shown["website"]) == ("ACME", "https://acme.example")


def test_descriptions_lose_their_markup_where_the_server_is_told_so(modern: Api) -> None:
    number = modern.server(description=HTML)
    modern.save(number, MODEL, {"description": HTML})
    consts = (MODEL, "C__CATG__GLOBAL")
    assert [modern.entries(number, const)[0]["description"] for const in consts] == [HTML, HTML]
    switch(modern, "api.strip-descriptions", True)
    stripped = "one &amp; two\r\nthree"
    assert [modern.entries(number, const)[0]["description"] for const in consts] == [stripped, stripped]
    switch(modern, "api.strip-descriptions", False)
    assert modern.entries(number, MODEL)[0]["description"] == HTML, "only what is read changes"
