# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of any category of objects: what the metadata of the server tells is enough, custom categories included."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import ApiError, AuthError, InputError, TransportError
from .._plan import Item, Plan
from .claims import Claims
from .drafts import Draft, plan_each
from .elements import elements, secrets_in
from .entry_checks import check_entries, foreseen_entries
from .entry_plans import ENTRY_STATUSES, PURGE_MODES, TARGETS, EntriesPlan
from .generation import NORMAL
from .lookups import Element, Entry, Lookups
from .reads import Reads
from .resolve import MATCH, MATCHING, Objects, Row, may_come, not_found
from .rpc import Session
from .schema import Category, Schema
from .values import ObjectWish, object_wish

OBJECT = {
    "type": "dict",
    "options": {
        "id": {"type": "int"},
        "sysid": {"type": "str"},
        "title": {"type": "str"},
        "type": {"type": "str"},
        "match": MATCH,
    },
    "required_one_of": [("id", "sysid", "title", "match")],
}
ENTRIES = Listable(
    "objects",
    options={
        "object": OBJECT,
        "category": {"type": "str"},
        "data": {"type": "dict"},
        "entries": {"type": "list", "elements": "dict"},
        "match_by": {"type": "list", "elements": "str"},
        "state": {
            "type": "str",
            "choices": ["present", "absent", "archived", "deleted", "exact"],
            "default": "present",
        },
        "purge_mode": {"type": "str", "choices": list(PURGE_MODES), "default": "archive"},
        "allow_empty": {"type": "bool", "default": False},
    },
    rules=ArgSpec(
        options={
            "create_dialog_values": {"type": "bool", "default": False},
            "check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"},
        },
        mutually_exclusive=[("data", "entries")],
    )
    + MATCHING,
)


@dataclass
class Wanted:
    """What the user wants of one object's entries in one category."""

    wish: ObjectWish
    constant: str
    given: list[Mapping[str, Any]] | None
    match_by: Sequence[str] | None
    state: str
    purge_mode: str
    allow_empty: bool
    elements: list[Element] = field(default_factory=list)
    error: ApiError | None = None

    @property
    def name(self) -> str:
        """How messages call the object."""
        return self.wish.title or str(self.wish)


def plan_entries(session: Session, params: Mapping[str, Any]) -> Plan:
    """Plan the entries of a task; reads in two batches. Raises an :class:`ApiError`."""
    items, as_list = ENTRIES.items(params)
    reads = Reads(session)
    schema = Schema(session, reads)
    objects = Objects(session, reads, schema, scan_limit=params.get("match_scan_limit"))
    foresee = session.check_mode and params.get("check_missing") != "fail"
    create_values = bool(params.get("create_dialog_values"))
    lookups = Lookups(session, reads, objects, create_values=create_values, foresee=foresee)
    planner = _Planner(session, reads, objects, schema, lookups)
    wanted = [_wanted(item, schema) for item in items]

    planner.ask_first(wanted)
    reads.send()
    secrets = _secrets(schema, wanted)
    try:
        planner.each(wanted, planner.ask_second)
        reads.send()
        planner.each(wanted, planner.ask_third)
        reads.send()
        planned = plan_each(wanted, planner.plan, lambda each: each.name, as_list)
    except ApiError as error:
        error.secrets = secrets
        raise
    return Plan(planned, as_list, planner.confirm, secrets=secrets)


def _wanted(item: Mapping[str, Any], schema: Schema) -> Wanted:
    """Check the options of one object; raises :class:`InputError`."""
    if not item.get("object") or not item.get("category"):
        raise InputError("Each item needs object and category")
    state = str(item.get("state") or "present")
    data, entries = item.get("data"), item.get("entries")
    given = [data] if data is not None else entries
    if state == "exact" and not given and not item.get("allow_empty"):
        raise InputError("state exact without entries would remove them all", reason="If so, say allow_empty: true.")
    return Wanted(
        wish=object_wish(item["object"]),
        constant=schema.constant(str(item["category"])),
        given=given,
        match_by=item.get("match_by"),
        state=state,
        purge_mode=str(item.get("purge_mode") or "archive"),
        allow_empty=bool(item.get("allow_empty")),
    )


def _secrets(schema: Schema, wanted: Sequence[Wanted]) -> frozenset[str]:
    """What was given for secret attributes."""
    return frozenset().union(*(secrets_in(schema.category(each.constant), each.given or []) for each in wanted))


class _Planner:
    """Asks for what the plans need, makes them, and reads back what was written."""

    def __init__(self, session: Session, reads: Reads, objects: Objects, schema: Schema, lookups: Lookups) -> None:
        self._session = session
        self._reads = reads
        self._objects = objects
        self._schema = schema
        self._lookups = lookups
        self._claims = Claims()
        self._plans: dict[int, EntriesPlan] = {}

    def ask_first(self, wanted: Sequence[Wanted]) -> None:
        """Objects, attributes and, where the type is named, the categories it has."""
        self._objects.ask(each.wish for each in wanted)
        for each in wanted:
            self._schema.ask(each.constant)
            for one in each.given or []:
                self._lookups.ask_owners(each.constant, one)
            if each.wish.type:
                self._schema.ask_type(self._objects.type_constant(each.wish.type) or "")

    @staticmethod
    def each(wanted: Sequence[Wanted], ask: Callable[[Wanted], None]) -> None:
        """Ask for what each needs; an error stays with the one it is about, to be told when that is planned."""
        for one in wanted:
            try:
                ask(one)
            except (AuthError, TransportError):
                raise
            except ApiError as error:
                one.error = one.error or error

    def ask_second(self, wanted: Wanted) -> None:
        """Entries, and everything the wanted values name."""
        category = self._schema.category(wanted.constant)
        wanted.elements = elements(category, wanted.given or [])
        rows = self._objects.found(wanted.wish)
        row = rows[0] if len(rows) == 1 else None
        if row is not None:
            for status in ENTRY_STATUSES:
                self._reads.ask(self._session.generation.read_entries(row["id"], wanted.constant, status))
            self._schema.ask_type(self._type_of(wanted, row))
        for one in wanted.elements:
            self._lookups.ask(one, row["id"] if row else None)

    def ask_third(self, wanted: Wanted) -> None:
        """Entries of other objects, which are found only now."""
        for one in wanted.elements:
            self._lookups.ask_owned(one)

    def plan(self, wanted: Wanted) -> Item:
        """The plan of one object."""
        if wanted.error is not None:
            raise wanted.error
        draft = Draft(wanted.name)
        try:
            return self._plan(wanted, draft)
        except ApiError:
            self._lookups.forget(draft)
            raise

    def _plan(self, wanted: Wanted, draft: Draft) -> Item:
        category = self._schema.category(wanted.constant)
        row = self._objects.one(wanted.wish)
        if row is None:
            return self._without_object(draft, wanted)
        draft.object_id = row["id"]
        object_type = self._type_of(wanted, row)
        multi_value = self._schema.is_multi_value(wanted.constant, object_type)
        if not self._schema.is_assigned(wanted.constant, object_type):
            draft.warnings.append(
                f"The type of {wanted.name} lacks the category {wanted.constant}: i-doit's pages will not show it"
            )
        stored = {status: self._stored(row["id"], category, status) for status in ENTRY_STATUSES}
        plan = EntriesPlan(
            category, row["id"], multi_value, stored, self._lookups, draft, wanted.match_by, self._claims
        )
        _carry(plan, wanted)
        draft.result = {"object": _public(row), "entries": foreseen_entries(plan)}
        item = draft.item(plan.before, plan.after)
        self._plans[id(item)] = plan
        return item

    def _without_object(self, draft: Draft, wanted: Wanted) -> Item:
        """The object may be about to come; what is wanted of its entries is checked all the same."""
        if wanted.state == "absent" and may_come(wanted.wish):
            draft.result = {"object": None, "entries": []}
            return draft.item([], [])
        if not (self._lookups.foresee and may_come(wanted.wish)):
            raise not_found(wanted.wish)
        draft.miss(str(wanted.wish))
        after = []
        for each in wanted.elements:
            typed = self._lookups.resolve(each, list(each.wishes), None, draft)
            kinds = each.category.attributes
            after.append({"id": None, **{key: kinds[key].kind.show(value) for key, value in typed.items()}})
        after = after if wanted.state in ("present", "exact") else []
        draft.result = {"object": None, "entries": after}
        return draft.item([], after)

    def _type_of(self, wanted: Wanted, row: Row) -> str | int:
        return self._objects.type_constant(wanted.wish.type) or int(row["type"])

    def _stored(self, object_id: int, category: Category, status: int) -> list[Entry]:
        call = self._session.generation.read_entries(object_id, category.constant, status)
        return [Entry(category, raw, status) for raw in self._reads.ask(call).value()]

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the entries back; raises :class:`NotStoredError` that names what did not stick."""
        reads = Reads(self._session)
        checks = []
        for item in items:
            plan = self._plans[id(item)]
            call = self._session.generation.read_entries(plan.object_id, plan.category.constant, NORMAL)
            checks.append((item, plan, reads.ask(call)))
        reads.send()
        for item, plan, answer in checks:
            item.result["entries"] = check_entries(plan, answer.value(), item.name)


def _carry(plan: EntriesPlan, wanted: Wanted) -> None:
    """What the state asks for."""
    if not plan.multi_value:
        _carry_single(plan, wanted)
    elif wanted.state == "present":
        plan.present(wanted.elements)
    elif wanted.state == "exact":
        plan.present(wanted.elements, rest=PURGE_MODES[wanted.purge_mode])
    else:
        if not wanted.elements:
            raise InputError("Name the entries in data or entries")
        plan.move(wanted.elements, TARGETS[wanted.state])


def _carry_single(plan: EntriesPlan, wanted: Wanted) -> None:
    if wanted.state not in ("present", "absent"):
        raise InputError(
            f"{wanted.constant} holds one entry per object: its states are present and absent, not {wanted.state}"
        )
    if wanted.constant == "C__CATG__GLOBAL" and wanted.state == "absent":
        raise InputError(
            "C__CATG__GLOBAL cannot be removed", reason="idoit_object with state absent purges the object."
        )
    if len(wanted.elements) > 1:
        raise InputError(f"{wanted.constant} holds one entry per object, {len(wanted.elements)} were given")
    if wanted.state == "absent":
        plan.single_absent()
    elif wanted.elements:
        plan.single(wanted.elements[0])


def _public(row: Row) -> dict[str, Any]:
    return {key: row.get(key) for key in ("id", "title", "sysid")}
