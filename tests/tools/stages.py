# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs commands as named stages: one line each with its seconds, the whole output only of those that fail."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from .layout import LOGS, ROOT

TIMEOUT = 20 * 60
COUNTED = re.compile(r"(\d+) (passed|failed|errors?)\b")
TAIL = 150
POLL = 0.2
STOPPED = Event()


@dataclass(frozen=True)
class Stage:
    """One command. A stage of pytest counts as many tests as it ran, any other counts as one."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    cwd: Path = ROOT
    counts_tests: bool = False


@dataclass
class Report:
    """What the stages came to."""

    passed: int = 0
    failed: int = 0
    broken: list[tuple[str, Path]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def run(*lanes: Sequence[Stage], report: Report | None = None) -> Report:
    """Run the lanes side by side, the stages of a lane one after the other; a failure stops none of them."""
    report = report or Report()
    LOGS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
        running = [pool.submit(_run_lane, lane, report) for lane in lanes]
        try:
            for done in running:
                done.result()
        except BaseException:  # Ctrl-C or an end from outside: leave no process behind
            STOPPED.set()
            raise
    return report


def show_failures(report: Report) -> None:
    """Print the end of the log of each stage that failed."""
    for name, log in report.broken:
        lines = log.read_text(errors="replace").splitlines()
        print(f"\n===== {name} failed: {log.relative_to(ROOT)}", *lines[-TAIL:], sep="\n", flush=True)


def _run_lane(lane: Sequence[Stage], report: Report) -> None:
    for stage in lane:
        if STOPPED.is_set():
            return
        started = time.monotonic()
        log = LOGS / (re.sub(r"\W+", "-", stage.name) + ".log")
        code = _run_logged(stage, log)
        passed, failed = _count(log) if stage.counts_tests else (0, 0)
        if not stage.counts_tests:
            passed, failed = (1, 0) if code == 0 else (0, 1)
        elif code:
            failed = failed or 1
        report.passed += passed
        report.failed += failed
        if code:
            report.broken.append((stage.name, log))
        counts = f"  {passed} passed, {failed} failed" if stage.counts_tests else ""
        print(
            f"{'FAILED' if code else 'ok':<6} {stage.name:<28} {time.monotonic() - started:5.0f} s{counts}", flush=True
        )


def _run_logged(stage: Stage, log: Path) -> int:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in stage.command],
            cwd=stage.cwd,
            env={**stage.env, "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + TIMEOUT
        while process.poll() is None:
            if STOPPED.wait(POLL) or time.monotonic() > deadline:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                output.write(b"\nstopped: it took too long, or the whole run was ended\n")
    return process.returncode


def _count(log: Path) -> tuple[int, int]:
    """Passed and failed tests as the last line of pytest's output tells them."""
    summary = next(
        (line for line in reversed(log.read_text(errors="replace").splitlines()) if COUNTED.search(line)), ""
    )
    counts = [(word, int(number)) for number, word in COUNTED.findall(summary)]
    return sum(n for word, n in counts if word == "passed"), sum(n for word, n in counts if word != "passed")
