# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text: one line, HTML, MAC and IP addresses, times of day, secrets."""

from __future__ import annotations

import html
import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from ..._errors import InputError
from .base import EMPTY, Kind, unwrap

_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>")
_BLANKS = " \t\n\r\v\f"
_MAX_LINE = 255
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?")


def plain_text(value: Any) -> str:
    """A scalar as text; true, lists and dicts are surely not what was meant."""
    if isinstance(value, (bool, Mapping, list, tuple)):
        raise InputError(f"{value!r} is not a text")
    return str(value)


def sanitised(text: str) -> str:
    """What modern servers make of one-line text: no tags, no line breaks, &nbsp; a blank (idoit-api.md §10)."""
    return re.sub(r"[\r\n]+", "", _without_tags(text)).replace("&nbsp;", " ")


def _without_tags(text: str) -> str:
    """As PHP's strip_tags: a ``<`` begins a tag unless a blank follows, and one that is not closed takes the rest."""
    kept, depth, quote = [], 0, ""
    for here, following in zip(text, text[1:] + "."):
        if here == "<" and not quote and following not in _BLANKS:
            depth += 1
        elif not depth:
            kept.append(here)
        elif here == ">" and not quote:
            depth -= 1
        elif here in "\"'" and quote in ("", here):
            quote = "" if quote else here
    return "".join(kept)


class Text(Kind):
    """One line of text. What the server makes of tags and line breaks counts as equal."""

    def _nothing(self) -> Any:
        return ""

    def _parse(self, value: Any) -> Any:
        text = plain_text(value)
        if len(text) > _MAX_LINE:
            raise InputError(f"The text has {len(text)} characters; the server would cut it at {_MAX_LINE}")
        return text or EMPTY

    def _from_wire(self, raw: Any) -> Any:
        if isinstance(raw, str):
            return raw
        value = unwrap(raw)
        # computed names such as primary_fqdn come as [{"id": …, "title": …}] (idoit-api.md §11.4)
        return str(value["title"] if isinstance(value, Mapping) and "title" in value else value)

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return stored in (wanted, sanitised(wanted))


class Html(Kind):
    """Longer text, HTML allowed. Equal if the HTML or the text without it is the same."""

    def _nothing(self) -> Any:
        return ""

    def _parse(self, value: Any) -> Any:
        return plain_text(value) or EMPTY

    def _from_wire(self, raw: Any) -> Any:
        return str(unwrap(raw))

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return bool(wanted == stored) or _readable(wanted) == _readable(stored)


def _readable(markup: str) -> str:
    text = html.unescape(_TAG.sub("", markup.replace("\r\n", "\n"))).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


class Mac(Text):
    """A MAC address; its case is kept by the server and means nothing (idoit-api.md §13.43)."""

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return bool(wanted.casefold() == stored.casefold())


class IpAddress(Kind):
    """An IP address, read as a reference to the net's row: the text is in ref_title (idoit-api.md §10)."""

    def _nothing(self) -> Any:
        return ""

    def _parse(self, value: Any) -> Any:
        text = plain_text(value).strip()
        if not text:
            return EMPTY
        try:
            return ipaddress.ip_address(text)
        except ValueError:
            raise InputError(f"{text!r} is not an IP address") from None

    def _from_wire(self, raw: Any) -> Any:
        value = unwrap(raw)
        text = value.get("ref_title") if isinstance(value, Mapping) else value
        if not text:
            return EMPTY
        try:
            return ipaddress.ip_address(str(text))
        except ValueError:
            return str(text)

    def _to_wire(self, typed: Any) -> Any:
        return str(typed)

    def _show(self, typed: Any) -> Any:
        return str(typed)


class TimeOfDay(Kind):
    """Hours and minutes of a custom field."""

    def _parse(self, value: Any) -> Any:
        if value == "":
            return EMPTY
        match = _TIME.fullmatch(str(value).strip()) if isinstance(value, str) else None
        if match is None:
            raise InputError(f"{value!r} is not a time: write it in quotes as 'HH:MM'")
        return _clock(match)

    def _from_wire(self, raw: Any) -> Any:
        match = _TIME.fullmatch(str(raw).strip())
        return _clock(match) if match else str(raw)


def _clock(match: re.Match[str]) -> str:
    return f"{int(match[1]):02d}:{match[2]}"


class Password(Text):
    """A secret: compared, never shown."""

    secret = True

    def _equal(self, wanted: Any, stored: Any) -> bool:
        return bool(wanted == stored)

    def _show(self, _typed: Any) -> Any:
        return "********"

    def _show_apart(self, _typed: Any) -> Any:
        return "******** (new)"
