# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CMDB statuses of one's own; the built-in ones are the product's (idoit-api.md §9.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import InputError, NotStoredError
from .._plan import Item, Plan
from . import shapes
from .drafts import Draft, plan_each
from .readers import GLOBAL
from .reads import Reads
from .rpc import Session
from .schema import Schema
from .usage import Usage
from .values import Choice
from .wire import Call

READ = Call("cmdb.status.read")
#: Cannot be changed even where the server does not say so.
BUILT_IN = ("C__CMDB_STATUS__IN_OPERATION", "C__CMDB_STATUS__INOPERATIVE")
FIELDS = ("title", "color")

STATUSES = Listable(
    "statuses",
    options={
        "constant": {"type": "str"},
        "title": {"type": "str"},
        "color": {"type": "str"},
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    },
    rules=ArgSpec(options={"force": {"type": "bool", "default": False}}),
)


def plan_statuses(session: Session, params: Mapping[str, Any]) -> Plan:
    """Plan the CMDB statuses of a task; raises an :class:`ApiError`, on old servers :class:`UnsupportedError`."""
    items, as_list = STATUSES.items(params)
    wanted = [_checked(item) for item in items]
    planner = _Planner(session, bool(params.get("force")))
    planned = plan_each(wanted, planner.plan, lambda each: str(each["constant"]), as_list)
    return Plan(planned, as_list, planner.confirm)


def _checked(item: Mapping[str, Any]) -> dict[str, Any]:
    """What is wanted of one status, its colour as the server has it: six digits in capitals."""
    if not item.get("constant"):
        raise InputError("A CMDB status is named by its constant")
    color = item.get("color")
    if color is not None and not re.fullmatch(r"#?[0-9A-Fa-f]{6}", color):
        raise InputError(f"{color!r} is no colour: write it as RRGGBB", subject=item["constant"])
    return {**item, "color": None if color is None else color.lstrip("#").upper()}


def _by_constant(session: Session) -> dict[str, dict[str, Any]]:
    return {row["constant"]: row for row in session.read([READ])[0]}


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": shapes.as_id(row.get("id")),
        "constant": row.get("constant"),
        "title": row.get("title"),
        "color": str(row.get("color") or "").lstrip("#").upper(),
    }


class _Planner:
    """Plans single statuses from what was read, and reads back what was written."""

    def __init__(self, session: Session, force: bool) -> None:
        self._session = session
        self._force = force
        self._known = _by_constant(session)
        self._planned: set[str] = set()

    def plan(self, wanted: Mapping[str, Any]) -> Item:
        """The plan of one status."""
        constant = wanted["constant"]
        if constant in self._planned:
            raise InputError(f"{constant} is named twice")
        self._planned.add(constant)
        draft = Draft(constant)
        row = self._known.get(constant)
        before = _shown(row) if row else None
        after = None if wanted["state"] == "absent" else self._after(wanted, before)
        draft.result = {"cmdb_status": after}
        if row is not None and before != after and (row.get("editable") is False or constant in BUILT_IN):
            raise InputError(
                f"{constant} is built into i-doit: it can neither be changed nor deleted", subject=constant
            )
        if before is not None and after is None:
            self._delete(draft, before)
        elif before != after and after is not None:
            self._save(draft, after)
        return draft.item(before, after)

    def _after(self, wanted: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
        named = {key: wanted[key] for key in FIELDS if wanted[key] is not None}
        if before is None:
            missing = [key for key in FIELDS if key not in named]
            if missing:
                raise InputError(
                    f"There is no CMDB status {wanted['constant']}; to create it, {' and '.join(missing)} is needed"
                )
            return {"id": None, "constant": wanted["constant"], **named}
        return {**before, **named}

    def _save(self, draft: Draft, after: Mapping[str, Any]) -> None:
        verb = "create" if after["id"] is None else "change"
        fields = {key: value for key, value in after.items() if value is not None}
        draft.do(f"{verb} CMDB status {after['constant']}", Call("cmdb.status.save", fields))

    def _delete(self, draft: Draft, before: Mapping[str, Any]) -> None:
        if not self._force:
            category = Schema(self._session, Reads(self._session)).load(GLOBAL)
            choice = Choice(before["id"], before["title"], before["constant"])
            Usage(self._session).refuse(category, category.attribute("cmdb_status"), [choice])
        draft.do(f"delete CMDB status {before['constant']}", Call("cmdb.status.delete", {"id": before["id"]}))

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the statuses back; raises :class:`NotStoredError`."""
        stored = _by_constant(self._session)
        for item in items:
            row = stored.get(item.name)
            found = _shown(row) if row else None
            if item.after is not None and found is not None and item.after["id"] is None:
                item.after["id"] = found["id"]
            if found != item.after:
                raise NotStoredError(f"The CMDB status {item.name} is {found} after it was written, not {item.after}")
