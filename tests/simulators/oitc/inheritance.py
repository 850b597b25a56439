# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hosts and services share in the way they inherit from a template: what is stored of a posted object."""

from __future__ import annotations

from typing import Any

from .envelope import InternalError
from .php import loosely_equal, values_differ

Ids = list[Any]


def own_values(posted: dict[str, Any], template: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Each field: the posted value when it differs (loosely) from the template's, else null (oitc-api.md §9.1)."""
    result = {}
    for field in fields:
        value = posted.get(field)
        result[field] = None if value is None or loosely_equal(value, template[field]) else value
    return result


def ids_of(value: Any) -> Any:
    """``_ids`` of a relation as it was posted, None where there are none."""
    return value.get("_ids") if isinstance(value, dict) else None


def demand_list(value: Any) -> Ids:
    """PHP crashes on a relation whose ids are no list."""
    if isinstance(value, dict):
        return list(value.values())
    if not isinstance(value, list):
        raise InternalError
    return value


def own_ids(posted: Any, template_ids: Ids) -> Ids:
    """The posted ids when they differ as a set from the template's, else none."""
    if ids_of(posted) is None:
        return []
    ids = demand_list(ids_of(posted))
    return ids if values_differ(ids, template_ids) else []


def own_contacts(posted: dict[str, Any], template: tuple[Ids, Ids]) -> tuple[Ids, Ids, bool]:
    """Contacts and contact groups are inherited or owned together (oitc-api.md §9.2): both lists and "owned"."""
    contacts, groups = ids_of(posted.get("contacts")), ids_of(posted.get("contactgroups"))
    if contacts is None and groups is None:
        return [], [], False
    contacts, groups = demand_list(contacts), demand_list(groups)
    if not values_differ(contacts, template[0]) and not values_differ(groups, template[1]):
        return [], [], False
    return contacts, groups, True


def own_variables(
    posted: Any, template: list[dict[str, Any]], own_type: int, template_type: int
) -> list[dict[str, Any]]:
    """The custom variables that the template lacks or has with another value (oitc-api.md §9.4)."""
    if posted is None:
        return []
    known = {variable["name"]: variable for variable in template}
    result = []
    for variable in demand_list(posted):
        inherited = known.get(variable.get("name"))
        if inherited is not None and loosely_equal(variable.get("value"), inherited["value"]):
            continue
        kind = variable.get("objecttype_id")
        is_copy = inherited is not None and loosely_equal(kind, template_type)
        result.append({**variable, "objecttype_id": own_type if is_copy else kind})
    return result


def own_arguments(posted: dict[str, Any], template: dict[str, Any], key: str, template_key: str) -> list[Any] | None:
    """The posted command arguments when they count as changed, ``[]`` to inherit, None to keep what is stored.

    Only values are compared, not where they stand: permuting the template's is no change (oitc-api.md §9.5,
    oitc-observed.md §9.1).
    """
    if posted.get("command_id") is None:
        return []
    arguments = posted.get(key)
    if not loosely_equal(posted["command_id"], template["command_id"]):
        return None if arguments is None else demand_list(arguments)
    values = [argument.get("value") for argument in demand_list([] if arguments is None else arguments)]
    if not values_differ(values, [argument["value"] for argument in template[template_key]]):
        return []
    return None if arguments is None else demand_list(arguments)
