# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specs add up, and lists inherit what stands beside them."""

from __future__ import annotations

import pytest
from ansible.module_utils.common.warnings import get_deprecation_messages

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import (
    IDOIT_CONNECTION,
    OITC_CONNECTION,
    ArgSpec,
    Listable,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError

TITLE = ArgSpec({"title": {"type": "str"}}, required_if=[("state", "present", ["title"])])
STATE = ArgSpec({"state": {"type": "str", "default": "present"}}, mutually_exclusive=[("title", "id")])


def test_options_and_rules_add_up() -> None:
    assert (TITLE + STATE).for_module() == {
        "argument_spec": {**TITLE.options, **STATE.options},
        "mutually_exclusive": [("title", "id")],
        "required_together": [],
        "required_one_of": [],
        "required_if": [("state", "present", ["title"])],
        "required_by": {},
    }
    assert set(TITLE.options) == {"title"}, "the parts stay as they were"


@pytest.mark.parametrize(
    ("connection", "more"), [(IDOIT_CONNECTION, {"username", "password", "language"}), (OITC_CONNECTION, set())]
)
def test_connection_options(connection: ArgSpec, more: set[str]) -> None:
    common = {"url", "api_key", "validate_certs", "ca_path", "client_cert", "client_key", "proxy", "timeout", "retries"}
    assert set(connection.options) == common | more
    secret = {name for name, option in connection.options.items() if option.get("no_log")}
    assert secret == {"api_key", "password"} & set(connection.options)
    assert get_deprecation_messages() == ()


LIST = Listable(
    "objects",
    {
        "title": {"type": "str", "required": True},
        "state": {"type": "str", "default": "present", "choices": ["present"]},
    },
    TITLE,
)


def test_a_list_takes_the_same_options_without_their_defaults() -> None:
    spec = LIST.spec()
    assert spec.options["state"]["default"] == "present"
    assert spec.options["objects"]["options"] == {
        "title": {"type": "str"},
        "state": {"type": "str", "choices": ["present"]},
    }
    assert spec.required_if == TITLE.required_if


def test_one_thing() -> None:
    items, as_list = LIST.items({"title": "a", "state": "present", "objects": None, "url": "x"})
    assert (items, as_list) == ([{"title": "a", "state": "present"}], False)


def test_what_stands_beside_the_list_is_the_default_of_its_items() -> None:
    params = {
        "title": None,
        "state": "present",
        "objects": [{"title": "a", "state": None}, {"title": "b", "state": "x"}],
    }
    items, as_list = LIST.items(params)
    assert (items, as_list) == ([{"title": "a", "state": "present"}, {"title": "b", "state": "x"}], True)


def test_an_empty_list_and_an_empty_item() -> None:
    assert LIST.items({"objects": []}) == ([], True)
    with pytest.raises(InputError, match=r"objects\[1\] is empty"):
        LIST.items({"objects": [{"title": "a"}, None]})
