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
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property
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
    """One command. A stage of pytest counts as many tests as it ran, any other counts as one.

    ``attempts``: how often a command is tried that fails by chance.
    """

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    cwd: Path = ROOT
    counts_tests: bool = False
    attempts: int = 1


@dataclass(frozen=True)
class Outcome:
    """How one stage ended."""

    stage: Stage
    code: int
    seconds: float
    log: Path

    @cached_property
    def counts(self) -> tuple[int, int]:
        """Passed and failed tests."""
        if not self.stage.counts_tests:
            return (0, 1) if self.code else (1, 0)
        passed, failed = _count(self.log)
        return passed, failed or int(self.code != 0)

    def __str__(self) -> str:
        line = f"{'FAILED' if self.code else 'ok':<6} {self.stage.name:<36} {self.seconds:5.0f} s"
        return line + ("  {} passed, {} failed".format(*self.counts) if self.stage.counts_tests else "")


@dataclass
class Report:
    """What the stages came to."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def failures(self) -> list[Outcome]:
        """The stages that failed."""
        return [outcome for outcome in self.outcomes if outcome.code]

    def __str__(self) -> str:
        passed = sum(outcome.counts[0] for outcome in self.outcomes)
        failed = sum(outcome.counts[1] for outcome in self.outcomes)
        return f"{passed} passed, {failed} failed"


def run(stages: Sequence[Stage], report: Report, workers: int | None = None) -> None:
    """Run stages ``workers`` at once (one for each processor), begun in order; a failure stops none of them."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers or len(os.sched_getaffinity(0))) as pool:
        try:
            for done in as_completed([pool.submit(_run_stage, stage) for stage in stages]):
                report.outcomes.append(done.result())
                print(done.result(), flush=True)
        except BaseException:  # Ctrl-C or an end from outside: leave no process behind
            STOPPED.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def show_failures(report: Report) -> None:
    """Print the end of the log of each stage that failed."""
    for broken in report.failures:
        lines = broken.log.read_text(errors="replace").splitlines()
        title = f"\n===== {broken.stage.name} failed: {broken.log.relative_to(ROOT)}"
        print(title, *lines[-TAIL:], sep="\n", flush=True)


def _run_stage(stage: Stage) -> Outcome:
    started = time.monotonic()
    log = LOGS / (re.sub(r"\W+", "-", stage.name) + ".log")
    for _attempt in range(stage.attempts):
        code = _run_logged(stage, log)
        if code == 0:
            break
    return Outcome(stage, code, time.monotonic() - started, log)


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
