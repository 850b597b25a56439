# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds of fields: how each is read, wished for, sent and shown.

A field turns a record of the server (a host, a host template, a contact, …) into one typed value and back, so that
equality is decided on these values alone. The empties of the server (null, "", 0 for "none") are one value per kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .._errors import InputError
from .naming import Naming


class Field(Protocol):
    """One option and the keys of the server behind it."""

    @property
    def option(self) -> str:
        """The name of the option."""

    @property
    def inherits(self) -> bool:
        """Whether a host takes the value of its template where it has none of its own."""

    def read(self, record: Mapping[str, Any], /) -> Any:
        """The value in a record of the server."""

    def wish(self, given: Any, naming: Naming, /) -> Any:
        """The value that the user gave. Raises :class:`InputError` when the server could not keep it."""

    def body(self, value: Any, /) -> dict[str, Any]:
        """The keys and values to send."""

    def show(self, value: Any, naming: Naming, before: Any = None, /) -> Any:
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
        return naming.resolve_all(self.kind, given, self.option)

    def body(self, value: frozenset[Any]) -> dict[str, Any]:
        return {self.key: {"_ids": sorted(value, key=str)}}

    def show(self, value: frozenset[Any], naming: Naming, _before: Any = None) -> list[Any]:
        return sorted((naming.show(self.kind, one) for one in value), key=str)
