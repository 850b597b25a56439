# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers hand out: objects and entries as plain data, free of secrets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from . import shapes
from .reads import Reads
from .resolve import Row, status_name
from .rpc import Session
from .schema import ENTRY_KEYS, Category
from .secrets import is_secret, without_secrets
from .values import Choice, choices
from .wire import Call

GLOBAL = "C__CATG__GLOBAL"


def simple_entry(category: Category, raw: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as idoit_category shows it: its id and every attribute that holds something, secrets left out."""
    held = {
        key: each.kind.show(each.kind.from_wire(raw.get(key)))
        for key, each in category.attributes.items()
        if key not in ENTRY_KEYS and not (each.kind.secret or is_secret(key))
    }
    return {"id": shapes.as_id(raw.get("id")), **{key: value for key, value in held.items() if value is not None}}


def raw_entry(category: Category, raw: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as the server answered it, secrets left out."""
    secret = {key for key, each in category.attributes.items() if each.kind.secret}
    shown: dict[str, Any] = without_secrets({key: value for key, value in raw.items() if key not in secret})
    return shown


class Directory:
    """What object types and CMDB statuses are called: pages of old servers bring their ids only
    (idoit-observed.md §5)."""

    def __init__(self, session: Session, reads: Reads) -> None:
        self._types = reads.ask(Call("cmdb.object_types.read"))
        self._statuses = reads.ask(session.generation.read_dialog(GLOBAL, "cmdb_status"))

    @cached_property
    def types(self) -> dict[int | None, Mapping[str, Any]]:
        """The object types by id; the server leaves some out, such as that of the root location."""
        return {shapes.as_id(each.get("id")): each for each in self._types.value()}

    @cached_property
    def statuses(self) -> dict[int | None, Choice]:
        """The CMDB statuses by id."""
        return {each.id: each for each in choices(self._statuses.value())}

    def shown(self, row: Row) -> dict[str, Any]:
        """An object as readers return it."""
        kind = self.types.get(row.get("type"), {})
        status = self.statuses.get(row.get("cmdb_status"))
        return {
            "id": row["id"],
            "title": row.get("title"),
            "sysid": row.get("sysid"),
            "type": kind.get("const"),
            "type_title": row.get("type_title") or kind.get("title"),
            "status": status_name(row),
            "cmdb_status": row.get("cmdb_status_title") or (status.title if status else None),
            "created": row.get("created"),
            "updated": row.get("updated"),
        }


def shown_choice(value: Choice) -> dict[str, Any]:
    """A dialog value as readers return it. ``parent_id``: of the value it depends on, where the server says so."""
    return {"id": value.id, "title": value.title, "const": value.const, "parent_id": value.parent_id}
