# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``raw``: the columns of the database in place of attributes (idoit-api.md §6.5, contracts/idoit/177, 347)."""

from __future__ import annotations

from .api import Api

MODEL = "C__CATG__MODEL"


def test_an_object_shows_its_columns(modern: Api) -> None:
    number = modern.server()
    (row,) = modern.call("cmdb.objects.read", filter={"ids": [number]}, raw=True)
    assert (row["isys_obj__id"], row["isys_obj__title"]) == (str(number), "web01")
    assert (row["isys_obj__isys_obj_type__id"], row["isys_obj__isys_cmdb_status__id"]) == ("5", "6")
    assert all(name.startswith("isys_") for name in row)
    assert "id" in modern.call("cmdb.objects.read", filter={"ids": [number]}, raw=False)[0]


def test_raw_leaves_the_entries_of_an_object_as_they_are(modern: Api) -> None:
    number = modern.server()
    modern.save(number, MODEL, {"serial": "S-5"})
    (row,) = modern.call("cmdb.objects.read", filter={"ids": [number]}, raw=True, categories=[MODEL])
    assert row["categories"][MODEL][0]["serial"] == "S-5"


def test_an_entry_shows_its_columns_with_those_of_its_object_and_dialogs(modern: Api) -> None:
    number = modern.server()
    entry = modern.save(number, MODEL, {"manufacturer": "HP", "serial": "S-5"})
    (row,) = modern.entries(number, MODEL, raw=True)
    assert (row["isys_catg_model_list__id"], row["isys_catg_model_list__serial"]) == (str(entry), "S-5")
    assert row["isys_catg_model_list__isys_model_manufacturer__id"] == row["isys_model_manufacturer__id"]
    assert row["isys_model_manufacturer__title"] == "HP"
    assert (row["isys_model_title__id"], row["isys_model_title__title"]) == (None, None)
    assert (row["isys_obj__id"], row["isys_obj__title"]) == (str(number), "web01")


def test_references_show_their_connection_and_lists_are_no_column(modern: Api) -> None:
    number = modern.server()
    modern.save(number, "C__CATG__CONTACT", {"contact": 9, "role": 1})
    (shown,) = modern.entries(number, "C__CATG__CONTACT")
    (row,) = modern.entries(number, "C__CATG__CONTACT", raw=True)
    connection = shown["contact_object"]["connection_id"]
    assert row["isys_catg_contact_list__isys_connection__id"] == connection
    (general,) = modern.entries(number, "C__CATG__GLOBAL", raw=True)
    assert "isys_obj__id" in general
    assert not any(isinstance(value, list) for value in general.values())


def test_1_7_3_shows_the_columns_of_entries(legacy: Api) -> None:
    number = legacy.server()
    data = {"serial": "S-5", "manufacturer": "HP"}
    legacy.call("cmdb.category.create", objID=number, category=MODEL, data=data)
    (row,) = legacy.entries(number, MODEL, raw=True)
    assert (row["isys_catg_model_list__serial"], row["isys_model_manufacturer__title"]) == ("S-5", "HP")
    assert row["isys_catg_model_list__isys_obj__id"] == str(number)
