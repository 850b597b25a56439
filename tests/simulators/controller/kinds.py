# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of resources, their fields, and how a field takes a value (Django REST framework's coercion)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

REQUIRED = object()


class RejectedError(Exception):
    """An answer other than success: its HTTP status and JSON body."""

    def __init__(self, body: Mapping[str, Any], status: int = 400) -> None:
        super().__init__(str(body))
        self.body = body
        self.status = status


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list)):
        raise ValueError("Not a valid string.")
    return str(value).strip()  # CharField.trim_whitespace


def _variables(value: Any) -> str:
    """Text that must hold a YAML or JSON mapping; a mapping is stored as JSON."""
    if isinstance(value, dict):
        return json.dumps(value)
    text = _text(value)
    try:
        parsed = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"Cannot parse as YAML (error: {error}).") from error
    if parsed is not None and not isinstance(parsed, dict):
        raise ValueError(f"Input type `{type(parsed).__name__}` is not a dictionary")
    return text


def _boolean(value: Any) -> bool:
    if value in (None, ""):
        return False
    if value in (True, "true", "True", "1", 1):
        return True
    if value in (False, "false", "False", "0", 0):
        return False
    raise ValueError("Must be a valid boolean.")


def _integer(value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise ValueError("A valid integer is required.") from None


def _json(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Field:
    """One writable field. ``link``: the kind whose id it holds."""

    take: Callable[[Any], Any] = _text
    default: Any = ""
    choices: tuple[Any, ...] = ()
    link: str = ""
    created_only: bool = False

    def coerce(self, value: Any) -> Any:
        """The value as it is stored; ValueError with the API's message when it is none of this field."""
        if self.link:
            return None if value in (None, "") else _integer(value)
        taken = self.take(value)
        if self.choices and taken not in self.choices:
            raise ValueError(f'"{value}" is not a valid choice.')
        return taken


def text(default: Any = "", *choices: str) -> Field:
    return Field(_text, default, choices)


def number(default: Any = 0, *choices: int) -> Field:
    return Field(_integer, default, choices)


def switch(default: bool = False) -> Field:
    return Field(_boolean, default)


def document(default: Any = None) -> Field:
    return Field(_json, {} if default is None else default)


def variables() -> Field:
    return Field(_variables)


def link(kind: str, default: Any = None, created_only: bool = False) -> Field:
    return Field(default=default, link=kind, created_only=created_only)


@dataclass(frozen=True)
class Kind:
    """One collection of the API. ``unique``: fields that together name one resource. ``table``: whose ids it shares."""

    name: str
    type: str
    fields: Mapping[str, Field]
    unique: tuple[str, ...]
    table: str
    relations: Mapping[str, str] = field(default_factory=dict)
    survey: bool = False


def _kind(
    name: str,
    fields: Mapping[str, Field],
    unique: tuple[str, ...] = ("name", "organization"),
    table: str = "",
    relations: Mapping[str, str] | None = None,
    survey: bool = False,
) -> Kind:
    named = {} if name == "workflow_job_template_nodes" else {"name": text(REQUIRED), "description": text()}
    type_name = {"inventories": "inventory", "constructed_inventories": "inventory"}.get(name, name.removesuffix("s"))
    return Kind(name, type_name, {**named, **fields}, unique, table or name, relations or {}, survey)


_ORGANIZATION = link("organizations", REQUIRED)
_ENVIRONMENT = link("execution_environments")
_ASKS = (
    *("scm_branch", "diff_mode", "variables", "limit", "tags", "skip_tags", "job_type", "verbosity", "inventory"),
    *("credential", "execution_environment", "labels", "forks", "job_slice_count", "timeout", "instance_groups"),
)
_INVENTORY = {"organization": _ORGANIZATION, "variables": variables(), "prevent_instance_group_fallback": switch()}
_PROMPTS = {
    "inventory": link("inventories"),
    "extra_data": document(),
    "limit": text(None),
    "job_type": text(None, "run", "check", ""),
}
_JOB_OPTIONS = {
    "job_type": text("run", "run", "check"),
    "inventory": link("inventories"),
    "project": link("projects"),
    "playbook": text(),
    "scm_branch": text(),
    "forks": number(),
    "limit": text(),
    "verbosity": number(0, 0, 1, 2, 3, 4, 5),
    "extra_vars": variables(),
    "job_tags": text(),
    "skip_tags": text(),
    "timeout": number(),
    "use_fact_cache": switch(),
    "execution_environment": _ENVIRONMENT,
}
_NODE_LINKS = dict.fromkeys(("success_nodes", "failure_nodes", "always_nodes"), "workflow_job_template_nodes")

#: Every kind by its name in the URL. What a node or schedule can start shares one sequence of ids.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind("organizations", {}, ("name",)),
        _kind(
            "credential_types",
            {"kind": text(REQUIRED), "inputs": document(), "injectors": document()},
            ("name", "kind"),
        ),
        _kind(
            "credentials",
            {
                "organization": link("organizations"),
                "credential_type": link("credential_types", REQUIRED),
                "inputs": document(),
            },
            ("name", "organization", "credential_type"),
        ),
        _kind(
            "execution_environments",
            {
                "organization": link("organizations"),
                "image": text(REQUIRED),
                "credential": link("credentials"),
                "pull": text("", "", "always", "missing", "never"),
            },
            ("name",),
        ),
        _kind(
            "projects",
            {
                "organization": _ORGANIZATION,
                "scm_type": text("", "", "git", "svn", "insights", "archive"),
                "scm_url": text(),
                "scm_branch": text(),
                "scm_clean": switch(),
                "scm_update_on_launch": switch(),
                "scm_update_cache_timeout": number(),
                "allow_override": switch(),
                "default_environment": _ENVIRONMENT,
                "credential": link("credentials"),
            },
            table="unified_job_templates",
        ),
        _kind("inventories", {**_INVENTORY, "kind": text("", "", "smart", "constructed"), "host_filter": text(None)}),
        _kind(
            "constructed_inventories",
            {
                **_INVENTORY,
                "source_vars": variables(),
                "update_cache_timeout": number(),
                "limit": text(),
                "verbosity": number(1, 0, 1, 2),
            },
            table="inventories",
            relations={"input_inventories": "inventories"},
        ),
        _kind(
            "inventory_sources",
            {
                "inventory": link("inventories", REQUIRED, created_only=True),
                "source": text(REQUIRED, "scm", "ec2", "gce", "azure_rm", "vmware", "controller", "constructed"),
                "source_project": link("projects"),
                "source_path": text(),
                "source_vars": variables(),
                "scm_branch": text(),
                "credential": link("credentials"),
                "enabled_var": text(),
                "enabled_value": text(),
                "host_filter": text(),
                "overwrite": switch(),
                "overwrite_vars": switch(),
                "timeout": number(),
                "verbosity": number(1, 0, 1, 2),
                "limit": text(),
                "execution_environment": _ENVIRONMENT,
                "update_on_launch": switch(),
                "update_cache_timeout": number(),
            },
            ("name", "inventory"),
            table="unified_job_templates",
            relations={"credentials": "credentials"},
        ),
        _kind(
            "job_templates",
            {
                **_JOB_OPTIONS,
                **{f"ask_{what}_on_launch": switch() for what in _ASKS},
                "survey_enabled": switch(),
                "become_enabled": switch(),
                "diff_mode": switch(),
                "allow_simultaneous": switch(),
                "job_slice_count": number(1),
            },
            table="unified_job_templates",
            relations={"credentials": "credentials"},
            survey=True,
        ),
        _kind(
            "workflow_job_templates",
            {
                "organization": link("organizations"),
                "inventory": link("inventories"),
                "extra_vars": variables(),
                "limit": text(None),
                "survey_enabled": switch(),
                "allow_simultaneous": switch(),
                "ask_inventory_on_launch": switch(),
                "ask_limit_on_launch": switch(),
                "ask_variables_on_launch": switch(),
            },
            table="unified_job_templates",
            survey=True,
        ),
        _kind(
            "workflow_job_template_nodes",
            {
                **_PROMPTS,
                "workflow_job_template": link("workflow_job_templates", REQUIRED, created_only=True),
                "unified_job_template": link("unified_job_templates"),
                "all_parents_must_converge": switch(),
                "identifier": text(REQUIRED),
            },
            ("identifier", "workflow_job_template"),
            relations=_NODE_LINKS,
        ),
        _kind(
            "schedules",
            {
                **_PROMPTS,
                "unified_job_template": link("unified_job_templates", REQUIRED),
                "rrule": text(REQUIRED),
                "enabled": switch(True),
            },
            ("name", "unified_job_template"),
        ),
    )
}
