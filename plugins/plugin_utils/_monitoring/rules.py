# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that make options of a monitoring host out of values of the CMDB.

``when`` says which hosts a rule is for. ``set`` gives options, a later rule over an earlier one; ``add`` adds to lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._errors import InputError, unknown_name
from ...module_utils._oitc.hosts.options import HOST, MODES
from .placeholders import filled
from .traits import TRAITS, Traits

#: Which hosts there are, who they are and where their names are missing is not for a rule to say.
_RESERVED = {"state", "id", "uuid", "name", "check_missing", *(f"{name}_mode" for name in MODES)}
#: Says whether the host is to be monitored at all; the only option that the monitoring does not know.
MONITOR = "monitor"
SETTABLE = frozenset({MONITOR, *HOST.options} - _RESERVED)
ADDABLE = frozenset(name for name in SETTABLE if HOST.options.get(name, {}).get("type") == "list")
CONDITIONS = frozenset({*TRAITS, "vars"})


@dataclass(frozen=True)
class Rule:
    """``when``: a pattern by trait, which any of its values must match; ``variables``: the same by variable."""

    when: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    variables: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    set: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @classmethod
    def parse(cls, where: str, given: Any) -> Rule:
        """The rule as it was written. Raises :class:`InputError` that says ``where`` and names the wrong key."""
        parts = _mapping(where, given, ("when", "set", "add"))
        when = _mapping(f"{where}, when", parts.get("when"), CONDITIONS)
        add = _mapping(f"{where}, add", parts.get("add"), ADDABLE)
        return cls(
            when={name: _pattern(value) for name, value in when.items() if name != "vars"},
            variables={name: _pattern(value) for name, value in (when.get("vars") or {}).items()},
            set=_mapping(f"{where}, set", parts.get("set"), SETTABLE),
            add={name: list(value) if _is_list(value) else [value] for name, value in add.items()},
        )

    def matches(self, host: Traits) -> bool:
        """Whether the rule is for this host: all its conditions hold."""
        conditions = [(host.values(name), pattern) for name, pattern in self.when.items()]
        conditions += [(host.variable(name), pattern) for name, pattern in self.variables.items()]
        return all(any(map(pattern.fullmatch, values)) for values, pattern in conditions)


def parse_rules(given: Any, defaults: Any = None) -> list[Rule]:
    """The rules in order, before them one for all hosts that sets the ``defaults``. Raises :class:`InputError`."""
    if not _is_list(given):
        raise InputError("The rules are a list of mappings with when, set and add")
    first = Rule(set=_mapping("the defaults", defaults, SETTABLE))
    return [first, *(Rule.parse(f"rule {number}", rule) for number, rule in enumerate(given, 1))]


def options_for(host: Traits, rules: Iterable[Rule]) -> dict[str, Any]:
    """The options that the rules give a host, placeholders filled in. What they leave open is not there.

    What names a value of the CMDB that the host does not have is left out.
    """
    options: dict[str, Any] = {}
    for rule in rules:
        if rule.matches(host):
            given = {name: filled(value, host) for name, value in rule.set.items()}
            options.update({name: value for name, value in given.items() if value is not None})
            for name, more in rule.add.items():
                options[name] = _joined(options.get(name, []), filled(more, host) or [])
    return options


def _joined(first: Any, more: Sequence[Any]) -> list[Any]:
    joined = list(first)
    joined += [one for number, one in enumerate(more) if one not in first and one not in more[:number]]
    return joined


def _mapping(where: str, given: Any, valid: Iterable[str]) -> dict[str, Any]:
    """The mapping, empty if it was left out. Raises :class:`InputError` for anything else and for unknown keys."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise InputError(f"{where}: it must be a mapping with some of {', '.join(sorted(valid))}")
    for name in given:
        if name not in valid:
            raise unknown_name(f"key in {where}:", name, valid, show_all=True)
    return dict(given)


def _pattern(given: Any) -> re.Pattern[str]:
    """Any of the texts; ``*`` stands for any text."""
    texts = given if _is_list(given) else [given]
    return re.compile("|".join(re.escape(str(text)).replace(r"\*", ".*") for text in texts), re.DOTALL)


def _is_list(given: Any) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, (str, bytes))
