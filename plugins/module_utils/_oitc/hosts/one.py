# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for one host: what it is, what it is to become, and the writes between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._errors import InputError
from ..._plan import Item, Result, Step
from ..inheritance.config import Config, Wishes, learn_arguments
from ..inheritance.writes import SWITCHES, Planned, creation, deletion, edit, switch
from ..lookups import Lookups
from ..naming import Naming
from ..references import MissingName
from .config import config_of, wished_config
from .fields import HEIR, PARENTS
from .finding import Form
from .limits import check_deletable, check_limits, irrevocable
from .naming import HostNaming
from .options import wishes_of

NEEDED_FOR_NEW = ("name", "address", "container", "hosttemplate")


def plan_host(label: str, item: Mapping[str, Any], form: Form | None, lookups: Lookups, naming: HostNaming) -> Planned:
    """The plan for one host; ``form``: None when there is no such host. Raises :class:`InputError`."""
    current = config_of(form.record, form.template) if form else None
    if form is not None and current is not None and item["state"] == "absent":
        return _deletion(label, form, current, lookups, naming)
    desired = _desired(item, current, form, lookups, naming)
    return _change(label, item["state"], current, desired, form, lookups, naming)


def _deletion(label: str, form: Form, current: Config, lookups: Lookups, naming: HostNaming) -> Planned:
    check_deletable(form)
    step = deletion(HEIR, label, form.id)
    before = shown(current, _is_disabled(form), form, lookups, naming)
    return Planned(Item(label, before, None, [step], {"host": None}), form.id, None, False, naming)


def _desired(
    item: Mapping[str, Any], current: Config | None, form: Form | None, lookups: Lookups, naming: HostNaming
) -> Config:
    wishes = wishes_of(item, naming)
    missing = [name for name in NEEDED_FOR_NEW if name not in wishes.values]
    if form is None and missing:
        raise InputError(f"there is no such host yet, and a new one needs {', '.join(missing)}")
    desired = wished_config(wishes, current, _template(wishes, form, lookups), lookups)
    if not naming.missing:
        check_limits(desired, current, form)
    return desired


def _template(wishes: Wishes, form: Form | None, lookups: Lookups) -> Mapping[str, Any]:
    """The record of the host template that the host is to have; empty if check mode does not know it yet."""
    wanted = wishes.values.get("hosttemplate")
    if form is not None and wanted in (None, form.template["id"]):
        return form.template
    return {} if isinstance(wanted, MissingName) else lookups.hosttemplate(int(wanted or 0))


def _change(
    label: str,
    state: str,
    current: Config | None,
    desired: Config,
    form: Form | None,
    lookups: Lookups,
    naming: HostNaming,
) -> Planned:
    was_disabled = _is_disabled(form)
    disabled = SWITCHES.get(state, was_disabled)
    steps: list[Step] = []
    if form is None or current is None:
        steps.append(creation(HEIR, label, desired.body()))
    elif current.values != desired.values:
        steps.append(edit(HEIR, label, form.id, {**form.record, **desired.body()}))
    key = form.id if form else Result(steps[0])
    if disabled != was_disabled:
        steps.append(switch(HEIR, label, key, disabled))
    before = shown(current, was_disabled, form, lookups, naming) if current else None
    after = shown(desired, disabled, form, lookups, naming, current)
    item = Item(label, before, after, steps, {"host": identity(form) | after}, unresolved=naming.missing)
    item.warnings = [*naming.warnings(f"host {label}"), *irrevocable(label, desired, current)]
    return Planned(item, key, desired, disabled, naming, current)


def identity(form: Form | None) -> dict[str, Any]:
    """What the server chose: null for a host that check mode does not create."""
    return {"id": form.id if form else None, "uuid": form.record["uuid"] if form else None}


def shown(
    config: Config,
    disabled: bool,
    form: Form | None,
    lookups: Lookups,
    naming: Naming,
    before: Config | None = None,
) -> dict[str, Any]:
    """A host as results and differences show it."""
    learn_arguments(config, form.record["hostcommandargumentvalues"] if form else (), naming, lookups)
    naming.learn_hosts(parent for parent in config.values[PARENTS.option] if isinstance(parent, int))
    return {**config.show(naming, before), "disabled": disabled}


def _is_disabled(form: Form | None) -> bool:
    return bool(form and form.record["disabled"])
