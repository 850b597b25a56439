# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects over their whole life: found in every record status, created, changed, moved between states, purged."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from .._errors import AmbiguousError, ApiError, InputError
from .._plan import Item, Plan, Result
from .contents import Contents
from .drafts import Draft, plan_each
from .entries import changed_data, differing, new_data, views
from .generation import ARCHIVED, DELETED, MASS_CHANGE_TEMPLATE, NORMAL, TEMPLATE, Generation
from .lookups import Entry, Lookups, element
from .object_checks import ObjectChecks, Written
from .object_entries import ObjectEntries
from .object_identity import Identities
from .object_templates import Templates
from .object_views import GLOBAL, STATES, identity, public, shown_object, state_name
from .object_wishes import CREATING, OBJECTS, Wanted, wanted_objects
from .reads import Reads
from .resolve import Objects, Row, status_name
from .rpc import Session
from .schema import Category, Schema
from .values import EMPTY
from .wire import Call

#: What cmdb.object.create itself stores in every generation (idoit-observed.md §5); the rest follows by a save.
STORED_BY_CREATE = ("cmdb_status", "description")
#: Seconds between looking again for doubles, which another process may be about to remove.
PAUSES = (0.5, 1, 2, 4)


def plan_objects(session: Session, params: Mapping[str, Any]) -> Plan:
    """Plan the objects of a task; reads in two batches. Raises an :class:`ApiError`.

    With ``resolve_race`` doubles get some seconds to give way to each other before they are errors.
    """
    for pause in PAUSES if params.get("resolve_race") else ():
        try:
            plan = _plan(session, params)
        except AmbiguousError:
            time.sleep(pause)
            continue
        if not any(isinstance(item.error, AmbiguousError) for item in plan.items):
            return plan
        time.sleep(pause)
    return _plan(session, params)


def _plan(session: Session, params: Mapping[str, Any]) -> Plan:
    items, as_list = OBJECTS.items(params)
    reads = Reads(session)
    schema = Schema(session, reads)
    objects = Objects(session, reads, schema, scan_limit=params.get("match_scan_limit"))
    foresee = session.check_mode and params.get("check_missing") != "fail"
    create_values = bool(params.get("create_dialog_values"))
    lookups = Lookups(session, reads, objects, create_values=create_values, foresee=foresee)
    entries = ObjectEntries(session, reads, schema, lookups)
    wanted = wanted_objects(items, schema, objects)
    identities = Identities(session, objects)

    schema.ask(GLOBAL)
    identities.ask(wanted)
    objects.ask(each.template for each in wanted if each.template)
    for each in wanted:
        entries.ask_categories(each, each.type)
    reads.send()
    templates = Templates(session, reads, schema, objects, foresee=foresee)
    templates.fill([each for each in wanted if each.identity in session.begun or not identities.candidates(each)])
    category = schema.category(GLOBAL)
    secrets = entries.secrets(wanted)
    try:
        for each in wanted:
            each.element = element(category, each.fields)
            lookups.ask(each.element, None)
            for row in identities.candidates(each):
                reads.ask(_read_global(session, row["id"]))
            entries.ask_entries(each, identities.candidates(each))
        reads.send()
        contents = Contents(session, reads, schema)
        contents.ask([row for each in wanted if each.state == "absent" for row in identities.candidates(each)])
        checks = ObjectChecks(
            session,
            category,
            resolve_race=bool(params.get("resolve_race")),
            plan_again=lambda: plan_objects(session, params),
        )
        planner = _Planner(session, reads, lookups, category, contents, checks, entries, identities)
        planned = plan_each(wanted, planner.plan, lambda each: each.name, as_list)
    except ApiError as error:
        error.secrets = secrets
        raise
    return Plan(planned, as_list, lambda written: checks.confirm(written, planned), secrets=secrets)


def _read_global(session: Session, object_id: int) -> Call:
    return session.generation.read_entries(object_id, GLOBAL)


class _Planner:
    """Plans single objects from what was read."""

    def __init__(
        self,
        session: Session,
        reads: Reads,
        lookups: Lookups,
        category: Category,
        contents: Contents,
        checks: ObjectChecks,
        entries: ObjectEntries,
        identities: Identities,
    ) -> None:
        self._session = session
        self._reads = reads
        self._objects = lookups.objects
        self._lookups = lookups
        self._category = category
        self._contents = contents
        self._checks = checks
        self._entries = entries
        self._identities = identities
        self._planned: dict[int, Wanted] = {}

    def plan(self, wanted: Wanted) -> Item:
        """The plan of one object."""
        if wanted.refused:
            raise wanted.refused
        draft = Draft(wanted.name, warnings=list(wanted.notes))
        for missing in wanted.missing:
            draft.miss(missing)
        row = self._identities.locate(wanted)
        if row is not None:
            self._check_unique(wanted, row)
        draft.object_id = row["id"] if row else None
        if wanted.state == "absent":
            return self._purge(draft, row)
        if row is None and wanted.state not in CREATING:
            draft.result["object"] = None
            return draft.item(None, None)
        if row is None:
            return self._create(draft, wanted)
        return self._change(draft, wanted, row)

    def _check_unique(self, wanted: Wanted, row: Row) -> None:
        """Two names for one object would contradict each other, if not now, then in their attributes."""
        other = self._planned.setdefault(row["id"], wanted)
        if other is not wanted:
            raise InputError(f"{wanted.identity} and {other.identity} are the same object (id {row['id']})")

    def _create(self, draft: Draft, wanted: Wanted) -> Item:
        generation, category = self._session.generation, self._category
        object_type = wanted.type
        if object_type is None:
            raise InputError(f"There is no {wanted.identity}", reason="To create it, its type is needed.")
        self._session.begun.add(wanted.identity)
        typed = self._typed(wanted, None, draft)
        data = new_data(category, typed)
        at_once = {key: data.pop(key) for key in STORED_BY_CREATE if key in data}
        creation = generation.create_object(object_type, str(wanted.title), **at_once)
        made = draft.do(f"create object {wanted.title!r} of type {object_type}", creation)
        if data:
            request = generation.save_entry(Result(made), GLOBAL, data, multi_value=False)
            draft.do(f"set {', '.join(data)} of object {wanted.title!r}", request)
        plans = self._entries.plan(wanted, draft, Result(made), object_type)
        plans.come_with(self._session, draft, made, creation)
        moves = _transition(generation, Result(made), NORMAL, STATES[wanted.state])
        if moves:
            draft.do(f"make object {wanted.title!r} a {wanted.state}", moves)
        _before, after = views(category, typed, None)
        state = {"id": None, "title": wanted.title, "type": object_type, "status": state_name(wanted.state), **after}
        draft.result.update({"object": public(state), **plans.foreseen()})
        return self._finish(wanted, Written(draft, STATES[wanted.state], typed, made, plans), None, public(state))

    def _change(self, draft: Draft, wanted: Wanted, row: Row) -> Item:
        category, state = self._category, STATES[wanted.state]
        stored = self._stored(row)
        typed = self._typed(wanted, stored, draft) if wanted.state in CREATING else {}
        before, after = views(category, typed, stored)
        known = {**identity(category, row, stored), "status": status_name(row)}
        before, after = {**known, **before}, {**known, "status": state_name(wanted.state), **after}
        moves = _transition(self._session.generation, row["id"], row["status"], state)
        if moves:
            draft.do(f"move object {row['title']!r} from {status_name(row)} to {state_name(wanted.state)}", moves)
        changed = differing(category, typed, stored)
        if changed:
            request = self._session.generation.save_entry(
                row["id"], GLOBAL, changed_data(category, typed, stored), stored.id, multi_value=False
            )
            draft.do(f"change {', '.join(changed)} of object {row['title']!r}", request)
        plans = self._entries.plan(wanted, draft, row["id"], int(row["type"]))
        draft.result["object"] = {**shown_object(category, row, stored), **public(after)}
        draft.result.update(plans.foreseen())
        return self._finish(wanted, Written(draft, state, typed, None, plans), public(before), public(after))

    def _purge(self, draft: Draft, row: Row | None) -> Item:
        draft.result["object"] = None
        if row is None:
            return draft.item(None, None)
        stored = self._stored(row)
        lost = {constant: len(held) for constant, held in self._contents.of(row).items()}
        draft.result["lost"] = lost
        if lost:
            told = ", ".join(f"{constant} {number}" for constant, number in lost.items())
            draft.warnings.append(f"With object {row['title']!r} (id {row['id']}) go its entries: {told}")
        before = {**shown_object(self._category, row, stored), "entries": lost}
        draft.do(f"purge object {row['title']!r} with all it holds", self._session.generation.purge_object(row["id"]))
        return self._checks.note(draft.item(before, None), Written(draft, None))

    def _typed(self, wanted: Wanted, stored: Entry | None, draft: Draft) -> dict[str, Any]:
        """The wanted attributes; title and type too where the object is named otherwise."""
        typed = self._lookups.resolve(wanted.element, list(wanted.element.wishes), stored, draft)
        if stored is not None and wanted.title and stored.value("title") != wanted.title:
            typed["title"] = wanted.title
        self._objects.check_type(wanted.type)
        if stored is not None and wanted.type and stored.value("type") is not EMPTY:
            typed["type"] = wanted.type
        return typed

    def _stored(self, row: Row) -> Entry:
        """The entry of GLOBAL; every object has one (idoit-observed.md §6)."""
        entries = self._reads.ask(_read_global(self._session, row["id"])).value()
        return Entry(self._category, entries[0] if entries else {"id": row["id"]}, NORMAL)

    def _finish(self, wanted: Wanted, written: Written, before: Any, after: Any) -> Item:
        """The item, with the entries as a part of the object."""
        if written.created:
            written.wanted = wanted
        before = before and {**before, **written.plans.before()}
        return self._checks.note(written.draft.item(before, {**after, **written.plans.after()}), written)


def _transition(generation: Generation, object_id: Any, now: int, target: int) -> list[Call]:
    """The calls that lead from one record status to another (idoit-api.md §4.1, where doing nothing is an error)."""
    if now == target:
        return []
    moves = {
        NORMAL: generation.recycle_object,
        ARCHIVED: generation.archive_object,
        DELETED: generation.delete_object,
        TEMPLATE: generation.mark_template,
        MASS_CHANGE_TEMPLATE: generation.mark_mass_change_template,
    }
    move = moves[target](object_id)
    templates = (TEMPLATE, MASS_CHANGE_TEMPLATE)
    if NORMAL in (now, target) or (now in templates) == (target in templates):
        return move
    return (generation.unmark_template if now in templates else generation.recycle_object)(object_id) + move
