# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ``.v2`` forms of calls: every parameter is required and typed, others are an error (idoit-api.md §7.5, §9.6).

The documents name the parameters of the category calls only and show neither texts nor answers. So the calls on objects
take ``object`` as their older forms do, a parameter that is refused is -32602, and what a call does and answers is that
of its older form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..protocol.errors import invalid
from . import category, object
from .common import Method, Methods, Params

GENERAL = {"apikey", "language"}
"""What every call may send."""

OBJECT: Mapping[str, type] = {"object": int}
ENTRY: Mapping[str, type] = {"object": int, "category": str, "entry": int}
TYPE_NAMES = {int: "an integer", str: "a string"}


def require(params: Params, typed: Mapping[str, type]) -> None:
    """Refuse parameters that are missing, of another type (a text of digits is no int), or not known."""
    for name in params:
        if name not in typed and name not in GENERAL:
            raise invalid(f"Parameter '{name}' is unknown.")
    for name, wanted in typed.items():
        if name not in params:
            raise invalid(f"Parameter '{name}' is missing.")
        if params[name].__class__ is not wanted:
            raise invalid(f"Parameter '{name}' has to be {TYPE_NAMES[wanted]}.")


def _strict(older: Method, typed: Mapping[str, type]) -> Method:
    def call(context: Context, params: Params) -> Any:
        require(params, typed)
        return older.call(context, params)

    return Method(call, writes=older.writes)


METHODS: Methods = {
    f"{name}.v2": _strict(older[name], typed)
    for older, typed, namespace in ((object.METHODS, OBJECT, "object"), (category.METHODS, ENTRY, "category"))
    for name in (f"cmdb.{namespace}.{action}" for action in ("archive", "delete", "purge"))
}
