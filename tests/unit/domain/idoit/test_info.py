# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server is, on each generation."""

from __future__ import annotations

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.info import INFO, SUBSETS, read_info
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit.methods.common import Method

from .cmdb import cmdb
from .reading import read

SPEC = IDOIT_CONNECTION + INFO


@pytest.mark.parametrize(("profile", "port"), [("modern", 1), ("legacy", 1)])
def test_a_server_in_one_login_and_one_request(profile: str, port: int) -> None:
    with cmdb(profile) as server:
        info = read(server, SPEC, read_info, url=server.url, gather=list(SUBSETS))
        assert server.requests == 3  # login, everything, logout
    assert info["api_generation"] == profile
    assert info["user"]["username"] == "admin"
    assert info["user"]["id"] == 9
    assert info["tenant"]
    assert info["instance"] == f"{server.url.removeprefix('http://')}/{info['tenant']}"
    assert info["edition"] == "PRO"
    categories = {each["constant"]: each for each in info["categories"]}
    assert categories["C__CATG__NETWORK_PORT"]["group"] == "g"
    assert len([each for each in info["object_types"] if each["const"] == "C__OBJTYPE__SERVER"]) == port
    assert {"C__CMDB_STATUS__IN_OPERATION"} <= {each["const"] for each in info["cmdb_statuses"]}
    assert {each["id"] for each in info["object_type_groups"]} >= {1, 2, 3}
    assert "objectTypes" in info["constants"]
    assert info["addons"] is None


def test_the_release_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands among the add-ons, in the shape of idoit-api.md §5."""
    api = {"title": "API", "key": "api", "version": "1.13", "author": {"name": "synetics"}, "active": True}
    with cmdb() as server:
        methods = server.simulator.dialect.methods
        monkeypatch.setitem(
            methods, "idoit.addons.read", Method(lambda _context, _params: {"success": True, "result": [api]})
        )
        info = read(server, SPEC, read_info, url=server.url, gather=["addons"])
    assert info["api_version"] == "1.13"
    assert info["addons"] == [api]


def test_nothing_is_listed_unasked() -> None:
    with cmdb() as server:
        assert set(read(server, SPEC, read_info, url=server.url)) & set(SUBSETS) == set()
