# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the result of each task as a line of JSON into the file that RECORD_FILE names."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.request import Request, urlopen

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: record
type: notification
short_description: Records task results for tests
description:
  - Appends one JSON document per task result to the file named by E(RECORD_FILE).
  - With E(RECORD_CONTROL), the address of a simulator, each says what was asked of it since the one before.
"""


def _counters(control: str) -> dict[str, int]:
    """What the simulator counted; it begins anew."""
    with urlopen(f"{control}/__sim__/stats") as answer:
        counters: dict[str, int] = json.load(answer)["counters"]
    urlopen(Request(f"{control}/__sim__/reset-counters", data=b"", method="POST")).close()
    return counters


class CallbackModule(CallbackBase):
    """Records what each task returned."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "record"
    CALLBACK_NEEDS_ENABLED = True

    def _write(self, result: Any, **fields: Any) -> None:
        line = {"task": result._task.get_name(), "host": result._host.get_name(), **result._result, **fields}
        if "RECORD_CONTROL" in os.environ:
            line["counters"] = _counters(os.environ["RECORD_CONTROL"])
        with open(os.environ["RECORD_FILE"], "a", encoding="utf-8") as record:
            record.write(json.dumps(line, default=str) + "\n")

    def v2_runner_on_ok(self, result: Any) -> None:
        self._write(result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:  # noqa: ARG002
        self._write(result, failed=True)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._write(result, failed=True)
