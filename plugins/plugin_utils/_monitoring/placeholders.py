# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Placeholders such as ``{location}`` in the options of a rule. They are filled in, never evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .traits import Traits

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][\w.]*)\}")


def filled(value: Any, host: Traits) -> Any:
    """The option with its placeholders filled in; None where the host has no value for one of them.

    An element of a list that is a placeholder and nothing else becomes as many elements as the host has values.
    """
    if isinstance(value, str):
        return _text(value, host)
    if isinstance(value, Mapping):
        return {key: filled(one, host) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [one for element in value for one in _element(element, host)]
    return value


def _text(text: str, host: Traits) -> str | None:
    values = {name: host.named(name) for name in _PLACEHOLDER.findall(text)}
    if not all(values.values()):
        return None
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)][0], text)


def _element(element: Any, host: Traits) -> list[Any]:
    whole = _PLACEHOLDER.fullmatch(element) if isinstance(element, str) else None
    if whole:
        return list(host.named(whole.group(1)))
    one = filled(element, host)
    missing = one is None or (isinstance(one, Mapping) and None in one.values() and None not in element.values())
    return [] if missing else [one]
