# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The services that a service template group gives to a host.

Allocating again would create them again: the preview tells what is missing (contracts/oitc/196 to 198).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._errors import InputError, NotStoredError
from ..._plan import Item, Step
from ..answers import SYSTEM
from ..client import Client, Write
from ..naming import Naming


def plan_allocation(client: Client, item: Mapping[str, Any], host_id: Any, naming: Naming) -> Item:
    """The plan to give a host what it lacks of a group. Raises :class:`InputError`."""
    if item["state"] != "present":
        raise InputError("the services of a servicetemplategroup can only be present")
    group = naming.resolve("servicetemplategroup", item["servicetemplategroup"], "servicetemplategroup")
    host, name = naming.show("host", host_id), naming.show("servicetemplategroup", group)
    label = f"{host}/{name}"
    if naming.missing:
        return _unresolved(label, {"host": host, "servicetemplategroup": name}, naming)
    present, missing = _preview(client, group, host_id)
    before = {"host": host, "servicetemplategroup": name, "services": sorted(present.values())}
    after = {**before, "services": sorted([*present.values(), *missing.values()])}
    body = {"Host": {"id": host_id}, "Servicetemplates": {"_ids": [*missing]}}
    write = Write(f"servicetemplategroups/allocateToHost/{group}", body)
    steps = [Step(f"allocate service template group {name} to {host}", write)] if missing else []
    return Item(label, before, after, steps, {"service": after})


def check_allocated(client: Client, item: Item) -> None:
    """Ask the preview again. Raises :class:`NotStoredError` when the host still lacks a service."""
    write: Write = item.steps[0].request
    _present, missing = _preview(client, write.path.rpartition("/")[2], write.body["Host"]["id"])
    if missing:
        raise NotStoredError(
            "the server answered success, but did not create all services",
            system=SYSTEM,
            subject=item.name,
            details={"services": f"missing are {', '.join(sorted(missing.values()))}"},
        )


def _preview(client: Client, group: Any, host_id: int) -> tuple[dict[int, str], dict[int, str]]:
    """The names of the services that the host has of the group and of those it lacks, by id of the template."""
    path = f"servicetemplategroups/allocateToHost/{group}"
    rows = client.get(path, {"hostId": host_id}, expect=("servicetemplatesForDeploy",))["servicetemplatesForDeploy"]
    found: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for row in rows:
        template = row["servicetemplate"]
        found[not row["doesServicetemplateExistsOnTargetHost"]][template["id"]] = template["name"]
    return found


def _unresolved(label: str, after: dict[str, Any], naming: Naming) -> Item:
    item = Item(label, None, after, result={"service": after}, unresolved=naming.missing)
    item.warnings = naming.warnings(f"services of {label}")
    return item
