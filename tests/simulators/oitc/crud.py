# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the controllers of simple objects share: objects in use, lists by container, rows on the way to a table."""

from __future__ import annotations

from .call import Call
from .envelope import Answer
from .paging import Select
from .store import Row, marks

_FIXED = ("id", "uuid", "created", "modified")


def in_use(call: Call, kind: str, state: str) -> Answer:
    """The refusal to delete what others use (contracts/oitc/275-278)."""
    users = [{"baseUrl": "#", "state": state, "message": "Used by other objects", "module": "Core"}]
    body = {"success": False, "id": call.args[0], "message": f"Issue while deleting {kind}", "usedBy": users}
    return Answer(body, 400)


def is_used(call: Call, number: int, places: tuple[tuple[str, str], ...]) -> bool:
    """True when a row of one of the (table, column) pairs names the object."""
    store = call.world.store
    return any(store.value(f"SELECT 1 FROM {table} WHERE {column} = ?", (number,)) for table, column in places)


def settable(posted: Row) -> Row:
    """A posted object without what only the server sets."""
    return {key: value for key, value in posted.items() if key not in _FIXED}


def limit_to_containers(call: Call, select: Select, column: str) -> None:
    """Only rows in containers the user may read; root users see all."""
    if not call.user.is_root:
        readable = list(call.user.levels)
        select.add(f"{column} IN ({marks(readable)})", *readable)
