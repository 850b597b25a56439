# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role oitc_monitor and its playbooks: from a CMDB to a monitoring, and back to what has left the CMDB."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.integration.harness import Ansible, Run, Server
from tests.integration.inventory_cmdb import Cmdb, Inventory
from tests.integration.monitoring import Monitoring, StoredHost

ROLE = "cmdbops.idoit_oitc.oitc_monitor"
SYNC = Path("cmdbops.idoit_oitc.sync")
KEEP, REMOVE, EXPORT = "Keep the hosts", "Remove the hosts that left the CMDB", "Export the configuration"
#: Ids of CMDB statuses of a fresh installation.
STORED, IN_OPERATION = 3, 6
RULES = [
    {
        "when": {"type": "Server"},
        "set": {"notes": "{name} in {location}"},
        "add": {"hostgroups": ["{idoit_type_title}"]},
    },
    {"when": {"name": "*web*", "location": "*Room 1"}, "set": {"check_interval": 77}},
]


@dataclass
class Story:
    """A CMDB and a monitoring, and runs of the role between them."""

    ansible: Ansible
    idoit: Server
    oitc: Server
    prefix: str
    variables: dict[str, Any] = field(default_factory=dict)

    @property
    def inventory(self) -> str:
        return str(Inventory(self.ansible, self.prefix).write(group_by=["location"]))

    def play(self, check: bool = False, **variables: Any) -> dict[str, Any]:
        """The role over all hosts; variables without the prefix of the role."""
        own = {**self.variables, **{f"oitc_monitor_{name}": value for name, value in variables.items()}}
        task = {"name": "Role", "ansible.builtin.import_role": {"name": ROLE}, "vars": own}
        return {
            "hosts": "all",
            "gather_facts": False,
            "run_once": True,
            "check_mode": check,
            "diff": True,
            "tasks": [task],
        }

    @cached_property
    def monitoring(self) -> Monitoring:
        return Monitoring(self.oitc)

    def hosts(self) -> dict[str, StoredHost]:
        """What the monitoring holds, by name without the prefix."""
        found = self.monitoring.hosts(self.prefix)
        return {name.removeprefix(self.prefix): host for name, host in found.items()}

    @staticmethod
    def titles_of_statuses(cmdb: Cmdb) -> dict[int, str]:
        """The titles of the CMDB statuses by id."""
        rows = cmdb.call("cmdb.dialog.read", category="C__CATG__GLOBAL", property="cmdb_status")
        return {int(row["id"]): row["title"] for row in rows}

    def run(self, plays: Any, *arguments: str) -> Run:
        """One process; the counters of its tasks are those of the monitoring."""
        self.oitc.reset_counters()
        control = {"RECORD_CONTROL": self.oitc.control} if self.oitc.control else {}
        return self.ansible.playbook(plays, *arguments, inventory=self.inventory, env=control)


@dataclass(frozen=True)
class Part:
    """The tasks of one run of the role."""

    results: list[dict[str, Any]]

    def task(self, name: str) -> dict[str, Any]:
        (found,) = [result for result in self.results if result["task"].endswith(name)]
        return found

    def changed(self) -> list[str]:
        return [result["task"].split(" : ")[-1] for result in self.results if result.get("changed")]

    def writes(self) -> int:
        return sum(result["counters"].get("writes", 0) for result in self.results)


def parts(run: Run) -> list[Part]:
    """The runs of the role in one process."""
    starts = [number for number, result in enumerate(run.results) if "Validating arguments" in result["task"]]
    return [Part(run.results[start:end]) for start, end in zip(starts, [*starts[1:], len(run.results)], strict=True)]


@pytest.fixture
def story(ansible: Ansible, idoit: Server, oitc: Server, prefix: str) -> Story:
    variables = {
        "oitc_monitor_container": f"/root/{prefix}cmdb",
        "oitc_monitor_create": True,
        "oitc_monitor_rules": RULES,
        "oitc_monitor_export": "changed",
    }
    return Story(ansible, idoit, oitc, prefix, variables)


def test_a_fleet_over_its_life(story: Story) -> None:
    cmdb = Cmdb(story.idoit, story.prefix)
    ids = cmdb.data_centre()
    story.idoit.reset_counters()
    _is_predicted_made_and_kept(story, ids)
    assert story.idoit.count("writes") in (0, None)
    by_hand = _follows_changes_and_leaves_hosts_of_others_alone(story, cmdb, ids)
    _refuses_to_remove(story)
    cmdb.call("cmdb.category.save", object=ids["db01"], category="C__CATG__GLOBAL", data={"cmdb_status": IN_OPERATION})
    _adopts_enables_and_removes_what_is_allowed(story, by_hand)


def _is_predicted_made_and_kept(story: Story, ids: dict[str, int]) -> None:
    predicted, real, repeated = parts(story.run([story.play(check=check) for check in (True, False, False)]).ok())
    assert predicted.changed() == real.changed()
    assert real.changed()[-2:] == [KEEP, EXPORT]
    assert predicted.task(KEEP)["steps"] == real.task(KEEP)["steps"]
    assert set(predicted.task(KEEP)["diff"]["after"]) == {story.prefix + name for name in ("db01", "web01", "web02")}
    assert (predicted.writes(), repeated.writes()) == (0, 0)
    assert repeated.changed() == []
    assert real.task("Tell which hosts are not monitored")["msg"] == [
        {"name": f"{story.prefix}spare", "reason": "it has no address"}
    ]
    made = story.hosts()
    assert {name: (host.address, host.exported) for name, host in made.items()} == {
        "db01": ("10.20.0.3", True),
        "web01": ("10.20.0.1", True),
        "web02": ("10.20.0.2", True),
    }
    variables = dict(made["web01"].variables)
    assert variables["IDOIT_CMDB_STATUS"] == "in operation"
    assert variables["IDOIT_INSTANCE_ID"].endswith(f"#{ids['web01']}")
    web01, db01 = (_host(real, story.prefix + name) for name in ("web01", "db01"))
    assert web01["notes"] == f"{story.prefix}web01 in {story.prefix}Room 1"
    assert web01["hostgroups"] == ["Server"]
    assert (web01["check_interval"], db01["check_interval"]) == (77, 7200)


def _host(part: Part, name: str) -> dict[str, Any]:
    (found,) = [each["host"] for each in part.task(KEEP)["results"] if each["host"]["name"] == name]
    return dict(found)


def _follows_changes_and_leaves_hosts_of_others_alone(story: Story, cmdb: Cmdb, ids: dict[str, int]) -> int:
    """One object is renamed, one in store, one archived, one has the name of a host made by hand, one a wrong rule."""
    made = story.hosts()
    cmdb.call("cmdb.object.update", id=ids["web01"], title=f"{story.prefix}www01")
    cmdb.call("cmdb.category.save", object=ids["db01"], category="C__CATG__GLOBAL", data={"cmdb_status": STORED})
    cmdb.call("cmdb.object.archive", object=ids["web02"])
    by_hand = story.monitoring.add_like(made["db01"], f"{story.prefix}app01")
    for number, title in enumerate(("app01", "app02")):
        address = {"net_type": 1, "ipv4_address": f"10.20.1.{number}", "primary": 1, "active": 1}
        cmdb.make(title, IP=address)
    wrong = {"when": {"name": "*app02"}, "set": {"hosttemplate": "none such"}}
    run = story.run([story.play(rules=[*RULES, wrong])])
    assert f"{story.prefix}app01: a host of this name was made by hand: id {by_hand}" in run.failed()
    assert f"host {story.prefix}app02" in run.failed()
    (part,) = parts(run)
    assert part.changed() == [KEEP, EXPORT]
    gone = part.task("Tell which hosts left the CMDB")["msg"]["gone"]
    assert [(one["name"], one["reason"]) for one in gone] == [(f"{story.prefix}web02", "is archived in the CMDB")]
    now = story.hosts()
    assert set(now) == {"www01", "db01", "web02", "app01"}
    assert now["www01"].id == made["web01"].id
    assert now["db01"].disabled
    assert now["web02"] == made["web02"]
    assert (now["app01"].id, now["app01"].variables) == (by_hand, ())
    return by_hand


def _refuses_to_remove(story: Story) -> None:
    """More than is allowed, or in a run that does not see everything."""
    before = story.hosts()
    removal = ("--tags", "removal", "-e", f"oitc_monitor_container={story.variables['oitc_monitor_container']}")
    run = story.run(SYNC, *removal, "-e", "oitc_monitor_gone=delete")
    assert f"allows 0. None was touched: {story.prefix}web02" in run.failed()
    assert "under --limit" in story.run(SYNC, "--limit", f"{story.prefix}www01").failed()
    slice_of_a_job = ("-e", "awx_job_template_name=CMDB", "-e", "awx_workflow_job_name=CMDB")
    assert "in a slice of a job of AWX" in story.run(SYNC, *slice_of_a_job).failed()
    assert story.hosts() == before


def _adopts_enables_and_removes_what_is_allowed(story: Story, by_hand: int) -> None:
    disabling = {"adopt": True, "gone": "disable", "max_removals": 1}
    plays = [story.play(**disabling), story.play(**disabling), story.play(gone="delete", max_removals=1)]
    first, again, last = parts(story.run(plays).ok())
    assert first.changed() == [KEEP, REMOVE, EXPORT]
    (before,), (after,) = (first.task(REMOVE)["diff"][side].values() for side in ("before", "after"))
    assert (before["disabled"], after["disabled"]) == (False, True)
    assert (again.changed(), again.writes()) == ([], 0)
    assert last.changed() == [REMOVE, EXPORT]
    now = story.hosts()
    assert set(now) == {"app01", "app02", "db01", "www01"}
    assert not now["db01"].disabled
    assert now["app01"].id == by_hand
    assert dict(now["app01"].variables)["IDOIT_CMDB_STATUS"] == "in operation"


def test_hosts_that_are_not_in_operation_are_in_a_downtime(story: Story) -> None:
    cmdb, prefix = Cmdb(story.idoit, story.prefix), story.prefix
    ids = cmdb.data_centre()
    cmdb.call("cmdb.category.save", object=ids["db01"], category="C__CATG__GLOBAL", data={"cmdb_status": STORED})
    out = {"out_of_operation": "downtime", "removal": False}
    status = story.titles_of_statuses(cmdb)
    back = {**out, "in_operation": [status[STORED], status[IN_OPERATION]]}
    first, again, last = parts(story.run([story.play(**out), story.play(**out), story.play(**back)]).ok())
    name = "Keep the downtimes of hosts that are not in operation"
    scheduled = first.task(name)["results"]
    assert [(one["item"]["state"], [each["host"] for each in one["results"]]) for one in scheduled] == [
        ("present", [f"{prefix}db01"])
    ]
    assert first.changed()[-2:] == [EXPORT, name]
    assert (again.changed(), again.writes()) == ([], 0)
    assert last.changed() == [name]
    assert {one["item"]["state"] for one in last.task(name)["results"]} == {"absent"}
