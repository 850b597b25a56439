# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads extensions/awx as the playbook does, and makes of a credential type what AWX makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.simulators.controller import rules

REPOSITORY = Path(__file__).parents[1]
AWX = REPOSITORY / "extensions" / "awx"
PROJECT = AWX / "project"


class Loader(yaml.SafeLoader):
    """Reads ``!unsafe`` as the text behind it."""


Loader.add_constructor("!unsafe", lambda _loader, node: node.value)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader)  # noqa: S506


def resources(kind: str) -> list[dict[str, Any]]:
    """The resources of one kind, in order."""
    return list(read(AWX / f"{kind}.yml")["resources"])


def injected(type_name: str, inputs: Mapping[str, str]) -> dict[str, str]:
    """The environment that a credential of this type gives to a job or an inventory update."""
    (found,) = [item for item in resources("credential_types") if item["key"]["name"] == type_name]
    env = found["fields"]["injectors"]["env"]
    return {name: rules.render(template, inputs) for name, template in env.items()}
