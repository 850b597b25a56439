# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which kind of value an attribute holds, from the metadata of cmdb.category_info (idoit-api.md §9.3 and §10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import dates, dialogs, numbers, references, text
from .base import Kind, Refused

#: How the rows of a table are called as a category, for references to entries.
ENTRY_TABLES = {
    "isys_catg_controller_list": "C__CATG__CONTROLLER",
    "isys_catg_drive_list": "C__CATG__DRIVE",
    "isys_catg_hba_list": "C__CATG__HBA",
    "isys_catg_ldevclient_list": "C__CATG__LDEV_CLIENT",
    "isys_catg_log_port_list": "C__CATG__NETWORK_LOG_PORT",
    "isys_catg_netp_list": "C__CATG__NETWORK_INTERFACE",
    "isys_catg_port_list": "C__CATG__NETWORK_PORT",
    "isys_catg_raid_list": "C__CATG__RAID",
    "isys_catg_stor_list": "C__CATG__STORAGE_DEVICE",
}

#: Kinds hold no state, so one of each will do; where the metadata must be looked at again, a function makes it.
Make = Callable[[Mapping[str, Any]], Kind]


def _own_entry(meta: Mapping[str, Any]) -> Kind:
    references_to = part(meta, "data").get("references") or [""]
    return references.EntryRef(ENTRY_TABLES.get(str(references_to[0])))


def _object_browser(meta: Mapping[str, Any]) -> Kind:
    return references.ObjectRefs() if several(meta) else references.ObjectRef()


def _custom_popup(meta: Mapping[str, Any]) -> Kind:
    return dialogs.MultiSelect() if several(meta) else dialogs.DialogPlus()


def _dialog(meta: Mapping[str, Any]) -> Kind:
    return dialogs.Dialog() if ui_params(meta).get("p_strTable") else dialogs.FixedDialog()


#: The export callback decides how a value is read, and tells plain dialogs from dialog+ (idoit-observed.md §6).
BY_CALLBACK: dict[str, Kind | Make] = {
    "application_license": references.EntryRef("C__CATS__LICENCE_LIST", elsewhere=True),
    "application_property_assigned_variant": references.EntryRef("C__CATS__APPLICATION_VARIANT", "application"),
    "application_property_assigned_version": references.EntryRef("C__CATG__VERSION", "application"),
    "assigned_connector": references.EntryRef("C__CATG__CONNECTOR", elsewhere=True),
    "cable_connection": references.ObjectRef(),
    "catg_contact": references.ObjectRef(),
    "connection": _object_browser,
    "contact": references.ObjectRefs(),
    "convert": numbers.Float(),
    "date": dates.Date(),
    "datetime": dates.DateTime(),
    "dialog": _dialog,
    "dialog_multiselect": dialogs.MultiSelect(),
    "dialog_plus": dialogs.DialogPlus(),
    "exportIpReference": text.IpAddress(),
    "get_gateway": references.EntryRef("C__CATG__IP", elsewhere=True),
    "get_ip_reference": text.IpAddress(),
    "get_net_dns_server": references.EntryRefs("C__CATG__IP", elsewhere=True),
    "get_reference_value": _own_entry,
    "get_yes_or_no": numbers.YesNo(),
    "hostaddress": references.EntryRefs("C__CATG__IP"),
    "interface_p": references.EntryRef("C__CATG__NETWORK_INTERFACE"),
    "layer_2_assignments": references.ObjectRefs(),
    "layer_3_assignment": references.ObjectRefs(),
    "location": references.ObjectRef(),
    "location_property_pos": numbers.RackPosition(),
    "log_port": references.ObjectRefs(),
    "log_port_assigned_ips": references.EntryRefs("C__CATG__IP"),
    "logiface_ports": references.EntryRefs("C__CATG__NETWORK_PORT"),
    "model_title": dialogs.DialogPlus(),
    "money_format": numbers.Money(),
    "network_port_property_default_vlan": references.ObjectRef(),
    "object": _object_browser,
    "port_assigned_layer2_nets": references.ObjectRefs(),
    "property_callback_gps": Refused("it is computed; write latitude and longitude"),
    "timeperiod": numbers.Integer(),
    "timestamp": dates.Date(),
}

BY_TYPE: dict[str, Kind | Make] = {
    "commentary": text.Html(),
    "date": dates.Date(),
    "date_time": dates.DateTime(),
    "datetime": dates.DateTime(),
    "dialog": _dialog,
    "dialog_list": references.EntryRefs(None),
    "dialog_plus": dialogs.DialogPlus(),
    "double": numbers.Float(),
    "float": numbers.Float(),
    "int": numbers.Integer(),
    "money": numbers.Money(),
    "multiselect": dialogs.MultiSelect(),
    "n2m": references.ObjectRefs(),
    "object_browser": _object_browser,
    "text": text.Text(),
    "text_area": text.Html(),
    "textarea": text.Html(),
    "time": text.TimeOfDay(),
    "virtual": Refused("it is computed by the server"),
}

#: Custom fields tell by their own field type, which the label's ``ui.params`` carries (idoit-api.md §11.4).
BY_CUSTOM_FIELD: dict[str, Kind | Make] = {
    "f_link": text.Text(),
    "f_numeric": numbers.Float(),
    "f_password": text.Password(),
    "f_text": text.Text(),
    "f_textarea": text.Html(),
    "f_time": text.TimeOfDay(),
    "f_wysiwyg": text.Html(),
    "hr": Refused("it is a line in the form, not a field"),
    "html": Refused("it is a text in the form, not a field"),
    "script": Refused("it is a script of the form, not a field"),
}

BY_CUSTOM_POPUP: dict[str, Kind | Make] = {
    "browser_object": _object_browser,
    "calendar": dates.DateTime(),
    "checkboxes": dialogs.MultiSelect(),
    "dialog_plus": _custom_popup,
    "file": _object_browser,
    "report_browser": Refused("it shows a report"),
    "yes-no": numbers.CustomYesNo(),
}


def kind_of(key: str, meta: Mapping[str, Any]) -> Kind:
    """The kind of value of one attribute. ``meta``: its part of the answer of cmdb.category_info."""
    if part(meta, "data").get("encrypt") or key in ("password", "user_pass", "user_pass2"):
        return text.Password()
    if key == "mac":
        return text.Mac()
    made = _kind_or_maker(meta)
    return made if isinstance(made, Kind) else made(meta)


def _kind_or_maker(meta: Mapping[str, Any]) -> Kind | Make:
    params = ui_params(meta)
    custom = str(params.get("type") or "")
    if custom in BY_CUSTOM_FIELD:
        return BY_CUSTOM_FIELD[custom]
    if custom in ("f_popup", "f_dialog"):
        popup = str(params.get("extra") or params.get("popup") or "")
        if custom == "f_dialog" or popup in BY_CUSTOM_POPUP:
            return BY_CUSTOM_POPUP.get(popup, BY_CUSTOM_POPUP["yes-no"])
    if part(meta, "ui").get("type") == "checkbox":
        return BY_CALLBACK["get_yes_or_no"]
    callback = callback_of(meta)
    info_type = str(part(meta, "info").get("type") or part(meta, "data").get("type") or "text")
    return BY_CALLBACK.get(callback or "") or BY_TYPE.get(info_type) or BY_TYPE["text"]


def part(meta: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of the metadata; PHP's empty ones come as [] or null."""
    value = meta.get(name)
    return value if isinstance(value, Mapping) else {}


def ui_params(meta: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the form field is made of."""
    return part(part(meta, "ui"), "params")


def callback_of(meta: Mapping[str, Any]) -> str | None:
    """The function that makes the read form."""
    callback = part(meta, "format").get("callback")
    return str(callback[1]) if isinstance(callback, list) and len(callback) > 1 else None


def several(meta: Mapping[str, Any]) -> bool:
    """Whether the attribute holds several values; the mark comes as true, 1 or "true"."""
    params = ui_params(meta)
    marks = (params.get("multiselection"), params.get("multiselect"))
    return part(meta, "info").get("type") in ("multiselect", "n2m") or any(
        str(mark) in ("True", "true", "1") for mark in marks
    )
