# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of a host: what is special about hosts among all that inherits from a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..inheritance import config
from ..inheritance.config import Config, Wishes
from ..lookups import Lookups
from .fields import CONTAINER, HEIR, SHARED_CONTAINERS


def config_of(record: Mapping[str, Any], template: Mapping[str, Any]) -> Config:
    """What the edit form of a host says."""
    return config.config_of(HEIR, record, template)


def wished_config(wishes: Wishes, current: Config | None, template: Mapping[str, Any], lookups: Lookups) -> Config:
    """What the host is to become; a container that becomes its own is not shared any more."""
    desired = config.wished_config(HEIR, wishes, current, template, lookups)
    shared = desired.values[SHARED_CONTAINERS.option] - {desired.values[CONTAINER.option]}
    return replace(desired, values={**desired.values, SHARED_CONTAINERS.option: shared})
