# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A posted host against its template: what is to be stored, before any check (oitc-api.md §9)."""

from __future__ import annotations

from typing import Any

from ..envelope import InternalError
from ..inheritance import demand_list, ids_of, own_arguments, own_contacts, own_ids, own_values, own_variables
from .fields import GENERIC_HOST, HOST_VARIABLE, HOSTTEMPLATE_VARIABLE, INHERITABLE

Posted = dict[str, Any]


def to_store(posted: Posted, template: Posted, *, is_new: bool) -> Posted:
    """The columns and relations that saving will write; ``hostcommandargumentvalues`` None keeps the stored rows."""
    data = own_values(posted, template, INHERITABLE)
    template_contacts = (template["contacts"]["_ids"], template["contactgroups"]["_ids"])
    contacts, groups, owned = own_contacts(posted, template_contacts)
    variables = own_variables(
        posted.get("customvariables"), template["customvariables"], HOST_VARIABLE, HOSTTEMPLATE_VARIABLE
    )
    data |= {"contacts": contacts, "contactgroups": groups, "own_contacts": int(owned), "own_contactgroups": int(owned)}
    data |= {"customvariables": variables, "own_customvariables": int(bool(variables))}
    data["hostgroups"] = own_ids(posted.get("hostgroups"), template["hostgroups"]["_ids"])
    data["hostcommandargumentvalues"] = own_arguments(
        posted, template, "hostcommandargumentvalues", "hosttemplatecommandargumentvalues"
    )
    data |= {field: posted.get(field) for field in ("name", "address", "container_id", "hosttemplate_id")}
    data |= {"host_type": _or(posted.get("host_type"), GENERIC_HOST), "usage_flag": _or(posted.get("usage_flag"), 0)}
    data["satellite_id"] = _or(posted.get("satellite_id"), 0)
    data["parenthosts"] = demand_list(ids_of(posted.get("parenthosts")) or [])
    data["hosts_to_containers_sharing"] = _sharing(posted, is_new=is_new)
    return data


def _or(value: Any, default: int) -> Any:
    return default if value is None else value


def _sharing(posted: Posted, *, is_new: bool) -> list[Any]:
    """The shared containers, always with the primary one. An edit without the list crashes (contracts/oitc/126)."""
    sharing = posted.get("hosts_to_containers_sharing")
    ids = ids_of(sharing)
    if ids is None and not is_new:
        raise InternalError
    if ids is None and isinstance(sharing, (str, int, float)) and sharing:
        raise InternalError
    return [*demand_list(ids or []), posted.get("container_id")]
