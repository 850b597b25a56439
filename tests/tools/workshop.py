# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workshop: a virtual environment with one ansible-core, and the variables that commands run with in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from . import environment, interpreters, layout, venvs
from .stages import Stage


@dataclass(frozen=True)
class Workshop:
    """Where commands run. The virtual environment of ``recipe`` is made when it is first needed."""

    recipe: venvs.Recipe

    @cached_property
    def env(self) -> dict[str, str]:
        """The variables for commands of this workshop."""
        venv = venvs.ensure(self.recipe)
        return environment.for_ansible(os.environ, venv, layout.linked_tree(), layout.VENVS / "ansible-home")

    def stage(self, name: str, *command: str | Path, tests: bool = False, cwd: Path = layout.ROOT) -> Stage:
        """``command`` as a stage; ``tests`` says that its tests are counted one by one."""
        return Stage(name, command, self.env, cwd, counts_tests=tests)

    def become(self, *command: str | Path) -> NoReturn:
        """Turn this process into ``command``, so that output, input and signals reach it as they are."""
        os.chdir(layout.ROOT)
        os.execvpe(command[0], [str(word) for word in command], self.env)  # noqa: S606 - no shell is wanted


def for_tests(core: str = "", python: str = "") -> Workshop:
    """The workshop of demo, simulators and tests: the newest ansible-core of the running Python unless told."""
    python = python or interpreters.current()
    return Workshop(venvs.for_tests(core or interpreters.newest_core(python), python))


def oldest() -> list[Workshop]:
    """The workshop with the oldest ansible-core, if this machine has a Python for it."""
    python = interpreters.python_for(interpreters.OLDEST_CORE)
    return [for_tests(interpreters.OLDEST_CORE, python)] if python else []


def for_lint() -> Workshop:
    """The workshop of the linters and of the documentation."""
    return Workshop(venvs.for_lint(interpreters.current()))
