# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of an installation."""

from __future__ import annotations

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.instance import instance


def test_instances_differ_by_server_path_and_tenant() -> None:
    names = {
        instance("https://cmdb.example.com/i-doit/", {"login": {"tenant": "A"}}),
        instance("https://cmdb.example.com/i-doit", {"login": {"mandator": "B"}}),
        instance("https://cmdb.example.com/other/src/jsonrpc.php", {"login": {"tenant": "A"}}),
    }
    assert names == {"cmdb.example.com/i-doit/A", "cmdb.example.com/i-doit/B", "cmdb.example.com/other/A"}
