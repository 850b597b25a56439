# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which fields hold secrets, and what is left of an answer without them.

Whole categories come with cmdb.objects.read, and C__CATG__CONTACT brings each person's password hash
(idoit-api.md §13.24, contracts/idoit/3-categories/456).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from .schema import Category

#: Never handed out, not even when the user names it.
NEVER = frozenset({"user_pass", "user_pass2"})
#: Names of fields that hold secrets: passwords, also of custom categories (``f_password_c_…``), and PINs.
_SECRET = re.compile(r"(?<![a-z])(pass(wd|word|phrase)?|secret|pin|puk)\d*(?![a-z])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Whether a field holds a secret, as far as its name tells. A change in the logbook names its category first."""
    return _SECRET.search(name.rpartition("::")[2]) is not None


def secret_attributes(category: Category) -> list[str]:
    """The attributes that the metadata call passwords; custom ones may have any name."""
    return [key for key, each in category.attributes.items() if each.kind.secret]


def without_secrets(value: Any) -> Any:
    """The value, plain JSON, without fields that hold secrets, at any depth: a contact brings the password hash of the
    person."""
    if isinstance(value, dict):
        return {key: _deeper(part) for key, part in value.items() if not is_secret(key)}
    return [_deeper(part) for part in value] if isinstance(value, list) else value


def _deeper(value: Any) -> Any:
    # Every value of an inventory passes here, and most are texts.
    return without_secrets(value) if isinstance(value, (dict, list)) else value


def scrubbed(
    categories: Mapping[str, list[dict[str, Any]]],
    named: Collection[tuple[str, str]] = (),
    declared: Collection[tuple[str, str]] = (),
) -> dict[str, list[dict[str, Any]]]:
    """The entries of one object without secrets.

    ``named``: (category, attribute) pairs that the user asks for by name; they pass unless they are in :data:`NEVER`.
    ``declared``: pairs that are secret by metadata.
    """
    passing = {pair for pair in named if pair[1] not in NEVER}

    def passes(category: str, name: str) -> bool:
        return not (is_secret(name) or (category, name) in declared) or (category, name) in passing

    return {
        category: [
            {name: _deeper(value) for name, value in entry.items() if passes(category, name)} for entry in entries
        ]
        for category, entries in categories.items()
    }
