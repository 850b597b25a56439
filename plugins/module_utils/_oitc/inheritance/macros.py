# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two fields of a host or a service that are tables: custom variables, and arguments of the check command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError, unknown_name
from ..._http import HIDDEN
from ..lookups import Argument

HOST_VARIABLE = 256
HOSTTEMPLATE_VARIABLE = 512
SERVICE_VARIABLE = 2048
LONGEST_VARIABLE = 255
LONGEST_ARGUMENT = 1000


@dataclass(frozen=True)
class Variable:
    """The value of a custom variable; ``password``: the web interface blurs it, and results hide it."""

    value: str
    password: bool = False


@dataclass(frozen=True)
class Variables:
    """Custom variables by name: its own ones, and those of the template that it does not override."""

    option: str
    inherits: bool = True
    objecttype_id: int = HOST_VARIABLE

    def read(self, record: Mapping[str, Any]) -> dict[str, Variable]:
        return {
            row["name"]: Variable(str(row["value"]), bool(row.get("password")))
            for row in record.get("customvariables") or ()
        }

    def wish(self, given: Any, _naming: Any) -> dict[str, Variable]:
        wished: dict[str, Variable] = {}
        for row in given:
            name, variable = self._wished(row)
            # Naemon knows macros in upper case only; the server tells "a" from "A" but then exports one of them.
            if name.upper() in {known.upper() for known in wished}:
                raise InputError(f"{self.option}: {name} is named twice")
            wished[name] = variable
        return wished

    def _wished(self, row: Mapping[str, Any]) -> tuple[str, Variable]:
        name, value, secret = str(row.get("name") or ""), row.get("value"), row.get("secret")
        if not any(char.isalnum() or char == "_" for char in name):
            raise InputError(f"{self.option}: each needs a name with a letter, a digit or an underscore, not {name!r}")
        if (value is None) == (secret is None):
            raise InputError(f"{self.option}: {name} needs either value or secret")
        text = str(value if secret is None else secret)
        if not text or len(text) > LONGEST_VARIABLE or len(name) > LONGEST_VARIABLE:
            raise InputError(f"{self.option}: name and value of {name} must have 1 to {LONGEST_VARIABLE} characters")
        return name, Variable(text, bool(row.get("password")) or secret is not None)

    def body(self, value: Mapping[str, Variable]) -> dict[str, Any]:
        # password and objecttype_id are not optional: without them 500, or a variable nobody sees (§9.2).
        rows = [
            {"name": name, "value": one.value, "password": int(one.password), "objecttype_id": self.objecttype_id}
            for name, one in value.items()
        ]
        return {"customvariables": rows}

    def show(self, value: Mapping[str, Variable], _naming: Any, before: Any = None) -> list[dict[str, Any]]:
        return [
            {"name": name, "value": _hidden(one, (before or {}).get(name)), "password": one.password}
            for name, one in sorted(value.items())
        ]


def _hidden(variable: Variable, before: Variable | None) -> str:
    if not variable.password:
        return variable.value
    changed = before is not None and before.value != variable.value
    return f"{HIDDEN} (changed)" if changed else HIDDEN


def refuse_other_case(wished: Iterable[str], there: Iterable[str], option: str) -> None:
    """Raise :class:`InputError` for a name that is there in another case: both would stay, none overrides the other."""
    spelt = {name.upper(): name for name in there}
    for name in wished:
        other = spelt.get(name.upper(), name)
        if other != name:
            raise InputError(f"{option}: {name} does not override {other}, write it as {other}")


def own_variables(value: Mapping[str, Variable], template: Mapping[str, Variable]) -> dict[str, Variable]:
    """Those that are not just the template's."""
    return {name: one for name, one in value.items() if template.get(name) != one}


@dataclass(frozen=True)
class Arguments:
    """The values of the arguments of the check command, by the id of the argument."""

    option: str
    key: str = "hostcommandargumentvalues"
    inherited_key: str = "hosttemplatecommandargumentvalues"
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> dict[int, str]:
        rows = record.get(self.key, record.get(self.inherited_key))
        return {row["commandargument_id"]: str(row["value"]) for row in rows or ()}

    def wish(self, given: Any, _naming: Any) -> Any:
        """As given: which arguments there are depends on the command."""
        return dict(given)

    def body(self, value: Mapping[int, str]) -> dict[str, Any]:
        rows = [{"commandargument_id": number, "value": text} for number, text in sorted(value.items())]
        return {self.key: rows}

    def show(self, value: Mapping[int, str], naming: Any, _before: Any = None) -> dict[str, str]:
        return {str(naming.show("argument", number)): text for number, text in sorted(value.items())}


def wished_arguments(given: Mapping[str, Any], arguments: Iterable[Argument], option: str) -> dict[int, str]:
    """Values by argument id; arguments are named ``$ARG1$``, ``ARG1`` or by their human name."""
    known = _argument_names(list(arguments))
    values: dict[int, str] = {}
    for name, value in given.items():
        if name not in known:
            raise unknown_name("argument of the check command", name, known, show_all=True)
        if known[name] in values:
            raise InputError(f"{option}: {name} is named twice")
        values[known[name]] = "" if value is None else str(value)
        if len(values[known[name]]) > LONGEST_ARGUMENT:
            raise InputError(f"{option}: {name} is longer than {LONGEST_ARGUMENT} characters")
    return values


def _argument_names(arguments: list[Argument]) -> dict[str, int]:
    names = {name: argument.id for argument in arguments for name in (argument.name, argument.name.strip("$"))}
    human = [argument.human_name for argument in arguments]
    unique = {argument.human_name: argument.id for argument in arguments if human.count(argument.human_name) == 1}
    return {**unique, **names}
