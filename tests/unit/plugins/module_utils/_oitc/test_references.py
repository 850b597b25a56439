# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids: what is declared as an id is one, everything else is a name."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.references import Names, Reference

GROUPS = Names("host group", [(1, "linux"), (2, "web"), (3, "linux")], "for container /root")


@pytest.mark.parametrize("given", [{"id": 5}, {"id": "5"}])
def test_a_declared_id_is_an_id(given: dict[str, Any]) -> None:
    assert Reference.parse(given, "container") == Reference(id=5)


@pytest.mark.parametrize("given", ["web", "5", 5])
def test_a_bare_value_is_a_name(given: Any) -> None:
    assert Reference.parse(given, "container") == Reference(name=str(given))


@pytest.mark.parametrize("given", [{"id": "x"}, {"name": "web"}, {"id": 5, "name": "x"}, {}, [], "", "  ", None, True])
def test_anything_else_is_refused(given: Any) -> None:
    with pytest.raises(InputError, match=r"container takes a name or \{id: NUMBER\}"):
        Reference.parse(given, "container")


def test_a_name_becomes_its_id() -> None:
    assert GROUPS.id_of(Reference(name="web")) == 2
    assert GROUPS.name_of(2) == "web"
    assert GROUPS.name_of(99) == 99


def test_an_unknown_name_gets_the_close_ones() -> None:
    with pytest.raises(InputError, match=r"no host group 'wep' for container /root. Close matches: web"):
        GROUPS.id_of(Reference(name="wep"))


def test_digits_that_are_no_name_suggest_the_id_form() -> None:
    with pytest.raises(InputError, match=r"hostgroups: \{id: 2\}"):
        GROUPS.id_of(Reference(name="2"), "hostgroups")


def test_the_first_of_several_is_never_picked() -> None:
    with pytest.raises(AmbiguousError, match="ids 1, 3"):
        GROUPS.id_of(Reference(name="linux"))
