# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan: changed, diff and results come from before and after; errors say what was already written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, NotStoredError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Item, Plan, Step


def item(name: str = "web01", *, changed: bool = True, **more: Any) -> Item:
    after = {"title": name} if changed else None
    steps = [Step(f"create {name}", name)] if changed else []
    return Item(name, before=None, after=after, steps=more.pop("steps", steps), **more)


def carry_out(steps: Sequence[Step]) -> None:
    for step in steps:
        if step.request == "bad":
            raise ApiError("no", reason="Because.")
        step.done = True


def test_nothing_to_do() -> None:
    plan = Plan([item(changed=False)], confirm=lambda _items: pytest.fail("nothing was written"))
    plan.apply(lambda _steps: pytest.fail("nothing to write"))
    assert plan.as_result() == {"changed": False, "before": None, "after": None, "steps": []}
    assert plan.diff() == {"before": None, "after": None}


def test_a_change_is_carried_out_and_confirmed() -> None:
    confirmed: list[Item] = []
    plan = Plan([item("a"), item("b", changed=False), item("c")], as_list=True, confirm=confirmed.extend)
    plan.apply(carry_out)
    assert [one.name for one in confirmed] == ["a", "c"]
    assert all(step.done for step in plan.steps)
    result = plan.as_result()
    assert result["changed"] is True
    assert result["steps"] == ["create a", "create c"]
    assert [one["changed"] for one in result["results"]] == [True, False, True]
    assert plan.diff() == {
        "before": {"a": None, "c": None},
        "after": {"a": {"title": "a"}, "c": {"title": "c"}},
    }


def test_a_list_gets_a_name_in_the_diff() -> None:
    plan = Plan([Item("web01", [], ["a"], [Step("add a", None)])])
    assert plan.diff() == {"before": {"web01": []}, "after": {"web01": ["a"]}}


def test_results_of_a_list_have_a_diff_of_their_own() -> None:
    one = Plan([item("a")]).as_result(with_diff=True)
    assert one["diff"] == {"before": None, "after": {"title": "a"}}
    many = Plan([item("a"), item("b", changed=False)], as_list=True).as_result(with_diff=True)
    assert many["diff"] == {"before": {"a": None}, "after": {"a": {"title": "a"}}}
    assert [each["diff"] for each in many["results"]] == [one["diff"], {"before": None, "after": None}]


def test_items_of_the_same_name_stay_apart_in_the_diff() -> None:
    plan = Plan([item("a"), item("b"), item("a")], as_list=True)
    assert list(plan.diff()["after"]) == ["a [1]", "b", "a [2]"]


@pytest.mark.parametrize(("before", "after", "steps"), [(1, 2, []), (1, 1, [Step("write", None)])])
def test_a_change_without_a_step_or_a_step_without_a_change_is_a_mistake(before: int, after: int, steps: Any) -> None:
    with pytest.raises(AssertionError, match="plan of x"):
        Plan([Item("x", before, after, steps)])


def test_what_check_mode_could_not_find_counts_as_a_change() -> None:
    plan = Plan([Item("x", None, None, unresolved=["web01"], result={"object": {"id": None}})])
    assert plan.as_result() == {
        "changed": True,
        "before": None,
        "after": None,
        "steps": [],
        "object": {"id": None},
        "unresolved": ["web01"],
    }


def test_an_error_tells_what_was_done() -> None:
    plan = Plan([item("a"), item("bad"), item("c")], as_list=True)
    with pytest.raises(ApiError, match=r"no\. Because\. Already done: create a\. Not done: create bad; create c\."):
        plan.apply(carry_out)


def test_an_error_before_anything_was_done_tells_no_more() -> None:
    with pytest.raises(ApiError) as failure:
        Plan([item("bad"), item("c")], as_list=True).apply(carry_out)
    assert str(failure.value) == "no. Because."


def test_an_error_may_stay_with_its_item() -> None:
    confirmed: list[Item] = []
    half = item("half", steps=[Step("create half", "half"), Step("save half", "bad")])
    plan = Plan([item("bad"), half, item("c")], as_list=True, continue_on_error=True, confirm=confirmed.extend)
    plan.apply(carry_out)
    assert [one.name for one in confirmed] == ["c"]
    bad, partly, good = plan.as_result()["results"]
    assert (bad["failed"], bad["changed"], bad["msg"], bad["error"]["message"]) == (True, False, "no. Because.", "no")
    assert (partly["failed"], partly["changed"]) == (True, True)
    assert "Already done: create half" in partly["msg"]
    assert (good["changed"], "failed" in good) == (True, False)
    assert plan.changed


def test_a_value_that_did_not_stick_is_an_error() -> None:
    def confirm(items: Sequence[Item]) -> None:
        raise NotStoredError(f"{items[0].name}: serial")

    with pytest.raises(NotStoredError, match="web01: serial"):
        Plan([item()], confirm=confirm).apply(carry_out)
