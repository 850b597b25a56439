# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The execution environment: ansible-builder accepts it and finds what the collection needs in the collection."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.integration.harness import REPOSITORY, Ansible

DEFINITION = REPOSITORY / "extensions" / "awx" / "execution-environment.yml"


def test_the_definition_makes_a_build_context(ansible: Ansible) -> None:
    context = ansible.folder / "context"
    ansible.command(
        *("ansible-builder", "create", "--file", str(DEFINITION)),
        *("--context", str(context), "--output-filename", "Containerfile"),
    ).ok()
    containerfile = (context / "Containerfile").read_text()
    assert yaml.safe_load(DEFINITION.read_text())["images"]["base_image"]["name"] in containerfile
    collections = yaml.safe_load((context / "_build" / "requirements.yml").read_text())["collections"]
    assert [item["name"] for item in collections] == ["cmdbops.idoit_oitc"]


def test_the_dependencies_come_from_the_collection(ansible: Ansible, tree: Path) -> None:
    python, system = ansible.folder / "python.txt", ansible.folder / "system.txt"
    ansible.command(
        "ansible-builder", "introspect", str(tree), "--write-pip", str(python), "--write-bindep", str(system)
    ).ok()
    needed = [line.split("#")[0].strip() for line in python.read_text().splitlines()]
    assert needed == _requirements("ee-requirements.txt")
    assert _requirements("ee-bindep.txt") == []
    assert not system.exists() or not system.read_text().strip()


def _requirements(name: str) -> list[str]:
    lines = (REPOSITORY / "meta" / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]
