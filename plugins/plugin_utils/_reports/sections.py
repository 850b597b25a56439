# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every report is made of: sections with rows, and how many of them there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Section = dict[str, Any]


def section(key: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], about: str = "") -> Section:
    """One table. ``key``: what the summary calls it; ``about``: a sentence for those who read it first."""
    return {
        "key": key,
        "title": title,
        "about": about,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def report(
    title: str, looked_at: int, sections: Sequence[Section], for_information: Sequence[Section] = ()
) -> dict[str, Any]:
    """The whole. ``findings`` counts the rows of ``sections``; those ``for_information`` are no findings."""
    every = [*sections, *for_information]
    return {
        "title": title,
        "looked_at": looked_at,
        "findings": sum(len(each["rows"]) for each in sections),
        "summary": {each["key"]: len(each["rows"]) for each in every},
        "sections": every,
    }
