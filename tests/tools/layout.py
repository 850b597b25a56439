# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are: the checkout, what the commands make, and the tree that Ansible wants a collection to stand in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENVS = ROOT / ".venv"
REQUIREMENTS = ROOT / "tests" / "requirements"
TREE = VENVS / "tree"
LOGS = VENVS / "logs"
BUILD = ROOT / "build"
IN_TREE = Path("ansible_collections", "cmdbops", "idoit_oitc")


def linked_tree() -> Path:
    """A collections path that holds this very checkout, by a link."""
    link = TREE / IN_TREE
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        link.symlink_to(ROOT, target_is_directory=True)
    return TREE


def copied_tree(name: str) -> Path:
    """A fresh copy of the checkout's files, committed or not yet, where ansible-test finds a collection.

    ansible-test leaves output behind and loses its way in a linked checkout; a copy spares both.
    Returns the folder of the collection.
    """
    copy = VENVS / "copies" / name / IN_TREE
    shutil.rmtree(copy, ignore_errors=True)
    for file in source_files():
        target = copy / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, target, follow_symlinks=False)
    # else ansible-test takes the repository around it for the collection's and finds every file ignored
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", copy], check=True)
    return copy


def source_files() -> list[Path]:
    """The files of the checkout that git tracks or would add, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = [Path(name) for name in listed.stdout.split("\0") if name]
    return [name for name in names if (ROOT / name).is_symlink() or (ROOT / name).is_file()]
