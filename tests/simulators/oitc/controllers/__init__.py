# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One module per controller of the server; importing one registers its actions."""

from __future__ import annotations

import pkgutil
from importlib import import_module


def load() -> None:
    """Import every controller."""
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        import_module(module.name)
