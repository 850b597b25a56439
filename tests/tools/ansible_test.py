# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stages of ansible-test, without containers and with nothing but a package registry in reach."""

from __future__ import annotations

import os
import shutil
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import interpreters, layout
from .stages import Stage
from .venvs import Recipe

HOME = layout.VENVS / "home"
GET_PIP = {"2.16": "23.1.2", "2.17": "23.1.2", "2.18": "24.2", "2.19": "24.2", "2.20": "25.2", "2.21": "25.2"}
GET_PIP_URL = "https://ci-files.testing.ansible.com/ansible-test/get-pip-{}.py"
STAND_IN = Path(__file__).with_name("get_pip_stand_in.py")
# ansible-test passes no PIP_* variable on: what the caller has set up for pip reaches it only through the home folder
PIP_FOLDERS = (".config/pip", ".pip", ".cache/pip")


def sanity(recipe: Recipe, env: Mapping[str, str], pythons: Sequence[str]) -> Stage:
    """All sanity tests; plugins are compiled and imported with each of ``pythons``."""
    only = [f"--python={pythons[0]}"] if len(pythons) == 1 else []
    return _stage("sanity", recipe, env, ["sanity", "--color=no", *only], pythons)


def units(recipe: Recipe, env: Mapping[str, str]) -> Stage:
    """The unit tests as ansible-test runs them: module code must do without controller code."""
    return _stage(
        "ansible-test units",
        recipe,
        env,
        ["units", "--color=no", f"--python={recipe.python}", "tests/unit/plugins/"],
        (),
    )


def _stage(name: str, recipe: Recipe, env: Mapping[str, str], words: Sequence[str], pythons: Sequence[str]) -> Stage:
    _prepare_home(Path(env.get("HOME", "/")))
    _provide_get_pip(GET_PIP[recipe.core])
    own = {key: value for key, value in env.items() if key != "PYTHONPATH" and not key.startswith("ANSIBLE_")}
    first, rest = env["PATH"].split(os.pathsep, 1)
    real = [str(found.parent) for python in pythons if (found := interpreters.find(python))]
    copy = layout.copied_tree(f"{name}-{recipe.name}".replace(" ", "-"))
    path = os.pathsep.join([first, *real, rest])
    return Stage(name, ["ansible-test", *words], {**own, "PATH": path, "HOME": str(HOME)}, cwd=copy)


def _prepare_home(caller: Path) -> None:
    """A home of its own keeps ansible-test's environments and the stand-in out of the caller's."""
    for folder in PIP_FOLDERS:
        link = HOME / folder
        link.parent.mkdir(parents=True, exist_ok=True)
        if (caller / folder).is_dir() and not link.exists():
            link.symlink_to(caller / folder, target_is_directory=True)


def _provide_get_pip(version: str) -> None:
    cached = HOME / ".ansible" / "test" / "cache" / f"get_pip_{version.replace('.', '_')}.py"
    if cached.exists():
        return
    cached.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib.request.urlopen(GET_PIP_URL.format(version), timeout=10) as download:
            cached.write_bytes(download.read())
    except OSError as why:
        print(f"get-pip {version} cannot be downloaded ({why}): ensurepip takes its place", file=sys.stderr, flush=True)
        shutil.copyfile(STAND_IN, cached)
