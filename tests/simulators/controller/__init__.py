# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stateful stand-in for the REST API of AWX 24.6 / Automation Controller, as far as setting it up needs it.

Shapes and rules follow AWX's serializers, views and model fields (awx/api/serializers.py, awx/api/generics.py,
awx/main/fields.py, awx/main/models/). It runs no jobs.
"""

from __future__ import annotations

from .api import Controller, create

__all__ = ["Controller", "create"]
