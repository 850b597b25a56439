# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that make hosts, checked, and the categories they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...module_utils._errors import InputError, unknown_name
from . import addresses
from .grouping import Grouping
from .paths import CATEGORY_PREFIX, CUSTOM, Keys, Path, category_name
from .rules import MANAGEMENT, Rule
from .snapshot import LOCATION

#: Variables of every host, whatever is asked for.
OWN_VARIABLES = (
    "idoit_id",
    "idoit_instance_id",
    "idoit_title",
    "idoit_sysid",
    "idoit_status",
    "idoit_type",
    "idoit_type_title",
    "idoit_cmdb_status",
    "idoit_location_path",
)
#: Keys of group_by whose groups can carry variables of the object they stand for.
GROUPS_WITH_VARIABLES = ("location", "net")


@dataclass(frozen=True)
class Settings:
    """``group_vars``: key of group_by → variable → what it is of the object that the group stands for."""

    hostname: tuple[Rule, ...]
    ansible_host: tuple[Rule, ...]
    categories: tuple[str, ...] = ()
    raw_categories: frozenset[str] = frozenset()
    hostvars: Mapping[str, Path] = field(default_factory=dict)
    hostvars_prefix: str = "idoit_"
    group_by: tuple[Grouping, ...] = ()
    group_prefix: str = ""
    group_vars: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)
    on_duplicate: str = "fail"
    without_address: str = "keep"

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Settings:
        """From the options of the plugin; raises :class:`InputError` for names that do not exist."""
        raw = _constants(options["raw_categories"])
        categories = tuple(dict.fromkeys([*_constants(options["categories"]), *raw]))
        _check_names(categories, options["hostvars_prefix"])
        return cls(
            hostname=tuple(Rule(text) for text in options["hostname"]),
            ansible_host=tuple(Rule(text) for text in options["ansible_host"]),
            categories=categories,
            raw_categories=frozenset(raw),
            hostvars=_paths(options["hostvars"]),
            hostvars_prefix=options["hostvars_prefix"],
            group_by=tuple(Grouping.parse(given) for given in options["group_by"]),
            group_prefix=options["group_prefix"],
            group_vars=_group_vars(options["group_vars"]),
            on_duplicate=options["on_duplicate"],
            without_address=options["without_address"],
        )

    @property
    def host_categories(self) -> list[str]:
        """All categories to read of the hosts."""
        needed = {*self.categories, *(path.category for path in self.hostvars.values() if path.category)}
        for rule in (*self.hostname, *self.ansible_host):
            needed.update(rule.categories)
        for grouping in self.group_by:
            needed.update(grouping.categories)
        if "net" in self.group_vars:
            needed.add(addresses.IP)
        return sorted(needed)

    @property
    def place_categories(self) -> list[str]:
        """The categories to read of containers; empty when no location is needed."""
        if LOCATION not in self.host_categories:
            return []
        return sorted({LOCATION, *_categories(self.group_vars.get("location", {}))})

    @property
    def net_categories(self) -> list[str]:
        """The categories to read of layer-3 nets; empty when groups of nets carry no variables."""
        return sorted(_categories(self.group_vars.get("net", {})))

    @property
    def needs_controllers(self) -> bool:
        """Whether the addresses of management controllers have to be read."""
        return any(rule.text == MANAGEMENT for rule in (*self.hostname, *self.ansible_host))

    @property
    def named(self) -> set[tuple[str, str]]:
        """The attributes that options name one by one, to have their values."""
        paths = [*self.hostvars.values(), *(rule.path for rule in (*self.hostname, *self.ansible_host) if rule.path)]
        for by_name in self.group_vars.values():
            paths += by_name.values()
        return _pairs(paths)

    @property
    def custom(self) -> set[tuple[str, str]]:
        """The attributes of custom categories that options name, by key or by label."""
        grouped = _pairs(grouping.path for grouping in self.group_by if grouping.path)
        return {(category, name) for category, name in self.named | grouped if category.startswith(CUSTOM)}

    def by_key(self, keys: Keys) -> Settings:
        """The same with the keys of custom attributes that were named by their labels."""
        return replace(
            self,
            hostname=tuple(rule.by_key(keys) for rule in self.hostname),
            ansible_host=tuple(rule.by_key(keys) for rule in self.ansible_host),
            hostvars=_by_key(self.hostvars, keys),
            group_by=tuple(grouping.by_key(keys) for grouping in self.group_by),
            group_vars={key: _by_key(paths, keys) for key, paths in self.group_vars.items()},
        )


def _pairs(paths: Iterable[Path]) -> set[tuple[str, str]]:
    return {(path.category, path.name) for path in paths if path.category}


def _by_key(paths: Mapping[str, Path], keys: Keys) -> dict[str, Path]:
    return {variable: path.by_key(keys) for variable, path in paths.items()}


def _categories(paths: Mapping[str, Path]) -> set[str]:
    return {path.category for path in paths.values() if path.category}


def _constants(names: Collection[str]) -> list[str]:
    for name in names:
        if not str(name).startswith(CATEGORY_PREFIX):
            raise InputError(f"{name!r} is no category: its constant is needed, such as C__CATG__MODEL")
    return [str(name) for name in names]


def _check_names(categories: Collection[str], prefix: str) -> None:
    """No variable of a category may take the name of another one."""
    taken = dict.fromkeys(OWN_VARIABLES, "every host")
    for category in categories:
        name = prefix + category_name(category)
        if not name.isidentifier():
            raise InputError(f"{name!r}, made of hostvars_prefix and {category}, cannot name a variable")
        if name in taken:
            raise InputError(
                f"the variable {name!r} of {category} is that of {taken[name]} too",
                reason="Give another hostvars_prefix, or name single attributes in hostvars.",
            )
        taken[name] = category


def _paths(given: Mapping[str, Any]) -> dict[str, Path]:
    for variable in given:
        if not str(variable).isidentifier():
            raise InputError(f"{variable!r} cannot name a variable")
    return {str(variable): Path.parse(str(text)) for variable, text in given.items()}


def _group_vars(given: Mapping[str, Any]) -> dict[str, dict[str, Path]]:
    for key in given:
        if key not in GROUPS_WITH_VARIABLES:
            raise unknown_name("key of group_vars", key, GROUPS_WITH_VARIABLES, show_all=True)
    return {key: _paths(paths or {}) for key, paths in given.items()}
