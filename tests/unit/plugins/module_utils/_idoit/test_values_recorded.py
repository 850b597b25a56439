# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The value model against answers that real servers gave: contracts/idoit-modern, contracts/idoit/3-categories."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.schema import Category, category_of
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values import EMPTY, ObjectType
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.values.text import Html, Text

CONTRACTS = Path(__file__).parents[4] / "contracts"


def recorded(file: str) -> dict[str, Any]:
    lines = (CONTRACTS / file).read_text(encoding="utf-8").splitlines()
    return {exchange["name"]: exchange for exchange in map(json.loads, lines)}


TEXTS = (Text, Html, ObjectType)
MODERN = recorded("idoit-modern/answers.jsonl")
LEGACY = recorded("idoit/3-categories.jsonl")


def answer(name: str) -> Any:
    (found,) = [exchange for key, exchange in MODERN.items() if key.startswith(name)]
    body = found["response"]["body"]
    return body.get("result", body)


def modern(constant: str, info: str) -> Category:
    return category_of(constant, answer(info))


def legacy_calls(method: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Name, parameters and result of every recorded call of a method."""
    for name, exchange in LEGACY.items():
        body = exchange["request"].get("body")
        if isinstance(body, dict) and body.get("method") == method:
            yield name, body["params"], exchange["response"]["body"].get("result")


#: Of the old server: what cmdb.category_info answered.
ATTRIBUTES = {
    str(params["category"]): info
    for _name, params, info in legacy_calls("cmdb.category_info")
    if "category" in params and info
}


def legacy_reads() -> Iterator[Any]:
    """Every answered read of the recorded sequence whose category has recorded attributes."""
    for name, params, rows in legacy_calls("cmdb.category.read"):
        constant = params.get("category")
        if rows and constant in ATTRIBUTES and not params.get("raw"):
            yield pytest.param(constant, rows, id=f"{name}-{constant}")


def values(category: Category, raw: dict[str, Any]) -> dict[str, Any]:
    shown = category.shown(raw)
    return {key: value for key, value in shown.items() if key != "id"}


def test_memory_of_a_modern_server() -> None:
    category = modern("C__CATG__MEMORY", "010")
    first, second, *_rest = answer("015")
    assert values(category, first) == {
        "title": "DDRAM",
        "manufacturer": "Kingston",
        "type": "ECC Load Reducing (LRDIMM)",
        "total_capacity": 68719476736,
        "capacity": 64,
        "unit": "GB",
    }
    assert values(category, second) == {"capacity": 64, "unit": "GB"}


def test_custom_category_of_a_modern_server() -> None:
    category = modern("C__CATG__CUSTOM_FIELDS_KOMPONENTE", "009")
    (entry,) = answer("016")
    assert values(category, entry) == {
        "f_popup_c_17289168067044910": "Job / Schnittstelle",
        "f_popup_c_17289128195752470": ["Biztalk", "SQL Server"],
    }
    assert category.attribute("Technologie").key == "f_popup_c_17289128195752470"
    assert category.attribute("html_c_1730271199702280").kind.refused
    assert category.attribute("hr_c_17302711682246540").kind.refused


def test_an_empty_custom_entry_holds_nothing_but_its_description() -> None:
    raw = answer("038")
    keys = {key: {"title": key, "ui": {"params": {"type": key.split("_c_")[0]}}} for key in raw if "_c_" in key}
    category = category_of("C__CATG__CUSTOM_FIELDS_X", keys)
    assert values(category, raw) == {}


def test_person_of_a_modern_server() -> None:
    category = modern("C__CATS__PERSON", "011")
    (entry,) = answer("013")
    shown = values(category, entry)
    assert shown["organization"] == {"id": 47, "title": "Company IdoIt", "type": "C__OBJTYPE__ORGANIZATION"}
    assert shown["department"] == "Department | Sub-Department"
    assert "custom_1" not in shown


@pytest.mark.parametrize("name", ["014", "039"])
def test_general_page_of_modern_servers(name: str) -> None:
    category = modern("C__CATG__GLOBAL", "008")
    shown = values(category, answer(name)[0])
    assert shown["cmdb_status"] == "in operation"
    assert shown["type"] in ("C__OBJTYPE__SERVER", "C__OBJTYPE__CLIENT")
    for key in ("created", "changed_by", "status"):
        assert category.attribute(key).kind.refused


@pytest.mark.parametrize(("category", "rows"), list(legacy_reads()))
def test_an_old_server_reads_as_typed_values(category: str, rows: list[dict[str, Any]]) -> None:
    known = category_of(category, ATTRIBUTES[category])
    for raw in rows:
        for key, attribute in known.attributes.items():
            value = attribute.kind.from_wire(raw.get(key))
            if attribute.kind.refused is None and value is not EMPTY:
                # What could not be read stays a text, and a text is no number, date, choice or reference.
                assert isinstance(value, str) == isinstance(attribute.kind, TEXTS), (
                    f"{attribute}: {raw.get(key)!r} read as {value!r}"
                )
                assert attribute.kind.equal(value, value)
