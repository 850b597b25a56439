# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a stored host is shown: raw in view, merged with its template in edit (oitc-api.md §5, §8.1)."""

from __future__ import annotations

import json
from typing import Any

from ..clock import iso
from ..store import Row, Store
from ..tree import Tree
from .fields import HOST_VARIABLE, HOSTTEMPLATE_VARIABLE, INHERITABLE


def dated(row: Row) -> Row:
    """A row with its datetime columns as ISO 8601."""
    return {key: iso(value) if key in ("created", "modified") else value for key, value in row.items()}


def containers_of_hosts(store: Store, hosts: list[int]) -> dict[int, list[int]]:
    """All containers of each host, the primary one among them, in the order they were given."""
    found: dict[int, list[int]] = {host: [] for host in hosts}
    links = store.rows(
        "SELECT l.host_id, l.container_id FROM hosts_to_containers l JOIN containers c ON c.id = l.container_id"
        " WHERE l.host_id IN (SELECT value FROM json_each(?)) ORDER BY l.id",
        (json.dumps(hosts),),
    )
    for link in links:
        found[link["host_id"]].append(link["container_id"])
    return found


def shared_containers(store: Store, host_id: int) -> list[int]:
    return containers_of_hosts(store, [host_id])[host_id]


def raw(store: Store, tree: Tree, host_id: int) -> Row:
    """The stored row with its containers: null means inherited (contracts/oitc/020)."""
    links = store.where("hosts_to_containers", host_id=host_id)
    containers = [
        {**tree.nodes[link["container_id"]], "_joinData": link} for link in links if link["container_id"] in tree.nodes
    ]
    return {**dated(store.get("hosts", host_id) or {}), "hosts_to_containers_sharing": containers}


def arguments(store: Store, table: str, owner: str, owner_id: int) -> list[Row]:
    """Command argument rows, each with the argument itself, sorted by it."""
    found = []
    for row in store.rows(f"SELECT * FROM {table} WHERE {owner} = ? ORDER BY commandargument_id, id", (owner_id,)):
        argument = store.get("commandarguments", row["commandargument_id"])
        found.append({**dated(row), "commandargument": dated(argument) if argument else None})
    return found


def variables(store: Store, kind: int, owner_id: int) -> list[Row]:
    return [dated(row) for row in store.where("customvariables", object_id=owner_id, objecttype_id=kind)]


def command_of(store: Store, command_id: int | None) -> Row | None:
    """A command with its arguments."""
    row = store.get("commands", command_id)
    if row is None:
        return None
    return {**row, "commandarguments": [dated(a) for a in store.where("commandarguments", command_id=command_id)]}


def template(store: Store, template_id: int) -> Row:
    """A host template as edit shows it, and as a posted host is compared with it."""
    row = dated(store.get("hosttemplates", template_id) or {})
    row["check_command"] = command_of(store, row["command_id"])
    row["hosttemplatecommandargumentvalues"] = arguments(
        store, "hosttemplatecommandargumentvalues", "hosttemplate_id", template_id
    )
    row["customvariables"] = variables(store, HOSTTEMPLATE_VARIABLE, template_id)
    row["hostgroups"] = _ids(store, "hosttemplates_to_hostgroups", "hosttemplate_id", template_id)
    row["contacts"] = _ids(store, "contacts_to_hosttemplates", "hosttemplate_id", template_id)
    row["contactgroups"] = _ids(store, "contactgroups_to_hosttemplates", "hosttemplate_id", template_id)
    row["prometheus_exporters"] = {"_ids": []}
    return row


def own(store: Store, host_id: int) -> Row:
    """The host with only its own values and relations."""
    row = dated(store.get("hosts", host_id) or {})
    row["hostcommandargumentvalues"] = arguments(store, "hostcommandargumentvalues", "host_id", host_id)
    row["hosts_to_containers_sharing"] = {"_ids": shared_containers(store, host_id)}
    row["parenthosts"] = _ids(store, "hosts_to_parenthosts", "host_id", host_id)
    row["customvariables"] = variables(store, HOST_VARIABLE, host_id)
    row["hostgroups"] = _ids(store, "hosts_to_hostgroups", "host_id", host_id)
    row["contacts"] = _ids(store, "contacts_to_hosts", "host_id", host_id)
    row["contactgroups"] = _ids(store, "contactgroups_to_hosts", "host_id", host_id)
    row["prometheus_exporters"] = {"_ids": []}
    return row


def inherits_contacts(host: Row) -> bool:
    return not host["contacts"]["_ids"] and not host["contactgroups"]["_ids"]


def merged(host: Row, of_template: Row) -> Row:
    """The effective host: null and "" are filled from the template, empty relations as well (oitc-api.md §9.6)."""
    result = dict(host)
    for field in INHERITABLE:
        if host[field] is None or host[field] == "":
            result[field] = of_template[field]
    inherited = inherits_contacts(host)
    source = of_template if inherited else host
    result |= {"contacts": source["contacts"], "contactgroups": source["contactgroups"]}
    result |= {"own_contacts": int(not inherited), "own_contactgroups": int(not inherited)}
    result["hostgroups"] = host["hostgroups"] if host["hostgroups"]["_ids"] else of_template["hostgroups"]
    result["own_customvariables"] = int(bool(host["customvariables"]))
    result["customvariables"] = merged_variables(host["customvariables"], of_template["customvariables"])
    result["hostcommandargumentvalues"] = _merged_arguments(host, of_template)
    return result


def merged_variables(own_ones: list[Row], of_template: list[Row]) -> list[Row]:
    names = {variable["name"] for variable in own_ones}
    return [*own_ones, *(variable for variable in of_template if variable["name"] not in names)]


def _merged_arguments(host: Row, of_template: Row) -> list[Row]:
    """The template's rows when the host has none; else the host's, filled up with those it lacks."""
    own_ones, inherited = host["hostcommandargumentvalues"], of_template["hosttemplatecommandargumentvalues"]
    if host["command_id"] not in (None, of_template["command_id"]):
        return list(own_ones)
    if not own_ones:
        return list(inherited)
    present = {row["commandargument_id"] for row in own_ones}
    filled: list[dict[str, Any]] = [
        {
            "commandargument_id": row["commandargument_id"],
            "host_id": host["id"],
            "value": row["value"],
            "commandargument": row["commandargument"],
        }
        for row in inherited
        if row["commandargument_id"] not in present
    ]
    return [*own_ones, *filled]


def _ids(store: Store, link: str, owner: str, owner_id: int) -> dict[str, list[int]]:
    return {"_ids": store.linked(link, owner, owner_id)}
