# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret gets past its arrival."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.schema import category_of
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.secrets import (
    is_secret,
    scrubbed,
    secret_attributes,
    without_secrets,
)

CONTACT, PASSWD, PERSON = "C__CATG__CONTACT", "C__CATG__PASSWD", "C__CATS__PERSON"
DOOR = "C__CATG__CUSTOM_FIELDS_DOOR"


def contact() -> dict[str, Any]:
    """As recorded in contracts/idoit/3-categories/456, shortened."""
    person = {"id": "9", "title": "Admin", "login": "admin", "user_pass": "21232f297a57a5a743894a0e4a801fc3"}
    return {"id": "1", "contact": person, "role": {"id": "1", "title": "Administrator"}}


def test_the_hash_of_a_contact_goes() -> None:
    left = scrubbed({CONTACT: [contact()]})
    assert "21232f29" not in str(left)
    assert left[CONTACT][0]["contact"]["login"] == "admin"


def test_the_hash_goes_even_when_it_is_named() -> None:
    categories = {PERSON: [{"title": "Admin", "user_pass": "hash"}], CONTACT: [contact()]}
    left = scrubbed(categories, named={(PERSON, "user_pass"), (CONTACT, "contact")})
    assert "user_pass" not in str(left)
    assert left[PERSON] == [{"title": "Admin"}]


def test_a_password_passes_only_when_it_is_named() -> None:
    entry = {"title": "root", "username": "root", "password": "geheim"}
    hidden = {PASSWD: [{"title": "root", "username": "root"}]}
    assert scrubbed({PASSWD: [entry]}) == hidden
    assert scrubbed({PASSWD: [entry]}, named={("C__CATG__OTHER", "password")}) == hidden
    assert scrubbed({PASSWD: [entry]}, named={(PASSWD, "password")}) == {PASSWD: [entry]}


def test_a_custom_password_is_known_by_key_or_by_metadata() -> None:
    info = {
        "door": {"ui": {"type": "text", "params": {"type": "f_password"}}},
        "f_text_c_1": {"info": {"description": "f_text"}, "ui": {"type": "f_text", "params": {"type": "f_text"}}},
        "hr": {"ui": None},
    }
    assert secret_attributes(category_of(DOOR, info)) == ["door"]
    entry = {"f_password_c_1506087447500": "a", "door": "b", "f_text_c_1": "c"}
    assert scrubbed({DOOR: [entry]}, declared={(DOOR, "door")}) == {DOOR: [{"f_text_c_1": "c"}]}


def test_secrets_at_any_depth() -> None:
    held = {"contact": [{"id": 1, "user_pass": "x", "deep": {"password": "y", "title": "z"}}]}
    assert without_secrets(held) == {"contact": [{"id": 1, "deep": {"title": "z"}}]}


@pytest.mark.parametrize(
    "name",
    [
        *("password", "user_pass", "user_pass2", "barring_password", "certificate_password", "pin", "puk2", "PIN"),
        *("f_password_c_17", "isys_x_g_passwd::password"),
    ],
)
def test_names_of_secrets(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize(
    "name",
    ["title", "passport", "pinned", "bypass", "ping", "shipping", "compass", "isys_cmdb_dao_category_g_passwd::title"],
)
def test_names_that_only_look_like_secrets(name: str) -> None:
    assert not is_secret(name)
