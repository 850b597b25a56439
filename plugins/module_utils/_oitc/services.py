# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services of hosts, and the services that a service template group gives to a host.

Like hosts, services keep only what differs from their template, and an edit replaces everything (oitc-api.md §11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._argspec import OITC_CONNECTION, ArgSpec, Listable
from .._errors import AmbiguousError, InputError, NotStoredError
from .._plan import Item, Plan, Result, Step
from .answers import SYSTEM
from .client import Client, Write, id_from
from .fields import Field, Flag, Flags, Number, One, Tags, Text
from .inheritance.macros import Arguments, wished_arguments
from .lookups import Argument, Lookups
from .naming import Naming

#: The lists that together hold every service of a host (oitc-observed.md §4).
SERVICE_LISTS = ("services/index", "services/notMonitored", "services/disabled")
SWITCHES = {"disabled": True, "enabled": False}

ARGUMENTS = Arguments("check_command_args", "servicecommandargumentvalues", "servicetemplatecommandargumentvalues")
NOTIFY_ON = Flags("notify_on", "notify_on_", ("recovery", "warning", "unknown", "critical", "flapping", "downtime"))
FIELDS: tuple[Field, ...] = (
    Text("description", "description"),
    ARGUMENTS,
    Number("check_interval", "check_interval", lowest=1),
    Number("retry_interval", "retry_interval", lowest=1),
    Number("max_check_attempts", "max_check_attempts", lowest=1),
    One("check_period", "check_period_id", "timeperiod"),
    Flag("active_checks", "active_checks_enabled"),
    Flag("freshness_checks", "freshness_checks_enabled"),
    Number("freshness_threshold", "freshness_threshold"),
    One("notify_period", "notify_period_id", "timeperiod"),
    Number("notification_interval", "notification_interval"),
    Flag("notifications_enabled", "notifications_enabled"),
    NOTIFY_ON,
    Text("notes", "notes"),
    Text("service_url", "service_url"),
    Tags("tags", "tags"),
    Number("priority", "priority", lowest=1, highest=5),
)

_TEXT = {"type": "str"}
_NUMBER = {"type": "int"}
_SWITCH = {"type": "bool"}
_REFERENCE = {"type": "raw"}

SERVICE = Listable(
    list_name="services",
    options={
        "state": {"type": "str", "choices": ["present", "absent", "enabled", "disabled"], "default": "present"},
        "host": _REFERENCE,
        "name": _TEXT,
        "servicetemplate": _REFERENCE,
        "servicetemplategroup": _REFERENCE,
        "description": _TEXT,
        "check_command_args": {"type": "dict"},
        "check_interval": _NUMBER,
        "retry_interval": _NUMBER,
        "max_check_attempts": _NUMBER,
        "check_period": _REFERENCE,
        "active_checks": _SWITCH,
        "freshness_checks": _SWITCH,
        "freshness_threshold": _NUMBER,
        "notify_period": _REFERENCE,
        "notification_interval": _NUMBER,
        "notifications_enabled": _SWITCH,
        "notify_on": {"type": "list", "elements": "str", "choices": list(NOTIFY_ON.choices)},
        "notes": _TEXT,
        "service_url": _TEXT,
        "tags": {"type": "list", "elements": "str"},
        "priority": _NUMBER,
        "inherit": {"type": "list", "elements": "str", "choices": [one.option for one in FIELDS]},
    },
    rules=ArgSpec(mutually_exclusive=[("servicetemplategroup", "servicetemplate"), ("servicetemplategroup", "name")]),
)
SPEC = OITC_CONNECTION + SERVICE.spec()


def plan_services(client: Client, params: Mapping[str, Any]) -> Plan:
    """The plan for all services of a task. Only reads."""
    items, as_list = SERVICE.items(params)
    services = Services(client)
    return Plan([services.plan(item) for item in items], as_list=as_list, confirm=services.confirm)


@dataclass(frozen=True)
class Record:
    """The edit form of a service: effective values, and its template's."""

    values: Mapping[str, Any]
    template: Mapping[str, Any]


class Services:
    """Plans the services of one task; names are looked up once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lookups = Lookups(client)
        self._naming = Naming(self._lookups, tolerant=False)
        self._on_host: dict[int, list[tuple[int, str]]] = {}
        self._wished: dict[Item, tuple[Mapping[str, Any], int | None]] = {}

    def plan(self, item: Mapping[str, Any]) -> Item:
        """The plan for one service, or for the services of a service template group."""
        if item.get("host") is None:
            raise InputError("host is needed")
        host_id = self._naming.resolve("host", item["host"], "host")
        self._naming.learn_hosts([host_id])
        if item.get("servicetemplategroup") is not None:
            return self._allocation(host_id, item)
        name = item.get("name") or self._template_name(item)
        label = f"{self._naming.show('host', host_id)}/{name}"
        found = self._find(host_id, name, label)
        if item["state"] == "absent":
            return self._deletion(label, host_id, name, found)
        if found is None:
            return self._creation(label, host_id, name, item)
        return self._change(label, host_id, name, found, item)

    def confirm(self, items: Sequence[Item]) -> None:
        """Read back. Raises :class:`NotStoredError` for what did not stick."""
        for item in items:
            if item not in self._wished:
                continue
            wished, number = self._wished[item]
            number = id_from(item.steps[0]) if number is None else number
            stored = self._read(number)
            values = _values(stored.values)
            lost = [one for one in FIELDS if values[one.option] != wished[one.option]]
            if lost:
                raise NotStoredError(
                    "the server answered success, but did not store everything",
                    system=SYSTEM,
                    subject=f"service {item.name}",
                    details={one.option: f"stored is {one.show(values[one.option], self._naming)!r}" for one in lost},
                )
            item.result["service"] = {"id": number, "uuid": stored.values["uuid"], **item.after}

    def _template_name(self, item: Mapping[str, Any]) -> str:
        if item.get("servicetemplate") is None:
            raise InputError("a service is named by name, or by its servicetemplate: neither is given")
        return str(self._template(item)["name"])

    def _template(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        number = self._naming.resolve("servicetemplate", item["servicetemplate"], "servicetemplate")
        body = self._client.get(f"servicetemplates/edit/{number}", expect=("servicetemplate",))
        template: Mapping[str, Any] = body["servicetemplate"]["Servicetemplate"]
        return template

    def _find(self, host_id: int, name: str, label: str) -> int | None:
        if host_id not in self._on_host:
            self._on_host[host_id] = [row for path in SERVICE_LISTS for row in self._list(path, host_id)]
        found = sorted({number for number, known in self._on_host[host_id] if known == name})
        if len(found) > 1:
            raise AmbiguousError(f"There are {len(found)} services {label}: ids {', '.join(map(str, found))}")
        return found[0] if found else None

    def _list(self, path: str, host_id: int) -> list[tuple[int, str]]:
        rows = self._client.scroll(path, "all_services", "Services.id", {"filter[Hosts.id]": host_id})
        services = (row["Service"] for row in rows)
        return [(row["id"], row["servicename"]) for row in services if row["host_id"] == host_id]

    def _read(self, number: int) -> Record:
        body = self._client.get(f"services/edit/{number}", expect=("service", "servicetemplate"))
        return Record(body["service"]["Service"], body["servicetemplate"]["Servicetemplate"])

    def _deletion(self, label: str, host_id: int, name: str, found: int | None) -> Item:
        if found is None:
            return Item(label, None, None, result={"service": None})
        record = self._read(found)
        before = self._show(host_id, name, record.template, _values(record.values), bool(record.values["disabled"]))
        step = Step(f"delete service {label}", Write("services/delete/{id}", ids={"id": found}))
        return Item(label, before, None, [step], {"service": None})

    def _creation(self, label: str, host_id: int, name: str, item: Mapping[str, Any]) -> Item:
        if item.get("servicetemplate") is None:
            raise InputError(f"there is no service {label} yet, and a new one needs servicetemplate")
        template = self._template(item)
        wished = self._wish(item, {}, template)
        disabled = item["state"] == "disabled"
        keys = {"host_id": host_id, "servicetemplate_id": template["id"], "name": name, **_bodies(wished, template)}
        steps = [Step(f"create service {label}", Write("services/add", {"Service": keys}, returns_id=True))]
        if disabled:
            ids = {"id": Result(steps[0])}
            steps.append(Step(f"deactivate service {label}", Write("services/deactivate/{id}", ids=ids)))
        after = self._show(host_id, name, template, wished, disabled)
        planned = Item(label, None, after, steps, {"service": {"id": None, "uuid": None, **after}})
        self._wished[planned] = (wished, None)
        return planned

    def _change(self, label: str, host_id: int, name: str, found: int, item: Mapping[str, Any]) -> Item:
        record = self._read(found)
        self._refuse_other_template(label, record, item)
        current = _values(record.values)
        wished = self._wish(item, current, record.template)
        was_disabled = bool(record.values["disabled"])
        disabled = SWITCHES.get(item["state"], was_disabled)
        steps = []
        if wished != current:
            body = {"Service": {**record.values, **_all_bodies(wished)}}
            steps.append(
                Step(f"edit service {label}", Write("services/edit/{id}", body, {"id": found}, returns_id=True))
            )
        if disabled != was_disabled:
            action = "deactivate" if disabled else "enable"
            steps.append(Step(f"{action} service {label}", Write(f"services/{action}/{{id}}", ids={"id": found})))
        before = self._show(host_id, name, record.template, current, was_disabled)
        after = self._show(host_id, name, record.template, wished, disabled)
        planned = Item(label, before, after, steps, {"service": {"id": found, "uuid": record.values["uuid"], **after}})
        self._wished[planned] = (wished, found)
        return planned

    def _refuse_other_template(self, label: str, record: Record, item: Mapping[str, Any]) -> None:
        if item.get("servicetemplate") is None:
            return
        wanted = self._naming.resolve("servicetemplate", item["servicetemplate"], "servicetemplate")
        if wanted != record.template["id"]:
            raise InputError(
                f"service {label} has the service template {record.template['template_name']}",
                reason="It cannot be changed: delete the service first, or give it another name.",
            )

    def _wish(self, item: Mapping[str, Any], current: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
        inherit = set(item.get("inherit") or ())
        both = sorted(name for name in inherit if item.get(name) is not None)
        if both:
            raise InputError(f"{', '.join(both)}: named in inherit and given a value")
        wished = {**_values(template), **{name: value for name, value in current.items() if name not in inherit}}
        for one in FIELDS:
            if item.get(one.option) is not None and one is not ARGUMENTS:
                wished[one.option] = one.wish(item[one.option], self._naming)
        if item.get(ARGUMENTS.option) is not None:
            known = [Argument(row["id"], row["name"], row["human_name"]) for row in _arguments(template)]
            values = wished_arguments(item[ARGUMENTS.option], known, ARGUMENTS.option)
            wished[ARGUMENTS.option] = {**wished[ARGUMENTS.option], **values}
        _refuse_what_is_not_kept(wished, template)
        return wished

    def _show(
        self, host_id: int, name: str, template: Mapping[str, Any], values: Mapping[str, Any], disabled: bool
    ) -> dict[str, Any]:
        self._naming.arguments.update({row["id"]: row["name"] for row in _arguments(template)})
        inherited = _values(template)
        return {
            "host": self._naming.show("host", host_id),
            "name": name,
            "servicetemplate": template["template_name"],
            **{one.option: one.show(values[one.option], self._naming) for one in FIELDS},
            "disabled": disabled,
            "inherited": [one.option for one in FIELDS if values[one.option] == inherited[one.option]],
        }

    def _allocation(self, host_id: int, item: Mapping[str, Any]) -> Item:
        """Repeating it would create the services again: the preview tells what is missing (contracts/oitc/196, 198)."""
        if item["state"] != "present":
            raise InputError("the services of a servicetemplategroup can only be present")
        group = self._naming.resolve("servicetemplategroup", item["servicetemplategroup"], "servicetemplategroup")
        path = f"servicetemplategroups/allocateToHost/{group}"
        preview = self._client.get(path, {"hostId": host_id}, expect=("servicetemplatesForDeploy",))
        rows = preview["servicetemplatesForDeploy"]
        missing = [row["servicetemplate"] for row in rows if not row["doesServicetemplateExistsOnTargetHost"]]
        present = [row["servicetemplate"]["name"] for row in rows if row["doesServicetemplateExistsOnTargetHost"]]
        host, label = self._naming.show("host", host_id), self._naming.show("servicetemplategroup", group)
        before = {"host": host, "servicetemplategroup": label, "services": sorted(present)}
        after = {**before, "services": sorted([*present, *(one["name"] for one in missing)])}
        body = {"Host": {"id": host_id}, "Servicetemplates": {"_ids": [one["id"] for one in missing]}}
        steps = [Step(f"allocate service template group {label} to {host}", Write(path, body))] if missing else []
        return Item(f"{host}/{label}", before, after, steps, {"service": after})


def _values(record: Mapping[str, Any]) -> dict[str, Any]:
    return {one.option: one.read(record) for one in FIELDS}


def _arguments(template: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = template["check_command"]["commandarguments"]
    return rows


def _bodies(wished: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    """What a new service is to have of its own. Arguments are only looked at together with the command."""
    inherited = _values(template)
    own = [one for one in FIELDS if wished[one.option] != inherited[one.option]]
    keys = {key: value for one in own for key, value in one.body(wished[one.option]).items()}
    return {**keys, "command_id": template["command_id"]} if ARGUMENTS in own else keys


def _all_bodies(wished: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for one in FIELDS for key, value in one.body(wished[one.option]).items()}


def _refuse_what_is_not_kept(wished: Mapping[str, Any], template: Mapping[str, Any]) -> None:
    """Values that would read back as the template's (oitc-api.md §9, the same rules as for hosts)."""
    inherited = _values(template)
    for one in FIELDS:
        if isinstance(one, (Text, Tags)) and inherited[one.option] and not wished[one.option]:
            raise InputError(f"{one.option} cannot be empty while the service template has {one.option}")
    mine, theirs = wished[ARGUMENTS.option], inherited[ARGUMENTS.option]
    if mine != theirs and {*mine.values()} == {*theirs.values()}:
        raise InputError("check_command_args: the server takes swapped values for the service template's")
    if not wished[NOTIFY_ON.option] and len(inherited[NOTIFY_ON.option]) == len(NOTIFY_ON.choices):
        raise InputError("notify_on cannot be empty while the service template has every option on")
