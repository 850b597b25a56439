# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request on its way through a controller."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..wire import Request
from .access import User
from .envelope import ContainerForbiddenError, HttpError, InternalError, NotFoundError
from .php import is_numeric, parse_query

if TYPE_CHECKING:
    from .world import World

_JSON_TYPES = ("application/json", "text/json")
_FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass
class Call:
    """What a handler needs: the parsed request, the user, and the world it acts on."""

    world: World
    request: Request
    controller: str
    action: str
    args: list[str]
    user: User
    query: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def angular(self) -> bool:
        """The switch of the web client: any value counts (oitc-api.md §1.4)."""
        return "angular" in self.query

    @property
    def is_post(self) -> bool:
        return self.request.method == "POST"

    @property
    def is_get(self) -> bool:
        return self.request.method == "GET"

    def wrapped(self, name: str) -> dict[str, Any]:
        """The sub-object ``name`` of the body; an empty one when it is missing (names are case sensitive)."""
        inner = self.data.get(name)
        return inner if isinstance(inner, dict) else {}

    def row_id(self, table: str, message: str) -> int:
        """The id in the path; 404 when no row has it, 500 when it is no number (oitc-observed.md §9.7)."""
        text = self.args[0] if self.args else ""
        if text and not is_numeric(text):
            raise InternalError
        number = int(float(text)) if text else 0
        if not self.world.store.exists(table, number):
            raise NotFoundError(message)
        return number

    def demand_write(self, containers: list[int]) -> None:
        if not self.user.may_write_any(containers):
            raise ContainerForbiddenError

    def demand_read(self, containers: list[int]) -> None:
        if not self.user.may_read_any(containers):
            raise ContainerForbiddenError

    def filters(self) -> dict[str, Any]:
        """The filter: of the query for GET, of the body for POST (oitc-api.md §4.1)."""
        found = (self.data if self.is_post else self.query).get("filter")
        return found if isinstance(found, dict) else {}


def split_path(path: str) -> tuple[str, str, list[str], bool]:
    """Controller, action, arguments, and whether the path ends in ``.json`` (oitc-api.md §1.2)."""
    is_json = path.endswith(".json")
    parts = [part for part in path.removesuffix(".json").split("/") if part]
    if parts and parts[0].endswith("_module"):
        parts[:2] = ["/".join(parts[:2])]
    controller = parts[0] if parts else ""
    return controller, parts[1] if len(parts) > 1 else "index", parts[2:], is_json


def parse_body(request: Request) -> dict[str, Any]:
    """The body as PHP array: JSON and forms are read, everything else counts as nothing (contracts/oitc/112-116)."""
    kind = (request.header("Content-Type") or "").partition(";")[0].strip().lower()
    if kind == _FORM_TYPE:
        return parse_query(request.body.decode("utf-8", "replace"))
    if kind not in _JSON_TYPES or not request.body:
        return {}
    try:
        value = json.loads(request.body)
    except ValueError:
        raise HttpError(400, "Bad Request", with_token=False) from None
    return value if isinstance(value, dict) else {}
