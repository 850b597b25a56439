# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Pythons this machine has, and which ansible-core runs on them."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

# The Pythons a controller of each ansible-core runs on; the first that is found serves `make matrix`.
CORES = {
    "2.16": ("3.11", "3.10", "3.12"),
    "2.17": ("3.10", "3.11", "3.12"),
    "2.18": ("3.11", "3.12", "3.13"),
    "2.19": ("3.11", "3.12", "3.13"),
    "2.20": ("3.12", "3.13", "3.14"),
    "2.21": ("3.13", "3.12", "3.14"),
}
OLDEST_CORE = next(iter(CORES))
MODULE_PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
PROBE = "import ensurepip, sys; print('%d.%d' % sys.version_info[:2], sys._base_executable or sys.executable)"


def newest_core(python: str) -> str:
    """The newest ansible-core for this Python (``"3.11"`` gives ``"2.19"``).

    Raises:
        LookupError: no ansible-core that the collection supports runs on it.
    """
    takes = [core for core, pythons in CORES.items() if python in pythons]
    if not takes:
        raise LookupError(f"Python {python} runs no ansible-core of {', '.join(CORES)}")
    return takes[-1]


def python_for(core: str) -> str | None:
    """The Python of this machine that serves ``core`` (``"2.16"`` gives ``"3.11"``); None if there is none."""
    return next((python for python in CORES[core] if find(python)), None)


def current() -> str:
    """The version of the Python that runs this, as ``"3.11"``."""
    return "{}.{}".format(*sys.version_info)


@cache
def find(python: str) -> Path | None:
    """An interpreter of this version that really starts and can make virtual environments; None if there is none."""
    for candidate in _candidates(python):
        answer = _ask(candidate).split(maxsplit=1)
        if answer[:1] == [python]:
            return Path(answer[1])
    return None


def _candidates(python: str) -> list[Path]:
    name = f"python{python}"
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    return [
        *([Path(sys.executable)] if python == current() else []),
        *(folder / name for folder in folders if (folder / name).is_file()),
        *sorted(pyenv.glob(f"versions/{python}.*/bin/{name}"), reverse=True),
    ]


def _ask(candidate: Path) -> str:
    try:
        answer = subprocess.run(
            [candidate, "-c", PROBE], capture_output=True, text=True, timeout=20, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""  # a pyenv shim of a version that is not switched on, or a Python without ensurepip
    return answer.stdout.strip()
