# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names and ids as one host sees them: what may be used depends on its container."""

from __future__ import annotations

from ..._errors import AuthError
from ..lists import LISTS
from ..lookups import Lookups
from ..naming import HostNames, Naming
from ..offers import Offer
from ..references import Names


class HostNaming(Naming):
    """Names among what the server offers to hosts of one container."""

    def __init__(self, lookups: Lookups, offer: Offer, tolerant: bool, hosts: HostNames) -> None:
        super().__init__(lookups, tolerant, hosts)
        self._offer = offer

    def _exists(self, kind: str, number: int) -> bool:
        """What is not offered to the container may exist all the same; of modules of the server there are no lists."""
        if super()._exists(kind, number) or kind in ("satellite", "exporter", "sla"):
            return True
        if kind not in LISTS:
            return False
        try:
            return self._lookups.listed(kind).knows(number)
        except AuthError:
            return True

    def _names(self, kind: str) -> Names:
        if kind == "container":
            return self._lookups.containers()
        if kind == "command":
            return self._lookups.commands()
        return self._offer.names(kind)
