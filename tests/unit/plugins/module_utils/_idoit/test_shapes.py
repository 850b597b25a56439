# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No error is not yet success: results are held against what their method promises."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    InputError,
    NotFoundError,
    UnsupportedError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import methods, shapes

OBJECT = {"id": "23", "title": "x", "status": "2"}


@pytest.mark.parametrize(
    ("method", "result", "expected"),
    [
        ("cmdb.objects.read", [], []),
        ("cmdb.objects", [OBJECT], [OBJECT]),
        ("cmdb.object.read", [], {}),
        ("cmdb.object.read", OBJECT, OBJECT),
        ("cmdb.objects_by_relation", [], {}),
        ("cmdb.reports.read", None, []),
        ("cmdb.dialog.read", [[{"id": "1"}]], [{"id": "1"}]),
        ("cmdb.dialog.read", [{"id": "1"}], [{"id": "1"}]),
        ("cmdb.object.create", {"id": "23", "success": True}, {"id": "23", "success": True}),
        ("cmdb.category.save", {"success": True, "entry": 35}, {"success": True, "entry": 35}),
        ("cmdb.category.create", {"success": True, "id": None}, {"success": True, "id": None}),
        ("cmdb.object.delete", {"success": "True", "message": "gone"}, {"success": "True", "message": "gone"}),
        ("cmdb.dialog.create", {"success": True, "entry_id": 6}, {"success": True, "entry_id": 6}),
        ("cmdb.something.else", 5, 5),
    ],
)
def test_promised_shapes(method: str, result: Any, expected: Any) -> None:
    assert methods.checked(method, result) == expected


@pytest.mark.parametrize(
    ("method", "result", "kind"),
    [
        ("cmdb.object.archive", [], UnsupportedError),
        ("cmdb.object.recycle", OBJECT, UnsupportedError),
        ("cmdb.category.save", [{"id": "1", "objID": "23"}], UnsupportedError),
        ("cmdb.category.delete", {"success": False, "message": "Category entry '9' was not deleted."}, NotFoundError),
        ("cmdb.category.quickpurge", {"success": False}, NotFoundError),
        ("cmdb.object.create", {"success": True}, ApiError),
        ("cmdb.object.create", {"success": True, "id": "x"}, ApiError),
        ("cmdb.dialog.read", False, InputError),
        ("cmdb.objects.read", None, ApiError),
        ("cmdb.objects.read", False, ApiError),
        ("cmdb.category.read", "text", ApiError),
        ("cmdb.category_info", 5, ApiError),
        ("idoit.constants", ["x"], ApiError),
    ],
)
def test_anything_else_is_a_failure(method: str, result: Any, kind: type[ApiError]) -> None:
    with pytest.raises(ApiError) as failure:
        methods.checked(method, result)
    assert failure.value.__class__ is kind


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, 5), ("5", 5), (0, 0), (None, None), ("", None), (True, None), ("x", None), (-1, None), ([], None)],
)
def test_ids(value: Any, expected: int | None) -> None:
    assert shapes.as_id(value) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"id": "23"}, 23),
        ({"id": None, "entry": 7}, 7),
        ({"entry_id": "6"}, 6),
        ({}, None),
        ([], None),
        (None, None),
    ],
)
def test_created_ids(answer: Any, expected: int | None) -> None:
    assert shapes.created_id(answer) == expected


def test_only_listed_methods_are_reads() -> None:
    assert methods.is_read("cmdb.object.read")
    assert methods.is_read("cmdb.object_types")
    for name in ("cmdb.object", "idoit.version", "cmdb.dialog"):
        assert methods.is_read(name), name
    for name in (
        "cmdb.object.create",
        "cmdb.Object.read",
        "cmdb.object.read.x",
        "idoit.login",
        "console.x.y",
        "idoit",
        "",
    ):
        assert not methods.is_read(name), name
    assert not set(methods.READS) & set(methods.WRITES)
