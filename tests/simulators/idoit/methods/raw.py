# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects and entries with the names of the columns of the database (contracts/idoit/177, 347; idoit-api.md §6.5).

Every value is a text, as the database hands it over. No document says what modern servers show beyond what 1.7.3 does,
so both show the same columns. Lists of references are rows of other tables, so they are no column; measures stand in
the unit they were given in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..categories.base import Behaviour
from ..context import Context
from ..schema.attributes import Attribute
from ..store.dialogs import Choice
from ..store.entries import Entry
from ..store.objects import Object

Columns = dict[str, Any]
DIALOG_KINDS = {"dialog", "dialog_plus"}
DEFAULT_SORT = "50"
"""What the product sorts new values of dialogs by."""


def raw_objects(items: Sequence[Object]) -> list[Columns]:
    """The objects as objects.read shows them: their columns, and the link of an image that they have none of."""
    return [{**raw_object(item), "isys_catg_image_list__image_link": None} for item in items]


def raw_entries(context: Context, behaviour: Behaviour, entries: Sequence[Entry]) -> list[Columns]:
    """The entries as category.read shows them: their columns, those of the object and of the chosen dialog values."""
    context.prefetch(entry.object for entry in entries)
    return [_raw_entry(context, behaviour, entry) for entry in entries]


def raw_object(item: Object) -> Columns:
    """The columns of the table of objects."""
    columns = {
        "id": item.id,
        "isys_obj_type__id": item.type,
        "title": item.title,
        "const": item.const,
        "description": item.description,
        "created": item.created,
        "created_by": item.created_by,
        "updated": item.updated,
        "updated_by": item.updated_by,
        "property": 0,
        "status": item.status,
        "sysid": item.sysid,
        "scantime": None,
        "imported": None,
        "hostname": "",
        "undeletable": int(item.const is not None),
        "rt_cf__id": None,
        "isys_cmdb_status__id": item.cmdb_status,
    }
    return _named("isys_obj", columns)


def _raw_entry(context: Context, behaviour: Behaviour, entry: Entry) -> Columns:
    table = behaviour.category.table
    standard = {"id": entry.id, "title": None, "description": None, "status": entry.status, "property": 0}
    found = _named(table, {**standard, "isys_obj__id": entry.object})
    owner = context.object(entry.object)
    joined = raw_object(owner) if owner else {}
    for key, attribute in behaviour.category.attributes.items():
        stored = entry.data.get(key)
        if attribute.column.startswith(f"{table}__") and not isinstance(stored, list):
            # Attributes may share a column, of which one keeps the value.
            found[attribute.column] = found.get(attribute.column) if stored is None else _text(stored)
            joined.update(_choice(context, behaviour, attribute, stored))
    return {**found, **joined}


def _choice(context: Context, behaviour: Behaviour, attribute: Attribute, stored: Any) -> Columns:
    """The columns of the chosen value of a dialog; all of them null where none is chosen."""
    if attribute.kind not in DIALOG_KINDS or not attribute.table:
        return {}
    choice: Choice | None = context.choices(attribute).get(stored)
    columns: Columns = dict.fromkeys(("id", "title", "description", "const", "sort", "status", "property"))
    parent = behaviour.category.attributes.get(attribute.parent or "")
    if parent is not None:
        columns[f"{parent.table}__id"] = choice.parent if choice else None
    if choice is not None:
        columns |= {"id": choice.id, "title": choice.title_lang, "const": choice.const or None}
        columns |= {"sort": DEFAULT_SORT, "status": 2, "property": 0}
    return _named(attribute.table, columns)


def _named(table: str, columns: Columns) -> Columns:
    return {f"{table}__{name}": _text(value) for name, value in columns.items()}


def _text(stored: Any) -> str | None:
    """A stored form as the database hands it over; a reference to an object is the id of its connection."""
    if isinstance(stored, dict):
        stored = stored.get("connection")
    return None if stored is None else str(stored)
