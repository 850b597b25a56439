# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stateful i-doit server: JSON-RPC API of two generations over SQLite.

``protocol`` speaks JSON-RPC, ``methods`` are the calls, ``categories`` what entries do, ``values`` what attributes
take and show, ``schema`` what there is, ``store`` where it is kept, ``seeding`` what is there at the start.
``dialects`` says which of all this makes up a modern or an old server.
"""

from __future__ import annotations

from .simulator import IdoitSimulator, create

__all__ = ["IdoitSimulator", "create"]
