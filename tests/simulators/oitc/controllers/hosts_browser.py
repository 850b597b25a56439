# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hosts/browser: everything about one host, as the web page of a host needs it (contracts/oitc/175, 257)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..clock import duration
from ..envelope import NotFoundError
from ..hosts import read
from ..php import is_numeric, to_int
from ..routing import action
from ..status import host_in_browser, parent_in_browser
from ..store import Row
from ..views import MASTER
from .hosts_edit import status_row
from .hosts_lookup import host_groups

PLUGINS = "/opt/openitc/nagios/libexec"
_SECONDS = (
    ("checkIntervalHuman", "check_interval"),
    ("retryIntervalHuman", "retry_interval"),
    ("notificationIntervalHuman", "notification_interval"),
)
# A host that overrides nothing here keeps its null on this page, unlike in edit.
_NOT_MERGED = ("freshness_checks_enabled", "freshness_threshold")


def _host_id(call: Call) -> int:
    """By id or by uuid."""
    text = call.args[0] if call.args else ""
    number = (
        to_int(text) if is_numeric(text) else call.world.store.value("SELECT id FROM hosts WHERE uuid = ?", (text,))
    )
    if number is None or not call.world.store.exists("hosts", number):
        raise NotFoundError("Host not found")
    return int(number)


@action("hosts", "browser")
def browser(call: Call) -> dict[str, Any]:
    """The effective host with the rows it is related to, its state and its place."""
    store, tree, user = call.world.store, call.world.tree, call.user
    host_id = _host_id(call)
    own = read.own(store, host_id)
    containers = own["hosts_to_containers_sharing"]["_ids"]
    call.demand_read(containers)
    merged = read.merged(own, read.template(store, own["hosttemplate_id"]))
    parents = _linked(call, "hosts_to_parenthosts", "host_id", host_id, "parenthost_id", "hosts")
    status = status_row(call, own["uuid"])
    zone, now = user.zone, call.world.now()
    states = {row["uuid"]: status_row(call, row["uuid"]) for row in parents}
    shown = {uuid: parent_in_browser(row, zone, now) for uuid, row in states.items() if row}
    inherited = read.inherits_contacts(own)
    return {
        "mergedHost": _merged_host(call, own, merged, parents),
        "docuExists": False,
        "areContactsFromHost": not inherited,
        "areContactsInheritedFromHosttemplate": inherited,
        "hoststatus": host_in_browser(status, zone, now),
        "mainContainer": tree.named_path(own["container_id"]),
        "sharedContainers": {str(c): tree.named_path(c) for c in containers if c != own["container_id"]},
        "parenthosts": parents,
        "parentHostStatus": shown or [],
        "acknowledgement": [],
        "downtime": [],
        "plannedDowntimes": [],
        "checkCommand": _check_command(call, merged["command_id"]),
        "checkPeriod": _period(call, merged["check_period_id"]),
        "notifyPeriod": _period(call, merged["notify_period_id"]),
        "canSubmitExternalCommands": call.world.access.may_call(user, "hosts", "externalcommands"),
        "objects": {"Hostgroups": host_groups(call, host_id), "Instantreports": [], "Maps": []},
        "satelliteId": own["satellite_id"] or 0,
        "mapModule": False,
        "username": user.full_name,
        "blurryCommandLine": False,
        "masterInstanceName": MASTER,
    }


def _merged_host(call: Call, own: Row, merged: Row, parents: list[Row]) -> Row:
    store, host_id = call.world.store, own["id"]
    groups = _linked(call, "hosts_to_hostgroups", "host_id", host_id, "hostgroup_id", "hostgroups")
    contacts = _linked(call, "contacts_to_hosts", "host_id", host_id, "contact_id", "contacts")
    contactgroups = _linked(call, "contactgroups_to_hosts", "host_id", host_id, "contactgroup_id", "contactgroups")
    nodes = call.world.tree.nodes
    for contact in contacts:
        links = store.where("contacts_to_containers", contact_id=contact["id"])
        contact["containers"] = [{**nodes[link["container_id"]], "_joinData": link} for link in links]
        contact["allowEdit"] = call.user.may_write_any([link["container_id"] for link in links])
    for group in contactgroups:
        container = nodes[group["container_id"]]
        group |= {"container": container, "allowEdit": call.user.may_write_any([container["id"]])}
    containers = read.raw(store, call.world.tree, host_id)["hosts_to_containers_sharing"]
    shown = {key: value for key, value in merged.items() if key != "prometheus_exporters"}
    return {
        **shown,
        **{field: own[field] for field in _NOT_MERGED},
        "hosts_to_containers_sharing": containers,
        "parenthosts": parents,
        "hostgroups": groups,
        "contacts": contacts,
        "contactgroups": contactgroups,
        "is_satellite_host": bool(own["satellite_id"]),
        "allowEdit": call.user.may_write_any([container["id"] for container in containers]),
        "showServices": True,
        "host_url_replaced": (merged["host_url"] or "").replace("$HOSTNAME$", own["uuid"]),
        "hostCommandLine": _command_line(call, merged),
        **{name: duration(merged[field]) for name, field in _SECONDS},
    }


def _linked(call: Call, link: str, owner: str, owner_id: int, other: str, table: str) -> list[Row]:
    """The rows on the other side of a relation, each with the row that links it."""
    store = call.world.store
    joins = store.rows(f"SELECT * FROM {link} WHERE {owner} = ? ORDER BY {other}", (owner_id,))
    return [{**read.dated(store.get(table, join[other]) or {}), "_joinData": join} for join in joins]


def _check_command(call: Call, command_id: int) -> dict[str, Any]:
    store = call.world.store
    arguments = store.where("commandarguments", command_id=command_id)
    return {"Command": store.get("commands", command_id), "Commandargument": arguments}


def _command_line(call: Call, merged: Row) -> str:
    """The command line with its arguments filled in."""
    line = str((call.world.store.get("commands", merged["command_id"]) or {}).get("command_line", ""))
    line = line.replace("$USER1$", PLUGINS).replace("$HOSTADDRESS$", merged["address"])
    for row in merged["hostcommandargumentvalues"]:
        line = line.replace(row["commandargument"]["name"], row["value"])
    return line


def _period(call: Call, period_id: int) -> Row:
    return read.dated(call.world.store.get("timeperiods", period_id) or {})
