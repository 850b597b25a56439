# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a host (oitc-api.md §18): how each is read, wished for, sent and shown.

A field turns a record of the server (a host or a host template) into one typed value and back, so that equality is
decided on these values alone. The empties of the server (null, "", 0 for "none") are one value per kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..._errors import InputError
from .macros import Arguments, Variables


class Naming(Protocol):
    """What a field needs to turn names into ids and back."""

    def resolve(self, kind: str, given: Any, option: str) -> Any:
        """The id of what an option names."""

    def show(self, kind: str, value: Any) -> Any:
        """The name of an id, as a user knows it."""


class Field(Protocol):
    """One option of a host and the keys of the server behind it."""

    option: str
    inherits: bool

    def read(self, record: Mapping[str, Any]) -> Any:
        """The value in a record of a host or of a host template."""

    def wish(self, given: Any, naming: Naming) -> Any:
        """The value that the user gave. Raises :class:`InputError` when the server could not keep it."""

    def body(self, value: Any) -> dict[str, Any]:
        """The keys and values to send."""

    def show(self, value: Any, naming: Naming, before: Any = None) -> Any:
        """The value as a user writes it; ``before`` is what it was, to tell a changed secret."""


@dataclass(frozen=True)
class Text:
    """A text; the server cuts what is too long for its column, so the length is checked here."""

    option: str
    key: str
    longest: int = 255
    required: bool = False
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> str:
        return str(record.get(self.key) or "")

    def wish(self, given: Any, _naming: Naming) -> str:
        if len(given) > self.longest:
            raise InputError(f"{self.option} is longer than the {self.longest} characters the server keeps")
        if self.required and not given:
            raise InputError(f"{self.option} must not be empty")
        return str(given)

    def body(self, value: str) -> dict[str, Any]:
        return {self.key: value}

    def show(self, value: str, _naming: Naming, _before: Any = None) -> str:
        return value


@dataclass(frozen=True)
class Number:
    """A whole number; null reads as 0."""

    option: str
    key: str
    lowest: int = 0
    highest: int | None = None
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> float:
        value = float(record.get(self.key) or 0)
        return int(value) if value.is_integer() else value

    def wish(self, given: Any, _naming: Naming) -> int:
        if given < self.lowest or (self.highest is not None and given > self.highest):
            limit = f"at least {self.lowest}" if self.highest is None else f"from {self.lowest} to {self.highest}"
            raise InputError(f"{self.option} must be {limit}, not {given}")
        return int(given)

    def body(self, value: float) -> dict[str, Any]:
        return {self.key: value}

    def show(self, value: float, _naming: Naming, _before: Any = None) -> float:
        return value


@dataclass(frozen=True)
class Flag:
    """On or off. The server wants the int: a JSON true is taken for "inherit" (oitc-observed.md §9.2)."""

    option: str
    key: str
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> bool:
        return bool(record.get(self.key))

    def wish(self, given: Any, _naming: Naming) -> bool:
        return bool(given)

    def body(self, value: bool) -> dict[str, Any]:
        return {self.key: int(value)}

    def show(self, value: bool, _naming: Naming, _before: Any = None) -> bool:
        return value


@dataclass(frozen=True)
class Flags:
    """Several flags as the list of those that are on, for example ``[down, recovery]``."""

    option: str
    prefix: str
    choices: tuple[str, ...]
    inherits: bool = True

    def keys(self) -> dict[str, str]:
        """The column of each choice."""
        return {choice: self.prefix + choice for choice in self.choices}

    def read(self, record: Mapping[str, Any]) -> frozenset[str]:
        return frozenset(choice for choice, key in self.keys().items() if record.get(key))

    def wish(self, given: Any, _naming: Naming) -> frozenset[str]:
        return frozenset(given)

    def body(self, value: frozenset[str]) -> dict[str, Any]:
        return {key: int(choice in value) for choice, key in self.keys().items()}

    def show(self, value: frozenset[str], _naming: Naming, _before: Any = None) -> list[str]:
        return [choice for choice in self.choices if choice in value]


@dataclass(frozen=True)
class Tags:
    """Tags in order; the server keeps them as one text with commas."""

    option: str
    key: str
    longest: int = 255
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in str(record.get(self.key) or "").split(",") if tag.strip())

    def wish(self, given: Any, _naming: Naming) -> tuple[str, ...]:
        tags = tuple(dict.fromkeys(str(tag).strip() for tag in given if str(tag).strip()))
        if any("," in tag for tag in tags):
            raise InputError(f"{self.option}: a tag cannot hold a comma")
        if len(",".join(tags)) > self.longest:
            raise InputError(f"{self.option} together are longer than the {self.longest} characters the server keeps")
        return tags

    def body(self, value: tuple[str, ...]) -> dict[str, Any]:
        return {self.key: ",".join(value)}

    def show(self, value: tuple[str, ...], _naming: Naming, _before: Any = None) -> list[str]:
        return list(value)


@dataclass(frozen=True)
class One:
    """A reference to one thing by its id; 0 and null both mean none."""

    option: str
    key: str
    kind: str
    none: int | None = None
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> Any:
        return int(record.get(self.key) or 0)

    def wish(self, given: Any, naming: Naming) -> Any:
        return naming.resolve(self.kind, given, self.option)

    def body(self, value: Any) -> dict[str, Any]:
        return {self.key: value or self.none}

    def show(self, value: Any, naming: Naming, _before: Any = None) -> Any:
        return naming.show(self.kind, value)


@dataclass(frozen=True)
class Many:
    """References to several things: a set of ids."""

    option: str
    key: str
    kind: str
    inherits: bool = True

    def read(self, record: Mapping[str, Any]) -> frozenset[Any]:
        return frozenset(int(number) for number in (record.get(self.key) or {}).get("_ids", ()))

    def wish(self, given: Any, naming: Naming) -> frozenset[Any]:
        return frozenset(naming.resolve(self.kind, one, self.option) for one in given)

    def body(self, value: frozenset[Any]) -> dict[str, Any]:
        return {self.key: {"_ids": sorted(value, key=str)}}

    def show(self, value: frozenset[Any], naming: Naming, _before: Any = None) -> list[Any]:
        return sorted((naming.show(self.kind, one) for one in value), key=str)


@dataclass(frozen=True)
class Shared(Many):
    """The containers a host is shared with. The server counts the primary one in, here it is left out."""

    inherits: bool = field(default=False)

    def read(self, record: Mapping[str, Any]) -> frozenset[Any]:
        return super().read(record) - {record.get("container_id")}


CONTACTS = Many("contacts", "contacts", "contact")
CONTACTGROUPS = Many("contactgroups", "contactgroups", "contactgroup")
CHECK_COMMAND = One("check_command", "command_id", "command")
CHECK_COMMAND_ARGS = Arguments("check_command_args")
CUSTOM_VARIABLES = Variables("custom_variables")
CONTAINER = One("container", "container_id", "container", inherits=False)
HOSTTEMPLATE = One("hosttemplate", "hosttemplate_id", "hosttemplate", inherits=False)
SHARED_CONTAINERS = Shared("shared_containers", "hosts_to_containers_sharing", "container")
PARENTS = Many("parents", "parenthosts", "host", inherits=False)
NOTIFY_ON = Flags("notify_on", "notify_on_", ("recovery", "down", "unreachable", "flapping", "downtime"))
FLAP_DETECTION = Flag("flap_detection", "flap_detection_enabled")
FLAP_DETECTION_ON = Flags("flap_detection_on", "flap_detection_on_", ("up", "down", "unreachable"))

#: Every field of a host, in the order in which results show them.
FIELDS: tuple[Any, ...] = (
    Text("name", "name", required=True, inherits=False),
    Text("address", "address", longest=128, required=True, inherits=False),
    CONTAINER,
    SHARED_CONTAINERS,
    HOSTTEMPLATE,
    One("satellite", "satellite_id", "satellite", none=0, inherits=False),
    Text("description", "description"),
    CHECK_COMMAND,
    CHECK_COMMAND_ARGS,
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
    FLAP_DETECTION,
    FLAP_DETECTION_ON,
    CONTACTS,
    CONTACTGROUPS,
    Many("hostgroups", "hostgroups", "hostgroup"),
    PARENTS,
    Text("notes", "notes"),
    Text("host_url", "host_url"),
    Tags("tags", "tags"),
    Number("priority", "priority", lowest=1, highest=5),
    One("sla", "sla_id", "sla"),
    Many("prometheus_exporters", "prometheus_exporters", "exporter"),
    CUSTOM_VARIABLES,
)

INHERITABLE: tuple[str, ...] = tuple(one.option for one in FIELDS if one.inherits)
