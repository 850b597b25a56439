# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The categories that are more than their metadata, for each generation."""

from __future__ import annotations

from .address import HostAddress, LegacyHostAddress, NetAddresses
from .cluster import Cluster, ClusterMembers, ClusterMemberships
from .contact import Contact, LegacyContact
from .details import (
    Access,
    Accounting,
    Identifier,
    LegacyMemory,
    Memory,
    NullTexts,
    Processor,
    RelationView,
)
from .general import General, LegacyGeneral
from .location import LegacyLocation, Location
from .net import LegacyNet, Net
from .network import LegacyLogicalPort, LegacyPort, LogicalPort, NetworkPort
from .person import LegacyPerson, Person
from .registry import BehaviourTypes
from .software import Application, LegacyApplication, LegacyOperatingSystem, OperatingSystem
from .virtual import GuestSystems, LegacyVirtualMachine, VirtualMachine

COMMON: BehaviourTypes = {
    "C__CATG__ACCESS": Access,
    "C__CATG__ACCOUNTING": Accounting,
    "C__CATG__CLUSTER": Cluster,
    "C__CATG__CLUSTER_MEMBERS": ClusterMembers,
    "C__CATG__CLUSTER_MEMBERSHIPS": ClusterMemberships,
    "C__CATG__FORMFACTOR": NullTexts,
    "C__CATG__GUEST_SYSTEMS": GuestSystems,
    "C__CATG__IDENTIFIER": Identifier,
    "C__CATG__RELATION": RelationView,
    "C__CATS__NET_IP_ADDRESSES": NetAddresses,
}
MODERN: BehaviourTypes = {
    **COMMON,
    "C__CATG__APPLICATION": Application,
    "C__CATG__CONTACT": Contact,
    "C__CATG__GLOBAL": General,
    "C__CATG__IP": HostAddress,
    "C__CATG__LOCATION": Location,
    "C__CATG__MEMORY": Memory,
    "C__CATG__NETWORK_LOG_PORT": LogicalPort,
    "C__CATG__NETWORK_PORT": NetworkPort,
    "C__CATG__OPERATING_SYSTEM": OperatingSystem,
    "C__CATG__VIRTUAL_MACHINE": VirtualMachine,
    "C__CATS__NET": Net,
    "C__CATS__PERSON": Person,
    "C__CATS__PERSON_MASTER": Person,
}
LEGACY: BehaviourTypes = {
    **COMMON,
    "C__CATG__APPLICATION": LegacyApplication,
    "C__CATG__CONTACT": LegacyContact,
    "C__CATG__CPU": Processor,
    "C__CATG__GLOBAL": LegacyGeneral,
    "C__CATG__IP": LegacyHostAddress,
    "C__CATG__LOCATION": LegacyLocation,
    "C__CATG__MEMORY": LegacyMemory,
    "C__CATG__OPERATING_SYSTEM": LegacyOperatingSystem,
    "C__CATG__VIRTUAL_MACHINE": LegacyVirtualMachine,
    "C__CATS__NET": LegacyNet,
    "C__CATS__PERSON": LegacyPerson,
    "C__CATS__PERSON_MASTER": LegacyPerson,
    "C__CMDB__SUBCAT__NETWORK_INTERFACE_L": LegacyLogicalPort,
    "C__CMDB__SUBCAT__NETWORK_PORT": LegacyPort,
}
