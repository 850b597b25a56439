# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to write to a Controller, out of descriptions and rows."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._awx import additions, known_ids, plan

IDS = {"organizations/Default": 1, "credential_types/API": 7, "credentials/one": 11, "credentials/two": 12}
RELATED = {"credentials": "/api/v2/job_templates/5/credentials/", "survey_spec": "/api/v2/job_templates/5/survey_spec/"}
SURVEY = {"name": "S", "description": "", "spec": [{"variable": "x"}]}


def page(*rows: dict[str, Any], more: str | None = None) -> dict[str, Any]:
    return {"count": len(rows), "next": more, "results": list(rows)}


def inventory(**more: Any) -> dict[str, Any]:
    return {"key": {"name": "CMDB"}, "within": {"organization": "organizations/Default"}, **more}


def row(**fields: Any) -> dict[str, Any]:
    return {"id": 5, "name": "CMDB", "organization": 1, "related": {}, **fields}


def planned(resource: dict[str, Any], *rows: dict[str, Any], kind: str = "inventories", **more: Any) -> dict[str, Any]:
    (item,) = plan([resource], kind, page(*rows), IDS, **more)
    return item


def test_what_is_missing_is_written_in_full() -> None:
    item = planned(inventory(fields={"description": "x"}), row(name="other"), row(organization=2))
    assert (item["label"], item["row"], item["problems"]) == ("inventories/CMDB", {}, [])
    assert item["body"] == {"name": "CMDB", "organization": 1, "description": "x"}


def test_only_what_is_named_and_differs_is_written() -> None:
    described = inventory(fields={"description": "new", "kind": ""}, links={"default": "credentials/two"})
    item = planned(described, row(description="old", kind="", variables="by: hand", default=12))
    assert item["body"] == {"description": "new"}
    assert planned(described, row(description="new", kind="", default=12))["body"] == {}


def test_rows_that_cannot_be_told_apart_are_a_problem() -> None:
    assert planned(inventory(), row(), row(id=6))["problems"] == [
        "inventories/CMDB is there 2 times: nothing tells which one is meant"
    ]


def test_what_has_to_be_there_is_never_made() -> None:
    assert planned(inventory(existing=True))["problems"] == ["inventories/CMDB is not there, and it is not made here"]
    assert planned(inventory(existing=True), row())["problems"] == []


def test_a_page_that_does_not_hold_all_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="more inventories than one page"):
        plan([inventory()], "inventories", page(more="/api/v2/inventories/?page=2"), IDS)


def test_a_resource_that_is_not_set_up_before_is_named() -> None:
    with pytest.raises(ValueError, match="projects/P is referred to"):
        planned(inventory(links={"project": "projects/P"}))


def credential(**inputs: str) -> dict[str, Any]:
    within = {"credential_type": "credential_types/API"}
    return {"key": {"name": "one"}, "within": within, "fields": {"inputs": inputs}, "needs": ["url", "key"]}


def held(**inputs: str) -> dict[str, Any]:
    return {"id": 11, "name": "one", "credential_type": 7, "inputs": inputs, "related": {}}


@pytest.mark.parametrize(
    ("given", "update_secrets", "written"),
    [
        ({"url": "a", "key": "other"}, False, None),
        ({"url": "", "key": ""}, False, None),
        ({"url": "", "key": ""}, True, None),
        ({"url": "b", "key": "other"}, False, {"url": "b", "key": "$encrypted$", "user": "u"}),
        ({"url": "a", "key": "other"}, True, {"url": "a", "key": "other", "user": "u"}),
    ],
)
def test_secrets_that_are_there_are_written_only_on_demand(
    given: dict[str, str], update_secrets: bool, written: dict[str, str] | None
) -> None:
    row_before = held(url="a", key="$encrypted$", user="u")
    item = planned(credential(**given), row_before, kind="credentials", update_secrets=update_secrets)
    assert item["body"] == ({"inputs": written} if written else {})
    assert item["problems"] == []


def test_a_new_credential_needs_its_values() -> None:
    assert planned(credential(url="a", key=""), kind="credentials")["problems"] == [
        "credentials/one is new and lacks key"
    ]
    new = planned(credential(url="a", key="k", user=""), kind="credentials")
    assert (new["problems"], new["body"]["inputs"]) == ([], {"url": "a", "key": "k"})


def template() -> dict[str, Any]:
    members = [{"relation": "credentials", "resource": f"credentials/{name}"} for name in ("one", "two")]
    return {"key": {"name": "T"}, "members": members, "survey": SURVEY}


def template_row() -> dict[str, Any]:
    return {"id": 5, "name": "T", "related": RELATED}


def read(members: dict[str, Any], survey: dict[str, Any]) -> list[dict[str, Any]]:
    members_url, survey_url = planned(template(), template_row(), kind="job_templates")["reads"]
    return [{"item": members_url, "json": members}, {"item": survey_url, "json": survey}]


def test_missing_members_are_added_and_others_left() -> None:
    item = planned(template(), template_row(), kind="job_templates")
    assert additions([{"item": item}], IDS, read(page({"id": 12}, {"id": 99}), SURVEY)) == [
        {"label": "credentials/one of job_templates/T", "url": RELATED["credentials"], "body": {"id": 11}}
    ]
    assert additions([{"item": item}], IDS, read(page({"id": 12}, {"id": 11}), SURVEY)) == []


def test_a_survey_that_differs_is_written_as_a_whole() -> None:
    item = planned(template(), template_row(), kind="job_templates")
    assert additions([{"item": item}], IDS, read(page({"id": 12}, {"id": 11}), {})) == [
        {"label": "survey of job_templates/T", "url": RELATED["survey_spec"], "body": SURVEY}
    ]


@pytest.mark.parametrize(
    "shown", [{"summary_fields": {"credentials": [{"id": 12, "name": "two"}]}}, {"credentials": [12], "other": []}]
)
def test_members_that_a_row_tells_itself_are_not_read(shown: dict[str, Any]) -> None:
    item = planned(template(), {**template_row(), **shown}, kind="job_templates")
    assert item["reads"] == [RELATED["survey_spec"]]
    answers = [{"item": RELATED["survey_spec"], "json": SURVEY}]
    assert [addition["body"] for addition in additions([{"item": item}], IDS, answers)] == [{"id": 11}]


def test_what_was_just_made_gets_everything_without_a_look() -> None:
    item = planned(template(), kind="job_templates")
    assert item["reads"] == []
    made = {"item": item, "json": template_row()}
    assert known_ids([made]) == {"job_templates/T": 5}
    assert [addition["url"] for addition in additions([made], IDS, [])] == [
        RELATED["credentials"],
        RELATED["credentials"],
        RELATED["survey_spec"],
    ]


def test_what_check_mode_did_not_make_has_no_id_and_is_told_all_the_same() -> None:
    skipped = {"item": planned(template(), kind="job_templates"), "skipped": True}
    assert known_ids([skipped]) == {"job_templates/T": 0}
    assert len(additions([skipped], IDS, [])) == 3


def test_members_that_are_not_all_on_the_page_are_refused() -> None:
    item = planned(template(), template_row(), kind="job_templates")
    with pytest.raises(ValueError, match="more credentials of job_templates/T than one page"):
        additions([{"item": item}], IDS, read(page({"id": 12}, more="?page=2"), SURVEY))
