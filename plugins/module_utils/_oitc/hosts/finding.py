# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which host is meant: by id, by uuid, or by exact name, and by container when the name is not unique."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..._errors import AmbiguousError, InputError, NotFoundError
from ..client import Client
from ..lookups import Lookups


@dataclass(frozen=True)
class Form:
    """The edit form of a host (oitc-api.md §8.1).

    ``record``: the effective values, the template's where the host has none of its own. ``template``: that of its host
    template.
    """

    record: Mapping[str, Any]
    template: Mapping[str, Any]
    container_changeable: bool
    sharing_allowed: bool

    @property
    def id(self) -> int:
        """The id of the host."""
        return int(self.record["id"])


def read_form(client: Client, lookups: Lookups, host_id: int) -> Form:
    """Read the edit form. Raises :class:`NotFoundError` when there is no such host."""
    body = client.get(f"hosts/edit/{host_id}", expect=("host", "hosttemplate", "commands"))
    template = body["hosttemplate"]["Hosttemplate"]
    lookups.remember(template, body["commands"])
    return Form(
        record=body["host"]["Host"],
        template=template,
        container_changeable=bool(body.get("isPrimaryContainerChangeable", True)),
        sharing_allowed=bool(body.get("allowSharing", True)),
    )


def find_host(client: Client, lookups: Lookups, item: Mapping[str, Any], container: Any) -> Form | None:
    """The host that the options mean, or None. ``container``: the id of the wanted container, if known.

    Raises :class:`AmbiguousError` when the name means several, :class:`NotFoundError` for an unknown id or uuid unless
    the host is to be absent.
    """
    if item.get("id") is None and not item.get("uuid") and not item.get("name"):
        raise InputError("a host is named by id, uuid or name: none of them is given")
    if item.get("id") is None and not item.get("uuid"):
        return _by_name(client, lookups, item, container)
    try:
        return read_form(client, lookups, _given_id(client, item))
    except NotFoundError as error:
        if item.get("state") == "absent":
            return None
        error.subject = f"host {item.get('id') or item.get('uuid')}"
        raise


def _given_id(client: Client, item: Mapping[str, Any]) -> int:
    if item.get("id") is not None:
        return int(item["id"])
    return int(client.get(f"hosts/byUuid/{item['uuid']}", expect=("host",))["host"]["id"])


def _by_name(client: Client, lookups: Lookups, item: Mapping[str, Any], container: Any) -> Form | None:
    """A host of the name in another container is one to be moved, but never one to be deleted."""
    name = item["name"]
    forms = [read_form(client, lookups, number) for number in lookups.hosts_named(name)]
    inside = [form for form in forms if form.record["container_id"] == container]
    if container is not None and item.get("state") == "absent":
        forms = inside
    elif len(forms) > 1:
        forms = inside or forms
    if len(forms) > 1:
        containers = lookups.containers()
        found = ", ".join(f"id {form.id} in {containers.name_of(form.record['container_id'])}" for form in forms)
        raise AmbiguousError(f"There are {len(forms)} hosts named {name!r}: {found}", reason="Give id or container.")
    return forms[0] if forms else None
