# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of i-doit 1.7.3 where they differ from those of modern servers (contracts/idoit)."""

from __future__ import annotations
