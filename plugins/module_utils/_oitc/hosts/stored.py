# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server really stored, read back after a write and compared with what was asked."""

from __future__ import annotations

from typing import Any

from ..._errors import NotStoredError
from ..._plan import Item, Result
from ..answers import SYSTEM
from ..client import Client, id_from
from ..inheritance.config import Config
from ..lookups import Lookups
from .config import config_of
from .fields import FIELDS
from .finding import Form, read_form
from .one import Planned, identity, shown


def read_back(client: Client, lookups: Lookups, item: Item, planned: Planned) -> None:
    """Put the stored host into the result of the item. Raises :class:`NotStoredError` when it is not what was asked."""
    form = read_form(client, lookups, planned.host_id())
    stored = config_of(form.record, form.template)
    disabled = bool(form.record["disabled"])
    item.after = shown(stored, disabled, form, lookups, planned.naming)
    item.result["host"] = {**identity(form), **item.after}
    if planned.desired is not None:
        _compare(item.name, planned.desired, stored, planned, form)


def _compare(label: str, desired: Config, stored: Config, planned: Planned, form: Form) -> None:
    details: dict[str, str] = {}
    for one in FIELDS:
        wanted, got = _with_ids(desired.values[one.option]), stored.values[one.option]
        if wanted != got:
            asked, kept = (one.show(value, planned.naming) for value in (wanted, got))
            details[one.option] = f"asked for {asked!r}, stored is {kept!r}"
    if planned.disabled != bool(form.record["disabled"]):
        details["disabled"] = f"asked for {planned.disabled}"
    if details:
        raise NotStoredError(
            "the server answered success, but did not store everything",
            system=SYSTEM,
            subject=f"host {label}",
            details=details,
            reason="Ids that do not exist are dropped silently; a user without the rights may not change all fields.",
        )


def _with_ids(value: Any) -> Any:
    if isinstance(value, frozenset):
        return frozenset(id_from(one.step) if isinstance(one, Result) else one for one in value)
    return value
