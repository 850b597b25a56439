# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An inventory update as AWX makes it: its command, its environment, its import of enabled hosts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.awx_data import PROJECT, injected, resources
from tests.integration.harness import Ansible, Server
from tests.integration.inventory_cmdb import Cmdb

#: awx/main/constants.py, STANDARD_INVENTORY_UPDATE_ENV, and what RunInventoryUpdate.build_env adds.
UPDATE_ENVIRONMENT = {
    "ANSIBLE_INVENTORY_UNPARSED_FAILED": "True",
    "ANSIBLE_INVENTORY_EXPORT": "True",
    "ANSIBLE_VERBOSE_TO_STDERR": "True",
    "ANSIBLE_HOST_PATTERN_MISMATCH": "error",
    "INVENTORY_SOURCE_ID": "1",
    "INVENTORY_UPDATE_ID": "1",
}


def enabled(source: Mapping[str, Any], hostvars: Mapping[str, Any]) -> bool:
    """What the import makes of enabled_var and enabled_value (inventory_import.py, _get_enabled)."""
    fields = source["fields"]
    if fields["enabled_var"] not in hostvars:
        return True
    value: str = fields["enabled_value"]
    return str(hostvars[fields["enabled_var"]]).lower() == value.lower()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The checked out project, which nobody may write to."""
    folder = tmp_path / "runner" / "project"
    shutil.copytree(PROJECT, folder)
    return folder


def test_an_update_brings_hosts_and_which_are_enabled(
    ansible: Ansible, idoit: Server, project: Path, prefix: str
) -> None:
    cmdb = Cmdb(idoit, prefix)
    made = {"in-use": cmdb.make("in-use"), "gone": cmdb.make("gone", "VIRTUAL_SERVER")}
    cmdb.call("cmdb.object.archive", object=made["gone"])
    (source,) = resources("inventory_sources")
    file = project / source["fields"]["source_path"]
    output = ansible.folder / "output.json"
    # Only what the credential type injects reaches the update, with nothing filled in but what it requires.
    connection = {f"IDOIT_{name.upper()}": "" for name in idoit.connection}
    given = {name: idoit.connection[name] for name in ("url", "api_key")}
    ansible.command(
        *("ansible-inventory", "--list", "--export", "-i", str(file), "--output", str(output)),
        *("--playbook-dir", str(project), "-vvv"),
        env={**connection, **injected("i-doit", given), **UPDATE_ENVIRONMENT},
    ).ok()
    hostvars = json.loads(output.read_text())["_meta"]["hostvars"]
    seen = {name: hostvars[prefix + name] for name in made}
    assert {name: enabled(source, values) for name, values in seen.items()} == {"in-use": True, "gone": False}
    # What a Controller whose SCM_INSTANCE_ID_VAR is set knows a renamed host by: plain text.
    ids = [values["idoit_instance_id"] for values in seen.values()]
    assert all(isinstance(value, str) for value in ids)
    assert len(set(ids)) == len(ids)
