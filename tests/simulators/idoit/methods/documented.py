# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls whose examples in the specification differ from what servers answer."""

from __future__ import annotations

from typing import Any

from ..context import Context
from .common import Method, Methods, Params
from .search import search


def documented_search(context: Context, params: Params) -> list[dict[str, Any]]:
    """Without the status, with a score of 0."""
    return [{**{k: v for k, v in row.items() if k != "status"}, "score": 0} for row in search(context, params)]


METHODS: Methods = {"idoit.search": Method(documented_search)}
