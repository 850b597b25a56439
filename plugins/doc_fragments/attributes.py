# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules of this collection promise of check mode, diff mode and their action group."""

from __future__ import annotations


class ModuleDocFragment:
    """Fragments: the platform and group of each system, and whether a module writes."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and predict the change without making it.
  diff_mode:
    description: Returns what changed, or would change in C(check_mode), when in diff mode.
  idempotent:
    description: Run twice with the same arguments, the second run reports no change.
  platform:
    description: Target OS/families that can be operated against.
    support: full
    platforms: posix
  action_group:
    description: Use C(group/cmdbops.idoit_oitc.NAME) in C(module_defaults) to set defaults for this module.
"""

    WRITES = r"""
options: {}
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  idempotent:
    support: full
"""

    READS = r"""
options: {}
attributes:
  check_mode:
    support: full
    details:
      - This module does not modify state.
  diff_mode:
    support: N/A
    details:
      - This module does not modify state.
  idempotent:
    support: full
    details:
      - This module does not modify state.
"""

    ACTIONGROUP_IDOIT = r"""
options: {}
attributes:
  action_group:
    support: full
    membership:
      - cmdbops.idoit_oitc.idoit
"""

    ACTIONGROUP_OITC = r"""
options: {}
attributes:
  action_group:
    support: full
    membership:
      - cmdbops.idoit_oitc.oitc
"""
