# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a CMDB that others change meanwhile, that refuses, and that is large."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError

from .cmdb import reference
from .reading import Reading, when


def test_containers_are_read_level_by_level(reading: Reading) -> None:
    snapshot = reading.snapshot({"group_by": ["location"]})
    assert [one["title"] for one in snapshot.objects] == ["web01", "web02", "db01", "spare"]
    assert [one["id"] for one in snapshot.places] == [30, 31, 32, 33]
    asked = [params["filter"].get("ids") for method, params in reading.cmdb.calls if method == "cmdb.objects.read"]
    assert sorted(asked, key=str) == sorted([None, [40, 41], [42, 43], [31, 32], [30, 33]], key=str)


def test_what_was_read_survives_json(reading: Reading) -> None:
    data = reading.fetch({"group_by": ["location", "net"]}).data
    assert json.loads(json.dumps(data)) == data


def test_each_worker_logs_in_once(reading: Reading) -> None:
    reading.fetch({"group_by": ["location"]}, user=True)
    methods = [method for batch in reading.cmdb.methods for method in batch]
    assert 1 <= methods.count("idoit.login") == methods.count("idoit.logout") <= 2
    assert not any("k3y" in line or "geheim" in line for line in reading.log)
    assert not [thread.name for thread in threading.enumerate() if "idoit" in thread.name]


def test_an_object_archived_between_the_phases_is_left_out_and_no_other(reading: Reading) -> None:
    when(reading.cmdb, "cmdb.objects.read", 2, lambda: reading.cmdb.rows[40].update(status=3))
    assert reading.titles({"categories": ["C__CATG__IP"]}) == ["web02", "db01", "spare"]
    assert any("object 40 was archived" in line for line in reading.log)


def test_an_object_purged_between_the_phases_is_left_out_and_no_other(reading: Reading) -> None:
    when(reading.cmdb, "cmdb.objects.read", 2, lambda: reading.cmdb.rows.pop(40))
    assert reading.titles({"categories": ["C__CATG__IP"]}) == ["web02", "db01", "spare"]


def test_an_object_that_changes_to_another_wanted_status_is_kept(reading: Reading) -> None:
    when(reading.cmdb, "cmdb.objects.read", 3, lambda: reading.cmdb.rows[40].update(status=3))
    titles = reading.titles(
        {"categories": ["C__CATG__IP"]}, object_types=["C__OBJTYPE__SERVER"], status=["normal", "archived"]
    )
    assert titles == ["web01", "web02", "db01", "spare"]


@pytest.mark.parametrize("before", [2, 3])
@pytest.mark.parametrize("criteria", [{"object_types": ["C__OBJTYPE__SERVER"]}, {"ids": [40, 41]}])
@pytest.mark.parametrize(("was", "becomes"), [(2, 3), (3, 2)])
def test_an_object_whose_status_changes_while_ids_are_read_is_there_once(
    reading: Reading, before: int, criteria: dict[str, Any], was: int, becomes: int
) -> None:
    reading.cmdb.rows[40]["status"] = was
    when(reading.cmdb, "cmdb.objects.read", before, lambda: reading.cmdb.rows[40].update(status=becomes))
    found = reading.snapshot(status=["normal", "archived"], **criteria).objects
    assert [(one["id"], one["status"]) for one in found[:2]] == [(40, becomes), (41, 2)]


def test_an_object_the_server_hides_is_an_error(reading: Reading) -> None:
    answer = reading.cmdb.answers["cmdb.objects.read"]
    reading.cmdb.answers["cmdb.objects.read"] = lambda params: [
        one for one in answer(params) if one["id"] != 41 or "ids" not in params["filter"]
    ]
    with pytest.raises(ApiError, match="left out objects that exist: 41"):
        reading.fetch({"categories": ["C__CATG__IP"]})


@pytest.mark.parametrize("failing", [40, 42])
def test_a_page_that_fails_ends_the_reading(reading: Reading, failing: int) -> None:
    reading.cmdb.refuse_ids = {failing}
    with pytest.raises(ApiError, match="no right"):
        reading.fetch({"categories": ["C__CATG__IP"]})


def test_a_page_that_fails_is_left_out_on_demand(reading: Reading) -> None:
    reading.cmdb.refuse_ids = {40}
    fetched = reading.fetch({"categories": ["C__CATG__IP"]}, partial=True)
    assert [one["title"] for one in fetched.data["objects"]] == ["db01", "spare"]
    assert fetched.partial
    assert ["40 to 41" in warning and "no right" in warning for warning in reading.warnings] == [True]


def test_nothing_at_all_is_an_error_even_then(reading: Reading) -> None:
    reading.cmdb.answers["cmdb.objects.read"] = "no list"
    with pytest.raises(ApiError, match="not a list"):
        reading.fetch(partial=True)


def test_the_hash_of_a_password_never_arrives(reading: Reading) -> None:
    person = {**reference(9, "Admin", "C__OBJTYPE__PERSON"), "user_pass": "21232f297a57a5a743894a0e4a801fc3"}
    reading.cmdb.rows[40]["categories"]["C__CATG__CONTACT"] = [{"id": "1", "objID": "40", "contact": person}]
    data = reading.fetch({"raw_categories": ["C__CATG__CONTACT"]}).data
    assert "Admin" in json.dumps(data)
    assert "21232f29" not in json.dumps(data)


def test_declared_passwords_of_custom_categories_never_arrive(reading: Reading) -> None:
    reading.cmdb.rows[40]["categories"]["C__CATG__CUSTOM_FIELDS_DOOR"] = [{"id": "1", "code": "4711", "note": "left"}]
    reading.cmdb.answers["cmdb.category_info"] = {
        "code": {"ui": {"params": {"type": "f_password"}}},
        "note": {"ui": {}},
    }
    data = reading.fetch({"raw_categories": ["C__CATG__CUSTOM_FIELDS_DOOR"]}).data
    assert "left" in json.dumps(data)
    assert "4711" not in json.dumps(data)
