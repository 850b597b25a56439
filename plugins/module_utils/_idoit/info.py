# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server is: release, user, tenant, generation of the API, and on request what it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .._argspec import ArgSpec
from .._errors import AuthError, TransportError
from . import shapes
from .instance import instance
from .rpc import Session
from .wire import Call, Reply

#: The key under which i-doit lists the API itself among its add-ons.
API = "api"

SUBSETS = ("addons", "categories", "cmdb_statuses", "constants", "object_type_groups", "object_types")
INFO = ArgSpec(
    options={"gather": {"type": "list", "elements": "str", "choices": list(SUBSETS), "default": []}},
)


def read_info(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """What idoit_info returns; raises an :class:`ApiError`."""
    addons, *answers = session.batch([Call("idoit.addons.read"), *(_CALLS[name](session) for name in _asked(params))])
    login = session.version.get("login") or {}
    installed = _addons(addons)
    api = next((each for each in installed or [] if each.get("key") == API), {})
    out = {
        "version": session.version.get("version"),
        "edition": session.version.get("type"),
        "api_generation": session.generation.name,
        "api_version": api.get("version"),
        # Called mandator before i-doit 1.18 (idoit-api.md §5).
        "tenant": login.get("tenant", login.get("mandator")),
        "instance": instance(params["url"], session.version),
        "user": {"id": shapes.as_id(login.get("userid")), "username": login.get("username"), "name": _name(login)},
        "language": login.get("language"),
    }
    out.update({name: [_with_numbers(row) for row in reply.value()] for name, reply in zip(_asked(params), answers)})
    for name in set(params["gather"]) - set(_CALLS):
        out[name] = installed if name == "addons" else _FROM_CONSTANTS[name](session)
    return out


def _asked(params: Mapping[str, Any]) -> list[str]:
    return [name for name in dict.fromkeys(params["gather"]) if name in _CALLS]


def _addons(reply: Reply) -> list[dict[str, Any]] | None:
    """The add-ons; None from servers that do not tell (idoit.addons came with API 1.13 or so)."""
    if isinstance(reply.error, (AuthError, TransportError)):
        raise reply.error
    return None if reply.error is not None else shapes.rows(reply.result.get("result") or [])


def _name(login: Mapping[str, Any]) -> str:
    """Person without a first or last name come with a blank (idoit-api.md §5)."""
    return str(login.get("name") or "").strip()


def _with_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """Ids arrive as numbers or as strings of digits (idoit-api.md §3); here they are numbers."""
    return {**row, **{key: shapes.as_id(row[key]) for key in ("id", "status", "type_group") if row.get(key)}}


def _categories(session: Session) -> list[dict[str, Any]]:
    groups = shapes.mapping(session.constants.get("categories") or {})
    return [
        {"constant": session.generation.modern_constant(constant), "title": title, "group": group}
        for group, held in groups.items()
        for constant, title in shapes.mapping(held or {}).items()
    ]


_CALLS: dict[str, Callable[[Session], Call]] = {
    "cmdb_statuses": lambda session: session.generation.read_dialog("C__CATG__GLOBAL", "cmdb_status"),
    "object_type_groups": lambda _session: Call("cmdb.object_type_groups.read"),
    "object_types": lambda _session: Call("cmdb.object_types.read"),
}
_FROM_CONSTANTS: dict[str, Callable[[Session], Any]] = {
    "categories": _categories,
    "constants": lambda session: dict(session.constants),
}
