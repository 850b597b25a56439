# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids as one host sees them: what may be used depends on its container."""

from __future__ import annotations

from ..lookups import Lookups
from ..naming import HostNames, Naming
from ..offers import Offer
from ..references import Names


class HostNaming(Naming):
    """Names among what the server offers to hosts of one container."""

    def __init__(self, lookups: Lookups, offer: Offer, tolerant: bool, hosts: HostNames) -> None:
        super().__init__(lookups, tolerant, hosts)
        self._offer = offer

    def _names(self, kind: str) -> Names:
        if kind == "container":
            return self._lookups.containers()
        if kind == "command":
            return self._lookups.commands()
        return self._offer.names(kind)
