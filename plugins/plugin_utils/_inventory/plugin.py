# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of an inventory plugin that has nothing to do with where the data come from."""

from __future__ import annotations

import hashlib
import json
import os
import time
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible import constants as C  # noqa: N812
from ansible.errors import AnsibleError, AnsibleParserError
from ansible.module_utils.basic import missing_required_lib
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ...module_utils._errors import ApiError
from ...module_utils._http import REQUESTS_IMPORT_ERROR
from .memory import collector_paused
from .shape import Host, Shape
from .trust import looks_like_template

#: The format of what is cached; part of the key, so that a newer collection never reads what an older one left.
CACHE_FORMAT = 1
#: Options that hold Jinja for later, evaluated per host.
EVALUATED_PER_HOST = frozenset({"compose", "groups", "keyed_groups", "hostname", "ansible_host"})
CONSTRUCTED = ("compose", "groups", "keyed_groups")


@dataclass
class Fetched:
    """What a source brought: ``data`` is plain JSON. What is ``partial`` is not cached."""

    data: dict[str, Any]
    requests: int = 0
    partial: bool = False


class InventoryPlugin(BaseInventoryPlugin, Constructable, Cacheable):  # type: ignore[misc]
    """Options → fetched (or cached) JSON → hosts and groups → Ansible.

    A plugin says where its data come from (:meth:`fetch`), which options change them (:meth:`answer_options`), and
    what hosts and groups they make (:meth:`shape`). Nothing reaches Ansible's inventory before all of it is known.
    """

    NAME: str
    #: How the name of an inventory file must end.
    SUFFIXES: tuple[str, ...]
    #: How the names of its environment variables begin.
    ENVIRONMENT: str

    @abstractmethod
    def check_options(self) -> None:
        """What Ansible cannot check; raises :class:`InputError` before anything is read."""

    @abstractmethod
    def fetch(self) -> Fetched:
        """Read everything; raises :class:`ApiError`."""

    @abstractmethod
    def answer_options(self) -> dict[str, Any]:
        """The options that change what is fetched, without secrets."""

    @abstractmethod
    def shape(self, data: dict[str, Any]) -> Shape:
        """Hosts and groups out of what was fetched: a pure function of data and options."""

    def verify_file(self, path: str) -> bool:
        """Whether the file is ours by its name; a file that is ours by its content only gets a plain sentence."""
        if not super().verify_file(path):
            return False
        if path.endswith(self.SUFFIXES):
            return True
        endings = " or ".join(self.SUFFIXES)
        if _names_plugin(path, self.NAME):
            message = f"{path} is an inventory of {self.NAME}: its name must end in {endings}"
            self.display.v(message)
            raise AnsibleParserError(message)
        self.display.vvv(f"{self.NAME} declines {path}: its name does not end in {endings}")
        return False

    def set_options(
        self,
        task_keys: Any = None,
        var_options: Any = None,
        direct: Mapping[str, Any] | None = None,
    ) -> None:
        """Fill in the templates of the inventory file, then let Ansible check and convert the options."""
        self._forget_empty_variables()
        super().set_options(task_keys=task_keys, var_options=var_options, direct=self._rendered(direct or {}))

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        """Read, or take from the cache, and fill the inventory; raises :class:`AnsibleParserError`."""
        super().parse(inventory, loader, path, cache)
        if REQUESTS_IMPORT_ERROR:
            raise AnsibleParserError(missing_required_lib("requests"))
        started = time.monotonic()
        self._read_config_data(path)
        try:
            with collector_paused():
                fetched, hit, shape = self._filled(path, cache)
        except ApiError as error:
            raise AnsibleParserError(f"{self.NAME}: {error}") from None
        self._construct(shape.hosts)
        for warning in shape.warnings:
            self.display.warning(warning)
        self.display.v(
            f"{self.NAME}: {len(shape.hosts)} objects, {len(shape.groups)} groups, {fetched.requests} requests, "
            f"{time.monotonic() - started:.2f} s, cache {'hit' if hit else 'not used'}"
        )

    def _filled(self, path: str, cache: bool) -> tuple[Fetched, bool, Shape]:
        """Read and shape everything, then fill the inventory."""
        self.check_options()
        fetched, hit = self._fetched(path, cache)
        shape = self.shape(fetched.data)
        shape.write(self.inventory, self.get_option("trusted_vars"))
        return fetched, hit, shape

    def get_options_named(self, names: Iterable[str]) -> dict[str, Any]:
        """The values of several options."""
        return {name: self.get_option(name) for name in names}

    def safe_group_name(self, name: str) -> str:
        """The name as Ansible allows it for a group."""
        return str(self._sanitize_group_name(name))

    def evaluate(self, template: str, variables: Mapping[str, Any]) -> str | None:
        """A rule that is a template, filled in with the variables of one host; None when it fails or is empty."""
        self.templar.available_variables = variables
        try:
            return str(self.templar.template(template)).strip() or None
        except AnsibleError as error:
            if self.get_option("strict"):
                raise
            self.display.vvv(f"{self.NAME}: {template}: {error}")
            return None

    def log_call(self, line: str) -> None:
        """Shown at -vvv; the transport has taken the secrets out."""
        self.display.vvv(line)

    def _forget_empty_variables(self) -> None:
        """AWX injects every variable of a credential type, also those that were left empty."""
        definitions = C.config.get_configuration_definitions("inventory", self._load_name)
        names = {variable["name"] for definition in definitions.values() for variable in definition.get("env") or ()}
        for name in names:
            if name.startswith(self.ENVIRONMENT) and not os.environ.get(name):
                os.environ.pop(name, None)

    def _rendered(self, direct: Mapping[str, Any]) -> dict[str, Any]:
        """The options of the inventory file with their templates filled in, before they are checked and converted."""
        self.templar.available_variables = self._vars or {}
        return {
            name: value if name in EVALUATED_PER_HOST else self._render(name, value) for name, value in direct.items()
        }

    def _render(self, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self._render(name, item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._render(name, item) for item in value]
        if not isinstance(value, str) or not looks_like_template(value):
            return value
        try:
            return self.templar.template(value)
        except AnsibleError as error:
            raise AnsibleParserError(f"{self.NAME}: the template in option {name} failed: {error}") from error

    def _fetched(self, path: str, cache: bool) -> tuple[Fetched, bool]:
        """What was fetched, and whether it came from the cache.

        The cache holds one text of JSON: Ansible copies and compares what it caches, which for a text costs nothing,
        and whoever reads it gets data of its own.
        """
        if not self.get_option("cache"):
            return self.fetch(), False
        key = self._key(path)
        known = self._cache.get(key) if cache else None
        if known is not None:
            return Fetched(json.loads(known)), True
        fetched = self.fetch()
        if not fetched.partial:
            self._cache[key] = json.dumps(fetched.data, ensure_ascii=False, separators=(",", ":"))
        return fetched, False

    def _key(self, path: str) -> str:
        """One key per source and per set of options that change the answer.

        The API key chooses the tenant and its user's rights, so it has to count; it goes in by a slow one-way function.
        """
        options = json.dumps([CACHE_FORMAT, self.answer_options()], sort_keys=True, default=str).encode()
        secret = str(self.get_option("api_key")).encode()
        digest = hashlib.pbkdf2_hmac("sha256", secret, hashlib.sha256(options).digest(), 50_000, dklen=8)
        return f"{self.get_cache_key(path)}_{digest.hex()}"

    def _construct(self, hosts: Iterable[Host]) -> None:
        """Variables and groups by Jinja, as every constructed inventory has them."""
        if not any(self.get_option(name) for name in CONSTRUCTED):
            return
        strict = self.get_option("strict")
        for host in hosts:
            variables = self.inventory.get_host(host.name).get_vars()
            self._set_composite_vars(self.get_option("compose"), variables, host.name, strict=strict)
            variables = self.inventory.get_host(host.name).get_vars()
            self._add_host_to_composed_groups(
                self.get_option("groups"), variables, host.name, strict=strict, fetch_hostvars=False
            )
            self._add_host_to_keyed_groups(
                self.get_option("keyed_groups"), variables, host.name, strict=strict, fetch_hostvars=False
            )


def _names_plugin(path: str, name: str) -> bool:
    text = Path(path).read_bytes().decode("utf-8", "replace")
    return any(
        line.partition(":")[2].split("#")[0].strip(" '\"") == name
        for line in text.splitlines()
        if line.partition(":")[0].strip(" '\"") == "plugin"
    )
