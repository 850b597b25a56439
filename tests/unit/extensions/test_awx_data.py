# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data in extensions/awx against the rules of AWX and against the collection itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import set_fallbacks

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION, OITC_CONNECTION
from tests.awx_data import AWX, PROJECT, REPOSITORY, injected, read, resources
from tests.simulators.controller import rules
from tests.simulators.controller.kinds import KINDS

SPECS = {"IDOIT": IDOIT_CONNECTION, "OITC": OITC_CONNECTION}
#: What AWX takes for a playbook when it lists a project (awx/main/utils/ansible.py).
PLAYBOOK_LINE = re.compile(r"^\s*-?\s*(hosts|(ansible\.builtin\.)?(include|import_playbook)):", re.MULTILINE)


def kinds_in_order() -> list[str]:
    play = read(REPOSITORY / "playbooks" / "awx_setup.yml")[0]
    (loop,) = [task["loop"] for task in play["tasks"] if "loop" in task]
    return list(loop)


EVERY = [(kind, resource) for kind in kinds_in_order() for resource in resources(kind)]
NAMES = [f"{kind}/{next(iter(resource['key'].values()))}" for kind, resource in EVERY]
each_resource = pytest.mark.parametrize(("kind", "resource"), EVERY, ids=NAMES)
CREDENTIAL_TYPES = {resource["key"]["name"]: resource for resource in resources("credential_types")}
each_type = pytest.mark.parametrize(("name", "prefix"), [("i-doit", "IDOIT"), ("openITCOCKPIT", "OITC")])


def options(prefix: str, monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> dict[str, Any]:
    """The connection options of a module under this environment, defaults included."""
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    spec = SPECS[prefix].options
    parameters: dict[str, Any] = {}
    set_fallbacks(spec, parameters)
    result = ArgumentSpecValidator(spec).validate(parameters)
    assert not result.error_messages, result.error_messages
    return dict(result.validated_parameters)


def test_each_file_is_set_up_by_the_playbook() -> None:
    files = {path.stem for path in AWX.glob("*.yml")} - {"execution-environment"}
    assert files == set(kinds_in_order())


@each_resource
def test_fields_are_those_of_the_api(kind: str, resource: dict[str, Any]) -> None:
    known = KINDS[kind].fields
    links = {**resource.get("within", {}), **resource.get("links", {})}
    # The organization of a template is that of its project: it can be asked for, not set.
    readable = {"organization"} if kind == "job_templates" else set()
    assert {*resource["key"], *resource.get("fields", {}), *links} <= set(known) | readable
    assert {member["relation"] for member in resource.get("members", [])} <= set(KINDS[kind].relations)


@each_resource
def test_the_key_is_what_awx_holds_unique(kind: str, resource: dict[str, Any]) -> None:
    unique = set(KINDS[kind].unique)
    identity = {*resource["key"], *resource.get("within", {})}
    assert identity >= unique or (kind, identity) == ("execution_environments", {"name", "organization"})


@each_resource
def test_texts_come_back_as_they_were_sent(kind: str, resource: dict[str, Any]) -> None:
    """AWX trims texts: with white space around it one would differ for ever."""
    for name, value in {**resource["key"], **resource.get("fields", {})}.items():
        if isinstance(value, str) and "{{" not in value:
            assert KINDS[kind].fields[name].coerce(value) == value


def references() -> Iterator[tuple[str, str, str, str]]:
    for (kind, resource), name in zip(EVERY, NAMES, strict=True):
        fields = KINDS[kind].fields
        for field, target in {**resource.get("within", {}), **resource.get("links", {})}.items():
            yield name, field, fields[field].link if field in fields else "organizations", target
        for member in resource.get("members", []):
            yield name, member["relation"], KINDS[kind].relations[member["relation"]], member["resource"]


@pytest.mark.parametrize(("name", "field", "link", "target"), list(references()))
def test_references_name_something_set_up_before(name: str, field: str, link: str, target: str) -> None:
    assert target in NAMES[: NAMES.index(name)], field
    kind = target.split("/", maxsplit=1)[0]
    assert link in (kind, "unified_job_templates")
    assert KINDS[link].table == KINDS[kind].table if link in KINDS else KINDS[kind].table == link


@each_type
def test_credential_types_keep_the_rules_of_awx(name: str, prefix: str) -> None:
    resource = CREDENTIAL_TYPES[name]
    fields = resource["fields"]
    rules.check_credential_type(resource["key"]["kind"], fields["inputs"], fields["injectors"])
    assert rules.with_types(fields["inputs"]) == fields["inputs"]
    assert set(fields["injectors"]) == {"env"}
    ids = [item["id"] for item in fields["inputs"]["fields"]]
    assert set(fields["injectors"]["env"]) == {f"{prefix}_{field.upper()}" for field in ids}
    assert set(ids) <= set(SPECS[prefix].options)


@each_type
def test_secrets_are_marked(name: str, prefix: str) -> None:
    secret = rules.secret_fields({"inputs": CREDENTIAL_TYPES[name]["fields"]["inputs"]})
    assert secret == {option for option, spec in SPECS[prefix].options.items() if spec.get("no_log")}


@each_type
def test_an_empty_input_leaves_the_default_of_the_option(
    name: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"url": "https://server.example.com", "api_key": "key"}
    got = options(prefix, monkeypatch, injected(name, given))
    defaults = {option: spec.get("default") for option, spec in SPECS[prefix].options.items()}
    assert got == {**defaults, **given}


@each_type
def test_each_input_reaches_its_option(name: str, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [item["id"] for item in CREDENTIAL_TYPES[name]["fields"]["inputs"]["fields"]]
    given = {field: f"/value/{field}" for field in ids} | {"validate_certs": "false"}
    got = options(prefix, monkeypatch, injected(name, given))
    assert {field: got[field] for field in ids} == {**given, "validate_certs": False}


def test_surveys_keep_the_rules_of_awx() -> None:
    surveys = [resource["survey"] for resource in resources("job_templates")]
    assert len(surveys) == len(resources("job_templates"))
    for survey in surveys:
        rules.check_survey(survey)


def test_a_survey_is_asked() -> None:
    assert all(resource["fields"]["survey_enabled"] is True for resource in resources("job_templates"))


def test_the_inventory_source_reads_a_file_of_the_project() -> None:
    (source,) = resources("inventory_sources")
    path = source["fields"]["source_path"]
    # In a folder of its own the file would not see the collections of the project (tooling: the call AWX makes).
    assert "/" not in path
    assert path.endswith("idoit.yml")
    assert read(PROJECT / path)["plugin"] == "cmdbops.idoit_oitc.idoit"


def test_awx_finds_the_playbook_of_each_template() -> None:
    for resource in resources("job_templates"):
        text = (PROJECT / resource["fields"]["playbook"]).read_text()
        assert PLAYBOOK_LINE.search(text), resource["fields"]["playbook"]


def test_the_project_runs_each_playbook_of_the_collection() -> None:
    wrapped = {
        path.stem: read(path)[0]["ansible.builtin.import_playbook"]
        for path in PROJECT.glob("*.yml")
        if not path.name.endswith("idoit.yml")
    }
    assert wrapped == {name: f"cmdbops.idoit_oitc.{name}" for name in wrapped}
    playbooks = {path.stem for path in (REPOSITORY / "playbooks").glob("*.yml")} - {"awx_setup"}
    assert playbooks <= set(wrapped)


@pytest.mark.parametrize("resource", resources("job_templates"), ids=lambda resource: resource["key"]["name"])
def test_a_template_asks_and_says_what_its_playbook_knows(resource: dict[str, Any]) -> None:
    fields = resource["fields"]
    playbook = REPOSITORY / "playbooks" / fields["playbook"]
    roles = re.findall(r"cmdbops\.idoit_oitc\.((?:idoit|oitc)_(?:register|monitor|decommission))", playbook.read_text())
    assert roles or fields["playbook"] in ("drift.yml", "audit_inventory.yml")
    sources = [playbook, *(path for role in roles for path in (REPOSITORY / "roles" / role).rglob("*.yml"))]
    words = set(re.findall(r"\w+", "\n".join(path.read_text() for path in sources)))
    asked = {question["variable"] for question in resource["survey"]["spec"]}
    assert asked | set(yaml.safe_load(fields.get("extra_vars", "{}"))) <= words
    tags = {tag for key in ("job_tags", "skip_tags") for tag in fields.get(key, "").split(",") if tag}
    assert tags <= words


def test_the_schedule_keeps_the_rules_of_awx() -> None:
    rules.check_rrule(read(REPOSITORY / "playbooks" / "awx_setup.yml")[0]["vars"]["awx_schedule"])
