# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mapping of a machine to entries: data that a user overrides, checked where it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .values import at, is_empty, listed

RULE_KEYS = frozenset({"attributes", "each", "match_by", "of", "purge_mode", "state", "when"})
SOURCE_KEYS = frozenset({"from", "generation", "transform", "value"})
#: What is handed on to idoit_category as it is.
HANDED_ON = ("match_by", "purge_mode", "state")
TRANSFORMS: dict[str, Callable[[Any], Any]] = {
    "first": lambda value: listed(value)[0],
    "integer": lambda value: int(float(value)),
    "last": lambda value: listed(value)[-1],
    "lower": lambda value: str(value).lower(),
    "text": str,
    "upper": lambda value: str(value).upper(),
}


class MappingError(ValueError):
    """What is wrong with a mapping or a rule, in words for the user."""


def checked(mapping: Mapping[str, Any], generation: str) -> dict[str, dict[str, Any]]:
    """The rules by category, without those and without the attributes that are null or of another generation of the
    API; raises :class:`MappingError`."""
    rules = {}
    for category, rule in mapping.items():
        if rule is None:
            continue
        if not isinstance(rule, Mapping) or not isinstance(rule.get("attributes"), Mapping):
            raise MappingError(f"{category} of the mapping needs attributes, a dictionary")
        _check_keys(category, rule, RULE_KEYS)
        attributes = {str(key): source for key, source in rule["attributes"].items() if source is not None}
        for key, source in attributes.items():
            _check_source(f"{category}.{key}", source)
        rules[str(category)] = {**rule, "attributes": _of_generation(attributes, generation)}
    return rules


def entries(rule: Mapping[str, Any], machine: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries that a rule makes of a machine. What is not told is not named, so that it is left alone."""
    made = []
    for item in listed(at(rule["each"], machine)) if rule.get("each") else [None]:
        scope = {**machine, "item": item}
        if not fits(rule.get("when"), scope):
            continue
        entry = {
            key: value for key, source in rule["attributes"].items() if not is_empty(value := _value(source, scope))
        }
        if _is_told(rule, entry) and all(key in entry for key in rule.get("match_by") or ()):
            made.append(entry)
    return made


def first_value(paths: Any, machine: Mapping[str, Any]) -> Any:
    """What the first of the paths that tells something holds; None if none does."""
    return next((value for path in listed(paths) if not is_empty(value := at(str(path), machine))), None)


def fits(conditions: Mapping[str, Any] | None, scope: Mapping[str, Any]) -> bool:
    """Whether each path holds one of its values; null among them stands for nothing told."""
    if conditions is not None and not isinstance(conditions, Mapping):
        raise MappingError(f"when must be a dictionary of paths and values, not {conditions!r}")
    for path, accepted in (conditions or {}).items():
        value = at(str(path), scope)
        if (None if is_empty(value) else value) not in ([None] if accepted is None else listed(accepted)):
            return False
    return True


def _value(source: Any, scope: Mapping[str, Any]) -> Any:
    if not isinstance(source, Mapping):
        return first_value(source, scope)
    if "value" in source:
        return source["value"]
    value = first_value(source["from"], scope)
    if is_empty(value) or "transform" not in source:
        return value
    try:
        return TRANSFORMS[source["transform"]](value)
    except (TypeError, ValueError) as error:
        raise MappingError(f"{source['transform']} cannot take {value!r} of {scope.get('name')}: {error}") from error


def _is_told(rule: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether more than constants is known, unless the rule holds nothing else."""
    constant = {key for key, source in rule["attributes"].items() if isinstance(source, Mapping) and "value" in source}
    return bool(set(entry) - constant) or (bool(entry) and set(rule["attributes"]) == constant)


def _of_generation(attributes: Mapping[str, Any], generation: str) -> dict[str, Any]:
    return {
        key: source
        for key, source in attributes.items()
        if not isinstance(source, Mapping) or source.get("generation", generation) == generation
    }


def _check_keys(where: str, given: Mapping[str, Any], allowed: frozenset[str]) -> None:
    unknown = sorted(map(str, set(given) - allowed))
    if unknown:
        raise MappingError(f"{where} of the mapping has {', '.join(unknown)}; it knows {', '.join(sorted(allowed))}")


def _check_source(where: str, source: Any) -> None:
    if not isinstance(source, Mapping):
        if not (
            isinstance(source, (str, list, tuple)) and source and all(isinstance(path, str) for path in listed(source))
        ):
            raise MappingError(
                f"{where} of the mapping must be a path, a list of paths, or {{value: …}}, not {source!r}"
            )
        return
    _check_keys(where, source, SOURCE_KEYS)
    if ("value" in source) == ("from" in source):
        raise MappingError(f"{where} of the mapping needs either from or value")
    if source.get("transform", "text") not in TRANSFORMS:
        raise MappingError(f"{where} of the mapping: transform is one of {', '.join(TRANSFORMS)}")
