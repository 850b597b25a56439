# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of dialog+ attributes: the lists that users extend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import ArgSpec, Listable
from .._errors import InputError, NotFoundError, NotStoredError, UnsupportedError
from .._plan import Item, Plan, Result, Step
from .drafts import Draft, plan_each
from .lookups import Lookups, settled
from .reads import Reads
from .resolve import Objects
from .rpc import Session
from .schema import Attribute, Schema
from .usage import Usage
from .values import Choice, Dialog
from .values.dialogs import ChoiceWish, below, choice_wish, double, fitting, unknown_value
from .wire import Call

#: Category, attribute and, of a dependent dialog, the parent by id or, if that is still to be created, by title.
_List = tuple[str, str, Any]

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
        "allow_empty": {"type": "bool", "default": False},
        "force": {"type": "bool", "default": False},
    },
    rules=ArgSpec(
        options={"check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"}},
        mutually_exclusive=[("value", "values")],
    ),
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
    foresee = session.check_mode and params.get("check_missing") != "fail"
    planner = _Planner(session, schema, lookups, foresee)
    return Plan(plan_each(wanted, planner.plan, lambda each: each.name, as_list), as_list, planner.confirm)


def _wanted(item: Mapping[str, Any], schema: Schema) -> Wanted:
    """Check the options of one dialog; raises :class:`InputError`."""
    if not item.get("category") or not item.get("attribute"):
        raise InputError("A dialog is named by category and attribute")
    values = item.get("values") if item.get("value") is None else [item["value"]]
    wishes = list(dict.fromkeys(choice_wish(value) for value in values or []))
    state = str(item.get("state") or "present")
    if any(wish.name == "" for wish in wishes) or not (wishes or (state == "exact" and values is not None)):
        raise InputError("Name at least one value; none may be empty")
    if not wishes and not item.get("allow_empty"):
        raise InputError("state exact without values would delete them all", reason="If so, say allow_empty: true.")
    new_value = item.get("new_value")
    if new_value is not None and (not new_value or len(wishes) > 1 or state != "present"):
        raise InputError("new_value renames one value, with state present, and is not empty")
    return Wanted(
        constant=schema.constant(str(item["category"])),
        attribute_name=str(item["attribute"]),
        wishes=wishes,
        parent=None if item.get("parent") is None else choice_wish(item["parent"]),
        new_value=new_value,
        state=state,
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

    def __init__(self, session: Session, schema: Schema, lookups: Lookups, foresee: bool) -> None:
        self._session = session
        self._foresee = foresee
        self._schema = schema
        self._lookups = lookups
        self._usage = Usage(session)
        self._planned: dict[int, _Planned] = {}
        self._new: dict[_List, list[Choice]] = defaultdict(list)
        self._claims: dict[_List, dict[str | None, bool]] = defaultdict(dict)

    def plan(self, wanted: Wanted) -> Item:
        """The plan for one attribute."""
        draft = Draft(wanted.name)
        parent = self._parent(draft, wanted)
        known = below(self._lookups.choices(wanted.attribute) or [], parent)
        known += self._new[_list(wanted.attribute, parent)]
        if wanted.state == "present":
            before, after = self._present(draft, wanted, wanted.attribute, known, parent)
        else:
            before, after = self._fewer(draft, wanted, wanted.attribute, known, parent)
        self._claim(wanted, parent, {*before, *after})
        draft.result["dialog_values"] = [_public(each) for each in known if each.title in after]
        item = draft.item(sorted(before), sorted(after))
        self._planned[id(item)] = _Planned(wanted.attribute, parent, _replaced(draft, known))
        return item

    def _claim(self, wanted: Wanted, parent: Choice | None, titles: set[str]) -> None:
        """Note what becomes of which values; raises :class:`InputError` if an earlier item is at odds with it."""
        claims = self._claims[_list(wanted.attribute, parent)]
        adds = wanted.state == "present" and not wanted.new_value
        # None stands for all that is not named, which belongs to exact.
        for title, only_added in [(None, wanted.state != "exact"), *((each, adds) for each in sorted(titles))]:
            if title in claims and not (only_added and claims[title]):
                named = "its values" if title is None else repr(title)
                raise InputError(f"Two of the dialogs are at odds about {named} of {wanted.attribute}")
            claims[title] = only_added

    def _parent(self, draft: Draft, wanted: Wanted) -> Choice | None:
        if wanted.parent is None:
            return None
        above = _parent_of(self._schema, wanted.attribute)
        known = [*(self._lookups.choices(above) or []), *self._new[_list(above, None)]]
        found = fitting(wanted.parent, known)
        if len(found) == 1:
            return found[0]
        if found:
            raise double(wanted.parent, found)
        if self._foresee and wanted.parent.name is not None:
            draft.miss(f"dialog value {wanted.parent.name!r} of {above}")
            return Choice(None, wanted.parent.name)
        error = unknown_value(str(wanted.parent), known)
        error.subject = str(above)
        raise error

    def _present(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        if wanted.new_value:
            return self._rename(draft, wanted, attribute, known, parent)
        before, after = [], []
        for wish in wanted.wishes:
            found = fitting(wish, known)
            if len(found) > 1:
                ids = ", ".join(str(each.id) for each in found)
                draft.warnings.append(f"{attribute} holds {wish} {len(found)} times (ids {ids})")
            if found:
                before.append(found[0].title)
                after.append(found[0].title)
                if parent is not None and found[0].parent_id is None and found[0].id is not None:
                    draft.warnings.append(
                        f"{_untold(attribute, found[0])}, so it is taken for the one of {parent.title!r}"
                    )
            else:
                after.append(self._create(draft, attribute, wish, parent))
        return before, after

    def _rename(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        new_value = str(wanted.new_value)
        old = fitting(wanted.wishes[0], known)
        new = [each for each in known if each.title == new_value]
        if len(old) > 1:
            raise double(wanted.wishes[0], old)
        if old and new and old[0].id != new[0].id:
            raise InputError(
                f"{attribute} holds {new_value!r} already (id {new[0].id}), so {wanted.wishes[0]} cannot be renamed"
            )
        if new:
            return [new_value], [new_value]
        if not old:
            return [], [self._create(draft, attribute, ChoiceWish(name=new_value), parent)]
        self._own(wanted, [(wanted.wishes[0], old[0])])
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
        call = self._lookups.create_choice(attribute, wish.name, parent)
        step = draft.do(f"create dialog value {wish.name!r} of {attribute}", call)
        new = Choice(None, wish.name, parent_id=parent.id if parent else None, pending=Result(step))
        self._new[_list(attribute, parent)].append(new)
        return wish.name

    def _fewer(
        self, draft: Draft, wanted: Wanted, attribute: Attribute, known: Sequence[Choice], parent: Choice | None
    ) -> tuple[list[str], list[str]]:
        named = [(wish, fitting(wish, known)) for wish in wanted.wishes]
        for wish, found in named:
            if len(found) > 1:
                raise double(wish, found)
        kept = [(wish, found[0]) for wish, found in named if found]
        if wanted.state == "absent":
            self._own(wanted, kept)
            gone = list({each.id: each for _wish, each in kept}.values())
            self._delete(draft, wanted, attribute, gone)
            return [each.title for each in gone], []
        # What the product itself ships has a constant; it is not the users' to delete.
        gone = [each for each in known if each not in (held for _wish, held in kept) and not each.const]
        self._own(wanted, [(None, each) for each in gone])
        new = [self._create(draft, attribute, wish, parent) for wish, found in named if not found]
        self._delete(draft, wanted, attribute, gone)
        before = [each.title for each in known]
        return before, [each.title for each in known if each not in gone] + new

    def _own(self, wanted: Wanted, values: Iterable[tuple[ChoiceWish | None, Choice]]) -> None:
        """Raise :class:`UnsupportedError` for values that may depend on another parent, unless named by id."""
        for wish, value in values:
            if wanted.parent is not None and value.parent_id is None and (wish is None or wish.id is None):
                raise UnsupportedError(
                    f"{_untold(wanted.attribute, value)}: it may be the one of another than {wanted.parent}",
                    reason=f"To change or delete it all the same, name it: {{id: {value.id}}}.",
                )

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
        """Read the lists back; raises :class:`NotStoredError`, and :class:`AmbiguousError` for a double."""
        reads = Reads(self._session)
        lookups = Lookups(self._session, reads, Objects(self._session, reads, self._schema))
        for item in items:
            lookups.ask_choices(self._planned[id(item)].attribute)
        reads.send()
        for item in items:
            planned = self._planned[id(item)]
            _check(item, planned, below(lookups.choices(planned.attribute) or [], settled(planned.parent)))


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
    for title in set(item.after) - set(item.before):
        found = [each for each in known if each.title == title]
        if len(found) > 1:
            # Somebody else made it at the same time: the server knows no unique titles (idoit-api.md §8).
            raise double(ChoiceWish(name=title), found)
    item.result["dialog_values"] = [_public(each) for each in known if each.title in item.after]


def _list(attribute: Attribute, parent: Choice | None) -> _List:
    return attribute.category, attribute.key, parent and (parent.id or parent.title)


def _untold(attribute: Attribute, value: Choice) -> str:
    return f"The server does not tell on which {attribute.parent} {value.title!r} (id {value.id}) depends"


def _public(value: Choice) -> dict[str, Any]:
    return {"id": value.id, "title": value.title, "const": value.const}
