# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a stored service is shown: raw in view, merged with its template, host and host template in edit."""

from __future__ import annotations

from typing import Any

from ..hosts.read import arguments, command_of, dated, merged_variables, variables
from ..store import Row, Store
from .fields import INHERITABLE, SERVICE_VARIABLE, SERVICETEMPLATE_VARIABLE

Contacts = tuple[list[int], list[int]]


def _contacts(store: Store, kind: str, owner_id: int) -> Contacts:
    owner = f"{kind}_id"
    people = store.linked(f"contacts_to_{kind}s", owner, owner_id)
    return people, store.linked(f"contactgroups_to_{kind}s", owner, owner_id)


def contacts_along_the_line(store: Store, service: Row) -> dict[str, Contacts]:
    """The contacts of the service, its template, its host and the host's template; the first that has some counts."""
    host = store.get("hosts", service["host_id"]) or {}
    ids = {
        "service": service.get("id") or 0,
        "servicetemplate": service["servicetemplate_id"],
        "host": host["id"],
        "hosttemplate": host["hosttemplate_id"],
    }
    return {kind: _contacts(store, kind, ids[kind]) for kind in ids}


def inherited_from(line: dict[str, Contacts]) -> str:
    """Who supplies the contacts; the host template when nobody else does."""
    return next((kind for kind, (people, groups) in line.items() if people or groups), "hosttemplate")


def template(store: Store, template_id: int) -> Row:
    """A service template as edit shows it, and as a posted service is compared with it."""
    row = dated(store.get("servicetemplates", template_id) or {})
    row["check_command"] = command_of(store, row["command_id"])
    row["servicetemplateeventcommandargumentvalues"] = []
    row["servicetemplatecommandargumentvalues"] = arguments(
        store, "servicetemplatecommandargumentvalues", "servicetemplate_id", template_id
    )
    row["customvariables"] = variables(store, SERVICETEMPLATE_VARIABLE, template_id)
    people, groups = _contacts(store, "servicetemplate", template_id)
    return {**row, "servicegroups": {"_ids": []}, "contacts": {"_ids": people}, "contactgroups": {"_ids": groups}}


def merged(store: Store, service_id: int) -> tuple[Row, Row, dict[str, Contacts]]:
    """The effective service, its template, and the contacts along the line (contracts/oitc/189)."""
    service = store.get("services", service_id) or {}
    of_template = template(store, service["servicetemplate_id"])
    shown = dated(service)
    for field in INHERITABLE:
        if service[field] is None or service[field] == "":
            shown[field] = of_template[field]
    own_variables = variables(store, SERVICE_VARIABLE, service_id)
    line = contacts_along_the_line(store, service)
    people, groups = line[inherited_from(line)]
    owned = int(inherited_from(line) == "service")
    shown |= {"own_contacts": owned, "own_contactgroups": owned, "own_customvariables": int(bool(own_variables))}
    shown["serviceeventcommandargumentvalues"] = []
    shown["servicecommandargumentvalues"] = _merged_arguments(store, service, of_template)
    shown["customvariables"] = merged_variables(own_variables, of_template["customvariables"])
    shown |= {"servicegroups": {"_ids": []}, "contacts": {"_ids": people}, "contactgroups": {"_ids": groups}}
    return shown, of_template, line


def _merged_arguments(store: Store, service: Row, of_template: Row) -> list[Any]:
    own_ones = arguments(store, "servicecommandargumentvalues", "service_id", service["id"])
    inherited = of_template["servicetemplatecommandargumentvalues"]
    if service["command_id"] not in (None, of_template["command_id"]):
        return own_ones
    if not own_ones:
        return list(inherited)
    present = {row["commandargument_id"] for row in own_ones}
    filled = [
        {
            "commandargument_id": row["commandargument_id"],
            "host_id": service["id"],
            "value": row["value"],
            "commandargument": row["commandargument"],
        }
        for row in inherited
        if row["commandargument_id"] not in present
    ]
    return [*own_ones, *filled]
