# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit.search and cmdb.condition: finding objects by what they say (idoit-api.md §5, §9.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from ..context import Context
from ..protocol.errors import METHOD_NOT_FOUND, RpcError, invalid
from ..schema.catalogue import GLOBAL, Category
from ..store.database import fold
from ..store.entries import Entry
from ..store.objects import NORMAL, STATUSES, Object
from .common import Method, Methods, Params, head, status_title

MAC = re.compile(r"([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
DEEP = ("deep", "auto-deep")


def search(context: Context, params: Params) -> list[dict[str, Any]]:
    """One row for each text attribute that holds the words; MAC addresses only in the deep modes."""
    wanted = params.get("q")
    if wanted is None:
        raise RpcError(METHOD_NOT_FOUND, 'Missing parameter: "q".')
    words = fold(str(wanted)).strip("*")
    if not words:
        return []
    deep = params.get("mode") in DEEP
    rows = [
        _found(context, item, GLOBAL, item.id, "title", item.title, str(wanted)) for item in _titled(context, words)
    ]
    for entry in _holding(context, words):
        const = context.world.behaviours.const_of_table(entry.table)
        item = context.object(entry.object)
        for key, value in entry.data.items():
            if item and isinstance(value, str) and words in fold(value) and (deep or not MAC.fullmatch(value)):
                rows.append(_found(context, item, const, entry.id, key, f"{item.title}: {value}", str(wanted)))
    return rows


def _titled(context: Context, words: str) -> list[Object]:
    pattern = re.sub(r"([\\%_])", r"\\\1", words)
    return context.world.objects.select(
        "title_fold LIKE ? ESCAPE '\\' AND type != 60", (f"%{pattern}%",), "ORDER BY id"
    )


def _holding(context: Context, words: str) -> list[Entry]:
    """The entries whose stored form holds the words somewhere."""
    rows = context.world.database.rows(
        "SELECT tbl, id FROM entries WHERE fold(data) LIKE ? ORDER BY tbl, id", (f"%{words}%",)
    )
    found = (context.world.entries.get(row["tbl"], row["id"]) for row in rows)
    return [entry for entry in found if entry is not None and entry.status == NORMAL]


def _found(context: Context, item: Object, const: str, entry: int, key: str, value: str, words: str) -> dict[str, Any]:
    category = context.world.catalogue.category(const)
    attribute = category.attributes.get(key) if category else None
    named = attribute.metadata.get("title", key) if attribute else key
    link = f"/?objID={item.id}&catgID={category.id if category else 0}&cateID={entry}&highlight={quote(words)}"
    return {
        "documentId": str(item.id),
        "key": " > ".join(context.translate(t) for t in (context.type_title(item.type), _title(category), named)),
        "value": value,
        "type": "cmdb",
        "link": link,
        "score": "100",
        "status": context.translate(STATUSES[item.status].title),
    }


def _title(category: Category | None) -> str:
    return category.title if category else ""


def _like(stored: Any, wanted: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in wanted.split("*"))
    return re.fullmatch(pattern, str(stored), re.DOTALL) is not None


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, str], bool]:
    def compare(stored: Any, wanted: str) -> bool:
        try:
            return test(float(stored), float(wanted))
        except (TypeError, ValueError):
            return stored is not None and test(str(stored), wanted)

    return compare


COMPARISONS: dict[str, Callable[[Any, str], bool]] = {
    "=": lambda stored, wanted: str(stored) == wanted,
    "!=": lambda stored, wanted: str(stored) != wanted,
    "<>": lambda stored, wanted: str(stored) != wanted,
    "like": _like,
    "not like": lambda stored, wanted: not _like(stored, wanted),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
}


def condition(context: Context, params: Params) -> list[dict[str, Any]]:
    """The normal objects that meet the conditions; case matters, dialogs are compared by id.

    A condition on a property that there is not is met by every object (idoit-api.md §9.4).
    """
    conditions = params.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise invalid("Parameter conditions has to be a list.")
    every = {item.id for item in context.world.objects.select("status = ?", (NORMAL,))}
    met: set[int] | None = None
    for one in conditions:
        found = _meeting(context, one, every)
        if met is None:
            met = found
        else:
            met = met | found if str(one.get("operator")).upper() == "OR" else met & found
    context.prefetch(met or ())
    items = (context.object(number) for number in sorted(met or ()))
    return [_listed(context, item) for item in items if item is not None and item.id in every]


def _meeting(context: Context, one: dict[str, Any], every: set[int]) -> set[int]:
    const, _unused, key = str(one.get("property", "")).partition("-")
    behaviour = context.world.behaviours.of(const)
    compare = COMPARISONS.get(str(one.get("comparison")).lower())
    if behaviour is None or key not in behaviour.values or compare is None:
        return set(every)
    wanted = str(one.get("value"))
    if (const, key) == (GLOBAL, "type") and wanted in context.world.catalogue.type_of_const:
        wanted = str(context.world.catalogue.type_of_const[wanted].id)
    entries = behaviour.entries(context, sorted(every), [NORMAL])
    return {entry.object for entry in entries if compare(_comparable(entry.data.get(key)), wanted)}


def _comparable(stored: Any) -> Any:
    return stored.get("object") if isinstance(stored, dict) else stored


def _listed(context: Context, item: Object) -> dict[str, Any]:
    return {
        **head(context, item),
        "id": str(item.id),
        "type": str(item.type),
        "created": item.created,
        "updated": item.updated,
        "type_title": context.type_title(item.type),
        "type_icon": context.world.dialect.icon(context, item),
        "type_group_title": None,
        "status": str(item.status),
        "cmdb_status": str(item.cmdb_status),
        "cmdb_status_title": status_title(context, item),
    }


METHODS: Methods = {"idoit.search": Method(search), "cmdb.condition.read": Method(condition)}
