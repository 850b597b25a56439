# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which calls there are, for each generation, and how their names are read."""

from __future__ import annotations

from ..protocol.envelope import split_method, unknown_method
from ..protocol.errors import METHOD_NOT_FOUND, SYSTEM_ERROR, RpcError
from . import (
    category,
    dialog,
    documented,
    further,
    logbook,
    metadata,
    object,
    objects,
    relations,
    reports,
    search,
    session,
    strict,
)
from .common import Methods
from .legacy import category as old_category
from .legacy import dialog as old_dialog
from .legacy import object as old_object
from .legacy import objects as old_objects
from .legacy import session as old_session

SHARED: Methods = {
    **metadata.METHODS,
    **reports.METHODS,
    **relations.METHODS,
    **logbook.METHODS,
    **further.METHODS,
}
SINCE_1_10: Methods = {
    **session.METHODS,
    **object.METHODS,
    **objects.METHODS,
    **category.METHODS,
    **dialog.METHODS,
    **SHARED,
    **search.METHODS,
    **further.STATUS_METHODS,
}
MODERN: Methods = {**SINCE_1_10, **strict.METHODS}
MODERN_DOC: Methods = {**SINCE_1_10, **documented.METHODS}
LEGACY: Methods = {
    **old_session.METHODS,
    **old_object.METHODS,
    **old_objects.METHODS,
    **old_category.METHODS,
    **old_dialog.METHODS,
    **SHARED,
}


def resolve_modern(method: str, methods: Methods) -> str:
    """The full name of a method; the action may be left out where it is ``read``."""
    if method in methods:
        return method
    namespace, name, action = split_method(method)
    full = f"{namespace}.{name}.{action}"
    if full not in methods or method.count(".") > 2:
        raise unknown_method(method)
    return full


def resolve_legacy(method: str, methods: Methods) -> str:
    """The full name of a method: an action that there is not falls back to ``read`` (idoit-observed.md §2)."""
    namespace, name, action = split_method(method)
    if namespace == "idoit":
        if f"idoit.{name}" not in methods:
            raise RpcError(SYSTEM_ERROR, f"Method 'idoit.{name}' does not exist")
        return f"idoit.{name}"
    if namespace != "cmdb":
        text = f'API Namespace "{namespace}" (isys_api_model_{namespace}) does not exist.'
        raise RpcError(METHOD_NOT_FOUND, text)
    if f"cmdb.{name}.read" not in methods:
        raise RpcError(METHOD_NOT_FOUND, f'API Method "{name}" (isys_api_model_cmdb_{name}) does not exist.')
    full = f"cmdb.{name}.{action}"
    return full if full in methods else f"cmdb.{name}.read"
