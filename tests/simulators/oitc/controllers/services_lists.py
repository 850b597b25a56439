# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""services/index, notMonitored, disabled: split like the lists of hosts (oitc-observed.md §4)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..filters import apply, equals, like, like_or_rlike, notrlike, number, rlike, state
from ..hosts.read import shared_containers
from ..paging import Select, paged
from ..routing import action
from ..status import host_beside_service, service_in_index
from ..store import Row
from ..views import GENERIC_SERVICE_TYPE, MASTER, short_host
from .hosts_lists import DESCRIPTION, NOTES, limit_to_readable

_NAME = "CASE WHEN v.name IS NULL OR v.name = '' THEN st.name ELSE v.name END"
_DESCRIPTION = "CASE WHEN v.description IS NULL OR v.description = '' THEN st.description ELSE v.description END"
_TAGS = "CASE WHEN v.tags IS NULL OR v.tags = '' THEN st.tags ELSE v.tags END"
_PRIORITY = "COALESCE(v.priority, st.priority)"
_ACTIVE = "COALESCE(v.active_checks_enabled, st.active_checks_enabled)"

_SHORT_FILTERS = {
    "Hosts.id": (number, "h.id"),
    "Services.uuid": (equals, "v.uuid"),
    "Hosts.name": (like_or_rlike, "h.name"),
    "servicename": (like_or_rlike, _NAME),
}
_INDEX_FILTERS = {
    **_SHORT_FILTERS,
    "Services.id": (number, "v.id"),
    "Hosts.satellite_id": (number, "h.satellite_id"),
    "servicedescription": (like, _DESCRIPTION),
    "servicepriority": (number, _PRIORITY),
    "keywords": (rlike, _TAGS),
    "not_keywords": (notrlike, _TAGS),
    "Services.service_type": (number, "v.service_type"),
    "Servicestatus.output": (like, "ss.output"),
    "Servicestatus.current_state": (state, "ss.current_state"),
}
_TABLES = {
    "Services": ("v", "services"),
    "Hosts": ("h", "hosts"),
    "Servicetemplates": ("st", "servicetemplates"),
    "Servicestatus": ("ss", "servicestatus"),
    "Hoststatus": ("hs", "hoststatus"),
}


def _select(condition: str, *, monitored: bool) -> Select:
    join = "JOIN" if monitored else "LEFT JOIN"
    columns = (
        f"v.*, {_NAME} AS servicename, {_DESCRIPTION} AS merged_description, {_PRIORITY} AS merged_priority,"
        f" {_ACTIVE} AS merged_active, h.uuid AS host_uuid, h.name AS host_name, h.address, h.satellite_id,"
        f" {DESCRIPTION} AS host_description, {NOTES} AS host_notes, hs.id AS host_status_id, ss.id AS status_id"
    )
    source = (
        "services v JOIN hosts h ON h.id = v.host_id JOIN hosttemplates t ON t.id = h.hosttemplate_id"
        " JOIN servicetemplates st ON st.id = v.servicetemplate_id LEFT JOIN hoststatus hs ON hs.hostname = h.uuid"
        f" {join} servicestatus ss ON ss.service_description = v.uuid"
    )
    order = f"sort_key(h.name), sort_key({_NAME}), v.id"
    return Select(
        columns, source, [condition], order=order, tables=_TABLES, expressions={"servicename": f"sort_key({_NAME})"}
    )


def _page(call: Call, select: Select, filters: Any) -> tuple[list[Row], dict[str, Any]]:
    limit_to_readable(call, select)
    apply(call, select, filters)
    return paged(call, select)


def _service(call: Call, row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "uuid": row["uuid"],
        "servicename": row["servicename"],
        "hostname": row["host_name"],
        "description": None,
        "active_checks_enabled": bool(row["merged_active"]),
        "tags": row["tags"],
        "host_id": row["host_id"],
        "allow_edit": _may_edit(call, row),
        "disabled": False,
        "serviceType": row["service_type"],
        "priority": None,
    }


def _may_edit(call: Call, row: Row) -> bool:
    return call.user.is_root or call.user.may_write_any(shared_containers(call.world.store, row["host_id"]))


def _host(call: Call, row: Row, **known: Any) -> dict[str, Any]:
    host = {"id": row["host_id"], "uuid": row["host_uuid"], "name": row["host_name"]}
    return short_host(host, allow_edit=_may_edit(call, row), address=row["address"], **known)


def _host_status(call: Call, row: Row) -> dict[str, Any]:
    status = call.world.store.get("hoststatus", row["host_status_id"])
    return host_beside_service(status, call.user.zone, call.world.now())


@action("services", "index")
def index(call: Call) -> dict[str, Any]:
    """Enabled services the engine knows, of enabled hosts (contracts/oitc/259)."""
    select = _select("v.disabled = 0", monitored=True)
    select.add("h.disabled = 0")
    rows, page = _page(call, select, _INDEX_FILTERS)
    found = []
    for row in rows:
        service = _service(call, row) | {
            "description": row["merged_description"],
            "priority": row["merged_priority"],
            "has_graph": False,
        }
        host = _host(
            call, row, description=row["host_description"], satelliteId=row["satellite_id"], notes=row["host_notes"]
        )
        status = call.world.store.get("servicestatus", row["status_id"]) or {}
        found.append(
            {
                "Service": service,
                "Host": {**host, "satelliteName": MASTER},
                "Hoststatus": _host_status(call, row),
                "Servicestatus": service_in_index(status, call.user.zone, call.world.now()),
                "ServiceType": GENERIC_SERVICE_TYPE,
                "Downtime": [],
                "Acknowledgement": [],
            }
        )
    return {"all_services": found, "username": call.user.full_name, "satellites": [], **page}


@action("services", "notMonitored")
def not_monitored(call: Call) -> dict[str, Any]:
    """Enabled services the engine does not know (contracts/oitc/191)."""
    select = _select("v.disabled = 0", monitored=False)
    select.add("ss.id IS NULL")
    return _short_list(call, select)


@action("services", "disabled")
def disabled(call: Call) -> dict[str, Any]:
    return _short_list(call, _select("v.disabled = 1", monitored=False))


def _short_list(call: Call, select: Select) -> dict[str, Any]:
    rows, page = _page(call, select, _SHORT_FILTERS)
    found = []
    for row in rows:
        host_row = call.world.store.get("hosts", row["host_id"]) or {}
        host = _host(call, row, description=host_row["description"])
        found.append(
            {
                "Service": _service(call, row),
                "ServiceType": GENERIC_SERVICE_TYPE,
                "Host": host,
                "Hoststatus": _host_status(call, row),
            }
        )
    return {"all_services": found, **page}
