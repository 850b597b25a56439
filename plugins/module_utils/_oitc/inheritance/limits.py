# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host or a service cannot hold beside its template: the server would answer success and keep something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..fields import Flags, Many, Tags, Text
from .config import PAIR, Config


def unkept(desired: Config) -> Iterator[str]:
    """A text for each wish that the server would not keep or would refuse."""
    yield from _template_limits(desired)
    yield from _argument_limits(desired)
    yield from _variable_limits(desired)
    yield from _rules(desired)


def _template_limits(desired: Config) -> Iterator[str]:
    """Values that read back as the template's (oitc-api.md §9.1 to §9.5)."""
    source = desired.heir.template
    for one in desired.heir.fields:
        if not one.inherits or one.option in desired.inherited:
            continue
        mine, inherited = desired.values[one.option], one.read(desired.template)
        if isinstance(one, (Text, Tags)) and not mine:
            yield f"{one.option} cannot be empty while the {source} has {one.option}"
        elif isinstance(one, (Text, Tags)) and _loosely_equal(one.body(mine), one.body(inherited)):
            yield f"{one.option}: the server takes {mine!r} for the {source}'s {inherited!r}"
        elif isinstance(one, Many) and one.option not in PAIR and not mine:
            yield f"{one.option} cannot be empty while the {source} has some: an empty list means inherited"
    if not desired.inherited.issuperset(PAIR) and not any(desired.values[option] for option in PAIR):
        yield "contacts and contactgroups cannot both be empty while some are inherited"


def _argument_limits(desired: Config) -> Iterator[str]:
    """The server compares the values without their keys: a permutation counts as equal to the template (§9.5)."""
    arguments = desired.heir.arguments
    mine, inherited = desired.values[arguments.option], arguments.read(desired.template)
    same_command = desired.heir.check_command.option in desired.inherited
    if same_command and mine != inherited and {*mine.values()} == {*inherited.values()}:
        source = desired.heir.template
        yield f"{arguments.option}: the server takes swapped values for the {source}'s; change one of them"


def _variable_limits(desired: Config) -> Iterator[str]:
    variables = desired.heir.variables
    inherited = variables.read(desired.template)
    for name, variable in desired.values[variables.option].items():
        other = inherited.get(name)
        if other is not None and other != variable and _numerically_equal(other.value, variable.value):
            source = desired.heir.template
            yield f"{variables.option}: the server takes {name} for the {source}'s, which has an equal value"


def _rules(desired: Config) -> Iterator[str]:
    """Rules that the server checks on what differs from the template (oitc-api.md §7.7)."""
    heir = desired.heir
    if _all_switched_off(heir.notify_on, desired):
        yield f"{heir.notify_on.option} cannot be empty while the {heir.template} has every option on"
    on, options = heir.flap_detection, heir.flap_detection_on
    if desired.values[on.option] and not desired.values[options.option]:
        mixed = not _all_switched_off(options, desired) and options.read(desired.template)
        if not mixed:
            yield f"{on.option} needs at least one of {options.option}"


def _all_switched_off(flags: Flags, desired: Config) -> bool:
    """Whether every flag is off and on in the template, so that each is stored as off."""
    return not desired.values[flags.option] and len(flags.read(desired.template)) == len(flags.choices)


def _loosely_equal(mine: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(_numerically_equal(str(value), str(other[key])) for key, value in mine.items())


def _numerically_equal(mine: str, other: str) -> bool:
    """Whether PHP's ``==`` holds: two numeric texts are compared as numbers, so "7.0" equals "7" (§9.1)."""
    if mine == other:
        return True
    try:
        # Python also takes 1_000, nan and inf for numbers, PHP does not.
        return not {*"_nN"} & {*mine + other} and float(mine) == float(other)
    except ValueError:
        return False
