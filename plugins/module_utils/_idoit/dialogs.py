# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of dialog+ attributes: the lists that users extend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import AmbiguousError, InputError, NotFoundError, NotStoredError
from .._plan import Item, Plan, Step
from .drafts import Draft, plan_each
from .lookups import Lookups
from .reads import Reads
from .resolve import Objects
from .rpc import Session
from .schema import Attribute, Schema
from .usage import Usage
from .values import Choice, Dialog
from .values.dialogs import ChoiceWish, choice_wish, unknown_value
from .wire import Call

DIALOGS = Listable(
    "dialogs",
    options={
        "category": {"type": "str"},
        "attribute": {"type": "str"},
        "value": {"type": "raw"},
        "values": {"type": "list", "elements": "raw"},
        "parent": {"type": "raw"},
        "new_value": {"type": "str"},
        "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
        "force": {"type": "bool", "default": False},
    },
    rules=ArgSpec(mutually_exclusive=[("value", "values")]),
)


@dataclass
class Wanted:
    """What the user wants of the values of one attribute."""

    constant: str
    attribute_name: str
    wishes: list[ChoiceWish]
    parent: ChoiceWish | None
    new_value: str | None
    state: str
    force: bool
    attribute: Attribute = field(init=False)

    @property
    def name(self) -> str:
        """How messages call the dialog."""
        return f"{self.constant}.{self.attribute_name}"


def plan_dialogs(session: Session, params: Mapping[str, Any]) -> Plan:
    """Plan the dialog values of a task. Raises an :class:`ApiError`."""
    items, as_list = DIALOGS.items(params)
    reads = Reads(session)
    schema = Schema(session, reads)
    lookups = Lookups(session, reads, Objects(session, reads, schema))
    wanted = [_wanted(item, schema) for item in items]
    for each in wanted:
        schema.ask(each.constant)
    reads.send()
    for each in wanted:
        each.attribute = _extendable(schema, each)
        lookups.ask_choices(each.attribute)
        if each.attribute.parent:
            lookups.ask_choices(_parent_of(schema, each.attribute))
    reads.send()
    planner = _Planner(session, schema, lookups)
    return Plan(plan_each(wanted, planner.plan, lambda each: each.name, as_list), as_list, planner.confirm)


def _wanted(item: Mapping[str, Any], schema: Schema) -> Wanted:
    """Check the options of one dialog; raises :class:`InputError`."""
    if not item.get("category") or not item.get("attribute"):
        raise InputError("A dialog is named by category and attribute")
    values = item.get("values") if item.get("value") is None else [item["value"]]
    wishes = list(dict.fromkeys(choice_wish(value) for value in values or []))
    if not wishes or any(wish.name == "" for wish in wishes):
        raise InputError("Name at least one value; none may be empty")
    new_value = item.get("new_value")
    if new_value and (len(wishes) > 1 or item.get("state") not in (None, "present")):
        raise InputError("new_value renames one value, with state present")
    return Wanted(
        constant=schema.constant(str(item["category"])),
        attribute_name=str(item["attribute"]),
        wishes=wishes,
        parent=None if item.get("parent") is None else choice_wish(item["parent"]),
        new_value=new_value,
        state=str(item.get("state") or "present"),
        force=bool(item.get("force")),
    )


def _extendable(schema: Schema, wanted: Wanted) -> Attribute:
    """The attribute, if its values are the users'; raises :class:`InputError` with the reason why not."""
    attribute = schema.category(wanted.constant).attribute(wanted.attribute_name)
    kind = attribute.kind
    if not isinstance(kind, Dialog):
        raise InputError(f"{attribute} is no dialog")
    if not kind.creatable:
        raise InputError(f"{attribute} is a plain dialog: its values belong to i-doit and cannot be changed")
    if attribute.parent and wanted.parent is None:
        raise InputError(f"The values of {attribute} depend on {attribute.parent}", reason="Name one as parent.")
    if wanted.parent is not None and not attribute.parent:
        raise InputError(f"The values of {attribute} depend on no other dialog, so there is no parent")
    return attribute


def _parent_of(schema: Schema, attribute: Attribute) -> Attribute:
    return schema.category(attribute.category).attributes[str(attribute.parent)]


class _Planner:
    """Plans the values of single attributes, and reads back what was written."""

    def __init__(self, session: Session, schema: Schema, lookups: Lookups) -> None:
        self._session = session
        self._schema = schema
        self._lookups = lookups
        self._usage = Usage(session)
        self._planned: dict[int, _Planned] = {}

    def plan(self, wanted: Wanted) -> Item:
        """The plan for one attribute."""
        draft = Draft(wanted.name)
        parent = self._parent(wanted, wanted.attribute)
        known = self._known(wanted.attribute, parent)
        if wanted.state == "present":
            before, after = self._present(draft, wanted, wanted.attribute, known, parent)
        else:
            before, after = self._fewer(draft, wanted, wanted.attribute, known, parent)
        draft.result["dialog_values"] = [_public(each) for each in known if each.title in after]
        item = draft.item(sorted(before), sorted(after))
        self._planned[id(item)] = _Planned(wanted.attribute, parent, _replaced(draft, known))
        return item

    def _parent(self, wanted: Wanted, attribute: Attribute) -> Choice | None:
        if wanted.parent is None:
            return None
        above = _parent_of(self._schema, attribute)
        known = self._lookups.choices(above) or []
        found = _fitting(wanted.parent, known)
        if len(found) == 1:
            return found[0]
        if found:
            raise _double(str(wanted.parent), found)
        error = unknown_value(str(wanted.parent), known)
        error.subject = str(above)
        raise error

    def _known(self, attribute: Attribute, parent: Choice | None) -> list[Choice]:
        return _below(self._lookups.choices(attribute) or [], parent)

    def _present(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        if wanted.new_value:
            return self._rename(draft, wanted, attribute, known, parent)
        before, after = [], []
        for wish in wanted.wishes:
            found = _fitting(wish, known)
            if len(found) > 1:
                ids = ", ".join(str(each.id) for each in found)
                draft.warnings.append(f"{attribute} holds {wish} {len(found)} times (ids {ids})")
            if found:
                before.append(found[0].title)
                after.append(found[0].title)
            else:
                after.append(self._create(draft, attribute, wish, parent))
        return before, after

    def _rename(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        new_value = str(wanted.new_value)
        old = _fitting(wanted.wishes[0], known)
        new = [each for each in known if each.title == new_value]
        if len(old) > 1:
            raise _double(str(wanted.wishes[0]), old)
        if old and new and old[0].id != new[0].id:
            raise InputError(
                f"{attribute} holds {new_value!r} already (id {new[0].id}), so {wanted.wishes[0]} cannot be renamed"
            )
        if new:
            return [new_value], [new_value]
        if not old:
            return [], [self._create(draft, attribute, ChoiceWish(name=new_value), parent)]
        self._write(
            draft,
            "update",
            f"rename dialog value {old[0].title!r} of {attribute} to {new_value!r}",
            attribute,
            old[0],
            new_value,
        )
        return [old[0].title], [new_value]

    def _create(self, draft: Draft, attribute: Attribute, wish: ChoiceWish, parent: Choice | None) -> str:
        if wish.name is None:
            raise NotFoundError(f"{attribute} holds no value with {wish}")
        draft.do(
            f"create dialog value {wish.name!r} of {attribute}",
            self._lookups.create_choice(attribute, wish.name, parent),
        )
        return wish.name

    def _fewer(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        named = [(wish, _fitting(wish, known)) for wish in wanted.wishes]
        for wish, found in named:
            if len(found) > 1:
                raise _double(str(wish), found)
        if wanted.state == "absent":
            gone = [found[0] for _wish, found in named if found]
            self._delete(draft, wanted, attribute, gone)
            return [each.title for each in gone], []
        kept = [found[0] for _wish, found in named if found]
        # What the product itself ships has a constant; it is not the users' to delete.
        gone = [each for each in known if each not in kept and not each.const]
        new = [self._create(draft, attribute, wish, parent) for wish, found in named if not found]
        self._delete(draft, wanted, attribute, gone)
        before = [each.title for each in known]
        return before, [each.title for each in known if each not in gone] + new

    def _delete(self, draft: Draft, wanted: Wanted, attribute: Attribute, gone: Sequence[Choice]) -> None:
        if gone and not wanted.force:
            self._usage.refuse(self._schema.category(attribute.category), attribute, gone)
        for each in gone:
            self._write(draft, "delete", f"delete dialog value {each.title!r} of {attribute}", attribute, each)

    def _write(
        self, draft: Draft, verb: str, summary: str, attribute: Attribute, old: Choice, title: str | None = None
    ) -> Step:
        own = self._session.generation.category_constant(attribute.category)
        value = {} if title is None else {"value": title}
        params = {"category": own, "property": attribute.key, "entry_id": old.id, **value}
        return draft.do(summary, Call(f"cmdb.dialog.{verb}", params))

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the lists back; raises :class:`NotStoredError`."""
        reads = Reads(self._session)
        lookups = Lookups(self._session, reads, Objects(self._session, reads, self._schema))
        for item in items:
            lookups.ask_choices(self._planned[id(item)].attribute)
        reads.send()
        for item in items:
            planned = self._planned[id(item)]
            _check(item, planned, _below(lookups.choices(planned.attribute) or [], planned.parent))


@dataclass
class _Planned:
    """What was planned, to be read back. ``replaced``: the values that are renamed or deleted."""

    attribute: Attribute
    parent: Choice | None
    replaced: list[Choice]


def _replaced(draft: Draft, known: Sequence[Choice]) -> list[Choice]:
    numbers = {step.request.params.get("entry_id") for step in draft.steps}
    return [each for each in known if each.id in numbers]


def _check(item: Item, planned: _Planned, known: Sequence[Choice]) -> None:
    titles = [each.title for each in known]
    missing = [title for title in item.after if title not in titles]
    still = [
        old.title for old in planned.replaced if any(old.id == each.id and old.title == each.title for each in known)
    ]
    if missing or still:
        what = [f"{', '.join(missing)} missing"] * bool(missing) + [f"{', '.join(still)} still there"] * bool(still)
        raise NotStoredError(f"The dialog {item.name} was written, but: {'; '.join(what)}", system="i-doit")
    item.result["dialog_values"] = [_public(each) for each in known if each.title in item.after]


def _below(known: Iterable[Choice], parent: Choice | None) -> list[Choice]:
    """The values that depend on this one; old servers do not say on which they depend."""
    return [each for each in known if parent is None or each.parent_id in (None, parent.id)]


def _fitting(wish: ChoiceWish, known: Iterable[Choice]) -> list[Choice]:
    if wish.name is None:
        return [each for each in known if each.id == wish.id]
    return [each for each in known if each.is_named(wish.name)]


def _double(name: str, found: Sequence[Choice]) -> AmbiguousError:
    ids = ", ".join(f"{{id: {each.id}}}" for each in found)
    return AmbiguousError(f"The dialog holds {name!r} {len(found)} times", reason=f"Write one of: {ids}.")


def _public(value: Choice) -> dict[str, Any]:
    return {"id": value.id, "title": value.title, "const": value.const}
