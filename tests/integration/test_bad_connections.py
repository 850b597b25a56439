# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user reads when a server cannot be reached, does not know the key, or is not the product at all."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.integration.harness import Ansible, Server, refused_each

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


def messages_of(ansible: Ansible, side: str, server: Server, *connections: dict[str, str]) -> list[str]:
    """The failure of a plain task with each of other connections; no secret may be in it."""
    module, options = TASKS[side]
    cases = [(module, {**options, **server.connection, "retries": 0, **connection}) for connection in connections]
    messages = refused_each(ansible, server, cases)
    for message in messages:
        assert SYSTEM[side] in message, message
        assert server.connection["api_key"] not in message
    return messages


@contextmanager
def closed_port() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_each_says_what_is_wrong(ansible: Ansible, side: str, server: Server) -> None:
    https = server.connection["url"].replace("http://", "https://")
    with closed_port() as port:
        nobody = f"http://127.0.0.1:{port}"
        key, down, tls = messages_of(
            ansible, side, server, {"api_key": "wrong-key-of-mine"}, {"url": nobody}, {"url": https}
        )
    assert "key" in key
    assert "wrong-key-of-mine" not in key
    assert nobody in down
    assert "Is the server up" in down
    assert "https://127.0.0.1" in tls


def test_html_in_place_of_json(ansible: Ansible, side: str, server: Server) -> None:
    server.inject({"kind": "html", "times": 0})
    (message,) = messages_of(ansible, side, server, {})
    assert "did not answer as the API does" in message
    assert "<" not in message


def test_options_that_no_connection_can_be_made_of(ansible: Ansible, side: str, server: Server) -> None:
    module, options = TASKS[side]
    bad = [{"url": "cmdb.example.com"}, {"ca_path": "/nonexistent/ca.pem"}]
    url, authority = refused_each(ansible, server, [(module, {**options, **server.connection, **each}) for each in bad])
    assert "https://" in url
    assert "/nonexistent/ca.pem" in authority


def test_a_module_never_touches_the_server_with_a_key_in_its_output(
    ansible: Ansible, side: str, server: Server
) -> None:
    module, options = TASKS[side]
    run = ansible.task(module, {**options, **server.connection}, "-vvvv", "--check")
    secrets = [server.connection["api_key"], server.connection.get("password", "")]
    shown = run.output.replace(server.connection.get("username", "\0"), "")
    assert not [secret for secret in secrets if len(secret) > 5 and secret in shown]
