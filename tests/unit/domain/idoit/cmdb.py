# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated i-doit for tests of the domain: plan, carry out, and count what went over the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import Listable
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.categories import ENTRIES, plan_entries
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.dialogs import DIALOGS, plan_dialogs
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.object_wishes import OBJECTS
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.objects import plan_objects
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Session, connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Plan
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import IdoitSimulator, create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

SERVER = {"title": "web01", "type": "C__OBJTYPE__SERVER"}

Planner = Callable[[Session, dict[str, Any]], Plan]


class Cmdb:
    """One server and what is done to it."""

    def __init__(self, simulator: IdoitSimulator, url: str) -> None:
        self.simulator = simulator
        self.url = url

    @property
    def requests(self) -> int:
        """HTTP requests of the last task, login and logout included."""
        return int(self.simulator.counters["http_requests"])

    @property
    def writes(self) -> int:
        """Writing calls of the last task."""
        return int(self.simulator.counters["writes"])

    @contextmanager
    def session(self, check: bool = False) -> Iterator[Session]:
        """A session of the administrator."""
        options = {"url": self.url, "api_key": "c1ia5q", "username": "admin", "password": "admin", "retries": 0}
        with connect({**options, "language": "en"}, check_mode=check) as session:
            yield session

    def objects(self, check: bool = False, **params: Any) -> dict[str, Any]:
        """The result of idoit_object."""
        return self._task(OBJECTS, plan_objects, params, check)

    def entries(self, check: bool = False, **params: Any) -> dict[str, Any]:
        """The result of idoit_category."""
        return self._task(ENTRIES, plan_entries, params, check)

    def dialogs(self, check: bool = False, **params: Any) -> dict[str, Any]:
        """The result of idoit_dialog."""
        return self._task(DIALOGS, plan_dialogs, params, check)

    def _task(self, listable: Listable, planner: Planner, params: dict[str, Any], check: bool) -> dict[str, Any]:
        defaults = {name: option.get("default") for name, option in listable.spec().options.items()}
        self.simulator.counters.clear()
        with self.session(check) as session:
            plan = planner(session, {**defaults, **params})
            if not check:
                plan.apply(session.execute)
        return plan.as_result()

    def four_ways(self, task: Callable[..., dict[str, Any]], most_requests: int = 4, **params: Any) -> dict[str, Any]:
        """Check, create, repeat, check again; the result of the change. Each step is held against the one before."""
        foreseen = task(check=True, **params)
        assert self.writes == 0
        made = task(**params)
        assert made["changed"]
        assert self.writes > 0
        assert foreseen["changed"]
        assert foreseen["steps"] == made["steps"]
        for check in (False, True):
            repeated = task(check=check, **params)
            assert not repeated["changed"], repeated["steps"]
            assert repeated["steps"] == []
            assert self.writes == 0
            assert self.requests <= most_requests
        return made


@contextmanager
def cmdb(profile: str = "modern", seed: str = "stock") -> Iterator[Cmdb]:
    """A fresh server of a profile."""
    simulator = create(profile, seed)
    with running(simulator) as url:
        yield Cmdb(simulator, url)
