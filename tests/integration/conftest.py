# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers and the Ansible that integration tests use.

Without ``TEST_REAL_SERVERS=yes`` the servers are simulators started for each test.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.cleaning import clean_idoit, clean_oitc
from tests.integration.harness import REPOSITORY, Ansible, Server
from tests.simulators import idoit as idoit_simulator
from tests.simulators import oitc as oitc_simulator
from tests.simulators.server import running
from tests.tools import interpreters, venvs

CLEANERS = {"idoit": clean_idoit, "oitc": clean_oitc}
REAL = os.environ.get("TEST_REAL_SERVERS") == "yes"


def _real(name: str, *options: str) -> dict[str, str]:
    given = {option: os.environ.get(f"TEST_{name}_{option.upper()}", "") for option in options}
    if not (given["url"] and given["api_key"]):
        pytest.skip(f"TEST_REAL_SERVERS=yes, but TEST_{name}_URL and TEST_{name}_API_KEY are not set")
    return {option: value for option, value in given.items() if value}


@pytest.fixture
def profile() -> str:
    """The generation of the i-doit simulator; a test may override it by parametrisation."""
    return "modern"


@pytest.fixture
def idoit(profile: str) -> Iterator[Server]:
    """An i-doit server."""
    if REAL:
        yield Server("IDOIT", _real("IDOIT", "url", "api_key", "username", "password"), None)
        return
    with running(idoit_simulator.create(profile=profile, seed="demo")) as url:
        yield Server("IDOIT", {"url": url, "api_key": "c1ia5q", "username": "admin", "password": "admin"}, url)


@pytest.fixture
def oitc() -> Iterator[Server]:
    """An openITCOCKPIT server."""
    if REAL:
        yield Server("OITC", _real("OITC", "url", "api_key"), None)
        return
    simulator = oitc_simulator.create()
    with running(simulator) as url:
        yield Server("OITC", {"url": url, "api_key": simulator.api_key}, url)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Ansible finds the collection as it stands in the repository."""
    root = tmp_path_factory.mktemp("tree")
    place = root / "ansible_collections" / "cmdbops"
    place.mkdir(parents=True)
    (place / "idoit_oitc").symlink_to(REPOSITORY, target_is_directory=True)
    return root


@pytest.fixture
def ansible(request: pytest.FixtureRequest, tmp_path: Path, tree: Path) -> Ansible:
    """Ansible, with the connection of the servers that the test uses in its environment."""
    environment: dict[str, str] = {}
    for name in ("idoit", "oitc"):
        if name in request.fixturenames:
            environment |= request.getfixturevalue(name).environment
    return Ansible(tmp_path, tree, environment)


@pytest.fixture(scope="session")
def oldest_core() -> Path:
    """The programs of the oldest ansible-core that the collection supports."""
    core = interpreters.OLDEST_CORE
    python = interpreters.python_for(core)
    if python is None:
        pytest.skip(f"not run: ansible-core {core}, for want of a Python {' or '.join(interpreters.CORES[core])}")
    return venvs.ensure(venvs.for_tests(core, python)) / "bin"


@pytest.fixture
def old_ansible(ansible: Ansible, oldest_core: Path) -> Ansible:
    """As ``ansible``, on the oldest ansible-core that the collection supports."""
    folder = ansible.folder / "oldest"
    folder.mkdir()
    return replace(ansible, folder=folder, programs=oldest_core)


@pytest.fixture
def prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    """Begins the name of everything that a test makes; on a real server all of it is removed afterwards."""
    own = f"it-{uuid.uuid4().hex[:8]}-"
    servers = [name for name in CLEANERS if REAL and name in request.fixturenames]
    connections = {name: request.getfixturevalue(name).connection for name in servers}
    yield own
    for name, connection in connections.items():
        CLEANERS[name](connection, own)
