# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list inputs of idoit_object and idoit_category for hosts that are identified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .mapping import HANDED_ON


def object_items(
    hosts: Sequence[Mapping[str, Any]], *, cmdb_status: Any = None, rename: bool = False, change_type: bool = False
) -> list[dict[str, Any]]:
    """The ``objects`` of idoit_object: first the hosts in their order, then what their entries refer to."""
    items = []
    for host in hosts:
        if host["id"] is None:
            status = {"cmdb_status": cmdb_status} if cmdb_status else {}
            items.append({"title": host["title"], "type": host["type"], **status})
        else:
            title = {"title": host["title"]} if rename else {}
            object_type = {"type": host["type"]} if change_type else {}
            items.append({"id": host["id"], **title, **object_type})
    others = {_name(each["object"]): dict(each["object"]) for host in hosts for each in host["others"]}
    return [*items, *others.values()]


def category_items(
    hosts: Sequence[Mapping[str, Any]],
    rules: Mapping[str, Mapping[str, Any] | None],
    results: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """For each category of the mapping ``{"category": …, "objects": [...]}`` for idoit_category.

    ``results``: those of idoit_object, in the order of :func:`object_items`. What failed there is left out.
    """
    written = [(host, _written(host, result)) for host, result in zip(hosts, results)]
    out = []
    for category, rule in rules.items():
        if rule is None:
            continue
        options = {key: rule[key] for key in HANDED_ON if rule.get(key) is not None}
        items = _of_others(category, hosts) if rule.get("of") else _own(category, written)
        if items:
            out.append({"category": category, "objects": [{**item, **options} for item in items]})
    return out


def _written(host: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any] | None:
    """How idoit_category finds the object; None if idoit_object failed. In check mode a new one has no id."""
    if result.get("failed"):
        return None
    stored = result.get("object") or {}
    if stored.get("id") is None:
        return {"title": host["title"], "type": host["type"]}
    # By the title messages call it; it is found by its id.
    return {"id": stored["id"], "title": stored["title"]}


def _own(category: str, written: Sequence[tuple[Mapping[str, Any], Any]]) -> list[dict[str, Any]]:
    return [
        {"object": reference, "entries": host["entries"][category]}
        for host, reference in written
        if reference and category in host["entries"]
    ]


def _of_others(category: str, hosts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Entries of objects that several hosts may refer to, each once."""
    by_object: dict[Any, dict[str, Any]] = {}
    for host in hosts:
        for each in host["others"]:
            if each["category"] == category:
                item = by_object.setdefault(_name(each["object"]), {"object": dict(each["object"]), "entries": []})
                item["entries"] += [entry for entry in each["entries"] if entry not in item["entries"]]
    return list(by_object.values())


def _name(reference: Mapping[str, Any]) -> tuple[str, str]:
    return str(reference.get("title")), str(reference.get("type"))
