# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of oitc_downtime."""

from __future__ import annotations

from ..._argspec import OITC_CONNECTION, ArgSpec, Listable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DOWNTIME = Listable(
    list_name="downtimes",
    options={
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "hosts": {"type": "list", "elements": "raw"},
        "start": {"type": "str"},
        "end": {"type": "str"},
        "comment": {"type": "str"},
        "duration": {"type": "int"},
        "recurring": {
            "type": "dict",
            "options": {
                "weekdays": {"type": "list", "elements": "str", "choices": list(WEEKDAYS)},
                "days_of_month": {"type": "list", "elements": "int"},
                "time": {"type": "str"},
                "minutes": {"type": "int"},
            },
        },
        "include_services": {"type": "bool", "default": True},
        "author": {"type": "str", "default": "Ansible"},
        "check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"},
    },
)
SPEC = OITC_CONNECTION + DOWNTIME.spec() + ArgSpec(options={"wait": {"type": "int", "default": 30}})
