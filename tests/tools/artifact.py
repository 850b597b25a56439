# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the collection, looks into the artifact, installs it elsewhere and asks ansible-doc for every plugin in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from .layout import BUILD, ROOT, copied_tree

SHIPPED_FILES = {"CHANGELOG.rst", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "FILES.json", "LICENSE", "MANIFEST.json"}
SHIPPED_FILES |= {"README.md", "REUSE.toml", "SECURITY.md"}
SHIPPED_FOLDERS = {"LICENSES", "changelogs", "docs", "extensions", "meta", "playbooks", "plugins", "roles"}
DOCUMENTED = {"modules": "module", "inventory": "inventory", "lookup": "lookup", "filter": "filter"}
NAME = "cmdbops.idoit_oitc"
MAX_BYTES = 20_000_000


def main() -> int:
    """Do all of it; the exit status is the number of complaints."""
    artifact = build()
    complaints = [*unwanted(artifact), *undocumented(artifact)]
    print(*complaints, f"{artifact.relative_to(ROOT)}: {artifact.stat().st_size // 1024} KiB", sep="\n")
    return len(complaints)


def build() -> Path:
    """Build from the files git knows, so that what merely lies about in the checkout can never be shipped."""
    copy = copied_tree("build")
    subprocess.run(["ansible-galaxy", "collection", "build", "--force", "--output-path", BUILD, copy], check=True)
    return max(BUILD.glob("cmdbops-idoit_oitc-*.tar.gz"), key=lambda file: file.stat().st_mtime)


def unwanted(artifact: Path) -> list[str]:
    """What should not be in the artifact."""
    with tarfile.open(artifact) as tar:
        names = [Path(member.name) for member in tar.getmembers() if member.isfile()]
    shipped = [name for name in names if name.parts[0] in SHIPPED_FOLDERS or str(name) in SHIPPED_FILES]
    too_big = [f"the artifact is larger than {MAX_BYTES} bytes"] if artifact.stat().st_size > MAX_BYTES else []
    return [f"should not be in the artifact: {name}" for name in sorted(set(names) - set(shipped))] + too_big


def undocumented(artifact: Path) -> list[str]:
    """The plugins that the installed artifact holds and ansible-doc does not show."""
    with tempfile.TemporaryDirectory() as folder:
        # Ansible looks for collections on Python's path too, and there is the checkout
        env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {
            "ANSIBLE_COLLECTIONS_PATH": folder
        }
        subprocess.run(["ansible-galaxy", "collection", "install", artifact, "-p", folder], env=env, check=True)
        plugins = Path(folder, "ansible_collections", *NAME.split("."), "plugins")
        if not _plugins_in(plugins / "modules"):
            return ["the installed artifact holds no module"]
        return [
            f"ansible-doc does not show the {kind} {name}"
            for directory, kind in DOCUMENTED.items()
            for name in sorted(_plugins_in(plugins / directory) - _shown(kind, env))
        ]


def _plugins_in(folder: Path) -> set[str]:
    """The names of the plugins in an installed ``plugins/modules`` or the like; there may be none of a kind."""
    return {f"{NAME}.{file.stem}" for file in folder.glob("*.py") if not file.stem.startswith("_")}


def _shown(kind: str, env: dict[str, str]) -> set[str]:
    command = ["ansible-doc", "--type", kind, "--list", "--json", NAME]
    listed = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    descriptions = json.loads(listed)
    return {name for name, description in descriptions.items() if description and description != "UNDOCUMENTED"}


if __name__ == "__main__":
    sys.exit(main())
