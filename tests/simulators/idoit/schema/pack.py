# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the data files beside this module from recorded answers of fresh servers.

``python -m tests.simulators.idoit.schema.pack STOCK MODERN``: STOCK is a directory with the answers of a fresh i-doit
1.7.3 (``category_info.json``, ``constants.json``, …), MODERN one with the recorded answers of a modern server
(``contracts/idoit-modern``). What most attributes have in common is left out, see :data:`.attributes.COMMON`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .attributes import COMMON, DATA, strip

RECORDED_MODERN = {
    "C__CATG__GLOBAL": "008-cmdb.category_info.read-C__CATG__GLOBAL.json",
    "C__CATG__MEMORY": "010-cmdb.category_info.read-C__CATG__MEMORY.json",
    "C__CATG__CONTACT": "012-cmdb.category_info.read-C__CATG__CONTACT.json",
    "C__CATS__PERSON": "011-cmdb.category_info.read-C__CATS__PERSON.json",
}


def _load(directory: Path, name: str) -> Any:
    return json.loads((directory / name).read_text(encoding="utf-8"))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(mapping: dict[str, Any]) -> str:
    """A JSON object with one member a line, so that a change shows as a changed line."""
    return "{\n" + ",\n".join(f"{_compact(key)}:{_compact(value)}" for key, value in mapping.items()) + "\n}\n"


def _write(name: str, mapping: dict[str, Any]) -> None:
    (DATA / name).write_text(_lines(mapping), encoding="utf-8")


def pack_attributes(stock: dict[str, Any]) -> dict[str, Any]:
    """``CATEGORY.attribute`` -> metadata without what :data:`COMMON` says."""
    return {
        f"{const}.{key}": strip(metadata, {**COMMON, "info": {**COMMON["info"], "description": metadata["title"]}})
        for const, attributes in stock.items()
        for key, metadata in attributes.items()
    }


def pack_categories(by_type: dict[str, Any], constants: dict[str, Any]) -> dict[str, Any]:
    """Constant -> [id, title, multi-value, parent id, source table, "catg" or "cats"]; id null where unknown."""
    known = {
        entry["const"]: (group, entry)
        for groups in by_type.values()
        for group, list_ in groups.items()
        for entry in list_
    }
    packed: dict[str, Any] = {}
    for group, titles in (("catg", constants["categories"]["g"]), ("cats", constants["categories"]["s"])):
        for const, title in titles.items():
            entry = known.get(const, (group, {"id": None, "title": title, "multi_value": "0", "source_table": None}))[1]
            number = int(entry["id"]) if entry["id"] else None
            parent = int(entry["parent"]) if "parent" in entry else None
            packed[const] = [number, entry["title"], entry["multi_value"] == "1", parent, entry["source_table"], group]
    return packed


def pack_types(
    types: list[Any], groups: list[Any], by_type: dict[str, Any], constants: dict[str, Any]
) -> dict[str, Any]:
    """The object types with their categories, their groups, and the types that the list of types leaves out."""
    listed = {row["const"] for row in types}
    return {
        **{row["const"]: row for row in types},
        "groups": groups,
        "unlisted": {const: title for const, title in constants["objectTypes"].items() if const not in listed},
        "categories": {
            const: {group: [entry["const"] for entry in list_] for group, list_ in groups_.items()}
            for const, groups_ in by_type.items()
        },
    }


def pack_dialogs(dialogs: dict[str, Any], attributes: dict[str, Any]) -> dict[str, Any]:
    """Table -> [[id, constant, title], …]."""
    tables: dict[str, Any] = {}
    for const, values in dialogs.items():
        for key, rows in values.items():
            if isinstance(rows, list):
                metadata = attributes[const][key]
                table = (metadata["ui"].get("params") or {}).get("p_strTable") or metadata["data"]["references"][0]
                tables.setdefault(table, [[int(row["id"]), row["const"], row["title"]] for row in rows])
    return tables


def main(stock: Path, modern: Path) -> None:
    """Write every data file."""
    attributes = _load(stock, "category_info.json")
    by_type = _load(stock, "object_type_categories.json")
    constants = _load(stock, "constants.json")
    objects = _load(stock, "objects_global.json")
    _write("attributes.json", pack_attributes(attributes))
    _write("categories.json", pack_categories(by_type, constants))
    types = pack_types(_load(stock, "object_types.json"), _load(stock, "object_type_groups.json"), by_type, constants)
    _write("types.json", types)
    _write("dialogs.json", pack_dialogs(_load(stock, "dialogs.json"), attributes))
    _write("objects.json", {number: rows[0] for number, rows in objects.items()})
    recorded = {const: _load(modern, name)["response"]["body"]["result"] for const, name in RECORDED_MODERN.items()}
    shown = {
        f"{const}.{key}": meta
        for const, info in recorded.items()
        for key, meta in info.items()
        if isinstance(meta, dict)
    }
    _write("modern_recorded.json", shown)
    _write("modern_constants.json", _load(modern, "022-idoit.constants.json")["response"]["body"]["result"])
    kinds = {
        const: _load(modern, name)["response"]["body"]["result"]["catg"]
        for const, name in {
            "C__OBJTYPE__SERVER": "018-cmdb.object_type_categories.read-5.json",
            "C__OBJTYPE__PERSON": "017-cmdb.object_type_categories.read-53.json",
        }.items()
    }
    _write(
        "modern_types.json",
        {
            const: [[c["id"], c["const"], c["title"], c["multi_value"]] for c in entries]
            for const, entries in kinds.items()
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
