# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, once: real facts into the CMDB, an inventory out of it, monitoring behind it; then all of it again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
BIN = Path(sys.executable).parent
FOREIGN = ("IDOIT_", "OITC_", "ANSIBLE_", "SIM_", "STATE_DIR")
RECAP = re.compile(r"^(\S+)\s+: ok=(\d+)\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.MULTILINE)


class DemoError(Exception):
    """The demo did not go as promised."""


def clean_environment() -> dict[str, str]:
    """The caller's environment without anything that could lead to other servers."""
    return {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}


@contextmanager
def simulators() -> Iterator[dict[str, Any]]:
    """Both embedded servers, for as long as the block lasts."""
    environment = {**clean_environment(), "SIM_SEED": "demo", "SIM_EXIT_WITH_STDIN": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.simulators"],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(timeout=10)


class Demo:
    """Runs Ansible against the two servers."""

    def __init__(self, servers: Mapping[str, Mapping[str, str]], home: Path) -> None:
        self.tree = home / "tree"
        place = self.tree / "ansible_collections" / "cmdbops"
        place.mkdir(parents=True)
        (place / "idoit_oitc").symlink_to(REPOSITORY, target_is_directory=True)
        self.environment = {
            **clean_environment(),
            "ANSIBLE_HOME": str(home / "ansible"),
            "ANSIBLE_COLLECTIONS_PATH": str(self.tree),
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "ANSIBLE_RETRY_FILES_ENABLED": "false",
            "LC_ALL": "C.UTF-8",
            **{f"IDOIT_{name.upper()}": value for name, value in servers["idoit"].items()},
            "OITC_URL": servers["oitc"]["url"],
            "OITC_API_KEY": servers["oitc"]["api_key"],
        }
        self.localhost = home / "localhost.ini"
        self.localhost.write_text(f"localhost ansible_connection=local ansible_python_interpreter={sys.executable}\n")

    def run(self, program: str, *arguments: str, show: bool = True) -> str:
        """Run one of Ansible's programs and give back what it printed; :class:`DemoError` when it fails."""
        print(
            f"\n$ {program} {' '.join(argument.replace(str(HERE), 'tests/demo') for argument in arguments)}", flush=True
        )
        done = subprocess.run(
            [str(BIN / program), *arguments],
            cwd=HERE,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if show or done.returncode:
            print(done.stdout, flush=True)
        if done.returncode:
            raise DemoError(f"{program} ended with exit status {done.returncode}")
        return done.stdout

    def playbook(self, name: str, *inventories: Path) -> int:
        """Run a playbook; gives the number of changed tasks of all its hosts."""
        sources = [word for inventory in (self.localhost, *inventories) for word in ("-i", str(inventory))]
        output = self.run("ansible-playbook", *sources, str(HERE / name))
        return sum(int(match.group(3)) for match in RECAP.finditer(output))


def once(demo: Demo) -> int:
    """Facts and data centre into the CMDB, inventory out of it, monitoring behind it; gives the number of changes."""
    inventory = HERE / "cmdb.idoit.yml"
    changed = demo.playbook("register_this_machine.yml") + demo.playbook("data_centre.yml")
    demo.run("ansible-inventory", "-i", str(inventory), "--graph")
    return changed + demo.playbook("monitor.yml", inventory)


def summary(demo: Demo, servers: Mapping[str, Mapping[str, str]], seconds: float) -> None:
    """Say what was made where, and how to look around."""
    listing = json.loads(demo.run("ansible-inventory", "-i", str(HERE / "cmdb.idoit.yml"), "--list", show=False))
    hosts = listing["_meta"]["hostvars"]
    addressed = [name for name, variables in hosts.items() if "ansible_host" in variables]
    groups = [name for name, group in listing.items() if name != "_meta" and group.get("hosts")]
    print(f"""
What the demo did in {seconds:.0f} seconds
  i-doit CMDB at {servers["idoit"]["url"]}:
    this machine, documented from its real facts, and a small data centre (tests/demo/data_centre_data.yml)
  Inventory out of the CMDB: {len(hosts)} hosts, {len(addressed)} with an address, {len(groups)} groups
  openITCOCKPIT at {servers["oitc"]["url"]}:
    container /root/Demo, host groups by object type, {len(addressed)} hosts, exported to the monitoring engine
  The second run changed nothing.

The two servers end with this command. To look around:
  make simulators                                    start them again and keep them; prints addresses and keys
  ansible-doc -t module cmdbops.idoit_oitc.idoit_category
  ansible-doc -t inventory cmdbops.idoit_oitc.idoit
  IDOIT_URL=... IDOIT_API_KEY=c1ia5q ansible-inventory -i tests/demo/cmdb.idoit.yml --graph""")


def main() -> int:
    """Run the demo twice; exit status 1 when a step fails or the second run changes anything."""
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="demo-") as home, simulators() as servers:
            demo = Demo(servers, Path(home))
            if not once(demo):
                raise DemoError("the first run changed nothing")
            changed = once(demo)
            if changed:
                raise DemoError(f"the second run changed {changed} things")
            summary(demo, servers, time.monotonic() - started)
    except DemoError as error:
        print(f"\ndemo: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
