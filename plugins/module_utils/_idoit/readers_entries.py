# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of one object in a category, and what a category is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import ArgSpec
from .._errors import InputError
from .categories import OBJECT
from .entry_plans import ENTRY_STATUSES
from .generation import NORMAL
from .lookups import Lookups
from .readers import raw_entry, shown_choice, simple_entry
from .reads import Reads
from .resolve import STATUSES, Objects, not_found
from .rpc import Session
from .schema import ENTRY_KEYS, Attribute, Category, Schema
from .secrets import is_secret
from .values import Dialog, FixedDialog, object_wish
from .values.choose import part, several

CATEGORY_INFO = ArgSpec(
    options={
        "category": {"type": "str", "required": True},
        "object": OBJECT,
        "status": {
            "type": "list",
            "elements": "str",
            "choices": [STATUSES[number] for number in ENTRY_STATUSES],
            "default": [STATUSES[NORMAL]],
        },
        "raw": {"type": "bool", "default": False},
        "attributes": {"type": "bool", "default": False},
        "dialog_values": {"type": "bool", "default": False},
    },
)


def read_category(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """What idoit_category_info returns; raises an :class:`ApiError`."""
    describing = params["attributes"] or params["dialog_values"]
    if params["object"] is None and not describing:
        raise InputError("Name an object to read its entries, or ask for the attributes of the category")
    reads = Reads(session)
    schema = Schema(session, reads)
    objects = Objects(session, reads, schema)
    constant = schema.constant(params["category"])
    schema.ask(constant)
    if params["object"] is not None:
        objects.ask([object_wish(params["object"])])
    reads.send()
    category = schema.category(constant)
    out: dict[str, Any] = {"category": constant}
    if params["object"] is not None:
        out.update(_entries(session, objects, category, params))
    if describing:
        lookups = Lookups(session, reads, objects) if params["dialog_values"] else None
        out["attributes"] = _attributes(session, reads, category, lookups)
    return out


def _entries(session: Session, objects: Objects, category: Category, params: Mapping[str, Any]) -> dict[str, Any]:
    wish = object_wish(params["object"])
    row = objects.one(wish)
    if row is None:
        raise not_found(wish)
    wanted = [number for number in ENTRY_STATUSES if STATUSES[number] in params["status"]]
    answers = session.read([session.generation.read_entries(row["id"], category.constant, each) for each in wanted])
    found = [(STATUSES[number], raw) for number, entries in zip(wanted, answers) for raw in entries]
    out = {
        "object": {key: row.get(key) for key in ("id", "title", "sysid")},
        "entries": [{**simple_entry(category, raw), "status": status} for status, raw in found],
    }
    raw_form = {"raw": [raw_entry(category, raw) for _status, raw in found]} if params["raw"] else {}
    return {**out, **raw_form}


def _attributes(session: Session, reads: Reads, category: Category, lookups: Lookups | None) -> list[dict[str, Any]]:
    info = reads.ask(session.generation.category_info(category.constant)).value()
    attributes = [each for key, each in category.attributes.items() if key not in ENTRY_KEYS]
    if lookups is not None:
        for each in attributes:
            if _is_listed(each):
                lookups.ask_choices(each)
        reads.send()
    return [_attribute(each, info[each.key], lookups) for each in attributes]


def _is_listed(attribute: Attribute) -> bool:
    """Whether a call lists the values."""
    return isinstance(attribute.kind, Dialog) and not isinstance(attribute.kind, FixedDialog)


def _attribute(attribute: Attribute, meta: Mapping[str, Any], lookups: Lookups | None) -> dict[str, Any]:
    out = {
        "key": attribute.key,
        "title": attribute.title,
        "type": part(meta, "info").get("type") or part(meta, "data").get("type"),
        "writable": attribute.kind.refused is None,
        "why_not_writable": attribute.kind.refused,
        "mandatory": attribute.mandatory,
        "multiple": several(meta),
        "secret": attribute.kind.secret or is_secret(attribute.key),
        "unit": attribute.unit,
        "parent": attribute.parent,
    }
    if lookups is not None and _is_listed(attribute):
        known = lookups.choices(attribute)
        out["dialog_values"] = None if known is None else [shown_choice(each) for each in known]
    return out
