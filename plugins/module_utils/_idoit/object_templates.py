# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""New objects from template objects: what a template holds becomes part of what is wanted of the new one.

cmdb.object.create names no template: its one documented parameter, ``defaultTemplate``, means the one that is set for
the object type in the product's pages (idoit-api.md §6.1). So the entries are read here and written like any others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .._errors import ApiError, AuthError, InputError, TransportError
from .contents import Contents
from .generation import NORMAL, TEMPLATE
from .known import NATURAL_KEYS
from .lookups import Entry
from .object_views import FIELDS, GLOBAL
from .object_wishes import Entries, Wanted
from .reads import Reads
from .resolve import Objects, Row, may_come, not_found, status_name
from .rpc import Session
from .schema import Attribute, Category, Schema
from .values import EMPTY, Choice, EntryRef, EntryReference, ObjectReference

_BELONGING_ELSEWHERE = """
    ASSIGNED_CARDS ASSIGNED_LOGICAL_UNIT ASSIGNED_SIM_CARDS ASSIGNED_SUBSCRIPTIONS ASSIGNED_USERS
    BACKUP__ASSIGNED_OBJECTS CLUSTER_MEMBERS CONNECTOR GUEST_SYSTEMS IMAGE IMAGES IT_SERVICE_RELATIONS LDEV_SERVER
    MANAGED_OBJECTS NET_CONNECTIONS_FOLDER OBJECT PLANNING RELATION STACK_MEMBER VRRP_MEMBER
"""
#: Categories in which a copy would take something away from others: what is assigned to the template, runs on it or
#: lies in it belongs to one object only. Pictures have no value that could be written.
NOT_COPIED = frozenset(f"C__CATG__{name}" for name in _BELONGING_ELSEWHERE.split())
#: The CMDB statuses that i-doit itself gives to templates (idoit-api.md §4).
_INTERNAL_STATUS = "C__CMDB_STATUS__IDOIT_STATUS"


class Templates:
    """Copies what templates hold into the wishes for new objects. ``foresee``: templates may be about to come."""

    def __init__(self, session: Session, reads: Reads, schema: Schema, objects: Objects, *, foresee: bool) -> None:
        self._session = session
        self._reads = reads
        self._schema = schema
        self._objects = objects
        self._foresee = foresee
        self._contents = Contents(session, reads, schema)

    def fill(self, wanted: Sequence[Wanted]) -> None:
        """Add to these wishes what their templates hold; a template that cannot be used is noted in the wish."""
        named = [(each, row) for each in wanted if (row := self._template(each)) is not None]
        rows = [row for _each, row in named]
        for row in rows:
            self._reads.ask(self._session.generation.read_entries(row["id"], GLOBAL))
        self._contents.ask(rows)
        for row in rows:
            for constant in self._copied(row):
                self._schema.ask(constant)
        self._reads.send()
        for each, row in named:
            self._fill(each, row)

    def _template(self, wanted: Wanted) -> Row | None:
        """The template object; raises only what concerns the server as a whole."""
        if wanted.template is None:
            return None
        try:
            row = self._objects.one(wanted.template)
            if row is None and not (self._foresee and may_come(wanted.template)):
                raise not_found(wanted.template)
            if row is None:
                wanted.missing.append(str(wanted.template))
            elif row["status"] != TEMPLATE:
                raise InputError(f"The {wanted.template} is no template: its record status is {status_name(row)}")
        except (AuthError, TransportError):
            raise
        except ApiError as error:
            wanted.refused = error
            return None
        return row

    def _copied(self, row: Row) -> dict[str, list[dict[str, Any]]]:
        return {key: entries for key, entries in self._contents.of(row).items() if key not in NOT_COPIED}

    def _fill(self, wanted: Wanted, row: Row) -> None:
        (raw,) = self._reads.ask(self._session.generation.read_entries(row["id"], GLOBAL)).value()
        general = Entry(self._schema.category(GLOBAL), raw, NORMAL)
        if wanted.type and general.value("type") != wanted.type:
            wanted.refused = InputError(
                f"The {wanted.template} is a template for {general.value('type')}, not for {wanted.type}"
            )
            return
        _fill_fields(wanted, general)
        left_out: dict[str, None] = {}
        for constant, held in self._copied(row).items():
            category = self._category(constant)
            if category is None:
                left_out[constant] = None
                continue
            copies = [_copy(category, raw, left_out) for raw in held]
            copies = [copy for copy in copies if copy]
            if not copies:
                continue
            own = next((each for each in wanted.entries if each.constant == constant), None)
            if own is None:
                wanted.entries.append(Entries(constant, copies))
            else:
                own.given = _merged(category, copies, own.given, self._is_multi_value(constant, row))
        if left_out:
            wanted.notes.append(
                f"Not copied from template {row['title']!r} to {wanted.name}: {', '.join(left_out)}:"
                " secrets, references to what only the template has, and what cannot be written"
            )

    def _category(self, constant: str) -> Category | None:
        """The attributes of a category; None for a view, of which the server tells none."""
        try:
            return self._schema.category(constant)
        except (AuthError, TransportError):
            raise
        except ApiError:
            return None

    def _is_multi_value(self, constant: str, row: Row) -> bool:
        return self._schema.is_multi_value(constant, int(row["type"]))


def _fill_fields(wanted: Wanted, general: Entry) -> None:
    """The attributes of GLOBAL that the user does not name."""
    for key in FIELDS.values():
        value = general.value(key)
        internal = isinstance(value, Choice) and str(value.const).startswith(_INTERNAL_STATUS)
        if key not in wanted.fields and value is not EMPTY and not internal:
            wanted.fields[key] = _as_written(general.category.attributes[key], value)


def _copy(category: Category, raw: Mapping[str, Any], left_out: dict[str, None]) -> dict[str, Any]:
    """One entry as a user would write it; what cannot be copied is noted in ``left_out``."""
    stored, copy = Entry(category, raw, NORMAL), {}
    for key, attribute in category.attributes.items():
        value = stored.value(key)
        if attribute.kind.refused or attribute.kind.equal(EMPTY, value):
            continue
        if _can_be_copied(attribute, value):
            copy[key] = _as_written(attribute, value)
        else:
            left_out[str(attribute)] = None
    return copy


def _can_be_copied(attribute: Attribute, value: Any) -> bool:
    """Secrets and entries of the template itself cannot, nor what is stored in a form that nobody could write."""
    kind = attribute.kind
    if kind.secret or attribute.key == "assigned_connector":
        return False
    if isinstance(kind, EntryRef):
        return kind.elsewhere or kind.owner is not None
    try:
        kind.parse(_as_written(attribute, value))
    except InputError:
        return False
    return True


def _as_written(attribute: Attribute, value: Any) -> Any:
    """A stored value as a user would write it, names by their ids."""
    if isinstance(value, tuple):
        return [_as_written(attribute, each) for each in value]
    if isinstance(value, (Choice, ObjectReference, EntryReference)):
        return {"id": value.id}
    return attribute.kind.show(value)


def _merged(
    category: Category, copies: list[dict[str, Any]], own: Sequence[Mapping[str, Any]], multi_value: bool
) -> list[Mapping[str, Any]]:
    """The entries of the template with what the user names over them, then those that the template lacks."""
    merged: list[Mapping[str, Any]] = []
    left = [{category.attribute(str(key)).key: value for key, value in each.items()} for each in own]
    for copy in copies:
        same = next((each for each in left if not multi_value or _is_same(category, copy, each)), None)
        if same is not None:
            left.remove(same)
        merged.append({**copy, **(same or {})})
    return [*merged, *left]


def _is_same(category: Category, copy: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Whether both hold the same natural key."""
    return any(_key_of(category, copy, keys) == _key_of(category, own, keys) for keys in _keys(category, own))


def _keys(category: Category, own: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    return (keys for keys in NATURAL_KEYS.get(category.constant, ()) if set(keys) <= set(own))


def _key_of(category: Category, given: Mapping[str, Any], keys: Sequence[str]) -> list[Any]:
    return [category.attributes[key].parse(given.get(key)) for key in keys]
