# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWX's rules for documents inside fields: credential types, credential inputs, surveys, source variables, rrules.

Each function raises :class:`RejectedError`. Sources: awx/main/fields.py (CredentialTypeInputField,
CredentialTypeInjectorField, CredentialInputField), awx/main/constants.py (ENV_BLOCKLIST),
awx/api/serializers.py (CredentialTypeSerializer, SchedulePreviewSerializer), awx/api/views (JobTemplateSurveySpec),
awx/settings/defaults.py (INV_ENV_VARIABLE_BLOCKED).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jsonschema import Draft4Validator

from .kinds import RejectedError

ENCRYPTED = "$encrypted$"
_NAME = "^[a-zA-Z_]+[a-zA-Z0-9_]*$"
BLOCKED_INJECTORS = frozenset(
    (
        *("VIRTUAL_ENV", "PATH", "PYTHONPATH", "JOB_ID", "INVENTORY_ID", "INVENTORY_SOURCE_ID", "INVENTORY_UPDATE_ID"),
        *("AD_HOC_COMMAND_ID", "REST_API_URL", "REST_API_TOKEN", "MAX_EVENT_RES", "CALLBACK_QUEUE", "CACHE"),
        *("CALLBACK_CONNECTION", "JOB_CALLBACK_DEBUG", "INVENTORY_HOSTVARS", "AWX_HOST", "PROJECT_REVISION"),
        "SUPERVISOR_CONFIG_PATH",
    )
)
BLOCKED_SOURCE_VARIABLES = frozenset(("HOME", "USER", "_", "TERM", "PATH"))
_INPUTS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "required": {"type": "array", "items": {"type": "string"}},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "label"],
                "properties": {
                    "id": {"type": "string", "pattern": _NAME},
                    "label": {"type": "string"},
                    "help_text": {"type": "string"},
                    "type": {"enum": ["string", "boolean"]},
                    "format": {"enum": ["ssh_private_key", "url"]},
                    "choices": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
                    "multiline": {"type": "boolean"},
                    "secret": {"type": "boolean"},
                    "ask_at_runtime": {"type": "boolean"},
                    "default": {},
                },
            },
        },
    },
}
_INJECTORS = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "file": {"type": "object"},
        "env": {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {_NAME: {"type": "string", "pattern": "^[\x00-\x7f]*$"}},
        },
        "extra_vars": {"type": "object"},
    },
}
_QUESTION_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "textarea": str,
    "password": str,
    "multiplechoice": str,
    "multiselect": str,
    "integer": int,
    "float": (float, int),
}


def _schema(name: str, schema: Mapping[str, Any], value: Any) -> None:
    messages = [error.message for error in Draft4Validator(schema).iter_errors(value)]
    if messages:
        raise RejectedError({name: messages})


def check_credential_type(kind: str, inputs: Any, injectors: Any) -> None:
    """A custom credential type as a whole."""
    if kind not in ("cloud", "net"):
        raise RejectedError({"kind": [f"Must be 'cloud' or 'net', not {kind}"]})
    _schema("inputs", _INPUTS, inputs)
    fields = inputs.get("fields", [])
    ids = [item["id"] for item in fields]
    for item in fields:
        _check_input(item)
    if "tower" in ids:
        raise RejectedError({"inputs": ['"tower" is a reserved field name']})
    if len(set(ids)) < len(ids):
        raise RejectedError({"inputs": ["field IDs must be unique"]})
    _schema("injectors", _INJECTORS, injectors)
    for name, template in injectors.get("env", {}).items():
        _check_environment(name, template, ids)


def _check_input(item: Mapping[str, Any]) -> None:
    if item.get("ask_at_runtime"):
        raise RejectedError({"inputs": ["'ask_at_runtime' is not supported for custom credentials."]})
    wanted = bool if item.get("type") == "boolean" else str
    if "default" in item and item["default"].__class__ is not wanted:
        raise RejectedError({"inputs": [f"{item['default']} is not a {item.get('type', 'string')}"]})
    for key in ("choices", "multiline", "format", "secret"):
        if key in item and item.get("type") == "boolean":
            raise RejectedError({"inputs": [f"{key} not allowed for boolean type ({item['id']})"]})


def _check_environment(name: str, template: str, ids: list[str]) -> None:
    if name.startswith("ANSIBLE_") or name in BLOCKED_INJECTORS:
        raise RejectedError({"injectors": [f"Environment variable {name} is not allowed to be used in credentials."]})
    try:
        render(template, dict.fromkeys(ids, "EXAMPLE"), strict=True)
    except TemplateError as error:
        raise RejectedError({"injectors": [f"{name} uses an undefined field ({error})"]}) from error


def render(template: str, values: Mapping[str, Any], strict: bool = False) -> str:
    """An injector as AWX renders it: in Jinja's sandbox, a field that was not filled in is undefined."""
    options = {"undefined": StrictUndefined} if strict else {}
    return ImmutableSandboxedEnvironment(**options).from_string(template).render(**values)


def with_types(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a credential type as they are stored: a field without a type is a string."""
    return {**inputs, "fields": [{**item, "type": item.get("type", "string")} for item in inputs.get("fields", [])]}


def check_credential_inputs(credential_type: Mapping[str, Any], inputs: Any, stored: Mapping[str, Any]) -> None:
    """The values of a credential against the fields of its type; ``stored``: what it held before."""
    fields = {item["id"]: item for item in credential_type["inputs"].get("fields", [])}
    properties = {
        name: {"type": item["type"], **({"enum": item["choices"]} if item.get("choices") else {})}
        for name, item in fields.items()
    }
    _schema("inputs", {"type": "object", "properties": properties, "additionalProperties": False}, inputs)
    for name, value in inputs.items():
        if value == ENCRYPTED and fields[name].get("secret") and name not in stored:
            raise RejectedError({"inputs": [f"{ENCRYPTED} is a reserved keyword, and cannot be used for {name}."]})


def secret_fields(credential_type: Mapping[str, Any]) -> set[str]:
    return {item["id"] for item in credential_type["inputs"].get("fields", []) if item.get("secret")}


def check_source_variables(text: str) -> None:
    for name in yaml.safe_load(text) or {}:
        if name in BLOCKED_SOURCE_VARIABLES:
            raise RejectedError({"source_vars": [f"`{name}` is a prohibited environment variable"]})


def check_survey(spec: Any) -> None:
    """A whole survey: name, description and its questions."""
    for name, wanted in (("name", str), ("description", str), ("spec", list)):
        if not isinstance(spec, dict) or not isinstance(spec.get(name), wanted):
            raise RejectedError({"error": f"Field '{name}' is missing from survey spec."})
    if not spec["spec"]:
        raise RejectedError({"error": "'spec' doesn't contain any items."})
    seen: set[str] = set()
    for number, question in enumerate(spec["spec"]):
        _check_question(number, question)
        if question["variable"] in seen:
            raise RejectedError(
                {"error": f"'variable' '{question['variable']}' duplicated in survey question {number}."}
            )
        seen.add(question["variable"])


def _check_question(number: int, question: Mapping[str, Any]) -> None:
    for name, wanted in (("type", str), ("question_name", str), ("variable", str), ("required", bool)):
        if not isinstance(question.get(name), wanted):
            raise RejectedError({"error": f"'{name}' missing from survey question {number}"})
    kind, default = question["type"], question.get("default", "")
    if kind not in _QUESTION_TYPES:
        raise RejectedError(
            {"error": f"'{kind}' in survey question {number} is not one of the allowed question types."}
        )
    if default != "" and not isinstance(default, _QUESTION_TYPES[kind]):
        raise RejectedError({"error": f"Default value {default} in survey question {number} expected to be {kind}."})
    if kind in ("multiplechoice", "multiselect"):
        if "choices" not in question:
            raise RejectedError({"error": f"Survey question {number} of type {kind} must specify choices."})
        if any(choice not in question["choices"] for choice in default.splitlines()):
            raise RejectedError({"error": "Default choice must be answered from the choices listed."})


def check_rrule(text: str) -> None:
    starts = re.findall(r"DTSTART(?:;[^:]+)?:[0-9]+T[0-9]+Z?", text)
    rules = re.findall(r"RULE:\S*", text)
    errors = []
    if len(starts) != 1:
        errors.append("Valid DTSTART required in rrule. Value should start with: DTSTART:YYYYMMDDTHHMMSSZ")
    elif not starts[0].endswith("Z") and "TZID" not in starts[0]:
        errors.append("DTSTART cannot be a naive datetime.  Specify ;TZINFO= or YYYYMMDDTHHMMSSZZ.")
    if not rules:
        errors.append("One or more rule required in rrule.")
    errors += [f"INTERVAL required in rrule: {rule}" for rule in rules if "interval" not in rule.lower()]
    errors += [f"SECONDLY is not supported: {rule}" for rule in rules if "secondly" in rule.lower()]
    if errors:
        raise RejectedError({"rrule": errors})
