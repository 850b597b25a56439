# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values chosen from lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from ..context import Context
from ..protocol.errors import RpcError, sql_error
from ..store.dialogs import Choice
from ..store.entries import Entry
from .base import RejectedError, ValueType, Write


def shown(choice: Choice | None, context: Context, fixed: bool = False) -> dict[str, Any] | None:
    """A choice as category.read shows it; values without a constant have null there, but in fixed lists ""."""
    if choice is None:
        return None
    const = choice.const if choice.const or fixed else None
    title = context.translate(choice.title)
    return {"id": str(choice.id), "title": title, "const": const, "title_lang": choice.title_lang}


def find(choices: Iterable[Choice], text: str, context: Context, parent: int | None = None) -> Choice | None:
    """The choice of this title or constant; with a parent only among its values."""
    found = [c for c in choices if text in (c.title, c.const or None, context.translate(c.title))]
    if parent is not None:
        found = [c for c in found if c.parent == parent]
    return found[0] if found else None


def unknown(number: int) -> RejectedError:
    """The refusal of an id that no value has."""
    return RejectedError(f"The given value '{number}' does not exist.")


class Dialog(ValueType):
    """A shipped list: an int is an id, a text a title or a constant (idoit-api.md §10.1)."""

    order = 0

    def accept(self, value: Any, write: Write) -> Any:
        """The id of the choice."""
        if value is None or value == "":
            return None
        choices = write.context.choices(self.attribute)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.by_id(value, choices, write)
        if not isinstance(value, str):
            raise RejectedError("The given value needs to be an integer or a text")
        return self.by_text(value, choices, write)

    def by_id(self, number: int, choices: dict[int, Choice], write: Write) -> int | None:
        """The choice of an id."""
        del write
        if number == -1:
            return None
        if number not in choices:
            raise unknown(number)
        return number

    def by_text(self, text: str, choices: dict[int, Choice], write: Write) -> int | None:
        """The choice of a title or constant."""
        choice = find(choices.values(), text, write.context)
        if choice is None:
            raise RejectedError(f"The given value '{text}' does not exist.")
        return choice.id

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"id", "title", "const", "title_lang"}, or null."""
        del entry
        if stored is None:
            return None
        return shown(context.shown_choices(self.attribute).get(stored), context, fixed=not self.attribute.table)


class DialogPlus(Dialog):
    """A list that grows with what is written; a text of digits is a title, too."""

    def by_text(self, text: str, choices: dict[int, Choice], write: Write) -> int | None:
        """The choice of a title or constant, made where there is none."""
        parent = self.parent_of(write)
        choice = find(choices.values(), text, write.context, parent)
        return choice.id if choice else write.context.add_choice(self.attribute.dialog_table, text, parent)

    def parent_of(self, write: Write) -> int | None:
        """The chosen value this one depends on."""
        return write.stored.get(self.attribute.parent) if self.attribute.parent else None

    @property
    def order(self) -> int:  # type: ignore[override]
        """A dependent value comes after the one it depends on."""
        return 1 if self.attribute.parent else 0


class LegacyDialog(Dialog):
    """Ids, texts of digits, and constants; a title is stored as nothing (idoit-observed.md §6)."""

    def by_id(self, number: int, choices: dict[int, Choice], write: Write) -> int | None:
        """An unknown id breaks a foreign key."""
        if number not in choices and (number in (-1, 0) or not self.attribute.table):
            return None
        if number not in choices:
            raise foreign_key(write, self.attribute.table)
        return number

    def by_text(self, text: str, choices: dict[int, Choice], write: Write) -> int | None:
        """A constant, or digits."""
        if re.fullmatch(r"\d+", text):
            return self.by_id(int(text), choices, write)
        return next((choice.id for choice in choices.values() if choice.const == text), None)


class LegacyDialogPlus(LegacyDialog):
    """Titles exactly as written, "" as well; a constant is taken for a title (contracts/idoit/3-categories/310-321)."""

    def accept(self, value: Any, write: Write) -> Any:
        """The id of the choice, made where there is none."""
        if value == "":
            return self.by_text("", write.context.choices(self.attribute), write)
        return super().accept(value, write)

    def by_text(self, text: str, choices: dict[int, Choice], write: Write) -> int | None:
        """A title, then an id; a dependent value is dropped."""
        if self.attribute.parent:
            return None
        context = write.context
        for choice in choices.values():
            if text in (choice.title, context.translate(choice.title)):
                return choice.id
        if re.fullmatch(r"\d+", text) and int(text) in choices:
            return int(text)
        return context.add_choice(self.attribute.dialog_table, text)


def foreign_key(write: Write, table: str) -> RpcError:
    """A reference to a row that is not there."""
    statement = f"UPDATE {write.category.table} SET {write.category.table}__{table}__id = …"
    return sql_error(statement, f"Cannot add or update a child row: a foreign key constraint fails ({table})")


class YesNo(ValueType):
    """Yes or no (callback get_yes_or_no); neither is shown as no."""

    words: ClassVar[dict[str, int]] = {
        "yes": 1,
        "no": 0,
        "ja": 1,
        "nein": 0,
        "1": 1,
        "0": 0,
        "lc__universal__yes": 1,
        "lc__universal__no": 0,
    }

    def accept(self, value: Any, write: Write) -> Any:
        """0, 1, booleans, or the words."""
        del write
        if value is None or value in ("", -1):
            return None
        if isinstance(value, bool) or value in (0, 1):
            return int(value)
        if isinstance(value, str) and value.strip().lower() in self.words:
            return self.words[value.strip().lower()]
        raise RejectedError("The given value needs to be yes or no")

    def number(self, stored: Any) -> Any:
        """The value as the generation writes it."""
        return stored

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """{"value", "title"}."""
        del entry
        title = context.translate("Yes" if stored else "No")
        return {"value": self.number(stored), "title": title}


class LegacyYesNo(YesNo):
    """The value is a text; nothing is refused."""

    def accept(self, value: Any, write: Write) -> Any:
        """Whatever PHP makes of it."""
        try:
            return super().accept(value, write)
        except RejectedError:
            return 0

    def number(self, stored: Any) -> Any:
        """A text of a digit, or null."""
        return None if stored is None else str(stored)


class MultiSelect(ValueType):
    """Several values of a growing list."""

    def accept(self, value: Any, write: Write) -> Any:
        """A list of ids and titles, or titles with commas between."""
        if value is None or value == "":
            return []
        items = [item.strip() for item in value.split(",")] if isinstance(value, str) else value
        if isinstance(items, int) and not isinstance(items, bool):
            items = [items]
        if not isinstance(items, list):
            raise RejectedError("The given value needs to be a list")
        return list(dict.fromkeys(self.one(item, write) for item in items if item != ""))

    def one(self, item: Any, write: Write) -> int:
        """The id of one value, made where there is none."""
        choices = write.context.choices(self.attribute)
        if isinstance(item, int) and not isinstance(item, bool):
            if item not in choices:
                raise unknown(item)
            return item
        if not isinstance(item, str):
            raise RejectedError("The given value needs to be a list of integers and texts")
        choice = find(choices.values(), item, write.context)
        return choice.id if choice else write.context.add_choice(self.attribute.dialog_table, item)

    def read(self, stored: Any, entry: Entry, context: Context) -> Any:
        """[{"id", "title"}, …], or null."""
        del entry
        choices = context.shown_choices(self.attribute)
        found = [choices[number] for number in stored or [] if number in choices]
        return [{"id": str(choice.id), "title": context.translate(choice.title)} for choice in found] or None


class LegacyMultiSelect(MultiSelect):
    """Texts with commas work and lists of ids; titles in a list are dropped (contracts/idoit/3-categories/352-361)."""

    def accept(self, value: Any, write: Write) -> Any:
        """Never refuses."""
        if isinstance(value, list):
            choices = write.context.choices(self.attribute)
            numbers = [int(item) for item in value if str(item).isdigit()]
            return [number for number in numbers if number in choices]
        return super().accept(value, write) if isinstance(value, str) else []
