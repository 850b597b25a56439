# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server really stored, read back after a write and compared with what was asked."""

from __future__ import annotations

from ..._plan import Item
from ..client import Client
from ..inheritance.writes import Planned, check_stored
from ..lookups import Lookups
from .config import config_of
from .finding import read_form
from .one import identity, shown


def read_back(client: Client, lookups: Lookups, item: Item, planned: Planned) -> None:
    """Put the stored host into the result of the item. Raises :class:`NotStoredError` when it is not what was asked."""
    form = read_form(client, lookups, planned.number())
    stored = config_of(form.record, form.template)
    disabled = bool(form.record["disabled"])
    item.after = shown(stored, disabled, form, lookups, planned.naming, planned.current)
    item.result["host"] = {**identity(form), **item.after}
    if planned.desired is not None:
        check_stored(planned, planned.desired, stored, disabled)
