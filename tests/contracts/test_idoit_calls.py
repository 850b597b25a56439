# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client makes every call it knows, on servers of both generations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import methods
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Session, connect
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.idoit import create
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.server import running

from .idoit_calls import EXAMPLES, PAGE, SPECIFIED, Example, Things, table

GENERATIONS = {"modern": "modern", "modern-doc": "modern", "legacy": "legacy"}
UNSEEN = {"idoit.addons.read", "idoit.license.read", "cmdb.filter.read"}
"""Calls the client takes for reads, of which no answer is known well enough to simulate it."""


@pytest.fixture(scope="module", params=GENERATIONS)
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def url(profile: str) -> Iterator[str]:
    simulator = create(profile, seed="demo")
    with running(simulator) as url:
        yield url
    simulator.close()


@pytest.fixture
def session(url: str) -> Iterator[Session]:
    with connect({"url": url, "api_key": "c1ia5q", "username": "admin", "password": "admin"}) as session:
        yield session


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.method for example in EXAMPLES])
def test_a_call(session: Session, profile: str, example: Example) -> None:
    if example.only in ("", GENERATIONS[profile]):
        assert session.call(example.method, example.params(Things(session))) is not None
        return
    with pytest.raises(ApiError):
        session.call(example.method, {"object": 1, "category": "C__CATG__MODEL", "data": {"serial": "A"}})


def test_every_method_of_the_client_has_an_example() -> None:
    known = {*methods.READS, *methods.WRITES, "idoit.login", "idoit.logout"}
    assert known - UNSEEN == {example.method for example in EXAMPLES}


def test_every_call_of_the_specification_is_there() -> None:
    """It names thirty: reports.read stands there twice, as the list and as one report."""
    assert len(SPECIFIED) == 30 - 1
    assert set(SPECIFIED) <= {example.method for example in EXAMPLES}


def test_the_page_of_the_documentation_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table()
