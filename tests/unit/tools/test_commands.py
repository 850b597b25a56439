# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No command of the repository hands the caller's servers on to a process it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.tools import __main__ as entry
from tests.tools import ansible_test, docs_site, environment, interpreters, layout, stages, venvs, workshop

TOOLS = (ansible_test, docs_site, layout, stages, venvs, workshop)

SECRETS = {
    "IDOIT_URL": "https://cmdb.example",
    "IDOIT_API_KEY": "k",
    "IDOIT_PROFILE": "legacy",
    "OITC_URL": "https://monitoring.example",
    "OITC_API_KEY": "k",
    "ANSIBLE_CONFIG": "/etc/ansible/ansible.cfg",
}


class BecameError(Exception):
    """Raised in place of turning into another process."""


class Child:
    """Stands in for a process that ends at once, well, and without output; all of them leave their variables here."""

    seen: ClassVar[list[dict[str, str]]] = []
    pid, returncode, stdout, stderr, args = 0, 0, None, None, ()

    def __init__(self, command: Sequence[Any], *, env: dict[str, str] | None = None, **_options: Any) -> None:
        if "venv" in command:
            Path(command[-1]).mkdir(parents=True)
        self.seen.append(dict(os.environ if env is None else env))

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def communicate(self, *_input: Any, **_options: Any) -> tuple[str, str]:
        return "", ""

    def wait(self, *_timeout: Any, **_options: Any) -> int:
        return 0

    poll = wait


def become(_file: object, _words: object, env: dict[str, str]) -> None:
    Child.seen.append(env)
    raise BecameError


def out_of_reach(_url: str, **_options: Any) -> None:
    raise OSError("no network in unit tests")


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, str]]:
    """The variables of every process that is started; none really is, and nothing is written into the checkout."""
    caller = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TEST_IDOIT_URL": "x", **SECRETS}
    monkeypatch.setattr(os, "environ", caller)
    monkeypatch.setattr(os, "execvpe", become)
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    monkeypatch.setattr(subprocess, "Popen", Child)
    monkeypatch.setattr(interpreters, "find", lambda _python: Path(sys.executable))
    monkeypatch.setattr(urllib.request, "urlopen", out_of_reach)
    monkeypatch.setattr(Child, "seen", [])
    made = [
        (module, name)
        for module in TOOLS
        for name in ("VENVS", "LOGS", "TREE", "BUILD", "HOME")
        if hasattr(module, name)
    ]
    for module, name in made:
        monkeypatch.setattr(module, name, tmp_path / name.lower())
    return Child.seen


@pytest.mark.parametrize("command", entry.NAMES)
def test_no_child_sees_the_callers_servers(command: str, children: list[dict[str, str]]) -> None:
    with contextlib.suppress(BecameError):
        entry.main([command])
    assert children
    allowed = {"IDOIT_PROFILE"} if command == "simulators" else set()
    seen = {name for child in children for name in child if name.startswith(("IDOIT_", "OITC_"))}
    assert seen <= allowed
    assert children[-1]["TEST_IDOIT_URL"] == "x"


def test_simulators_are_told_the_profile(children: list[dict[str, str]]) -> None:
    with pytest.raises(BecameError):
        entry.main(["simulators"])
    assert children[-1]["IDOIT_PROFILE"] == "legacy"


def test_clean_takes_shims_off_the_path() -> None:
    cleaned = environment.clean({"PATH": "/home/u/.pyenv/shims:/usr/bin"})
    assert cleaned["PATH"] == "/usr/bin"


def test_an_environment_is_made_anew_when_a_file_it_includes_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(venvs, "REQUIREMENTS", tmp_path)
    (tmp_path / "run.txt").write_text("requests\n")
    (tmp_path / "test.txt").write_text("-r run.txt\npytest\n")
    recipe = venvs.for_tests("2.19", "3.11")
    before = recipe.fingerprint()
    (tmp_path / "run.txt").write_text("requests\naiohttp\n")
    assert recipe.fingerprint() != before


@pytest.mark.parametrize(("python", "core"), [("3.10", "2.17"), ("3.11", "2.19"), ("3.12", "2.21"), ("3.13", "2.21")])
def test_newest_core(python: str, core: str) -> None:
    assert interpreters.newest_core(python) == core


def test_a_python_that_is_too_old_is_told_so() -> None:
    with pytest.raises(LookupError, match=r"Python 3\.9 runs no ansible-core"):
        interpreters.newest_core("3.9")


def test_the_copy_for_ansible_test_holds_what_git_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    subprocess.run(["git", "init", "--quiet", checkout], check=True)
    for name in ("kept.py", "ignored.pyc"):
        (checkout / name).write_text("")
    (checkout / ".gitignore").write_text("*.pyc\n.venv\n")
    monkeypatch.setattr(layout, "ROOT", checkout)
    monkeypatch.setattr(layout, "VENVS", checkout / ".venv")
    copy = layout.copied_tree("here")
    assert sorted(file.name for file in copy.iterdir()) == [".git", ".gitignore", "kept.py"]
