# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the calls share: methods, parameters, categories, the head of an object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..categories.base import Behaviour
from ..context import Context
from ..protocol.errors import internal, invalid
from ..store.objects import Object
from ..values.references import as_id

Params = dict[str, Any]


@dataclass(frozen=True)
class Method:
    """One call. ``writes``: it may change something, so it counts as a write."""

    call: Callable[[Context, Params], Any]
    writes: bool = False


Methods = Mapping[str, Method]

NO_CATEGORY = (
    "Category type missing. You must specify the parameter int 'catsID', int 'catgID', int 'customID' or string"
    " 'category' in order to identify the corresponding category you would like to use."
)


def category_of(context: Context, params: Params) -> Behaviour:
    """The category a call names by ``category``, ``catgID``, ``catsID`` or ``customID``."""
    behaviours = context.world.behaviours
    const = params.get("category")
    if isinstance(const, str) and const:
        found = behaviours.of(const)
        if found is None:
            raise invalid(f'Category "{const}" not found. Delete your i-doit cache if you are sure it exists.')
        return found
    for name, group in (("catgID", "catg"), ("catsID", "cats"), ("customID", "custom")):
        if params.get(name):
            return _by_id(context, group, params[name])
    raise invalid(NO_CATEGORY)


def _by_id(context: Context, group: str, given: Any) -> Behaviour:
    number = as_id(given)
    category = context.world.catalogue.category_by_id(group, number) if number is not None else None
    found = context.world.behaviours.of(category.const if category else str(given))
    if found is None:
        text = (
            f'Unable to find desired category with ID "{given}". Please check the delivered category ID and try again'
        )
        raise invalid(text)
    return found


def object_of(context: Context, params: Params, *names: str) -> Object:
    """The object a writing call names."""
    given = next((params[name] for name in names if params.get(name) is not None), None)
    number = as_id(given)
    if number is None:
        raise invalid(f"Parameter {names[0]} has to be numeric.")
    found = context.world.objects.get(number)
    if found is None:
        raise internal(f'Object with id "{given}" does not exist.')
    return found


def head(context: Context, item: Object) -> dict[str, Any]:
    """What lists of objects show first."""
    number = context.world.dialect.number
    return {"id": number(item.id), "title": context.translate(item.title), "sysid": item.sysid}


def status_title(context: Context, item: Object) -> str | None:
    """The translated CMDB status of an object."""
    choice = context.choices_of("isys_cmdb_status").get(item.cmdb_status or 0)
    return context.translate(choice.title) if choice else None


def group_title(context: Context, type_id: int) -> str | None:
    """The translated title of the group of an object type."""
    type_ = context.world.catalogue.types.get(type_id)
    return context.translate(type_.row["type_group_title"]) if type_ and type_.row else None


def done(context: Context, text: str) -> str:
    """A message in the spelling of the server; the specification's examples have one of their own."""
    return text.replace("successfully", context.world.dialect.successfully)
