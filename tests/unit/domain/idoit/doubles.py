# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that there should be one of only."""

from __future__ import annotations

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.rpc import Call

from .cmdb import Cmdb


def make_double(server: Cmdb) -> list[int]:
    """Two objects of the same title: the server has no uniqueness."""
    with server.session() as session:
        calls = [Call("cmdb.object.create", {"type": "C__OBJTYPE__SERVER", "title": "web01"})] * 2
        return [int(reply.value()["id"]) for reply in session.batch(calls)]
