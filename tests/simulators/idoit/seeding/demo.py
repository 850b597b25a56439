# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SIM_SEED=demo adds: two custom categories with every kind of field, and reports."""

from __future__ import annotations

from typing import Any

from ..context import Context
from ..schema.attributes import Attribute
from ..schema.catalogue import Catalogue, Category

OPERATIONS = "C__CATG__CUSTOM_FIELDS_OPERATIONS"
CHECKS = "C__CATG__CUSTOM_FIELDS_CHECKS"
TYPES = [
    f"C__OBJTYPE__{name}" for name in ("SERVER", "VIRTUAL_SERVER", "VIRTUAL_HOST", "SWITCH", "CLIENT", "APPLICATION")
]
TABLE = "isys_dialog_plus_custom"
IDENTIFIERS = {"Service tier": ("Gold", "Silver", "Bronze"), "Technology": (".NET", "Java", "SQL Server")}

FIELDS: dict[str, list[tuple[str, str, str, str, str | None]]] = {
    OPERATIONS: [
        ("f_text_c_1700000000001", "Cost center", "text", "custom_text", None),
        ("f_textarea_c_1700000000002", "Notes", "textarea", "custom_area", None),
        ("f_wysiwyg_c_1700000000003", "Runbook", "textarea", "custom_area", None),
        ("f_link_c_1700000000004", "Documentation", "text", "custom_text", None),
        ("f_password_c_1700000000005", "Emergency password", "text", "custom_password", None),
        ("f_numeric_c_1700000000006", "Rack power", "text", "custom_number", None),
        ("f_time_c_1700000000007", "Backup window", "time", "custom_time", None),
        ("f_dialog_c_1700000000008", "Out of hours", "dialog", "custom_yes_no", None),
        ("f_popup_c_1700000000009", "Go live", "date", "custom_date", None),
        ("f_popup_c_1700000000010", "Service tier", "dialog_plus", "custom_dialog", "Service tier"),
        ("f_popup_c_1700000000011", "Technology", "multiselect", "custom_multi_dialog", "Technology"),
        ("f_popup_c_1700000000012", "Owner", "object_browser", "custom_object", None),
        ("f_popup_c_1700000000013", "Depends on", "object_browser", "custom_objects", None),
        ("f_popup_c_1700000000014", "Report", "object_browser", "custom_report", None),
        ("html_c_1700000000015", "", "text", "custom_virtual", None),
        ("script_c_1700000000016", "", "text", "custom_virtual", None),
        ("hr_c_1700000000017", "", "text", "custom_virtual", None),
    ],
    CHECKS: [
        ("check_name", "Check", "text", "custom_text", None),
        ("threshold", "Threshold", "text", "custom_number", None),
        ("technology", "Technology", "dialog_plus", "custom_dialog", "Technology"),
        ("platform", "Platform", "dialog_plus", "custom_dialog", "Platform"),
        ("enabled", "Enabled", "dialog", "custom_yes_no", None),
        ("token", "Token", "text", "custom_password", None),
    ],
}
"""Key, title, declared type, value type, identifier; the second category has keys that somebody renamed."""


EXPORT = "isys_global_custom_fields_export_helper"
POPUPS = {
    "custom_dialog": ("dialog_plus", "exportCustomFieldDialogPlus"),
    "custom_multi_dialog": ("dialog_plus", "exportCustomFieldDialogPlus"),
    "custom_object": ("browser_object", "exportCustomFieldObject"),
    "custom_objects": ("browser_object", "exportCustomFieldObject"),
    "custom_date": ("calendar", "exportCustomFieldCalendar"),
    "custom_yes_no": ("yes-no", "exportCustomFieldYesNoDialog"),
    "custom_report": ("report_browser", ""),
}
"""Value type -> popup, export helper; those of the dialogs are recorded."""

RENAMED_INPUTS = {
    "custom_text": "f_text",
    "custom_area": "f_textarea",
    "custom_number": "f_numeric",
    "custom_password": "f_password",
}
"""The kind of field stays when somebody renames its key."""

SEVERAL = ("custom_objects", "custom_multi_dialog")


def _metadata(key: str, title: str, type_: str, kind: str, identifier: str | None) -> dict[str, Any]:
    """The metadata of a field in the shape of contracts/idoit-modern/009."""
    popup, helper = POPUPS.get(kind, ("", ""))
    field = "isys_catg_custom_fields_list__field_content"
    input_type = "f_popup" if popup else RENAMED_INPUTS[kind] if "_c_" not in key else key.split("_c_")[0]
    params: dict[str, Any] = {"p_nMaxLen": 255, "type": input_type, "title": title, "visibility": "visible"}
    data: dict[str, Any] = {"type": "int" if popup else "text", "readonly": False, "index": False, "field": field}
    data |= {"field_alias": key, "select": {}}
    params |= {"show_in_list": False, "show_inline": False}
    if popup:
        params |= {"popup": popup, "p_strPopupType": popup}
    if identifier:
        condition = f"{TABLE}__identifier = '{identifier}'"
        params |= {"identifier": identifier, "p_identifier": identifier, "p_strTable": TABLE, "condition": condition}
        params["p_arData"] = {}
        data["references"] = [TABLE, f"{TABLE}__id"]
    if kind in SEVERAL:
        params |= {"multiselection": 1, "multiselect": True}
    return {
        "title": title,
        "check": {"mandatory": False},
        "info": {"primary_field": False, "type": type_, "backward": False, "title": title, "description": input_type},
        "data": data,
        "ui": {"type": "popup" if popup else "text", "params": params, "id": key[key.find("_c_") + 1 :]},
        "format": {"callback": [EXPORT, helper]} if helper else None,
        "kind": kind,
    }


def extend_catalogue(catalogue: Catalogue) -> None:
    """Add the custom categories and give them to some object types."""
    for number, (const, multiple) in enumerate(((OPERATIONS, False), (CHECKS, True)), start=1):
        title = const.removeprefix("C__CATG__CUSTOM_FIELDS_").capitalize()
        category = Category(const, number, title, multiple, 0, "isys_catg_custom_fields_list", "custom")
        category.__dict__["table"] = f"isys_catg_custom_fields_list:{const}"
        rows = [*FIELDS[const], ("description", "Description", "commentary", "custom_area", None)]
        category.attributes = {row[0]: Attribute(const, row[0], _metadata(*row)) for row in rows}
        catalogue.add(category, [name for name in TYPES if name in catalogue.type_of_const])


def fill_demo(context: Context) -> None:
    """The values of the custom dialogs, and the reports."""
    for identifier, titles in IDENTIFIERS.items():
        for title in titles:
            context.world.dialogs.insert(f"{TABLE}:{identifier}", title)
    add_report(
        context, "Global", "All servers", "Every server with its SYSID", ("Title", "SYSID"), "C__OBJTYPE__SERVER"
    )
    add_report(context, "Global", "All nets", "Every layer-3 net", ("Title", "SYSID"), "C__OBJTYPE__LAYER3_NET")


def add_report(
    context: Context, category: str, title: str, description: str, columns: tuple[str, ...], type_: str
) -> None:
    """Keep a report: columns of the objects of one type."""
    context.world.database.run(
        "INSERT INTO reports (category, title, description, created, columns, types, statuses)"
        " VALUES (?, ?, ?, ?, ?, ?, '2')",
        (category, title, description, context.world.now(), ",".join(columns), type_),
    )
