# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""idoit.* of 1.7.3."""

from __future__ import annotations

from typing import Any

from ...context import Context
from ...protocol.errors import internal
from ...schema.catalogue import capitalised
from ..common import Method, Methods, Params
from ..search import search
from ..session import login, logout, version

SESSION_PARAMETER = (
    "The session parameter is deprecated as of version 1.4. Use apikey and header authentication instead."
)


def old_login(context: Context, params: Params) -> dict[str, Any]:
    """Who the call runs as; sessions are no parameter any more."""
    if "session" in params:
        raise internal(SESSION_PARAMETER)
    return login(context, params)


def constants(context: Context, params: Params) -> dict[str, Any]:
    """Object types and categories."""
    del params
    catalogue = context.world.catalogue
    categories = {
        group: {c.const: capitalised(c.title) for c in catalogue.categories.values() if c.group == named}
        for group, named in (("g", "catg"), ("s", "cats"))
    }
    types = {type_.const: capitalised(type_.title) for type_ in catalogue.types.values()}
    return {"objectTypes": types, "categories": categories}


def old_search(context: Context, params: Params) -> list[dict[str, Any]]:
    """Without the status, with a number for the score; stock objects and addresses are not in the index."""
    stock = {str(item.id) for item in context.world.objects.select("const IS NOT NULL", ())}
    found = [row for row in search(context, params) if row["documentId"] not in stock]
    shown = [row for row in found if not row["key"].endswith(" > address")]
    return [{**{k: v for k, v in row.items() if k != "status"}, "score": 1.0} for row in shown]


METHODS: Methods = {
    "idoit.login": Method(old_login),
    "idoit.logout": Method(logout),
    "idoit.version": Method(version),
    "idoit.constants": Method(constants),
    "idoit.search": Method(old_search),
}
