# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts: where they are found, ids, deletion, disabling (oitc-observed.md §4, §5, §9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.tests.simulators.oitc import create

from .api import Api


def names(api: Api, path: str, **query: Any) -> list[str]:
    return [row["Host"]["name"] for row in api.get(path, scroll="true", **query)["all_hosts"]]


def found(api: Api, text: str, **query: Any) -> list[int]:
    answer = api.get("/hosts/loadHostsByString.json", **{"filter[Hosts.name]": text, **query})
    return [row["key"] for row in answer["hosts"]]


def test_a_host_is_in_exactly_one_of_three_lists(api: Api) -> None:
    host = api.add_host()
    paths = ("/hosts/index.json", "/hosts/notMonitored.json", "/hosts/disabled.json")
    assert [("web01" in names(api, path)) for path in paths] == [False, True, False]
    api.export()
    assert [("web01" in names(api, path)) for path in paths] == [True, False, False]
    api.post(f"/hosts/deactivate/{host}.json")
    assert [("web01" in names(api, path)) for path in paths] == [False, False, True]
    api.post(f"/hosts/enable/{host}.json")
    assert [("web01" in names(api, path)) for path in paths] == [False, True, False]


def test_the_list_of_disabled_hosts_says_they_are_not(api: Api) -> None:
    host = api.add_host()
    api.post(f"/hosts/deactivate/{host}.json")
    assert api.get("/hosts/disabled.json")["all_hosts"][0]["Host"]["disabled"] is False
    assert api.host(host)["disabled"] == 1


def test_load_by_string(api: Api) -> None:
    host = api.add_host("Größe 1")
    api.post(f"/hosts/deactivate/{host}.json")
    assert found(api, "grosse") == []
    assert found(api, "grosse", includeDisabled="1") == []
    assert found(api, "grosse", includeDisabled="true") == [host]
    assert found(api, "^Gr", includeDisabled="true") == []


def test_load_by_string_stops_at_150_and_adds_the_selected(api: Api) -> None:
    ids = [api.add_host(f"n{number:03d}") for number in range(151)]
    assert found(api, "n") == ids[:150]
    assert found(api, "n", **{"selected[]": ids[150]}) == ids


@pytest.mark.parametrize("name", ["WEB01", "wéb01", "web01  "])
def test_duplicates_are_found_as_the_database_compares(api: Api, name: str) -> None:
    host = api.add_host("web01")
    body = {"hostname": name, "excludedHostIds": []}
    assert api.post("/hosts/checkForDuplicateHostname.json", body)["isHostnameInUse"] is True
    body["excludedHostIds"] = [host]
    assert api.post("/hosts/checkForDuplicateHostname.json", body)["isHostnameInUse"] is False


@pytest.mark.parametrize(("number", "status"), [("2.5", 200), ("2abc", 500), ("0", 404), ("-1", 404), ("99", 404)])
def test_ids_in_paths(api: Api, number: str, status: int) -> None:
    api.add_host()
    answer = api.send("POST", f"/hosts/deactivate/{number}.json")
    assert answer.status_code == status
    assert api.host(2)["disabled"] == int(status == 200)


def test_ids_are_not_given_twice(api: Api) -> None:
    host = api.add_host()
    api.post(f"/hosts/delete/{host}.json")
    assert api.refused(f"/hosts/delete/{host}.json") == (404, {
        "message": "Invalid host", "url": f"/hosts/delete/{host}.json?angular=true", "code": 404, "_csrfToken": None,
    })  # fmt: skip
    assert api.add_host() == host + 1


def test_a_used_host_is_not_deleted(api: Api) -> None:
    host = api.add_host(usage_flag=2)
    status, body = api.refused(f"/hosts/delete/{host}.json")
    assert (status, body["success"], list(body["usedBy"])) == (400, False, ["EVENTCORRELATION_MODULE"])
    assert api.host(host)["usage_flag"] == 2


def test_deleting_a_host_takes_its_services_and_links(api: Api) -> None:
    parent = api.add_host("parent")
    child = api.add_host("child", parenthosts={"_ids": [parent]})
    service = api.post("/services/add.json", {"Service": {"host_id": parent, "servicetemplate_id": 1}})["id"]
    api.post(f"/hosts/delete/{parent}.json")
    assert api.host(child)["parenthosts"] == {"_ids": []}
    assert api.refused(f"/services/edit/{service}.json", method="GET")[0] == 404
    assert api.get("/deleted_hosts/index.json")["deletedHosts"][0]["DeletedHost"]["hostId"] == parent


def test_enabling_a_host_enables_services_that_were_disabled_singly(api: Api) -> None:
    host = api.add_host()
    service = api.post("/services/add.json", {"Service": {"host_id": host, "servicetemplate_id": 1}})["id"]
    api.post(f"/services/deactivate/{service}.json")
    api.post(f"/hosts/deactivate/{host}.json")
    assert api.refused(f"/services/enable/{service}.json")[0] == 400
    api.post(f"/hosts/enable/{host}.json")
    assert api.get(f"/services/view/{service}.json")["service"]["disabled"] == 0


def test_without_angular_an_edit_shows_nothing(api: Api) -> None:
    assert api.send("GET", "/hosts/edit/1.json").json() == {"_csrfToken": None}


def test_state_is_kept_in_a_directory(tmp_path: Path) -> None:
    first = create(state_dir=str(tmp_path))
    number = first.store.insert("hosts", {"name": "kept", "container_id": 1, "hosttemplate_id": 1})
    first.close()
    second = create(state_dir=str(tmp_path))
    row = second.store.get("hosts", number)
    second.close()
    assert row is not None
    assert row["name"] == "kept"
