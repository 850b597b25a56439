# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible does with texts of the CMDB, asked of its own templar."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory import trust
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.shape import Group, Host, Shape

TEMPLATES = [
    "{{ lookup('pipe', 'id') }}",
    "{% for i in [1] %}x{% endfor %}",
    "{# gone #}",
    "#jinja2: variable_start_string: '[['\n[[ 6 * 7 ]]",
    "x {{ 6 * 7 }}",
]


def evaluated(value: Any) -> Any:
    """What a playbook sees of a variable with this value."""
    templar = Templar(loader=DataLoader(), variables={"value": value})
    return templar.template({"seen": value})["seen"]


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates_stay_what_they_are(text: str) -> None:
    assert evaluated(trust.inert(text)) == text
    assert evaluated(trust.inert({"a": [text]})) == {"a": [text]}


def test_variables_that_opted_in_are_evaluated() -> None:
    assert evaluated(trust.trusted(["{{ 'a' ~ 'b' }}"])) == ["ab"]


@pytest.mark.parametrize("value", ["plain", "{ no marker }", "", "Ü", 5, None, True, {"a": ["b", {"c": 1.5}]}])
def test_everything_else_stays_the_same(value: Any) -> None:
    assert trust.inert(value) == value
    assert evaluated(trust.inert(value)) == value


def test_only_named_variables_are_trusted() -> None:
    inventory = InventoryData()
    name = "host {{ 6 * 7 }}"
    variables = {"open": "{{ 'a' ~ 'b' }}", "closed": "{{ 'a' ~ 'b' }}"}
    shape = Shape([Host(name, dict(variables), ["inner"])], {"inner": Group("inner", "outer", dict(variables))})
    shape.write(inventory, ["open"])
    for known in (inventory.get_host(name), inventory.groups["inner"]):
        seen = evaluated({key: known.get_vars()[key] for key in variables})
        assert seen == {"open": "ab", "closed": "{{ 'a' ~ 'b' }}"}
    assert evaluated(inventory.get_host(name).name) == name
    assert [host.name for host in inventory.groups["outer"].get_hosts()] == [name]
