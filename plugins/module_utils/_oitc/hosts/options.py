# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of oitc_host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._argspec import OITC_CONNECTION, ArgSpec, Listable
from ..._errors import InputError
from ..inheritance.config import Wishes
from ..naming import Naming
from .fields import FLAP_DETECTION_ON, HEIR, NOTIFY_ON

STATES = ("present", "absent", "enabled", "disabled")
#: Lists that may be added to instead of replaced, and what they do by default.
MODES = {
    "contacts": "set",
    "contactgroups": "set",
    "hostgroups": "set",
    "parents": "set",
    "custom_variables": "append",
}

_TEXT = {"type": "str"}
_NUMBER = {"type": "int"}
_SWITCH = {"type": "bool"}
_REFERENCE = {"type": "raw"}
_REFERENCES = {"type": "list", "elements": "raw"}
_VARIABLE = {
    "name": {"type": "str", "required": True},
    "value": {"type": "str"},
    "secret": {"type": "str", "no_log": True},
    "password": {"type": "bool", "no_log": False},
}

HOST = Listable(
    list_name="hosts",
    options={
        "state": {"type": "str", "choices": list(STATES), "default": "present"},
        "id": _NUMBER,
        "uuid": _TEXT,
        "name": _TEXT,
        "address": _TEXT,
        "container": _REFERENCE,
        "container_id": _NUMBER,
        "shared_containers": _REFERENCES,
        "hosttemplate": _REFERENCE,
        "hosttemplate_id": _NUMBER,
        "satellite": _REFERENCE,
        "satellite_id": _NUMBER,
        "description": _TEXT,
        "check_command": _REFERENCE,
        "check_command_args": {"type": "dict"},
        "check_interval": _NUMBER,
        "retry_interval": _NUMBER,
        "max_check_attempts": _NUMBER,
        "check_period": _REFERENCE,
        "active_checks": _SWITCH,
        "freshness_checks": _SWITCH,
        "freshness_threshold": _NUMBER,
        "notify_period": _REFERENCE,
        "notification_interval": _NUMBER,
        "notifications_enabled": _SWITCH,
        "notify_on": {"type": "list", "elements": "str", "choices": list(NOTIFY_ON.choices)},
        "flap_detection": _SWITCH,
        "flap_detection_on": {"type": "list", "elements": "str", "choices": list(FLAP_DETECTION_ON.choices)},
        "contacts": _REFERENCES,
        "contactgroups": _REFERENCES,
        "hostgroups": _REFERENCES,
        "parents": _REFERENCES,
        "notes": _TEXT,
        "host_url": _TEXT,
        "tags": {"type": "list", "elements": "str"},
        "priority": _NUMBER,
        "sla": _REFERENCE,
        "prometheus_exporters": _REFERENCES,
        "custom_variables": {"type": "list", "elements": "dict", "options": _VARIABLE},
        **{
            f"{name}_mode": {"type": "str", "choices": ["set", "append"], "default": mode}
            for name, mode in MODES.items()
        },
        "inherit": {"type": "list", "elements": "str", "choices": list(HEIR.inheritable)},
        "check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"},
    },
)

SPEC = (
    OITC_CONNECTION
    + HOST.spec()
    + ArgSpec(
        options={"continue_on_error": {"type": "bool", "default": False}},
        mutually_exclusive=[
            ("container", "container_id"),
            ("hosttemplate", "hosttemplate_id"),
            ("satellite", "satellite_id"),
        ],
    )
)


def with_references(params: Mapping[str, Any]) -> dict[str, Any]:
    """The options with ``container_id: 5`` and its like as the reference ``container: {id: 5}``.

    Beside the list and in it, before they are joined: what an item says replaces the default in either form.
    """
    given = _referenced(params)
    if given.get(HOST.list_name) is not None:
        given[HOST.list_name] = [item and _referenced(item) for item in given[HOST.list_name]]
    return given


def _referenced(options: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(options)
    for name in ("container", "hosttemplate", "satellite"):
        number = given.pop(f"{name}_id", None)
        if number is not None and given.get(name) is not None:
            raise InputError(f"{name} and {name}_id exclude each other")
        if number is not None:
            given[name] = {"id": number}
    return given


def wishes_of(item: Mapping[str, Any], naming: Naming) -> Wishes:
    """What the options of one host wish for. Raises :class:`InputError`."""
    return Wishes.of(HEIR, item, MODES, naming)
