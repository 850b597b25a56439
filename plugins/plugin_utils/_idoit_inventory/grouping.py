# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups in plain Python: what an object belongs to by each key of ``group_by``.

Constructed groups cost milliseconds per host, because Ansible compiles each expression anew (anchors.md §3a); these
cost microseconds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ...module_utils._errors import InputError, unknown_name
from .._inventory.shape import Group
from . import addresses
from .paths import CATEGORY_PREFIX, Keys, Path, as_text, entries
from .simple import simple
from .snapshot import LOCATION, Row, Snapshot

CONTACT = "C__CATG__CONTACT"
#: Also C__OBJECT_TYPE__GROUP and C__CMDB__OBJTYPE__CABLE_TRAY (idoit-api.md §11.5).
_TYPE_CONSTANT = re.compile(r"^C__(CMDB__)?OBJ(ECT_)?TYPE__")


class Member(NamedTuple):
    """Something an object belongs to. ``id``: of the object it stands for, None for a mere text."""

    title: str
    id: int | None = None


Members = Callable[[Row, Snapshot], Iterable[Member]]


@dataclass(frozen=True)
class Key:
    """What a key of ``group_by`` reads and finds. ``prefix``: begins the group's name unless the user gives another."""

    prefix: str
    members: Members
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grouping:
    """One element of ``group_by``. ``by_path``: name a location's group by all that contains it."""

    key: str
    prefix: str
    by_path: bool = False

    @classmethod
    def parse(cls, given: Any) -> Grouping:
        """From a key, or a dict with ``key``, ``prefix`` and ``naming``; raises :class:`InputError`."""
        element = given if isinstance(given, Mapping) else {"key": given}
        unknown = set(element) - {"key", "prefix", "naming"}
        if unknown or "key" not in element:
            raise InputError(f"an element of group_by is a key, or has key, prefix and naming: not {given!r}")
        naming = element.get("naming", "title")
        if naming not in ("title", "path"):
            raise unknown_name("naming", naming, ("title", "path"), show_all=True)
        text = str(element["key"])
        prefix = element.get("prefix")
        return cls(text, key_of(text).prefix if prefix is None else str(prefix), naming == "path")

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the objects it needs."""
        return key_of(self.key).categories

    @property
    def path(self) -> Path | None:
        """The attribute it groups by, if it names one."""
        return None if self.key in KEYS else Path.parse(self.key)

    def by_key(self, keys: Keys) -> Grouping:
        """The same with the key of a custom attribute that was named by its label, which still begins the names."""
        return replace(self, key=str(self.path.by_key(keys))) if self.path else self


def key_of(text: str) -> Key:
    """The key of this name, or one for any attribute; raises :class:`InputError`."""
    if text in KEYS:
        return KEYS[text]
    if not text.startswith(CATEGORY_PREFIX) or "." not in text:
        raise unknown_name("key of group_by or CATEGORY.attribute", text, KEYS, show_all=True)
    path = Path.parse(text)
    return Key(path.name, lambda row, _unused: map(_member, path.values(row)), (str(path.category),))


def _member(value: Any) -> Member:
    return Member(as_text(value), value.get("id") if isinstance(value, Mapping) else None)


def _attribute(prefix: str, category: str, name: str) -> Key:
    path = Path(category, name)
    return Key(prefix, lambda row, _unused: map(_member, path.values(row)), (category,))


def _object_type(row: Row, snapshot: Snapshot) -> Iterable[Member]:
    constant = snapshot.object_type(row).get("const") or row.get("type_title")
    if constant:
        yield Member(_TYPE_CONSTANT.sub("", str(constant)).lower())


def _type_group(row: Row, snapshot: Snapshot) -> Iterable[Member]:
    title = snapshot.object_type(row).get("type_group_title") or row.get("type_group_title")
    if title:
        yield Member(str(title))


def _cmdb_status(row: Row, snapshot: Snapshot) -> Iterable[Member]:
    title = snapshot.cmdb_status(row)
    if title:
        yield Member(title)


def _location(row: Row, snapshot: Snapshot) -> Iterable[Member]:
    for place in snapshot.containers(row)[:1]:
        yield _member(place)


def _net(row: Row, _unused: Snapshot) -> Iterable[Member]:
    return map(_member, addresses.nets(row))


def _contact(row: Row, _unused: Snapshot) -> Iterable[Member]:
    for entry in entries(row, CONTACT):
        contact = simple(entry.get("contact_object")) or simple(entry.get("contact"))
        if isinstance(contact, dict):
            yield _member(contact)


KEYS: dict[str, Key] = {
    "object_type": Key("type", _object_type),
    "type_group": Key("type_group", _type_group),
    "cmdb_status": Key("cmdb_status", _cmdb_status),
    "location": Key("location", _location, (LOCATION,)),
    "net": Key("net", _net, (addresses.IP,)),
    "contact": Key("contact", _contact, (CONTACT,)),
    "contact_role": _attribute("contact_role", CONTACT, "role"),
    "tag": _attribute("tag", "C__CATG__GLOBAL", "tag"),
    "operating_system": _attribute("os", "C__CATG__OPERATING_SYSTEM", "application"),
    "application": _attribute("application", "C__CATG__APPLICATION", "application"),
    "cluster": _attribute("cluster", "C__CATG__CLUSTER_MEMBERSHIPS", "connected_object"),
    "virtual_host": _attribute("virtual_host", "C__CATG__VIRTUAL_MACHINE", "hosts"),
}


class Grouped(NamedTuple):
    """``groups`` by name; ``names``: those of each object's groups, in order; ``about``: the object a group is for."""

    groups: dict[str, Group]
    names: list[list[str]]
    about: dict[str, int]


def group(snapshot: Snapshot, grouping: Grouping, prefix: str, safe: Callable[[str], str]) -> Grouped:
    """The groups one element of ``group_by`` makes. ``safe`` makes a name that Ansible takes.

    Different objects of the same title make different groups, told apart by their ids.
    """
    find = key_of(grouping.key).members
    found = [list(dict.fromkeys(find(row, snapshot))) for row in snapshot.objects]
    parents = _parents(snapshot) if grouping.key == "location" else {}
    members = {member for members in found for member in members} | set(parents) | set(parents.values())
    names = _names(members, parents if grouping.by_path else {}, f"{prefix}{grouping.prefix}", safe)
    groups: dict[str, Group] = {}
    for member in sorted(members, key=lambda one: names[one]):
        above = parents.get(member)
        groups[names[member]] = Group(names[member], names[above] if above else None)
    about = {names[member]: member.id for member in members if member.id is not None}
    return Grouped(groups, [list(dict.fromkeys(names[member] for member in members)) for members in found], about)


def _parents(snapshot: Snapshot) -> dict[Member, Member]:
    """What contains each container of a host."""
    above: dict[Member, Member] = {}
    for row in snapshot.objects:
        chain = [_member(place) for place in snapshot.containers(row)]
        for inner, outer in zip(chain, chain[1:]):
            if inner in above:
                break
            above[inner] = outer
    return above


def _names(
    members: Iterable[Member], parents: Mapping[Member, Member], prefix: str, safe: Callable[[str], str]
) -> dict[Member, str]:
    """A safe name for each; those of different objects that would be the same get the ids of their objects."""
    names = {member: safe("_".join(filter(None, [prefix, *_path(member, parents)]))) for member in members}
    sharing: dict[str, set[int | None]] = defaultdict(set)
    for member, name in names.items():
        sharing[name].add(member.id)
    return {
        member: f"{name}_{member.id}" if member.id is not None and len(sharing[name]) > 1 else name
        for member, name in names.items()
    }


def _path(member: Member, parents: Mapping[Member, Member]) -> list[str]:
    titles = [member.title]
    while member in parents:
        member = parents[member]
        titles.insert(0, member.title)
    return titles
