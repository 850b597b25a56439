# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the database compares texts: case, accents and trailing blanks do not count (oitc-observed.md §9.6)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The order in which the database's collation sorts what is neither digit nor letter.
_PUNCTUATION = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_RANKS = {ord(char): chr(index + 1) for index, char in enumerate(_PUNCTUATION)}


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The text with everything removed that the database ignores when it compares."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().rstrip(" ")


@lru_cache(maxsize=200_000)
def sort_key(text: str | None) -> str:
    """A text whose code points sort like the database sorts ``text``."""
    return fold(text or "").translate(_RANKS)


def natural_key(text: str) -> list[tuple[int, int, str]]:
    """PHP's natural order without case: leading blanks are skipped, runs of digits are numbers (contracts/oitc/324)."""
    parts = re.findall(r"\d+|\D+", fold(text.lstrip()))
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def like(pattern: str | None, value: str | None) -> bool:
    """SQL LIKE under this collation: ``%`` and ``_`` are wildcards, a backslash escapes."""
    if pattern is None or value is None:
        return False
    return _like_regex(pattern).fullmatch(fold(value)) is not None


@lru_cache(maxsize=1024)
def _like_regex(pattern: str) -> re.Pattern[str]:
    parts, escaped = [], False
    for char in fold(pattern):
        if escaped or char not in "\\%_":
            parts.append(re.escape(char))
            escaped = False
        elif char == "\\":
            escaped = True
        else:
            parts.append(".*" if char == "%" else ".")
    return re.compile("".join(parts), re.DOTALL)


@lru_cache(maxsize=1024)
def _rlike_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def rlike(pattern: str, value: str | None) -> bool:
    """SQL RLIKE: a regular expression that is found anywhere in the value."""
    return value is not None and _rlike_regex(pattern).search(value) is not None


def is_regex(pattern: str) -> bool:
    try:
        _rlike_regex(pattern)
    except re.error:
        return False
    return True
