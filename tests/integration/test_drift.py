# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook drift over hosts that are documented, new, doubles, and silent."""

from __future__ import annotations

import json
from typing import Any

from tests.integration.harness import REPOSITORY, Ansible, Server
from tests.integration.test_role_idoit_register import Hosts

DRIFT = REPOSITORY / "playbooks" / "drift.yml"


def test_differences_problems_and_silence_are_reported_and_nothing_is_written(
    ansible: Ansible, idoit: Server, oitc: Server, prefix: str
) -> None:
    known = {"hostname": f"{prefix}known", "product_serial": f"{prefix}S1", "memtotal_mb": 1024}
    Hosts(ansible, {"known": known}).register({}).ok()
    twins = {
        f"twin-{number}": {"hostname": f"{prefix}twin-{number}", "product_serial": f"{prefix}S2"} for number in (1, 2)
    }
    new = {"hostname": f"{prefix}new", "product_serial": f"{prefix}S3"}
    facts: dict[str, dict[str, Any]] = {"known": {**known, "memtotal_mb": 2048}, "new": new, **twins, "silent": {}}
    options = {"drift_gather_facts": False, "drift_folder": str(ansible.folder)}
    for server in (idoit, oitc):
        server.reset_counters()
    Hosts(ansible, facts).run(DRIFT, "-e", json.dumps(options)).ok()
    assert [server.count("writes") for server in (idoit, oitc)] in ([0, 0], [None, None])
    page = (ansible.folder / "drift.html").read_text()
    report = json.loads((ansible.folder / "drift.json").read_text())
    sections = {section["key"]: section["rows"] for section in report["sections"]}
    assert ["known", "C__CATG__MEMORY"] in [row[:2] for row in sections["documentation"]]
    assert ["new", "Object", "", "missing"] in [row[:4] for row in sections["documentation"]]
    assert any("twin-1, twin-2" in row[0] for row in sections["problems"])
    assert sections["without_facts"] == [["silent"]]
    assert "twin-1, twin-2" in page
