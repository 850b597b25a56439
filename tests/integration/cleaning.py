# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Removes what a test left on a server: everything whose name begins with the prefix of its run, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit import rpc
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc import client as oitc_client

RECORD_STATUSES = ("NORMAL", "ARCHIVED", "DELETED", "TEMPLATE", "MASS_CHANGES_TEMPLATE")
#: The dialog+ attributes that tests give values to; children before the values they depend on.
DIALOGS = (
    ("C__CATG__MODEL", "title"),
    ("C__CATG__MODEL", "manufacturer"),
    ("C__CATG__CPU", "manufacturer"),
    ("C__CATG__ACCESS", "type"),
    ("C__CATG__CONTACT", "role"),
    ("C__CATG__GLOBAL", "purpose"),
)
#: Controller, key of its list, sort column and the path to the name of a row; what refers to others comes first.
KINDS = (
    ("hostgroups", "all_hostgroups", "Containers.name", ("container", "name")),
    ("contactgroups", "all_contactgroups", "Containers.name", ("Container", "name")),
    ("hosttemplates", "all_hosttemplates", "Hosttemplates.name", ("Hosttemplate", "name")),
    ("contacts", "all_contacts", "Contacts.name", ("Contact", "name")),
)


def clean_idoit(connection: Mapping[str, str], prefix: str) -> None:
    """Purge the objects, and delete the dialog values, whose titles begin with ``prefix``."""
    with rpc.connect(connection) as session:
        for status in RECORD_STATUSES:
            found = session.objects({"status": f"C__RECORD_STATUS__{status}"})
            ours = [row["id"] for row in found if row["title"].startswith(prefix)]
            session.read([call for number in ours for call in session.generation.purge_object(number)])
        for category, attribute in DIALOGS:
            named = {"category": category, "property": attribute}
            for value in session.call("cmdb.dialog.read", named):
                if value["title"].startswith(prefix):
                    session.call("cmdb.dialog.delete", {**named, "entry_id": int(value["id"])})


def clean_oitc(connection: Mapping[str, str], prefix: str) -> None:
    """Delete the hosts, groups, templates, contacts and containers whose names begin with ``prefix``."""
    with oitc_client.connect(connection) as client:
        search = {"includeDisabled": "true", "filter[Hosts.name]": prefix}
        for host in client.get("/hosts/loadHostsByString", search, expect=("hosts",))["hosts"]:
            if host["value"].startswith(prefix):
                client.post(f"/hosts/delete/{host['key']}", {})
        for controller, key, sort, (holder, name) in KINDS:
            rows = list(client.scroll(f"/{controller}/index", key, sort))
            for row in rows:
                if row[holder][name].startswith(prefix):
                    number = row["id"] if "id" in row else row[controller.removesuffix("s").capitalize()]["id"]
                    client.post(f"/{controller}/delete/{number}", {})
        _clean_containers(client, prefix)


def _clean_containers(client: oitc_client.Client, prefix: str) -> None:
    containers = client.get("/containers/loadContainersForAngular", expect=("containers",))["containers"]
    ours = [(each["value"], each["key"]) for each in containers if each["value"].startswith(f"/root/{prefix}")]
    for path, number in sorted(ours, key=lambda each: each[0].count("/"), reverse=True):
        controller = "tenants" if path.count("/") == 2 else "containers"
        client.post(f"/{controller}/delete/{number}", {})
