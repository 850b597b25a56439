# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Controller behaves as AWX's serializers and views do."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.simulators.controller import Controller, create
from tests.simulators.controller.kinds import KINDS
from tests.simulators.wire import Request

TYPE = {
    "name": "API",
    "kind": "cloud",
    "inputs": {"fields": [{"id": "url", "label": "URL"}, {"id": "key", "label": "Key", "secret": True}]},
    "injectors": {"env": {"API_URL": "{{ url }}"}},
}


class Client:
    """Calls the simulator in process."""

    def __init__(self, controller: Controller) -> None:
        self.controller = controller
        self.authorization = f"Bearer {controller.token}"

    def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        path, _unused, query = path.partition("?")
        headers = (("Authorization", self.authorization),)
        sent = b"" if body is None else json.dumps(body).encode()
        reply = self.controller.handle(Request(method, f"/api/v2/{path}", query, headers, sent))
        return reply.status, json.loads(reply.body) if reply.body else None

    def make(self, collection: str, /, **body: Any) -> dict[str, Any]:
        status, made = self("POST", f"{collection}/", body)
        assert status == 201, made
        assert isinstance(made, dict)
        return made

    def refused(self, method: str, path: str, body: Any) -> Any:
        status, answer = self(method, path, body)
        assert status == 400, (status, answer)
        return answer


@pytest.fixture
def api() -> Client:
    return Client(create(playbooks=["sync.yml"], update_polls=1))


@pytest.fixture
def template(api: Client) -> dict[str, Any]:
    project = api.make("projects", name="P", organization=1, scm_type="git", scm_url="https://git.example.com/p.git")
    while api("GET", f"projects/{project['id']}/")[1]["status"] != "successful":
        pass
    inventory = api.make("inventories", name="I", organization=1)
    return api.make("job_templates", name="T", project=project["id"], inventory=inventory["id"], playbook="sync.yml")


def credential(api: Client, name: str, type_name: str = "API") -> dict[str, Any]:
    found = api("GET", f"credential_types/?name={type_name}")[1]["results"]
    made = found[0] if found else api.make("credential_types", **{**TYPE, "name": type_name})
    return api.make("credentials", name=name, organization=1, credential_type=made["id"], inputs={"key": "secret"})


def test_without_a_token_nothing_is_answered(api: Client) -> None:
    api.authorization = "Bearer wrong"
    assert api("GET", "organizations/")[0] == 401


def test_lists_come_in_pages(api: Client) -> None:
    for number in range(30):
        api.make("inventories", name=f"I{number}", organization=1)
    _unused, first = api("GET", "inventories/")
    assert (first["count"], len(first["results"]), first["previous"]) == (30, 25, None)
    _unused, second = api("GET", first["next"].removeprefix("/api/v2/"))
    assert ([item["name"] for item in second["results"]], second["next"]) == ([f"I{n}" for n in range(25, 30)], None)


def test_lists_are_filtered_exactly_and_only_by_fields(api: Client) -> None:
    api.make("inventories", name="I1", organization=1)
    api.make("inventories", name="I10", organization=1)
    assert api("GET", "inventories/?name=I1&organization=1")[1]["count"] == 1
    assert "has no field named" in api.refused("GET", "inventories/?nmae=I1", None)["detail"]


def test_filters_behind_or_are_alternatives(api: Client) -> None:
    for name in ("A", "B, C", "D"):
        api.make("inventories", name=name, organization=1)
    _unused, found = api("GET", "inventories/?or__name=A&or__name=B%2C+C&organization=1")
    assert [row["name"] for row in found["results"]] == ["A", "B, C"]
    assert api("GET", "inventories/?or__name=A&or__name=B&organization=2")[1]["count"] == 0
    assert "has no field named" in api.refused("GET", "inventories/?or__nmae=A", None)["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"organization": 1}, "name"),
        ({"name": "I", "organization": 99}, "organization"),
        ({"name": ["I"], "organization": 1}, "name"),
        ({"name": "I", "organization": 1, "variables": "[1]"}, "variables"),
        ({"name": "I", "organization": 1, "kind": "magic"}, "kind"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(api: Client, body: dict[str, Any], field: str) -> None:
    assert list(api.refused("POST", "inventories/", body)) == [field]


def test_the_same_name_twice_is_refused(api: Client) -> None:
    api.make("inventories", name="I", organization=1)
    answer = api.refused("POST", "inventories/", {"name": "I", "organization": 1})
    assert answer == {"__all__": ["Inventory with this Name and Organization already exists."]}


def test_patch_changes_what_it_names_and_trims_texts(api: Client) -> None:
    made = api.make("inventories", name="I", organization=1, description="before", variables="a: 1\n")
    assert made["variables"] == "a: 1"
    status, changed = api("PATCH", made["url"].removeprefix("/api/v2/"), {"description": " after ", "unknown": 1})
    assert status == 200
    assert {**made, "description": "after"} == changed


def test_secrets_never_come_back(api: Client) -> None:
    made = credential(api, "C")
    assert made["inputs"] == {"key": "$encrypted$"}
    path = f"credentials/{made['id']}/"
    api("PATCH", path, {"inputs": {"url": "https://x.example.com", "key": "$encrypted$"}})
    (stored,) = api.controller.store.rows(KINDS["credentials"])
    assert stored["inputs"] == {"url": "https://x.example.com", "key": "secret"}
    assert api("GET", path)[1]["inputs"] == {"url": "https://x.example.com", "key": "$encrypted$"}


def test_an_encrypted_value_must_have_been_there(api: Client) -> None:
    made = api.make("credential_types", **TYPE)
    body = {"name": "C", "organization": 1, "credential_type": made["id"], "inputs": {"key": "$encrypted$"}}
    assert "reserved keyword" in api.refused("POST", "credentials/", body)["inputs"][0]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "ssh"}, "kind"),
        ({"inputs": {"fields": [{"id": "url"}]}}, "inputs"),
        ({"inputs": {"fields": [{"id": "tower", "label": "T"}]}}, "inputs"),
        ({"inputs": {"fields": [{"id": "b", "label": "B", "type": "boolean", "secret": True}]}}, "inputs"),
        ({"inputs": {"fields": [{"id": "n", "label": "N", "default": 5}]}}, "inputs"),
        ({"injectors": {"env": {"CACHE": "x"}}}, "injectors"),
        ({"injectors": {"env": {"ANSIBLE_TIMEOUT": "x"}}}, "injectors"),
        ({"injectors": {"env": {"API_URL": "{{ nothing }}"}}}, "injectors"),
        ({"injectors": {"environment": {}}}, "injectors"),
        ({"injectors": {"env": {"API_URL": "ä"}}}, "injectors"),
    ],
)
def test_credential_types_out_of_rule_are_refused(api: Client, change: dict[str, Any], field: str) -> None:
    assert list(api.refused("POST", "credential_types/", {**TYPE, **change})) == [field]


def test_the_inputs_of_a_type_in_use_stay(api: Client) -> None:
    made = credential(api, "C")
    path = f"credential_types/{made['credential_type']}/"
    assert api("PATCH", path, {"inputs": {"fields": [{"id": "url", "label": "Address"}]}})[0] == 403
    assert api("PATCH", path, {"injectors": {"env": {"API": "{{ url }}"}}})[0] == 200


def test_a_playbook_is_known_only_after_the_update_of_its_project(api: Client) -> None:
    project = api.make("projects", name="P", organization=1, scm_type="git", scm_url="https://git.example.com/p.git")
    inventory = api.make("inventories", name="I", organization=1)
    body = {"name": "T", "project": project["id"], "inventory": inventory["id"], "playbook": "sync.yml"}
    assert api.refused("POST", "job_templates/", body) == {"playbook": ["Playbook not found for project."]}
    assert [api("GET", f"projects/{project['id']}/")[1]["status"] for _unused in range(2)] == ["successful"] * 2
    assert api("POST", "job_templates/", body)[0] == 201
    assert api("GET", f"projects/{project['id']}/playbooks/") == (200, ["sync.yml"])


def test_relations_take_and_lose_members(api: Client, template: dict[str, Any]) -> None:
    one, twin, other = credential(api, "one"), credential(api, "twin"), credential(api, "other", "Other API")
    path = f"job_templates/{template['id']}/credentials/"
    assert [api("POST", path, {"id": item["id"]})[0] for item in (one, other)] == [204, 204]
    assert "Cannot assign multiple API" in api.refused("POST", path, {"id": twin["id"]})["error"]
    assert "integer" in api.refused("POST", path, {"id": str(one["id"])})["msg"]
    assert [item["name"] for item in api("GET", path)[1]["results"]] == ["one", "other"]
    assert api("POST", path, {"id": one["id"], "disassociate": True})[0] == 204
    assert [item["name"] for item in api("GET", path)[1]["results"]] == ["other"]


def test_nodes_form_no_cycle(api: Client, template: dict[str, Any]) -> None:
    workflow = api.make("workflow_job_templates", name="W", organization=1)
    nodes = [
        api.make(
            "workflow_job_template_nodes",
            identifier=name,
            workflow_job_template=workflow["id"],
            unified_job_template=template["id"],
        )["id"]
        for name in "abc"
    ]
    for parent, child in pairwise(nodes):
        assert api("POST", f"workflow_job_template_nodes/{parent}/success_nodes/", {"id": child})[0] == 204
    last = f"workflow_job_template_nodes/{nodes[2]}/always_nodes/"
    assert api.refused("POST", last, {"id": nodes[0]}) == {"Error": "Cycle detected."}
    first = f"workflow_job_template_nodes/{nodes[0]}/failure_nodes/"
    assert api.refused("POST", first, {"id": nodes[1]}) == {"Error": "Relationship not allowed."}


def test_surveys_are_kept_as_they_came(api: Client, template: dict[str, Any]) -> None:
    path = f"job_templates/{template['id']}/survey_spec/"
    question = {"question_name": "How many?", "variable": "n", "type": "integer", "required": True, "default": 0}
    survey = {"name": "S", "description": "", "spec": [question]}
    assert api("GET", path) == (200, {})
    assert api("POST", path, survey) == (200, None)
    assert api("GET", path) == (200, survey)
    wrong = {**survey, "spec": [{**question, "default": "zero"}]}
    assert "expected to be integer" in api.refused("POST", path, wrong)["error"]


@pytest.mark.parametrize(
    "rrule",
    [
        "RRULE:FREQ=DAILY;INTERVAL=1",
        "DTSTART:20260101T020000 RRULE:FREQ=DAILY;INTERVAL=1",
        "DTSTART:20260101T020000Z RRULE:FREQ=DAILY",
        "DTSTART:20260101T020000Z",
    ],
)
def test_schedules_want_a_whole_rule(api: Client, template: dict[str, Any], rrule: str) -> None:
    body = {"name": "S", "unified_job_template": template["id"], "rrule": rrule}
    assert list(api.refused("POST", "schedules/", body)) == ["rrule"]


def test_a_constructed_inventory_is_an_inventory(api: Client) -> None:
    plain = api.make("inventories", name="I", organization=1)
    made = api.make("constructed_inventories", name="C", organization=1, limit="web")
    assert api("POST", f"constructed_inventories/{made['id']}/input_inventories/", {"id": plain["id"]})[0] == 404
    path = made["related"]["input_inventories"].removeprefix("/api/v2/")
    assert path == f"inventories/{made['id']}/input_inventories/"
    assert api("POST", path, {"id": plain["id"]})[0] == 204
    assert api("GET", path)[1]["count"] == 1
    assert api("GET", f"inventories/{made['id']}/")[1]["kind"] == "constructed"
    assert api("GET", "constructed_inventories/")[1]["count"] == 1
