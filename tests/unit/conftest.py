# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unit tests never see a server of the caller, and find the collection as Ansible does."""

from __future__ import annotations

import os

from hypothesis import settings

# Whether all tests pass must not be a matter of luck: each run tries the same examples.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

for name in [name for name in os.environ if name.startswith(("IDOIT_", "OITC_"))]:
    del os.environ[name]

try:
    from ansible.plugins.loader import init_plugin_loader
    from ansible.utils.collection_loader import AnsibleCollectionConfig
except ImportError:  # ansible-test hides controller code from the tests of modules
    pass
else:
    if AnsibleCollectionConfig.collection_finder is None:  # ansible-test has done it already
        init_plugin_loader()
