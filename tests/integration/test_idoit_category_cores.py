# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same playbook means the same on the oldest and on the newest ansible-core, whatever YAML and Jinja make of it."""

from __future__ import annotations

from typing import Any

from tests.integration.harness import Ansible, Server

#: Bare and quoted numbers, dates, times and booleans, literally and out of templates; a play for each step.
PLAYBOOK = """
- hosts: localhost
  gather_facts: false
  vars:
    number: 5
    text: "5"
    flag: true
    price: 1234.5
    day: 2024-02-28
    host: {{ title: "{prefix}host", type: C__OBJTYPE__SERVER }}
  tasks:
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__CPU
        entries:
          - {{ title: 5, manufacturer: 5, cores: 16, frequency: 2.40, frequency_unit: {{ id: 3 }} }}
          - {{ title: "6", manufacturer: "{{{{ number }}}}", cores: "{{{{ number }}}}", type: "{{{{ text }}}}" }}
          - {{ title: "{{{{ number + 2 }}}}", cores: "{{{{ text }}}}", description: null }}
        create_dialog_values: true
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__ACCOUNTING
        data:
          inventory_no: 0815
          order_no: "{{{{ number }}}}"
          price: "{{{{ price }}}}"
          acquirementdate: 2024-02-28
          delivery_date: "{{{{ day }}}}"
          order_date: 01.03.2024
          guarantee_period: "{{{{ text | int }}}}"
          guarantee_period_unit: Months
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__ACCESS
        data:
          title: "{{{{ text }}}}"
          primary: "{{{{ flag }}}}"
          url: "{{{{ omit }}}}"
          description: "{{{{ none }}}}"
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__CUSTOM_FIELDS_OPERATIONS
        data:
          Out of hours: yes
          Go live: 2026-11-22
          Backup window: "02:30"
          Rack power: "{{{{ number * 70 }}}}"
          Technology: [Java, ".NET"]
          Cost center: 4711
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__LOCATION
        data: {{ parent: "{prefix}{{{{ number }}}}" }}
    - cmdbops.idoit_oitc.idoit_category:
        object: "{{{{ host }}}}"
        category: C__CATG__CPU
        data: {{ title: "bare id", frequency_unit: 3 }}
      ignore_errors: true
"""
PLAN = ("changed", "before", "after", "steps", "msg")


def plans(ansible: Ansible, prefix: str, *arguments: str) -> list[dict[str, Any]]:
    """What each task says of its plan."""
    path = ansible.folder / "cores.yml"
    path.write_text(PLAYBOOK.format(prefix=prefix))
    results = ansible.playbook(path, *arguments).ok().results
    return [{key: result[key] for key in PLAN if key in result} for result in results]


def without_ids(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan without the ids of entries, which check mode cannot know."""
    return {**plan, "after": [{**entry, "id": None} for entry in plan.get("after", [])]}


def test_the_oldest_and_the_newest_core_plan_the_same(
    ansible: Ansible, old_ansible: Ansible, idoit: Server, prefix: str
) -> None:
    room = {"title": f"{prefix}5", "type": "C__OBJTYPE__ROOM"}
    ansible.task("idoit_object", {"objects": [{"title": f"{prefix}host", "type": "C__OBJTYPE__SERVER"}, room]}).ok()
    idoit.reset_counters()
    foreseen = plans(ansible, prefix, "--check")
    assert idoit.count("writes") in (0, None)
    made = plans(old_ansible, prefix)
    assert [each["changed"] for each in made] == [True] * 5 + [False]
    assert "{id: 3}" in made[-1]["msg"]
    assert [without_ids(each) for each in made] == [without_ids(each) for each in foreseen]
    cpus = {each["title"]: each for each in made[0]["after"]}
    assert {title: cpu["manufacturer"] for title, cpu in cpus.items() if "manufacturer" in cpu} == {"5": "5", "6": "5"}
    assert cpus["7"]["cores"] == 5
