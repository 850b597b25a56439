# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two generations of the API, as two strategies: everything above speaks to whichever the server has.

MODERN: API add-on 1.10 and later (idoit-api.md §4 and §7). LEGACY: up to 1.9, as seen on 1.7.3 (idoit-observed.md).
What a generation cannot do raises :class:`UnsupportedError` when it is planned, before anything is written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NoReturn

from .._errors import UnsupportedError
from . import methods, shapes
from .category_names import NEW_CONSTANTS, OLD_CONSTANTS
from .wire import Call

NORMAL, ARCHIVED, DELETED, TEMPLATE, MASS_CHANGE_TEMPLATE = 2, 3, 4, 6, 7

#: Record status of objects and entries (idoit-api.md §4).
STATUS_CONSTANTS = {
    1: "C__RECORD_STATUS__BIRTH",
    NORMAL: "C__RECORD_STATUS__NORMAL",
    ARCHIVED: "C__RECORD_STATUS__ARCHIVED",
    DELETED: "C__RECORD_STATUS__DELETED",
    TEMPLATE: "C__RECORD_STATUS__TEMPLATE",
    MASS_CHANGE_TEMPLATE: "C__RECORD_STATUS__MASS_CHANGES_TEMPLATE",
}

#: Carries out a batch of reads.
Read = Callable[[Sequence[Call]], list[Any]]


class Generation(ABC):
    """How to say things to one generation of the API. Ids are ints or stand for one; categories go by modern names."""

    name: str

    @abstractmethod
    def category_constant(self, modern: str) -> str:
        """The constant this server knows the category by."""

    def modern_constant(self, own: str) -> str:
        """The modern constant of a category this server names."""
        return NEW_CONSTANTS.get(own, own)

    # Objects. ``status`` is the one the object has now.

    @abstractmethod
    def create_object(self, object_type: str | int, title: str, **more: Any) -> Call:
        """Create an object. ``more``: cmdb_status, purpose, category, description, sysid, status, categories, …"""

    @abstractmethod
    def with_entries(self, creation: Call, saves: Sequence[Call]) -> tuple[Call, Sequence[Call]]:
        """The creation of an object with the entries that these calls would save, and the calls that are left to do."""

    @abstractmethod
    def archive_object(self, object_id: Any) -> list[Call]:
        """Put an object into the archive."""

    @abstractmethod
    def delete_object(self, object_id: Any) -> list[Call]:
        """Mark an object as deleted; it stays in the database."""

    @abstractmethod
    def purge_object(self, object_id: Any) -> list[Call]:
        """Remove an object and all it holds for good."""

    @abstractmethod
    def recycle_object(self, object_id: Any) -> list[Call]:
        """Bring an archived or deleted object back."""

    @abstractmethod
    def mark_template(self, object_id: Any) -> list[Call]:
        """Make the object a template."""

    @abstractmethod
    def mark_mass_change_template(self, object_id: Any) -> list[Call]:
        """Make the object a mass change template."""

    @abstractmethod
    def unmark_template(self, object_id: Any) -> list[Call]:
        """What has to be done to a template of either kind before it can be archived or deleted."""

    @abstractmethod
    def read_page(self, read: Read, params: Mapping[str, Any], categories: Sequence[str]) -> list[dict[str, Any]]:
        """cmdb.objects.read with entries: rows whose ``categories`` maps each of the constants to a list of entries."""

    # Entries of categories. ``status`` is the one the entry has now.

    def read_entries(self, object_id: Any, category: str, status: int = NORMAL) -> Call:
        """The entries of one status; archived and deleted ones have to be asked for."""
        own = self.category_constant(category)
        return Call("cmdb.category.read", {"objID": object_id, "category": own, "status": status})

    @abstractmethod
    def save_entry(
        self,
        object_id: Any,
        category: str,
        data: Mapping[str, Any],
        entry_id: int | None = None,
        multi_value: bool = True,
    ) -> Call:
        """Change an entry, or create one without ``entry_id``."""

    @abstractmethod
    def archive_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:
        """Put an entry into the archive (multi-value categories)."""

    @abstractmethod
    def delete_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:
        """Mark an entry as deleted (multi-value categories)."""

    @abstractmethod
    def purge_entry(
        self, object_id: Any, category: str, entry_id: int, status: int = NORMAL, multi_value: bool = True
    ) -> list[Call]:
        """Remove an entry for good; empties a single-value category."""

    @abstractmethod
    def recycle_entry(self, object_id: Any, category: str, entry_id: int) -> list[Call]:
        """Bring an archived or deleted entry back (multi-value categories)."""

    # Metadata and dialogs.

    def category_info(self, category: str) -> Call:
        """The attributes of a category."""
        return Call("cmdb.category_info", self._by_constant(category))

    def read_dialog(self, category: str, attribute: str) -> Call:
        """The values of a dialog."""
        return Call("cmdb.dialog.read", {**self._by_constant(category), "property": attribute})

    def _by_constant(self, category: str) -> dict[str, Any]:
        return {"category": self.category_constant(category)}

    # Answers.

    @staticmethod
    def check(method: str, result: Any) -> Any:
        """The result in the shape the method promises; raises an :class:`ApiError`."""
        return methods.checked(method, result)

    @staticmethod
    def created_id(result: Any) -> int | None:
        """The id of what a write created."""
        return shapes.created_id(result)

    #: The id of the entry a write changed. Releases before i-doit 37 may name a wrong one for a single-value category:
    #: read it back there (idoit-api.md §7.2).
    entry_id = created_id

    def _cannot(self, what: str) -> NoReturn:
        raise UnsupportedError(
            f"the {self.name} API cannot {what}", system="i-doit", reason="It needs the API add-on 1.10 or later."
        )


class Modern(Generation):
    """API add-on 1.10 and later."""

    name = "modern"

    def category_constant(self, modern: str) -> str:
        """The same."""
        return self.modern_constant(modern)

    def create_object(self, object_type: str | int, title: str, **more: Any) -> Call:
        """cmdb.object.create."""
        return Call("cmdb.object.create", {"type": object_type, "title": title, **more})

    def with_entries(self, creation: Call, saves: Sequence[Call]) -> tuple[Call, Sequence[Call]]:
        """All of them, as lists by category (idoit-api.md §6.1)."""
        categories: dict[str, list[Any]] = {}
        for save in saves:
            categories.setdefault(save.params["category"], []).append(save.params["data"])
        return Call(creation.method, {**creation.params, **({"categories": categories} if saves else {})}), []

    def archive_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.archive."""
        return [Call("cmdb.object.archive", {"object": object_id})]

    def delete_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.delete."""
        return [Call("cmdb.object.delete", {"object": object_id})]

    def purge_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.purge."""
        return [Call("cmdb.object.purge", {"object": object_id})]

    def recycle_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.recycle."""
        return [Call("cmdb.object.recycle", {"object": object_id})]

    def mark_template(self, object_id: Any) -> list[Call]:
        """cmdb.object.markAsTemplate."""
        return [Call("cmdb.object.markAsTemplate", {"object": object_id})]

    def mark_mass_change_template(self, object_id: Any) -> list[Call]:
        """cmdb.object.markAsMassChangeTemplate."""
        return [Call("cmdb.object.markAsMassChangeTemplate", {"object": object_id})]

    def unmark_template(self, object_id: Any) -> list[Call]:
        """cmdb.object.recycle."""
        return self.recycle_object(object_id)

    def read_page(self, read: Read, params: Mapping[str, Any], categories: Sequence[str]) -> list[dict[str, Any]]:
        """One call brings objects and entries."""
        (rows,) = read([Call("cmdb.objects.read", {**params, "categories": list(categories)})])
        bare = [row for row in rows if "categories" not in row]
        if bare:
            # API 2.0 left the categories out (idoit-api.md §6.5).
            return _with_entries(self, read, rows, categories)
        for row in rows:
            found = row["categories"] or {}
            row["categories"] = {constant: found.get(constant) or [] for constant in categories}
        return list(rows)

    def save_entry(
        self,
        object_id: Any,
        category: str,
        data: Mapping[str, Any],
        entry_id: int | None = None,
        multi_value: bool = True,
    ) -> Call:
        """cmdb.category.save."""
        # A single-value category needs no id, and the one GLOBAL reads is another than the one it saves (§11.4).
        entry = {"entry": entry_id} if multi_value and entry_id is not None else {}
        return Call("cmdb.category.save", {"object": object_id, "category": category, "data": dict(data), **entry})

    def archive_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:  # noqa: ARG002
        """cmdb.category.archive."""
        return self._rank("archive", object_id, category, entry_id)

    def delete_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:  # noqa: ARG002
        """cmdb.category.delete with ``entry``: one step from any status."""
        return self._rank("delete", object_id, category, entry_id)

    def purge_entry(
        self,
        object_id: Any,
        category: str,
        entry_id: int,
        status: int = NORMAL,  # noqa: ARG002
        multi_value: bool = True,  # noqa: ARG002
    ) -> list[Call]:
        """cmdb.category.purge."""
        return self._rank("purge", object_id, category, entry_id)

    def recycle_entry(self, object_id: Any, category: str, entry_id: int) -> list[Call]:
        """cmdb.category.recycle."""
        return self._rank("recycle", object_id, category, entry_id)

    @staticmethod
    def _rank(verb: str, object_id: Any, category: str, entry_id: int) -> list[Call]:
        return [Call(f"cmdb.category.{verb}", {"object": object_id, "category": category, "entry": entry_id})]


class Legacy(Generation):
    """Up to API 1.9: no save, archive, purge, recycle; an entry is deleted step by step."""

    name = "legacy"

    def category_constant(self, modern: str) -> str:
        """The name before API 1.10."""
        return OLD_CONSTANTS.get(modern, modern)

    def create_object(self, object_type: str | int, title: str, **more: Any) -> Call:
        """cmdb.object.create, which ignores a sysid, a record status and categories."""
        for ignored in ("sysid", "status", "categories"):
            if more.get(ignored) is not None:
                self._cannot(f"create an object with {ignored}")
        return Call("cmdb.object.create", {"type": object_type, "title": title, **more})

    def with_entries(self, creation: Call, saves: Sequence[Call]) -> tuple[Call, Sequence[Call]]:
        """None of them: they are saved one by one."""
        return creation, saves

    def archive_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.delete with the status it shall have."""
        return [Call("cmdb.object.delete", {"id": object_id, "status": STATUS_CONSTANTS[ARCHIVED]})]

    def delete_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.delete with the status it shall have."""
        return [Call("cmdb.object.delete", {"id": object_id, "status": STATUS_CONSTANTS[DELETED]})]

    def purge_object(self, object_id: Any) -> list[Call]:
        """cmdb.object.quickpurge, which the server's settings may forbid."""
        # delete with the status PURGE works too, but answers an error each time (idoit-observed.md §5).
        return [Call("cmdb.object.quickpurge", {"id": object_id})]

    def recycle_object(self, object_id: Any) -> list[Call]:  # noqa: ARG002
        """Not possible: GLOBAL takes a status and ignores it."""
        self._cannot("bring an archived or deleted object back, nor make a template normal")

    def mark_template(self, object_id: Any) -> list[Call]:  # noqa: ARG002
        """Not possible."""
        self._cannot("mark an object as template")

    def mark_mass_change_template(self, object_id: Any) -> list[Call]:  # noqa: ARG002
        """Not possible."""
        self._cannot("mark an object as mass change template")

    def unmark_template(self, object_id: Any) -> list[Call]:  # noqa: ARG002
        """Nothing: cmdb.object.delete works from any status to any (idoit-observed.md §5)."""
        return []

    def read_page(self, read: Read, params: Mapping[str, Any], categories: Sequence[str]) -> list[dict[str, Any]]:
        """One call for the objects, then a batch of cmdb.category.read."""
        (rows,) = read([Call("cmdb.objects.read", params)])
        return _with_entries(self, read, rows, categories)

    def save_entry(
        self,
        object_id: Any,
        category: str,
        data: Mapping[str, Any],
        entry_id: int | None = None,
        multi_value: bool = True,  # noqa: ARG002
    ) -> Call:
        """cmdb.category.create or, with an entry, cmdb.category.update."""
        own = self.category_constant(category)
        if entry_id is None:
            return Call("cmdb.category.create", {"objID": object_id, "category": own, "data": dict(data)})
        data = {**data, "category_id": entry_id}
        return Call("cmdb.category.update", {"objID": object_id, "category": own, "data": data})

    def archive_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:
        """cmdb.category.delete: from normal it is one step."""
        if status == DELETED:
            self._cannot("put a deleted entry into the archive")
        return self._down(object_id, category, entry_id, status, ARCHIVED)

    def delete_entry(self, object_id: Any, category: str, entry_id: int, status: int = NORMAL) -> list[Call]:
        """cmdb.category.delete, once per step."""
        return self._down(object_id, category, entry_id, status, DELETED)

    def purge_entry(
        self, object_id: Any, category: str, entry_id: int, status: int = NORMAL, multi_value: bool = True
    ) -> list[Call]:
        """cmdb.category.delete down to the end, or quickpurge of a single-value category."""
        if multi_value:
            return self._down(object_id, category, entry_id, status, DELETED + 1)
        own = self.category_constant(category)
        return [Call("cmdb.category.quickpurge", {"objID": object_id, "category": own, "cateID": entry_id})]

    def recycle_entry(self, object_id: Any, category: str, entry_id: int) -> list[Call]:  # noqa: ARG002
        """Not possible."""
        self._cannot("bring an archived or deleted entry back")

    def _down(self, object_id: Any, category: str, entry_id: int, status: int, target: int) -> list[Call]:
        """One call per step: normal, archived, deleted, gone (idoit-observed.md §6)."""
        own = self.category_constant(category)
        step = Call("cmdb.category.delete", {"objID": object_id, "category": own, "cateID": entry_id})
        return [step] * (target - status)

    def _by_constant(self, category: str) -> dict[str, Any]:
        own = self.category_constant(category)
        if own == category:
            return {"category": own}
        # Under ``category`` dialog.read does not find these names (idoit-observed.md §10.8).
        return {"catgID" if category.startswith("C__CATG__") else "catsID": own}


MODERN = Modern()
LEGACY = Legacy()


def generation_of(version: Mapping[str, Any], constants: Mapping[str, Any]) -> Generation:
    """The generation by idoit.version and idoit.constants: record states came with API 1.10, as did ``tenant``."""
    login = version.get("login")
    modern = "recordStates" in constants or (isinstance(login, Mapping) and "tenant" in login)
    return MODERN if modern else LEGACY


def _with_entries(
    generation: Generation, read: Read, rows: Iterable[Mapping[str, Any]], categories: Sequence[str]
) -> list[dict[str, Any]]:
    """The rows with ``categories`` read by one call per object and category, in batches."""
    full = [{**row, "categories": {}} for row in rows]
    wanted = [(row, constant) for row in full for constant in categories]
    entries = read([generation.read_entries(shapes.as_id(row["id"]), constant) for row, constant in wanted])
    for (row, constant), found in zip(wanted, entries):
        row["categories"][constant] = found
    return full
