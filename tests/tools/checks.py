# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `make test`, `make lint` and `make matrix` run, as lists of stages."""

from __future__ import annotations

from dataclasses import replace

from . import ansible_test, interpreters, layout
from .stages import Stage
from .workshop import Workshop

PYTEST = ("python", "-m", "pytest", "-q")
DOMAIN = ("domain/idoit", "domain/oitc")
TYPED = ("plugins/module_utils", "plugins/plugin_utils", "tests/simulators", "tests/tools")


def lint(workshop: Workshop) -> list[Stage]:
    """The linters, quickest first."""
    typed = [layout.IN_TREE / folder for folder in TYPED if (layout.ROOT / folder).is_dir()]
    mypy = ("mypy", "--config-file", layout.ROOT / "pyproject.toml", "--cache-dir", layout.ROOT / ".mypy_cache")
    # The name of its temporary folder gets into the pages; one of 37 ends in an underscore, which makes it a reference.
    docs = replace(
        workshop.stage("docs lint", "antsibull-docs", "lint-collection-docs", "--plugin-docs", "."), attempts=2
    )
    return [
        workshop.stage("ruff check", "ruff", "check"),
        workshop.stage("ruff format", "ruff", "format", "--check", "--diff"),
        workshop.stage("yamllint", "yamllint", "--strict", "."),
        workshop.stage("reuse", "reuse", "lint", "--lines"),
        workshop.stage("changelog", "antsibull-changelog", "lint"),
        workshop.stage("mypy", *mypy, *typed, cwd=layout.linked_tree()),
        docs,
        workshop.stage("ansible-lint", "ansible-lint", "--profile=production", "--offline"),
    ]


def unit(workshop: Workshop) -> list[Stage]:
    """The unit tests that ansible-test does not run: the domain on the simulators, and what surrounds the plugins."""
    others = [f"--ignore=tests/unit/{part}" for part in ("plugins", *DOMAIN)]
    return [
        *(workshop.stage(f"unit {part}", *PYTEST, f"tests/unit/{part}", tests=True) for part in DOMAIN),
        workshop.stage("unit", *PYTEST, "tests/unit", *others, tests=True),
    ]


def contracts(workshop: Workshop) -> Stage:
    """The recorded exchanges of real servers, replayed against the simulators."""
    return workshop.stage("contracts", *PYTEST, "tests/contracts", tests=True)


def integration(workshop: Workshop) -> list[Stage]:
    """Real Ansible processes against the simulators; a stage for each file, so that they run side by side."""
    files = sorted((layout.ROOT / "tests" / "integration").glob("test_*.py"))
    return [
        workshop.stage(f"integration {file.stem[5:]}", *PYTEST, file.relative_to(layout.ROOT), tests=True)
        for file in files
    ]


def build(workshop: Workshop) -> Stage:
    """The artifact: built, looked into, installed."""
    return workshop.stage("build", "python", "-m", "tests.tools.artifact")


def demo(workshop: Workshop) -> Stage:
    """The main job on the embedded servers."""
    return workshop.stage("demo", "python", "-m", "tests.demo")


def sanity(workshop: Workshop, *, all_pythons: bool = False) -> Stage:
    """ansible-test sanity, with the workshop's Python or with every one a module may run on that is found."""
    found = [python for python in interpreters.MODULE_PYTHONS if interpreters.find(python)]
    return ansible_test.sanity(workshop.recipe, workshop.env, found if all_pythons else [workshop.recipe.python])


def ansible_test_units(workshop: Workshop) -> Stage:
    """The unit tests of the plugins, each in a process of its own, as ansible-test isolates them."""
    return ansible_test.units(workshop.recipe, workshop.env)
