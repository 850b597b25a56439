# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that create the same object at the same time: the server has no uniqueness."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.objects import plan_objects

from .cmdb import SERVER, Cmdb
from .doubles import make_double


@pytest.mark.parametrize(("resolve_race", "own_is_older"), [(False, False), (True, False), (True, True)])
def test_two_runs_create_the_same_object(modern: Cmdb, resolve_race: bool, own_is_older: bool) -> None:
    task = {**SERVER, "resolve_race": resolve_race}
    with modern.session() as mine, modern.session() as other:
        plans = [plan_objects(mine, task), plan_objects(other, {**task, "purpose": "Test"})]
        order = [0, 1] if own_is_older else [1, 0]
        sessions = [mine, other]
        for number in order:
            sessions[number].execute(plans[number].steps)
        if not resolve_race:
            with pytest.raises(AmbiguousError, match=r"another one was .* as id 24. Candidates: id 23 .* id 24 "):
                plans[0].confirm(plans[0].items)
            return
        plans[0].confirm(plans[0].items)
        plans[1].confirm(plans[1].items)
        (left,) = mine.objects({"title": SERVER["title"]})
    assert left["id"] == 23
    assert [plan.items[0].result["object"]["id"] for plan in plans] == [23, 23]
    assert bool(plans[0].items[0].warnings) != own_is_older
    assert not modern.objects(**SERVER, purpose="Test")["changed"], (
        "what the younger one was to have, the older one has"
    )


def test_doubles_get_time_to_give_way(modern: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_double(modern)
    naps: list[float] = []

    def purged_meanwhile(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            with modern.session() as other:
                other.call("cmdb.object.purge", {"object": second})

    monkeypatch.setattr(time, "sleep", purged_meanwhile)
    found = modern.objects(**SERVER, resolve_race=True)
    assert (found["changed"], found["object"]["id"], len(naps)) == (False, first, 2)
    make_double(modern)
    with pytest.raises(AmbiguousError, match=f"There are 3 objects that fit .* id {first} "):
        modern.objects(**SERVER, resolve_race=True)
    assert sum(naps[2:]) < 10


@pytest.mark.parametrize("resolve_race", [False, True])
def test_twenty_runs_create_the_same_object(modern: Cmdb, resolve_race: bool) -> None:
    together = threading.Barrier(20, timeout=60)

    def run(_number: int) -> dict[str, Any] | AmbiguousError:
        with modern.session() as session:
            plan = plan_objects(session, {**SERVER, "resolve_race": resolve_race})
            together.wait()
            try:
                plan.apply(session.execute)
            except AmbiguousError as error:
                return error
            return plan.as_result()

    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(run, range(20)))
    with modern.session() as session:
        left = [row["id"] for row in session.objects({"title": SERVER["title"]})]
    failed = [str(result) for result in results if isinstance(result, AmbiguousError)]
    made = [result["object"]["id"] for result in results if not isinstance(result, AmbiguousError)]
    if resolve_race:
        assert (failed, left, set(made)) == ([], [23], {23})
    else:
        assert made in ([], [23]), "only who looked before there was another one has noticed nothing"
        assert len(left) == 20
        assert all("id 23 " in text and "at the same time as id" in text for text in failed)
