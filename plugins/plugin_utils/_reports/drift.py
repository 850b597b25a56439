# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the CMDB, the facts and the monitoring differ, out of what the modules would change in check mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .sections import Section, report, section

#: Of a host that is missing in a system nothing else is told.
MISSING = "missing"

Result = Mapping[str, Any]
Difference = tuple[str, Any, Any]


def drift(documentation: Mapping[str, Any], monitoring: Mapping[str, Any], looked_at: int) -> dict[str, Any]:
    """The report.

    ``documentation``: ``hosts`` and ``problems`` of the hosts that are identified, ``without_facts``, the results of
    idoit_object (``objects``), what was asked of each category (``categories``) and the results of the loop over them
    with idoit_category (``entries``). ``monitoring``: ``wishes`` with their
    results of oitc_host, ``skipped``, ``gone``, and ``problems``.
    """
    return report(
        "Drift between CMDB, facts and monitoring",
        looked_at,
        [_documented(documentation), _monitored(monitoring), _gone(monitoring), _problems(documentation, monitoring)],
        [_without_facts(documentation), _not_monitored(monitoring)],
    )


def _documented(documentation: Mapping[str, Any]) -> Section:
    """What the CMDB says otherwise than the facts."""
    rows: list[tuple[Any, ...]] = []
    hosts = documentation["hosts"]
    names = {host["id"]: host["host"] for host in hosts if host["id"] is not None}
    for host, result in zip(hosts, documentation["objects"]):
        rows += [(host["host"], "Object", *difference) for difference in _differences(result)]
    for wanted, answered in zip(documentation["categories"], documentation["entries"]):
        for item, result in zip(wanted["objects"], answered.get("results", ())):
            name = names.get(item["object"].get("id"), item["object"].get("title"))
            rows += [(name, wanted["category"], *difference) for difference in _differences(result)]
    columns = ("Host", "Category", "Attribute", "In the CMDB", "By the facts")
    return section("documentation", "CMDB and facts", columns, rows)


def _monitored(monitoring: Mapping[str, Any]) -> Section:
    """What the monitoring holds otherwise than the CMDB wants it."""
    rows = [
        (wish["name"], *difference)
        for wish, result in zip(monitoring["wishes"], monitoring["results"])
        for difference in _differences(result)
    ]
    return section("monitoring", "Monitoring and CMDB", ("Host", "Option", "In the monitoring", "By the CMDB"), rows)


def _gone(monitoring: Mapping[str, Any]) -> Section:
    rows = [(host["name"], host["container"], host["reason"]) for host in monitoring["gone"] if not host["handled"]]
    columns = ("Host", "Container", "Reason")
    return section("gone", "Monitored, but not in use in the CMDB", columns, rows)


def _problems(documentation: Mapping[str, Any], monitoring: Mapping[str, Any]) -> Section:
    results = [
        *documentation["objects"],
        *(one for each in documentation["entries"] for one in each.get("results", ())),
    ]
    failed = [one["msg"] for one in (*results, *monitoring["results"]) if one.get("failed")]
    messages = dict.fromkeys([*documentation["problems"], *monitoring["problems"], *failed])
    return section("problems", "What could not be compared", ("Problem",), [(message,) for message in messages])


def _without_facts(documentation: Mapping[str, Any]) -> Section:
    rows = [(host,) for host in documentation["without_facts"]]
    about = "They could not be reached, or no facts of them are stored. They were not compared with the CMDB."
    return section("without_facts", "Hosts without facts", ("Host",), rows, about)


def _not_monitored(monitoring: Mapping[str, Any]) -> Section:
    rows = [(host["name"], host["reason"]) for host in monitoring["skipped"]]
    return section("not_monitored", "Hosts that are not to be monitored", ("Host", "Reason"), rows)


def _differences(result: Result) -> Iterator[Difference]:
    """Attribute, what it is, what it should be."""
    if not result.get("changed") or result.get("failed"):
        return
    before, after = result.get("before"), result.get("after")
    if isinstance(before, list) or isinstance(after, list):
        yield from _entry_differences(before or [], after or [])
    elif not before:
        yield "", MISSING, _shown(after)
    else:
        yield from _attribute_differences(before, after or {})


def _entry_differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """Entries are told apart by their ids; a new one has none."""
    known = {entry["id"]: entry for entry in before if entry["id"] is not None}
    for entry in after:
        if entry["id"] in known:
            yield from _attribute_differences(known.pop(entry["id"]), entry)
        else:
            yield "", MISSING, _shown(entry)
    for entry in known.values():
        yield "", _shown(entry), None


def _attribute_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            yield key, _shown(before.get(key)), _shown(after.get(key))


def _shown(value: Any) -> Any:
    """As people read it: references and dialog values by title, what is empty not at all."""
    if isinstance(value, Mapping):
        if "title" in value and "id" in value and "type" in value:
            return value["title"]
        parts = (
            f"{key}: {_shown(item)}" for key, item in value.items() if key != "id" and item not in (None, "", [], {})
        )
        return ", ".join(parts)
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_shown(item)) for item in value)
    return value
