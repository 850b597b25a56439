# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a host that a template can supply."""

from __future__ import annotations

INHERITABLE = (
    "description",
    "command_id",
    "check_interval",
    "retry_interval",
    "max_check_attempts",
    "notification_interval",
    "notify_on_down",
    "notify_on_unreachable",
    "notify_on_recovery",
    "notify_on_flapping",
    "notify_on_downtime",
    "flap_detection_enabled",
    "flap_detection_on_up",
    "flap_detection_on_down",
    "flap_detection_on_unreachable",
    "notes",
    "priority",
    "check_period_id",
    "notify_period_id",
    "tags",
    "active_checks_enabled",
    "freshness_checks_enabled",
    "freshness_threshold",
    "host_url",
    "notifications_enabled",
    "sla_id",
)
"""Stored null means "as the template says" (oitc-api.md §9.1)."""

NOTIFY_OPTIONS = (
    "notify_on_recovery",
    "notify_on_down",
    "notify_on_unreachable",
    "notify_on_flapping",
    "notify_on_downtime",
)
FLAP_OPTIONS = ("flap_detection_on_up", "flap_detection_on_down", "flap_detection_on_unreachable")

GENERIC_HOST = 1
HOST_VARIABLE = 256
HOSTTEMPLATE_VARIABLE = 512
"""``objecttype_id`` of custom variables."""
