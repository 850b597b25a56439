# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What attributes take and how they are shown (idoit-api.md §10)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api


def one(api: Api, const: str, data: dict[str, Any], number: int | None = None) -> dict[str, Any]:
    """Save and read back the newest entry."""
    number = number or api.server()
    api.save(number, const, data)
    return api.entries(number, const)[-1]


def refused(api: Api, const: str, data: dict[str, Any]) -> dict[str, str]:
    """The attributes a save is refused for."""
    error = api.error("cmdb.category.save", object=api.server(), category=const, data=data)
    assert error["code"] == -32603
    found: dict[str, str] = error["data"]
    return found


@pytest.mark.parametrize(
    ("const", "key", "sent", "shown"),
    [
        ("C__CATG__MODEL", "serial", "  A 1 ", "  A 1 "),
        ("C__CATG__MODEL", "serial", "<b>A</b>\n1&nbsp;2", "A1 2"),
        ("C__CATG__MODEL", "serial", 42, "42"),
        ("C__CATG__MODEL", "serial", None, ""),
        ("C__CATG__MODEL", "serial", "x" * 300, "x" * 255),
        ("C__CATG__MODEL", "description", "<p>a\nb</p>", "<p>a\nb</p>"),
        ("C__CATG__CPU", "cores", 8, "8"),
        ("C__CATG__CPU", "cores", "8", "8"),
        ("C__CATG__CPU", "cores", None, None),
        ("C__CATG__CPU", "frequency", 2.4, {"title": 2.4}),
        ("C__CATG__CPU", "frequency", "2,4", {"title": 2.4}),
        ("C__CATG__CPU", "frequency", 2.123456, {"title": 2.1235}),
        ("C__CATG__CPU", "frequency", 3, {"title": 3}),
        ("C__CATG__CPU", "frequency", None, None),
        ("C__CATG__ACCOUNTING", "price", 1234.5, "1,234.50 €"),
        ("C__CATG__ACCOUNTING", "price", "1.234,56", "1,234.56 €"),
        ("C__CATG__ACCOUNTING", "price", "1,234.56 €", "1,234.56 €"),
        ("C__CATG__ACCOUNTING", "acquirementdate", "2024-02-29", "2024-02-29"),
        ("C__CATG__ACCOUNTING", "acquirementdate", "28.02.2023", "2023-02-28"),
        ("C__CATG__ACCOUNTING", "acquirementdate", "", None),
        ("C__CATG__ACCESS", "primary", 1, {"value": 1, "title": "Yes"}),
        ("C__CATG__ACCESS", "primary", "no", {"value": 0, "title": "No"}),
        ("C__CATG__ACCESS", "primary", None, {"value": None, "title": "No"}),
        ("C__CATG__FORMFACTOR", "rackunits", 2, "2"),
    ],
)
def test_a_value_is_shown_in_the_form_of_its_type(modern: Api, const: str, key: str, sent: Any, shown: Any) -> None:
    assert one(modern, const, {key: sent})[key] == shown


@pytest.mark.parametrize(
    ("const", "key", "sent"),
    [
        ("C__CATG__CPU", "cores", "many"),
        ("C__CATG__CPU", "cores", 2.7),
        ("C__CATG__CPU", "cores", [8]),
        ("C__CATG__CPU", "frequency", "fast"),
        ("C__CATG__CPU", "frequency_unit", "PHz"),
        ("C__CATG__CPU", "frequency_unit", 99),
        ("C__CATG__CPU", "frequency_unit", "3"),
        ("C__CATG__CPU", "manufacturer", 99999),
        ("C__CATG__ACCOUNTING", "acquirementdate", "not a date"),
        ("C__CATG__ACCOUNTING", "price", "much"),
        ("C__CATG__ACCESS", "primary", "maybe"),
        ("C__CATG__IP", "ipv4_address", "10.0.0.555"),
        ("C__CATG__IP", "net", 999999),
        ("C__CATG__NETWORK_PORT", "mac", "001122334455"),
        ("C__CATG__APPLICATION", "application", "nginx"),
        ("C__CATG__CONTACT", "contact", [9, 10]),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(modern: Api, const: str, key: str, sent: Any) -> None:
    assert list(refused(modern, const, {key: sent})) == [key]


@pytest.mark.parametrize("sent", [3, "GHz", "C__FREQUENCY_UNIT__GHZ"])
def test_a_shipped_list_takes_ids_titles_and_constants(modern: Api, sent: Any) -> None:
    assert one(modern, "C__CATG__CPU", {"frequency_unit": sent})["frequency_unit"] == {
        "id": "3",
        "title": "GHz",
        "const": "C__FREQUENCY_UNIT__GHZ",
        "title_lang": "GHz",
    }


def test_a_growing_list_grows_once_for_a_title(modern: Api) -> None:
    first = one(modern, "C__CATG__MODEL", {"manufacturer": "Dell"})["manufacturer"]
    again = one(modern, "C__CATG__MODEL", {"manufacturer": "Dell"})["manufacturer"]
    assert first == again == {"id": "2", "title": "Dell", "const": None, "title_lang": "Dell"}
    assert one(modern, "C__CATG__MODEL", {"manufacturer": 2})["manufacturer"] == first


@pytest.mark.parametrize("text", ["1", "0", "-1"])
def test_a_text_of_digits_is_a_title(modern: Api, text: str) -> None:
    assert one(modern, "C__CATG__MODEL", {"manufacturer": text})["manufacturer"]["title"] == text


def test_a_constant_is_found_in_a_growing_list(modern: Api) -> None:
    found = one(modern, "C__CATG__MODEL", {"manufacturer": "C__MODEL_NOT_SPECIFIED"})["manufacturer"]
    assert (found["id"], found["title"]) == ("1", "Not specified")


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_list_can_be_emptied(modern: Api, nothing: Any) -> None:
    number = modern.server()
    one(modern, "C__CATG__MODEL", {"manufacturer": "Dell"}, number)
    assert one(modern, "C__CATG__MODEL", {"manufacturer": nothing}, number)["manufacturer"] is None


def test_a_dependent_list_keeps_titles_apart_by_their_parent(modern: Api) -> None:
    number = modern.server()
    dell = one(modern, "C__CATG__MODEL", {"manufacturer": "Dell", "title": "X"}, number)["title"]
    ibm = one(modern, "C__CATG__MODEL", {"manufacturer": "IBM", "title": "X"}, number)["title"]
    assert (dell["title"], ibm["title"]) == ("X", "X")
    assert dell["id"] != ibm["id"]
    assert one(modern, "C__CATG__MODEL", {"title": "Y"}, number)["manufacturer"]["title"] == "IBM"


def test_several_values_of_a_list(modern: Api) -> None:
    number = modern.server()
    general = one(modern, "C__CATG__GLOBAL", {"tag": ["red", "green"]}, number)
    assert general["tag"] == [{"id": "1", "title": "red"}, {"id": "2", "title": "green"}]
    assert [tag["title"] for tag in one(modern, "C__CATG__GLOBAL", {"tag": [2]}, number)["tag"]] == ["green"]
    assert one(modern, "C__CATG__GLOBAL", {"description": "x"}, number)["tag"] == [{"id": "2", "title": "green"}]
    assert one(modern, "C__CATG__GLOBAL", {"tag": []}, number)["tag"] is None


def test_a_reference_shows_the_object(modern: Api) -> None:
    number = modern.server()
    net = modern.call("cmdb.object.create", type="C__OBJTYPE__LAYER3_NET", title="office")["id"]
    found = one(modern, "C__CATG__IP", {"net": net, "ipv4_address": "10.0.0.1"}, number)
    assert {k: found["net"][k] for k in ("id", "title", "type", "type_title")} == {
        "id": str(net),
        "title": "office",
        "type": "C__OBJTYPE__LAYER3_NET",
        "type_title": "Layer 3-Net",
    }
    assert (found["ipv4_address"]["id"], found["ipv4_address"]["ref_title"]) == (str(net), "10.0.0.1")


def test_a_reference_through_a_connection(modern: Api) -> None:
    app = modern.call("cmdb.object.create", type="C__OBJTYPE__APPLICATION", title="nginx")["id"]
    found = one(modern, "C__CATG__APPLICATION", {"application": app})["application"]
    assert set(found) == {"id", "title", "sysid", "type", "type_title", "connection_id"}
    assert (found["id"], found["title"], found["type"]) == (str(app), "nginx", "C__OBJTYPE__APPLICATION")


def test_what_was_not_sent_stays(modern: Api) -> None:
    number = modern.server()
    one(modern, "C__CATG__CPU", {"title": "a", "cores": 4, "frequency": 2.4, "frequency_unit": "GHz"}, number)
    modern.save(number, "C__CATG__CPU", {"title": "b"}, entry=1)
    (found,) = modern.entries(number, "C__CATG__CPU")
    assert (found["title"], found["cores"], found["frequency"]) == ("b", "4", {"title": 2.4})


class TestCustomFields:
    """Custom categories (idoit-api.md §11.4)."""

    const = "C__CATG__CUSTOM_FIELDS_OPERATIONS"

    def test_every_field_has_its_empty_form(self, demo: Api) -> None:
        found = one(demo, self.const, {})
        assert found["f_text_c_1700000000001"] is None
        assert found["f_dialog_c_1700000000008"] == {"title": "-1", "prop_type": "yes-no"}
        assert found["f_popup_c_1700000000009"] == {"prop_type": "calendar"}
        assert found["f_popup_c_1700000000010"] == {"identifier": "Service tier"}
        assert found["f_popup_c_1700000000011"] == []
        assert found["f_popup_c_1700000000012"] == {"prop_type": "browser_object"}
        assert found["hr_c_1700000000017"] is None

    def test_every_field_takes_its_kind_of_value(self, demo: Api) -> None:
        found = one(
            demo,
            self.const,
            {
                "f_numeric_c_1700000000006": 3.5,
                "f_time_c_1700000000007": "23:30",
                "f_dialog_c_1700000000008": 1,
                "f_popup_c_1700000000009": "2024-05-01",
                "f_popup_c_1700000000010": "Gold",
                "f_popup_c_1700000000011": [".NET", "Rust"],
                "f_popup_c_1700000000012": 9,
                "f_popup_c_1700000000013": [9, 5],
            },
        )
        assert found["f_numeric_c_1700000000006"] == "3.5"
        assert found["f_time_c_1700000000007"] == "23:30"
        assert found["f_dialog_c_1700000000008"] == {"title": "LC__UNIVERSAL__YES", "prop_type": "yes-no"}
        assert found["f_popup_c_1700000000009"] == {"title": "2024-05-01", "prop_type": "calendar"}
        assert found["f_popup_c_1700000000010"]["title"] == "Gold"
        assert [(v["title"], v["multiselection"]) for v in found["f_popup_c_1700000000011"]] == [
            (".NET", 1),
            ("Rust", 1),
        ]
        assert (found["f_popup_c_1700000000012"]["id"], found["f_popup_c_1700000000012"]["prop_type"]) == (
            "9",
            "browser_object",
        )
        assert [item["id"] for item in found["f_popup_c_1700000000013"]] == ["9", "5"]

    def test_lists_of_one_identifier_are_one_list(self, demo: Api) -> None:
        one(demo, self.const, {"f_popup_c_1700000000011": ["Rust"]})
        titles = [
            row["title"]
            for row in demo.call("cmdb.dialog.read", category="C__CATG__CUSTOM_FIELDS_CHECKS", property="technology")
        ]
        assert titles == [".NET", "Java", "SQL Server", "Rust"]

    @pytest.mark.parametrize("key", ["hr_c_1700000000017", "html_c_1700000000015", "script_c_1700000000016"])
    def test_virtual_fields_take_nothing(self, demo: Api, key: str) -> None:
        assert refused(demo, self.const, {key: "x"}) == {
            key: 'This property is a "virtual" property and can not contain data.'
        }

    def test_they_belong_to_types_and_constants(self, demo: Api) -> None:
        custom = demo.call("cmdb.object_type_categories", type="C__OBJTYPE__SERVER")["custom"]
        assert [(c["const"], c["multi_value"]) for c in custom] == [
            (self.const, "0"),
            ("C__CATG__CUSTOM_FIELDS_CHECKS", "1"),
        ]
        assert set(demo.call("idoit.constants")["categories"]["g_custom"]) == {c["const"] for c in custom}
        info = demo.call("cmdb.category_info", category=self.const)
        assert info["f_popup_c_1700000000011"]["info"]["type"] == "multiselect"
        assert info["f_popup_c_1700000000013"]["ui"]["params"]["multiselection"] == 1
        assert "kind" not in info["hr_c_1700000000017"]
