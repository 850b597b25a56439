# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of oitc_service for all services of a task: find them, look names up once, plan each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._errors import ApiError, InputError, NotFoundError
from ..._plan import Item, Plan
from ..client import Client
from ..hosts.finding import read_form as read_host
from ..inheritance.config import PAIR, Wishes, config_of
from ..inheritance.writes import Planned, check_stored
from ..lookups import Lookups
from ..naming import HostNames, Naming
from ..references import MissingName, Reference
from .allocation import check_allocated, plan_allocation
from .fields import HEIR
from .finding import Form, OnHosts, read_form, with_contacts
from .naming import ServiceNaming
from .one import identity, is_disabled, plan_deletion, plan_service, shown
from .options import MODES, SERVICE


def plan_services(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all services of a task. Only reads."""
    items, as_list = SERVICE.items(params)
    services = Services(client, as_list and bool(params.get("continue_on_error")))
    planned = services.plan(items)
    return Plan(planned, as_list=as_list, confirm=services.confirm, continue_on_error=services.continue_on_error)


@dataclass(eq=False)
class Target:
    """What one item names. ``host``: its id, None when there is none; ``number``: the id of the service if it exists.

    ``name``: of the service; None for an item that names it by id, or the services of a group.
    """

    item: Mapping[str, Any]
    naming: Naming
    host: Any = None
    name: str | None = None
    number: int | None = None
    form: Form | None = None
    error: ApiError | None = None

    @property
    def label(self) -> str:
        """How messages call the service."""
        if self.item.get("id") is not None and self.form is None:
            return f"id {self.item['id']}"
        known = self.name or self.item.get("name") or self.item.get("servicetemplategroup")
        return f"{self.naming.show('host', self.host) or self.item.get('host')}/{known}"


class Services:
    """The services of one task. With ``continue_on_error`` a service that fails does not stop the others."""

    def __init__(self, client: Client, continue_on_error: bool) -> None:
        self.continue_on_error = continue_on_error
        self._client = client
        self._lookups = Lookups(client)
        self._hosts = HostNames()
        self._learnt: dict[Any, str] = {}
        self._templates: dict[int, Mapping[str, Any]] = {}
        self._planned: dict[Item, Planned] = {}

    def plan(self, items: Sequence[Mapping[str, Any]]) -> list[Item]:
        """One item per service, in order; reads run side by side."""
        targets = [Target(item, self._naming(item)) for item in items]
        self._look_hosts_up(items)
        self._each(self._name, targets)
        on_hosts = OnHosts(self._client, {one.host for one in targets if isinstance(one.host, int) and one.name})
        self._each(lambda one: self._find(one, on_hosts), targets)
        self._client.map(self._guarded(self._read), targets)
        seen: set[Any] = set()
        self._each(lambda one: _refuse_twin(one, seen), targets)
        return [self._plan_one(one) for one in targets]

    def confirm(self, items: Sequence[Item]) -> None:
        """Read the written services back, side by side. Raises :class:`NotStoredError` for what did not stick."""
        self._client.map(self._confirm_one, items)

    def _confirm_one(self, item: Item) -> None:
        try:
            if item in self._planned:
                self._read_back(item, self._planned[item])
            elif item.after is not None:
                check_allocated(self._client, item)
        except ApiError as error:
            item.error = self._noted(error)

    def _read_back(self, item: Item, planned: Planned) -> None:
        form = self._form(planned.number())
        stored = config_of(HEIR, form.record, form.template)
        before = planned.current
        item.after = shown(stored, is_disabled(form), form.host["id"], form, self._lookups, planned.naming, before)
        item.result["service"] = {**identity(form), **item.after}
        if planned.desired is not None:
            check_stored(planned, planned.desired, stored, is_disabled(form))

    def _noted(self, error: ApiError) -> ApiError:
        if not self.continue_on_error:
            raise error
        return error

    def _guarded(self, function: Callable[[Target], None]) -> Callable[[Target], None]:
        """The function, which skips what failed before and notes an error in its target."""

        def guarded(target: Target) -> None:
            try:
                if target.error is None:
                    function(target)
            except ApiError as error:
                error.subject = error.subject or f"service {target.label}"
                target.error = self._noted(error)

        return guarded

    def _each(self, function: Callable[[Target], None], targets: Sequence[Target]) -> None:
        for target in targets:
            self._guarded(function)(target)

    def _naming(self, item: Mapping[str, Any]) -> Naming:
        tolerant = self._client.check_mode and item.get("check_missing") != "fail"
        return ServiceNaming(self._lookups, tolerant, self._hosts, self._learnt)

    def _look_hosts_up(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Each name of a host once, side by side, and the names of those given by id with one call."""
        given = [Reference.parse(item["host"], "host") for item in items if item.get("host") is not None]
        self._client.map(self._lookups.hosts_named, sorted({one.name for one in given if one.name is not None}))
        ids = {one.id for one in given if one.id is not None}
        self._hosts.learn(self._lookups.host_names(ids))

    def _name(self, target: Target) -> None:
        """Which host is meant, and which name its service has."""
        item = target.item
        if item.get("id") is not None:
            return
        if item.get("host") is None:
            raise InputError("host is needed")
        target.host = _host(target)
        if item.get("servicetemplategroup") is not None:
            _refuse_one_of(item)
        else:
            target.name = item.get("name") or self._name_in_template(target)

    def _name_in_template(self, target: Target) -> str:
        if target.item.get("servicetemplate") is None:
            raise InputError("a service is named by name, by its servicetemplate or by id: none of them is given")
        wanted = _servicetemplate(target)
        if isinstance(wanted, MissingName):
            return str(wanted)
        rows = [row for row in self._lookups.rows("servicetemplate") if row.id == wanted]
        if not rows:
            raise NotFoundError("There is no such service template", subject=f"servicetemplate id {wanted}")
        return str(rows[0].record["name"])

    def _find(self, target: Target, on_hosts: OnHosts) -> None:
        if target.item.get("id") is not None:
            target.number = int(target.item["id"])
        elif target.name is not None and isinstance(target.host, int):
            target.number = on_hosts.find(target.host, target.name, target.label)

    def _read(self, target: Target) -> None:
        if target.number is None:
            return
        try:
            target.form = self._form(target.number)
        except NotFoundError:
            if target.item["state"] != "absent":
                raise
            return
        target.host, host = target.form.host["id"], target.form.host
        self._hosts.learn({host["id"]: host["name"]})
        target.name = str(target.form.record["name"])

    def _form(self, number: int) -> Form:
        form = read_form(self._client, number)
        self._learn(form.template)
        return form

    def _learn(self, template: Mapping[str, Any]) -> None:
        """Keep the names of a service template and of its command."""
        self._learnt["servicetemplate", template["id"]] = template["template_name"]
        self._learnt["command", template["check_command"]["id"]] = template["check_command"]["name"]

    def _plan_one(self, target: Target) -> Item:
        try:
            if target.error is not None:
                raise target.error
            return self._planned_item(target)
        except ApiError as error:
            error.subject = error.subject or f"service {target.label}"
            return Item(target.label, None, None, error=self._noted(error))

    def _planned_item(self, target: Target) -> Item:
        item = target.item
        if item.get("servicetemplategroup") is not None:
            return plan_allocation(self._client, item, target.host, target.naming)
        if item["state"] == "absent":
            if target.form is None:
                return Item(target.label, None, None, result={"service": None})
            return plan_deletion(target.label, target.form, self._lookups, target.naming).item
        planned = self._plan_service(target)
        self._planned[planned.item] = planned
        return planned.item

    def _plan_service(self, target: Target) -> Planned:
        item, form, naming = target.item, target.form, target.naming
        if form is None and item.get("servicetemplate") is None:
            raise InputError(f"there is no service {target.label} yet, and a new one needs servicetemplate")
        self._refuse_enabling(target)
        wishes = Wishes.of(HEIR, {**item, "name": item.get("name") or target.name}, MODES, naming)
        template = self._template(target, wishes.values.get("servicetemplate"))
        return plan_service(target.label, item, target.host, form, wishes, template, self._lookups, naming)

    def _refuse_enabling(self, target: Target) -> None:
        """The server refuses it while the host is disabled (oitc-observed.md §9.11)."""
        form = target.form
        switched_on = target.item["state"] == "enabled" and is_disabled(form)
        # In check mode an earlier task may be about to enable the host.
        if form is not None and switched_on and form.host["disabled"] and not self._client.check_mode:
            raise InputError(f"service {target.label} cannot be enabled while its host is disabled")

    def _template(self, target: Target, wanted: Any) -> Mapping[str, Any]:
        """What the service is to inherit from; empty if check mode does not know the service template yet."""
        form = target.form
        if form is not None and wanted in (None, form.template["id"]):
            return form.template
        if isinstance(wanted, MissingName):
            return {}
        if wanted not in self._templates:
            body = self._client.get(f"servicetemplates/edit/{wanted}", expect=("servicetemplate",))
            self._templates[wanted] = body["servicetemplate"]["Servicetemplate"]
            self._learn(self._templates[wanted])
        template = self._templates[wanted]
        return with_contacts(template, form.line if form else self._contacts_of_host(target.host, template))

    def _contacts_of_host(self, host: Any, template: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The record of the host, where a new service takes its contacts from if the service template has none."""
        if isinstance(host, MissingName) or any(template[key]["_ids"] for key in PAIR):
            return []
        return [read_host(self._client, self._lookups, host).record]


def _host(target: Target) -> Any:
    """The id of the host; None when it does not exist and its service is to be absent anyway."""
    try:
        return target.naming.resolve("host", target.item["host"], "host")
    except NotFoundError:
        if target.item["state"] != "absent":
            raise
        return None


def _refuse_one_of(item: Mapping[str, Any]) -> None:
    named = [name for name in ("name", "servicetemplate") if item.get(name) is not None]
    if named:
        raise InputError(f"servicetemplategroup means all services of the group: {', '.join(named)} cannot go with it")


def _servicetemplate(target: Target) -> Any:
    """The id of the service template that the item names."""
    missing = list(target.naming.missing)
    number = target.naming.resolve("servicetemplate", target.item["servicetemplate"], "servicetemplate")
    # It is resolved once more as a wish, which notes a missing name for the user.
    target.naming.missing[:] = missing
    return number


def _refuse_twin(target: Target, seen: set[Any]) -> None:
    """Raise :class:`InputError` for a service that an item before this one names too: it would be created twice."""
    group = target.item.get("servicetemplategroup")
    key = target.number or (str(target.host), target.name, str(group))
    if key in seen:
        raise InputError(f"{target.label} is named twice in the list")
    seen.add(key)
