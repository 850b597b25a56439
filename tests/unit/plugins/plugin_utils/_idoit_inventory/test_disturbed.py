# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An inventory of a CMDB in which somebody archives, purges and creates objects between any two requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory import selection
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.selection import Selection
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.settings import Settings
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.source import Source
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Faults, Reply, Request

from .reading import EVERYTHING
from .test_shaping import DEFAULTS

HOSTS = 120


class Disturbed:
    """An i-doit simulator that does one write of somebody else before each request it answers."""

    name = "i-doit"

    def __init__(self, simulator: IdoitSimulator) -> None:
        self.simulator = simulator
        self.counters, self.faults = simulator.counters, Faults()
        self.touched: set[int] = set()
        self.disturbances = self._disturbances()

    def ids(self) -> list[int]:
        rows = self.call("cmdb.objects.read", filter={"type": "C__OBJTYPE__SERVER"}, order_by="id")
        return [int(row["id"]) for row in rows]

    def call(self, method: str, **params: Any) -> Any:
        body = {"version": "2.0", "method": method, "id": 1, "params": {"apikey": self.simulator.api_key, **params}}
        headers = (("Content-Type", "application/json"),)
        reply = self.simulator.handle(Request("POST", "/src/jsonrpc.php", "", headers, json.dumps(body).encode()))
        return json.loads(reply.body)["result"]

    def _disturbances(self) -> Iterator[None]:
        """The lowest ids go first: that is what shifts pages most."""
        for object_id in self.ids()[::2]:
            self.touched.add(object_id)
            self.call("cmdb.object.archive", object=object_id)
            yield
            self.call("cmdb.object.purge", object=object_id)
            yield
            self.touched.add(int(self.call("cmdb.object.create", type="C__OBJTYPE__SERVER", title="new")["id"]))
            yield

    def handle(self, request: Request) -> Reply:
        next(self.disturbances)
        return self.simulator.handle(request)

    def stats(self) -> dict[str, Any]:
        return self.simulator.stats()

    def close(self) -> None:
        self.simulator.close()


@pytest.mark.parametrize("workers", [1, 4])
def test_nothing_is_lost_that_nobody_touched(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "ID_PAGE", 10)
    disturbed = Disturbed(create(hosts=HOSTS))
    before = disturbed.ids()
    assert len(before) == HOSTS
    warnings: list[str] = []
    with running(disturbed) as url:
        source = Source(
            {"url": url, "api_key": disturbed.simulator.api_key},
            Selection.from_options({**EVERYTHING, "object_types": ["C__OBJTYPE__SERVER"]}),
            Settings.from_options({**DEFAULTS, "group_by": ["location", "net", "contact"]}),
            workers=workers,
            page_size=5,
            allow_partial=False,
            log=lambda _unused: None,
            warn=warnings.append,
        )
        found = source.read().data["objects"]
    untouched = set(before) - disturbed.touched
    assert len(disturbed.touched) > 15, "the reading was not disturbed"
    assert len(untouched) > HOSTS // 2
    ids = [row["id"] for row in found]
    assert ids == sorted(set(ids))
    assert untouched <= set(ids)
    assert set(ids) <= untouched | disturbed.touched
    assert all(row["categories"]["C__CATG__IP"] for row in found if row["id"] in untouched)
    assert warnings == []
