# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmdb.dialog (idoit-observed.md §7): never refuses an entry that is not there."""

from __future__ import annotations

from typing import Any

from ...context import Context
from ...protocol.errors import RpcError, internal, sql_error
from ...schema.attributes import Attribute
from ...values.references import as_id
from ..common import Method, Methods, Params, category_of
from ..dialog import GROWING, mandatory, shown

OLD_NAMES = "C__CMDB__SUBCAT__"
EMPTY = "Required Parameter is not setted or empty. Please be sure that 'property' and 'value' are setted."


def read(context: Context, params: Params) -> Any:
    """The values of one attribute, or of several without a mark between; false for an unknown category."""
    wanted = mandatory(params, "property")
    if str(params.get("category", "")).startswith(OLD_NAMES):
        return False
    try:
        attributes = category_of(context, params).category.attributes
    except RpcError:
        return False
    keys = wanted if isinstance(wanted, list) else [wanted]
    return [row for key in keys if str(key) in attributes for row in _values(context, attributes[str(key)])]


def _values(context: Context, attribute: Attribute) -> list[dict[str, Any]]:
    if attribute.type not in ("dialog", "dialog_plus", "multiselect"):
        return []
    if not attribute.params.get("p_strTable") and "p_arData" in attribute.params:
        raise sql_error("SHOW FIELDS FROM ;", "You have an error in your SQL syntax")
    return [shown(choice, context) for choice in context.choices(attribute).values()]


def _growing(context: Context, params: Params) -> Attribute:
    key = str(mandatory(params, "property"))
    attribute = category_of(context, params).category.attributes.get(key)
    if attribute is None:
        raise internal(f"Property '{key}' does not exist in Category")
    if attribute.kind not in GROWING:
        raise internal("Property is not a Dialog+.")
    return attribute


def create(context: Context, params: Params) -> dict[str, Any]:
    """Add a value; a parent is not looked at."""
    value = mandatory(params, "value")
    attribute = _growing(context, params)
    if value == "":
        raise internal(EMPTY)
    return {"success": True, "entry_id": str(context.add_choice(attribute.dialog_table, str(value)))}


def update(context: Context, params: Params) -> dict[str, Any]:
    """Change a title, if there is such a value."""
    number = mandatory(params, "entry_id")
    attribute = _growing(context, params)
    context.world.dialogs.rename(attribute.dialog_table, as_id(number) or 0, str(mandatory(params, "value")))
    context.forget()
    return {"success": True, "entry_id": number}


def delete(context: Context, params: Params) -> dict[str, Any]:
    """Remove a value, if there is such a one."""
    number = mandatory(params, "entry_id")
    attribute = _growing(context, params)
    context.world.dialogs.delete(attribute.dialog_table, as_id(number) or 0)
    context.forget()
    return {"success": True, "entry_id": number}


METHODS: Methods = {
    "cmdb.dialog.read": Method(read),
    "cmdb.dialog.create": Method(create, writes=True),
    "cmdb.dialog.update": Method(update, writes=True),
    "cmdb.dialog.delete": Method(delete, writes=True),
}
