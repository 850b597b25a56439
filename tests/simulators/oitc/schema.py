# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables: columns in the order of the server's answers, with the type the ORM casts to.

``name`` is an integer, ``name:t`` a text, ``name:d`` a datetime, ``name:n`` a number that may have decimals,
``name:j`` a JSON document. ``name:t255`` is a text that the database cuts off silently (oitc-api.md §7.8).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .php import is_numeric, to_int

_CHECKS = "check_interval retry_interval max_check_attempts first_notification_delay notification_interval:n"
_HOST_OPTIONS = (
    "notify_on_down notify_on_unreachable notify_on_recovery notify_on_flapping notify_on_downtime "
    "flap_detection_enabled flap_detection_on_up flap_detection_on_down flap_detection_on_unreachable "
    "low_flap_threshold:n high_flap_threshold:n process_performance_data freshness_checks_enabled freshness_threshold "
    "passive_checks_enabled event_handler_enabled active_checks_enabled retain_status_information "
    "retain_nonstatus_information notifications_enabled notes:t priority check_period_id notify_period_id tags:t"
)
_NOTIFY = (
    "notify_on_warning notify_on_unknown notify_on_critical notify_on_recovery notify_on_flapping notify_on_downtime"
)
_FLAP = (
    "flap_detection_enabled flap_detection_on_ok flap_detection_on_warning flap_detection_on_unknown "
    "flap_detection_on_critical low_flap_threshold:n high_flap_threshold:n process_performance_data "
    "freshness_checks_enabled freshness_threshold passive_checks_enabled event_handler_enabled active_checks_enabled"
)
_STAMPS = "created:d modified:d"

COLUMNS: dict[str, str] = {
    "containers": "containertype_id name:t parent_id",
    "tenants": "container_id description:t is_active number_users max_users number_hosts number_services firstname:t "
    f"lastname:t street:t zipcode:t city:t {_STAMPS}",
    "locations": f"uuid:t container_id description:t latitude:n longitude:n timezone:t {_STAMPS}",
    "hosts": "uuid:t container_id name:t description:t255 hosttemplate_id address:t128 command_id "
    f"eventhandler_command_id timeperiod_id {_CHECKS} {_HOST_OPTIONS} own_contacts own_contactgroups "
    f"own_customvariables host_url:t sla_id satellite_id host_type disabled usage_flag {_STAMPS}",
    "hosttemplates": "uuid:t name:t description:t255 hosttemplatetype_id command_id check_command_args:t "
    f"eventhandler_command_id timeperiod_id {_CHECKS} {_HOST_OPTIONS} container_id host_url:t sla_id {_STAMPS}",
    "hostgroups": "uuid:t container_id description:t255 hostgroup_url:t tags:t",
    "contacts": "uuid:t name:t description:t255 email:t phone:t user_id host_timeperiod_id service_timeperiod_id "
    "host_notifications_enabled service_notifications_enabled notify_service_recovery notify_service_warning "
    "notify_service_unknown notify_service_critical notify_service_flapping notify_service_downtime "
    "notify_host_recovery notify_host_down notify_host_unreachable notify_host_flapping notify_host_downtime "
    "host_push_notifications_enabled service_push_notifications_enabled",
    "contactgroups": "uuid:t container_id description:t255",
    "commands": "name:t command_line:t command_type human_args:t uuid:t description:t",
    "commandarguments": f"command_id name:t human_name:t {_STAMPS}",
    "timeperiods": f"uuid:t container_id name:t description:t255 calendar_id {_STAMPS}",
    "timeperiod_timeranges": "timeperiod_id day start:t end:t",
    "customvariables": f"object_id objecttype_id name:t value:t password {_STAMPS}",
    "hostcommandargumentvalues": f"commandargument_id host_id value:t {_STAMPS}",
    "hosttemplatecommandargumentvalues": f"commandargument_id hosttemplate_id value:t {_STAMPS}",
    "servicecommandargumentvalues": f"commandargument_id service_id value:t {_STAMPS}",
    "servicetemplatecommandargumentvalues": f"commandargument_id servicetemplate_id value:t {_STAMPS}",
    "services": "uuid:t servicetemplate_id host_id name:t description:t255 command_id check_command_args:t "
    f"eventhandler_command_id notify_period_id check_period_id {_CHECKS} {_NOTIFY} is_volatile {_FLAP} "
    "notifications_enabled notes:t priority tags:t own_contacts own_contactgroups own_customvariables service_url:t "
    f"sla_relevant service_type disabled usage_flag {_STAMPS}",
    "servicetemplates": "uuid:t template_name:t name:t container_id servicetemplatetype_id check_period_id "
    "notify_period_id description:t255 command_id check_command_args:t checkcommand_info:t eventhandler_command_id "
    f"timeperiod_id {_CHECKS} {_NOTIFY} {_FLAP} retain_status_information retain_nonstatus_information "
    f"notifications_enabled notes:t priority tags:t service_url:t sla_relevant is_volatile check_freshness {_STAMPS}",
    "servicetemplategroups": f"uuid:t container_id description:t255 {_STAMPS}",
    "users": "usergroup_id email:t firstname:t lastname:t position:t company:t department:t phone:t timezone:t i18n:t "
    "dateformat:t samaccountname:t ldap_dn:t showstatsinmenu is_active dashboard_tab_rotation paginatorlength "
    f"recursive_browser image:t is_oauth {_STAMPS}",
    "apikeys": "apikey:t description:t user_id",
    "deleted_hosts": f"uuid:t hosttemplate_id host_id name:t description:t {_STAMPS}",
    "systemdowntimes": "objecttype_id object_id downtimetype_id weekdays:t day_of_month:t from_time:t to_time:t "
    f"duration comment:t author:t {_STAMPS}",
    "export_tasks": "run task:t text:t started:n ends:n outcome",
    "hoststatus": "hostname:t current_state last_check:n next_check:n last_state_change:n output:t "
    "scheduled_downtime_depth problem_has_been_acknowledged notifications_enabled active_checks_enabled",
    "servicestatus": "service_description:t current_state last_check:n next_check:n last_state_change:n output:t",
    "queued_commands": "due:n command:t arguments:j",
    "downtimes": "object_uuid:t author:t comment:t entry_time:n scheduled_start:n scheduled_end:n is_fixed duration "
    "was_started was_cancelled",
}

# n:m relations: table name, the two foreign keys in the order of the server's _joinData.
LINKS: dict[str, tuple[str, str]] = {
    "hosts_to_containers": ("host_id", "container_id"),
    "hosts_to_hostgroups": ("host_id", "hostgroup_id"),
    "hosts_to_parenthosts": ("host_id", "parenthost_id"),
    "contacts_to_hosts": ("contact_id", "host_id"),
    "contactgroups_to_hosts": ("contactgroup_id", "host_id"),
    "hosttemplates_to_hostgroups": ("hosttemplate_id", "hostgroup_id"),
    "contacts_to_hosttemplates": ("contact_id", "hosttemplate_id"),
    "contactgroups_to_hosttemplates": ("contactgroup_id", "hosttemplate_id"),
    "contacts_to_containers": ("contact_id", "container_id"),
    "contacts_to_contactgroups": ("contact_id", "contactgroup_id"),
    "contacts_to_host_commands": ("contact_id", "command_id"),
    "contacts_to_service_commands": ("contact_id", "command_id"),
    "contacts_to_services": ("contact_id", "service_id"),
    "contactgroups_to_services": ("contactgroup_id", "service_id"),
    "contacts_to_servicetemplates": ("contact_id", "servicetemplate_id"),
    "contactgroups_to_servicetemplates": ("contactgroup_id", "servicetemplate_id"),
    "servicetemplates_to_servicetemplategroups": ("servicetemplate_id", "servicetemplategroup_id"),
    "containers_to_users": ("user_id", "container_id"),
}

_LINK_EXTRAS = {"containers_to_users": " permission_level"}

# NOT NULL columns and what the database puts there when nothing is sent.
DEFAULTS: dict[str, dict[str, Any]] = {
    "tenants": {"is_active": 0, "number_users": 0, "max_users": 0, "number_hosts": 0, "number_services": 0},
    "hosts": {"disabled": 0},
    "hosttemplates": {
        "check_command_args": "",
        "eventhandler_command_id": 0,
        "timeperiod_id": 0,
        "first_notification_delay": 0,
        "description": "",
        "hosttemplatetype_id": 1,
        "process_performance_data": 0,
        "freshness_checks_enabled": 0,
        "freshness_threshold": 0,
        "retain_status_information": 0,
        "retain_nonstatus_information": 0,
        "notifications_enabled": 1,
        "notes": "",
        "tags": "",
        "host_url": "",
    },
    "hostgroups": {"description": ""},
    "contactgroups": {"description": ""},
    "servicetemplategroups": {"description": ""},
    "contacts": {"phone": "", "email": ""},
    "commands": {"description": ""},
    "timeperiods": {"description": "", "calendar_id": 0},
    "services": {"check_command_args": "", "disabled": 0, "usage_flag": 0, "service_type": 1},
    "servicetemplates": {"check_command_args": "", "checkcommand_info": "", "servicetemplatetype_id": 1},
    "customvariables": {"objecttype_id": 0, "password": 0},
}

INDEXES = (
    "hosts(uuid)",
    "hosts(hosttemplate_id)",
    "hosts(sort_key(name))",
    "hosts_to_containers(host_id)",
    "hosts_to_containers(container_id)",
    "hosts_to_hostgroups(host_id)",
    "hosts_to_hostgroups(hostgroup_id)",
    "hosts_to_parenthosts(host_id)",
    "hosts_to_parenthosts(parenthost_id)",
    "contacts_to_hosts(host_id)",
    "contactgroups_to_hosts(host_id)",
    "customvariables(object_id)",
    "hostcommandargumentvalues(host_id)",
    "hoststatus(hostname)",
    "services(host_id)",
    "services(uuid)",
    "servicestatus(service_description)",
    "downtimes(object_uuid)",
)

_SQL_TYPES = {"i": "INTEGER", "t": "TEXT", "d": "TEXT", "n": "NUMERIC", "j": "TEXT"}


@dataclass(frozen=True)
class Column:
    """One column and the cast of the ORM's type."""

    name: str
    kind: str
    length: int | None = None

    def cast(self, value: Any) -> Any:
        """The value as it is stored: what does not fit the type becomes null (oitc-observed.md §9.2, §9.3)."""
        if value is None:
            return None
        if self.kind == "j":
            return json.dumps(value)
        if self.kind in "td":
            if isinstance(value, (list, dict)):
                return None
            text = {True: "1", False: ""}.get(value) if isinstance(value, bool) else str(value)
            return text[: self.length] if text is not None and self.length else text
        if self.kind == "n":
            return float(value) if is_numeric(value) else None
        return to_int(value)


def _columns(spec: str) -> dict[str, Column]:
    columns = {"id": Column("id", "i")}
    for part in spec.split():
        name, _unused, kind = part.partition(":")
        kind = kind or "i"
        columns[name] = Column(name, kind[0], int(kind[1:]) if kind[1:] else None)
    return columns


TABLES: dict[str, dict[str, Column]] = {name: _columns(spec) for name, spec in COLUMNS.items()}
TABLES.update({name: _columns(" ".join(keys) + _LINK_EXTRAS.get(name, "")) for name, keys in LINKS.items()})


def statements() -> list[str]:
    """The SQL that makes the tables. Ids are never given out twice, as in the real database."""
    sql = []
    for table, columns in TABLES.items():
        body = ", ".join(f'"{c.name}" {_SQL_TYPES[c.kind]}' for c in columns.values() if c.name != "id")
        sql.append(f"CREATE TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY AUTOINCREMENT, {body})")
    for number, target in enumerate(INDEXES):
        sql.append(f"CREATE INDEX IF NOT EXISTS index_{number} ON {target}")
    return sql
