# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When the export is followed step by step, and what comes of each way it can end."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from ansible.utils.display import Display

from ansible_collections.cmdbops.idoit_oitc.plugins.action import oitc_export

ARGS = {"url": "https://monitoring.example.com", "api_key": "x"}


class Followed(oitc_export.ActionModule):
    """With answers in place of the module; ``asked`` are the options of each call."""

    def __init__(self, answers: list[dict[str, Any]], args: dict[str, Any], **task: Any) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answers = answers
        self._task = Mock(**{"args": {**ARGS, **args}, "check_mode": False, "async_val": 0, **task})
        self._connection = self._play_context = Mock()
        self._loader = self._templar = self._shared_loader_obj = None

    def _execute_module(self, module_args: Any = None, wrap_async: Any = False, **_unused: Any) -> Any:
        self.asked.append(
            {key: value for key, value in (module_args or {"whole": wrap_async}).items() if key not in ARGS}
        )
        return self.answers.pop(0)


def progress(*tasks: str, finished: bool = False, **more: Any) -> dict[str, Any]:
    return {"changed": False, "export": {"finished": finished, "tasks": [*tasks]}, **more}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is shown; at ``-v``, and without a pause."""
    lines: list[str] = []
    monkeypatch.setattr(oitc_export, "POLL_SECONDS", 0)
    monkeypatch.setattr(Display(), "verbosity", 1)
    monkeypatch.setattr(Display(), "v", lambda text, host=None: lines.append(f"{host}: {text}"))
    return lines


def run(action: Followed) -> dict[str, Any]:
    return action.run(task_vars={"inventory_hostname": "localhost"})


def test_each_part_is_told_once_and_the_last_word_is_the_modules(told: list[str]) -> None:
    end = progress("a: done", "b: done", finished=True)
    launched = progress("a: running", changed=True, steps=["launch an export"])
    action = Followed([launched, progress("a: done", "b: running"), progress("a: done", "b: done"), end, end], {})
    result = run(action)
    assert told == [f"localhost: export: {part}" for part in ("a: running", "a: done", "b: running", "b: done")]
    assert (result["changed"], result["export"], result["steps"]) == (True, end["export"], ["launch an export"])
    assert action.asked[0] == {"launch": True, "wait": False}
    assert action.asked[1:4] == [{"launch": False, "wait": False}] * 3
    assert action.asked[4].items() >= {"launch": False, "wait": True}.items()


def test_a_failure_at_the_end_is_told_with_the_launch(told: list[str]) -> None:
    last = {"failed": True, "msg": "the export failed"}
    action = Followed([progress(changed=True), progress("a: failed", finished=True), last], {})
    assert run(action) == {**last, "changed": True}
    assert told == ["localhost: export: a: failed"]


def test_out_of_time_is_for_the_module_to_say(told: list[str]) -> None:
    late = {"failed": True, "msg": "the export has not finished after 0 s"}
    action = Followed([progress(changed=True), late], {"wait_timeout": 0})
    assert run(action) == {**late, "changed": True}
    assert (told, action.asked[-1]["wait_timeout"]) == ([], 0)


def test_what_could_not_be_launched_is_not_followed(told: list[str]) -> None:
    refused = {"failed": True, "msg": "lacks the right"}
    assert run(Followed([refused], {})) == {**refused, "changed": False}
    assert told == []


@pytest.mark.parametrize(
    ("args", "task", "verbosity"),
    [
        ({}, {}, 0),
        ({}, {"check_mode": True}, 1),
        ({}, {"async_val": 60}, 1),
        ({"wait": False}, {}, 1),
        ({"wait": "no"}, {}, 1),
        ({"wait_timeout": "soon"}, {}, 1),
    ],
)
@pytest.mark.usefixtures("told")
def test_otherwise_it_is_the_module_alone(
    monkeypatch: pytest.MonkeyPatch, args: dict[str, Any], task: dict[str, Any], verbosity: int
) -> None:
    monkeypatch.setattr(Display(), "verbosity", verbosity)
    action = Followed([{"changed": True}], args, **task)
    assert run(action) == {"changed": True}
    assert action.asked == [{"whole": task.get("async_val", 0)}]
