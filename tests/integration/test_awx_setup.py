# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/awx_setup.yml against the Controller API: makes what is missing, once, and nothing in check mode."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.awx_data import AWX, PROJECT, resources
from tests.awx_jobs import Job
from tests.awx_jobs import run as run_job
from tests.integration.harness import Ansible, Run
from tests.simulators.controller import Controller, create
from tests.simulators.controller.kinds import KINDS
from tests.simulators.server import running

SECRETS = {"IDOIT_API_KEY": "key-of-idoit", "IDOIT_PASSWORD": "password-of-idoit", "OITC_API_KEY": "key-of-oitc"}
VALUES = {
    "IDOIT_URL": "https://cmdb.example.com/i-doit",
    "IDOIT_USERNAME": "awx",
    "OITC_URL": "https://monitoring.example.com",
    **SECRETS,
}
INPUTS = {
    "awx_image": "registry.example.com/cmdb:1",
    "awx_project_url": "https://git.example.com/cmdb.git",
    "awx_poll_seconds": 0,
}
CREDENTIAL_TYPE = resources("credential_types")[0]
ONE_CREDENTIAL = {
    "credential_types": [{**CREDENTIAL_TYPE, "fields": {**CREDENTIAL_TYPE["fields"], "injectors": {}}}],
    "credentials": resources("credentials")[:1],
}


@dataclass
class Setup:
    """Runs the playbook as its documentation says; ``given`` are extra variables."""

    ansible: Ansible
    controller: Controller
    url: str

    def _environment(self, env: Mapping[str, str]) -> dict[str, str]:
        token = {"CONTROLLER_OAUTH_TOKEN": self.controller.token, "CONTROLLER_VERIFY_SSL": ""}
        return {"CONTROLLER_HOST": self.url, **token, **VALUES, **env}

    def __call__(self, *arguments: str, env: Mapping[str, str] | None = None, **given: Any) -> Run:
        self.controller.counters.clear()
        return self.ansible.playbook(
            Path("cmdbops.idoit_oitc.awx_setup"),
            *("--extra-vars", json.dumps({**INPUTS, **given}), *arguments),
            env=self._environment(env or {}),
        )

    def as_job(self) -> Job:
        """As a job of AWX, of a project that has the playbook."""
        self.controller.counters.clear()
        playbook = self.ansible.folder / "project" / "awx_setup.yml"
        playbook.parent.mkdir()
        playbook.write_text("- ansible.builtin.import_playbook: cmdbops.idoit_oitc.awx_setup\n")
        environment = {**self._environment({}), "ANSIBLE_COLLECTIONS_PATH": str(self.ansible.tree)}
        folder = self.ansible.folder / "job"
        return run_job(playbook, folder, environment, self.ansible.programs, extra_variables=INPUTS)


@pytest.fixture
def controller() -> Controller:
    return create(playbooks=[path.name for path in PROJECT.glob("*.yml")], update_polls=1)


@pytest.fixture
def url(controller: Controller) -> Iterator[str]:
    with running(controller) as address:
        yield address


@pytest.fixture
def setup(ansible: Ansible, controller: Controller, url: str) -> Setup:
    return Setup(ansible, controller, url)


@pytest.fixture
def old_setup(old_ansible: Ansible, controller: Controller, url: str) -> Setup:
    return Setup(old_ansible, controller, url)


@pytest.fixture
def data(tmp_path: Path) -> Callable[..., str]:
    """A folder with the data of these kinds only: all of a kind, or those of its resources that are given."""

    def write(*kinds: str, **given: list[dict[str, Any]]) -> str:
        folder = tmp_path / "data"
        folder.mkdir()
        for kind in KINDS:
            some = yaml.safe_dump({"resources": given.get(kind, [])}, sort_keys=False)
            (folder / f"{kind}.yml").write_text((AWX / f"{kind}.yml").read_text() if kind in kinds else some)
        return str(folder)

    return write


def changed(run: Run) -> list[str]:
    return [result["task"] for result in run.ok().results if result.get("changed")]


def rows(controller: Controller, kind: str) -> dict[str, dict[str, Any]]:
    return {row.get("name") or row["identifier"]: row for row in controller.store.rows(KINDS[kind])}


def edges(controller: Controller) -> set[tuple[str, str, str]]:
    """The arrows of the workflow: from, kind, to."""
    names = {row["id"]: name for name, row in rows(controller, "workflow_job_template_nodes").items()}
    return {
        (names[parent], relation, names[child])
        for (kind, parent, relation), children in controller.store.links.items()
        if kind == "workflow_job_template_nodes"
        for child in children
    }


def credentials_of(controller: Controller, kind: str) -> dict[str, list[str]]:
    names = {row["id"]: name for name, row in rows(controller, "credentials").items()}
    return {
        name: [names[member] for member in controller.store.links[KINDS[kind].table, row["id"], "credentials"]]
        for name, row in rows(controller, kind).items()
    }


def injected_url(controller: Controller) -> str:
    """The template for AWX that Ansible must not fill in."""
    injectors = rows(controller, "credential_types")["openITCOCKPIT"]["injectors"]
    return str(injectors["env"]["OITC_URL"])


def repeated_requests() -> int:
    """How many requests it takes to see that everything is there: a page per kind, and what a row does not tell."""
    every = [resource for kind in KINDS for resource in resources(kind)]
    inputs = [resource for resource in resources("constructed_inventories") if "members" in resource]
    return len(KINDS) + len(inputs) + sum(extra in resource for resource in every for extra in ("survey", "awaits"))


def test_everything_is_set_up_once(setup: Setup, controller: Controller) -> None:
    predicted = setup("--check").ok()
    assert controller.counters["writes"] == 0
    assert sum(len(rows(controller, kind)) for kind in KINDS) == 1
    told = [line for result in predicted.results if result.get("changed") for line in result["msg"]]

    setup.as_job().ok()
    assert len(told) == controller.counters["writes"] > 40
    both = ["i-doit", "openITCOCKPIT"]
    assert credentials_of(controller, "job_templates") == {
        "CMDB register": ["i-doit"],
        "CMDB monitor": both,
        "CMDB sync": both,
        "CMDB sync removal and export": both,
        "CMDB drift": both,
        "CMDB decommission": both,
        "CMDB audit": ["i-doit"],
    }
    assert credentials_of(controller, "inventory_sources") == {"i-doit": ["i-doit"]}
    assert edges(controller) == {
        ("inventory", "success_nodes", "sync"),
        ("sync", "always_nodes", "removal-and-export"),
        ("removal-and-export", "always_nodes", "drift"),
    }
    assert len(controller.store.surveys) == len(rows(controller, "job_templates"))
    cmdb, constructed = rows(controller, "inventories")["CMDB"], rows(controller, "constructed_inventories")
    inputs = controller.store.links["inventories", constructed["CMDB virtual servers"]["id"], "input_inventories"]
    assert inputs == [cmdb["id"]]

    assert injected_url(controller) == "{{ url }}"

    again = setup("-vvv")
    assert changed(again) == []
    assert controller.counters["writes"] == 0
    assert controller.counters["http_requests"] == repeated_requests()
    for secret in (*SECRETS.values(), controller.token):
        assert secret not in again.output


def test_the_oldest_core_writes_the_same(old_setup: Setup, controller: Controller, data: Callable[..., str]) -> None:
    awx_data = data("organizations", "credential_types")
    old_setup(awx_data=awx_data).ok()
    assert injected_url(controller) == "{{ url }}"
    assert changed(old_setup(awx_data=awx_data)) == []


def test_credentials_hold_what_was_given(setup: Setup, controller: Controller, data: Callable[..., str]) -> None:
    awx_data = data("organizations", **ONE_CREDENTIAL)
    first = setup("-vvv", awx_data=awx_data).ok()
    for secret in (*SECRETS.values(), controller.token):
        assert secret not in first.output
    expected = {
        "url": VALUES["IDOIT_URL"],
        "api_key": SECRETS["IDOIT_API_KEY"],
        "username": "awx",
        "password": SECRETS["IDOIT_PASSWORD"],
        "validate_certs": "true",
    }
    assert rows(controller, "credentials")["i-doit"]["inputs"] == expected

    # A new key alone cannot be seen; what is not secret can, and takes no secret along.
    new_key = {"IDOIT_API_KEY": "new-key"}
    assert changed(setup(awx_data=awx_data, env=new_key)) == []
    assert changed(setup(awx_data=awx_data, env={**new_key, "IDOIT_USERNAME": "other"})) == ["Write credentials"]
    assert rows(controller, "credentials")["i-doit"]["inputs"] == {**expected, "username": "other"}

    # Values that are not given any more stay, and with awx_update_secrets those that are given are written.
    nothing = dict.fromkeys(VALUES, "")
    assert changed(setup(awx_data=awx_data, env={**nothing, "IDOIT_USERNAME": "other"})) == []
    setup(awx_data=awx_data, env={**nothing, **new_key}, awx_update_secrets=True).ok()
    assert rows(controller, "credentials")["i-doit"]["inputs"] == {
        **expected,
        "username": "other",
        "api_key": "new-key",
    }


def test_only_what_differs_is_written(setup: Setup, controller: Controller, data: Callable[..., str]) -> None:
    awx_data = data("organizations", "inventories", "constructed_inventories")
    setup(awx_data=awx_data).ok()
    constructed = rows(controller, "constructed_inventories")["CMDB virtual servers"]
    constructed |= {"limit": "web", "prevent_instance_group_fallback": True}
    controller.store.links["inventories", constructed["id"], "input_inventories"].clear()
    inventory = rows(controller, "inventories")["CMDB"]
    inventory["variables"] = "by: hand"

    assert changed(setup("--check", awx_data=awx_data)) == ["Say what would change in constructed_inventories"]
    assert controller.counters["writes"] == 0
    assert constructed["limit"] == "web"

    assert changed(setup(awx_data=awx_data)) == [
        "Write constructed_inventories",
        "Write the missing members and surveys of constructed_inventories",
    ]
    assert controller.counters["writes"] == 2
    assert constructed["limit"] == "virtual_servers"
    assert constructed["prevent_instance_group_fallback"] is True
    assert inventory["variables"] == "by: hand"


@pytest.mark.parametrize(
    ("given", "env", "said"),
    [
        ({"awx_organization": "Nobody"}, {}, "organizations/Nobody is not there, and it is not made here"),
        ({}, {"IDOIT_API_KEY": ""}, "credentials/i-doit is new and lacks api_key"),
        ({"awx_image": ""}, {}, "are needed"),
        ({"awx_token": "wrong"}, {}, "HTTP Error 401"),
    ],
)
def test_what_is_missing_is_said(
    setup: Setup, data: Callable[..., str], given: dict[str, str], env: dict[str, str], said: str
) -> None:
    awx_data = data("organizations", **ONE_CREDENTIAL)
    assert said in setup(awx_data=awx_data, env=env, **given).failed()


def test_a_project_that_cannot_be_read_stops_the_run(setup: Setup, data: Callable[..., str]) -> None:
    run = setup(
        awx_data=data("organizations", "execution_environments", "projects"),
        awx_project_url="https://unreachable.example.com/cmdb.git",
    )
    run.failed()
    assert run.results[-1]["task"] == "Wait for projects"
    assert [result["json"]["status"] for result in run.results[-1]["results"]] == ["failed"]
