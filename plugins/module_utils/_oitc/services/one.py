# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for one service: what it is, what it is to become, and the writes between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._errors import InputError
from ..._plan import Item, Result
from ..inheritance.config import Config, Wishes, config_of, learn_arguments, wished_config
from ..inheritance.limits import unkept
from ..inheritance.writes import SWITCHES, Planned, creation, deletion, edit, switch
from ..lookups import Lookups
from ..naming import Naming
from .fields import HEIR
from .finding import Form

#: Keys that a service and its template have in common without one inheriting them from the other.
NOT_INHERITED = ("id", "uuid", "name", "created", "modified")


def plan_deletion(label: str, form: Form, lookups: Lookups, naming: Naming) -> Planned:
    """The plan to delete a service."""
    before = shown(
        config_of(HEIR, form.record, form.template), is_disabled(form), form.host["id"], form, lookups, naming
    )
    item = Item(label, before, None, [deletion(HEIR, label, form.id)], {"service": None})
    return Planned(item, form.id, None, False, naming)


def plan_service(
    label: str,
    item: Mapping[str, Any],
    host_id: Any,
    form: Form | None,
    wishes: Wishes,
    template: Mapping[str, Any],
    lookups: Lookups,
    naming: Naming,
) -> Planned:
    """The plan to create or change a service. ``form``: None when there is none; ``template``: what is inherited.

    Raises :class:`InputError` for what the server would not keep.
    """
    current = config_of(HEIR, form.record, form.template) if form else None
    desired = wished_config(HEIR, wishes, current, template, lookups)
    was_disabled = is_disabled(form)
    disabled = SWITCHES.get(item["state"], was_disabled)
    if not naming.missing:
        _check(desired)
    steps = []
    if form is None or current is None:
        steps.append(creation(HEIR, label, {"host_id": host_id, **desired.body()}))
    elif current.values != desired.values:
        inherited_again = {} if template is form.template else _inherited(form)
        steps.append(edit(HEIR, label, form.id, {**form.record, **inherited_again, **desired.body()}))
    key = form.id if form else Result(steps[0])
    if disabled != was_disabled:
        steps.append(switch(HEIR, label, key, disabled))
    before = shown(current, was_disabled, host_id, form, lookups, naming) if current else None
    after = shown(desired, disabled, host_id, form, lookups, naming, current)
    planned = Item(label, before, after, steps, {"service": identity(form) | after}, unresolved=naming.missing)
    planned.warnings = naming.warnings(f"service {label}")
    return Planned(planned, key, desired, disabled, naming, current)


def identity(form: Form | None) -> dict[str, Any]:
    """What the server chose: null for a service that check mode does not create."""
    return {"id": form.id if form else None, "uuid": form.record["uuid"] if form else None}


def is_disabled(form: Form | None) -> bool:
    """Whether the service is there and disabled."""
    return bool(form and form.record["disabled"])


def shown(
    config: Config,
    disabled: bool,
    host_id: Any,
    form: Form | None,
    lookups: Lookups,
    naming: Naming,
    before: Config | None = None,
) -> dict[str, Any]:
    """A service as results and differences show it."""
    learn_arguments(config, form.record["servicecommandargumentvalues"] if form else (), naming, lookups)
    return {"host": naming.show("host", host_id), **config.show(naming, before), "disabled": disabled}


def _check(desired: Config) -> None:
    problems = [*unkept(desired)]
    if problems:
        raise InputError("; ".join(problems))


def _inherited(form: Form) -> dict[str, Any]:
    """What the old service template supplied to fields without an option: nothing, so that the new one does.

    The form holds merged values; sent back beside another template they would stay as the service's own (§9.8).
    """
    same = [
        key
        for key, value in form.record.items()
        if key not in NOT_INHERITED and key in form.template and form.template[key] == value
    ]
    emptied: dict[str, Any] = {key: {"_ids": []} if isinstance(form.record[key], Mapping) else None for key in same}
    return {**emptied, "serviceeventcommandargumentvalues": []} if "eventhandler_command_id" in same else emptied
