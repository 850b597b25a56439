# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: identities
short_description: Objects of the CMDB as a person names them
version_added: 1.0.0
description:
  - Makes of a text with commas, such as the answer to a question, or of a list what O(_input) of
    M(cmdbops.idoit_oitc.idoit_object) and other modules take.
  - A name that stands there twice counts once.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description:
      - A text with commas, or a list. Each element is a title, V(id=42), V(sysid=SYSID_1730365404) or V(title=…).
      - In a list it may also be a dict with C(id), C(sysid), or C(title) and C(type), which stays as it is.
    type: raw
    required: true
seealso:
  - module: cmdbops.idoit_oitc.idoit_object
"""

EXAMPLES = r"""
- name: Archive what was named
  cmdbops.idoit_oitc.idoit_object:
    state: archived
    objects: "{{ 'web01, id=42' | cmdbops.idoit_oitc.identities }}"
"""

RETURN = r"""
_value:
  description: The objects.
  type: list
  elements: dict
  sample: [{ title: web01 }, { id: 42 }]
"""

from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._inventory.trust import inert


def identities(given: Any) -> Any:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..plugin_utils._decommission import identities as read

    try:
        return inert(read(given))
    except ValueError as error:
        raise AnsibleFilterError(f"identities: {error}") from error


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"identities": identities}
