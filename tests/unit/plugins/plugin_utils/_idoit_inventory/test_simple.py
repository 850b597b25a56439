# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple values of what servers were seen to answer."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.simple import (
    number,
    simple,
    simple_entry,
)


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        pytest.param("SN-1", "SN-1", id="text"),
        pytest.param("", None, id="empty text"),
        pytest.param("-", None, id="empty date"),
        pytest.param([], None, id="empty reference"),
        pytest.param(False, None, id="empty reference of some releases"),
        pytest.param({"prop_type": "browser_object"}, None, id="empty custom reference"),
        pytest.param({"title": 64}, 64, id="number with a unit"),
        pytest.param({"id": "3", "title": "GHz", "const": "C__X", "title_lang": "GHz"}, "GHz", id="dialog"),
        pytest.param({"value": "1", "title": "Ja"}, True, id="yes, old"),
        pytest.param({"value": 0, "title": "No"}, False, id="no"),
        pytest.param({"value": None, "title": "No"}, None, id="yes/no that is not set"),
        pytest.param({"title": "LC__UNIVERSAL__YES", "prop_type": "yes-no"}, True, id="custom yes"),
        pytest.param({"title": "-1", "prop_type": "yes-no"}, None, id="custom yes/no that is not set"),
        pytest.param({"title": "2019-06-18", "prop_type": "calendar"}, "2019-06-18", id="custom date"),
        pytest.param(
            {"id": "771", "title": "Bonn", "sysid": "S1", "type": "C__OBJTYPE__CITY", "type_title": "City"},
            {"id": 771, "title": "Bonn"},
            id="object",
        ),
        pytest.param(
            {
                "id": "456",
                "title": "Net",
                "sysid": "S",
                "ref_title": "10.0.0.5",
                "ref_type": "C__CATS__NET_IP_ADDRESSES",
            },
            "10.0.0.5",
            id="address",
        ),
        pytest.param([{"id": "1", "title": "web"}, {"id": "2", "title": "prod"}], ["web", "prod"], id="multiselect"),
        pytest.param({"0": None, "1": None, "latitude": None, "longitude": None}, None, id="no position"),
        pytest.param({"0": "50", "latitude": "50", "longitude": "7"}, {"latitude": "50", "longitude": "7"}, id="gps"),
    ],
)
def test_simple(answered: Any, expected: Any) -> None:
    assert simple(answered) == expected


def test_entry_keeps_its_id_and_drops_its_objects_and_what_is_empty() -> None:
    assert simple_entry({"id": "9", "objID": "4", "serial": "X", "title": None}) == {
        "id": 9,
        "serial": "X",
    }


@pytest.mark.parametrize(("answered", "expected"), [("5", 5), (5, 5), (None, None), ("5a", "5a")])
def test_ids_are_numbers(answered: Any, expected: Any) -> None:
    assert number(answered) == expected
