# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Relations: objects of their own that attributes make between two others (idoit-api.md §15.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..context import Context
from ..store.entries import Entry, Relation
from ..store.objects import NORMAL, Object

if TYPE_CHECKING:
    from .base import Behaviour

RELATION_TYPE_ID = 60
DEFAULT_CMDB_STATUS = 6


@dataclass(frozen=True)
class Rule:
    """How an attribute makes a relation. ``owner_first``: the object of the entry is the master, not the target."""

    type: str
    verb: str
    owner_first: bool = False


TYPES: dict[str, tuple[int, str, str]] = {
    "C__RELATION_TYPE__SOFTWARE": (1, "Software assignment", "is running"),
    "C__RELATION_TYPE__ADMIN": (4, "Contact assignment", "administrates"),
    "C__RELATION_TYPE__USER": (5, "Contact assignment", "uses"),
    "C__RELATION_TYPE__CLUSTER_MEMBERSHIPS": (6, "Cluster memberships", "has member"),
    "C__RELATION_TYPE__VIRTUAL_MACHINE": (9, "Virtual machine", "hosts"),
    "C__RELATION_TYPE__LOCATION": (10, "Location", "is location of"),
    "C__RELATION_TYPE__IP_ADDRESS": (12, "Host address", "supplies network"),
    "C__RELATION_TYPE__DEFAULT": (18, "Dependency", "depends on"),
}
"""Constant -> id, title, verb."""

SOFTWARE = Rule("C__RELATION_TYPE__SOFTWARE", "is running", owner_first=True)
ADMINISTRATOR = Rule("C__RELATION_TYPE__ADMIN", "administrates")
USER = Rule("C__RELATION_TYPE__USER", "uses")
CLUSTER_MEMBER = Rule("C__RELATION_TYPE__CLUSTER_MEMBERSHIPS", "has member", owner_first=True)
GUEST = Rule("C__RELATION_TYPE__VIRTUAL_MACHINE", "hosts")
LOCATION = Rule("C__RELATION_TYPE__LOCATION", "is location of")
ADDRESS = Rule("C__RELATION_TYPE__IP_ADDRESS", "supplies network")


def type_const(given: object) -> str | None:
    """The constant of a relation type given by id or constant; None if there is none."""
    if given in TYPES:
        return str(given)
    return next((const for const, (number, _unused, _unused) in TYPES.items() if str(number) == str(given)), None)


def keep_relations(context: Context, behaviour: Behaviour, entry: Entry, rules: Mapping[str, Rule]) -> None:
    """Make, change or remove the relations of an entry so that they say what its attributes say."""
    if not rules:
        return
    existing = {relation.key: relation for relation in context.world.relations.of_entry(entry.table, entry.id)}
    for key, rule in rules.items():
        target = next(iter(behaviour.values[key].targets(entry.data.get(key))), None)
        old = existing.get(key)
        pair = _pair(rule, entry.object, target)
        if old is None and pair is not None:
            _make(context, rule, pair, entry, key)
        elif old is not None and pair is not None and (old.type, old.master, old.slave) != (rule.type, *pair):
            _turn(context, rule, pair, old)
        elif old is not None and pair is None and not behaviour.keeps_relations:
            remove_relation(context, old.id)


def _pair(rule: Rule, owner: int, target: int | None) -> tuple[int, int] | None:
    if target is None:
        return None
    return (owner, target) if rule.owner_first else (target, owner)


def _make(context: Context, rule: Rule, pair: tuple[int, int], entry: Entry, key: str) -> None:
    number = new_object(context, RELATION_TYPE_ID, _title(context, rule, pair))
    context.world.relations.insert_many([Relation(number, rule.type, *pair, entry.table, entry.id, key)])


def make_relation(context: Context, rule: Rule, pair: tuple[int, int], table: str) -> int:
    """Make a relation that belongs to no entry but its own; answers its id."""
    number = new_object(context, RELATION_TYPE_ID, _title(context, rule, pair))
    context.world.relations.insert_many([Relation(number, rule.type, *pair, table, number, "")])
    return number


def _turn(context: Context, rule: Rule, pair: tuple[int, int], old: Relation) -> None:
    """The relation stays, with other objects."""
    context.world.relations.delete(old.id)
    context.world.relations.insert_many([Relation(old.id, rule.type, *pair, old.table, old.entry, old.key)])
    context.world.objects.update(old.id, title=_title(context, rule, pair))


def _title(context: Context, rule: Rule, pair: tuple[int, int]) -> str:
    master, slave = (context.world.objects.get(number) for number in pair)
    return f"{master.title if master else ''} {rule.verb} {slave.title if slave else ''}"


def new_object(context: Context, type_id: int, title: str) -> int:
    """Make a bare object in normal state; answers its id."""
    world = context.world
    number = world.database.next_id("isys_obj")
    now, user = world.now(), context.user.username
    world.objects.insert(
        Object(number, type_id, title, new_sysid(context), NORMAL, DEFAULT_CMDB_STATUS, now, user, now, user, "", None,
               None, None, world.database.next_id("isys_catg_global_list"), None)
    )  # fmt: skip
    return number


def new_sysid(context: Context) -> str:
    """A sysid of the server: a prefix and the time, counted up until it is unique (idoit-api.md §6.1)."""
    world = context.world
    stamp = max(int(world.clock().timestamp()), int(world.database.meta("sysid") or 0) + 1)
    world.database.set_meta("sysid", str(stamp))
    return f"{world.settings['cmdb.objtype.sysid-prefix']}{stamp}"


def remove_relation(context: Context, number: int) -> None:
    """Remove a relation and its object."""
    context.world.relations.delete(number)
    context.world.objects.delete(number)
