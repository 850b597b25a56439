# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual environments under .venv/: made when missing, made anew when their requirement files change."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import interpreters
from .layout import REQUIREMENTS, VENVS


@dataclass(frozen=True)
class Recipe:
    """What a virtual environment is made of. ``requirements`` names a file of tests/requirements, without .txt."""

    name: str
    python: str
    requirements: str
    core: str

    @property
    def path(self) -> Path:
        """Where it stands."""
        return VENVS / self.name

    @property
    def requirement_file(self) -> Path:
        """The file pip reads."""
        return REQUIREMENTS / f"{self.requirements}.txt"

    def fingerprint(self) -> str:
        """Changes with everything that should make the environment anew."""
        texts = [self.python, self.core, *(file.read_text() for file in _with_included(self.requirement_file))]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def for_tests(core: str, python: str) -> Recipe:
    """The environment that demo, simulators and tests run in."""
    return Recipe(f"core{core}-py{python}", python, "test", core)


def for_lint(python: str) -> Recipe:
    """The environment of the linters and of the documentation."""
    return Recipe(f"lint-py{python}", python, "lint", interpreters.newest_core(python))


def ensure(recipe: Recipe) -> Path:
    """The folder of the virtual environment, made first if it is missing or out of date.

    Raises:
        SystemExit: it cannot be made; says why and what to install.
    """
    stamp = recipe.path / "made-of"
    with _alone(recipe.name):
        if not stamp.is_file() or stamp.read_text() != recipe.fingerprint():
            _make(recipe)
            stamp.write_text(recipe.fingerprint())
    return recipe.path


def _make(recipe: Recipe) -> None:
    interpreter = interpreters.find(recipe.python)
    if interpreter is None:
        raise SystemExit(
            f"Python {recipe.python} is missing or cannot make virtual environments (no ensurepip). "
            f"On Debian and Ubuntu: apt install python{recipe.python}-venv"
        )
    started = time.monotonic()
    shutil.rmtree(recipe.path, ignore_errors=True)
    pip: list[str | Path] = [
        recipe.path / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    try:
        subprocess.run([interpreter, "-m", "venv", recipe.path], check=True)
        subprocess.run(
            [*pip, "-r", recipe.requirement_file, f"ansible-core=={recipe.core}.*"], check=True, stdout=sys.stderr
        )
    except subprocess.CalledProcessError as failed:
        raise SystemExit(f"The virtual environment {recipe.name} cannot be made: {failed}") from None
    print(f"made   {recipe.name:<28} {time.monotonic() - started:5.0f} s", file=sys.stderr, flush=True)


def _with_included(file: Path) -> Iterator[Path]:
    yield file
    for line in file.read_text().splitlines():
        if line.startswith("-r "):
            yield from _with_included(file.parent / line[3:].strip())


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Two commands started at once must not make the same environment twice."""
    VENVS.mkdir(exist_ok=True)
    with (VENVS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
