# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the API key acts as, what the server is, and which rights the modules of this collection would lack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec
from .client import Client
from .rights import MODULE_RIGHTS, missing_rights

SPEC = OITC_CONNECTION + ArgSpec()


def read_info(client: Client, _params: Mapping[str, Any]) -> dict[str, Any]:
    """The result of oitc_info: two calls that every role is allowed (oitc-observed.md §2)."""
    profile = client.get("profile/edit", expect=("user", "oitcVersion", "hasRootPrivileges"))
    rights = client.get("users/getUserPermissions", expect=("permissions", "modules"))
    user = profile["user"]
    lacking = {module: missing_rights(rights["permissions"], wanted) for module, wanted in MODULE_RIGHTS.items()}
    return {
        "version": profile["oitcVersion"],
        "user": {key: user.get(key) for key in ("id", "email", "firstname", "lastname", "timezone", "i18n")},
        "has_root_privileges": profile["hasRootPrivileges"],
        "modules": sorted(_names(rights["modules"])),
        "missing_rights": {module: rights for module, rights in lacking.items() if rights},
    }


def _names(modules: Any) -> list[str]:
    return [str(name) for name in (modules.values() if isinstance(modules, Mapping) else modules)]
