# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server cannot hold of a host: it would answer success and keep something else, so it is refused before."""

from __future__ import annotations

from collections.abc import Iterator

from ..._errors import InputError
from ..inheritance.config import Config
from ..inheritance.limits import unkept
from .fields import CONTAINER, SHARED_CONTAINERS
from .finding import Form

ROOT_CONTAINER = 1

#: Parts of the product that keep a host from being deleted, by the bit of usage_flag (oitc-api.md §10).
USERS = {1: "autoreport", 2: "event correlation", 4: "import", 8: "SLA", 16: "SCM"}


def check_limits(desired: Config, current: Config | None, form: Form | None) -> None:
    """Raise :class:`InputError` for a wish the server would not keep; all of them in one message."""
    problems = [*unkept(desired)]
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


def irrevocable(label: str, desired: Config, current: Config | None) -> Iterator[str]:
    """A text for each change that the server does not let be undone (oitc-observed.md §9.10)."""
    here = current.values[CONTAINER.option] if current else ROOT_CONTAINER
    if desired.values[CONTAINER.option] == ROOT_CONTAINER != here:
        yield f"host {label} moves to /root, from where it cannot be moved again"


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
