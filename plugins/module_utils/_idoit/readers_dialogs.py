# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of a dialog, of any that the server lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import ArgSpec
from .._errors import InputError, NotFoundError
from .lookups import Lookups
from .readers import shown_choice
from .reads import Reads
from .resolve import Objects
from .rpc import Session
from .schema import Attribute, Schema
from .values import Choice, Dialog
from .values.dialogs import below, choice_wish, double, fitting, unknown_value

DIALOG_INFO = ArgSpec(
    options={
        "category": {"type": "str", "required": True},
        "attribute": {"type": "str", "required": True},
        "parent": {"type": "raw"},
    },
)


def read_dialog(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """What idoit_dialog_info returns; raises an :class:`ApiError`."""
    reads = Reads(session)
    schema = Schema(session, reads)
    lookups = Lookups(session, reads, Objects(session, reads, schema))
    category = schema.load(schema.constant(params["category"]))
    attribute = category.attribute(params["attribute"])
    known = _values(lookups, attribute)
    if params["parent"] is not None:
        if attribute.parent is None:
            raise InputError(f"{attribute} depends on no other attribute, so parent cannot be given")
        parents = _values(lookups, category.attributes[attribute.parent])
        known = below(known, _one(params["parent"], parents))
    return {
        "category": category.constant,
        "attribute": attribute.key,
        "extensible": bool(getattr(attribute.kind, "creatable", False)),
        "depends_on": attribute.parent,
        "dialog_values": [shown_choice(each) for each in known],
    }


def _values(lookups: Lookups, attribute: Attribute) -> list[Choice]:
    known = lookups.choices(attribute) if isinstance(attribute.kind, Dialog) else None
    if known is None:
        raise InputError(f"{attribute} has no list of values that the server would tell")
    return known


def _one(name: Any, known: list[Choice]) -> Choice:
    wish = choice_wish(name)
    found = fitting(wish, known)
    if len(found) > 1:
        raise double(wish, found)
    if not found:
        raise NotFoundError(unknown_value(str(wish), known).message, reason=unknown_value(str(wish), known).reason)
    return found[0]
