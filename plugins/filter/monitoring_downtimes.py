# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: monitoring_downtimes
short_description: Which downtimes hosts that are not in operation need
version_added: 1.0.0
description:
  - A downtime of openITCOCKPIT is known by its start and end. This gives the same ones in each run, on a fixed grid of
    days, so that a daily run neither doubles a downtime nor leaves a gap.
author:
  - cmdbops contributors (@cmdbops)
options:
  _input:
    description: The C(wishes) of P(cmdbops.idoit_oitc.monitoring_wishes#filter).
    type: list
    elements: dict
    required: true
  results:
    description: The C(results) of M(cmdbops.idoit_oitc.oitc_host), which tell the ids of their hosts.
    type: list
    elements: dict
    required: true
  monitored:
    description: Hosts as M(cmdbops.idoit_oitc.oitc_host_info) returns them; only those that are monitored can have one.
    type: list
    elements: dict
    required: true
  days:
    description: The length of the grid in days. A downtime lasts two days longer.
    type: int
    default: 7
seealso:
  - module: cmdbops.idoit_oitc.oitc_downtime
"""

EXAMPLES = r"""
- name: Keep them, once a day
  cmdbops.idoit_oitc.oitc_downtime:
    state: "{{ item.state }}"
    hosts: "{{ item.hosts }}"
    start: "{{ item.start }}"
    end: "{{ item.end }}"
    comment: Not in operation
  loop: "{{ wanted.wishes | cmdbops.idoit_oitc.monitoring_downtimes(written.results, found.hosts) }}"
"""

RETURN = r"""
_value:
  description: At most one downtime to schedule, and those to cancel, as M(cmdbops.idoit_oitc.oitc_downtime) takes them.
  type: list
  elements: dict
  sample:
    - state: present
      start: "2026-11-19T00:00:00+00:00"
      end: "2026-11-28T00:00:00+00:00"
      hosts: [{ id: 17 }]
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from ansible.errors import AnsibleFilterError


def monitoring_downtimes(
    wishes: Sequence[Mapping[str, Any]],
    results: Sequence[Mapping[str, Any]],
    monitored: Sequence[Mapping[str, Any]],
    days: int = 7,
) -> list[dict[str, Any]]:
    """See the documentation above; raises :class:`AnsibleFilterError`."""
    from ..plugin_utils._monitoring.downtimes import downtimes

    if days < 1:
        raise AnsibleFilterError("monitoring_downtimes: the grid must be at least 1 day long")
    return downtimes(wishes, results, monitored, days, datetime.now(timezone.utc))


class FilterModule:
    """The filter by its name."""

    def filters(self) -> dict[str, Any]:
        """Name and function."""
        return {"monitoring_downtimes": monitoring_downtimes}
