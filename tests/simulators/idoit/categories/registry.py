# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which behaviour serves which category, for each generation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ..schema.catalogue import Catalogue
from ..values.registry import ValueTypes
from .base import Behaviour, VirtualCategory

BehaviourTypes = Mapping[str, type[Behaviour]]

VIRTUAL = {
    f"C__CATG__{name}"
    for name in [
        "CABLING",
        "CABLE_CONNECTION",
        "CLUSTER_SHARED_STORAGE",
        "CLUSTER_VITALITY",
        "CLUSTER_SHARED_VIRTUAL_SWITCH",
        "DATABASE_FOLDER",
        "FLOORPLAN",
        "JDISC_DISCOVERY",
        "LIVESTATUS",
        "MULTIEDIT",
        "NDO",
        "NET_ZONE",
        "NET_ZONE_SCOPES",
        "OBJECT_VITALITY",
        "OVERVIEW",
        "RACK_VIEW",
        "SANPOOL",
        "STACK_MEMBERSHIP",
        "STACK_PORT_OVERVIEW",
        "STORAGE",
        "VIRTUAL_AUTH",
        "VIRTUAL_RELOCATE_CI",
        "VIRTUAL_SUPERNET",
        "VIRTUAL_TICKETS",
        "VRRP_VIEW",
    ]
} | {"C__CATS__BASIC_AUTH", "C__CATS__CHASSIS_CABLING", "C__CATS__PDU_OVERVIEW"}


class Behaviours:
    """The behaviours of one server's categories, made when they are first asked for."""

    def __init__(self, catalogue: Catalogue, special: BehaviourTypes, types: ValueTypes) -> None:
        self.catalogue = catalogue
        self.special = special
        self.types = types
        self._made: dict[str, Behaviour] = {}

    def of(self, const: str) -> Behaviour | None:
        """The behaviour of a category named by constant or alias; None if there is no such category."""
        category = self.catalogue.category(const)
        if category is None:
            return None
        made = self._made.get(category.const)
        if made is None:
            general = VirtualCategory if category.const in VIRTUAL else Behaviour
            made = self.special.get(category.const, general)(category, self.types)
            self._made[category.const] = made
        return made

    @cached_property
    def _const_of_table(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for category in self.catalogue.categories.values():
            if category.attributes:
                found.setdefault(category.table, category.const)
        return found

    def const_of_table(self, table: str) -> str:
        """The category whose entries a table holds; of several the first."""
        return self._const_of_table.get(table, "")

    def of_table(self, table: str) -> Behaviour | None:
        """The behaviour of that category."""
        return self.of(self.const_of_table(table))
