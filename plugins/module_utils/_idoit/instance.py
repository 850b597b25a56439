# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of an installation of i-doit, which makes the ids of its objects unique among all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def instance(url: str, version: Mapping[str, Any]) -> str:
    """What names this installation and tenant among all: ids count anew in each. ``version``: of idoit.version."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").replace("/src/jsonrpc.php", "")
    login = version.get("login")
    tenant = (login.get("tenant") or login.get("mandator")) if isinstance(login, Mapping) else None
    return "/".join(filter(None, [f"{parts.netloc}{path}", tenant]))
