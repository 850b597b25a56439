# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/audit_inventory.yml: what it finds, that it only reads, and that texts of the CMDB stay texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.integration.harness import Ansible, Server
from tests.integration.inventory_cmdb import Cmdb

#: Harmless only where it is neither evaluated nor shown as it is.
HOSTILE = "<script>alert(1)</script> {{ 6 * 7 }}"


def rows(report: dict[str, Any], key: str, prefix: str) -> list[list[Any]]:
    """The rows of a section that tell of what the test made."""
    (found,) = [section["rows"] for section in report["sections"] if section["key"] == key]
    return [row for row in found if prefix in json.dumps(row)]


def test_it_finds_what_is_wrong(ansible: Ansible, idoit: Server, prefix: str) -> None:
    cmdb = Cmdb(idoit, prefix)
    people = [cmdb.make(name, "PERSON_GROUP") for name in ("left", "there", "idle")]
    twice = {"net_type": 1, "ipv4_address": "192.0.2.7"}
    first = cmdb.make("first", IP=twice, CONTACT={"contact": people[0]}, MODEL={"serial": f"{prefix}S1"})
    second = cmdb.make("second", IP=twice, CONTACT={"contact": people[1]}, MODEL={"serial": f"{prefix}S1"})
    bare = [cmdb.make(HOSTILE), cmdb.make(HOSTILE)]
    cmdb.call("cmdb.object.archive", object=people[0])

    idoit.reset_counters()
    given = {"audit_folder": str(ansible.folder), "audit_fail": True}
    failed = ansible.playbook(Path("cmdbops.idoit_oitc.audit_inventory"), "--extra-vars", json.dumps(given)).failed()
    assert "findings" in failed
    if idoit.control:
        assert idoit.count("writes") == 0
    report = json.loads((ansible.folder / "audit_inventory.json").read_text())

    title = prefix + HOSTILE
    assert rows(report, "without_address", prefix) == [[title, number, "Server"] for number in bare]
    assert rows(report, "titles", prefix) == [[f"{title} (Server)", ", ".join(f"{title} (id {one})" for one in bare)]]
    both = f"{prefix}first (id {first}), {prefix}second (id {second})"
    assert rows(report, "serials", prefix) == [[f"{prefix}S1", both]]
    assert [owners for _address, owners in rows(report, "addresses", prefix)] == [both]
    assert rows(report, "dead_contacts", prefix) == [[f"{prefix}first", first, f"{prefix}left", "", "archived"]]
    assert [row[0] for row in rows(report, "idle_contacts", prefix)] == [f"{prefix}idle"]
    assert report["findings"] == sum(count for key, count in report["summary"].items() if key != "idle_contacts")

    page = (ansible.folder / "audit_inventory.html").read_text()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 6 * 7 }}" in page
