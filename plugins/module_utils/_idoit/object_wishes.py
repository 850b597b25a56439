# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user wants of objects: the options, checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import ApiError, InputError
from .lookups import Element
from .object_views import FIELDS, GLOBAL, STATES
from .resolve import MATCH, MATCHING, Objects
from .schema import Schema
from .values import ObjectWish, object_wish
from .values.base import identifier

CLEARABLE = ("purpose", "category", "tags", "description")
#: The server cuts longer titles without a word (idoit-observed.md §5), and would not find them again.
LONGEST_TITLE = 255
#: States that an object is created in; for the others there is nothing to do without it.
CREATING = ("present", "template", "mass_change_template")

OBJECTS = Listable(
    "objects",
    options={
        "id": {"type": "int"},
        "sysid": {"type": "str"},
        "title": {"type": "str"},
        "type": {"type": "str"},
        "match": MATCH,
        "new_title": {"type": "str"},
        "cmdb_status": {"type": "raw"},
        "purpose": {"type": "raw"},
        "category": {"type": "raw"},
        "tags": {"type": "list", "elements": "raw"},
        "description": {"type": "str"},
        "clear": {"type": "list", "elements": "str", "choices": list(CLEARABLE)},
        "categories": {"type": "dict"},
        "template": {"type": "raw"},
        "state": {"type": "str", "choices": [*STATES, "absent"], "default": "present"},
    },
    rules=ArgSpec(
        options={
            "create_dialog_values": {"type": "bool", "default": False},
            "check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"},
            "resolve_race": {"type": "bool", "default": False},
        }
    )
    + MATCHING,
)


@dataclass
class Entries:
    """The entries that are wanted in one category."""

    constant: str
    given: Sequence[Mapping[str, Any]]
    elements: list[Element] = field(default_factory=list)


@dataclass
class Wanted:
    """What the user wants of one object.

    ``identity``: how it is named now; ``others``: how it may be found as well. ``template``: what it is created from;
    ``missing``, ``notes`` and ``refused`` tell what became of that: that it may be about to come, what it cannot hand
    on, and why it cannot be used.
    """

    identity: ObjectWish
    others: list[ObjectWish]
    state: str
    title: str | None
    type: str | None
    fields: dict[str, Any]
    entries: list[Entries]
    template: ObjectWish | None = None
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: ApiError | None = None
    element: Element = field(init=False)

    @property
    def name(self) -> str:
        """How messages call the object."""
        return self.title or str(self.identity)

    @property
    def by_title(self) -> ObjectWish:
        """How others find it once it is created."""
        return ObjectWish(title=self.title, type=self.type)

    @property
    def may_be_created(self) -> bool:
        """Whether a missing object is no mistake: nobody can foretell an id, nor a sysid without the rest."""
        return self.identity.title is not None or bool(self.identity.id is None and self.title and self.type)


def wanted_objects(items: Sequence[Mapping[str, Any]], schema: Schema, objects: Objects) -> list[Wanted]:
    """Check the options of all objects; raises :class:`InputError`."""
    wanted = [_wanted(item, schema, objects.type_constant(item.get("type"))) for item in items]
    seen = set()
    for each in wanted:
        # The same object twice would be created twice: the server has no uniqueness (idoit-api.md §6.1).
        if each.identity in seen:
            raise InputError(f"The {each.identity} is named twice in this task")
        seen.add(each.identity)
    return wanted


def _wanted(item: Mapping[str, Any], schema: Schema, object_type: str | None) -> Wanted:
    state = str(item.get("state") or "present")
    creating = state in CREATING
    identity = _identity(item, object_type)
    if identity.match and not object_type and not creating:
        raise InputError(
            f"match needs the type of the object to make it {state}",
            reason="Without a type only normal objects are found, so one that is left over would not be seen.",
        )
    title, new_title = item.get("title"), item.get("new_title")
    for each in (title, new_title):
        if each and (len(each) > LONGEST_TITLE or "\n" in each):
            raise InputError(f"A title is one line of {LONGEST_TITLE} characters at most: {each[:40]!r}… is not")
    others = []
    if creating and identity.title is not None and new_title:
        others = [ObjectWish(title=new_title, type=object_type)]
    elif creating and identity.title is None and identity.id is None and title and object_type:
        others = [ObjectWish(title=title, type=object_type)]
    return Wanted(
        identity=identity,
        others=others,
        state=state,
        title=new_title or title,
        type=object_type,
        fields=_fields(item),
        entries=_entries(item.get("categories") or {}, schema) if creating else [],
        template=_template(item.get("template"), object_type) if creating else None,
    )


def _identity(item: Mapping[str, Any], object_type: str | None) -> ObjectWish:
    """How the object is named, in order of what is surest."""
    if item.get("id") is not None:
        return ObjectWish(id=identifier(item["id"]))
    if item.get("sysid") is not None:
        return ObjectWish(sysid=item["sysid"])
    if item.get("match"):
        return object_wish({"match": item["match"], "type": object_type})
    if not item.get("title"):
        raise InputError("An object is named by id, by sysid, by match, or by title (and type)")
    return ObjectWish(title=item["title"], type=object_type)


def _template(given: Any, object_type: str | None) -> ObjectWish | None:
    """A template that is named by its title alone has the type of the object."""
    if given is None:
        return None
    wish = object_wish(given)
    return wish if wish.type or wish.id is not None or wish.sysid else dataclasses.replace(wish, type=object_type)


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of GLOBAL that are wanted; null clears."""
    fields = {FIELDS[option]: item[option] for option in FIELDS if item.get(option) is not None}
    for option in item.get("clear") or []:
        if FIELDS[option] in fields:
            raise InputError(f"{option} is both given and named in clear")
        fields[FIELDS[option]] = None
    if item.get("sysid") is not None:
        fields["sysid"] = item["sysid"]
    return fields


def _entries(categories: Mapping[str, Any], schema: Schema) -> list[Entries]:
    """The entries by category; one entry may stand without a list around it."""
    wanted: dict[str, Entries] = {}
    for name, given in categories.items():
        constant = schema.constant(str(name))
        if constant == GLOBAL:
            raise InputError(f"The attributes of {GLOBAL} are options of their own, not part of categories")
        if constant in wanted:
            raise InputError(f"{constant} is named twice in categories, by its constant and by its title")
        listed = given if isinstance(given, (list, tuple)) else [given]
        if not all(isinstance(each, Mapping) for each in listed):
            raise InputError(f"categories takes attributes for {name}, or a list of entries with attributes")
        wanted[constant] = Entries(constant, list(listed))
    return list(wanted.values())
