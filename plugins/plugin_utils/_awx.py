# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What makes AWX or Automation Controller hold what the files of extensions/awx describe.

A resource is known by its label, ``kind/name``, under which others refer to it. Only what a description names is
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: What AWX shows in the place of a secret. A secret that comes back like that is kept.
ENCRYPTED = "$encrypted$"
#: The longest page that AWX gives.
PAGE = "?page_size=200"

Row = Mapping[str, Any]


def plan(
    resources: Sequence[Mapping[str, Any]],
    kind: str,
    answer: Mapping[str, Any],
    ids: Mapping[str, int],
    update_secrets: bool = False,
) -> list[dict[str, Any]]:
    """What there is to write, resource by resource: a list of ``label``, ``row``, ``body``, ``problems``, ``reads``, …

    ``kind``: its name in the URLs of the API. ``answer``: the page of rows that may be these resources. ``ids``: label
    to id of what is set up already; 0 for what check mode did not make. ``update_secrets``: write secrets that are
    there.
    Raises ValueError if the page does not hold all rows.
    """
    _check_whole(answer, kind)
    return [_Wish(resource, kind, ids).against(answer["results"], update_secrets) for resource in resources]


def known_ids(written: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Label to id, out of the results of a loop over :func:`plan` that wrote each ``body``; 0 for what is not there."""
    return {result["item"]["label"]: _row(result).get("id", 0) for result in written}


def additions(
    written: Sequence[Mapping[str, Any]], ids: Mapping[str, int], read: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The members and surveys that are missing, as ``label``, ``url`` and ``body`` of a POST each.

    ``written``: as :func:`known_ids` takes it. ``read``: the results of a loop over the ``reads`` of the plan.
    Raises ValueError if a page of members does not hold all of them.
    """
    answers = {result["item"]: result["json"] for result in read}
    return [
        addition
        for result in written
        for addition in (*_missing_members(result, ids, answers), *_other_survey(result, answers))
    ]


def _missing_members(
    result: Mapping[str, Any], ids: Mapping[str, int], answers: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    label = result["item"]["label"]
    for member in result["item"]["members"]:
        relation, number = member["relation"], _id(member["resource"], ids)
        url = _related(result, relation)
        page = answers.get(url + PAGE, {"results": _shown_members(_row(result), relation) or []})
        _check_whole(page, f"{relation} of {label}")
        if number not in [held["id"] for held in page["results"]]:
            yield {"label": f"{member['resource']} of {label}", "url": url, "body": {"id": number}}


def _other_survey(result: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    survey, url = result["item"]["survey"], _related(result, "survey_spec")
    if survey and answers.get(url) != survey:
        yield {"label": f"survey of {result['item']['label']}", "url": url, "body": survey}


class _Wish:
    """One resource as it is described."""

    def __init__(self, resource: Mapping[str, Any], kind: str, ids: Mapping[str, int]) -> None:
        within = {field: _id(target, ids) for field, target in resource.get("within", {}).items()}
        links = {field: _id(target, ids) for field, target in resource.get("links", {}).items()}
        self.label = f"{kind}/{next(iter(resource['key'].values()))}"
        self.identity = {**resource["key"], **within}
        self.fields = {**self.identity, **links, **resource.get("fields", {})}
        self.resource = resource

    def against(self, rows: Sequence[Row], update_secrets: bool) -> dict[str, Any]:
        """The plan for it, given the rows of its kind."""
        found = [row for row in rows if not self._differing(self.identity, row)]
        row = found[0] if found else {}
        return {
            "label": self.label,
            "row": row,
            "body": self._body(row, update_secrets),
            "problems": self._problems(len(found)),
            "awaits": self.resource.get("awaits"),
            "reads": list(self._reads(row)) if row else [],
            "members": self.resource.get("members", []),
            "survey": self.resource.get("survey"),
        }

    def _reads(self, row: Row) -> Iterator[str]:
        """What the row does not show itself."""
        for relation in dict.fromkeys(member["relation"] for member in self.resource.get("members", ())):
            if _shown_members(row, relation) is None:
                yield row["related"][relation] + PAGE
        if "survey" in self.resource:
            yield row["related"]["survey_spec"]

    def _body(self, row: Row, update_secrets: bool) -> dict[str, Any]:
        """The fields that differ."""
        return self._differing({**self.fields, **self._inputs(row, update_secrets)}, row)

    @staticmethod
    def _differing(wanted: Mapping[str, Any], row: Row) -> dict[str, Any]:
        return {field: value for field, value in wanted.items() if field not in row or row[field] != value}

    def _inputs(self, row: Row, update_secrets: bool) -> dict[str, Any]:
        """Inputs are written as a whole: those that are not given, and secrets, stay as they are."""
        if "inputs" not in self.fields:
            return {}
        held = row.get("inputs", {})
        secrets = {} if update_secrets else {name: text for name, text in held.items() if text == ENCRYPTED}
        return {"inputs": {**held, **self._given(), **secrets}}

    def _given(self) -> dict[str, Any]:
        return {name: value for name, value in self.fields.get("inputs", {}).items() if value != ""}

    def _problems(self, found: int) -> list[str]:
        if found > 1:
            return [f"{self.label} is there {found} times: nothing tells which one is meant"]
        if found == 1:
            return []
        if self.resource.get("existing"):
            return [f"{self.label} is not there, and it is not made here"]
        lacking = [name for name in self.resource.get("needs", ()) if name not in self._given()]
        return [f"{self.label} is new and lacks {', '.join(lacking)}"] if lacking else []


def _row(result: Mapping[str, Any]) -> Row:
    """The row as it is after a loop item: as it was written, or as it was before when nothing was."""
    row: Row = result.get("json", result["item"]["row"])
    return row


def _shown_members(row: Row, relation: str) -> list[dict[str, Any]] | None:
    """The members of a relation that the row itself tells, all of them; None if it tells nothing of the relation.

    Templates have a summary of their credentials, nodes of a workflow the ids of those that follow (AWX,
    awx/api/serializers.py: JobTemplateSerializer, WorkflowJobTemplateNodeSerializer).
    """
    if relation in row:
        return [{"id": number} for number in row[relation]]
    summary: list[dict[str, Any]] | None = row.get("summary_fields", {}).get(relation)
    return summary


def _related(result: Mapping[str, Any], relation: str) -> str:
    """Where the relation is; an empty text for what check mode did not make."""
    url: str = _row(result).get("related", {}).get(relation, "")
    return url


def _id(label: str, ids: Mapping[str, int]) -> int:
    if label not in ids:
        raise ValueError(f"{label} is referred to, but the data describe no such resource before")
    return ids[label]


def _check_whole(page: Mapping[str, Any], what: str) -> None:
    """A resource that is not seen would be made twice."""
    if page.get("next"):
        raise ValueError(f"The Controller has more {what} than one page of its API holds")
