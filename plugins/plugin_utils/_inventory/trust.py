# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible may take as a template: nothing that came from a server.

Texts without a template marker are handed over so that they stay plain strings everywhere, also in the JSON that AWX
imports (tooling.md, "AWX"): on ansible-core 2.19 and newer that takes a tag, because an untagged text arrives there as
``{"__ansible_unsafe": …}``. Texts with a marker are left inert: untagged on 2.19 and newer, wrapped before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

try:
    from ansible.template import trust_as_template as _plain
except ImportError:  # ansible-core before 2.19
    from ansible.utils.unsafe_proxy import wrap_var as _wrap

    TAGS_TRUST = False

    def _keep_plain(text: str) -> str:
        return text

    def _keep_inert(text: str) -> Any:
        return _wrap(text)
else:
    TAGS_TRUST = True

    def _keep_plain(text: str) -> str:
        tagged: str = _plain(text)
        return tagged

    def _keep_inert(text: str) -> Any:
        return text


MARKERS = ("{{", "{%", "{#")
#: A text that begins so sets markers of its own.
OVERRIDE = "#jinja2"


def looks_like_template(text: str) -> bool:
    """Whether Jinja could find anything to do in the text."""
    return any(marker in text for marker in MARKERS) or text.lstrip().startswith(OVERRIDE)


def inert(value: Any) -> Any:
    """The same JSON value, fit to be an inventory variable: no text in it is ever evaluated."""
    return _visit(value, _mark)


def trusted(value: Any) -> Any:
    """The same JSON value with every text in it free to be a template: for variables the user opted in."""
    return _visit(value, _keep_plain)


# Tagging a text costs as much as storing it, and most texts of an inventory are there many times.
@lru_cache(maxsize=1 << 16)
def _mark(text: str) -> Any:
    return _keep_inert(text) if looks_like_template(text) else _keep_plain(text)


def _visit(value: Any, mark: Callable[[str], Any]) -> Any:
    if isinstance(value, str):
        return mark(value)
    if isinstance(value, dict):
        return {key: _visit(item, mark) for key, item in value.items()}
    if isinstance(value, list):
        return [_visit(item, mark) for item in value]
    return value
