# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for the containers of a task: by their paths, in the order given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import InputError, NotFoundError, NotStoredError
from ..._plan import Item, Plan, Result, Step
from ..client import Client, id_from
from ..lookups import ROOT, Lookups
from ..references import MissingName
from .content import Content
from .options import CONTAINER, DETAILS, wished_details
from .stored import creation, deletion, edit, read, type_of
from .tree import Tree, checked, parent_of

#: Options that say which container is meant, not what it is to be.
_ADDRESS = {"state", "id", "path", "new_name", "create_parents"}


def plan_containers(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all containers of a task, in the order given. Only reads."""
    items, as_list = CONTAINER.items(params)
    containers = Containers(client)
    return Plan([containers.plan(item) for item in items], as_list=as_list, confirm=containers.confirm)


@dataclass(frozen=True)
class Target:
    """The container that an item means: its id, the path where it is, and where it is to be."""

    number: int | Result | None
    path: str
    new_path: str


class Containers:
    """Plans the containers of one task; one may be the parent of a later one before it exists."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._tree = Tree(Lookups(client))
        self._content = Content(client)
        self._wished: dict[Item, tuple[Mapping[str, Any], int | None]] = {}

    def plan(self, item: Mapping[str, Any]) -> Item:
        """The plan for one container."""
        if item.get("id") is not None and item.get("new_name"):
            raise InputError("id and new_name exclude each other: with id the path holds the new name")
        target = self._by_id(item) if item.get("id") is not None else self._by_path(item)
        if item["state"] == "absent":
            return self._deletion(target)
        if target.number is None:
            return self._rename_later(target) if item.get("new_name") else self._creation(target.path, item)
        return self._edit(target.number, target, item)

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the tree again. Raises :class:`NotStoredError`."""
        stored = Tree(Lookups(self._client))
        for item in (one for one in items if one.after is not None):
            wished, number = self._wished[item]
            number = id_from(item.steps[-1]) if number is None else number
            if stored.path_of(number) != item.after["path"]:
                raise NotStoredError(
                    "the server answered success, but the container is not there", subject=item.after["path"]
                )
            item.after = read(self._client, number, item.after["path"], item.after["type"])
            item.result["container"] = {"id": number, **item.after}
            lost = {name: "not stored" for name, value in wished.items() if item.after[name] != value}
            if lost:
                raise NotStoredError("the server did not store all values", subject=item.name, details=lost)

    def _by_id(self, item: Mapping[str, Any]) -> Target:
        number = int(item["id"])
        path = self._tree.path_of(number)
        if path is None and item["state"] != "absent":
            raise NotFoundError(f"There is no container with the id {number}")
        if path is None or not item.get("path"):
            return Target(number if path else None, path or f"id {number}", path or "")
        wanted = checked(item["path"])
        if parent_of(wanted) != parent_of(path):
            raise InputError(
                f"container {number} is {path} and cannot become {wanted}",
                reason="openITCOCKPIT can rename a container, but not move it below another one.",
            )
        return Target(number, path, wanted)

    def _by_path(self, item: Mapping[str, Any]) -> Target:
        path, name = checked(str(item.get("path") or "")), item.get("new_name")
        number = self._tree.find(path)
        if not name:
            return Target(number, path, path)
        if "/" in name:
            raise InputError(
                f"new_name is one name, not {name!r}",
                reason="openITCOCKPIT can rename a container, but not move it below another one.",
            )
        new_path = f"{parent_of(path)}/{name}"
        there = self._tree.find(new_path) if new_path != path else None
        if there is not None and number is not None:
            raise InputError(f"container {path} cannot be renamed: {new_path} exists already")
        return Target(number, path, new_path) if there is None else Target(there, new_path, new_path)

    def _deletion(self, target: Target) -> Item:
        number, path = target.number, target.path
        if number is None:
            return Item(path, None, None, result={"container": None})
        if isinstance(number, Result):
            raise InputError(f"{path} is to be created and deleted in one task")
        held = self._tree.below(path)[:5] or self._content.of(number)
        if held:
            raise InputError(f"container {path} is not empty: it holds {', '.join(held)}")
        kind = type_of(self._client, number)
        self._tree.remove(path)
        before = read(self._client, number, path, kind)
        return Item(path, before, None, [deletion(number, path, kind)], {"container": None})

    def _creation(self, path: str, item: Mapping[str, Any]) -> Item:
        kind = item.get("type") or "node"
        wished = wished_details(kind, item)
        steps: list[Step] = []
        parent = self._parent(path, bool(item.get("create_parents")), steps)
        missing = [str(parent)] if isinstance(parent, MissingName) else []
        self._add(path, kind, parent, wished, steps)
        after = {"path": path, "type": kind, **dict.fromkeys(DETAILS[kind]), **wished}
        planned = Item(path, None, after, steps, {"container": {"id": None, **after}}, unresolved=missing)
        planned.warnings = [_expected(name) for name in missing]
        self._wished[planned] = (wished, None)
        return planned

    def _parent(self, path: str, create: bool, steps: list[Step]) -> Any:
        above = parent_of(path)
        number = self._tree.find(above)
        if number is not None:
            return number
        if not create and self._client.check_mode:
            return MissingName(above)
        if not create:
            raise InputError(
                f"There is no container {above!r} to put {path} into", reason="create_parents: true makes it."
            )
        kind = "tenant" if parent_of(above) == ROOT else "node"
        return self._add(above, kind, self._parent(above, create, steps), {}, steps)

    def _add(self, path: str, kind: str, parent: Any, wished: Mapping[str, Any], steps: list[Step]) -> Result:
        if kind == "tenant" and parent_of(path) != ROOT:
            raise InputError(f"{path}: a tenant is directly below {ROOT}")
        steps.append(creation(path, kind, parent, wished))
        self._tree.add(path, Result(steps[-1]))
        return Result(steps[-1])

    def _rename_later(self, target: Target) -> Item:
        """Neither the old name nor the new one is there: only check mode can trust an earlier task with it."""
        if not self._client.check_mode:
            raise NotFoundError(f"There is no container {target.path} to rename to {target.new_path}")
        before, after = {"path": target.path}, {"path": target.new_path}
        planned = Item(target.path, before, after, result={"container": {"id": None, **after}})
        planned.unresolved, planned.warnings = [target.path], [_expected(target.path)]
        return planned

    def _edit(self, number: int | Result, target: Target, item: Mapping[str, Any]) -> Item:
        path, new_path = target.path, target.new_path
        if isinstance(number, Result):
            raise InputError(f"container {path} is named twice in the list")
        named = {name for name in CONTAINER.options if item.get(name) is not None} - _ADDRESS
        if not named and path == new_path:
            same = {"path": path}
            return Item(path, same, same, result={"container": {"id": number, **same}})
        kind = type_of(self._client, number)
        if item.get("type") not in (None, kind):
            raise InputError(f"container {path} is a {kind}; it cannot become a {item['type']}")
        wished = wished_details(kind, item)
        before = read(self._client, number, path, kind)
        after = {**before, **wished, "path": new_path}
        steps = [edit(self._client, number, before, after)] if before != after else []
        if path != new_path:
            self._tree.rename(path, new_path)
        planned = Item(path, before, after, steps, {"container": {"id": number, **after}})
        self._wished[planned] = (wished, number)
        return planned


def _expected(path: str) -> str:
    return f"container {path} not found, an earlier task may be about to create it"
