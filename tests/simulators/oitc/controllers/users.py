# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""users, profile, angular and what else tells about the server and the caller (oitc-api.md §13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..access import MODULES
from ..call import Call
from ..clock import UTC, iso, offset_seconds
from ..envelope import InternalError, InvalidError
from ..php import is_empty, to_int
from ..routing import action
from ..validation import check, is_blank, max_length, missing, scalar

VERSION = "5.3.0"
_HIDDEN = ("created", "modified")


@action("profile", "edit")
def profile(call: Call) -> dict[str, Any]:
    """Who am I, and the version of the server (contracts/oitc/002)."""
    if not call.angular:
        return {}
    user = {key: value for key, value in call.user.row.items() if key not in _HIDDEN}
    user |= {"is_oauth": bool(user["is_oauth"]), "usercontainerroles_ldap": {"_ids": []}}
    return {
        "user": user,
        "isLdapUser": False,
        "maxUploadLimit": {"value": 25, "unit": "M", "string": "25M"},
        "newDesktopApi": True,
        "oitcVersion": VERSION,
        "hasRootPrivileges": call.user.is_root,
    }


@action("users", "getUserPermissions")
def permissions(call: Call) -> dict[str, Any]:
    return {"permissions": call.world.access.permissions(call.user), "modules": MODULES}


@action("users", "add", angular=True)
def add_user(call: Call) -> dict[str, Any]:
    """Create a user with container rights and API keys (contracts/oitc/283)."""
    if not call.is_post:
        return {}
    posted = call.wrapped("User")
    errors = missing(posted, ("usergroup_id", "email", "firstname", "lastname")) | check(
        posted, {key: (scalar, max_length(255)) for key in ("email", "firstname", "lastname")}, optional=False
    )
    if is_empty(posted.get("ContainersUsersMemberships")) and is_blank(posted.get("usercontainerroles")):
        errors["containers"] = {"_empty": "You have to choose at least one container or role."}
    if errors:
        raise InvalidError(errors)
    world, store = call.world, call.world.store
    user_id = store.insert("users", {**posted, "id": None, **world.stamps()})
    keys = [
        {"apikey": item["apikey"], "description": item.get("description"), "user_id": user_id}
        for item in posted["apikeys"]
    ]
    shown_keys = [{**key, "id": store.insert("apikeys", key)} for key in keys]
    containers = []
    for container, level in (posted.get("ContainersUsersMemberships") or {}).items():
        link = {"permission_level": to_int(level), "user_id": user_id, "container_id": int(container)}
        number = store.insert("containers_to_users", link)
        containers.append({**world.tree.nodes[int(container)], "_joinData": {**link, "id": number}})
    return {"user": _saved_user(call, user_id, posted, shown_keys, containers)}


def _saved_user(
    call: Call, user_id: int, posted: dict[str, Any], keys: list[Any], containers: list[Any]
) -> dict[str, Any]:
    """The entity as it was saved: what was posted, cast, and without the passwords."""
    row = call.world.store.get("users", user_id) or {}
    flags = ("is_active", "showstatsinmenu", "recursive_browser", "is_oauth")
    shown = {key: bool(row[key]) if key in flags else row[key] for key in posted if key in row}
    stamps = {key: iso(row[key]) for key in _HIDDEN}
    return {**shown, "usercontainerroles": [], "apikeys": keys, "containers": containers, **stamps, "id": user_id}


@action("users", "login")
def login(_call: Call) -> dict[str, Any]:
    """The data of the login page; what it needs for its looks is left out (contracts/oitc/362)."""
    return {"isLoggedIn": False, "isSsoEnabled": False, "errorMessages": [], "successMessages": []}


@action("angular", "user_timezone")
def user_timezone(call: Call) -> dict[str, Any]:
    """The cheapest authenticated call (contracts/oitc/001)."""
    now, zone = call.world.now(), call.user.zone
    offset = offset_seconds(now, zone)
    moment = datetime.fromtimestamp(now, UTC)
    return {
        "timezone": {
            "user_timezone": zone,
            "user_time_to_server_offset": offset,
            "user_time_to_browser_offset": 0,
            "browser_timezone": zone,
            "user_offset": offset,
            "server_time_utc": int(now),
            "server_time": moment.strftime("%B %d, %Y %H:%M:%S"),
            "server_timezone_offset": 0,
            "server_time_iso": moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            "server_timezone": "UTC",
        }
    }


@action("angular", "version_check")
def version_check(_call: Call) -> dict[str, Any]:
    return {"newVersionAvailable": False}


@action("angular", "system_health")
def system_health(_call: Call) -> dict[str, Any]:
    return {"status": {"cache_readable": False, "state": "unknown"}}


@action("angular", "getSatellites")
def satellites(_call: Call) -> dict[str, Any]:
    """Empty: the recorded server has no module for satellites (oitc-api.md §6)."""
    return {"satellites": []}


@action("administrators", "debug")
@action("packetmanager", "index")
def broken(_call: Call) -> dict[str, Any]:
    """Pages that crashed on the recorded server, which has no way out (contracts/oitc/294, 296)."""
    raise InternalError
