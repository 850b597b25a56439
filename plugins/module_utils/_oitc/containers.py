# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers by path: tenants directly below /root, locations and nodes further down (oitc-api.md §11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._argspec import OITC_CONNECTION, Listable
from .._errors import ApiError, InputError, NotStoredError
from .._plan import Item, Plan, Result, Step
from .answers import SYSTEM, created_id
from .client import Client, Write
from .lookups import ROOT, Lookups
from .references import MissingName, Reference

TYPES = {2: "tenant", 3: "location", 5: "node"}
NODE_TYPE = 5
#: The details of tenants and locations. Nodes have a name only.
DETAILS = {
    "tenant": ("description", "firstname", "lastname", "street", "zipcode", "city"),
    "location": ("description", "latitude", "longitude", "timezone"),
    "node": (),
}
NUMBERS = ("latitude", "longitude")

CONTAINER = Listable(
    list_name="containers",
    options={
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "path": {"type": "str"},
        "type": {"type": "str", "choices": sorted(DETAILS)},
        "create_parents": {"type": "bool", "default": False},
        **{
            name: {"type": "float" if name in NUMBERS else "str"}
            for name in dict.fromkeys(name for names in DETAILS.values() for name in names)
        },
    },
)
SPEC = OITC_CONNECTION + CONTAINER.spec()


def plan_containers(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all containers of a task, in the order given. Only reads."""
    items, as_list = CONTAINER.items(params)
    containers = Containers(client)
    return Plan([containers.plan(item) for item in items], as_list=as_list, confirm=containers.confirm)


@dataclass(frozen=True)
class AddressedWrite(Write):
    """Adds a tenant or a location: its answer holds the id of that, from which the id of its container is read."""

    kind: str = "tenant"

    def send(self, client: Client) -> dict[str, Any]:
        answer = super().send(client)
        record = client.get(f"{self.kind}s/edit/{created_id(answer)}", expect=(self.kind,))[self.kind]
        return {**answer, "id": record["container_id"]}


class Containers:
    """Plans the containers of one task; one may be the parent of a later one before it exists."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lookups = Lookups(client)
        self._new: dict[str, Result] = {}
        self._gone: set[str] = set()
        self._wished: dict[Item, Mapping[str, Any]] = {}

    def plan(self, item: Mapping[str, Any]) -> Item:
        """The plan for one container."""
        path = "/" + str(item.get("path") or "").strip("/")
        if not path.startswith(f"{ROOT}/"):
            raise InputError(f"path must be below {ROOT}, such as {ROOT}/Tenant/Node, not {item.get('path')!r}")
        number = self._known(path)
        if item["state"] == "absent":
            return self._deletion(path, number)
        if number is None:
            return self._creation(path, item)
        return self._edit(path, number, item)

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the tree again. Raises :class:`NotStoredError`."""
        stored = Lookups(self._client).containers()
        for item in items:
            if item.after is None:
                continue
            if item.name not in stored:
                raise NotStoredError("the server answered success, but the container is not there", subject=item.name)
            number = stored.id_of(Reference(name=item.name), "path")
            item.after = self._read(number, item.name, item.after["type"])
            item.result["container"] = {"id": number, **item.after}
            lost = [name for name, value in self._wished[item].items() if item.after[name] != value]
            if lost:
                raise NotStoredError("the server did not store all values", subject=item.name, details=_named(lost))

    def _known(self, path: str) -> int | Result | None:
        if path in self._new:
            return self._new[path]
        containers = self._lookups.containers()
        if path not in containers or path in self._gone:
            return None
        return containers.id_of(Reference(name=path), "path")

    def _deletion(self, path: str, number: int | Result | None) -> Item:
        if number is None:
            return Item(path, None, None, result={"container": None})
        if isinstance(number, Result):
            raise InputError(f"{path} is to be created and deleted in one task")
        below = [name for name in self._lookups.containers().below(path) if name not in self._gone]
        if below:
            raise InputError(f"container {path} is not empty: it holds {', '.join(sorted(below)[:5])}")
        kind = self._type_of(number)
        self._gone.add(path)
        controller = "containers" if kind == "node" else f"{kind}s"
        step = Step(f"delete {kind} {path}", Write(f"{controller}/delete/{{id}}", ids={"id": number}))
        return Item(path, self._read(number, path, kind), None, [step], {"container": None})

    def _creation(self, path: str, item: Mapping[str, Any]) -> Item:
        kind = item.get("type") or "node"
        wished = _wished_details(kind, item)
        steps: list[Step] = []
        parent = self._parent(path, bool(item.get("create_parents")), steps)
        missing = [str(parent)] if isinstance(parent, MissingName) else []
        self._add(path, kind, parent, wished, steps)
        after = {"path": path, "type": kind, **dict.fromkeys(DETAILS[kind]), **wished}
        planned = Item(path, None, after, steps, {"container": {"id": None, **after}}, unresolved=missing)
        planned.warnings = [
            f"container {name} not found, an earlier task may be about to create it" for name in missing
        ]
        self._wished[planned] = wished
        return planned

    def _parent(self, path: str, create: bool, steps: list[Step]) -> Any:
        above = path.rpartition("/")[0]
        number = self._known(above)
        if number is not None:
            return number
        if not create and self._client.check_mode:
            return MissingName(above)
        if not create:
            raise InputError(
                f"There is no container {above!r} to put {path} into", reason="create_parents: true makes it."
            )
        kind = "tenant" if above.rpartition("/")[0] == ROOT else "node"
        self._add(above, kind, self._parent(above, create, steps), {}, steps)
        return self._new[above]

    def _add(self, path: str, kind: str, parent: Any, wished: Mapping[str, Any], steps: list[Step]) -> None:
        above, _slash, name = path.rpartition("/")
        if kind == "tenant" and above != ROOT:
            raise InputError(f"{path}: a tenant is directly below {ROOT}")
        inner = {"name": name, "parent_id": parent}
        if kind == "node":
            body = {"Container": {**inner, "containertype_id": NODE_TYPE}}
            write = Write("containers/add", body, returns_id=True)
        else:
            # These two come without a wrapper (contracts/oitc/036, 041).
            write = AddressedWrite(f"{kind}s/add", {**wished, "container": inner}, returns_id=True, kind=kind)
        steps.append(Step(f"create {kind} {path}", write))
        self._new[path] = Result(steps[-1])

    def _edit(self, path: str, number: int | Result, item: Mapping[str, Any]) -> Item:
        if isinstance(number, Result):
            raise InputError(f"container {path} is named twice in the list")
        given = {name: item.get(name) for name in CONTAINER.options if item.get(name) is not None}
        kind = item.get("type") or "node"
        if not {*given} - {"state", "path", "create_parents"}:
            same = {"path": path}
            return Item(path, same, same, result={"container": {"id": number, **same}})
        stored = self._type_of(number)
        if item.get("type") and stored != kind:
            raise InputError(f"container {path} is a {stored}; it cannot become a {kind}")
        wished = _wished_details(stored, item)
        before = self._read(number, path, stored)
        after = {**before, **wished}
        steps = []
        if before != after:
            record = self._record(number, path, stored)
            body = {
                **{name: after[name] for name in DETAILS[stored]},
                "container": {"name": record["container"]["name"]},
            }
            write = Write(f"{stored}s/edit/{{id}}", body, {"id": record["id"]}, returns_id=True)
            steps.append(Step(f"edit {stored} {path}", write))
        planned = Item(path, before, after, steps, {"container": {"id": number, **after}})
        self._wished[planned] = wished
        return planned

    def _type_of(self, number: int) -> str:
        body = self._client.get(f"containers/view/{number}", expect=("container",))
        return TYPES.get(body["container"]["containertype_id"], "root")

    def _read(self, number: int, path: str, kind: str) -> dict[str, Any]:
        record = self._record(number, path, kind) if DETAILS.get(kind) else {}
        details = {name: record.get(name) for name in DETAILS.get(kind, ())}
        return {"path": path, "type": kind, **{name: None if value == "" else value for name, value in details.items()}}

    def _record(self, number: int, path: str, kind: str) -> Mapping[str, Any]:
        """The row of a tenant or location, found by its container."""
        params = {"filter[Containers.name]": path.rpartition("/")[2]}
        for row in self._client.scroll(f"{kind}s/index", f"all_{kind}s", "Containers.name", params):
            if row["Container"]["id"] == number:
                return {**row[kind.capitalize()], "container": row["Container"]}
        raise ApiError(f"{path} is a {kind}, but the list of {kind}s does not hold it", system=SYSTEM)


def _wished_details(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    names = {name for names in DETAILS.values() for name in names if item.get(name) is not None}
    wrong = sorted(names - {*DETAILS[kind]})
    if wrong:
        raise InputError(f"a {kind} has no {', '.join(wrong)}")
    return {name: item[name] if item[name] != "" else None for name in DETAILS[kind] if name in names}


def _named(lost: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(lost, "not stored")
