# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets inside free dicts, which ``no_log`` of an argument spec cannot reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SECRET_KEY = re.compile(r"pass(wor[dt]|wd|phrase|_|$)|secret|kennwort", re.IGNORECASE)


def secret_values(params: Any) -> set[str]:
    """The texts under keys that are called like a secret, at any depth of the options of a module."""
    return {value for value in _values(params, inside=False) if value}


def loggable(params: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a module as a log may show them.

    Of free dicts only the keys: a custom category may hold a secret under any name, which the server has not told yet.
    """
    return dict(_keys_of_free(params, {"options": options}))


def _keys_of_free(value: Any, option: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        known = option.get("options")
        if known is None:
            return dict.fromkeys(value, "…")
        return {key: _keys_of_free(part, known.get(key) or {}) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_keys_of_free(part, option) for part in value]
    return value


def _is_secret(key: str) -> bool:
    """Constants such as C__CATG__PASSWD name categories, which hold more than secrets."""
    return not key.startswith("C__") and bool(_SECRET_KEY.search(key))


def _values(value: Any, inside: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _values(part, inside or _is_secret(str(key)))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _values(part, inside)
    elif inside and isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)
