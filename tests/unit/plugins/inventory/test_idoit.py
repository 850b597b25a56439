# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin as Ansible uses it: file names, templated options, cache."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible import constants
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import inventory_loader
from ansible.template import Templar
from ansible.utils.display import Display

from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._inventory.trust import trusted
from ansible_collections.cmdbops.idoit_oitc.tests.unit.plugins.plugin_utils._idoit_inventory.cmdb import (
    Cmdb,
    data_centre,
)

NAME = "cmdbops.idoit_oitc.idoit"
KEY = "k3y-of-the-api"


@pytest.fixture
def cmdb() -> Cmdb:
    return Cmdb(*data_centre())


@pytest.fixture
def url(cmdb: Cmdb, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with cmdb.running() as address:
        monkeypatch.setenv("IDOIT_URL", address)
        monkeypatch.setenv("IDOIT_API_KEY", KEY)
        monkeypatch.setenv("ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED", "true")
        yield address


def parsed(folder: Path, *, flush_cache: bool = False, **options: Any) -> dict[str, Any]:
    """The inventory as plain data: variables of hosts, hosts and children of groups."""
    path = folder / "x.idoit.yml"
    content = {"plugin": NAME, "object_types": ["C__OBJTYPE__SERVER"], "group_by": ["location"], **options}
    path.write_text(yaml.safe_dump(content))
    plugin = inventory_loader.get(NAME)
    manager = InventoryManager(DataLoader(), sources=None)
    plugin.parse(manager._inventory, manager._loader, str(path), cache=not flush_cache)
    with suppress(AttributeError):  # Ansible's own way with plugins that have no cache
        plugin.update_cache_if_changed()
    inventory = manager._inventory
    inventory.reconcile_inventory()
    hosts: Mapping[str, Any] = {name: host.get_vars() for name, host in inventory.hosts.items()}
    groups = {
        name: ([host.name for host in group.hosts], sorted(child.name for child in group.child_groups), group.vars)
        for name, group in inventory.groups.items()
    }
    return {"hosts": hosts, "groups": groups}


def test_reads_with_the_environment_alone(tmp_path: Path, url: str) -> None:
    assert url
    made = parsed(tmp_path)
    assert sorted(made["hosts"]) == ["db01", "spare", "web01", "web02"]
    assert made["hosts"]["web01"]["ansible_host"] == "10.0.0.1"
    assert made["groups"]["location_Room_1_31"][0] == ["web01", "web02"]
    assert made["groups"]["location_Berlin"][1] == ["location_Room_1_31"]


def test_empty_variables_of_the_environment_are_not_set(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert url
    for name in ("USERNAME", "PASSWORD", "TIMEOUT", "VALIDATE_CERTS", "CA_PATH", "WORKERS"):
        monkeypatch.setenv(f"IDOIT_{name}", "")
    assert len(parsed(tmp_path)["hosts"]) == 4


def test_every_option_may_be_a_template(tmp_path: Path, url: str, cmdb: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from-a-file")
    monkeypatch.setenv("MY_URL", url)
    made = parsed(
        tmp_path,
        url="{{ lookup('ansible.builtin.env', 'MY_URL') }}",
        api_key="{{ lookup('ansible.builtin.file', '" + str(tmp_path / "key") + "') }}",
        timeout="{{ 20 + 1.5 }}",
        workers="{{ 1 + 1 }}",
        object_types=["C__OBJTYPE__{{ 'server' | upper }}"],
        group_prefix="{{ 'p' * 2 }}_",
        allow_partial="{{ 1 == 1 }}",
    )
    assert "pp_location_Berlin" in made["groups"]
    assert {member["params"]["apikey"] for batch in cmdb.batches for member in batch} == {"from-a-file"}


def test_a_template_that_fails_names_its_option(tmp_path: Path, url: str) -> None:
    assert url
    with pytest.raises(AnsibleParserError, match="option proxy"):
        parsed(tmp_path, proxy="{{ undefined_here }}")


def test_constructed_options(tmp_path: Path, url: str) -> None:
    assert url
    made = parsed(
        tmp_path,
        compose={"shout": "idoit_title | upper"},
        groups={"web": "idoit_title is match('web')"},
        keyed_groups=[{"key": "idoit_type_title", "prefix": "kind"}],
        strict=True,
    )
    assert made["hosts"]["db01"]["shout"] == "DB01"
    assert made["groups"]["web"][0] == ["web01", "web02"]
    assert made["groups"]["kind_Server"][0] == ["web01", "web02", "db01", "spare"]


def test_an_expression_that_fails_is_an_error_only_when_strict(tmp_path: Path, url: str) -> None:
    assert url
    wrong: dict[str, Any] = {"compose": {"shout": "no_such_variable | upper"}, "hostname": ["{{ nothing }}", "title"]}
    made = parsed(tmp_path, **wrong)
    assert sorted(made["hosts"]) == ["db01", "spare", "web01", "web02"]
    assert "shout" not in made["hosts"]["db01"]
    for name, value in wrong.items():
        with pytest.raises(AnsibleError):
            parsed(tmp_path, strict=True, **{name: value})


@pytest.mark.parametrize("system", ["idoit", "oitc"])
def test_every_option_of_the_connection_has_a_variable_and_may_be_a_template(system: str) -> None:
    plugin = inventory_loader.get(f"cmdbops.idoit_oitc.{system}")
    plugin.templar, plugin._vars = Templar(loader=DataLoader()), {"given": "given"}
    connection = sys.modules[type(plugin).__module__].CONNECTION
    definitions = constants.config.get_configuration_definitions("inventory", plugin._load_name)
    for name in connection:
        assert {"name": f"{system.upper()}_{name.upper()}"} in definitions[name]["env"]
    given: dict[str, Any] = {"validate_certs": False, "timeout": 4.5, "retries": 7}
    paths = {"ca_path": "/given", "client_cert": "/given", "client_key": "/given"}
    expected = {name: given.get(name, paths.get(name, "given")) for name in connection}
    templates = {name: f"{{{{ {given.get(name, 'given')} }}}}" for name in connection}
    templates |= dict.fromkeys(paths, "/{{ given }}")
    plugin.set_options(direct={"plugin": plugin.NAME, **trusted(templates)})
    assert plugin.get_options_named(connection) == expected


def test_a_name_may_be_a_template(tmp_path: Path, url: str) -> None:
    assert url
    names = parsed(tmp_path, hostname=["{{ idoit_title }}.{{ idoit_type_title | lower }}.lan"])["hosts"]
    assert sorted(names) == ["db01.server.lan", "spare.server.lan", "web01.server.lan", "web02.server.lan"]


def cached(folder: Path) -> dict[str, Any]:
    connection = str(folder / "cache")
    return {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": connection}


def test_cached_and_uncached_are_the_same(
    tmp_path: Path, url: str, cmdb: Cmdb, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert url
    more = {"categories": ["C__CATG__IP", "C__CATG__LOCATION"], "group_by": ["location", "net", "object_type"]}
    first = parsed(tmp_path, **cached(tmp_path), **more)
    sent = len(cmdb.batches)
    told: list[str] = []
    monkeypatch.setattr(Display, "v", lambda _self, message, **_more: told.append(message))
    second = parsed(tmp_path, **cached(tmp_path), **more)
    assert len(cmdb.batches) == sent
    assert json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    assert parsed(tmp_path, **more) == first
    counted = r"4 objects, 6 groups, {} requests, \d+\.\d\d s, cache {}$"
    assert re.search(counted.format("0", "hit"), told[0])
    assert re.search(counted.format("[1-9]", "not used"), told[1])


def test_the_cache_can_be_flushed(tmp_path: Path, url: str, cmdb: Cmdb) -> None:
    assert url
    parsed(tmp_path, **cached(tmp_path))
    cmdb.rows[40]["title"] = "renamed"
    assert "web01" in parsed(tmp_path, **cached(tmp_path))["hosts"]
    assert "renamed" in parsed(tmp_path, flush_cache=True, **cached(tmp_path))["hosts"]
    assert "renamed" in parsed(tmp_path, **cached(tmp_path))["hosts"]


def test_the_cache_tells_sources_apart_and_holds_no_secret(
    tmp_path: Path, url: str, cmdb: Cmdb, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert url
    parsed(tmp_path, **cached(tmp_path))
    for change in ({"IDOIT_API_KEY": "other"}, {"IDOIT_USERNAME": "admin", "IDOIT_PASSWORD": "geheim"}):
        before = len(cmdb.batches)
        for name, value in change.items():
            monkeypatch.setenv(name, value)
        parsed(tmp_path, **cached(tmp_path))
        assert len(cmdb.batches) > before
    before = len(cmdb.batches)
    parsed(tmp_path, **cached(tmp_path), group_by=["location", "tag"])
    assert len(cmdb.batches) > before
    before = len(cmdb.batches)
    parsed(tmp_path, **cached(tmp_path), group_prefix="only_the_shape_changes")
    files = list((tmp_path / "cache").iterdir())
    assert len(files) == 4
    for file in files:
        for secret in (KEY, "other", "geheim"):
            assert secret not in file.name + file.read_text()


def test_nothing_partial_is_cached(tmp_path: Path, url: str, cmdb: Cmdb) -> None:
    assert url
    cmdb.refuse_ids = {40}
    options = {"allow_partial": True, "page_size": 1, "categories": ["C__CATG__IP"], **cached(tmp_path)}
    assert sorted(parsed(tmp_path, **options)["hosts"]) == ["db01", "spare", "web02"]
    cmdb.refuse_ids = set()
    assert sorted(parsed(tmp_path, **options)["hosts"]) == ["db01", "spare", "web01", "web02"]


def test_no_host_is_added_when_a_page_is_missing(tmp_path: Path, url: str, cmdb: Cmdb) -> None:
    assert url
    cmdb.refuse_ids = {42}
    with pytest.raises(AnsibleParserError) as caught:
        parsed(tmp_path)
    assert "no right" in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("name", ["prod.idoit.yml", "idoit.yaml", "my-idoit.yml"])
def test_files_that_are_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"plugin: {NAME}\n")
    assert inventory_loader.get(NAME).verify_file(str(tmp_path / name))


@pytest.mark.parametrize("content", ["plugin: {}\n", "---\n'plugin': \"{}\"  # ours\nurl: x\n"])
def test_a_file_that_is_ours_with_another_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "prod.yml").write_text(content.format(NAME))
    with pytest.raises(AnsibleError, match=r"must end in idoit\.yml or idoit\.yaml"):
        inventory_loader.get(NAME).verify_file(str(tmp_path / "prod.yml"))


def test_other_files_are_declined(tmp_path: Path) -> None:
    (tmp_path / "prod.yml").write_text("plugin: ansible.builtin.constructed\n")
    assert not inventory_loader.get(NAME).verify_file(str(tmp_path / "prod.yml"))
    assert not inventory_loader.get(NAME).verify_file(str(tmp_path / "missing.idoit.yml"))


def test_numbers_that_cannot_be_meant(tmp_path: Path, url: str) -> None:
    assert url
    with pytest.raises(AnsibleParserError, match="workers must be at least 1"):
        parsed(tmp_path, workers=0)
