# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of custom categories (idoit-api.md §11.4, contracts/idoit-modern/016 and 038-040)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import INTERNAL_ERROR, RpcError
from ..store.entries import Entry
from .base import RejectedError, ValueType, Write
from .dialogs import DialogPlus, MultiSelect, YesNo
from .references import ObjectReference, Objects, shown_object
from .scalars import Date, Description, Number, Text

VIRTUAL = "You can not populate virtual properties with data."
VIRTUAL_FIELD = 'This property is a "virtual" property and can not contain data.'


class CustomText(Text):
    """One line; empty is null."""

    blank: Any = None

    def accept(self, value: Any, write: Write) -> Any:
        """ "" is nothing."""
        return super().accept(value, write) or None


class CustomArea(Description):
    """Several lines or HTML; empty is null."""

    blank: Any = None

    def accept(self, value: Any, write: Write) -> Any:
        """ "" is nothing."""
        return super().accept(value, write) or None


class CustomPassword(CustomText):
    """A password; neither sanitised nor hidden."""

    def accept(self, value: Any, write: Write) -> Any:
        """As sent."""
        del write
        if value is not None and not isinstance(value, str):
            raise RejectedError("The given value needs to be a text")
        return value or None


class CustomTime(ValueType):
    """A time of day."""

    def accept(self, value: Any, write: Write) -> Any:
        """HH:MM."""
        del write
        if value in (None, ""):
            return None
        if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?", str(value)):
            raise RejectedError("Field value is invalid.")
        return str(value)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """As stored."""
        del entry, context
        return stored


class CustomYesNo(YesNo):
    """Shown by the language constant; empty has the title "-1"."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "prop_type"}."""
        del entry, context
        titles = {None: "-1", 0: "LC__UNIVERSAL__NO", 1: "LC__UNIVERSAL__YES"}
        return {"title": titles[stored], "prop_type": "yes-no"}


class CustomDate(Date):
    """A day in a field of kind calendar."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"title", "prop_type"}; empty lacks the title."""
        del entry, context
        return {"prop_type": "calendar"} if stored is None else {"title": stored, "prop_type": "calendar"}


class CustomDialog(DialogPlus):
    """A list of its own, named by an identifier; lists of one identifier are one list."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The choice with the identifier; empty is the identifier alone."""
        return {**(super().read(stored, entry, context) or {}), "identifier": self.attribute.params["identifier"]}


class CustomMultiDialog(MultiSelect):
    """Several values of such a list."""

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of choices with identifier and ``multiselection``."""
        del entry
        choices = context.choices(self.attribute)
        return [
            {
                "id": str(number),
                "title": choices[number].title,
                "const": choices[number].const or None,
                "title_lang": choices[number].title_lang,
                "identifier": self.attribute.params["identifier"],
                "multiselection": 1,
            }
            for number in stored or []
            if number in choices
        ]


class CustomObject(ObjectReference):
    """One object."""

    empty: ClassVar[Any] = {"prop_type": "browser_object"}

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """The object with ``prop_type``."""
        del entry
        found = shown_object(stored, context)
        return {**found, **self.empty} if found else self.empty


class CustomObjects(Objects):
    """Several objects."""

    empty: ClassVar[Any] = {"prop_type": "browser_object"}

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """A list of objects with ``prop_type`` and ``multiselection``; empty is no list."""
        found = super().read(stored, entry, context)
        return [{**item, **self.empty, "multiselection": 1} for item in found] or self.empty

    def targets(self, stored: Any) -> Iterable[int]:
        """The objects."""
        return stored or ()


class CustomVirtual(ValueType):
    """A line, a script, HTML: nothing can be stored in it (idoit-api.md §2)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Refused."""
        del value, write
        raise RpcError(INTERNAL_ERROR, VIRTUAL, {self.key: VIRTUAL_FIELD})

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """Always null."""
        del stored, entry, context


class CustomReport(CustomVirtual):
    """The id of a report."""

    def accept(self, value: Any, write: Write) -> Any:
        """Ignored."""
        del value, write


TYPES: dict[str, type[ValueType]] = {
    "custom_text": CustomText,
    "custom_area": CustomArea,
    "custom_password": CustomPassword,
    "custom_time": CustomTime,
    "custom_number": Number,
    "custom_yes_no": CustomYesNo,
    "custom_date": CustomDate,
    "custom_dialog": CustomDialog,
    "custom_multi_dialog": CustomMultiDialog,
    "custom_object": CustomObject,
    "custom_objects": CustomObjects,
    "custom_virtual": CustomVirtual,
    "custom_report": CustomReport,
}
