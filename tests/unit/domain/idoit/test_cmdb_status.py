# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CMDB statuses, against a simulated server; old ones say that they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError, UnsupportedError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.cmdb_status import STATUSES, plan_statuses

from .cmdb import SERVER, Cmdb, cmdb
from .reading import filled

STAGING = {"constant": "C__CMDB_STATUS__STAGING", "title": "Staging", "color": "#ffaa00"}


@pytest.fixture
def server() -> Iterator[Cmdb]:
    with cmdb() as server:
        yield server


def statuses(server: Cmdb, check: bool = False, **params: Any) -> dict[str, Any]:
    server.simulator.counters.clear()
    with server.session(check) as session:
        plan = plan_statuses(session, filled(STATUSES.spec().options, params))
        if not check:
            plan.apply(session.execute)
    return plan.as_result()


def staging(server: Cmdb, check: bool = False, **params: Any) -> dict[str, Any]:
    return statuses(server, check, **{**STAGING, **params})


def test_create_change_delete(server: Cmdb) -> None:
    made = server.four_ways(lambda check=False, **params: staging(server, check, **params))
    number = made["cmdb_status"]["id"]
    assert made["cmdb_status"] == {**STAGING, "id": number, "color": "FFAA00"}
    renamed = server.four_ways(lambda check=False, **params: staging(server, check, **params), title="Stage")
    assert renamed["cmdb_status"] == {**STAGING, "id": number, "color": "FFAA00", "title": "Stage"}
    recoloured = server.four_ways(
        lambda check=False, **params: statuses(server, check, **params), constant=STAGING["constant"], color="00ff00"
    )
    assert recoloured["after"] == {**renamed["cmdb_status"], "color": "00FF00"}
    server.four_ways(
        lambda check=False, **params: statuses(server, check, **params), constant=STAGING["constant"], state="absent"
    )


def test_many(server: Cmdb) -> None:
    other = {"constant": "C__CMDB_STATUS__OTHER", "title": "Other"}
    result = statuses(server, color="112233", statuses=[STAGING, other])
    assert [each["cmdb_status"]["color"] for each in result["results"]] == ["FFAA00", "112233"]


def test_one_is_named_once(server: Cmdb) -> None:
    result = statuses(server, statuses=[STAGING, {**STAGING, "title": "Stage"}])
    assert "named twice" in result["results"][1]["msg"]
    assert not staging(server)["changed"], "it was made once, by the first"


@pytest.mark.parametrize("params", [{"title": "Running"}, {"color": "000000"}, {"state": "absent"}])
def test_built_in_ones_are_refused(server: Cmdb, params: dict[str, str]) -> None:
    with pytest.raises(InputError, match="built into i-doit"):
        statuses(server, constant="C__CMDB_STATUS__IN_OPERATION", **params)
    assert not statuses(server, constant="C__CMDB_STATUS__IN_OPERATION")["changed"]


def test_one_that_objects_have_is_kept(server: Cmdb) -> None:
    staging(server)
    server.objects(objects=[{**SERVER, "cmdb_status": STAGING["constant"]}])
    with pytest.raises(InputError, match="web01"):
        staging(server, state="absent")
    assert staging(server, state="absent", force=True)["changed"]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"title": "Staging"}, "constant"),
        ({"constant": "C__CMDB_STATUS__STAGING", "color": "FFAA00"}, "title is needed"),
        ({**STAGING, "color": "orange"}, "RRGGBB"),
    ],
)
def test_what_cannot_be_meant(server: Cmdb, params: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        statuses(server, **params)


def test_old_servers_do_not_know_the_call() -> None:
    with cmdb("legacy") as old, pytest.raises(UnsupportedError, match="does not know the method"):
        staging(old)
