# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Categories that the two generations of the API call differently."""

from __future__ import annotations

#: Categories that had another constant before API 1.10 (idoit-api.md §7.1, idoit-observed.md §6).
OLD_CONSTANTS = {
    "C__CATG__NETWORK_PORT": "C__CMDB__SUBCAT__NETWORK_PORT",
    "C__CATG__NETWORK_PORT_OVERVIEW": "C__CMDB__SUBCAT__NETWORK_PORT_OVERVIEW",
    "C__CATG__NETWORK_INTERFACE": "C__CMDB__SUBCAT__NETWORK_INTERFACE_P",
    "C__CATG__NETWORK_LOG_PORT": "C__CMDB__SUBCAT__NETWORK_INTERFACE_L",
    "C__CATG__STORAGE_DEVICE": "C__CMDB__SUBCAT__STORAGE__DEVICE",
    "C__CATS__LICENCE_LIST": "C__CMDB__SUBCAT__LICENCE_LIST",
    "C__CATS__LICENCE_OVERVIEW": "C__CMDB__SUBCAT__LICENCE_OVERVIEW",
    "C__CATS__FILE_ACTUAL": "C__CMDB__SUBCAT__FILE_ACTUAL",
    "C__CATS__FILE_VERSIONS": "C__CMDB__SUBCAT__FILE_VERSIONS",
    "C__CATS__FILE_OBJECTS": "C__CMDB__SUBCAT__FILE_OBJECTS",
    "C__CATS__EMERGENCY_PLAN_ATTRIBUTE": "C__CMDB__SUBCAT__EMERGENCY_PLAN",
    "C__CATS__EMERGENCY_PLAN_LINKED_OBJECTS": "C__CMDB__SUBCAT__EMERGENCY_PLAN_LINKED_OBJECT_LIST",
    "C__CATS__WS_NET_TYPE": "C__CMDB__SUBCAT__WS_NET_TYPE",
    "C__CATS__WS_ASSIGNMENT": "C__CMDB__SUBCAT__WS_ASSIGNMENT",
}
NEW_CONSTANTS = {old: new for new, old in OLD_CONSTANTS.items()}
