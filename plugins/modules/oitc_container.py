#!/usr/bin/python
# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: oitc_container
short_description: Manage containers of openITCOCKPIT
version_added: 1.0.0
description:
  - Creates, changes, renames and deletes tenants, locations and nodes, by their path.
  - openITCOCKPIT cannot move a container below another one.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.oitc
  - cmdbops.idoit_oitc.attributes
  - cmdbops.idoit_oitc.attributes.writes
  - cmdbops.idoit_oitc.attributes.actiongroup_oitc
options:
  state:
    <<: &state
      description:
        - Whether the container is there.
        - >-
          V(absent) deletes it, which works only while it holds no other containers, hosts, groups, templates, contacts
          and time periods.
      type: str
      choices: [present, absent]
    default: present
  id: &id
    description:
      - The id of the container, to find it, for example where two have the same path.
      - With O(path) it is renamed to the last name of that; the path before it must be its own.
    type: int
  path: &path
    description: The path, such as V(/root/Customer A/Data centre). Needed unless O(id) is given.
    type: str
  new_name: &new_name
    description:
      - Another name for the container at O(path). What it holds stays in it.
      - Nothing is done when there is no container at O(path), but one of the new name beside it.
      - With O(id) the new name is given in O(path).
    type: str
  type: &type
    description:
      - The kind of container, V(node) if not given. Tenants are directly below V(/root).
      - It cannot be changed; if given, it is compared with the one that is there.
    type: str
    choices: [location, node, tenant]
  create_parents:
    <<: &create_parents
      description:
        - Whether missing containers above are created, tenants directly below V(/root) and nodes further down.
      type: bool
    default: false
  description: &description
    description: A description of a tenant or location.
    type: str
  firstname: &firstname
    description: The first name of the contact of a tenant.
    type: str
  lastname: &lastname
    description: The last name of the contact of a tenant.
    type: str
  street: &street
    description: The street of a tenant.
    type: str
  zipcode: &zipcode
    description: The postal code of a tenant.
    type: str
  city: &city
    description: The city of a tenant.
    type: str
  latitude: &latitude
    description: The latitude of a location in degrees.
    type: float
  longitude: &longitude
    description: The longitude of a location in degrees.
    type: float
  timezone: &timezone
    description: The time zone of a location, such as V(Europe/Berlin).
    type: str
  containers:
    description:
      - Many containers at once, each with the options above, in the order in which they are created or deleted.
      - What is given beside the list is the default for each item.
    type: list
    elements: dict
    suboptions:
      state: *state
      id: *id
      path: *path
      new_name: *new_name
      type: *type
      create_parents: *create_parents
      description: *description
      firstname: *firstname
      lastname: *lastname
      street: *street
      zipcode: *zipcode
      city: *city
      latitude: *latitude
      longitude: *longitude
      timezone: *timezone
notes:
  - The role of the API key's user needs the rights Containers.view, Containers.add, Containers.edit and
    Containers.delete, for tenants and locations Tenants.index, Tenants.add, Locations.index and so on.
  - Before a container is deleted the lists of what it may hold are read, as far as the role allows it.
  - Only users with rights on V(/root) may create tenants.
"""

EXAMPLES = r"""
- name: A node in a tenant, which is created if it is missing
  cmdbops.idoit_oitc.oitc_container:
    path: /root/Customer A/Data centre
    create_parents: true

- name: A tenant and its locations
  cmdbops.idoit_oitc.oitc_container:
    containers:
      - path: /root/Customer B
        type: tenant
        city: Fulda
      - path: /root/Customer B/Headquarters
        type: location
        latitude: 50.55
        longitude: 9.68
        timezone: Europe/Berlin

- name: Another name for a container
  cmdbops.idoit_oitc.oitc_container:
    path: /root/Customer A/Data centre
    new_name: Data centre Fulda

- name: Delete a container
  cmdbops.idoit_oitc.oitc_container:
    path: /root/Customer B/Headquarters
    state: absent
"""

RETURN = r"""
container:
  description: The container with its C(id), which is null in check mode if it is new; null if it is absent.
  returned: success, without O(containers)
  type: dict
  sample:
    id: 5
    path: /root/Customer A/Data centre
    type: node
before:
  description: The container before; null if there was none.
  returned: success, without O(containers)
  type: dict
after:
  description: The container after; null if there is none any more.
  returned: success, without O(containers)
  type: dict
steps:
  description: What was written, or would be in check mode.
  returned: success
  type: list
  elements: str
results:
  description: For each item of O(containers) the values above and C(changed).
  returned: with O(containers)
  type: list
  elements: dict
"""

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.client import connect
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.containers.options import SPEC
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._oitc.containers.plan import plan_containers
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._run import run


def main() -> None:
    run(SPEC, connect, plan_containers)


if __name__ == "__main__":
    main()
