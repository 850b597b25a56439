# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a category is made of: its attributes with their kinds of value, and whether it holds one entry or many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._errors import ApiError, InputError, unknown_name
from . import known
from .category_names import NEW_CONSTANTS
from .generation import LEGACY, MODERN
from .reads import Later, Reads
from .rpc import Session
from .values import Kind, ObjectRef, Refused, kind_of
from .values.choose import part, ui_params
from .values.references import ObjectRefs
from .wire import Call

#: Keys of an entry that are no attributes.
ENTRY_KEYS = ("id", "objID")


@dataclass(frozen=True)
class Attribute:
    """One attribute of a category.

    ``unit``: the attribute that holds the unit of this number. ``parent``: the dialog that this one depends on.
    """

    category: str
    key: str
    title: str
    kind: Kind = field(compare=False)
    unit: str | None = None
    parent: str | None = None
    mandatory: bool = False

    def __str__(self) -> str:
        return f"{self.category}.{self.key}"

    def parse(self, value: Any) -> Any:
        """The user's value, checked; raises :class:`InputError` naming the attribute."""
        with naming(self):
            return self.kind.parse(value)

    def refers(self, wish: Any) -> bool:
        """Whether the value names objects or entries, which have to be looked up before it can be compared."""
        needs = self.kind.needs(wish)
        return bool(needs.objects or needs.entries)


class naming:  # noqa: N801
    """Adds the attribute to an :class:`ApiError` that leaves the block."""

    def __init__(self, attribute: Attribute) -> None:
        self._attribute = attribute

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ApiError) and error.subject is None:
            error.subject = str(self._attribute)


@dataclass(frozen=True)
class Category:
    """A category by its modern constant."""

    constant: str
    attributes: Mapping[str, Attribute]

    def attribute(self, name: str) -> Attribute:
        """The attribute with this key, or with this label where only one has it; raises :class:`InputError`."""
        if name in self.attributes:
            return self.attributes[name]
        labelled = [each for each in self.attributes.values() if each.title == name]
        if len(labelled) == 1:
            return labelled[0]
        if labelled:
            keys = ", ".join(each.key for each in labelled)
            raise InputError(
                f"Several attributes of {self.constant} are called {name!r}", reason=f"Write one of: {keys}."
            )
        raise unknown_name(f"attribute of {self.constant}", name, self.writable(), show_all=True)

    def writable(self) -> list[str]:
        """The keys that can be written."""
        return [key for key, each in self.attributes.items() if each.kind.refused is None]

    def shown(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """An entry as plain data: id and all attributes that hold something; secrets hidden."""
        held = {key: each.kind.show(each.kind.from_wire(raw.get(key))) for key, each in self._plain()}
        return {"id": int(raw["id"]), **{key: value for key, value in held.items() if value is not None}}

    def _plain(self) -> Iterable[tuple[str, Attribute]]:
        return ((key, each) for key, each in self.attributes.items() if key not in ENTRY_KEYS)


class Schema:
    """Metadata of one server, read once, in the batches of others."""

    def __init__(self, session: Session, reads: Reads) -> None:
        self._session = session
        self._reads = reads
        self._asked: dict[str, dict[str, Later]] = {}
        self._categories: dict[str, Category] = {}
        self._of_type: dict[str | int, Later] = {}

    def constant(self, name: str) -> str:
        """The modern constant of a category that is named by constant or by its title in the request language."""
        if name.startswith("C__"):
            return NEW_CONSTANTS.get(name, name)
        titles = [constant for constant, title in self._titles().items() if title == name]
        if len(titles) == 1:
            return titles[0]
        if titles:
            raise InputError(f"Several categories are called {name!r}", reason=f"Write one of: {', '.join(titles)}.")
        raise unknown_name("category", name, self._titles().values())

    def ask(self, constant: str) -> None:
        """Have the metadata of a category read with the next batch."""
        # The generation may not be known yet, so where it makes a difference both are asked in their words.
        spoken = (MODERN,) if LEGACY.category_constant(constant) == constant else (MODERN, LEGACY)
        self._asked[constant] = {each.name: self._reads.ask(each.category_info(constant)) for each in spoken}

    def ask_type(self, object_type: str | int) -> None:
        """Have the categories of an object type read with the next batch."""
        call = Call("cmdb.object_type_categories", {"type": object_type})
        self._of_type.setdefault(object_type, self._reads.ask(call))

    def category(self, constant: str) -> Category:
        """The attributes of a category; raises :class:`InputError` for an unknown one."""
        if constant not in self._categories:
            self._categories[constant] = category_of(constant, self._info(constant))
        return self._categories[constant]

    def load(self, constant: str) -> Category:
        """The attributes of a category that nobody has asked for before."""
        if constant not in self._asked:
            self.ask(constant)
            self._reads.send()
        return self.category(constant)

    def is_multi_value(self, constant: str, object_type: str | int) -> bool:
        """Whether an object of this type can have several entries in the category."""
        listed = self._multi_value(object_type).get(constant)
        return constant in known.MULTI_VALUE if listed is None else listed

    def is_assigned(self, constant: str, object_type: str | int) -> bool:
        """Whether objects of this type have the category."""
        return constant in self._multi_value(object_type)

    def assigned(self, object_type: str | int) -> list[str]:
        """The categories that objects of this type have."""
        return list(self._multi_value(object_type))

    def _multi_value(self, object_type: str | int) -> dict[str, bool]:
        groups = self._of_type[object_type].value()
        modern = self._session.generation.modern_constant
        rows = [row for group in groups.values() if isinstance(group, list) for row in group]
        return {modern(row["const"]): str(row["multi_value"]) == "1" for row in rows if row.get("const")}

    def _info(self, constant: str) -> Mapping[str, Any]:
        asked = self._asked[constant]
        later = asked.get(self._session.generation.name, asked[MODERN.name])
        if later.error is None and later.value():
            return dict(later.value())
        if constant in self._titles():
            if later.error is not None:
                raise later.error
            raise InputError(f"The category {constant} has no attributes")
        raise unknown_name("category", constant, self._titles())

    def _titles(self) -> dict[str, str]:
        """The categories of the server: modern constant to title."""
        groups = self._session.constants.get("categories")
        found = groups.values() if isinstance(groups, Mapping) else []
        modern = self._session.generation.modern_constant
        return {
            modern(constant): str(title)
            for group in found
            if isinstance(group, Mapping)
            for constant, title in group.items()
        }


def category_of(constant: str, info: Mapping[str, Any]) -> Category:
    """The category that an answer of cmdb.category_info describes."""
    metas = {key: meta for key, meta in info.items() if isinstance(meta, Mapping)}
    return Category(constant, {key: _attribute(constant, key, meta, metas) for key, meta in metas.items()})


def _attribute(category: str, key: str, meta: Mapping[str, Any], metas: Mapping[str, Any]) -> Attribute:
    return Attribute(
        category=category,
        key=key,
        title=str(meta.get("title") or key),
        kind=_kind(category, key, meta),
        unit=part(meta, "format").get("unit") or None,
        parent=_parent(category, key, meta, metas),
        mandatory=bool(part(meta, "check").get("mandatory")),
    )


def _kind(category: str, key: str, meta: Mapping[str, Any]) -> Kind:
    data = part(meta, "data")
    kind = known.KINDS.get((category, key))
    if isinstance(kind, Refused):
        return kind.read_as(kind_of(key, meta))
    if kind is not None:
        return kind
    if (data.get("readonly") or data.get("readOnly")) and (category, key) not in known.WRITABLE_ALL_THE_SAME:
        return Refused("it is read-only", kind_of(key, meta))
    found = kind_of(key, meta)
    if isinstance(found, ObjectRefs) and any(key in keys for keys in known.NATURAL_KEYS.get(category, ())):
        # The form takes several objects, an entry holds one (idoit-api.md §7.2).
        return ObjectRef()
    return found


def _parent(category: str, key: str, meta: Mapping[str, Any], metas: Mapping[str, Any]) -> str | None:
    """The dialog a value depends on: "isys_cmdb_dao_category_g_model::manufacturer" names it."""
    named = str(ui_params(meta).get("p_strSecDataIdentifier") or "").rpartition("::")[2]
    parent = named or known.PARENTS.get((category, key), "")
    return parent if parent in metas else None
