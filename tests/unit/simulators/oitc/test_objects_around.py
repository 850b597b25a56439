# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers, groups, contacts, services, service template groups and downtimes (oitc-observed.md §6, §9)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import Api

CONTACT = {"name": "ops", "description": "", "email": "ops@example.org", "phone": "", "host_timeperiod_id": 1,
           "service_timeperiod_id": 1, "notify_host_recovery": 1, "notify_service_recovery": 1,
           "containers": {"_ids": [1]}, "host_commands": {"_ids": [1]}, "service_commands": {"_ids": [2]}}  # fmt: skip

DOWNTIME = {"is_recurring": 0, "objecttype_id": 256, "downtimetype_id": 0, "comment": "patching", "duration": 60,
            "from_date": "23.11.2026", "from_time": "20:00", "to_date": "23.11.2026", "to_time": "21:00"}  # fmt: skip


class TestContainers:
    """The tree and who may use what of it."""

    def test_nodes_are_found_by_their_path(self, api: Api) -> None:
        tenant = api.add_tenant("T")
        node = api.post(
            "/containers/add.json", {"Container": {"parent_id": tenant, "name": "N", "containertype_id": 5}}
        )
        paths = {row["value"]: row["key"] for row in api.get("/hosts/loadContainers.json")["containers"]}
        assert paths == {"/root": 1, "/root/T": tenant, "/root/T/N": node["id"]}

    def test_a_get_deletes(self, api: Api) -> None:
        tenant = api.add_tenant("T")
        node = {"parent_id": tenant, "name": "N", "containertype_id": 5}
        number = api.post("/containers/add.json", {"Container": node})["id"]
        assert api.get(f"/containers/delete/{number}.json")["success"] is True
        assert api.refused(f"/containers/view/{number}.json", method="GET")[0] == 404

    def test_a_container_with_a_host_stays(self, api: Api) -> None:
        tenant = api.add_tenant("T")
        api.add_host(container_id=tenant)
        assert api.refused(f"/containers/delete/{tenant}.json")[1]["message"] == "Container is not empty"

    def test_elements_of_a_node_are_those_of_root_tenant_and_node(self, api: Api) -> None:
        tenant, other = api.add_tenant("T"), api.add_tenant("U")
        node = {"parent_id": tenant, "name": "N", "containertype_id": 5}
        number = api.post("/containers/add.json", {"Container": node})["id"]
        for name, parent in (("of root", 1), ("of tenant", tenant), ("of other", other), ("of node", number)):
            api.post("/hostgroups/add.json", {"Hostgroup": {"container": {"name": name, "parent_id": parent}}})
        offered = api.get(f"/hosts/loadElementsByContainerId/{number}.json")
        assert [row["value"] for row in offered["hostgroups"]] == ["of node", "of root", "of tenant"]
        assert [row["value"] for row in offered["contacts"]] == ["info"]
        assert number not in [row["key"] for row in offered["sharingContainers"]]

    @pytest.mark.parametrize("path", ["/tenants/add.json", "/commands/add.json", "/timeperiods/add.json"])
    def test_without_angular_nothing_is_saved(self, api: Api, path: str) -> None:
        answer = api.send("POST", path, None, {"container": {"name": "x"}, "Command": {"name": "x", "command_type": 1}})
        assert (answer.status_code, answer.json()) == (200, {"_csrfToken": None})
        assert api.simulator.stats()["rows"]["containers"] == 1
        assert len(api.get("/timeperiods/index.json")["all_timeperiods"]) == 2


class TestGroupsAndContacts:
    """Host groups, contacts, contact groups."""

    def test_membership_is_one_relation_seen_from_both_sides(self, api: Api) -> None:
        host = api.add_host()
        group = {"container": {"name": "g", "parent_id": 1}, "hosts": {"_ids": [host]}}
        number = api.post("/hostgroups/add.json", {"Hostgroup": group})["id"]
        assert api.host(host)["hostgroups"] == {"_ids": [number]}
        api.edit(host, hostgroups={"_ids": []})
        assert api.get(f"/hostgroups/edit/{number}.json")["hostgroup"]["Hostgroup"]["hosts"] == {"_ids": []}

    def test_append_takes_only_hosts_in_scope(self, api: Api) -> None:
        tenant, other = api.add_tenant("T"), api.add_tenant("U")
        inside, outside = api.add_host("in", container_id=tenant), api.add_host("out", container_id=other)
        group = {"container": {"name": "g", "parent_id": tenant}}
        number = api.post("/hostgroups/add.json", {"Hostgroup": group})["id"]
        api.post("/hostgroups/append.json", {"Hostgroup": {"id": number, "hosts": {"_ids": [inside, outside]}}})
        members = api.get(f"/hostgroups/edit/{number}.json")["hostgroup"]["Hostgroup"]["hosts"]
        assert members == {"_ids": [inside]}

    def test_contact_is_patched(self, api: Api) -> None:
        number = api.post("/contacts/add.json", {"Contact": CONTACT})["id"]
        assert api.post(f"/contacts/edit/{number}.json", {"Contact": {"description": "new"}})["id"] == str(number)
        contact = api.get(f"/contacts/edit/{number}.json")["contact"]["Contact"]
        assert (contact["name"], contact["description"], contact["host_commands"]) == ("ops", "new", {"_ids": [1]})

    @pytest.mark.parametrize(
        ("field", "rule"), [("host_commands", "multipleOptions"), ("containers", "multipleOptions")]
    )
    def test_contact_needs(self, api: Api, field: str, rule: str) -> None:
        _unused, body = api.refused("/contacts/add.json", {"Contact": {**CONTACT, field: {"_ids": []}}})
        assert list(body["error"][field]) == [rule]

    def test_contact_of_a_group_is_not_deleted(self, api: Api) -> None:
        contact = api.post("/contacts/add.json", {"Contact": CONTACT})["id"]
        group = {"container": {"name": "oncall", "parent_id": 1}, "contacts": {"_ids": [contact]}}
        number = api.post("/contactgroups/add.json", {"Contactgroup": group})["id"]
        assert api.refused(f"/contacts/delete/{contact}.json")[1]["usedBy"][0]["state"] == "ContactsUsedBy"
        api.post(f"/contactgroups/delete/{number}.json")
        assert api.post(f"/contacts/delete/{contact}.json")["success"] is True

    def test_contact_group_needs_a_contact(self, api: Api) -> None:
        group = {"container": {"name": "empty", "parent_id": 1}, "contacts": {"_ids": []}}
        assert "contacts" in api.refused("/contactgroups/add.json", {"Contactgroup": group})[1]["error"]


class TestServices:
    """Services and what is given to hosts by groups of templates."""

    @staticmethod
    def group(api: Api, name: str = "std") -> int:
        group = {"container": {"name": name, "parent_id": 1}, "servicetemplates": {"_ids": [1, 2]}}
        return int(api.post("/servicetemplategroups/add.json", {"Servicetemplategroup": group})["id"])

    def services(self, api: Api, host: int) -> list[str]:
        answer = api.get("/services/notMonitored.json", **{"filter[Hosts.id]": host})
        return [row["Service"]["servicename"] for row in answer["all_services"]]

    def test_service_edit_is_a_patch_of_basic_fields(self, api: Api) -> None:
        new = {"host_id": 1, "servicetemplate_id": 1, "name": "mine", "check_interval": 77}
        service = api.post("/services/add.json", {"Service": new})["id"]
        body = {"Service": {"servicetemplate_id": 1, "host_id": 999, "priority": 4}}
        assert api.post(f"/services/edit/{service}.json", body)["id"] == service
        row = api.get(f"/services/view/{service}.json")["service"]
        assert (row["name"], row["check_interval"], row["priority"], row["host_id"]) == ("mine", 77, 4, 1)

    def test_contacts_come_from_the_host_template_at_last(self, api: Api) -> None:
        service = api.post("/services/add.json", {"Service": {"host_id": 1, "servicetemplate_id": 1}})["id"]
        answer = api.get(f"/services/edit/{service}.json")
        assert answer["areContactsInheritedFromHosttemplate"] is True
        assert answer["service"]["Service"]["contacts"] == {"_ids": [1]}

    def test_allocating_twice_creates_twice_and_only_the_preview_tells(self, api: Api) -> None:
        group, host = self.group(api), api.add_host()
        path = f"/servicetemplategroups/allocateToHost/{group}.json"
        body = {"Host": {"id": host}, "Servicetemplates": {"_ids": [1, 2]}}
        wanted = [row["createServiceOnTargetHost"] for row in api.get(path, hostId=host)["servicetemplatesForDeploy"]]
        assert wanted == [True, True]
        api.post(path, body)
        wanted = [row["createServiceOnTargetHost"] for row in api.get(path, hostId=host)["servicetemplatesForDeploy"]]
        assert wanted == [False, False]
        api.post(path, body)
        assert len(self.services(api, host)) == 4

    def test_allocating_to_the_host_group_of_the_same_name_is_idempotent(self, api: Api) -> None:
        group, host = self.group(api, "linux"), api.add_host()
        path = f"/servicetemplategroups/allocateToMatchingHostgroup/{group}.json"
        assert api.refused(path)[0] == 400
        named = {"container": {"name": "linux", "parent_id": 1}, "hosts": {"_ids": [host]}}
        api.post("/hostgroups/add.json", {"Hostgroup": named})
        assert len(api.post(path)["services"]["_ids"]) == 2
        assert api.post(path)["services"]["_ids"] == []

    def test_deleting_a_template_in_use_deletes_its_services(self, api: Api) -> None:
        host = api.add_host()
        api.post("/services/add.json", {"Service": {"host_id": host, "servicetemplate_id": 1}})
        assert api.post("/servicetemplates/delete/1.json")["success"] is True
        assert self.services(api, host) == []


class TestDowntimes:
    """One-time downtimes are queued: the answer promises nothing."""

    @pytest.fixture
    def host(self, api: Api) -> int:
        """A monitored host; the clock stands at 22 November 2026, 17:00 in Berlin."""
        api.simulator.world.clock = lambda: 1795363200.0
        number = api.add_host()
        api.export()
        return number

    def add(self, api: Api, host: int, **values: Any) -> Any:
        body = {"Systemdowntime": {**DOWNTIME, "object_id": [host], **values}}
        return api.post("/systemdowntimes/addHostdowntime.json", body)["success"]

    def listed(self, api: Api, **query: Any) -> list[dict[str, Any]]:
        return [row["DowntimeHost"] for row in api.get("/downtimes/host.json", **query)["all_host_downtimes"]]

    def test_is_listed_after_a_while_in_the_zone_of_the_user(self, api: Api, host: int) -> None:
        assert self.add(api, host) is True
        assert self.listed(api) == []
        api.pass_time(1)
        downtime = self.listed(api)[0]
        assert (downtime["commentData"], downtime["authorName"]) == ("patching", "Demo Admin")
        assert (downtime["scheduledStartTime"], downtime["scheduledEndTime"]) == (
            "20:00:00 - 23.11.2026", "21:00:00 - 23.11.2026")  # fmt: skip

    def test_of_a_host_the_engine_does_not_know_is_never_listed(self, api: Api, host: int) -> None:
        assert self.add(api, api.add_host("new")) is True
        api.pass_time(60)
        assert self.listed(api) == []
        assert host

    def test_starts_and_ends_with_the_time(self, api: Api, host: int) -> None:
        self.add(api, host, from_date="22.11.2026", from_time="17:30", to_date="22.11.2026", to_time="18:00")
        depths = []
        for minutes in (10, 30, 30):
            api.pass_time(minutes * 60)
            row = api.get("/hosts/index.json", **{"filter[Hosts.id]": host})["all_hosts"][0]
            depths.append(row["Hoststatus"]["scheduledDowntimeDepth"])
        assert depths == [0, 1, 0]

    def test_cancelling_is_queued_as_well(self, api: Api, host: int) -> None:
        self.add(api, host)
        api.pass_time(1)
        number = self.listed(api)[0]["internalDowntimeId"]
        assert api.refused(f"/downtimes/delete/{number}.json", {})[0] == 500
        assert api.post(f"/downtimes/delete/{number}.json", {"type": "host"})["success"] is True
        assert len(self.listed(api)) == 1
        api.pass_time(1)
        assert self.listed(api) == []
        assert self.listed(api, **{"filter[hideExpired]": "false"})[0]["wasCancelled"] is True

    def test_engine_that_is_down_takes_nothing(self, api: Api, host: int) -> None:
        api.simulator.faults.replace([{"kind": "engine_down", "times": 0}])
        self.add(api, host)
        api.pass_time(3600)
        assert self.listed(api) == []

    def test_end_before_start_is_refused(self, api: Api, host: int) -> None:
        body = {"Systemdowntime": {**DOWNTIME, "object_id": [host], "to_time": "19:00"}}
        assert "to_time" in api.refused("/systemdowntimes/addHostdowntime.json", body)[1]["error"]

    def test_recurring_ones_are_saved(self, api: Api, host: int) -> None:
        saved = self.add(api, host, is_recurring=1, weekdays=["1"], day_of_month="", from_time="00:30")
        assert (saved[0]["weekdays"], saved[0]["from_time"]) == ("1", "23:30")
        listed = api.get("/systemdowntimes/host.json")["all_host_recurring_downtimes"][0]["Systemdowntime"]
        assert (listed["startTime"], listed["weekdaysHuman"]) == ("00:30", ["Monday"])

    def test_external_command_takes_names(self, api: Api, host: int) -> None:
        command = {"command": "SCHEDULE_HOST_DOWNTIME", "hostUuid": "web01", "start_time": 1795449600, "fixed": 0,
                   "end_time": 1795453200, "duration": 600, "author": "me", "comment": "flexible"}  # fmt: skip
        answer = api.post("/nagios_module/cmd/submit.json", command)
        assert answer["args"]["hostUuid"] == api.stored(host)["uuid"]
        api.pass_time(1)
        assert [(row["commentData"], row["duration"]) for row in self.listed(api)] == [("flexible", 600)]
        assert api.refused("/nagios_module/cmd/submit.json", {**command, "hostUuid": "nobody"})[0] == 400


class TestFaultsAndCounters:
    """What tests lean on."""

    def test_a_write_is_what_changes_something_or_is_meant_to(self, api: Api) -> None:
        counters = api.simulator.counters
        api.get("/hosts/edit/1.json")
        api.post("/hosts/checkForDuplicateHostname.json", {"hostname": "x"})
        assert (counters["reads"], counters["writes"]) == (2, 0)
        api.refused("/hosts/add.json", {"Host": {}})
        api.add_host()
        assert (counters["writes"], counters["write hosts/add"], counters["http_requests"]) == (2, 2, 4)

    def test_a_value_can_be_dropped(self, api: Api) -> None:
        api.simulator.faults.replace([{"kind": "drop_value", "match": "/hosts/add", "args": {"field": "tags"}}])
        assert api.stored(api.add_host("a", tags="x"))["tags"] is None
        assert api.stored(api.add_host("b", tags="x"))["tags"] == "x"

    def test_what_fails_leaves_nothing_behind(self, api: Api) -> None:
        bad = {"name": "x", "value": "y", "objecttype_id": 256}
        host = {"name": "half", "address": "1", "container_id": 1, "hosttemplate_id": 1, "customvariables": [bad]}
        assert api.refused("/hosts/add.json", {"Host": host})[0] == 500
        assert api.simulator.stats()["rows"]["hosts"] == 1
