# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user reads when a server cannot be reached, does not know the key, or is not the product at all."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.integration.harness import Ansible, Server

TASKS = {
    "idoit": ("idoit_object", {"title": "web01", "type": "C__OBJTYPE__SERVER"}),
    "oitc": (
        "oitc_host",
        {"name": "web01", "address": "10.0.0.1", "container": "/root", "hosttemplate": "default host"},
    ),
}
SYSTEM = {"idoit": "i-doit", "oitc": "openITCOCKPIT"}


@pytest.fixture(params=["idoit", "oitc"])
def side(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(side: str, request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(side)
    if found.control is None:
        pytest.skip("a real server is not made to fail")
    return found


def message_of(ansible: Ansible, side: str, server: Server, **connection: str) -> str:
    """The failure of a plain task with another connection; no secret may be in it."""
    module, options = TASKS[side]
    run = ansible.task(module, {**options, **server.connection, "retries": 0, **connection}, "-vvv")
    message = run.failed()
    assert SYSTEM[side] in message, message
    assert server.connection["api_key"] not in message
    return message


@contextmanager
def closed_port() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_wrong_api_key(ansible: Ansible, side: str, server: Server) -> None:
    message = message_of(ansible, side, server, api_key="wrong-key-of-mine")
    assert "key" in message
    assert "wrong-key-of-mine" not in message


def test_server_down(ansible: Ansible, side: str, server: Server) -> None:
    with closed_port() as port:
        message = message_of(ansible, side, server, url=f"http://127.0.0.1:{port}")
    assert f"http://127.0.0.1:{port}" in message
    assert "Is the server up" in message


def test_html_in_place_of_json(ansible: Ansible, side: str, server: Server) -> None:
    server.inject({"kind": "html", "times": 0})
    message = message_of(ansible, side, server)
    assert "did not answer as the API does" in message
    assert "<" not in message


def test_tls_failure(ansible: Ansible, side: str, server: Server) -> None:
    message = message_of(ansible, side, server, url=server.connection["url"].replace("http://", "https://"))
    assert "https://127.0.0.1" in message


def test_url_without_scheme(ansible: Ansible, side: str, server: Server) -> None:
    module, options = TASKS[side]
    message = ansible.task(module, {**options, **server.connection, "url": "cmdb.example.com"}).failed()
    assert "https://" in message


def test_missing_file_of_the_authority(ansible: Ansible, side: str, server: Server) -> None:
    module, options = TASKS[side]
    message = ansible.task(module, {**options, **server.connection, "ca_path": "/nonexistent/ca.pem"}).failed()
    assert "/nonexistent/ca.pem" in message


def test_a_module_never_touches_the_server_with_a_key_in_its_output(
    ansible: Ansible, side: str, server: Server
) -> None:
    module, options = TASKS[side]
    run = ansible.task(module, {**options, **server.connection}, "-vvvv", "--check")
    secrets = [server.connection["api_key"], server.connection.get("password", "")]
    shown = run.output.replace(server.connection.get("username", "\0"), "")
    assert not [secret for secret in secrets if len(secret) > 5 and secret in shown]
