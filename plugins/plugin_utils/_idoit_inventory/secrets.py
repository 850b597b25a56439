# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets leave on arrival: before cache, variables, logs and diffs see them.

Whole categories come with cmdb.objects.read, and C__CATG__CONTACT brings each person's password hash
(contracts/idoit/3-categories/456).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

#: Never handed out, not even when an option names it.
NEVER = frozenset({"user_pass", "user_pass2"})
#: Attributes that hold secrets by their name: passwords, also of custom categories (``f_password_c_…``), and PINs.
_SECRET = re.compile(r"(^|_)(pass|passwd|password|passphrase|secret|pin|puk)\d*(_|$)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_secret(attribute: str) -> bool:
    """Whether the attribute holds a secret, as far as its name tells."""
    return attribute in NEVER or _SECRET.search(attribute) is not None


def secret_attributes(category_info: Mapping[str, Any]) -> list[str]:
    """The attributes that metadata declare as passwords: custom ones may have any name."""
    return [name for name, about in category_info.items() if _declared_secret(about)]


def _declared_secret(about: Any) -> bool:
    """The kind of a custom field stands in three places (contracts/idoit-modern/009)."""
    if not isinstance(about, Mapping):
        return False
    ui, info = about.get("ui") or {}, about.get("info") or {}
    params = ui.get("params") or {}
    kinds = (ui.get("type"), info.get("description"), params.get("type") if isinstance(params, Mapping) else None)
    return any(kind in ("password", "f_password") for kind in kinds)


def scrub(
    categories: Mapping[str, list[dict[str, Any]]],
    named: Collection[tuple[str, str]] = (),
    declared: Collection[tuple[str, str]] = (),
) -> None:
    """Take the secrets out of the entries of one object, in place.

    ``named``: (category, attribute) pairs that options ask for by name; they pass unless they are in :data:`NEVER`.
    ``declared``: pairs that are secret by metadata.
    """
    for category, entries in categories.items():
        for entry in entries:
            for attribute in [name for name in entry if is_secret(name) or (category, name) in declared]:
                if attribute in NEVER or (category, attribute) not in named:
                    del entry[attribute]
            for value in entry.values():
                _scrub_nested(value)


def _scrub_nested(value: Any) -> None:
    if isinstance(value, dict):
        for name in [name for name in value if is_secret(name)]:
            del value[name]
        value = value.values()
    elif not isinstance(value, list):
        return
    for item in value:
        if isinstance(item, (dict, list)):
            _scrub_nested(item)
