# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of oitc_host for all hosts of a task: find them, look names up once, plan each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..._errors import ApiError, AuthError, InputError, NotFoundError
from ..._plan import Item, Plan
from ..client import Client
from ..inheritance.writes import Planned
from ..lookups import Lookups
from ..naming import HostNames
from ..offers import Offer
from ..references import MissingName, Reference
from .fields import PARENTS
from .finding import Form, find_host, read_form
from .loops import find_loops
from .naming import HostNaming
from .one import plan_host
from .options import HOST, with_references
from .stored import read_back


def plan_hosts(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all hosts of a task. Only reads."""
    items, as_list = HOST.items(with_references(params))
    hosts = Hosts(client, as_list and bool(params.get("continue_on_error")))
    return Plan(hosts.plan(items), as_list=as_list, confirm=hosts.confirm, continue_on_error=hosts.continue_on_error)


class Hosts:
    """The hosts of one task. With ``continue_on_error`` a host that fails does not stop the others."""

    def __init__(self, client: Client, continue_on_error: bool) -> None:
        self.continue_on_error = continue_on_error
        self._client = client
        self._lookups = Lookups(client)
        self._names = HostNames()
        self._planned: dict[Item, Planned] = {}

    def plan(self, items: Sequence[Mapping[str, Any]]) -> list[Item]:
        """One item per host, in order; reads run side by side."""
        if any(item.get("container") is not None for item in items):
            self._lookups.containers()
        found = self._without_twins(items, self._client.map(self._find, items))
        self._lookups.offers(self._containers(items, found))
        self._learn_names(found)
        planned = [self._plan_one(item, form) for item, form in zip(items, found)]
        self._refuse_loops()
        return planned

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the written hosts back, side by side. Raises :class:`NotStoredError` for what did not stick."""
        written = [item for item in items if item in self._planned]
        for planned in (self._planned[item] for item in written):
            if planned.key != planned.number():
                self._names.made(planned.key, planned.number())
        self._client.map(self._confirm_one, written)

    def _confirm_one(self, item: Item) -> None:
        try:
            read_back(self._client, self._lookups, item, self._planned[item])
        except ApiError as error:
            item.error = self._noted(error)

    def _noted(self, error: ApiError) -> ApiError:
        if not self.continue_on_error:
            raise error
        return error

    def _find(self, item: Mapping[str, Any]) -> Form | ApiError | None:
        try:
            return find_host(self._client, self._lookups, item, self._container(item))
        except ApiError as error:
            return self._noted(error)

    def _container(self, item: Mapping[str, Any]) -> Any:
        """The id of the container that the options name; None when they name none."""
        if item.get("container") is None:
            return None
        reference = Reference.parse(item["container"], "container")
        known = self._lookups.containers()
        excused = item["state"] == "absent" or self._tolerant(item)
        if reference.name is not None and reference.name not in known and excused:
            return MissingName(reference.name)
        return known.id_of(reference, "container")

    def _tolerant(self, item: Mapping[str, Any]) -> bool:
        return self._client.check_mode and item.get("check_missing") != "fail"

    def _containers(self, items: Sequence[Mapping[str, Any]], found: Sequence[Any]) -> set[int]:
        """The containers whose offer is needed."""
        wanted: set[Any] = set()
        for item, form in zip(items, found):
            if isinstance(form, Form):
                wanted.add(self._container(item) or form.record["container_id"])
            elif form is None and item["state"] != "absent":
                wanted.add(self._container(item))
        return {number for number in wanted if isinstance(number, int)}

    def _learn_names(self, found: Sequence[Any]) -> None:
        """The names of the hosts and of their parents, for results: at most one call."""
        forms = [form for form in found if isinstance(form, Form)]
        self._names.learn({form.id: form.record["name"] for form in forms})
        parents = {number for form in forms for number in form.record["parenthosts"]["_ids"]}
        self._names.learn(self._lookups.host_names(self._names.unknown(parents)))

    def _parents_of(self, host_id: int) -> tuple[str, frozenset[int]]:
        """The name and the parents of a host; none where the user may not see them, then the server has to check."""
        try:
            record = read_form(self._client, self._lookups, host_id).record
        except (AuthError, NotFoundError):
            return f"id {host_id}", frozenset()
        return record["name"], PARENTS.read(record)

    def _without_twins(self, items: Sequence[Mapping[str, Any]], found: Sequence[Any]) -> list[Any]:
        """What was found, with an error where an item means the same host as one before it."""
        seen: set[Any] = set()
        checked = []
        for item, form in zip(items, found):
            key = form.id if isinstance(form, Form) else (item.get("name"), str(item.get("container")))
            twin = key in seen and not isinstance(form, ApiError)
            error = InputError(f"host {item.get('name') or key} is named twice in the list")
            checked.append(self._noted(error) if twin else form)
            seen.add(key)
        return checked

    def _refuse_loops(self) -> None:
        for planned, error in find_loops(list(self._planned.values()), self._parents_of):
            planned.item.error = self._noted(error)
            planned.item.steps = []
            del self._planned[planned.item]

    def _plan_one(self, item: Mapping[str, Any], form: Form | ApiError | None) -> Item:
        label = str(item.get("name") or item.get("uuid") or f"id {item.get('id')}")
        try:
            if isinstance(form, ApiError):
                raise form
            if form is None and item["state"] == "absent":
                return self._nothing_to_delete(label, item)
            naming = HostNaming(self._lookups, self._offer(item, form), self._tolerant(item), self._names)
            planned = plan_host(label, item, form, self._lookups, naming)
        except ApiError as error:
            error.subject = error.subject or f"host {label}"
            return Item(label, None, None, error=self._noted(error))
        if planned.desired is not None:
            self._planned[planned.item] = planned
            if form is None:
                self._names.learn({planned.key: label})
        return planned.item

    def _nothing_to_delete(self, label: str, item: Mapping[str, Any]) -> Item:
        container = self._container(item)
        gone = isinstance(container, MissingName)
        warnings = [f"host {label}: there is no container {container}, so the host is not in it"] if gone else []
        return Item(label, None, None, result={"host": None}, warnings=warnings)

    def _offer(self, item: Mapping[str, Any], form: Form | None) -> Offer:
        container = self._container(item)
        if isinstance(container, MissingName):
            return self._lookups.nearest_offer(container)
        if container is None and form is None:
            raise InputError("there is no such host yet, and a new one needs a container")
        return self._lookups.offer(container or form.record["container_id"])  # type: ignore[union-attr]
