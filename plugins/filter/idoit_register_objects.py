# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit_register_objects
short_description: Hosts as a list of objects to be managed
version_added: 1.0.0
description:
  - Makes the list that M(cmdbops.idoit_oitc.idoit_object) takes, the hosts first and in their order.
  - Behind them come the objects that entries of hosts refer to, such as operating systems.
  - It is what the role P(cmdbops.idoit_oitc.idoit_register#role) goes by.
author:
  - cmdbops contributors (@cmdbops)
positional: cmdb_status, rename, change_type
options:
  _input:
    description: Hosts as P(cmdbops.idoit_oitc.idoit_register_identities#filter) returns them.
    type: list
    elements: dict
    required: true
  cmdb_status:
    description: The CMDB status of new objects.
    type: raw
  rename:
    description: Whether objects that exist are to have the title of the host.
    type: bool
    default: false
  change_type:
    description: Whether objects that exist are to have the object type that the rules tell.
    type: bool
    default: false
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
"""

EXAMPLES = r"""
- name: Objects
  cmdbops.idoit_oitc.idoit_object:
    objects: "{{ known.hosts | cmdbops.idoit_oitc.idoit_register_objects(rename=true) }}"
"""

RETURN = r"""
_value:
  description: Objects as M(cmdbops.idoit_oitc.idoit_object) takes them.
  type: list
  elements: dict
  sample: [{ id: 42 }, { title: web02, type: C__OBJTYPE__SERVER }]
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..plugin_utils._inventory.trust import inert


def idoit_register_objects(
    hosts: Sequence[Mapping[str, Any]],
    cmdb_status: Any = None,
    rename: bool = False,
    change_type: bool = False,
) -> Any:
    """See the documentation above."""
    from ..plugin_utils._register.items import object_items

    return inert(object_items(hosts, cmdb_status=cmdb_status, rename=rename, change_type=change_type))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"idoit_register_objects": idoit_register_objects}
