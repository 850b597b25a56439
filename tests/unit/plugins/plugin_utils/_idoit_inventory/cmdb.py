# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small CMDB that answers in the shapes of idoit-api.md §6.5 and §11.4, and rows for tests without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import RefusedError, ScriptedIdoit

SERVER, BUILDING, ROOM, NET = 5, 3, 26, 31
TYPES = [
    {
        "id": "5",
        "title": "Server",
        "const": "C__OBJTYPE__SERVER",
        "container": "0",
        "type_group_title": "Infrastructure",
    },
    {"id": "3", "title": "Building", "const": "C__OBJTYPE__BUILDING", "container": "1", "type_group_title": "Other"},
    {"id": "26", "title": "Room", "const": "C__OBJTYPE__ROOM", "container": "1", "type_group_title": "Other"},
    {"id": "31", "title": "Layer 3-net", "const": "C__OBJTYPE__LAYER3_NET", "container": "0"},
]
STATUSES = [
    {"id": "6", "title": "in operation", "const": "C__CMDB_STATUS__IN_OPERATION"},
    {"id": "1", "title": "planned", "const": "C__CMDB_STATUS__PLANNED"},
]
MULTI = ("C__CATG__IP", "C__CATG__CONTACT", "C__CATG__APPLICATION")
SINGLE = ("C__CATG__GLOBAL", "C__CATG__MODEL", "C__CATG__LOCATION", "C__CATG__PASSWD")


def dialog(entry_id: int, title: str, const: str | None = None) -> dict[str, Any]:
    return {"id": str(entry_id), "title": title, "const": const, "title_lang": title}


def reference(object_id: int, title: str, kind: str = "C__OBJTYPE__SERVER") -> dict[str, Any]:
    return {"id": str(object_id), "title": title, "sysid": f"SYSID_{object_id}", "type": kind, "type_title": "…"}


def address(text: str, *, primary: bool = False, active: bool = True, net: Any = None, **more: Any) -> dict[str, Any]:
    known = {"id": "20", "type": "C__OBJTYPE__LAYER3_NET", "title": "Global v4", "sysid": "N", "ref_id": "9"}
    where = {**known, "ref_title": text, "ref_type": "C__CATS__NET_IP_ADDRESSES"}
    return {
        "id": "3",
        "objID": "1",
        "primary": {"value": int(primary), "title": "Yes" if primary else "No"},
        "active": {"value": int(active), "title": "Yes" if active else "No"},
        "net": net or reference(20, "Global v4", "C__OBJTYPE__LAYER3_NET"),
        "ipv4_address": where,
        "hostaddress": where,
        **more,
    }


def location(parent_id: int, title: str) -> dict[str, Any]:
    parent = {**reference(parent_id, title, "C__OBJTYPE__ROOM"), "location_path": "Root > …"}
    return {"id": "7", "objID": "1", "location_path": str(parent_id), "parent": parent}


def row(object_id: int, title: str, kind: int = SERVER, **categories: Any) -> dict[str, Any]:
    """An object; categories by their constant without C__CATG__ or C__CATS__."""
    prefixed = {name if name.startswith("C__") else f"C__CATG__{name}": entries for name, entries in categories.items()}
    return {
        "id": object_id,
        "title": title,
        "sysid": f"SYSID_{object_id}",
        "type": kind,
        "type_title": next(known["title"] for known in TYPES if known["id"] == str(kind)),
        "status": 2,
        "cmdb_status": 6,
        "cmdb_status_title": "in operation",
        "categories": prefixed,
    }


class Cmdb(ScriptedIdoit):
    """Answers cmdb.objects.read and what goes with it from a list of rows.

    ``ignored``: filters that the server does not know. ``refuse_ids``: objects that it fails to read.
    """

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = {one["id"]: one for one in rows}
        self.refuse_ids: set[int] = set()
        self.ignored: set[str] = set()
        super().__init__(
            {
                "cmdb.objects.read": self._objects,
                "cmdb.object.read": lambda params: (
                    self._bare(self.rows[params["id"]]) if params["id"] in self.rows else []
                ),
                "cmdb.object_types.read": TYPES,
                "cmdb.dialog.read": STATUSES,
                "cmdb.object_type_categories.read": lambda _unused: {
                    "catg": [
                        *({"const": const, "multi_value": "0"} for const in SINGLE),
                        *({"const": const, "multi_value": "1"} for const in MULTI),
                    ]
                },
                "cmdb.category_info": {},
                "cmdb.location_tree.read": self._children,
            }
        )
        self.constants["objectTypes"] = {kind["const"]: kind["title"] for kind in TYPES}

    @staticmethod
    def _bare(one: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in one.items() if key != "categories"}

    def _objects(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        wanted = {key: value for key, value in params["filter"].items() if key not in self.ignored}
        if self.refuse_ids & set(wanted.get("ids", ())):
            raise RefusedError(-32603, "Internal error", {"error": "no right"})
        kinds = {kind["const"]: int(kind["id"]) for kind in TYPES}
        status = {"C__RECORD_STATUS__NORMAL": 2, "C__RECORD_STATUS__ARCHIVED": 3}[
            wanted.get("status", "C__RECORD_STATUS__NORMAL")
        ]
        found = [
            one
            for _unused, one in sorted(self.rows.items())
            if (one["status"] == status or "status" in self.ignored)
            and one["id"] in wanted.get("ids", self.rows)
            and wanted.get("type") in (None, one["type"], next(k for k, v in kinds.items() if v == one["type"]))
            and wanted.get("title", one["title"]).replace("\\", "") == one["title"]
        ]
        offset, count = (int(part) for part in params.get("limit", "0,1000000").split(","))
        page = found[offset : offset + count]
        if "categories" not in params:
            return [self._bare(one) for one in page]
        copies: list[dict[str, Any]] = json.loads(json.dumps(page))
        for one in copies:
            one["categories"] = {const: one["categories"].get(const, []) for const in params["categories"]}
        return copies

    def _children(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        def parent_of(one: Mapping[str, Any]) -> Any:
            entries = one["categories"].get("C__CATG__LOCATION") or [{}]
            return (entries[0].get("parent") or {}).get("id")

        return [self._bare(one) for one in self.rows.values() if str(parent_of(one)) == str(params["id"])]


def data_centre() -> list[dict[str, Any]]:
    """Two servers in a room in a building, one without a place, and a second room of the same name elsewhere."""
    return [
        row(1, "Root location", ROOM),
        row(30, "Berlin", BUILDING, LOCATION=[location(1, "Root location")]),
        row(31, "Room 1", ROOM, LOCATION=[location(30, "Berlin")]),
        row(32, "Room 1", ROOM, LOCATION=[location(33, "Hamburg")]),
        row(33, "Hamburg", BUILDING, LOCATION=[location(1, "Root location")]),
        row(
            40,
            "web01",
            LOCATION=[location(31, "Room 1")],
            IP=[address("10.0.0.1", primary=True, hostname="web01", domain="example.com")],
        ),
        row(
            41, "web02", LOCATION=[location(31, "Room 1")], IP=[address("10.0.0.9"), address("10.0.0.2", primary=True)]
        ),
        row(42, "db01", LOCATION=[location(32, "Room 1")], IP=[address("10.0.0.3")]),
        row(43, "spare", LOCATION=[], IP=[]),
    ]
