# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows the progress of an export while it runs: a module can only tell when it has ended.

At ``-v`` the module is asked to launch, and then again and again how far the export is. The waiting, the failures and
the result are the module's own. Without ``-v`` it is the module alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils._oitc.exports import SPEC

POLL_SECONDS = 2.0
#: The options that decide whether there is something to follow.
_DECIDING = {name: SPEC.options[name] for name in ("launch", "wait", "wait_timeout")}


class ActionModule(ActionBase):  # type: ignore[misc]
    """The module, followed step by step at ``-v``."""

    _supports_async = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        super().run(tmp, task_vars)
        options = self._deciding_options()
        if not options or Display().verbosity < 1 or self._task.check_mode or self._task.async_val:
            done: dict[str, Any] = self._execute_module(task_vars=task_vars, wrap_async=self._task.async_val)
            return done
        return self._follow(options["launch"], float(options["wait_timeout"]), task_vars or {})

    def _deciding_options(self) -> dict[str, Any]:
        """The options, with defaults; empty when there is nothing to wait for, or the module has to refuse them."""
        given = {name: value for name, value in self._task.args.items() if name in _DECIDING}
        checked = ArgumentSpecValidator(_DECIDING).validate(given)
        options: dict[str, Any] = checked.validated_parameters
        return options if options.get("wait") and not checked.error_messages else {}

    def _follow(self, launch: bool, seconds: float, task_vars: dict[str, Any]) -> dict[str, Any]:
        end = time.monotonic() + seconds
        first = step = self._step(task_vars, launch=launch, wait=False)
        seen: set[str] = set()
        while not step.get("failed"):
            self._tell(step["export"], seen, task_vars)
            if step["export"]["finished"] or time.monotonic() >= end:
                break
            time.sleep(POLL_SECONDS)
            step = self._step(task_vars, launch=False, wait=False)
        if not first.get("failed"):
            # Ended or out of time: what that means the module knows.
            step = self._step(task_vars, launch=False, wait=True, wait_timeout=int(max(0, end - time.monotonic())))
        if step.get("failed"):
            return {**step, "changed": first.get("changed", False)}
        return {**first, "export": step["export"]}

    def _step(self, task_vars: dict[str, Any], **options: Any) -> dict[str, Any]:
        done: dict[str, Any] = self._execute_module(module_args={**self._task.args, **options}, task_vars=task_vars)
        return done

    def _tell(self, export: Mapping[str, Any], seen: set[str], task_vars: Mapping[str, Any]) -> None:
        for task in export["tasks"]:
            if task not in seen:
                seen.add(task)
                Display().v(f"export: {task}", host=task_vars.get("inventory_hostname"))
