# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters: C__CATG__CLUSTER, C__CATG__CLUSTER_MEMBERS, and seen from the member C__CATG__CLUSTER_MEMBERSHIPS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ..context import Context
from ..store.entries import Entry
from ..values.base import Derived, Write
from ..values.references import ObjectReference, shown_object
from .base import Behaviour, Kinds
from .relations import CLUSTER_MEMBER, Rule

MEMBERS_TABLE = "isys_catg_cluster_members_list"
MEMBERS_CONST = "C__CATG__CLUSTER_MEMBERS"


class OfMembers(Derived):
    """Looks at the members of the cluster."""

    owner_table = MEMBERS_TABLE

    def owner(self, entry: Entry) -> int | None:
        """The cluster."""
        return entry.object


class Members(OfMembers):
    """The members of a cluster."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of objects."""
        del stored
        found = (e.data.get("member") for e in context.entries_of(MEMBERS_TABLE, entry.object))
        return [shown_object(member["object"], context) for member in found if member and member["object"]]


class MemberCount(OfMembers):
    """How many they are."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A number."""
        del stored
        return len(context.entries_of(MEMBERS_TABLE, entry.object))


class Cluster(Behaviour):
    """A cluster shows its members."""

    kinds: ClassVar[Kinds] = {"cluster_members": Members, "cluster_member_count": MemberCount}


class ClusterMembers(Behaviour):
    """One member an entry (idoit-api.md §7.2)."""

    relations: ClassVar[Mapping[str, Rule]] = {"member": CLUSTER_MEMBER}


class ClusterMemberships(Behaviour):
    """The clusters an object is a member of; each entry is that of the cluster."""

    kinds: ClassVar[Kinds] = {"connected_object": ObjectReference}

    def entries(self, context: Context, objects: Sequence[int], statuses: Sequence[int]) -> list[Entry]:
        """The clusters of the members."""
        return [self._seen(e) for e in context.world.entries.linked_to(MEMBERS_TABLE, "member", objects, statuses)]

    def entry(self, context: Context, object_id: int, number: int) -> Entry | None:
        """One cluster of a member."""
        found = context.world.entries.get(MEMBERS_TABLE, number)
        member = ((found.data.get("member") or {}).get("object")) if found else None
        return self._seen(found) if found and member == object_id else None

    def targets(self, entry: Entry) -> Iterable[int]:
        """The cluster."""
        return (entry.data["connected_object"],)

    def create(self, context: Context, object_id: int, data: dict[str, Any]) -> Entry:
        """Make the object a member."""
        write = Write(context, self.category, object_id, None, data, {})
        self.take(write)
        cluster = self.required(write, "connected_object")
        return self._seen(self._members(context).create(context, cluster, {"member": object_id}))

    def rank(self, context: Context, entry: Entry, status: int) -> None:
        """The entry of the cluster gets the status."""
        self._members(context).rank(context, self._unseen(context, entry), status)

    def purge(self, context: Context, entry: Entry) -> None:
        """The cluster loses the member."""
        self._members(context).purge(context, self._unseen(context, entry))

    @staticmethod
    def _members(context: Context) -> Behaviour:
        found = context.world.behaviours.of(MEMBERS_CONST)
        assert found is not None, "every server has the category"
        return found

    @staticmethod
    def _unseen(context: Context, entry: Entry) -> Entry:
        found = context.world.entries.get(MEMBERS_TABLE, entry.id)
        assert found is not None, "the entry was just read"
        return found

    @staticmethod
    def _seen(entry: Entry) -> Entry:
        member = (entry.data.get("member") or {}).get("object")
        return Entry(entry.table, entry.id, member or 0, entry.status, {"connected_object": entry.object})
