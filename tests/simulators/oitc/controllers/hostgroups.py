# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostgroups: groups whose name and place are those of their own container (oitc-api.md §11)."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..collation import natural_key
from ..envelope import InternalError, InvalidError, NotFoundError
from ..filters import apply, like, notrlike, number, rlike
from ..inheritance import demand_list, ids_of
from ..lookups import AJAX_LIMIT
from ..paging import Select, paged
from ..php import to_int
from ..routing import action
from ..store import Row, marks
from ..tree import HOSTGROUP, ROOT
from ..validation import BLANK, is_blank
from ..views import options

INVALID = "Invalid Hostgroup"
_RELATIONS = (("hosts", "hosts_to_hostgroups"), ("hosttemplates", "hosttemplates_to_hostgroups"))
_FILTERS = {
    "Containers.name": (like, "c.name"),
    "Hostgroups.description": (like, "g.description"),
    "Hostgroups.id": (number, "g.id"),
    "Containers.parent_id": (number, "c.parent_id"),
    "Hostgroups.keywords": (rlike, "g.tags"),
    "Hostgroups.not_keywords": (notrlike, "g.tags"),
}


def _select(call: Call, columns: str) -> Select:
    select = Select(
        columns=columns,
        source="hostgroups g JOIN containers c ON c.id = g.container_id",
        order="sort_key(c.name), g.id",
        tables={"Hostgroups": ("g", "hostgroups"), "Containers": ("c", "containers")},
    )
    if not call.user.is_root:
        readable = list(call.user.levels)
        select.add(f"g.container_id IN ({marks(readable)})", *readable)
    apply(call, select, _FILTERS)
    return select


def _with_container(call: Call, row: Row) -> dict[str, Any]:
    return {**row, "container": call.world.tree.nodes[row["container_id"]]}


@action("hostgroups", "index", angular=True)
def index(call: Call) -> dict[str, Any]:
    rows, page = paged(call, _select(call, "g.*"))
    groups = [
        {
            **_with_container(call, row),
            "allowEdit": call.user.may_write_any([row["container_id"]]),
            "hasSLAHosts": False,
            "additionalInformationExists": False,
        }
        for row in rows
    ]
    return {"all_hostgroups": groups, **page}


@action("hostgroups", "loadHostgroupsByString", angular=True)
def load_by_string(call: Call) -> dict[str, Any]:
    select = _select(call, "g.id, c.name")
    sql = f"SELECT {select.columns}{select.tail} ORDER BY {select.order} LIMIT {AJAX_LIMIT}"
    return {"hostgroups": options(call.world.store.rows(sql, select.params))}


@action("hostgroups", "add")
def add(call: Call) -> dict[str, Any]:
    """Create a group and its container; the same name twice is accepted (contracts/oitc/058-062)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Hostgroup")
    inner = posted.get("container")
    if not isinstance(inner, dict):
        raise InternalError
    _check(posted, inner)
    parent = to_int(inner.get("parent_id")) or 0
    if parent not in call.world.tree.nodes:
        raise NotFoundError
    container = call.world.add_container(HOSTGROUP, parent, inner["name"])
    row = {**posted, "id": None, "uuid": call.world.new_uuid(), "container_id": container}
    number_ = call.world.store.insert("hostgroups", row)
    _relink(call, number_, posted)
    return {"id": number_}


def _check(posted: Row, inner: Row) -> None:
    errors: dict[str, Any] = {}
    if "name" in inner and is_blank(inner["name"]):
        errors["container"] = {"name": {"_empty": BLANK}}
    elif "name" not in inner and "id" not in posted and "parent_id" in inner:
        errors["container"] = {"name": {"_required": "This field is required"}}
    url = posted.get("hostgroup_url")
    if not is_blank(url) and "://" not in str(url):
        errors["hostgroup_url"] = {"url": "The provided value must be a URL"}
    if errors:
        raise InvalidError(errors)


def _relink(call: Call, group: int, posted: Row) -> None:
    for target, link in _RELATIONS:
        ids = ids_of(posted.get(target))
        if ids is not None:
            call.world.store.relink(link, "hostgroup_id", group, demand_list(ids), target)


def _found(call: Call) -> Row:
    row = call.world.store.get("hostgroups", call.row_id("hostgroups", INVALID)) or {}
    call.demand_write([row["container_id"]])
    return row


@action("hostgroups", "edit")
def edit(call: Call) -> dict[str, Any]:
    """POST is a patch: what is not sent stays, ``hosts._ids`` replaces the members (contracts/oitc/066, 322)."""
    row = _found(call)
    store = call.world.store
    if call.is_post:
        if not call.angular:
            return {}
        posted = call.wrapped("Hostgroup")
        inner = posted.get("container") if isinstance(posted.get("container"), dict) else {}
        _check({**posted, "id": row["id"]}, inner or {})
        if inner and "name" in inner:
            store.update("containers", row["container_id"], {"name": inner["name"]})
            call.world.tree.refresh()
        store.update(
            "hostgroups", row["id"], {key: posted[key] for key in posted if key not in ("uuid", "container_id")}
        )
        _relink(call, row["id"], posted)
        return {"id": call.args[0]}
    if not call.angular:
        return {}
    shown = _with_container(call, row)
    shown |= {target: {"_ids": store.linked(link, "hostgroup_id", row["id"])} for target, link in reversed(_RELATIONS)}
    return {"hostgroup": {"Hostgroup": shown}}


@action("hostgroups", "append")
def append(call: Call) -> dict[str, Any]:
    """Add members; hosts outside the scope of the group's container are dropped (contracts/oitc/319)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("Hostgroup")
    store = call.world.store
    row = store.get("hostgroups", to_int(posted.get("id")))
    if row is None:
        raise NotFoundError(INVALID)
    parent = call.world.tree.nodes[row["container_id"]]["parent_id"]
    allowed = set(_hosts_in_scope(call, parent))
    wanted = [
        item for item in store.existing("hosts", demand_list(ids_of(posted.get("hosts")) or [])) if item in allowed
    ]
    members = store.linked("hosts_to_hostgroups", "hostgroup_id", row["id"])
    store.relink("hosts_to_hostgroups", "hostgroup_id", row["id"], {*members, *wanted}, "hosts")
    return {"id": row["id"]}


def _hosts_in_scope(call: Call, container: int) -> list[int]:
    containers = call.world.tree.descendants(ROOT) if container == ROOT else call.world.tree.visible_from(container)
    return call.world.store.values(
        f"SELECT host_id FROM hosts_to_containers WHERE container_id IN ({marks(containers)})", containers
    )


@action("hostgroups", "view")
def view(call: Call) -> dict[str, Any]:
    row = call.world.store.get("hostgroups", call.row_id("hostgroups", INVALID)) or {}
    call.demand_read([row["container_id"]])
    return {"hostgroup": _with_container(call, row)}


@action("hostgroups", "delete", post=True)
def delete(call: Call) -> dict[str, Any]:
    """Delete a group with its container; members do not hold it (contracts/oitc/326)."""
    row = _found(call)
    for _unused, link in _RELATIONS:
        call.world.store.delete(link, hostgroup_id=row["id"])
    call.world.store.delete("hostgroups", id=row["id"])
    call.world.drop_container(row["container_id"])
    return {"success": True}


@action("hostgroups", "loadHosts", angular=True)
def load_hosts(call: Call) -> dict[str, Any]:
    """Enabled hosts of a container, in natural order of their names (contracts/oitc/324)."""
    container = call.row_id("containers", "Invalid container")
    select = Select("h.id, h.name", "hosts h")
    select.add("h.id IN (SELECT host_id FROM hosts_to_containers WHERE container_id = ?)", container)
    select.add("h.disabled = 0")
    apply(call, select, {"Hosts.name": (like, "h.name")})
    rows = call.world.store.rows(f"SELECT h.id, h.name{select.tail} ORDER BY sort_key(h.name), h.id", select.params)
    return {"hosts": options(sorted(rows, key=lambda row: natural_key(row["name"])))}
