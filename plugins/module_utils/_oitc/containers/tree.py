# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The paths of containers as they will be after the steps planned so far."""

from __future__ import annotations

from ..._errors import AmbiguousError, InputError
from ..._plan import Result
from ..lookups import ROOT, Lookups
from ..references import Reference


class Tree:
    """Which container is where: those that are stored, and what the task makes, renames and deletes."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._new: dict[str, Result] = {}
        self._gone: set[str] = set()
        self._renamed: dict[str, str] = {}

    def find(self, path: str) -> int | Result | None:
        """The id of the container at a path, or the placeholder of one about to be made."""
        if path in self._new:
            return self._new[path]
        stored = self._stored(path)
        containers = self._lookups.containers()
        if stored is None or stored not in containers or stored in self._gone:
            return None
        try:
            return containers.id_of(Reference(name=stored), "path")
        except AmbiguousError as error:
            error.reason = "Say which one with id."
            raise

    def path_of(self, number: int) -> str | None:
        """The path of a container by its id, None when there is none."""
        path = self._lookups.containers().name_of(number)
        return path if isinstance(path, str) else None

    def below(self, path: str) -> list[str]:
        """The containers below a path."""
        stored = self._stored(path) or path
        kept = [name for name in self._lookups.containers().below(stored) if name not in self._gone]
        return sorted([*kept, *(name for name in self._new if name.startswith(f"{path}/"))])

    def add(self, path: str, result: Result) -> None:
        """A container is about to be made."""
        self._new[path] = result

    def rename(self, path: str, new_path: str) -> None:
        """A container gets another name; what is below it moves along."""
        self._renamed[new_path] = self._stored(path) or path

    def remove(self, path: str) -> None:
        """A container is about to be deleted."""
        self._gone.add(self._stored(path) or path)

    def _stored(self, path: str) -> str | None:
        """Where the container at a path is stored now; None for a path that a rename has left."""
        for new, old in self._renamed.items():
            if _is_in(path, new):
                return old + path[len(new) :]
        left = any(_is_in(path, old) for old in self._renamed.values())
        return None if left else path


def checked(path: str) -> str:
    """A path in its usual form. Raises :class:`InputError` when it is not below the root container."""
    usual = "/" + path.strip("/")
    if not usual.startswith(f"{ROOT}/"):
        raise InputError(f"path must be below {ROOT}, such as {ROOT}/Tenant/Node, not {path!r}")
    return usual


def parent_of(path: str) -> str:
    """The path without its last name."""
    return path.rpartition("/")[0]


def _is_in(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")
