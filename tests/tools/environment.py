# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment that every command of the repository runs in: without the caller's servers, without his Ansible."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

# A connection variable would point tests and demo at the caller's servers; his ANSIBLE_* would change what they see.
DROPPED_PREFIXES = ("IDOIT_", "OITC_", "ANSIBLE_")
DROPPED = frozenset({"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"})


def clean(caller: Mapping[str, str], keep: Iterable[str] = ()) -> dict[str, str]:
    """The caller's variables without those of his servers, his Ansible and his Python; ``keep`` names exceptions."""
    kept = {
        name: value
        for name, value in caller.items()
        if name in keep or not (name in DROPPED or name.startswith(DROPPED_PREFIXES))
    }
    # pyenv's shims are on many a PATH and start only the versions that are switched on
    folders = [folder for folder in kept.get("PATH", os.defpath).split(os.pathsep) if Path(folder).name != "shims"]
    # Ansible refuses to start where the locale is not UTF-8
    return {**kept, "PATH": os.pathsep.join(folders), "LC_ALL": "C.UTF-8"}


def for_python(base: Mapping[str, str], venv: Path) -> dict[str, str]:
    """``base`` with the commands of the virtual environment ``venv`` first on PATH."""
    return {**base, "VIRTUAL_ENV": str(venv), "PATH": os.pathsep.join((str(venv / "bin"), base["PATH"]))}


def for_ansible(base: Mapping[str, str], venv: Path, tree: Path, home: Path) -> dict[str, str]:
    """As :func:`for_python`, with the collection of ``tree``, and with an Ansible home and configuration of its own."""
    home.mkdir(parents=True, exist_ok=True)
    configuration = home / "ansible.cfg"
    configuration.touch()  # empty, but found before any that the caller or the machine has
    return {
        **for_python(base, venv),
        "PYTHONPATH": str(tree),
        "ANSIBLE_COLLECTIONS_PATH": str(tree),
        "ANSIBLE_CONFIG": str(configuration),
        "ANSIBLE_HOME": str(home),
        "ANSIBLE_REMOTE_TEMP": str(home / "tmp"),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_NOCOLOR": "true",
    }
