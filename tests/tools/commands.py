# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the repository: ``make X`` calls the function ``X`` here. Each returns an exit status."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

from . import checks, docs_site, interpreters, layout, workshop
from .stages import Report, run, show_failures


def test(_words: Sequence[str]) -> int:
    """Everything that CI runs, on the newest ansible-core of the running Python; some of it on the oldest as well."""
    started = time.monotonic()
    shop, lint_shop = workshop.for_tests(), workshop.for_lint()
    with ThreadPoolExecutor() as pool:  # the environments are made side by side
        list(pool.map(lambda each: each.env, (shop, lint_shop, *workshop.oldest())))
    report = Report()
    run(
        [
            checks.sanity(shop),  # the long ones first
            *checks.unit(shop),
            checks.demo(shop),
            *checks.lint(lint_shop),
            *checks.integration(shop),
            checks.ansible_test_units(shop),
            checks.contracts(shop),
            checks.build(shop),
        ],
        report,
    )
    print(f"       all of it {time.monotonic() - started:24.0f} s")
    return _end(report)


def matrix(_words: Sequence[str]) -> int:
    """Sanity, units and integration on every ansible-core for which this machine has a Python."""
    report = Report()
    not_run = []
    for core, pythons in interpreters.CORES.items():
        python = interpreters.python_for(core)
        if python is None:
            not_run.append(f"not run: ansible-core {core}, for want of a Python {' or '.join(pythons)}")
            continue
        shop = workshop.for_tests(core, python)
        print(f"ansible-core {core} on Python {python}", flush=True)
        run(
            [
                checks.sanity(shop, all_pythons=True),
                checks.ansible_test_units(shop),
                *checks.integration(shop),
                *checks.unit(shop),
            ],
            report,
        )
    print(*not_run, sep="\n")
    return _end(report)


def lint(_words: Sequence[str]) -> int:
    """Every linter."""
    report = Report()
    run(checks.lint(workshop.for_lint()), report)
    return _end(report)


def unit(words: Sequence[str]) -> int:
    """The unit tests; ``ARGS`` go to pytest and may name files, here and in the next two."""
    return _pytest("tests/unit", words)


def contracts(words: Sequence[str]) -> int:
    """The recorded exchanges of real servers against the simulators."""
    return _pytest("tests/contracts", words)


def integration(words: Sequence[str]) -> int:
    """Real ansible-playbook and ansible-inventory runs against the simulators."""
    return _pytest("tests/integration", words)


def bench(words: Sequence[str]) -> int:
    """Every benchmark, one after the other."""
    env = workshop.for_tests().env
    scripts = sorted((layout.ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    statuses = [subprocess.call(["python", script, *words], cwd=layout.ROOT, env=env) for script in scripts]
    return max(statuses, default=0)


def build(_words: Sequence[str]) -> int:
    """The artifact: built, looked into, installed."""
    return workshop.for_tests().become("python", "-m", "tests.tools.artifact")


def docs(_words: Sequence[str]) -> int:
    """The documentation of every plugin as a web site."""
    report = Report()
    run(docs_site.stages(workshop.for_lint()), report, workers=1)
    return _end(report)


def demo(words: Sequence[str]) -> int:
    """The main job on the embedded servers."""
    return workshop.for_tests().become("python", "-m", "tests.demo", *words)


def simulators(words: Sequence[str]) -> int:
    """Both servers in the foreground; standard output is one line of JSON."""
    return workshop.for_tests().become("python", "-m", "tests.simulators", *words)


def _pytest(folder: str, words: Sequence[str]) -> NoReturn:
    named = any((layout.ROOT / word.partition("::")[0]).exists() for word in words)
    workshop.for_tests().become(*checks.PYTEST, *words, *([] if named else [folder]))


def _end(report: Report) -> int:
    show_failures(report)
    print(report, flush=True)
    return 1 if report.failures else 0
