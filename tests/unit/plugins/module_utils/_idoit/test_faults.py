# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Error answers of both generations, as recorded: the class, the text a user reads, the advice."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    InputError,
    NotFoundError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import faults

SQL = (
    "Database error : Query error: 'INSERT INTO isys_connection SET isys_connection__isys_obj__id = 999999;':\n"
    "Cannot add or update a child row: a foreign key constraint fails (`idoit_data`.`isys_connection`)\n"
)


def legacy(code: int, text: str, **data: Any) -> dict[str, Any]:
    return {"code": code, "message": "Some generic name", "data": {"error": text, **data}}


def modern(code: int, text: str, data: Any = None) -> dict[str, Any]:
    return {"code": code, "message": text, "data": data}


def error(answer: Any, **params: Any) -> ApiError:
    return faults.from_answer("cmdb.category.save", params, answer)


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (legacy(-32604, "Your API-Key 'x' is invalid."), AuthError, "Check api_key"),
        (legacy(-32604, "Login required."), AuthError, "username and password"),
        (legacy(-32604, "something new"), AuthError, "Check api_key, username and password"),
        (modern(-32604, "Authentication error: license"), AuthError, "Check api_key, username and password"),
        (legacy(-32603, "API is disabled."), AuthError, "Switch the JSON-RPC API on"),
        (modern(-32099, "i-doit system error: Could not connect tenant database."), AuthError, "Api System"),
        (modern(-32603, "Internal error: You have no rights to edit this object."), AuthError, "lacks a right"),
        (modern(-32603, "Internal error: The license does not cover more objects"), ApiError, "licence"),
        (legacy(-32603, "Quickpurge is not enabled"), UnsupportedError, "Quickpurge"),
        (modern(-32603, "Internal error: The object is locked by admin"), ApiError, "editing"),
        (modern(-32099, "Allowed memory size of 134217728 bytes exhausted"), ApiError, "Smaller batches"),
        (legacy(-32601, 'API Method "nonsense" does not exist.'), UnsupportedError, "does not know the method"),
        (legacy(-32099, "Method 'idoit.nonsense' does not exist"), UnsupportedError, "does not know the method"),
        (legacy(-32602, 'Category "C__X" not found. Delete your i-doit cache …'), NotFoundError, "constants"),
        (legacy(-32603, "Unable to find a category entry with id 9 for object 23."), NotFoundError, None),
        (modern(-32602, "Invalid parameters: Object 4 does not own an entry in 'X'."), NotFoundError, None),
        (legacy(-32603, "Object type not found."), NotFoundError, None),
        (legacy(-32603, "Object title missing"), ApiError, None),
    ],
)
def test_kinds_and_advice(answer: Any, kind: type[ApiError], reason: str | None) -> None:
    found = error(answer)
    assert found.__class__ is kind
    assert found.reason == reason if reason is None else reason in (found.reason or "")
    assert found.code == answer["code"]


def test_a_method_that_fell_back_to_read() -> None:
    answer = legacy(-32602, "Parameter objID has to be numeric.")
    assert error(answer, object=23).__class__ is UnsupportedError
    assert error(answer, objID="x").__class__ is ApiError


@pytest.mark.parametrize(
    "answer",
    [
        legacy(-32603, "There was a validation error: …", validation={"cores": "needs an integer <b>number</b>"}),
        modern(-32603, "Internal error: There was a validation error", {"cores": "needs an integer <b>number</b>"}),
    ],
)
def test_validation_names_the_attributes(answer: Any) -> None:
    found = error(answer)
    assert isinstance(found, InputError)
    assert found.details == {"cores": "needs an integer number"}
    assert "cores: needs an integer number" in str(found)


def test_markup_and_statements_are_left_out() -> None:
    found = error(modern(-32603, 'Internal error: taken: <ul class="m0"><li>A &amp; B</li></ul>'))
    assert found.message == "Internal error: taken: A & B"
    assert error(legacy(-32099, SQL)).message == (
        "Database error : Cannot add or update a child row: "
        "a foreign key constraint fails (`idoit_data`.`isys_connection`)"
    )
    assert len(error(modern(-32099, "x" * 5000)).message) == faults.LONGEST


@pytest.mark.parametrize("answer", ["just a text", {}, {"message": None, "data": []}])
def test_odd_errors(answer: Any) -> None:
    assert error(answer).message in ("just a text", "the server reports an error without a text")


def test_secrets_are_replaced() -> None:
    found = faults.from_answer(
        "a", {}, legacy(-32603, "k1 bad", validation={"a": "k1 worse"}), lambda text: str(text).replace("k1", "*")
    )
    assert (found.message, found.details) == ("* bad", {"a": "* worse"})


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, None),
        ({"type": "C__OBJTYPE__SERVER", "title": "web01"}, "'web01', C__OBJTYPE__SERVER"),
        ({"object": 42, "category": "C__CATG__IP", "entry": 7}, "object 42, C__CATG__IP, entry 7"),
        ({"objID": 42, "category": "C__CATG__IP", "cateID": 7}, "object 42, C__CATG__IP, entry 7"),
        ({"category": "C__CATG__CPU", "property": "type", "entry_id": 0}, "C__CATG__CPU, type, entry 0"),
    ],
)
def test_subject(params: dict[str, Any], expected: str | None) -> None:
    found = error(modern(-1, "x"), **params)
    assert (found.subject, found.system, found.method) == (expected, "i-doit", "cmdb.category.save")
