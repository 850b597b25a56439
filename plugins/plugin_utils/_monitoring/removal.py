# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which monitoring hosts have left the CMDB. Fails closed: in doubt a host is not gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils._errors import InputError
from .markers import GONE, Marked, MarkerNames, object_of

IN_USE = "normal"


Hosts = Iterable[Mapping[str, Any]]


def object_ids(hosts: Hosts, instance: str, names: MarkerNames) -> list[int]:
    """The ids of the objects of this CMDB that hosts carry the marker of."""
    named = (object_of(host.marker) for host in names.read(hosts) if host.marker)
    return sorted({one[1] for one in named if one and one[0] == instance})


def gone(hosts: Hosts, objects: Iterable[Mapping[str, Any]], instance: str, names: MarkerNames) -> dict[str, list[Any]]:
    """Marked hosts whose object is not there any more or not in use.

    ``hosts``: of oitc_host_info with their configuration. ``objects``: of idoit_object_info, all those of
    :func:`object_ids` that are there; of two with the same id the last counts. ``instance``: of that CMDB; hosts of
    another one are nobody's business here. Returns ``gone``, each with ``host`` (as oitc_host takes it), ``name``,
    ``container``, ``reason`` and ``handled`` (already switched off as gone), and ``doubtful``, sentences. Raises
    :class:`InputError` if not a single object is in use.
    """
    statuses = {int(row["id"]): str(row["status"]) for row in objects}
    if IN_USE not in statuses.values():
        raise InputError(
            "The CMDB shows no object in use, so nothing can be said about hosts that left it",
            reason="May the user see the objects?",
        )
    ours = [host for host in names.read(hosts) if _instance(host) == instance]
    twice = {marker for marker, count in Counter(host.marker for host in ours).items() if count > 1}
    missing = [(host, reason) for host in ours if (reason := _reason(host, statuses))]
    return {
        "gone": [_shown(host, reason) for host, reason in missing if host.marker not in twice],
        "doubtful": [
            f"{host.name} (id {host.id}) {reason}, but another host carries the same marker: is it a copy?"
            for host, reason in missing
            if host.marker in twice
        ],
    }


def _instance(host: Marked) -> str | None:
    named = object_of(host.marker) if host.marker else None
    return named[0] if named else None


def _reason(host: Marked, statuses: Mapping[int, str]) -> str | None:
    """Why the host is gone; None if its object is in use."""
    named = object_of(host.marker or "")
    status = statuses.get(named[1]) if named else IN_USE
    if status == IN_USE:
        return None
    return "is not in the CMDB any more" if status is None else f"is {status} in the CMDB"


def _shown(host: Marked, reason: str) -> dict[str, Any]:
    return {
        "host": {"id": host.id},
        "name": host.name,
        "container": host.container,
        "reason": reason,
        "handled": host.disabled and host.status == GONE,
    }
