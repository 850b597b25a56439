# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server stores of one container, and the writes for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import ApiError
from ..._plan import Step
from ..answers import SYSTEM, created_id
from ..client import Client, Write
from .options import DETAILS

TYPES = {2: "tenant", 3: "location", 5: "node"}
NODE_TYPE = 5


@dataclass(frozen=True)
class AddressedWrite(Write):
    """Adds a tenant or a location: its answer holds the id of that, from which the id of its container is read."""

    kind: str = "tenant"

    def send(self, client: Client) -> dict[str, Any]:
        answer = super().send(client)
        record = client.get(f"{self.kind}s/edit/{created_id(answer)}", expect=(self.kind,))[self.kind]
        return {**answer, "id": record["container_id"]}


def type_of(client: Client, number: int) -> str:
    """Whether a container is a tenant, a location or a node."""
    body = client.get(f"containers/view/{number}", expect=("container",))
    return TYPES.get(body["container"]["containertype_id"], "root")


def read(client: Client, number: int, path: str, kind: str) -> dict[str, Any]:
    """A container as results show it."""
    record = _record(client, number, path, kind) if DETAILS.get(kind) else {}
    details = {name: record.get(name) for name in DETAILS.get(kind, ())}
    return {"path": path, "type": kind, **{name: None if value == "" else value for name, value in details.items()}}


def creation(path: str, kind: str, parent: Any, wished: Mapping[str, Any]) -> Step:
    """The step that creates a container."""
    inner = {"name": name_of(path), "parent_id": parent}
    write = Write("containers/add", {"Container": {**inner, "containertype_id": NODE_TYPE}}, returns_id=True)
    if kind != "node":
        # These two come without a wrapper (contracts/oitc/036, 041).
        write = AddressedWrite(f"{kind}s/add", {**wished, "container": inner}, returns_id=True, kind=kind)
    return Step(f"create {kind} {path}", write)


def edit(client: Client, number: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> Step:
    """The step that renames a container and changes its details; its parent cannot change (contracts/oitc/049)."""
    kind, path, name = after["type"], before["path"], name_of(after["path"])
    renamed = after["path"] != path
    summary = f"rename {kind} {path} to {name}" if renamed else f"edit {kind} {path}"
    if kind == "node":
        body: Mapping[str, Any] = {"Container": {"id": number, "name": name, "containertype_id": NODE_TYPE}}
        return Step(summary, Write("containers/edit", body, returns_id=True))
    record = _record(client, number, path, kind)
    body = {**{detail: after[detail] for detail in DETAILS[kind]}, "container": {"name": name}}
    return Step(summary, Write(f"{kind}s/edit/{{id}}", body, {"id": record["id"]}, returns_id=True))


def deletion(number: int, path: str, kind: str) -> Step:
    """The step that deletes a container; tenants and locations too go by the id of it (contracts/oitc/358)."""
    controller = "containers" if kind == "node" else f"{kind}s"
    return Step(f"delete {kind} {path}", Write(f"{controller}/delete/{{id}}", ids={"id": number}))


def name_of(path: str) -> str:
    """The last name of a path."""
    return path.rpartition("/")[2]


def _record(client: Client, number: int, path: str, kind: str) -> Mapping[str, Any]:
    """The row of a tenant or location, found by its container."""
    params = {"filter[Containers.name]": name_of(path)}
    for row in client.scroll(f"{kind}s/index", f"all_{kind}s", "Containers.name", params):
        if row["Container"]["id"] == number:
            return {**row[kind.capitalize()], "container": row["Container"]}
    raise ApiError(f"{path} is a {kind}, but the list of {kind}s does not hold it", system=SYSTEM)
