# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding objects by the value of an attribute."""

from __future__ import annotations


class ModuleDocFragment:
    """The option of modules that find objects by the value of an attribute."""

    DOCUMENTATION = r"""
options:
  match_scan_limit:
    description:
      - >-
        How many objects of one type are read at most to find one by C(match). More is an error: the server's search
        finds normal objects only, and old servers have none, so the others are read and compared.
    type: int
    default: 20000
"""
