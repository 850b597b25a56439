# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One way of making an inventory, measured in this process: ``inventory_ways.py WAY FOLDER``.

``ours`` leaves the bodies it sent and what it made of the answers in the folder, for ``bare`` and ``one-by-one`` to do
the same with the least that is possible. The last line printed is a JSON object.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import time
from pathlib import Path
from typing import Any

import requests
import yaml
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import init_plugin_loader, inventory_loader

init_plugin_loader()

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils import _http  # noqa: E402
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._idoit_inventory import shaping  # noqa: E402
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.plugin import InventoryPlugin  # noqa: E402
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.shape import Shape  # noqa: E402

NAME = "cmdbops.idoit_oitc.idoit"
CATEGORIES = ["C__CATG__IP", "C__CATG__MODEL", "C__CATG__LOCATION", "C__CATG__CONTACT"]
OPTIONS: dict[str, Any] = {"object_types": ["C__OBJTYPE__SERVER"], "categories": CATEGORIES}
GROUP_BY = ["object_type", "cmdb_status", "location", "net", "contact"]
KEYED_GROUPS = [
    {"prefix": "type", "key": "idoit_type | replace('C__OBJTYPE__', '') | lower"},
    {"prefix": "cmdb_status", "key": "idoit_cmdb_status"},
    {"prefix": "location", "key": "idoit_location_path | last"},
    {"prefix": "net", "key": "idoit_ip | map(attribute='net.title') | list"},
    {"prefix": "contact", "key": "idoit_contact | map(attribute='contact_object.title') | map('trim') | list"},
]


def peak_kib() -> int:
    """The most memory this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def blank() -> tuple[Any, Any, Any]:
    """An empty inventory as Ansible hands it to a plugin, its loader, and the plugin."""
    manager, plugin = InventoryManager(DataLoader(), sources=None), inventory_loader.get(NAME)
    inventory = manager._inventory
    try:
        from ansible._internal._datatag._tags import Origin
        from ansible.inventory.manager import _InventoryDataWrapper
    except ImportError:  # ansible-core before 2.19
        pass
    else:
        origin = Origin(description="<inventory plugin>")
        inventory = _InventoryDataWrapper(inventory, target_plugin=plugin, origin=origin)
    return inventory, manager._loader, plugin


def parsed(folder: Path, **options: Any) -> Any:
    """The inventory that the plugin fills."""
    path = folder / "bench.idoit.yml"
    path.write_text(yaml.safe_dump({"plugin": NAME, **OPTIONS, **options}))
    inventory, loader, plugin = blank()
    plugin.parse(inventory, loader, str(path))
    if "cache" in options:
        plugin.update_cache_if_changed()
    inventory.reconcile_inventory()
    return inventory


def ours(folder: Path) -> dict[str, Any]:
    """The plugin, as Ansible calls it; what it sent and made is kept outside the measured time."""
    bodies: list[Any] = []
    shapes: list[Shape] = []
    lock = threading.Lock()
    send, write = _http.Http.send, Shape.write

    def recorded_send(self: Any, *args: Any, **kwargs: Any) -> Any:
        with lock:
            bodies.append(kwargs["json"])
        return send(self, *args, **kwargs)

    def recorded_write(self: Shape, *args: Any) -> None:
        shapes.append(self)
        write(self, *args)

    _http.Http.send, Shape.write = recorded_send, recorded_write  # type: ignore[method-assign, assignment]
    before = peak_kib()
    started = time.perf_counter()
    inventory = parsed(folder, group_by=GROUP_BY)
    spent = time.perf_counter() - started
    kib = peak_kib() - before
    hosts = [[host.name, host.variables, host.groups] for host in shapes[0].hosts]
    assert all(len(groups) == len(GROUP_BY) for _unused, _unused, groups in hosts)
    assert len(hosts) == len(inventory.hosts)
    parents = {group.name: group.parent for group in shapes[0].groups.values()}
    (folder / "bare.json").write_text(json.dumps({"bodies": bodies, "hosts": hosts, "groups": parents}))
    return {"seconds": spent, "kib": kib}


def fill(made: dict[str, Any]) -> None:
    """Ansible's own calls for the same data."""
    inventory, _unused, _unused = blank()
    for name, variables, _unused in made["hosts"]:
        inventory.add_host(name)
        for key, value in variables.items():
            inventory.set_variable(name, key, value)
    for name in made["groups"]:
        inventory.add_group(name)
    for name, parent in made["groups"].items():
        if parent:
            inventory.add_child(parent, name)
    for name, _unused, groups in made["hosts"]:
        for group in groups:
            inventory.add_child(group, name)
    inventory.reconcile_inventory()


def bare(folder: Path) -> dict[str, Any]:
    """A loop that sends the same pages and parses the answers, then Ansible's own calls."""
    made = json.loads((folder / "bare.json").read_text())
    started = time.perf_counter()
    answers = _post([body for body in made["bodies"] if isinstance(body, list)])
    fill(made)
    spent = time.perf_counter() - started
    assert answers
    return {"seconds": spent}


def one_by_one(folder: Path) -> dict[str, Any]:
    """One request per object and category, with the user each time: how the known clients work (idoit-api.md §12.1)."""
    made = json.loads((folder / "bare.json").read_text())
    started = time.perf_counter()
    _post(
        [
            _call("cmdb.category.read", {"objID": variables["idoit_id"], "category": category})
            for _unused, variables, _unused in made["hosts"]
            for category in CATEGORIES
        ]
    )
    fill(made)
    return {"seconds": time.perf_counter() - started}


def _call(method: str, params: dict[str, Any]) -> dict[str, Any]:
    return {"version": "2.0", "method": method, "id": 1, "params": {"apikey": os.environ["IDOIT_API_KEY"], **params}}


def _post(bodies: list[Any]) -> list[Any]:
    headers = {"X-RPC-Auth-Username": os.environ["IDOIT_USERNAME"], "X-RPC-Auth-Password": os.environ["IDOIT_PASSWORD"]}
    url = f"{os.environ['IDOIT_URL']}/src/jsonrpc.php"
    answers = []
    with requests.Session() as session:
        for body in bodies:
            answer = session.post(url, json=body, headers=headers, timeout=120)
            headers["X-RPC-Auth-Session"] = answer.headers["X-RPC-Auth-Session"]
            answers.append(answer.json())
    return answers


class Stopwatch:
    """CPU time spent in some functions."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def watch(self, owner: Any, name: str) -> None:
        function = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds += time.process_time() - started

        setattr(owner, name, watched)


def groups(folder: Path) -> dict[str, Any]:
    """CPU time that five groups cost by either way, and that they are the same."""
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(folder / "cache")}
    native, keyed = Stopwatch(), Stopwatch()
    native.watch(shaping, "group")
    native.watch(Shape, "write_groups")
    keyed.watch(InventoryPlugin, "_construct")

    def made(**options: Any) -> tuple[float, float, dict[str, set[str]]]:
        """The least of three rounds; CPU times vary where others work too."""
        best = (float("inf"), float("inf"))
        for _unused in range(3):
            native.seconds = keyed.seconds = 0.0
            inventory = parsed(folder, **cache, **options)
            best = min(best[0], native.seconds), min(best[1], keyed.seconds)
        found = {name: {host.name for host in group.hosts} for name, group in inventory.groups.items()}
        return *best, {name: hosts for name, hosts in found.items() if name not in ("all", "ungrouped")}

    parsed(folder, **cache)
    by_python, _unused, found = made(group_by=GROUP_BY)
    _unused, by_jinja, same = made(keyed_groups=KEYED_GROUPS)
    assert found == same, (found.keys(), same.keys())
    assert len(found) == len(GROUP_BY)
    return {"seconds": by_python, "native": by_python, "keyed": by_jinja}


WAYS = {"ours": ours, "bare": bare, "one-by-one": one_by_one, "groups": groups}

if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](Path(sys.argv[2]))))
