# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specs as values that add up: required_if and friends travel with their options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansible.module_utils.basic import env_fallback
from ansible.module_utils.errors import AnsibleFallbackNotFound

from ._errors import InputError


@dataclass(frozen=True)
class ArgSpec:
    """Options and the rules between them; ``a + b`` joins two."""

    options: Mapping[str, Any] = field(default_factory=dict)
    mutually_exclusive: Sequence[Sequence[str]] = ()
    required_together: Sequence[Sequence[str]] = ()
    required_one_of: Sequence[Sequence[str]] = ()
    required_if: Sequence[Any] = ()
    required_by: Mapping[str, Any] = field(default_factory=dict)

    def __add__(self, other: ArgSpec) -> ArgSpec:
        return ArgSpec(
            options={**self.options, **other.options},
            mutually_exclusive=[*self.mutually_exclusive, *other.mutually_exclusive],
            required_together=[*self.required_together, *other.required_together],
            required_one_of=[*self.required_one_of, *other.required_one_of],
            required_if=[*self.required_if, *other.required_if],
            required_by={**self.required_by, **other.required_by},
        )

    def for_module(self) -> dict[str, Any]:
        """The keyword arguments of AnsibleModule."""
        return {
            "argument_spec": dict(self.options),
            "mutually_exclusive": self.mutually_exclusive,
            "required_together": self.required_together,
            "required_one_of": self.required_one_of,
            "required_if": self.required_if,
            "required_by": dict(self.required_by),
        }


def _environment(name: str) -> Any:
    """The variable of the environment. An empty one is not set: AWX injects every variable of a credential type."""
    value = env_fallback(name)
    if value == "":
        raise AnsibleFallbackNotFound
    return value


def _connection(prefix: str) -> dict[str, Any]:
    def option(name: str, **spec: Any) -> dict[str, Any]:
        return {"fallback": (_environment, [f"{prefix}_{name.upper()}"]), **spec}

    return {
        "url": option("url", type="str", required=True),
        "api_key": option("api_key", type="str", required=True, no_log=True),
        "validate_certs": option("validate_certs", type="bool", default=True),
        "ca_path": option("ca_path", type="path"),
        "client_cert": option("client_cert", type="path"),
        "client_key": option("client_key", type="path", no_log=False),
        "proxy": option("proxy", type="str"),
        "timeout": option("timeout", type="float", default=30.0),
        "retries": option("retries", type="int", default=3),
    }


IDOIT_CONNECTION = ArgSpec(
    options={
        **_connection("IDOIT"),
        "username": {"type": "str", "fallback": (_environment, ["IDOIT_USERNAME"])},
        "password": {"type": "str", "no_log": True, "fallback": (_environment, ["IDOIT_PASSWORD"])},
        "language": {"type": "str", "fallback": (_environment, ["IDOIT_LANGUAGE"])},
    },
    required_together=[("username", "password")],
)
OITC_CONNECTION = ArgSpec(options=_connection("OITC"))


@dataclass(frozen=True)
class Listable:
    """Options of one thing, which a module takes once or, under ``list_name``, for many.

    What is named beside the list is the default of each of its items.
    """

    list_name: str
    options: Mapping[str, Any]
    rules: ArgSpec = field(default_factory=ArgSpec)

    def spec(self) -> ArgSpec:
        """The options, and the list of the same options without their defaults."""
        bare = {name: _without_default(option) for name, option in self.options.items()}
        listed = {"type": "list", "elements": "dict", "options": bare}
        return ArgSpec(options={**self.options, self.list_name: listed}) + self.rules

    def items(self, params: Mapping[str, Any]) -> tuple[list[dict[str, Any]], bool]:
        """The things asked for, each with every option, and whether the user gave a list."""
        top = {name: params.get(name) for name in self.options}
        given = params.get(self.list_name)
        if given is None:
            return [top], False
        items = []
        for number, item in enumerate(given):
            if item is None:
                raise InputError(f"{self.list_name}[{number}] is empty")
            items.append({**top, **{name: value for name, value in item.items() if value is not None}})
        return items, True


def _without_default(option: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in option.items() if key not in ("default", "required", "fallback")}
