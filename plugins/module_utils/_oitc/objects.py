# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that the server keeps as a patchable record: host groups, contact groups, contacts, host templates.

One plan for all of them; a :class:`Kind` says what is special about one. Unlike hosts they inherit nothing, and an edit
leaves alone what is not sent (oitc-observed.md §6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec, Listable
from .._errors import AmbiguousError, InputError, NotFoundError, NotStoredError
from .._plan import Item, Plan, Step
from .answers import SYSTEM
from .client import Client, Write, id_from
from .fields import Field
from .lists import Listed, ListOf
from .lookups import Lookups
from .naming import Naming
from .references import MissingName, Reference


@dataclass(frozen=True)
class Kind:
    """One kind of object.

    ``list``: where it is found, which also says how messages call it. ``wrapper``: its name in bodies. ``new``: the
    record a new one starts from. ``needed``: options a new one needs. ``in_container``: its name and parent live in a
    container of its own. ``modes``: lists that can be added to. ``check``: rules of the server that span fields; gives
    what is wrong with the values. ``finish``: completes the wished values of fields that depend on each other.
    """

    list: ListOf
    listable: Listable
    wrapper: str
    fields: tuple[Field, ...]
    new: Mapping[str, Any] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    in_container: bool = False
    modes: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Any]], Sequence[str]] = lambda _values: ()
    finish: Callable[[dict[str, Any], Mapping[str, Any], Lookups, Naming], None] = lambda *_arguments: None

    @property
    def noun(self) -> str:
        """How messages call one."""
        return self.list.noun

    @property
    def controller(self) -> str:
        """Its name in paths."""
        return self.list.controller

    @property
    def result(self) -> str:
        """The key of the module's result."""
        return self.wrapper.lower()

    def spec(self) -> ArgSpec:
        """The options of the module."""
        return OITC_CONNECTION + self.listable.spec()

    def values(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The value of each field."""
        return {one.option: one.read(record) for one in self.fields}

    def body(self, record: Mapping[str, Any], values: Mapping[str, Any], name: str, container: Any) -> dict[str, Any]:
        """The request that stores the values."""
        keys = dict(record)
        for one in self.fields:
            keys.update(one.body(values[one.option]))
        if self.in_container:
            keys["container"] = {**keys.get("container", {}), "name": name, "parent_id": container}
        else:
            keys["name"] = name
        return {self.wrapper: keys}


def kind_options(fields: Mapping[str, Any], modes: Sequence[str] = ()) -> dict[str, Any]:
    """The options that all kinds share, and those of the fields."""
    return {
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "id": {"type": "int"},
        "name": {"type": "str"},
        **fields,
        **{f"{name}_mode": {"type": "str", "choices": ["set", "append"], "default": "set"} for name in modes},
        "check_missing": {"type": "str", "choices": ["warn", "fail"], "default": "warn"},
    }


def plan_kind(kind: Kind, client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all objects of a task. Only reads."""
    items, as_list = kind.listable.items(params)
    objects = Objects(kind, client, items)
    return Plan([objects.plan(item) for item in items], as_list=as_list, confirm=objects.confirm)


class Objects:
    """Plans the objects of one task; the list is read once for all of them."""

    def __init__(self, kind: Kind, client: Client, items: Sequence[Mapping[str, Any]]) -> None:
        self._kind = kind
        self._client = client
        self._lookups = Lookups(client)
        self._rows: list[Listed] | None = None
        self._only = str(items[0].get("name") or "") if len(items) == 1 else ""
        self._wished: dict[Item, tuple[Mapping[str, Any], Naming, int | None]] = {}
        self._seen: set[Any] = set()

    def plan(self, item: Mapping[str, Any]) -> Item:
        """The plan for one object."""
        naming = Naming(self._lookups, self._client.check_mode and item.get("check_missing") != "fail")
        label = str(item.get("name") or f"id {item.get('id')}")
        if item["state"] == "absent" and self._container_is_gone(item):
            gone = f"{self._kind.noun} {label}: there is no container {item['container']}, so it is not in it"
            return Item(label, None, None, result={self._kind.result: None}, warnings=[gone])
        container = naming.resolve("container", item["container"], "container") if item.get("container") else None
        found = self._find(item, container)
        self._refuse_twin((label, container) if found is None else found, label)
        record = self._existing(found, item)
        if item["state"] == "absent":
            return self._deletion(label, record, naming, item)
        return self._change(label, item, record, container, naming)

    def confirm(self, items: Sequence[Item]) -> None:
        """Read back. Raises :class:`NotStoredError` for what did not stick."""
        for item in items:
            if item.after is None:
                continue
            wished, naming, number = self._wished[item]
            number = id_from(item.steps[0]) if number is None else number
            stored = self._kind.values(self._record(number))
            lost = dict(_differences(self._kind.fields, wished, stored, naming))
            if lost:
                raise NotStoredError(
                    "the server answered success, but did not store everything",
                    system=SYSTEM,
                    subject=f"{self._kind.noun} {item.name}",
                    details=lost,
                )
            item.result[self._kind.result] = {"id": number, **item.after}

    def _container_is_gone(self, item: Mapping[str, Any]) -> bool:
        if item.get("id") is not None or not item.get("container"):
            return False
        reference = Reference.parse(item["container"], "container")
        return reference.name is not None and reference.name not in self._lookups.containers()

    def _find(self, item: Mapping[str, Any], container: Any) -> int | None:
        """The id of the object that the options mean. Raises :class:`AmbiguousError`."""
        if item.get("id") is not None:
            return int(item["id"])
        if not item.get("name"):
            raise InputError(f"a {self._kind.noun} is named by name or id: none is given")
        found = [row for row in self._list() if row.name == item["name"]]
        if container is not None:
            found = [row for row in found if container in row.containers]
        if len(found) > 1:
            ids = ", ".join(str(row.id) for row in found)
            raise AmbiguousError(
                f"There are {len(found)} {self._kind.noun}s named {item['name']!r}: ids {ids}", reason="Give id."
            )
        return found[0].id if found else None

    def _list(self) -> list[Listed]:
        if self._rows is None:
            self._rows = self._kind.list.read(self._client, self._only)
        return self._rows

    def _refuse_twin(self, key: Any, label: str) -> None:
        if key in self._seen:
            raise InputError(f"{self._kind.noun} {label} is named twice in the list")
        self._seen.add(key)

    def _record(self, number: int) -> Mapping[str, Any]:
        key = self._kind.wrapper
        body = self._client.get(f"{self._kind.controller}/edit/{number}", expect=(key.lower(),))
        record: Mapping[str, Any] = body[key.lower()][key]
        return record

    def _existing(self, found: int | None, item: Mapping[str, Any]) -> Mapping[str, Any] | None:
        try:
            return None if found is None else self._record(found)
        except NotFoundError:
            if item["state"] == "absent":
                return None
            raise

    def _deletion(self, label: str, record: Mapping[str, Any] | None, naming: Naming, item: Mapping[str, Any]) -> Item:
        if record is None:
            return Item(label, None, None, result={self._kind.result: None})
        step = Step(
            f"delete {self._kind.noun} {label}",
            Write(f"{self._kind.controller}/delete/{{id}}", ids={"id": record["id"]}),
        )
        before = self._show(self._kind.values(record), self._name(record), naming, item)
        return Item(label, before, None, [step], {self._kind.result: None})

    def _change(
        self, label: str, item: Mapping[str, Any], record: Mapping[str, Any] | None, container: Any, naming: Naming
    ) -> Item:
        kind = self._kind
        if record is not None and container is not None and container != self._parent(record, container):
            raise InputError(
                f"{kind.noun} {label} cannot be moved to another container",
                reason="The server keeps it where it is. Name the container it is in, or none.",
            )
        missing = [name for name in (*kind.needed, "name") if record is None and item.get(name) is None]
        if missing:
            raise InputError(f"there is no {kind.noun} {label} yet, and a new one needs {', '.join(missing)}")
        current = kind.values(record) if record else None
        desired = {**(current or kind.values(kind.new)), **self._wishes(item, current, naming)}
        kind.finish(desired, current or {}, self._lookups, naming)
        problems = [] if naming.missing else kind.check(desired)
        if problems:
            raise InputError(f"{kind.noun} {label}: {'; '.join(problems)}")
        name = str(item.get("name") or self._name(record or {}))
        body = kind.body(record or kind.new, desired, name, self._parent(record, container))
        differs = record is None or (current, self._name(record)) != (desired, name)
        steps = self._writes(label, record, differs, body)
        before = self._show(current, self._name(record), naming, item) if current and record else None
        after = self._show(desired, name, naming, item, current)
        number = record["id"] if record else None
        planned = Item(label, before, after, steps, {kind.result: {"id": number, **after}}, unresolved=naming.missing)
        planned.warnings = naming.warnings(f"{kind.noun} {label}")
        self._wished[planned] = (desired, naming, number)
        return planned

    def _writes(
        self, label: str, record: Mapping[str, Any] | None, differs: bool, body: Mapping[str, Any]
    ) -> list[Step]:
        kind = self._kind
        if record is None:
            return [Step(f"create {kind.noun} {label}", Write(f"{kind.controller}/add", body, returns_id=True))]
        if not differs:
            return []
        write = Write(f"{kind.controller}/edit/{{id}}", body, {"id": record["id"]}, returns_id=True)
        return [Step(f"edit {kind.noun} {label}", write)]

    def _wishes(self, item: Mapping[str, Any], current: Mapping[str, Any] | None, naming: Naming) -> dict[str, Any]:
        wishes: dict[str, Any] = {}
        for one in self._kind.fields:
            given = item.get(one.option)
            if given is None:
                continue
            wish = one.wish(given, naming)
            appends = one.option in self._kind.modes and item.get(f"{one.option}_mode") == "append"
            wishes[one.option] = current[one.option] | wish if appends and current else wish
        return wishes

    def _name(self, record: Mapping[str, Any]) -> str:
        holder = record["container"] if self._kind.in_container else record
        return str(holder["name"])

    def _parent(self, record: Mapping[str, Any] | None, container: Any) -> Any:
        if record is not None and self._kind.in_container:
            return record["container"]["parent_id"]
        return container

    def _show(
        self,
        values: Mapping[str, Any],
        name: str,
        naming: Naming,
        item: Mapping[str, Any],
        before: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Members that are hosts can be thousands: they are shown where the user names them."""
        old = before or {}
        fields = [
            one for one in self._kind.fields if getattr(one, "kind", "") != "host" or item.get(one.option) is not None
        ]
        hosts = {number for one in fields if getattr(one, "kind", "") == "host" for number in values[one.option]}
        naming.learn_hosts({number for number in hosts if not isinstance(number, MissingName)})
        shown = {one.option: one.show(values[one.option], naming, old.get(one.option)) for one in fields}
        return {"name": name, **shown}


def _differences(
    fields: Sequence[Field], wished: Mapping[str, Any], stored: Mapping[str, Any], naming: Naming
) -> Iterator[tuple[str, str]]:
    for one in fields:
        asked, kept = wished[one.option], stored[one.option]
        if asked != kept:
            yield one.option, f"asked for {one.show(asked, naming)!r}, stored is {one.show(kept, naming)!r}"
