# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of oitc_service."""

from __future__ import annotations

from ..._argspec import OITC_CONNECTION, ArgSpec, Listable
from ..hosts.options import HOST
from .fields import FLAP_DETECTION_ON, HEIR, NOTIFY_ON

#: Lists that may be added to instead of replaced, and what they do by default.
MODES = {"contacts": "set", "contactgroups": "set", "custom_variables": "append"}
#: What a service has in common with a host.
_LIKE_HOSTS = (
    "state",
    "description",
    "check_command",
    "check_command_args",
    "check_interval",
    "retry_interval",
    "max_check_attempts",
    "check_period",
    "active_checks",
    "freshness_checks",
    "freshness_threshold",
    "notify_period",
    "notification_interval",
    "notifications_enabled",
    "flap_detection",
    "contacts",
    "contactgroups",
    "notes",
    "tags",
    "priority",
    "custom_variables",
    *(f"{name}_mode" for name in MODES),
    "check_missing",
)

SERVICE = Listable(
    list_name="services",
    options={
        "host": {"type": "raw"},
        "id": {"type": "int"},
        "name": {"type": "str"},
        "servicetemplate": {"type": "raw"},
        "servicetemplategroup": {"type": "raw"},
        **{name: HOST.options[name] for name in _LIKE_HOSTS},
        "notify_on": {"type": "list", "elements": "str", "choices": list(NOTIFY_ON.choices)},
        "flap_detection_on": {"type": "list", "elements": "str", "choices": list(FLAP_DETECTION_ON.choices)},
        "is_volatile": {"type": "bool"},
        "sla_relevant": {"type": "bool"},
        "service_url": {"type": "str"},
        "inherit": {"type": "list", "elements": "str", "choices": list(HEIR.inheritable)},
    },
)
SPEC = (
    OITC_CONNECTION
    + SERVICE.spec()
    + ArgSpec(
        options={"continue_on_error": {"type": "bool", "default": False}},
        mutually_exclusive=[("servicetemplategroup", "id")],
    )
)
