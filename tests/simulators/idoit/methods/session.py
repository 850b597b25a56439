# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit.login, logout, version, constants."""

from __future__ import annotations

from typing import Any

from ..categories.person import person_entry
from ..categories.relations import TYPES
from ..context import Context
from ..schema.catalogue import capitalised
from .common import Method, Methods, Params


def _mail(context: Context) -> str:
    entry = person_entry(context, context.user.id)
    return str(entry.data.get("mail") or "") if entry else ""


def login(context: Context, params: Params) -> dict[str, Any]:
    """Who the call runs as, and its session."""
    del params
    return {
        "result": True,
        "userid": str(context.user.id),
        "name": context.user_title,
        "mail": _mail(context),
        "username": context.user.username,
        "session-id": context.session.id,
        "client-id": context.world.dialect.tenant_id,
        "client-name": context.world.tenant,
    }


def logout(context: Context, params: Params) -> dict[str, Any]:
    """The session is ended by whoever carries the call, who sees the request."""
    del params
    return {"message": context.world.dialect.logout_message, "result": True}


def version(context: Context, params: Params) -> dict[str, Any]:
    """The release, and who the call runs as."""
    del params
    dialect = context.world.dialect
    user = {"userid": str(context.user.id), "name": context.user_title, "mail": _mail(context)}
    user |= {"username": context.user.username, dialect.tenant_key: context.world.tenant, "language": context.language}
    return {"login": user, "version": dialect.release, "step": "", "type": "PRO"}


def constants(context: Context, params: Params) -> dict[str, Any]:
    """The constants of everything that has one."""
    del params
    catalogue, known = context.world.catalogue, context.world.catalogue.constants
    categories = {
        group: {c.const: context.translate(c.title) for c in catalogue.categories.values() if c.group == named}
        for group, named in (("g", "catg"), ("s", "cats"), ("g_custom", "custom"))
    }
    static = context.world.objects.select("const IS NOT NULL", ())
    return {
        "objectTypes": {type_.const: capitalised(context.translate(type_.title)) for type_ in catalogue.types.values()},
        "categories": categories,
        "recordStates": {const: context.translate(title) for const, title in known["recordStates"].items()},
        "relationTypes": {
            **known["relationTypes"],
            **{const: relation[1] for const, relation in TYPES.items()},
        },
        "staticObjects": {str(item.const): item.title for item in static},
    }


METHODS: Methods = {
    "idoit.login": Method(login),
    "idoit.logout": Method(logout),
    "idoit.version": Method(version),
    "idoit.constants": Method(constants),
}
