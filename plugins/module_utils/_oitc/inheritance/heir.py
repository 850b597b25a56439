# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What inherits from a template: hosts and services, and which of their fields follow rules of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..fields import Flag, Flags, Number, One
from .macros import Arguments, Variables

#: How often anything is checked, and how often it is told.
CHECKED: tuple[Any, ...] = (
    Number("check_interval", "check_interval", lowest=1),
    Number("retry_interval", "retry_interval", lowest=1),
    Number("max_check_attempts", "max_check_attempts", lowest=1),
    One("check_period", "check_period_id", "timeperiod"),
    Flag("active_checks", "active_checks_enabled"),
    Flag("freshness_checks", "freshness_checks_enabled"),
    Number("freshness_threshold", "freshness_threshold"),
    One("notify_period", "notify_period_id", "timeperiod"),
    Number("notification_interval", "notification_interval"),
    Flag("notifications_enabled", "notifications_enabled"),
)


@dataclass(frozen=True)
class Heir:
    """One kind of thing that inherits. ``noun``: how messages call it, ``template``: and what it inherits from.

    ``controller`` and ``wrapper``: the path of its calls and the key around its record, ``hosts`` and ``Host``.
    ``fields`` are all of them, in the order in which results show them; the others are those with a special rule.
    """

    noun: str
    template: str
    controller: str
    wrapper: str
    fields: tuple[Any, ...]
    check_command: One
    arguments: Arguments
    variables: Variables
    notify_on: Flags
    flap_detection: Flag
    flap_detection_on: Flags

    @property
    def inheritable(self) -> tuple[str, ...]:
        """The options that can be inherited."""
        return tuple(one.option for one in self.fields if one.inherits)

    def read(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The value of each field in a record of the server."""
        return {one.option: one.read(record) for one in self.fields}
