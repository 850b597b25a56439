# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reports tell of results of modules, and that a page shows texts as texts."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._reports.drift import drift
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._reports.html import render

HOSTS = [{"host": "web", "id": 5, "title": "web"}, {"host": "new", "id": None, "title": "new"}]
SAME = {"changed": False, "before": {"title": "web"}, "after": {"title": "web"}}
NEW = {"changed": True, "before": None, "after": {"title": "new", "type": "C__OBJTYPE__SERVER"}}
NET = {"id": 20, "title": "Global v4", "type": "C__OBJTYPE__LAYER3_NET"}


def documented(*results: dict[str, Any], category: str = "C__CATG__MODEL", **more: Any) -> dict[str, Any]:
    """The documentation side, with these results for the first host."""
    item = {"category": category, "objects": [{"object": {"id": 5, "title": "web"}}] * len(results)}
    compared = {"objects": [SAME], "categories": [item], "entries": [{"results": list(results)}]}
    return {"hosts": HOSTS[:1], "problems": [], "without_facts": [], **compared, **more}


def monitored(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    wishes = [{"name": "web"}] * len(results)
    return {"wishes": wishes, "results": list(results), "skipped": [], "gone": [], "problems": [], **more}


def rows(report: dict[str, Any], key: str) -> list[list[Any]]:
    (found,) = [section["rows"] for section in report["sections"] if section["key"] == key]
    return list(found)


def test_nothing_differs() -> None:
    report = drift(documented(SAME), monitored(SAME), looked_at=1)
    assert report["findings"] == 0
    assert report["summary"] == dict.fromkeys(report["summary"], 0)


def test_an_object_is_missing_as_a_whole() -> None:
    report = drift(documented(hosts=HOSTS, objects=[SAME, NEW]), monitored(), looked_at=2)
    shown = "title: new, type: C__OBJTYPE__SERVER"
    assert rows(report, "documentation") == [["new", "Object", "", "missing", shown]]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([{"id": 1, "serial": "A"}], [{"id": 1, "serial": "B"}], [["serial", "A", "B"]]),
        ([{"id": 1, "serial": None}], [{"id": 1, "serial": "B"}], [["serial", None, "B"]]),
        ([], [{"id": None, "title": "eth0", "net": NET}], [["", "missing", "title: eth0, net: Global v4"]]),
        ([{"id": 1, "title": "a"}, {"id": 2, "title": "b"}], [{"id": 2, "title": "b"}], [["", "title: a", None]]),
        ([{"id": 1, "tags": ["a"]}], [{"id": 1, "tags": ["a", "b"]}], [["tags", "a", "a; b"]]),
    ],
)
def test_entries_are_told_apart_by_their_ids(before: Any, after: Any, told: list[list[Any]]) -> None:
    report = drift(documented({"changed": True, "before": before, "after": after}), monitored(), looked_at=1)
    assert rows(report, "documentation") == [["web", "C__CATG__MODEL", *row] for row in told]


def test_what_could_not_be_compared_is_a_finding_and_not_silence() -> None:
    failed = {"failed": True, "changed": False, "msg": "no such net"}
    report = drift(
        documented(failed, problems=["two objects fit"], without_facts=["silent"]),
        monitored(failed, problems=["made by hand"]),
        looked_at=2,
    )
    assert rows(report, "problems") == [["two objects fit"], ["made by hand"], ["no such net"]]
    assert rows(report, "without_facts") == [["silent"]]
    assert report["findings"] == 3


def test_the_monitoring_side() -> None:
    moved = {"changed": True, "before": {"address": "192.0.2.1"}, "after": {"address": "192.0.2.2"}}
    gone = [
        {"name": name, "container": "/root", "reason": "is archived", "handled": handled}
        for name, handled in (("old", False), ("older", True))
    ]
    skipped = [{"name": "printer", "reason": "no address"}]
    report = drift(documented(), monitored(moved, gone=gone, skipped=skipped), looked_at=2)
    assert rows(report, "monitoring") == [["web", "address", "192.0.2.1", "192.0.2.2"]]
    assert rows(report, "gone") == [["old", "/root", "is archived"]]
    assert rows(report, "not_monitored") == [["printer", "no address"]]
    assert report["findings"] == 2


def test_a_page_escapes_and_evaluates_nothing() -> None:
    page = render("<p>{{ report.title }}</p>", {"title": "<b>{{ 6 * 7 }}</b>"})
    assert page == "<p>&lt;b&gt;{{ 6 * 7 }}&lt;/b&gt;</p>"


def test_a_template_cannot_leave_its_sandbox() -> None:
    with pytest.raises(SecurityError):
        render("{{ report.__class__.__mro__[1].__subclasses__() }}", {})


def test_a_template_that_names_what_is_not_there_fails() -> None:
    with pytest.raises(TemplateError):
        render("{{ report.titel }}", {"title": "x"})
