# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of the CMDB is data: never evaluated, and plain for AWX where it is plain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ansible_runner
import pytest

from tests.integration.harness import Server
from tests.integration.inventory_cmdb import Cmdb, Inventory

#: How AWX 24 calls it for an inventory source in a git project; nothing but the environment carries the connection.
AWX = {
    "ANSIBLE_INVENTORY_UNPARSED_FAILED": "True",
    "ANSIBLE_INVENTORY_EXPORT": "True",
    "ANSIBLE_VERBOSE_TO_STDERR": "True",
    "ANSIBLE_HOST_PATTERN_MISMATCH": "error",
}


@pytest.fixture
def cmdb(idoit: Server, prefix: str) -> Cmdb:
    return Cmdb(idoit, prefix)


@pytest.fixture(params=["ansible", "old_ansible"])
def inventory(request: pytest.FixtureRequest, idoit: Server, prefix: str) -> Inventory:
    """An inventory for the newest and one for the oldest ansible-core, which mark text as inert in different ways."""
    assert idoit
    return Inventory(request.getfixturevalue(request.param), prefix)


def attack(proof: Path) -> dict[str, str]:
    """Texts that would leave a file behind if Ansible evaluated them, by the way they try it."""
    lookup = f"lookup('pipe', 'touch {proof}')"
    return {
        "expression": f"{{{{ {lookup} }}}}",
        "statement": f"{{% set x = {lookup} %}}",
        "override": f"#jinja2: variable_start_string: '[[', variable_end_string: ']]'\n[[ {lookup} ]]",
        "inside": f"before {{{{ {lookup} }}}} after",
    }


def test_text_of_the_cmdb_is_never_evaluated(cmdb: Cmdb, inventory: Inventory, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    texts = attack(proof)
    for name, text in texts.items():
        cmdb.make(name, MODEL={"serial": text, "manufacturer": text}, GLOBAL={"description": text})
    cmdb.make(texts["expression"], MODEL={"serial": "plain"})
    options: dict[str, Any] = {
        "categories": ["C__CATG__MODEL", "C__CATG__GLOBAL"],
        "hostvars": {"serial": "C__CATG__MODEL.serial"},
        "group_by": ["C__CATG__MODEL.manufacturer", "object_type"],
        "compose": {"copied": "serial", "joined": "'x' ~ (serial | default('', true)) ~ idoit_title"},
        "keyed_groups": [{"key": "serial", "prefix": "serial"}],
        "groups": {"with_serial": "serial is truthy"},
    }
    path = inventory.write(**options)
    shown = ["{{ inventory_hostname }}", "{{ serial }}", "{{ idoit_model }}", "{{ copied }}", "{{ joined }}"]
    task = {"ansible.builtin.debug": {"msg": "{{ [inventory_hostname, serial, idoit_model, copied, joined] }}"}}
    tasks = [task, *({"ansible.builtin.debug": {"msg": text}} for text in shown)]
    play = {"hosts": f"{cmdb.prefix}*", "gather_facts": False, "connection": "local", "tasks": tasks}
    run = inventory.ansible.playbook([play], inventory=str(path)).ok()
    seen = json.dumps([result.get("msg") for result in run.results])
    assert "before {{ lookup(" in seen, "the text itself has to arrive"
    for arguments in (["--list"], ["--list", "--export"], ["--graph", "--vars"]):
        inventory.run(*arguments, **options).ok()
    assert not proof.exists(), "text of the CMDB was evaluated"


def test_the_attack_works_on_what_is_trusted(cmdb: Cmdb, inventory: Inventory, tmp_path: Path) -> None:
    """Else the test above could not fail; and it is what trusted_vars is for."""
    proof = tmp_path / "proof"
    cmdb.make("open", MODEL={"serial": attack(proof)["expression"]})
    path = inventory.write(hostvars={"serial": "C__CATG__MODEL.serial"}, trusted_vars=["serial"])
    task = {"ansible.builtin.debug": {"msg": "{{ serial }}"}}
    play = {"hosts": f"{cmdb.prefix}*", "gather_facts": False, "connection": "local", "tasks": [task]}
    inventory.ansible.playbook([play], inventory=str(path)).ok()
    assert proof.exists()


def as_awx(inventory: Inventory, idoit: Server, path: Path, output: Path) -> dict[str, Any]:
    """The inventory as AWX imports it."""
    stdout, stderr, code = ansible_runner.interface.run_command(
        executable_cmd=str(inventory.ansible.programs / "ansible-inventory"),
        cmdline_args=[
            *("--list", "--export", "-i", str(path), "--output", str(output)),
            *("--playbook-dir", str(path.parent), "-vvv"),
        ],
        envvars={
            **AWX,
            **idoit.environment,
            "ANSIBLE_COLLECTIONS_PATH": str(inventory.ansible.tree),
            "ANSIBLE_HOME": str(path.parent / "home"),
            "IDOIT_CA_PATH": "",
            "IDOIT_TIMEOUT": "",
        },
        private_data_dir=str(path.parent / "runner"),
        quiet=True,
    )
    assert code == 0, f"{stdout}\n{stderr}"
    assert idoit.connection["api_key"] not in f"{stdout}{stderr}"
    imported: dict[str, Any] = json.loads(output.read_text())
    return imported


def test_awx_gets_plain_strings(cmdb: Cmdb, inventory: Inventory, idoit: Server, tmp_path: Path) -> None:
    ids = cmdb.data_centre()
    cmdb.make("tricky", MODEL={"serial": "{{ 6 * 7 }}"})
    path = inventory.write(
        categories=["C__CATG__MODEL"], group_by=["object_type", "location"], compose={"a": "idoit_title"}
    )
    imported = as_awx(inventory, idoit, path, tmp_path / "output.json")
    own = {name: host for name, host in imported["_meta"]["hostvars"].items() if name.startswith(cmdb.prefix)}
    assert len(own) == len(ids) + 1
    tricky = own.pop(f"{cmdb.prefix}tricky")
    assert "__ansible_unsafe" not in json.dumps(own)
    web01 = own[f"{cmdb.prefix}web01"]
    assert web01["idoit_status"] == "normal"
    assert web01["idoit_instance_id"].endswith(f"#{ids['web01']}")
    assert web01["ansible_host"] == "10.20.0.1"
    assert len({host["idoit_instance_id"] for host in own.values()}) == len(own)
    assert tricky["idoit_model"]["serial"] in ("{{ 6 * 7 }}", {"__ansible_unsafe": "{{ 6 * 7 }}"})
    assert tricky["idoit_instance_id"].endswith(str(tricky["idoit_id"]))
    assert f"{cmdb.prefix}web01" in imported["type_server"]["hosts"]


def test_awx_is_told_when_nothing_could_be_read(inventory: Inventory, idoit: Server, tmp_path: Path) -> None:
    path = inventory.write(object_types=["C__OBJTYPE__NONE"])
    with pytest.raises(AssertionError, match="There is no object type"):
        as_awx(inventory, idoit, path, tmp_path / "output.json")
    assert not (tmp_path / "output.json").exists()
