# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server with objects, and with entries that others refer to; and for every category a case with all attributes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from .cmdb import Cmdb, cmdb

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("every_category.yml").read_text("utf-8"))


@contextmanager
def furnished(profile: str = "modern") -> Iterator[Cmdb]:
    """A fresh server with all that the cases refer to."""
    with cmdb(profile, "demo") as server:
        server.objects(objects=TABLE["objects"])
        for entry in TABLE["entries"]:
            wanted = {**entry, "object": {"title": entry["object"]}}
            server.entries(**wanted, match_by=list(entry["data"])[:1])
        yield server
