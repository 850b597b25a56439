# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of names and ids that several controllers offer."""

from __future__ import annotations

from typing import Any

from .store import Row, Store, marks
from .views import options

AJAX_LIMIT = 150
HOST_CHECK, SERVICE_CHECK = 2, 1


def check_commands(store: Store, kind: int = HOST_CHECK) -> list[dict[str, Any]]:
    return options(store.where("commands", command_type=kind))


def by_name(store: Store, table: str, containers: list[int], column: str = "container_id") -> list[Row]:
    """The rows of a table in these containers, sorted by name."""
    sql = f"SELECT id, name FROM {table} WHERE {column} IN ({marks(containers)}) ORDER BY sort_key(name), id"
    return store.rows(sql, containers)


def named_by_container(store: Store, table: str, parents: list[int] | None) -> list[Row]:
    """Host groups and the like, whose name and place are those of their own container; ``parents`` None: all."""
    condition = "1" if parents is None else f"c.parent_id IN ({marks(parents)})"
    return store.rows(
        f"SELECT g.id, c.name FROM {table} g JOIN containers c ON c.id = g.container_id WHERE {condition}"
        " ORDER BY sort_key(c.name), g.id",
        parents or [],
    )


def contacts_in(store: Store, containers: list[int]) -> list[Row]:
    return store.rows(
        "SELECT DISTINCT k.id, k.name FROM contacts k JOIN contacts_to_containers l ON l.contact_id = k.id"
        f" WHERE l.container_id IN ({marks(containers)}) ORDER BY sort_key(k.name), k.id",
        containers,
    )
