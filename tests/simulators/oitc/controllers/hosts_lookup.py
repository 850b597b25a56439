# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hosts: the calls that turn names into ids, and the small questions (oitc-api.md §5, §6)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..collation import fold
from ..envelope import NotFoundError
from ..filters import apply, boolean, equals, like
from ..hosts import read
from ..hosts.fields import GENERIC_HOST
from ..lookups import AJAX_LIMIT, by_name, check_commands, contacts_in, named_by_container
from ..paging import Select
from ..php import is_numeric, to_int
from ..routing import action
from ..store import Row, marks
from ..tree import HOST_HOLDERS, ROOT
from ..views import options
from .hosts_edit import status_row
from .hosts_lists import limit_to_readable

_STRING_FILTERS = {
    "Hosts.name": (like, "h.name"),
    "Hosts.uuid": (equals, "h.uuid"),
    "Hosts.disabled": (boolean, "h.disabled"),
}


def container_options(
    call: Call, *, writable_only: bool, types: tuple[int, ...] = HOST_HOLDERS
) -> list[dict[str, Any]]:
    """Containers with their paths; the root container only for root users."""
    user, tree = call.user, call.world.tree
    allowed = tree.nodes if user.is_root else user.writable if writable_only else user.levels
    found = [node for node in tree.of_types(types) if node in allowed and (user.is_root or node != ROOT)]
    return options(
        sorted(({"id": node, "path": tree.path(node)} for node in found), key=lambda row: str(row["path"])), "path"
    )


@action("hosts", "loadContainers", angular=True)
def load_containers(call: Call) -> dict[str, Any]:
    return {"containers": container_options(call, writable_only=True)}


@action("hosts", "loadElementsByContainerId", angular=True)
def load_elements(call: Call) -> dict[str, Any]:
    """Everything a host in this container may use (contracts/oitc/028)."""
    container = call.row_id("containers", "Invalid container")
    store, tree = call.world.store, call.world.tree
    visible, wider = tree.visible_from(container), tree.visible_from(container, with_tenant=True)
    periods = options(by_name(store, "timeperiods", wider))
    templates = store.rows(
        f"SELECT id, name FROM hosttemplates WHERE hosttemplatetype_id = ? AND container_id IN ({marks(visible)})"
        " ORDER BY sort_key(name), id",
        [GENERIC_HOST, *visible],
    )
    sharing = [item for item in container_options(call, writable_only=False) if item["key"] != container]
    return {
        "hosttemplates": options(templates),
        "hostgroups": options(named_by_container(store, "hostgroups", None if container == ROOT else wider)),
        "timeperiods": periods,
        "checkperiods": periods,
        "contacts": options(contacts_in(store, wider)),
        "contactgroups": options(named_by_container(store, "contactgroups", wider)),
        "satellites": [],
        "sharingContainers": sharing,
        "exporters": [],
        "slas": [],
    }


@action("hosts", "loadCommands", angular=True)
def load_commands(call: Call) -> dict[str, Any]:
    return {"commands": check_commands(call.world.store)}


@action("hosts", "loadCommandArguments", angular=True)
def load_command_arguments(call: Call) -> dict[str, Any]:
    """The arguments of a command; with a host id its own values where it has some (contracts/oitc/031)."""
    command = call.row_id("commands", "Invalid command")
    store = call.world.store
    host = to_int(call.args[1]) if len(call.args) > 1 else None
    known = {
        row["commandargument_id"]: row
        for row in read.arguments(store, "hostcommandargumentvalues", "host_id", host or 0)
    }
    found = []
    for argument in store.rows(
        "SELECT * FROM commandarguments WHERE command_id = ? ORDER BY sort_key(name), id", (command,)
    ):
        shown = {key: argument[key] for key in ("name", "human_name", "command_id")}
        empty = {"commandargument_id": argument["id"], "value": "", "commandargument": shown}
        found.append(known.get(argument["id"], empty))
    return {"hostcommandargumentvalues": found}


@action("hosts", "loadHosttemplate", angular=True)
def load_hosttemplate(call: Call) -> dict[str, Any]:
    number = call.row_id("hosttemplates", "Invalid host template")
    return {"hosttemplate": {"Hosttemplate": read.template(call.world.store, number)}}


@action("hosts", "loadHostsByString", angular=True)
def load_hosts_by_string(call: Call) -> dict[str, Any]:
    """Hosts whose name holds a text, at most 150, monitored or not; ``/1``: only writable ones."""
    select = _name_select(call)
    if call.query.get("includeDisabled") != "true":
        select.add("h.disabled = 0")
    if call.args[:1] == ["1"] and not call.user.is_root:
        _limit_to_containers(select, call.user.writable)
    limit_to_readable(call, select)
    return {"hosts": _by_name(call, select)}


@action("hosts", "loadHostsByContainerId", angular=True)
def load_hosts_by_container(call: Call) -> dict[str, Any]:
    """Enabled hosts of the root container and of this one (contracts/oitc/167)."""
    return {"hosts": _in_containers(call)}


@action("hosts", "loadParentHostsByString", angular=True)
def load_parent_hosts(call: Call) -> dict[str, Any]:
    """Enabled hosts that may be parents: of the root container and the host's own; from the root, all."""
    return {"hosts": _in_containers(call, exclude=call.query.get("hostId"))}


def _in_containers(call: Call, exclude: Any = None) -> list[dict[str, Any]]:
    container = to_int(call.query.get("containerId")) or ROOT
    containers = call.world.tree.descendants(ROOT) if container == ROOT else [ROOT, container]
    select = _name_select(call)
    select.add("h.disabled = 0")
    _limit_to_containers(select, containers)
    if is_numeric(exclude):
        select.add("h.id <> ?", to_int(exclude))
    if is_numeric(call.query.get("satellite_id")):
        select.add("COALESCE(h.satellite_id, 0) = ?", to_int(call.query["satellite_id"]))
    return _by_name(call, select)


def _name_select(call: Call) -> Select:
    select = Select("h.id, h.name", "hosts h")
    apply(call, select, _STRING_FILTERS)
    return select


def _limit_to_containers(select: Select, containers: list[int]) -> None:
    select.add(
        f"h.id IN (SELECT host_id FROM hosts_to_containers WHERE container_id IN ({marks(containers)}))", *containers
    )


def _by_name(call: Call, select: Select) -> list[dict[str, Any]]:
    """At most 150 rows by name; ``selected[]`` come on top of them."""
    wanted = call.query.get("selected") or []
    ids = call.world.store.existing("hosts", wanted if isinstance(wanted, list) else [wanted])
    sql = f"SELECT {select.columns}{select.tail}"
    rows: list[Row] = call.world.store.rows(f"{sql} ORDER BY sort_key(h.name), h.id LIMIT {AJAX_LIMIT}", select.params)
    if ids:
        chosen = Select("h.id, h.name", "hosts h")
        if call.query.get("includeDisabled") != "true":
            chosen.add("h.disabled = 0")
        limit_to_readable(call, chosen)
        chosen.add(f"h.id IN ({marks(ids)})", *ids)
        extra = call.world.store.rows(f"SELECT {chosen.columns}{chosen.tail}", chosen.params)
        present = {row["id"] for row in rows}
        rows = sorted([*rows, *(row for row in extra if row["id"] not in present)], key=lambda row: fold(row["name"]))
    return options(rows)


@action("hosts", "loadHostById", angular=True)
def load_host_by_id(call: Call) -> dict[str, Any]:
    host_id = call.row_id("hosts", "Invalid host")
    host = read.raw(call.world.store, call.world.tree, host_id)
    call.demand_read([container["id"] for container in host["hosts_to_containers_sharing"]])
    return {"host": host}


@action("hosts", "checkForDuplicateHostname", post=True)
def check_for_duplicate(call: Call) -> dict[str, Any]:
    """Whether a host has this name, as the database compares texts (oitc-observed.md §9.6)."""
    excluded = call.data.get("excludedHostIds") or []
    select = Select("h.id", "hosts h")
    select.add("sort_key(h.name) = sort_key(?)", str(call.data.get("hostname", "")))
    if not call.user.is_root:
        limit_to_readable(call, select)
    ids = set(call.world.store.values(f"SELECT h.id{select.tail}", select.params))
    return {"isHostnameInUse": bool(ids - {to_int(item) for item in excluded})}


@action("hosts", "byUuid")
def by_uuid(call: Call) -> dict[str, Any]:
    """The raw row by uuid; the right to read is enough (contracts/oitc/169)."""
    host_id = call.world.store.value("SELECT id FROM hosts WHERE uuid = ?", (call.args[0] if call.args else "",))
    if host_id is None:
        raise NotFoundError("Host not found")
    host = read.raw(call.world.store, call.world.tree, host_id)
    call.demand_read([container["id"] for container in host["hosts_to_containers_sharing"]])
    return {"host": host}


@action("hosts", "hoststatus")
def hoststatus(call: Call) -> dict[str, Any]:
    """The state by uuid; an unknown one is an empty list with 200 (contracts/oitc/258)."""
    row = status_row(call, call.args[0] if call.args else "")
    shown: Any = []
    if row:
        shown = {
            "current_state": row["current_state"],
            "is_hardstate": True,
            "hostname": row["hostname"],
            "scheduled_downtime_depth": row["scheduled_downtime_depth"],
            "problem_has_been_acknowledged": bool(row["problem_has_been_acknowledged"]),
        }
    return {"hoststatus": {"Hoststatus": shown}}


@action("hosts", "usedBy")
def used_by(call: Call) -> dict[str, Any]:
    """The groups a host is in; says nothing about whether it may be deleted (contracts/oitc/316)."""
    host_id = call.row_id("hosts", "Host not found")
    groups = host_groups(call, host_id)
    host = read.dated(call.world.store.get("hosts", host_id) or {})
    return {"host": host, "objects": {"Hostgroups": groups, "Instantreports": [], "Maps": []}, "total": len(groups)}


def host_groups(call: Call, host_id: int) -> list[Row]:
    return call.world.store.rows(
        "SELECT c.name, g.id FROM hosts_to_hostgroups l JOIN hostgroups g ON g.id = l.hostgroup_id"
        " JOIN containers c ON c.id = g.container_id WHERE l.host_id = ? ORDER BY g.id",
        (host_id,),
    )
