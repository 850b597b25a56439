# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret gets past its arrival."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory.secrets import (
    is_secret,
    scrub,
    secret_attributes,
)


def contact() -> dict[str, Any]:
    """As recorded in contracts/idoit/3-categories/456, shortened."""
    person = {"id": "9", "title": "Admin", "login": "admin", "user_pass": "21232f297a57a5a743894a0e4a801fc3"}
    return {"id": "1", "contact": person, "role": {"id": "1", "title": "Administrator"}}


def test_the_hash_of_a_contact_goes() -> None:
    categories = {"C__CATG__CONTACT": [contact()]}
    scrub(categories)
    assert "21232f29" not in str(categories)
    assert categories["C__CATG__CONTACT"][0]["contact"]["login"] == "admin"


def test_the_hash_goes_even_when_it_is_named() -> None:
    categories = {"C__CATS__PERSON": [{"title": "Admin", "user_pass": "hash"}], "C__CATG__CONTACT": [contact()]}
    scrub(categories, named={("C__CATS__PERSON", "user_pass"), ("C__CATG__CONTACT", "contact")})
    assert "user_pass" not in str(categories)


def test_a_password_passes_only_when_it_is_named() -> None:
    def entries() -> dict[str, list[dict[str, Any]]]:
        return {"C__CATG__PASSWD": [{"title": "root", "username": "root", "password": "geheim"}]}

    hidden, shown, other = entries(), entries(), entries()
    scrub(hidden)
    scrub(shown, named={("C__CATG__PASSWD", "password")})
    scrub(other, named={("C__CATG__OTHER", "password")})
    assert hidden == other == {"C__CATG__PASSWD": [{"title": "root", "username": "root"}]}
    assert shown == entries()


def test_a_custom_password_is_known_by_key_or_by_metadata() -> None:
    entry = {"f_password_c_1506087447500": "a", "door": "b", "safe": "b", "f_text_c_1": "c"}
    info = {
        "door": {"info": {"description": "f_password"}, "ui": {"type": "text", "params": {"type": "f_password"}}},
        "safe": {"info": None, "ui": {"type": "password", "params": []}},
        "f_text_c_1": {"info": {"description": "f_text"}, "ui": {"type": "f_text", "params": {"type": "f_text"}}},
        "hr": {"ui": None},
    }
    assert secret_attributes(info) == ["door", "safe"]
    declared = {("C__CATG__CUSTOM_FIELDS_X", "door"), ("C__CATG__CUSTOM_FIELDS_X", "safe")}
    categories = {"C__CATG__CUSTOM_FIELDS_X": [entry]}
    scrub(categories, declared=declared)
    assert categories == {"C__CATG__CUSTOM_FIELDS_X": [{"f_text_c_1": "c"}]}


@pytest.mark.parametrize("attribute", ["user_pass2", "barring_password", "certificate_password", "pin", "puk2"])
def test_names_of_secrets(attribute: str) -> None:
    assert is_secret(attribute)


@pytest.mark.parametrize("attribute", ["title", "passport", "pinned", "bypass", "ping"])
def test_names_that_only_look_like_secrets(attribute: str) -> None:
    assert not is_secret(attribute)
