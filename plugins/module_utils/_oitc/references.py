# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids: how an option refers to a thing, and what the name means on the server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .._errors import AmbiguousError, InputError, unknown_name


@dataclass(frozen=True)
class Reference:
    """What an option names: a thing by its id, or by its exact name. Exactly one of the two is set."""

    id: int | None = None
    name: str | None = None

    @classmethod
    def parse(cls, given: Any, option: str) -> Reference:
        """From the value of an option: ``{id: 5}`` is an id, any bare value is a name, digits too."""
        if isinstance(given, Mapping):
            number = str(given.get("id", "")).strip()
            if set(given) != {"id"} or not number.isdigit():
                raise InputError(f"{option} takes a name or {{id: NUMBER}}, not {dict(given)!r}")
            return cls(id=int(number))
        if isinstance(given, (list, tuple, bool)) or given is None or not str(given).strip():
            raise InputError(f"{option} takes a name or {{id: NUMBER}}, not {given!r}")
        return cls(name=str(given))


class MissingName(str):
    """A name that check mode did not find, in place of the id: an earlier task may be about to create it."""

    __slots__ = ()


class Names:
    """The names of one kind of thing that may be used somewhere, with their ids.

    ``kind``: how messages call one ("host group"). ``where``: which selection this is ("for container /root/A").
    """

    def __init__(self, kind: str, rows: Iterable[tuple[int, str]], where: str = "") -> None:
        self.kind = kind
        self.where = where
        self._names: dict[int, str] = {}
        self._ids: dict[str, list[int]] = defaultdict(list)
        for number, name in rows:
            self._names[number] = name
            self._ids[name].append(number)

    def __contains__(self, name: object) -> bool:
        return name in self._ids

    def id_of(self, reference: Reference, option: str | None = None) -> int:
        """The id. Raises :class:`InputError` with the close matches, :class:`AmbiguousError` with the candidates.

        An id is taken as given: the list holds what the server would offer, not all that exists.
        """
        if reference.id is not None:
            return reference.id
        name = str(reference.name)
        found = self._ids.get(name, [])
        if len(found) > 1:
            raise AmbiguousError(
                f"There are {len(found)} {self.kind}s named {name!r}: ids {', '.join(map(str, sorted(found)))}",
                reason=f"Say which one with {option or self.kind}: {{id: …}}.",
            )
        if not found:
            raise self._unknown(name, option)
        return found[0]

    def knows(self, number: int) -> bool:
        """Whether there is such an id."""
        return number in self._names

    def name_of(self, number: Any) -> Any:
        """The name of an id; the id itself when the list does not hold it."""
        return self._names.get(number, number)

    def show(self, number: Any) -> Any:
        """The name of an id, or ``{"id": 5}`` where others have the same; the id itself when the list lacks it."""
        name = self._names.get(number)
        if name is None:
            return number
        return name if len(self._ids[name]) == 1 else {"id": number}

    def below(self, path: str) -> list[str]:
        """The names that begin with a path and a slash."""
        return [name for name in self._ids if name.startswith(f"{path}/")]

    def ids_below(self, path: str) -> list[int]:
        """The ids of these names."""
        return [number for name in self.below(path) for number in self._ids[name]]

    def _unknown(self, name: str, option: str | None) -> InputError:
        error = unknown_name(self.kind, name, self._ids)
        if self.where:
            error.message += f" {self.where}"
        if name.isdigit():
            hint = f"To name it by its id write {option or self.kind}: {{id: {name}}}."
            error.reason = " ".join(filter(None, (error.reason, hint)))
        return error


def key_value_rows(rows: Iterable[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """Ids and names of the server's ``[{key, value}]`` lists (oitc-api.md §6)."""
    return [(int(row["key"]), str(row["value"])) for row in rows]
