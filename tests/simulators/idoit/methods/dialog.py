# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.dialog of modern servers (idoit-api.md §8)."""

from __future__ import annotations

from typing import Any

from ..context import Context
from ..protocol.errors import internal, invalid
from ..schema.attributes import Attribute
from ..store.dialogs import Choice
from ..values.references import as_id
from .common import Method, Methods, Params, category_of

LISTS = ("dialog", "dialog_plus", "multiselect", "custom_dialog", "custom_multi_dialog")
GROWING = ("dialog_plus", "multiselect", "custom_dialog", "custom_multi_dialog")


def attribute_of(context: Context, params: Params) -> Attribute:
    """The attribute whose values are meant."""
    behaviour = category_of(context, params)
    key = mandatory(params, "property")
    attribute = behaviour.category.attributes.get(str(key))
    if attribute is None:
        raise internal(f"Property '{key}' does not exist in Category")
    return attribute


def mandatory(params: Params, name: str) -> Any:
    """A parameter that has to be there."""
    if params.get(name) is None:
        raise invalid(f'Mandatory parameter "{name}" not found in your request.')
    return params[name]


def growing(context: Context, params: Params) -> Attribute:
    """The same, if values may be added and changed."""
    attribute = attribute_of(context, params)
    if attribute.kind not in GROWING:
        raise internal("Property is not a Dialog+.")
    return attribute


def shown(choice: Choice, context: Context) -> dict[str, Any]:
    """One value in a list of all."""
    return {"id": str(choice.id), "const": choice.const, "title": context.translate(choice.title)}


def read(context: Context, params: Params) -> list[Any]:
    """Every value; those of a dependent list with what they depend on."""
    attribute = attribute_of(context, params)
    if attribute.kind not in LISTS or not attribute.table:
        return []
    choices = list(context.choices(attribute).values())
    rows = [shown(choice, context) for choice in choices]
    if attribute.parent:
        above = context.world.behaviours.of(attribute.category)
        parents = context.choices(above.category.attributes[attribute.parent]) if above else {}
        for row, choice in zip(rows, choices, strict=True):
            parent = parents.get(choice.parent or 0)
            row["parent"] = shown(parent, context) if parent else {"id": None, "const": "", "title": ""}
    nested = context.world.faults.take(("nested_dialog",), f"{attribute.category}.{attribute.key}")
    return [rows] if nested else rows


def create(context: Context, params: Params) -> dict[str, Any]:
    """Add a value; the same title twice makes two (contracts/idoit/3-categories/623)."""
    attribute = growing(context, params)
    value = str(mandatory(params, "value"))
    if value == "":
        raise internal(
            "Required Parameter is not setted or empty. Please be sure that 'property' and 'value' are setted."
        )
    number = context.add_choice(attribute.dialog_table, value, _parent(context, attribute, params.get("parent")))
    return {"success": True, "entry_id": number}


def _parent(context: Context, attribute: Attribute, given: Any) -> int | None:
    """An int is the id of a value of the parent list, a text its title."""
    if given is None or not attribute.parent:
        return None
    above = context.world.behaviours.of(attribute.category)
    assert above is not None, "the category of the attribute is there"
    for choice in context.choices(above.category.attributes[attribute.parent]).values():
        if given == choice.id or (isinstance(given, str) and given == choice.title):
            return choice.id
    raise internal(f"Unable to find the parent entry '{given}'.")


def update(context: Context, params: Params) -> dict[str, Any]:
    """Change the title of a value."""
    attribute = growing(context, params)
    number = mandatory(params, "entry_id")
    value = str(mandatory(params, "value"))
    if not context.world.dialogs.rename(attribute.dialog_table, as_id(number) or 0, value):
        raise internal(f"Entry with id {number} does not exist.")
    context.forget()
    return {"success": True, "entry_id": context.world.dialect.updated_entry(number)}


def delete(context: Context, params: Params) -> dict[str, Any]:
    """Remove a value; what refers to it becomes empty."""
    attribute = growing(context, params)
    number = mandatory(params, "entry_id")
    if not context.world.dialogs.delete(attribute.dialog_table, as_id(number) or 0):
        raise internal(f"Entry with id {number} does not exist.")
    context.forget()
    return {"success": True, "entry_id": number}


METHODS: Methods = {
    "cmdb.dialog.read": Method(read),
    "cmdb.dialog.create": Method(create, writes=True),
    "cmdb.dialog.update": Method(update, writes=True),
    "cmdb.dialog.delete": Method(delete, writes=True),
}
