# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that ran against a real server leave nothing of theirs behind, and touch nothing else."""

from __future__ import annotations

from typing import Any

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import rpc
from tests.integration.cleaning import clean_idoit, clean_oitc
from tests.integration.harness import Ansible, Server

SERVER = "C__OBJTYPE__SERVER"


def test_what_a_run_made_in_the_cmdb_is_gone(ansible: Ansible, idoit: Server, prefix: str) -> None:
    purpose = {"purpose": f"{prefix}purpose", "create_dialog_values": True}
    objects = [
        {"title": f"{prefix}normal"},
        {"title": f"{prefix}template", "state": "template"},
        {"title": f"other-{prefix}"},
    ]
    ansible.task("idoit_object", {"type": SERVER, "objects": objects, **purpose}).ok()
    ansible.task("idoit_object", {"type": SERVER, "title": f"{prefix}old"}).ok()
    ansible.task("idoit_object", {"type": SERVER, "title": f"{prefix}old", "state": "archived"}).ok()
    clean_idoit(idoit.connection, prefix)
    with rpc.connect(idoit.connection) as session:
        titles = [
            row["title"]
            for status in ("NORMAL", "ARCHIVED", "TEMPLATE")
            for row in session.objects({"status": f"C__RECORD_STATUS__{status}"})
        ]
        values = session.call("cmdb.dialog.read", {"category": "C__CATG__GLOBAL", "property": "purpose"})
    assert [title for title in titles if prefix in title] == [f"other-{prefix}"]
    assert not [value for value in values if value["title"].startswith(prefix)]
    ansible.task("idoit_object", {"type": SERVER, "title": f"other-{prefix}", "state": "absent"}).ok()


def test_what_a_run_made_in_the_monitoring_is_gone(ansible: Ansible, oitc: Server, prefix: str) -> None:
    container = f"/root/{prefix}tenant"
    made: list[tuple[str, dict[str, Any]]] = [
        ("oitc_container", {"path": f"{container}/node", "create_parents": True}),
        ("oitc_hostgroup", {"name": f"{prefix}group", "container": container}),
        (
            "oitc_host",
            {
                "container": f"{container}/node",
                "hosttemplate": "default host",
                "hostgroups": [f"{prefix}group"],
                "hosts": [
                    {"name": f"{prefix}a", "address": "10.0.0.1"},
                    {"name": f"{prefix}b", "address": "10.0.0.2", "state": "disabled"},
                ],
            },
        ),
    ]
    for module, options in made:
        ansible.task(module, options).ok()
    before = oitc.stats().get("rows", {})
    clean_oitc(oitc.connection, prefix)
    after = oitc.stats().get("rows", {})
    if oitc.control:
        assert before["hosts"] - after["hosts"] == 2
    for module, options in made:
        assert ansible.task(module, options, "--check").last["changed"] is True, "it is not there any more"
    refused = ansible.task("oitc_host", {"name": f"{prefix}c", "address": "10.0.0.3", "container": container}).failed()
    assert container in refused
