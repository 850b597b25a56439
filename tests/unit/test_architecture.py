# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may know whom, read from the imports; and what every file of the collection has to carry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COLLECTION = "ansible_collections.cmdbops.idoit_oitc"
SHARED = f"{COLLECTION}.plugins.module_utils"
MAX_LINES = 400
HEADER = (ROOT / "tests" / "simulators" / "wire.py").read_text().splitlines()[:3]
DOCUMENTATION = {"DOCUMENTATION", "EXAMPLES", "RETURN"}
DOMAIN = ("objects", "categories", "dialogs", "hosts", "hostgroups", "containers", "exports")
FOUNDATION = ("rpc", "values", "schema", "resolve", "client", "lookups")


def python_files(*folders: str) -> list[Path]:
    """The files that hold something; ansible-test wants some ``__init__.py`` to be empty."""
    found = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    return sorted(file for file in found if file.stat().st_size and "output" not in file.parts)


def dotted(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join((COLLECTION, *parts)).removesuffix(".__init__")


@cache
def imports(file: Path) -> tuple[str, ...]:
    """Every name imported at run time in full, relative imports resolved; functions' own imports too."""
    return tuple(name for node in _at_run_time(ast.parse(file.read_text())) for name in _imported(node, file))


def _imported(node: ast.AST, file: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = dotted(file).split(".") if file.name == "__init__.py" else dotted(file).split(".")[:-1]
        base = package[: len(package) - node.level + 1] if node.level else []
        module = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{module}.{alias.name}" for alias in node.names)


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from _at_run_time(child)


def offenders(files: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imports(file)
        if any(name == each or name.startswith(f"{each}.") for each in forbidden)
    ]


def import_graph() -> dict[str, set[str]]:
    """Which files of plugins/ each of them needs at run time."""
    files = {dotted(file): file for file in python_files("plugins")}
    known = {
        module: (name if name in files else name.rpartition(".")[0] for name in imports(files[module]))
        for module in files
    }
    return {module: (files.keys() & known[module]) - {module} for module in files}


def in_shared(*names: str) -> list[str]:
    return [f"{SHARED}.{name}" for name in names]


def names(folder: str) -> set[str]:
    return {file.stem for file in python_files(folder)} - {"__init__"}


def test_the_rules_look_at_something() -> None:
    assert len(python_files("plugins/module_utils")) > 10
    assert any(f"{SHARED}._errors.ApiError" in imports(file) for file in python_files("plugins/module_utils"))


def test_only_run_knows_ansible_module() -> None:
    files = [file for file in python_files("plugins") if file.name != "_run.py"]
    assert offenders(files, "ansible.module_utils.basic.AnsibleModule") == []


def test_only_http_knows_the_http_library() -> None:
    files = [file for file in python_files("plugins") if file.name != "_http.py"]
    assert offenders(files, "requests", "urllib3", "http.client", "urllib.request", "ansible.module_utils.urls") == []


def test_module_utils_know_no_controller_code() -> None:
    foreign = [
        name
        for file in python_files("plugins/module_utils", "plugins/modules")
        for name in imports(file)
        if name.startswith(("ansible.", "ansible_collections."))
        and not name.startswith(("ansible.module_utils.", f"{SHARED}."))
    ]
    assert foreign == []


@pytest.mark.parametrize(("one", "other"), [("_idoit", "_oitc"), ("_oitc", "_idoit")])
def test_the_two_systems_do_not_know_each_other(one: str, other: str) -> None:
    assert offenders(python_files(f"plugins/module_utils/{one}"), *in_shared(other)) == []


def test_what_both_systems_share_knows_neither() -> None:
    files = [file for file in python_files("plugins/module_utils") if file.parent.name == "module_utils"]
    assert offenders(files, *in_shared("_idoit", "_oitc")) == []


def test_a_module_knows_one_domain_and_not_what_lies_beneath() -> None:
    beneath = offenders(python_files("plugins/modules"), *in_shared("_http", "_idoit.rpc", "_oitc.client"))
    assert [offence for offence in beneath if not offence.endswith(".connect")] == []  # handed on to _run.py unused
    for file in python_files("plugins/modules"):
        other = "_oitc" if file.name.startswith("idoit_") else "_idoit"
        assert offenders([file], *in_shared(other)) == []


@pytest.mark.parametrize("name", FOUNDATION)
def test_the_foundation_does_not_know_the_domain(name: str) -> None:
    graph = import_graph()
    foundation = {
        module for module in graph if re.fullmatch(rf".*\.module_utils\._(idoit|oitc)\.{name}(\..*)?", module)
    }
    assert foundation
    reached = foundation
    while grown := {known for module in reached for known in graph[module]} - reached:
        reached = reached | grown
    domain = re.compile(rf".*\.module_utils\._(idoit|oitc)\.({'|'.join(DOMAIN)})(\..*)?")
    assert [module for module in reached if domain.fullmatch(module)] == []


def test_imports_form_no_circle() -> None:
    graph = import_graph()
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)  # raises CycleError


def test_plugins_and_tests_meet_only_on_the_wire() -> None:
    assert offenders(python_files("plugins"), "tests", f"{COLLECTION}.tests") == []
    client = [f"{COLLECTION}.plugins", "plugins", "ansible"]
    assert offenders(python_files("tests/simulators"), *client) == []


def test_a_filter_loads_its_domain_when_it_is_called() -> None:
    """Ansible loads all filters of a collection, for each task that uses one anew."""
    at_once = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in python_files("plugins/filter")
        for node in ast.parse(file.read_text()).body
        for name in _imported(node, file)
        if name.startswith(COLLECTION) and name != f"{COLLECTION}.plugins.plugin_utils._inventory.trust.inert"
    ]
    assert at_once == []


def test_every_module_is_in_exactly_one_action_group() -> None:
    groups: dict[str, list[str]] = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text())["action_groups"]
    grouped = [member for members in groups.values() for member in members]
    assert sorted(grouped) == sorted(names("plugins/modules"))
    assert {group: members for group, members in groups.items() if members != sorted(members)} == {}


@pytest.mark.parametrize("module", sorted(names("plugins/modules")))
def test_a_module_documents_its_group_and_its_connection(module: str) -> None:
    constants = _constants(ROOT / "plugins" / "modules" / f"{module}.py")
    assert set(constants) >= DOCUMENTATION
    system = module.partition("_")[0]
    fragments = yaml.safe_load(constants["DOCUMENTATION"])["extends_documentation_fragment"]
    assert f"cmdbops.idoit_oitc.{system}" in fragments
    assert f"cmdbops.idoit_oitc.attributes.actiongroup_{system}" in fragments  # attributes.idoit is taken for idoit.py


def test_every_python_file_begins_with_its_licence() -> None:
    without = [
        str(file.relative_to(ROOT))
        for file in python_files("plugins", "tests")
        if file.read_text().removeprefix("#!/usr/bin/python\n").splitlines()[:3] != HEADER
    ]
    assert without == []


def test_every_python_file_takes_annotations_from_the_future() -> None:
    files = python_files("plugins", "tests")
    assert [file for file in files if "from __future__ import annotations" not in file.read_text()] == []


def test_files_stay_readable() -> None:
    """The documentation of a plugin does not count: its length is the user's gain."""
    counted = {str(file.relative_to(ROOT)): _lines_of_code(file) for file in python_files("plugins", "tests")}
    assert {name: lines for name, lines in counted.items() if lines > MAX_LINES} == {}


def _constants(file: Path) -> dict[str, str]:
    """The texts that are assigned to a name at the top of a file."""
    return {
        target.id: node.value.value
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _lines_of_code(file: Path) -> int:
    documentation = sum(text.count("\n") for name, text in _constants(file).items() if name in DOCUMENTATION)
    return len(file.read_text().splitlines()) - documentation
