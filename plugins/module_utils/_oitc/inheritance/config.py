# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of a host or a service: what it is and what it is to become, each field inherited or its own.

The server stores a value only where it differs from the template's, and shows the merged ones (oitc-observed.md §5). So
the wish is made as a full set of effective values: what equals the template's is inherited again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError
from ..fields import Field
from ..lookups import Argument, Lookups
from ..naming import Naming
from ..references import MissingName
from .heir import Heir
from .macros import Variable, own_variables, refuse_other_case, wished_arguments

#: Inherited together or not at all, a rule of the monitoring engine (oitc-api.md §9.2).
PAIR = ("contacts", "contactgroups")


@dataclass(frozen=True)
class Config:
    """The effective value of each field by its option, which of them come from the template, and its record."""

    heir: Heir
    values: Mapping[str, Any]
    inherited: frozenset[str]
    template: Mapping[str, Any]

    def show(self, naming: Naming, before: Config | None = None) -> dict[str, Any]:
        """Plain data with names instead of ids, without secrets."""
        old = before.values if before else {}
        shown = {one.option: one.show(self.values[one.option], naming, old.get(one.option)) for one in self.heir.fields}
        return {**shown, "inherited": [one.option for one in self.heir.fields if one.option in self.inherited]}

    def body(self) -> dict[str, Any]:
        """The keys of a request that sets all fields."""
        keys: dict[str, Any] = {}
        for one in self.heir.fields:
            keys.update(one.body(self.values[one.option]))
        return keys


@dataclass(frozen=True)
class Wishes:
    """What the user named: values by option, those that add to what is there, and what goes back to the template."""

    values: Mapping[str, Any]
    append: frozenset[str] = frozenset()
    inherit: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.inherit.intersection(PAIR):
            object.__setattr__(self, "inherit", self.inherit.union(PAIR))
        both = sorted(self.inherit & set(self.values))
        if both:
            raise InputError(f"{', '.join(both)}: named in inherit and given a value")

    @classmethod
    def of(cls, heir: Heir, item: Mapping[str, Any], modes: Mapping[str, str], naming: Naming) -> Wishes:
        """From the options of one item; ``modes``: the lists that may be added to. Raises :class:`InputError`."""
        given = {one: item[one.option] for one in heir.fields if item.get(one.option) is not None}
        values = {one.option: one.wish(value, naming) for one, value in given.items()}
        return cls(
            values=values,
            append=frozenset(name for name in modes if name in values and item.get(f"{name}_mode") == "append"),
            inherit=frozenset(item.get("inherit") or ()),
        )


def config_of(heir: Heir, record: Mapping[str, Any], template: Mapping[str, Any]) -> Config:
    """What an edit form says."""
    return _compared(heir, heir.read(record), template)


def wished_config(
    heir: Heir, wishes: Wishes, current: Config | None, template: Mapping[str, Any], lookups: Lookups
) -> Config:
    """What is to become. ``template``: the record of the template it is to have; ``current``: None if new.

    A field that was inherited stays so: with a new template it takes the new value (oitc-api.md §9.8).
    """
    values: dict[str, Any] = {}
    for one in heir.fields:
        if one not in (heir.arguments, heir.variables):
            kept = _kept(one, wishes, current, template)
            wish = wishes.values.get(one.option, kept)
            values[one.option] = kept | wish if one.option in wishes.append else wish
    values[heir.variables.option] = _variables(heir, wishes, current, template)
    values[heir.arguments.option] = _arguments(
        heir, wishes, current, values[heir.check_command.option], template, lookups
    )
    return _compared(heir, values, template)


def command_arguments(command_id: int, template: Mapping[str, Any], lookups: Lookups) -> list[Argument]:
    """The arguments of a command; of the template's command without a call."""
    command = template.get("check_command") or {}
    if command.get("id") == command_id and "commandarguments" in command:
        return [Argument(row["id"], row["name"], row["human_name"]) for row in command["commandarguments"]]
    return lookups.arguments(command_id) if command_id else []


def learn_arguments(config: Config, rows: Any, naming: Naming, lookups: Lookups) -> None:
    """Let ``naming`` know the arguments of the command: from ``rows`` of an edit form, else from the command."""
    naming.arguments.update({row["commandargument_id"]: row["commandargument"]["name"] for row in rows})
    if not naming.arguments.keys() >= config.values[config.heir.arguments.option].keys():
        command = config.values[config.heir.check_command.option]
        known = command_arguments(command, config.template, lookups)
        naming.arguments.update({argument.id: argument.name for argument in known})


def _compared(heir: Heir, values: Mapping[str, Any], template: Mapping[str, Any]) -> Config:
    same = {one.option for one in heir.fields if one.inherits and values[one.option] == one.read(template)}
    if not same.issuperset(PAIR):
        same.difference_update(PAIR)
    if heir.check_command.option not in same:
        same.discard(heir.arguments.option)
    return Config(heir, values, frozenset(same), template)


def _kept(one: Field, wishes: Wishes, current: Config | None, template: Mapping[str, Any]) -> Any:
    """The value where nothing is wished."""
    if one.inherits and (current is None or one.option in current.inherited or one.option in wishes.inherit):
        return one.read(template)
    if current is None:
        return one.read({})
    return current.values[one.option]


def _variables(heir: Heir, wishes: Wishes, current: Config | None, template: Mapping[str, Any]) -> Any:
    variables = heir.variables
    inherited = variables.read(template)
    wished = wishes.values.get(variables.option, {})
    named = variables.option in wishes.values and variables.option not in wishes.append
    own: Mapping[str, Variable] = {}
    if current is not None and not named and variables.option not in wishes.inherit:
        own = own_variables(current.values[variables.option], variables.read(current.template))
    refuse_other_case(wished, {**inherited, **own}, variables.option)
    return {**inherited, **own, **wished}


def _arguments(
    heir: Heir, wishes: Wishes, current: Config | None, command: Any, template: Mapping[str, Any], lookups: Lookups
) -> dict[int, str]:
    option = heir.arguments.option
    inherited = heir.check_command.read(template) == command
    if option in wishes.inherit and not inherited:
        raise InputError(f"{option} can only be inherited together with {heir.check_command.option}")
    own = {} if option in wishes.inherit else _own_arguments(current, command)
    wished = wishes.values.get(option)
    if own and wished is None:
        return own
    if isinstance(command, MissingName):
        return {}
    known = command_arguments(command, template, lookups) if wished is not None or not inherited else []
    start = heir.arguments.read(template) if inherited else {argument.id: "" for argument in known}
    return {**start, **own, **wished_arguments(wished or {}, known, option)}


def _own_arguments(current: Config | None, command: Any) -> dict[int, str]:
    """Its own values, if they belong to this command."""
    if current is None:
        return {}
    option, command_option = current.heir.arguments.option, current.heir.check_command.option
    if option in current.inherited or current.values[command_option] != command:
        return {}
    own: dict[int, str] = current.values[option]
    return own
