# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that Ansible prints, returns or logs at its most talkative shows a password or a password hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.integration.harness import Ansible, Server

SERVER = "C__OBJTYPE__SERVER"
#: They look like nothing that is printed anyway.
NAMES = ("first", "second", "key", "label", "token", "mistyped", "listed")
PASSWORDS = {name: f"S3cr3t-{name}-4711" for name in NAMES}
#: What the reads of a contact carry of the stock user admin, whose password is its name (idoit-api.md §13.24).
HASH = hashlib.md5(b"admin").hexdigest()  # noqa: S324


def tasks(host: dict[str, str]) -> list[dict[str, Any]]:
    """Secrets that are set, changed, foreseen, mistyped, repeated, archived and read."""
    # As variables: of a task that fails new releases of Ansible print the source.
    first, second, key, label, token, mistyped, listed = (f"{{{{ {name} }}}}" for name in NAMES)
    passwords = {"object": host, "category": "C__CATG__PASSWD"}
    operations = {"object": host, "category": "C__CATG__CUSTOM_FIELDS_OPERATIONS"}
    checks = {"object": host, "category": "C__CATG__CUSTOM_FIELDS_CHECKS", "match_by": ["check_name"]}
    contacts = {"object": host, "category": "C__CATG__CONTACT"}
    admin = {"contact": {"id": 9}, "role": "Administrator"}
    foreseen = {"check_mode": True}
    written: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({**passwords, "data": {"title": "root", "password": first}}, {}),
        ({**passwords, "data": {"title": "root", "password": second}}, foreseen),
        ({**passwords, "entries": [{"title": "root", "password": second}, {"title": "x", "Password": listed}]}, {}),
        ({**operations, "data": {"f_password_c_1700000000005": key}}, {}),
        ({**operations, "data": {"Emergency password": label}}, foreseen),
        ({**checks, "data": {"check_name": "HTTP", "token": token}}, {}),
        ({**checks, "data": {"check_name": "HTTP", "Token": mistyped, "nonsense": 1}}, {"ignore_errors": True}),
        ({**contacts, "data": admin}, {}),
        ({**contacts, "data": {**admin, "description": "changed"}}, {}),
        ({**passwords, "data": {"title": "root"}, "state": "archived"}, {}),
    ]
    categories = [each["category"] for each in (passwords, operations, checks, contacts)]
    read = [
        {"cmdbops.idoit_oitc.idoit_category_info": {"object": host, "category": contacts["category"]}},
        {"cmdbops.idoit_oitc.idoit_object_info": {"title": host["title"], "categories": categories}},
    ]
    return [{"cmdbops.idoit_oitc.idoit_category": options, **more} for options, more in written] + read


def answered(server: Server, method: str, **params: Any) -> str:
    """What the server itself answers, without a client between."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"apikey": server.connection["api_key"], **params}}
    url, headers = f"{server.connection['url']}/src/jsonrpc.php", {"Content-Type": "application/json"}
    request = Request(url, data=json.dumps(body).encode(), headers=headers, method="POST")
    with urlopen(request) as answer:
        return str(answer.read().decode())


def test_no_output_shows_a_secret(ansible: Ansible, idoit: Server, prefix: str) -> None:
    if idoit.control is None:
        pytest.skip("the custom categories are those of the simulator's demo seed")
    host = {"title": f"{prefix}host", "type": SERVER}
    ansible.task("idoit_object", host).ok()
    log = ansible.folder / "ansible.log"
    secrets = ansible.folder / "secrets.json"
    secrets.write_text(json.dumps(PASSWORDS))
    play = {"hosts": "localhost", "gather_facts": False, "vars_files": [str(secrets)], "tasks": tasks(host)}
    run = ansible.playbook([play], "-vvvv", "--diff", env={"ANSIBLE_LOG_PATH": str(log)}).ok()

    failed = [result for result in run.results if result.get("failed")]
    assert ["nonsense" in result["msg"] for result in failed] == [True]
    said = run.output + log.read_text() + json.dumps(run.results)
    assert said.count("********") > 10, "passwords are spoken of"
    number = next(result["object"]["id"] for result in run.results if result.get("object"))
    known = "".join(
        answered(idoit, "cmdb.category.read", objID=number, category=category, status=status)
        for category in ("C__CATG__PASSWD", "C__CATG__CUSTOM_FIELDS_OPERATIONS", "C__CATG__CONTACT")
        for status in (2, 3)
    )
    told = (PASSWORDS["second"], HASH)
    assert [secret for secret in told if secret not in known] == [], "the server tells them"
    for secret in (*PASSWORDS.values(), HASH, idoit.connection["api_key"]):
        assert secret not in said, secret
