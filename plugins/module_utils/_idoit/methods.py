# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The methods of the API: which ones only read, and what each one promises to answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from . import shapes

#: Nothing but these may pass in check mode or be repeated without a thought; a method not named here is a write.
READS = {
    "idoit.version": shapes.mapping,
    "idoit.constants": shapes.mapping,
    "idoit.search": shapes.rows,
    "idoit.addons.read": shapes.mapping,
    "idoit.license.read": shapes.mapping,
    "cmdb.object.read": shapes.mapping,
    "cmdb.objects.read": shapes.rows,
    "cmdb.category.read": shapes.rows,
    "cmdb.categories.read": shapes.mapping,
    "cmdb.category_info.read": shapes.mapping,
    "cmdb.dialog.read": shapes.dialog_values,
    "cmdb.object_types.read": shapes.rows,
    "cmdb.object_type_groups.read": shapes.rows,
    "cmdb.object_type_categories.read": shapes.mapping,
    "cmdb.reports.read": shapes.rows_or_nothing,
    "cmdb.condition.read": shapes.rows,
    "cmdb.location_tree.read": shapes.rows,
    "cmdb.objects_by_relation.read": shapes.mapping,
    "cmdb.logbook.read": shapes.rows,
    "cmdb.status.read": shapes.rows,
    "cmdb.filter.read": shapes.anything,
    "cmdb.impact.read": shapes.anything,
    "cmdb.contact.read": shapes.mapping,
    "cmdb.workstation_components.read": shapes.anything,
}

WRITES = {
    "cmdb.object.create": shapes.created,
    "cmdb.object.update": shapes.success,
    "cmdb.object.delete": shapes.success,
    "cmdb.object.archive": shapes.success,
    "cmdb.object.purge": shapes.success,
    "cmdb.object.recycle": shapes.success,
    "cmdb.object.quickpurge": shapes.success,
    "cmdb.object.markAsTemplate": shapes.success,
    "cmdb.object.markAsMassChangeTemplate": shapes.success,
    "cmdb.category.save": shapes.success,
    "cmdb.category.create": shapes.success,
    "cmdb.category.update": shapes.success,
    "cmdb.category.delete": shapes.success,
    "cmdb.category.archive": shapes.success,
    "cmdb.category.purge": shapes.success,
    "cmdb.category.recycle": shapes.success,
    "cmdb.category.quickpurge": shapes.success,
    "cmdb.dialog.create": shapes.created,
    "cmdb.dialog.update": shapes.success,
    "cmdb.dialog.delete": shapes.success,
    "cmdb.status.save": shapes.success,
    "cmdb.status.delete": shapes.success,
    "cmdb.logbook.create": shapes.success,
}


@lru_cache(maxsize=256)
def _full(method: str) -> str:
    """A missing third part means read (idoit-api.md §1.4)."""
    return method + ".read" if method.startswith("cmdb.") and method.count(".") == 1 else method


def is_read(method: str) -> bool:
    """Whether the method surely changes nothing."""
    return _full(method) in READS


def checked(method: str, result: Any) -> Any:
    """The result in the promised shape; raises an ApiError when the server answered something else."""
    name = _full(method)
    shape = READS.get(name) or WRITES.get(name) or shapes.anything
    return shape(result)
