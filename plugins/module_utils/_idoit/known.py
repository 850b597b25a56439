# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the metadata of i-doit does not tell about its categories, each with its source."""

from __future__ import annotations

from .values import Choice, EntryRef, FixedDialog, GuestFlag, Kind, ObjectRef, ObjectType, Refused, Text

#: What tells entries of a multi-value category apart: the first set that is given whole (idoit-api.md §11.4).
NATURAL_KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "C__CATG__ACCESS": (("title",), ("url",)),
    "C__CATG__APPLICATION": (("application", "assigned_version"), ("application",)),
    "C__CATG__BACKUP": (("title",),),
    "C__CATG__CERTIFICATE": (("common_name",),),
    "C__CATG__CLUSTER_MEMBERS": (("member",),),
    "C__CATG__CLUSTER_MEMBERSHIPS": (("connected_object",),),
    "C__CATG__CONNECTOR": (("title",),),
    "C__CATG__CONTACT": (("contact", "role"), ("contact_object", "role"), ("contact",), ("contact_object",)),
    "C__CATG__CONTROLLER": (("title",),),
    "C__CATG__CPU": (("title",),),
    "C__CATG__DRIVE": (("mount_point",), ("title",)),
    "C__CATG__FILE": (("file",),),
    "C__CATG__GRAPHIC": (("title",),),
    "C__CATG__GROUP_MEMBERSHIPS": (("connected_object",),),
    "C__CATG__GUEST_SYSTEMS": (("connected_object",),),
    "C__CATG__IDENTIFIER": (("type", "key"), ("key",)),
    "C__CATG__IP": (("ipv4_address",), ("ipv6_address",), ("hostname",)),
    "C__CATG__IT_SERVICE_COMPONENTS": (("connected_object",),),
    "C__CATG__MAIL_ADDRESSES": (("title",),),
    "C__CATG__NETWORK_INTERFACE": (("title",),),
    "C__CATG__NETWORK_LOG_PORT": (("title",),),
    "C__CATG__NETWORK_PORT": (("title",), ("mac",)),
    "C__CATG__PASSWD": (("title",),),
    "C__CATG__POWER_CONSUMER": (("title",),),
    "C__CATG__RAID": (("title",),),
    "C__CATG__SHARES": (("title",), ("unc_path",)),
    "C__CATG__STORAGE_DEVICE": (("serial",), ("title",)),
    "C__CATG__UNIVERSAL_INTERFACE": (("title",),),
    "C__CATG__VERSION": (("title",),),
    "C__CATS__APPLICATION_ASSIGNED_OBJ": (("object",),),
    "C__CATS__APPLICATION_VARIANT": (("variant",),),
    "C__CATS__GROUP": (("connected_object",),),
    "C__CATS__LICENCE_LIST": (("key",),),
    "C__CATS__ORGANIZATION_PERSONS": (("object",),),
    "C__CATS__PERSON_ASSIGNED_GROUPS": (("connected_object",),),
    "C__CATS__PERSON_GROUP_MEMBERS": (("connected_object",),),
}

_MULTI_VALUE_GLOBAL = """
    ACCESS APPLICATION ASSIGNED_CARDS ASSIGNED_LOGICAL_UNIT ASSIGNED_SIM_CARDS ASSIGNED_SUBSCRIPTIONS
    ASSIGNED_USERS AUDIT BACKUP BACKUP__ASSIGNED_OBJECTS CARDS CERTIFICATE CLUSTER_ADM_SERVICE CLUSTER_MEMBERS
    CLUSTER_MEMBERSHIPS CLUSTER_SERVICE CONNECTOR CONTACT CONTRACT_ASSIGNMENT CONTROLLER CONTROLLER_FC_PORT CPU
    DATABASE DATABASE_ASSIGNMENT DATABASE_SA DATABASE_TABLE DRIVE EMERGENCY_PLAN FIBER_LEAD FILE GRAPHIC
    GROUP_MEMBERSHIPS GUEST_SYSTEMS HBA IDENTIFIER IMAGES INVOICE IP ITS_LOGBOOK IT_SERVICE
    IT_SERVICE_COMPONENTS IT_SERVICE_RELATIONS JDISC_CA LDEV_CLIENT LDEV_SERVER LOGBOOK MAIL_ADDRESSES
    MANAGED_OBJECTS MANUAL MEMORY NETWORK NETWORK_INTERFACE NETWORK_LOG_PORT NETWORK_PORT NET_CONNECTIONS_FOLDER
    NET_CONNECTOR NET_LISTENER OBJECT PASSWD PLANNING POWER_CONSUMER QINQ_CE RAID RELATION
    RM_CONTROLLER_BACKWARD SHARES SHARE_ACCESS SOA_STACKS SOUND STACK_MEMBER STORAGE_DEVICE SUPPORT_ENTITLEMENT
    UNIVERSAL_INTERFACE VERSION VIRTUAL_DEVICE VIRTUAL_SWITCH VOIP_PHONE_LINE VRRP_MEMBER
"""
_MULTI_VALUE_SPECIFIC = """
    ACCESS_POINT APPLICATION_ASSIGNED_OBJ APPLICATION_VARIANT CHASSIS_DEVICES CHASSIS_SLOT CLUSTER_SERVICE
    CLUSTER_SERVICE_ASSIGNED_OBJ CONTRACT_ALLOCATION DATABASE_ACCESS DATABASE_GATEWAY DATABASE_INSTALLATION
    DATABASE_LINKS DATABASE_OBJECTS EMERGENCY_PLAN_LINKED_OBJECTS FILE_OBJECTS FILE_VERSIONS GROUP
    LAYER2_NET_ASSIGNED_LOGICAL_PORTS LAYER2_NET_ASSIGNED_PORTS LICENCE_LIST NET_DHCP NET_ZONE
    ORGANIZATION_CONTACT_ASSIGNMENT ORGANIZATION_PERSONS PDU_BRANCH PERSON_ASSIGNED_GROUPS
    PERSON_CONTACT_ASSIGNMENT PERSON_GROUP_CONTACT_ASSIGNMENT PERSON_GROUP_MEMBERS REPLICATION_PARTNER ROUTER
    WS_ASSIGNMENT
"""
#: Multi-value categories, for objects whose type does not list the category (idoit-api.md §11.1).
MULTI_VALUE = frozenset(
    [f"C__CATG__{name}" for name in _MULTI_VALUE_GLOBAL.split()]
    + [f"C__CATS__{name}" for name in _MULTI_VALUE_SPECIFIC.split()]
)

#: Dialogs that depend on another one, where the metadata is silent (idoit-api.md §8).
PARENTS = {
    ("C__CATG__MODEL", "title"): "manufacturer",
    ("C__CATG__NETWORK_INTERFACE", "model"): "manufacturer",
    ("C__CATG__STORAGE_DEVICE", "model"): "manufacturer",
}

_LOST_EVERYWHERE: dict[str, tuple[str, ...]] = {
    "C__CATG__CONTACT": ("contact",),
    "C__CATG__GLOBAL": ("tag",),
    "C__CATG__IP": ("ipv4_address", "ipv6_address", "net", "net_type", "dns_server", "dns_domain"),
    "C__CATG__NETWORK_LOG_PORT": ("net",),
    "C__CATS__NET": ("dns_domain",),
}
#: By generation, attributes that are lost or changed when an update leaves them out (idoit-observed.md §6 and §10.2).
#: Modern servers derive the range of a net from its address, old ones swap its ends.
SENT_ALONG: dict[str, dict[str, tuple[str, ...]]] = {
    "modern": _LOST_EVERYWHERE,
    "legacy": {**_LOST_EVERYWHERE, "C__CATS__NET": ("dns_domain", "range_from", "range_to")},
}

#: Attributes that name the object whose entries others of the same entry refer to (idoit-api.md §11.4).
OWNERS = frozenset({("C__CATG__APPLICATION", "application"), ("C__CATG__OPERATING_SYSTEM", "application")})

_COMPUTED = Refused("it is computed by the server")

#: What the metadata hides: arrays in the program code (idoit-api.md §11.4), values that only look writable (§11.2).
KINDS: dict[tuple[str, str], Kind] = {
    ("C__CATG__CONTACT", "contact"): ObjectRef(),
    ("C__CATG__GLOBAL", "status"): Refused("the record status is set by the state of idoit_object"),
    ("C__CATG__GLOBAL", "type"): ObjectType(),
    ("C__CATG__LOCATION", "insertion"): FixedDialog(
        Choice(0, "Rear", "C__INSERTION__REAR"),
        Choice(1, "Front", "C__INSERTION__FRONT"),
        Choice(2, "Both", "C__INSERTION__BOTH"),
    ),
    ("C__CATG__LOCATION", "option"): FixedDialog(Choice(3, "Horizontal"), Choice(4, "Vertical")),
    ("C__CATG__MEMORY", "quantity"): Refused("the server does not keep it; write one entry per module"),
    # Ports are joined by their connectors, each other's attribute (idoit-api.md §11.4).
    ("C__CATG__NETWORK_PORT", "assigned_connector"): EntryRef(
        "C__CATG__NETWORK_PORT", elsewhere=True, id_key="connector"
    ),
    ("C__CATG__NETWORK_LOG_PORT", "assigned_connector"): EntryRef("C__CATG__NETWORK_LOG_PORT", elsewhere=True),
    ("C__CATG__NETWORK_PORT", "default_vlan"): ObjectRef(),
    ("C__CATG__VIRTUAL_MACHINE", "virtual_machine"): GuestFlag(),
    ("C__CATS__PERSON", "salutation"): Text(),
    ("C__CATS__PERSON_MASTER", "salutation"): Text(),
}

_COMPUTED_ATTRIBUTES = {
    "C__CATG__ACCESS": "primary_url formatted_url",
    "C__CATG__ACCOUNTING": "guarantee_date guarantee_status guarantee_period_status",
    "C__CATG__APPLICATION": "assigned_license_key",
    "C__CATG__CLUSTER": "administration_service cluster_members cluster_member_count cluster_service",
    "C__CATG__CONNECTOR": "relation_direction",
    "C__CATG__CONTACT": "primary_contact contact_list contact_list_with_roles",
    "C__CATG__DRIVE": "category_const",
    "C__CATG__GLOBAL": "id created created_by changed changed_by",
    "C__CATG__GUEST_SYSTEMS": "hostname runs_on",
    "C__CATG__IDENTIFIER": "last_edited last_scan last_updated",
    "C__CATG__IP": "hostaddress primary_hostaddress primary_hostname primary_fqdn all_ips dns_server_address",
    "C__CATG__LOCATION": "location_path gps",
    "C__CATG__MAIL_ADDRESSES": "primary_mail",
    "C__CATG__MEMORY": "total_capacity",
    "C__CATG__MONITORING": "host_name",
    "C__CATG__NETWORK_PORT": "connector relation_direction",
    "C__CATG__OPERATING_SYSTEM": "application_type application_priority assigned_license_key",
    "C__CATG__POWER_CONSUMER": "connector connector_sibling",
    "C__CATS__LICENCE_LIST": "used_licences lic_not_in_use overall_costs",
    "C__CATS__NET": "title address_v6 address_range address_with_suffix free_addresses",
    "C__CATS__PERSON_LOGIN": "user_pass2",
}
KINDS.update({(category, key): _COMPUTED for category, keys in _COMPUTED_ATTRIBUTES.items() for key in keys.split()})

#: Marked read-only, yet changed by a save (idoit-observed.md §7).
WRITABLE_ALL_THE_SAME = frozenset({("C__CATG__GLOBAL", "cmdb_status")})
