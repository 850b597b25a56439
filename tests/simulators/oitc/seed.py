# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a fresh database with what a fresh installation holds (recorded lists of the stock objects)."""

from __future__ import annotations

import json
from pathlib import Path

from .access import stock_key
from .store import Row, Store

_STOCK = Path(__file__).parent / "data" / "stock.json"
API_KEY = stock_key("administrator")
VIEWER_API_KEY = stock_key("viewer")


def fill(store: Store) -> None:
    """Insert the stock rows, unless the database holds some already (a kept state)."""
    if store.value("SELECT 1 FROM containers"):
        return
    for table, content in json.loads(_STOCK.read_text("utf-8")).items():
        for values in content["rows"]:
            store.insert(table, dict(zip(content["columns"], values, strict=True)))
    store.insert("apikeys", {"apikey": API_KEY, "description": "administrator", "user_id": 1})
    store.insert("apikeys", {"apikey": VIEWER_API_KEY, "description": "viewer", "user_id": 2})


def add_hosts(store: Store, count: int, *, container: int = 1, hosttemplate: int = 1, monitored: bool = True) -> None:
    """Add many plain hosts at once for benchmarks, named ``bulk-00001`` and so on, exported or new."""
    first = (store.value("SELECT MAX(id) FROM hosts") or 0) + 1
    hosts = [_bulk_host(first + number, number + 1, container, hosttemplate) for number in range(count)]
    store.connection.execute("BEGIN")
    store.insert_many("hosts", hosts)
    store.insert_many("hosts_to_containers", [{"host_id": row["id"], "container_id": container} for row in hosts])
    store.insert_many("hoststatus", [_bulk_status(row["uuid"]) for row in hosts if monitored])
    store.connection.execute("COMMIT")


def _bulk_host(row_id: int, number: int, container: int, hosttemplate: int) -> Row:
    moment = "2026-01-01 00:00:00"
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return {
        "id": row_id,
        "uuid": f"00000000-0000-4000-8000-{row_id:012d}",
        "container_id": container,
        "name": f"bulk-{number:05d}",
        "address": address,
        "hosttemplate_id": hosttemplate,
        "own_contacts": 0,
        "own_contactgroups": 0,
        "own_customvariables": 0,
        "satellite_id": 0,
        "host_type": 1,
        "usage_flag": 0,
        "disabled": 0,
        "created": moment,
        "modified": moment,
    }


def _bulk_status(uuid: str) -> Row:
    return {
        "hostname": uuid,
        "current_state": 0,
        "last_check": 1767225600,
        "next_check": 1767225660,
        "last_state_change": 1767225600,
        "output": "PING OK",
        "scheduled_downtime_depth": 0,
        "problem_has_been_acknowledged": 0,
        "notifications_enabled": 1,
        "active_checks_enabled": 1,
    }
