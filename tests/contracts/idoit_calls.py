# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call of i-doit that the client knows, with parameters that work, and the table of them in the documentation.

``python -m ansible_collections.cmdbops.idoit_oitc.tests.contracts.idoit_calls`` writes the table anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call, Session

PAGE = Path(__file__).parents[2] / "docs" / "docsite" / "rst" / "idoit_calls.rst"
SPECIFICATION = Path(__file__).parent / "idoit-modern" / "examples.jsonl"
SPECIFIED = Counter(
    json.loads(line)["request"]["method"] for line in SPECIFICATION.read_text(encoding="utf-8").splitlines()
)
"""Method -> how many examples the specification gives of it."""
CPU, MODEL = "C__CATG__CPU", "C__CATG__MODEL"
CMDB_STATUS = {"title": "Lent", "constant": "C__CMDB_STATUS__LENT", "color": "ABCDEF"}


@dataclass(frozen=True)
class Things:
    """What there is on a server before a call: a new object with two entries, and ways to make more."""

    session: Session

    def object(self) -> int:
        call = self.session.generation.create_object("C__OBJTYPE__SERVER", "web01")
        return self._created(call)

    def archived(self) -> int:
        number = self.object()
        self.session.read(self.session.generation.archive_object(number))
        return number

    def entry(self, number: int, category: str = CPU, **data: Any) -> int:
        self._created(self.session.generation.save_entry(number, category, data or {"title": "Xeon"}))
        ((*_unused, last),) = self.session.read([self.session.generation.read_entries(number, category)])
        return int(last["id"])

    def archived_entry(self, number: int) -> int:
        entry = self.entry(number)
        self.session.read(self.session.generation.archive_entry(number, CPU, entry))
        return entry

    def value(self) -> int:
        return self._created(Call("cmdb.dialog.create", {"category": CPU, "property": "type", "value": "Xeon"}))

    def status(self) -> int:
        return self._created(Call("cmdb.status.save", CMDB_STATUS))

    def report(self) -> int:
        return int(self.session.call("cmdb.reports.read")[0]["id"])

    def _created(self, call: Call) -> int:
        (answer,) = self.session.read([call])
        return self.session.generation.created_id(answer) or 0


@dataclass(frozen=True)
class Example:
    """A call that works. ``params`` are made from what is on the server. ``only``: the one generation that knows it."""

    method: str
    params: Callable[[Things], dict[str, Any]] = lambda _things: {}
    only: str = ""


def _of_object(things: Things) -> dict[str, Any]:
    return {"object": things.object()}


def _of_entry(things: Things, **more: Any) -> dict[str, Any]:
    number = things.object()
    return {"object": number, "category": CPU, "entry": things.entry(number), **more}


def _of_archived_entry(things: Things) -> dict[str, Any]:
    number = things.object()
    return {"object": number, "category": CPU, "entry": things.archived_entry(number)}


def _of_old_entry(things: Things) -> dict[str, Any]:
    number = things.object()
    return {"objID": number, "category": CPU, "cateID": things.entry(number)}


def _update(things: Things) -> dict[str, Any]:
    number = things.object()
    return {"objID": number, "category": CPU, "data": {"category_id": things.entry(number), "title": "Epyc"}}


def _dialog(things: Things, **more: Any) -> dict[str, Any]:
    return {"category": CPU, "property": "type", "entry_id": things.value(), **more}


def _condition(_things: Things) -> dict[str, Any]:
    return {"conditions": [{"property": "C__CATG__GLOBAL-title", "comparison": "=", "value": "web01"}]}


EXAMPLES = (
    Example("idoit.search", lambda _unused: {"q": "web"}),
    Example("idoit.version"),
    Example("idoit.constants"),
    Example("idoit.login"),
    Example("idoit.logout"),
    Example("cmdb.object.create", lambda _unused: {"type": "C__OBJTYPE__SERVER", "title": "web02"}),
    Example("cmdb.object.read", lambda things: {"id": things.object()}),
    Example("cmdb.object.update", lambda things: {"id": things.object(), "title": "web03"}),
    Example("cmdb.object.delete", lambda things: {"id": things.object(), "status": "C__RECORD_STATUS__DELETED"}),
    Example("cmdb.object.recycle", lambda things: {"object": things.archived()}, only="modern"),
    Example("cmdb.object.archive", _of_object, only="modern"),
    Example("cmdb.object.purge", _of_object, only="modern"),
    Example("cmdb.object.markAsTemplate", _of_object, only="modern"),
    Example("cmdb.object.markAsMassChangeTemplate", _of_object, only="modern"),
    Example("cmdb.object.quickpurge", lambda things: {"id": things.object()}, only="legacy"),
    Example("cmdb.objects.read", lambda things: {"filter": {"ids": [things.object()]}}),
    Example("cmdb.category.save", lambda things: _of_entry(things, data={"title": "Epyc"}), only="modern"),
    Example(
        "cmdb.category.create",
        lambda things: {"objID": things.object(), "category": MODEL, "data": {"serial": "A"}},
    ),
    Example("cmdb.category.read", lambda things: {"objID": things.object(), "category": "C__CATG__GLOBAL"}),
    Example("cmdb.category.update", _update),
    Example("cmdb.category.delete", _of_old_entry),
    Example("cmdb.category.quickpurge", _of_old_entry),
    Example("cmdb.category.purge", _of_entry, only="modern"),
    Example("cmdb.category.recycle", _of_archived_entry, only="modern"),
    Example("cmdb.category.archive", _of_entry, only="modern"),
    Example("cmdb.categories.read", lambda things: {"objID": things.object(), "catgID": "C__CATG__GLOBAL"}),
    Example("cmdb.category_info.read", lambda _unused: {"category": MODEL}),
    Example("cmdb.dialog.read", lambda _unused: {"category": CPU, "property": "manufacturer"}),
    Example("cmdb.dialog.create", lambda _unused: {"category": CPU, "property": "manufacturer", "value": "Zilog"}),
    Example("cmdb.dialog.update", lambda things: _dialog(things, value="Epyc")),
    Example("cmdb.dialog.delete", _dialog),
    Example("cmdb.reports.read", lambda things: {"id": things.report()}),
    Example("cmdb.object_types.read"),
    Example("cmdb.object_type_groups.read"),
    Example("cmdb.object_type_categories.read", lambda _unused: {"type": "C__OBJTYPE__SERVER"}),
    Example("cmdb.location_tree.read", lambda _unused: {"id": 1}),
    Example("cmdb.objects_by_relation.read", lambda things: {"id": things.object()}),
    Example("cmdb.condition.read", _condition, only="modern"),
    Example("cmdb.status.read", only="modern"),
    Example("cmdb.status.save", lambda _unused: {**CMDB_STATUS, "constant": "C__CMDB_STATUS__LOST"}, only="modern"),
    Example("cmdb.status.delete", lambda things: {"id": things.status()}, only="modern"),
    Example("cmdb.logbook.read", lambda things: {"object_id": things.object()}),
    Example("cmdb.logbook.create", lambda things: {"object_id": things.object(), "message": "seen"}),
    Example("cmdb.contact.read", lambda _unused: {"method": "assigned_objects_by_contact", "filter": {"id": 9}}),
    Example("cmdb.impact.read", lambda things: {"id": things.object(), "relation_type": 1}),
    Example("cmdb.workstation_components.read", lambda _unused: {"filter": {"id": 9}}),
)


def table() -> str:
    """The page of the documentation."""
    rows = [
        f"   * - ``{example.method}``\n"
        f"     - {_mark(example.only != 'legacy')}\n"
        f"     - {_mark(example.only != 'modern')}\n"
        f"     - {SPECIFIED[example.method] or '–'}\n"
        for example in EXAMPLES
    ]
    return PAGE_HEAD + "".join(rows)


def _mark(yes: bool) -> str:
    return "yes" if yes else "–"


PAGE_HEAD = """..
  Copyright (c) 2026, cmdbops contributors
  GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
  SPDX-License-Identifier: GPL-3.0-or-later

.. _ansible_collections.cmdbops.idoit_oitc.docsite.idoit_calls:

Calls of the i-doit API
=======================

What this collection speaks with i-doit. *Modern* is the API add-on from 1.10 on, *legacy* the API of i-doit 1.7. The
client learns at its first call which of the two a server has. A call that a generation does not know is refused by the
client, even where the server answers it as if it were a read.

Each *yes* is a test: the client makes the call on the simulator of that generation, and the answer has the shape
the call promises. Each example of the specification is a test as well: the modern simulator answers it as the
specification shows. This page is written from the lists of these tests.

.. list-table::
   :header-rows: 1

   * - Call
     - Client and modern server
     - Client and legacy server
     - Examples of the specification
"""

if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
