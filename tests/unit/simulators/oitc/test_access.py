# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, CSRF and rights (oitc-observed.md §2)."""

from __future__ import annotations

import pytest
import requests

from .api import Api

PROBE = "/angular/user_timezone.json"


def ask(api: Api, path: str, *, method: str = "GET", **headers: str) -> requests.Response:
    return requests.request(method, api.url + path, headers=headers, timeout=10, allow_redirects=False)


def test_wrong_key_is_401_without_a_body(api: Api) -> None:
    answer = ask(api, PROBE, Authorization="X-OITC-API 0123456789abcdef")
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_post_without_key_fails_at_csrf_before_the_key_is_missed(api: Api) -> None:
    answer = ask(api, "/hosts/add.json", method="POST")
    assert answer.status_code == 403
    assert answer.json()["message"] == "Missing or incorrect CSRF cookie type."


def test_scheme_in_lower_case_reads_but_does_not_write(api: Api) -> None:
    key = f"x-oitc-api {api.key}"
    assert ask(api, PROBE, Authorization=key).status_code == 200
    assert ask(api, "/hosts/deactivate/1.json", method="POST", Authorization=key).status_code == 403


def test_correct_key_gets_no_cookie(api: Api) -> None:
    assert "Set-Cookie" not in ask(api, PROBE, Authorization=f"X-OITC-API {api.key}").headers


def test_without_json_suffix_a_browser_is_sent_to_the_login(api: Api) -> None:
    answer = ask(api, "/hosts/index")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/a/users/login")


def test_viewer_reads_and_is_refused_to_write(api: Api, viewer: Api) -> None:
    api.export()
    assert len(viewer.get("/hosts/index.json")["all_hosts"]) == 1
    status, body = viewer.refused("/hosts/add.json", {"Host": {}})
    assert status == 403
    assert body["message"].startswith("Identity is not authorized to perform `access` on `/hosts/add.json?")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/hosts/nosuch.json", 403),
        ("/nosuch/index.json", 403),
        ("/hosts/timeline/1.json", 501),  # exists on the real server, not here
    ],
)
def test_unknown_actions_are_forbidden_not_missing(api: Api, path: str, status: int) -> None:
    assert api.send("GET", path).status_code == status


def test_missing_right_is_refused_and_not_listed(api: Api) -> None:
    api.simulator.faults.replace([{"kind": "missing_right", "args": {"right": "hosts/edit"}, "times": 0}])
    assert api.refused("/hosts/edit/1.json", method="GET")[0] == 403
    permissions = api.get("/users/getUserPermissions.json")["permissions"]
    assert "edit" not in permissions["hosts"]
    assert "add" in permissions["hosts"]
    assert "submit" in permissions["nagiosmodule"]["cmd"]


@pytest.fixture
def tenant(api: Api) -> tuple[Api, int]:
    """A user who may only read one tenant, and the container of that tenant."""
    container = api.add_tenant("Tenant A")
    key = "ab" * 80
    user = {"usergroup_id": 1, "email": "t@example.org", "firstname": "Te", "lastname": "Nant", "is_active": 1,
            "timezone": "Europe/Berlin", "paginatorlength": 25, "ContainersUsersMemberships": {str(container): 1},
            "apikeys": [{"apikey": key, "description": ""}]}  # fmt: skip
    api.post("/users/add.json", {"User": user})
    return api.as_user(key), container


def test_lists_show_only_readable_containers(api: Api, tenant: tuple[Api, int]) -> None:
    user, container = tenant
    api.add_host("mine", container_id=container)
    names = [row["Host"]["name"] for row in user.get("/hosts/notMonitored.json")["all_hosts"]]
    assert "mine" in names


def test_edit_needs_the_right_to_write(api: Api, tenant: tuple[Api, int]) -> None:
    user, container = tenant
    host = api.add_host("mine", container_id=container)
    with_angular = user.send("GET", f"/hosts/edit/{host}.json", {"angular": "true"})
    without = user.send("GET", f"/hosts/edit/{host}.json")
    assert (with_angular.status_code, without.status_code) == (403, 403)
    assert with_angular.json()["statusText"] == "Forbidden"
    assert without.json()["message"] == "403 Forbidden"


def test_add_and_deactivate_ask_for_no_container_right(tenant: tuple[Api, int]) -> None:
    user, _unused = tenant
    host = user.add_host("foreign", container_id=1)
    assert user.post(f"/hosts/deactivate/{host}.json")["success"] is True
