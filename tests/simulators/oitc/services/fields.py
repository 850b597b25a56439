# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a service that its template can supply."""

from __future__ import annotations

INHERITABLE = (
    "name",
    "description",
    "command_id",
    "eventhandler_command_id",
    "check_interval",
    "retry_interval",
    "max_check_attempts",
    "first_notification_delay",
    "notification_interval",
    "notify_on_recovery",
    "notify_on_warning",
    "notify_on_critical",
    "notify_on_unknown",
    "notify_on_flapping",
    "notify_on_downtime",
    "flap_detection_enabled",
    "flap_detection_on_ok",
    "flap_detection_on_warning",
    "flap_detection_on_critical",
    "flap_detection_on_unknown",
    "low_flap_threshold",
    "high_flap_threshold",
    "process_performance_data",
    "freshness_checks_enabled",
    "freshness_threshold",
    "passive_checks_enabled",
    "event_handler_enabled",
    "active_checks_enabled",
    "notifications_enabled",
    "notes",
    "priority",
    "check_period_id",
    "notify_period_id",
    "tags",
    "service_url",
    "is_volatile",
    "sla_relevant",
)

GENERIC_SERVICE = 1
SERVICE_VARIABLE = 2048
SERVICETEMPLATE_VARIABLE = 4096
"""``objecttype_id`` of custom variables."""
