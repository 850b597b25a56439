# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.objects: lists of objects, filtered, ordered, by pages, with their categories (idoit-api.md §6.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..categories.location import chain, prefetch_parents, require_no_loop, titles
from ..context import Context
from ..protocol.errors import invalid, sql_error
from ..store.database import fold, marks
from ..store.objects import NORMAL, STATUS_OF_CONST, STATUSES, Object
from ..values.references import as_id
from .common import Method, Methods, Params, group_title, head, status_title
from .raw import raw_objects

PERSONS = (
    "SELECT object FROM entries WHERE tbl = 'isys_cats_person_list'"
    " AND fold(json_extract(data, '$.{key}')) LIKE ? ESCAPE '\\'"
)
PERSON_FILTERS = {"first_name": "first_name", "last_name": "last_name", "email": "mail"}
LIKE_COLUMNS = {"created_by": "created_by", "changed_by": "updated_by"}
TIME_COLUMNS = {"created_after": "created", "changed_after": "updated"}
ORDER = {
    "id": "id",
    "isys_obj__id": "id",
    "title": "title_sort",
    "isys_obj__title": "title_sort",
    "type": "type",
    "isys_obj_type__id": "type",
    "isys_obj__isys_obj_type__id": "type",
    "type_title": "type",
    "isys_obj_type__title": "type",
    "sysid": "sysid COLLATE NOCASE",
    "isys_obj__sysid": "sysid COLLATE NOCASE",
    "updated": "updated",
    "changed": "updated",
}


@dataclass
class Condition:
    """A WHERE clause in the making."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        """One more condition that has to hold."""
        self.parts.append(sql)
        self.values += values

    def among(self, column: str, values: Sequence[Any]) -> None:
        """The column has to have one of the values."""
        self.add(f"{column} IN ({marks(values)})", *values)

    @property
    def sql(self) -> str:
        """All of it."""
        return " AND ".join(self.parts) or "1"


class Filters:
    """Reads the filter of a modern server; keys it does not know are ignored, which is everything."""

    def __init__(self, context: Context, given: Any) -> None:
        self.context = context
        self.given: dict[str, Any] = given if isinstance(given, dict) else {}
        self.condition = Condition()

    def apply(self) -> Condition:
        """The condition of the filter."""
        self.status()
        self.ids()
        self.type()
        self.texts()
        self.group()
        self.persons()
        self.condition.add("cmdb_status IS NOT NULL")
        return self.condition

    def status(self) -> None:
        """Without a status only normal objects are listed."""
        self.condition.add("status = ?", self.wanted_status(self.given.get("status")))

    def wanted_status(self, given: Any) -> int:
        """A constant or an id; everything else is NORMAL."""
        number = STATUS_OF_CONST.get(str(given)) or as_id(given)
        return number if number in STATUSES else NORMAL

    def ids(self) -> None:
        """A list of ids, or one; an empty list is no restriction."""
        given = self.given.get("ids")
        items = given if isinstance(given, list) else [] if given is None else [given]
        numbers = [number for item in items if (number := as_id(item)) is not None]
        if numbers:
            self.condition.among("id", numbers)

    def type(self) -> None:
        """A constant, an id, or a list of them."""
        given = self.given.get("type")
        if given is None:
            return
        catalogue = self.context.world.catalogue
        wanted = []
        for item in given if isinstance(given, list) else [given]:
            number = as_id(item)
            known = catalogue.type_of_const.get(str(item))
            wanted.append(number if number is not None else known.id if known else 0)
        self.condition.among("type", wanted)

    def type_titles(self) -> list[int]:
        """The object types whose translated title is the wanted one."""
        wanted = fold(str(self.given["type_title"]))
        context = self.context
        return [t.id for t in context.world.catalogue.types.values() if fold(context.translate(t.title)) == wanted]

    def texts(self) -> None:
        """Titles are compared with LIKE, so % and _ are wildcards; sysids exactly."""
        if self.given.get("title") is not None:
            self.title(fold(str(self.given["title"])))
        if self.given.get("type_title") is not None:
            self.condition.among("type", self.type_titles())
        if self.given.get("sysid") is not None:
            self.condition.add("sysid = ? COLLATE NOCASE", str(self.given["sysid"]))
        for key, column in LIKE_COLUMNS.items():
            if self.given.get(key) is not None:
                self.condition.add(f"{column} LIKE ? ESCAPE '\\'", str(self.given[key]))
        for key, column in TIME_COLUMNS.items():
            if self.given.get(key) is not None:
                self.condition.add(f"{column} >= ?", str(self.given[key]))

    def title(self, pattern: str) -> None:
        """Without wildcards an index answers it."""
        if any(sign in pattern for sign in "%_\\"):
            self.condition.add("title_fold LIKE ? ESCAPE '\\'", pattern)
        else:
            self.condition.add("title_fold = ?", pattern)

    def group(self) -> None:
        """The group of the object types, by constant or id; and types that are not wanted."""
        catalogue = self.context.world.catalogue
        given = self.given.get("type_group")
        if given is not None:
            ids = [int(g["id"]) for g in catalogue.groups if given == g["const"] or str(given) == g["id"]]
            self.condition.among("type", [t.id for t in catalogue.types.values() if t.group in ids])
        excluded = self.given.get("exclude_type")
        if excluded is not None:
            known = catalogue.type_of_const.get(str(excluded))
            self.condition.add("type != ?", known.id if known else as_id(excluded) or 0)

    def persons(self) -> None:
        """Names, mail address and user name of persons."""
        for name, key in PERSON_FILTERS.items():
            if self.given.get(name) is not None:
                self.condition.add(f"id IN ({PERSONS.format(key=key)})", fold(str(self.given[name])))
        if self.given.get("username") is not None:
            wanted = str(self.given["username"]).lower()
            users = self.context.world.users.values()
            self.condition.among("id", [user.id for user in users if user.username == wanted])


def tail(params: Params) -> str:
    """ORDER BY and LIMIT; the limit is "count" or "offset,count"."""
    order = ORDER.get(str(params.get("order_by")), "id" if params.get("order_by") else None)
    direction = "DESC" if str(params.get("sort")).upper() == "DESC" else "ASC"
    sql = f"ORDER BY {order} {direction}, id {direction}" if order else "ORDER BY id"
    limit = params.get("limit")
    if limit is None or limit == "":
        return sql
    parts = [part.strip() for part in str(limit).split(",")]
    if not all(part.isdigit() for part in parts) or len(parts) > 2:
        raise sql_error(f"SELECT … LIMIT {limit};", "You have an error in your SQL syntax")
    count = parts[-1]
    offset = parts[0] if len(parts) > 1 else "0"
    return f"{sql} LIMIT {count} OFFSET {offset}"


def read(context: Context, params: Params) -> list[dict[str, Any]]:
    """The objects that pass the filter, with the entries of the wanted categories.

    ``raw`` names the columns of the object; no document says that it changes the entries, so they stay as they are.
    """
    given = params.get("filter")
    condition = Filters(context, given).apply()
    items = context.world.objects.select(condition.sql, condition.values, tail(params))
    rows = raw_objects(items) if params.get("raw") else [shown(context, item) for item in items]
    if isinstance(given, dict) and given.get("location"):
        add_locations(context, rows, items)
    add_categories(context, rows, items, params.get("categories"))
    return rows


def shown(context: Context, item: Object) -> dict[str, Any]:
    """One object of the list."""
    dialect = context.world.dialect
    return {
        **head(context, item),
        "type": dialect.number(item.type),
        "created": item.created,
        "updated": item.updated,
        "type_title": context.type_title(item.type),
        "type_group_title": group_title(context, item.type),
        "status": dialect.number(item.status),
        "cmdb_status": dialect.number(item.cmdb_status or 0),
        "cmdb_status_title": status_title(context, item),
        "image": dialect.image(context, item),
    }


def add_locations(context: Context, rows: list[dict[str, Any]], items: list[Object]) -> None:
    """The titles of what each object is in, without the root."""
    prefetch_parents(context, [item.id for item in items])
    for row, item in zip(rows, items, strict=True):
        require_no_loop(context, item.id)
        row["location"] = titles(context, [number for number in chain(context, item.id)[:-1] if number != 1])


def add_categories(context: Context, rows: list[dict[str, Any]], items: list[Object], wanted: Any) -> None:
    """Constant -> list of entries for each object; one query a category, whatever the number of objects."""
    if not wanted:
        return
    for row in rows:
        row["categories"] = {}
    by_id = {item.id: row["categories"] for row, item in zip(rows, items, strict=True)}
    if wanted is True:
        _all_categories(context, by_id, items)
        return
    for const in wanted if isinstance(wanted, list) else [wanted]:
        behaviour = context.world.behaviours.of(str(const))
        if behaviour is None:
            raise invalid(f'Category "{const}" not found. Delete your i-doit cache if you are sure it exists.')
        for categories in by_id.values():
            categories[const] = []
        _fill(context, str(const), by_id, list(by_id))


def _all_categories(context: Context, by_id: dict[int, dict[str, Any]], items: list[Object]) -> None:
    members: dict[str, list[int]] = {}
    for item in items:
        for const in context.world.catalogue.of_type(item.type):
            members.setdefault(const, []).append(item.id)
    for const, numbers in members.items():
        _fill(context, const, by_id, numbers)


def _fill(context: Context, const: str, by_id: dict[int, dict[str, Any]], numbers: list[int]) -> None:
    behaviour = context.world.behaviours.of(const)
    if behaviour is None or behaviour.virtual:
        return
    for owner, entries in behaviour.by_owner(context, numbers).items():
        by_id[owner].setdefault(const, []).extend(entries)


METHODS: Methods = {"cmdb.objects.read": Method(read)}
