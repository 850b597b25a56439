# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server cannot hold. It would answer success and keep something else, so it is refused before the write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._errors import InputError
from ..fields import Flags, Many, Tags, Text
from .config import PAIR, Config
from .fields import (
    CHECK_COMMAND_ARGS,
    CONTAINER,
    CUSTOM_VARIABLES,
    FIELDS,
    FLAP_DETECTION,
    FLAP_DETECTION_ON,
    NOTIFY_ON,
    SHARED_CONTAINERS,
)
from .finding import Form

ROOT_CONTAINER = 1

#: Parts of the product that keep a host from being deleted, by the bit of usage_flag (oitc-api.md §10).
USERS = {1: "autoreport", 2: "event correlation", 4: "import", 8: "SLA", 16: "SCM"}


def check_limits(desired: Config, current: Config | None, form: Form | None) -> None:
    """Raise :class:`InputError` for a wish the server would not keep; all of them in one message."""
    problems = [*_template_limits(desired), *_rules(desired)]
    if current is not None and form is not None:
        problems += _form_limits(desired, current, form)
    if problems:
        raise InputError(problems[0] if len(problems) == 1 else "; ".join(problems))


def check_deletable(form: Form) -> None:
    """Raise :class:`InputError` when a part of the product uses the host: the server would refuse."""
    flags = int(form.record.get("usage_flag") or 0)
    users = [name for bit, name in USERS.items() if flags & bit]
    if users:
        raise InputError(
            f"host {form.record['name']} cannot be deleted: it is used by {', '.join(users)}",
            reason="Remove it there first.",
        )


def _template_limits(desired: Config) -> Iterator[str]:
    """Values that read back as the template's (oitc-api.md §9.1 to §9.5)."""
    for one in FIELDS:
        if not one.inherits or one.option in desired.inherited:
            continue
        mine, inherited = desired.values[one.option], one.read(desired.template)
        if isinstance(one, (Text, Tags)) and not mine:
            yield f"{one.option} cannot be empty while the host template has {one.option}"
        elif isinstance(one, (Text, Tags)) and _loosely_equal(one.body(mine), one.body(inherited)):
            yield f"{one.option}: the server takes {mine!r} for the host template's {inherited!r}"
        elif isinstance(one, Many) and one.option not in PAIR and not mine:
            yield f"{one.option} cannot be empty while the host template has some: an empty list means inherited"
    if not desired.inherited.issuperset(PAIR) and not any(desired.values[option] for option in PAIR):
        yield "contacts and contactgroups cannot both be empty while the host template has some"
    yield from _argument_limits(desired)
    yield from _variable_limits(desired)


def _argument_limits(desired: Config) -> Iterator[str]:
    """The server compares the values without their keys: a permutation counts as equal to the template (§9.5)."""
    mine, inherited = desired.values[CHECK_COMMAND_ARGS.option], CHECK_COMMAND_ARGS.read(desired.template)
    same_command = "check_command" in desired.inherited
    if same_command and mine != inherited and {*mine.values()} == {*inherited.values()}:
        yield "check_command_args: the server takes swapped values for the host template's; change one of them"


def _variable_limits(desired: Config) -> Iterator[str]:
    inherited = CUSTOM_VARIABLES.read(desired.template)
    for name, variable in desired.values[CUSTOM_VARIABLES.option].items():
        other = inherited.get(name)
        if other is not None and other != variable and _numerically_equal(other.value, variable.value):
            yield f"custom_variables: the server takes {name} for the host template's, which has an equal value"


def _rules(desired: Config) -> Iterator[str]:
    """Rules that the server checks on what differs from the template (oitc-api.md §7.7)."""
    if _all_switched_off(NOTIFY_ON, desired):
        yield "notify_on cannot be empty while the host template has every option on"
    if desired.values[FLAP_DETECTION.option] and not desired.values[FLAP_DETECTION_ON.option]:
        mixed = not _all_switched_off(FLAP_DETECTION_ON, desired) and FLAP_DETECTION_ON.read(desired.template)
        if not mixed:
            yield "flap_detection needs at least one of flap_detection_on"


def _all_switched_off(flags: Flags, desired: Config) -> bool:
    """Whether every flag is off and on in the template, so that each is stored as off."""
    return not desired.values[flags.option] and len(flags.read(desired.template)) == len(flags.choices)


def _form_limits(desired: Config, current: Config, form: Form) -> Iterator[str]:
    """Moves and shares that the server silently leaves out (oitc-api.md §8.3)."""
    here, there = current.values[CONTAINER.option], desired.values[CONTAINER.option]
    if here != there and not form.container_changeable:
        why = "a host in /root cannot be moved" if here == ROOT_CONTAINER else "this user may not move the host"
        yield f"container cannot be changed: {why}"
    shared = SHARED_CONTAINERS.option
    if desired.values[shared] != current.values[shared] and not form.sharing_allowed:
        yield "shared_containers cannot be changed: this user may not share the host"
    if form.id in desired.values["parents"]:
        yield "parents: a host cannot be its own parent"


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
