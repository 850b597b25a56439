# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One object or value, for templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .._errors import InputError
from .readers import Directory, simple_entry
from .reads import Reads
from .resolve import Objects, Row
from .rpc import Session
from .schema import Schema
from .secrets import is_secret
from .values import Match, ObjectWish
from .values.base import identifier
from .wire import Call


@dataclass(frozen=True)
class Question:
    """What a template asks. ``by``: title, id, sysid, or ``CATEGORY.attribute``; ``value``: the latter, or None."""

    terms: Sequence[str]
    by: str
    type: str | None
    value: str | None
    categories: Sequence[str]

    @classmethod
    def parse(
        cls, terms: Sequence[str], by: str, type: str | None, value: str | None, categories: Sequence[str]
    ) -> Question:
        """Raises :class:`InputError` for what cannot be meant."""
        if by not in ("title", "id", "sysid"):
            path("by", by)
        if value is not None:
            path("value", value)
        return cls(list(terms), by, type, value, list(categories))

    def as_json(self) -> dict[str, Any]:
        """Plain data, which tells this question from others."""
        return asdict(self)

    def wish(self, term: str) -> ObjectWish:
        """The object that a term means."""
        if self.by == "id":
            return ObjectWish(id=identifier(term))
        if self.by == "sysid":
            return ObjectWish(sysid=term)
        if self.by == "title":
            return ObjectWish(title=term, type=self.type)
        return ObjectWish(match=Match(*path("by", self.by), term), type=self.type)

    @property
    def wanted(self) -> list[str]:
        """The categories that have to be read."""
        return [path("value", self.value)[0]] if self.value is not None else list(self.categories)


def path(option: str, text: str) -> tuple[str, str]:
    """Category and attribute of ``CATEGORY.attribute``; raises :class:`InputError`."""
    category, dot, attribute = text.partition(".")
    if not (dot and category and attribute):
        raise InputError(f"{option} must look like C__CATG__MODEL.serial, not {text!r}")
    return category, attribute


def answer(session: Session, question: Question) -> list[dict[str, Any] | None]:
    """For each term ``{"value": …}``, None where there is no such object; raises an :class:`ApiError`."""
    reads = Reads(session)
    schema = Schema(session, reads)
    objects = Objects(session, reads, schema)
    answers = _Answers(session, reads, schema, question)
    wishes = [question.wish(term) for term in question.terms]
    objects.ask(wishes)
    reads.send()
    rows = [objects.one(wish) for wish in wishes]
    answers.ask(row for row in rows if row is not None)
    return [None if row is None else {"value": answers.value(row)} for row in rows]


class _Answers:
    """Shapes what a question asks of objects."""

    def __init__(self, session: Session, reads: Reads, schema: Schema, question: Question) -> None:
        self._session = session
        self._reads = reads
        self._schema = schema
        self._question = question
        self._directory = Directory(session, reads)
        self._constants = [schema.constant(name) for name in question.wanted]
        for constant in self._constants:
            schema.ask(constant)

    def ask(self, rows: Iterable[Row]) -> None:
        """Have the entries of the objects read."""
        for row in rows:
            self._schema.ask_type(row["type"])
            for constant in self._constants:
                self._reads.ask(self._read(row, constant))
        self._reads.send()

    def value(self, row: Row) -> Any:
        """The object with its categories, or the value that is asked for."""
        if self._question.value is not None:
            return self._value(row, self._constants[0], path("value", self._question.value)[1])
        categories = {constant: self._entries(row, constant) for constant in self._constants}
        return {**self._directory.shown(row), "categories": categories}

    def _value(self, row: Row, constant: str, name: str) -> Any:
        attribute = self._schema.category(constant).attribute(name)
        if attribute.kind.secret or is_secret(attribute.key):
            raise InputError(f"{attribute} is a secret, which is never returned")
        values = [entry[attribute.key] for entry in self._entries(row, constant) if attribute.key in entry]
        if self._schema.is_multi_value(constant, row["type"]):
            return values
        return values[0] if values else None

    def _entries(self, row: Row, constant: str) -> list[dict[str, Any]]:
        category = self._schema.category(constant)
        return [simple_entry(category, raw) for raw in self._reads.ask(self._read(row, constant)).value()]

    def _read(self, row: Row, constant: str) -> Call:
        return self._session.generation.read_entries(row["id"], constant)
