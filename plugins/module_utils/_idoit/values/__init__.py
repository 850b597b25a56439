# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The value model: how each kind of attribute is written, read, compared and cleared (idoit-api.md §10)."""

from __future__ import annotations

from .base import EMPTY, Kind, Refused, Scope
from .choose import kind_of
from .dialogs import Choice, Dialog, FixedDialog, ObjectType, choices
from .numbers import GuestFlag
from .references import EntryRef, EntryReference, EntryWish, Match, ObjectRef, ObjectReference, ObjectWish, object_wish
from .text import Password, Text

__all__ = [
    "EMPTY",
    "Choice",
    "Dialog",
    "EntryRef",
    "EntryReference",
    "EntryWish",
    "FixedDialog",
    "GuestFlag",
    "Kind",
    "Match",
    "ObjectRef",
    "ObjectReference",
    "ObjectType",
    "ObjectWish",
    "Password",
    "Refused",
    "Scope",
    "Text",
    "choices",
    "kind_of",
    "object_wish",
]
