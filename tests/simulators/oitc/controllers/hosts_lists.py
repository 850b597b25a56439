# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hosts/index, notMonitored, disabled: three disjoint lists (oitc-api.md §5)."""

from __future__ import annotations

import json
from typing import Any

from ..call import Call
from ..envelope import ContainerForbiddenError
from ..filters import apply, boolean, downtime, equals, like, like_or_rlike, notrlike, number, rlike, state
from ..hosts.read import containers_of_hosts
from ..paging import Select, paged
from ..php import to_int
from ..routing import action
from ..status import SERVICE_STATES, host_in_index
from ..store import Row, marks
from ..views import GENERIC_HOST_TYPE, MASTER, short_host

_MERGED = "CASE WHEN h.{0} IS NULL OR h.{0} = '' THEN t.{0} ELSE h.{0} END"
DESCRIPTION, PRIORITY, NOTES, TAGS = (_MERGED.format(name) for name in ("description", "priority", "notes", "tags"))
_COLUMNS = "h.id, h.uuid, h.name, h.address, h.description, h.hosttemplate_id, h.satellite_id, h.container_id, h.tags"
_ACTIVE = "COALESCE(h.active_checks_enabled, t.active_checks_enabled)"

INDEX_FILTERS = {
    "Hosts.id": (number, "h.id"),
    "Hosts.uuid": (equals, "h.uuid"),
    "Hosts.name": (like_or_rlike, "h.name"),
    "Hosts.address": (like_or_rlike, "h.address"),
    "Hosts.description": (like, "h.description"),
    "hostdescription": (like, DESCRIPTION),
    "Hosts.keywords": (rlike, TAGS),
    "Hosts.not_keywords": (notrlike, TAGS),
    "Hosts.satellite_id": (number, "h.satellite_id"),
    "Hosts.host_type": (number, "h.host_type"),
    "hostpriority": (number, PRIORITY),
    "Hoststatus.output": (like, "s.output"),
    "Hoststatus.current_state": (state, "s.current_state"),
    "Hoststatus.problem_has_been_acknowledged": (boolean, "s.problem_has_been_acknowledged"),
    "Hoststatus.notifications_enabled": (boolean, "s.notifications_enabled"),
    "Hoststatus.active_checks_enabled": (boolean, "s.active_checks_enabled"),
    "Hoststatus.scheduled_downtime_depth": (downtime, "s.scheduled_downtime_depth"),
}
SHORT_FILTERS = {
    key: INDEX_FILTERS[key]
    for key in ("Hosts.id", "Hosts.name", "Hosts.address", "Hosts.description", "Hosts.satellite_id")
}
_NO_STATUS = {"isInMonitoring": False, "currentState": -1}
_TABLES = {"Hosts": ("h", "hosts"), "Hosttemplates": ("t", "hosttemplates"), "Hoststatus": ("s", "hoststatus")}


def limit_to_readable(call: Call, select: Select, host: str = "h.id") -> None:
    """Only hosts in an existing container that the user may read (contracts/oitc/153)."""
    condition = (
        f"SELECT 1 FROM hosts_to_containers l JOIN containers c ON c.id = l.container_id WHERE l.host_id = {host}"
    )
    if call.user.is_root:
        select.add(f"EXISTS ({condition})")
    else:
        select.add(f"EXISTS ({condition} AND l.container_id IN ({marks(list(call.user.levels))}))", *call.user.levels)


def _index_select(call: Call) -> Select:
    select = Select(
        columns=f"{_COLUMNS}, {DESCRIPTION} AS merged_description, {PRIORITY} AS merged_priority,"
        f" {NOTES} AS merged_notes, {_ACTIVE} AS merged_active, s.current_state, s.last_check, s.next_check,"
        " s.last_state_change, s.output, s.scheduled_downtime_depth, s.problem_has_been_acknowledged",
        source="hosts h JOIN hosttemplates t ON t.id = h.hosttemplate_id JOIN hoststatus s ON s.hostname = h.uuid",
        where=["h.disabled = 0"],
        order="s.current_state DESC, h.id ASC",
        tables=_TABLES,
        expressions={"hostdescription": DESCRIPTION, "hostpriority": PRIORITY},
        # The server sorts by it at last anyway, and that direction wins (oitc-observed.md §9.5).
        always_ascending=("Hosts.id",),
    )
    if call.query.get("sort"):
        select.order = "h.id ASC"
    return select


def _limit_to_browsed(call: Call, select: Select) -> None:
    """``BrowserContainerId``: one container or a list; 403 when one is not readable."""
    wanted = call.query.get("BrowserContainerId")
    if not wanted:
        return
    ids = [to_int(item) for item in (wanted if isinstance(wanted, list) else [wanted])]
    if any(
        item not in call.world.tree.nodes or (not call.user.is_root and item not in call.user.levels) for item in ids
    ):
        raise ContainerForbiddenError
    select.add(f"h.id IN (SELECT host_id FROM hosts_to_containers WHERE container_id IN ({marks(ids)}))", *ids)


@action("hosts", "index")
def index(call: Call) -> dict[str, Any]:
    """Enabled hosts that the monitoring engine knows."""
    select = _index_select(call)
    limit_to_readable(call, select)
    _limit_to_browsed(call, select)
    apply(call, select, INDEX_FILTERS)
    rows, page = paged(call, select)
    ids = [row["id"] for row in rows]
    containers, summaries = containers_of_hosts(call.world.store, ids), _summaries(call, ids)
    now = call.world.now()
    hosts = [
        {
            "Host": _index_host(call, row, containers[row["id"]]),
            "Hoststatus": host_in_index(row, call.user.zone, now),
            "ServicestatusSummary": summaries[row["id"]],
            "Downtime": [],
            "Acknowledgement": [],
        }
        for row in rows
    ]
    return {"all_hosts": hosts, "username": call.user.full_name, **page}


def _index_host(call: Call, row: Row, containers: list[int]) -> dict[str, Any]:
    known = {
        "address": row["address"],
        "description": row["merged_description"],
        "hosttemplate_id": row["hosttemplate_id"],
        "active_checks_enabled": bool(row["merged_active"]),
        "tags": row["tags"],
        "priority": row["merged_priority"],
        "notes": row["merged_notes"],
    }
    return _with_containers(call, row, containers, known) | {
        "satelliteRestricted": False,
        "type": GENERIC_HOST_TYPE,
        "additionalInformationExists": False,
    }


def _with_containers(call: Call, row: Row, containers: list[int], known: dict[str, Any]) -> dict[str, Any]:
    shown = short_host(row, allow_edit=call.user.may_write_any(containers), **known)
    return shown | {
        "satelliteId": row["satellite_id"] or 0,
        "containerId": row["container_id"],
        "containerIds": containers,
        "is_satellite_host": bool(row["satellite_id"]),
        "allow_sharing": True,
        "satelliteName": MASTER if not row["satellite_id"] else None,
    }


def _summaries(call: Call, hosts: list[int]) -> dict[int, dict[str, Any]]:
    """How many services of each host are in which state."""
    counts = {host: [0, 0, 0, 0] for host in hosts}
    states = call.world.store.rows(
        "SELECT v.host_id, ss.current_state AS state, COUNT(*) AS number FROM services v JOIN servicestatus ss"
        " ON ss.service_description = v.uuid WHERE v.host_id IN (SELECT value FROM json_each(?)) AND v.disabled = 0"
        " GROUP BY v.host_id, ss.current_state",
        (json.dumps(hosts),),
    )
    for row in states:
        counts[row["host_id"]][row["state"]] = row["number"]
    return {
        host: {"state": dict(zip(SERVICE_STATES, numbers, strict=True)), "total": sum(numbers)}
        for host, numbers in counts.items()
    }


def _short_select(condition: str) -> Select:
    return Select(
        columns=f"{_COLUMNS}, {DESCRIPTION} AS merged_description, {_ACTIVE} AS merged_active, t.name AS template_name",
        source="hosts h JOIN hosttemplates t ON t.id = h.hosttemplate_id",
        where=[condition],
        order="sort_key(h.name) ASC, h.id ASC",
        tables={"Hosts": _TABLES["Hosts"], "Hosttemplates": _TABLES["Hosttemplates"]},
    )


@action("hosts", "notMonitored")
def not_monitored(call: Call) -> dict[str, Any]:
    """Enabled hosts the engine does not know: new ones, until the next export."""
    select = _short_select("h.disabled = 0")
    select.add("NOT EXISTS (SELECT 1 FROM hoststatus s WHERE s.hostname = h.uuid)")
    rows, containers, page = _short_page(call, select)
    hosts = []
    for row in rows:
        known = {"address": row["address"], "description": row["merged_description"]}
        known["active_checks_enabled"] = bool(row["merged_active"])
        hosts.append({"Host": _with_containers(call, row, containers[row["id"]], known), "Hoststatus": _NO_STATUS})
    return {"all_hosts": hosts, **page}


@action("hosts", "disabled")
def disabled(call: Call) -> dict[str, Any]:
    """Disabled hosts, monitored or not. The flag itself is not read: it says false (oitc-observed.md §4)."""
    rows, containers, page = _short_page(call, _short_select("h.disabled = 1"))
    hosts = []
    for row in rows:
        template = {
            "id": row["hosttemplate_id"],
            "uuid": None,
            "name": row["template_name"],
            "description": None,
            "active_checks_enabled": None,
            "containerId": None,
            "tags": None,
        }
        known = {"address": row["address"], "description": row["description"]}
        host = _with_containers(call, row, containers[row["id"]], known)
        hosts.append({"Host": host, "Hosttemplate": template, "Hoststatus": _NO_STATUS})
    return {"all_hosts": hosts, **page}


def _short_page(call: Call, select: Select) -> tuple[list[Row], dict[int, list[int]], dict[str, Any]]:
    limit_to_readable(call, select)
    apply(call, select, SHORT_FILTERS)
    rows, page = paged(call, select)
    return rows, containers_of_hosts(call.world.store, [row["id"] for row in rows]), page
