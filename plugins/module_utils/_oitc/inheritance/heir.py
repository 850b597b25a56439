# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What inherits from a template: hosts and services, and which of their fields follow rules of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..fields import Flag, Flags, One
from .macros import Arguments, Variables


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
