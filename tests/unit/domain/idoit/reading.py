# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs readers against a simulated server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import ArgSpec
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Session

from .cmdb import Cmdb

Reader = Callable[[Session, dict[str, Any]], dict[str, Any]]


def read(cmdb: Cmdb, spec: ArgSpec, reader: Reader, **params: Any) -> dict[str, Any]:
    """The result of a reader; it must not write."""
    cmdb.simulator.counters.clear()
    with cmdb.session(check=True) as session:
        return reader(session, filled(spec.options, params))


def filled(options: Any, params: dict[str, Any]) -> dict[str, Any]:
    """The options with their defaults, as AnsibleModule hands them on."""
    out = {name: option.get("default") for name, option in options.items()}
    for name, value in params.items():
        out[name] = _inner(options[name].get("options"), value)
    return out


def _inner(options: Any, value: Any) -> Any:
    if options and isinstance(value, list):
        return [filled(options, each) for each in value]
    return filled(options, value) if options and isinstance(value, dict) else value
